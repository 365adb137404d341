//! What is Telegram's alone.
use crate::fakes::{
    self, Coming, Fake, Mood, http_client, joined,
    telegram::{ADDRESS, Asking, TOKEN, Telegram, call, update},
    text,
};
use hearth_text::carrier::{Event, Network, NotSent, Trouble, http::Unusable, telegram};
use serde_json::{Value, json};
use std::time::Duration;

const HER: &str = "33700900123";

fn coming(words: &str) -> Value {
    update(Coming { from: HER, words, is_picture: false, number: 1 })
}

#[tokio::test]
async fn only_what_is_said_to_the_house_alone_is_a_text() {
    let fake = Telegram::start().await;
    let with = |path: &str, value: Value| {
        let mut it = coming("x");
        *it.pointer_mut(path).unwrap() = value;
        call(&it).hear(&*joined(&fake)).unwrap().events.len()
    };
    assert_eq!(with("/message/text", json!("y")), 1);
    assert_eq!(with("/message/chat/type", json!("group")), 0);
    assert_eq!(with("/message/chat/type", json!("supergroup")), 0);
    assert_eq!(with("/message/from/is_bot", json!(true)), 0);
    for other in ["edited_message", "channel_post", "callback_query", "my_chat_member"] {
        let mut it = coming("x");
        it[other] = it.as_object_mut().unwrap().remove("message").unwrap();
        assert_eq!(call(&it).hear(&*joined(&fake)).unwrap().events, [], "{other}");
    }
    let mut pinned = coming("x");
    pinned["message"].as_object_mut().unwrap().remove("text");
    pinned["message"]["pinned_message"] = json!({});
    assert_eq!(call(&pinned).hear(&*joined(&fake)).unwrap().events, []);
}

#[tokio::test]
async fn a_link_brings_its_word() {
    let fake = Telegram::start().await;
    for (written, meant) in
        [("/start abc_1", "abc_1"), ("/start", "/start"), ("/start ", "/start "), ("/started x", "/started x"), ("a /start b", "a /start b")]
    {
        let events = call(&coming(written)).hear(&*joined(&fake)).unwrap().events;
        assert!(matches!(&events[..], [Event::Arrived(it)] if it.words == meant), "{written}");
    }
}

#[tokio::test]
async fn a_voice_alone_is_told_of() {
    let fake = Telegram::start().await;
    let mut voice = coming("x");
    voice["message"].as_object_mut().unwrap().remove("text");
    voice["message"]["voice"] = json!({ "file_id": "f" });
    let events = call(&voice).hear(&*joined(&fake)).unwrap().events;
    assert!(matches!(&events[..], [Event::Arrived(it)] if it.words.is_empty() && it.had_attachment));
}

#[tokio::test]
async fn a_text_is_discreet() {
    let fake = Telegram::start().await;
    joined(&fake).send(&text(Network::Telegram, HER)).await.unwrap();
    let raw = fake.state.get().raw.join("");
    for said in ["\"protect_content\":true", "\"disable_notification\":true", "\"is_disabled\":true"] {
        assert!(raw.contains(said), "{said}");
    }
    assert!(!raw.contains("parse_mode"));
}

/// What was not taken is asked for again, and what was taken is not.
#[tokio::test]
async fn it_says_what_was_taken_by_asking_for_the_next() {
    let fake = Asking::start().await;
    let carrier = joined(&fake);
    let more = |number| update(Coming { from: HER, words: "x", is_picture: false, number });
    fake.state().get().waiting.extend([more(1), more(2), json!({ "update_id": 5003, "message": {} }), more(4)]);
    let (inbox, mut taken) = fakes::basket(1);
    let listening = tokio::spawn(async move { carrier.listen(&inbox).await });
    for number in [1, 2, 4] {
        let event = tokio::time::timeout(Duration::from_secs(4), taken.recv()).await.unwrap().unwrap();
        assert!(matches!(event, Event::Arrived(it) if it.id == format!("{}.{number}", 5000 + number)));
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(fake.state().get().waiting.is_empty() && taken.try_recv().is_err());
    listening.abort();
    let offsets: Vec<_> = fake
        .state()
        .get()
        .raw
        .iter()
        .filter(|it| it.contains("getUpdates"))
        .map(|it| it.split("\"offset\":").nth(1).unwrap()[..1].to_owned())
        .collect();
    assert_eq!(&offsets[..3], ["0", "0", "5"]);
}

#[tokio::test]
async fn the_wrong_way_of_hearing_is_seen() {
    let (called, asking) = (Telegram::start().await, Asking::start().await);
    assert_eq!(called.carrier(asking.port()).0.check().await, Err(Trouble::NotBrought));
    assert_eq!(asking.carrier(called.port()).0.check().await, Err(Trouble::NotBrought));
    let config = telegram::Config {
        base: "https://api.telegram.org".to_owned(),
        token: TOKEN.to_owned(),
        secret: String::new(),
        calls: ADDRESS.to_owned(),
        polls: false,
        is_silent: true,
    };
    assert_eq!(telegram::Telegram::new(config, http_client()).map(|_| ()).unwrap_err(), Unusable::Incomplete);
}

/// The house tells Telegram itself where to bring texts, by which secret, and that nothing but texts is wanted; and sees whether it stands.
#[tokio::test]
async fn it_is_told_where_to_bring_texts_and_asked_whether_it_does() {
    let fake = Telegram::start().await;
    let carrier = joined(&fake);
    for elsewhere in [json!({ "url": "" }), json!({ "url": "https://other.example/x" }), json!({ "url": ADDRESS, "allowed_updates": ["poll"] })] {
        fake.state.get().hook = elsewhere;
        assert_eq!(carrier.check().await, Err(Trouble::NotBrought));
        fake.state.get().raw.clear();
        assert_eq!(carrier.settle().await, Ok(()));
        assert_eq!(carrier.check().await, Ok(()));
        let raw = fake.state.get().raw.join("");
        for said in ["\"secret_token\":\"secret-canary-2\"", "\"allowed_updates\":[\"message\"]", ADDRESS] {
            assert!(raw.contains(said), "{said}: {raw}");
        }
        assert!(!raw.contains("drop_pending"), "nothing that waits is lost");
    }
    // It stands there, and Telegram cannot reach the house.
    fake.state.feels(Mood::Unreached);
    assert_eq!(carrier.check().await, Err(Trouble::CannotBring));
    fake.state.feels(Mood::Fine);
    fake.state.get().hook["last_error_date"] = json!(1_700_000_000);
    assert_eq!(carrier.check().await, Ok(()), "what failed once has come since");
    // Who is asked does not call.
    let asked = Asking(fake);
    let asking = joined(&asked);
    assert_eq!(asking.check().await, Err(Trouble::NotBrought));
    assert_eq!(asking.settle().await, Ok(()));
    assert_eq!(asking.check().await, Ok(()));
    asked.state().feels(Mood::Stranger);
    assert_eq!(asking.settle().await, Err(Trouble::NotKnown));
}

#[tokio::test]
async fn a_text_that_is_not_there_is_not_taken_back() {
    let fake = Telegram::start().await;
    let carrier = joined(&fake);
    let her = text(Network::Telegram, HER).to;
    assert_eq!(carrier.recall(&her, "x").await, Err(NotSent::Never("there is no such text")));
    fake.state.feels(Mood::Busy);
    assert!(matches!(carrier.recall(&her, "1").await, Err(NotSent::Later(_))));
}

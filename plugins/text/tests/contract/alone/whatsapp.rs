//! What is WhatsApp's alone.
use crate::fakes::{
    Coming, Fake, HER, Made, Mood, OTHER, WORDS, http_client, joined, text,
    whatsapp::{NUMBER, VERIFY, Whatsapp, call, config, message, status, template, told},
};
use hearth_core::locale::Language;
use hearth_text::carrier::{Carrier, Event, Fate, Network, NotSent, Outbound, Refused, Trouble, http::Unusable, whatsapp};
use serde_json::{Value, json};

fn hear(fake: &Whatsapp, told: &Value) -> Result<Vec<Event>, Refused> {
    call(told.to_string().into_bytes()).hear(&*joined(fake)).map(|it| it.events)
}

fn coming(from: &str) -> Value {
    message(Coming { from, words: WORDS, is_picture: false, number: 1 })
}

const INNER: &str = "/entry/0/changes/0/value";

#[tokio::test]
async fn it_is_introduced_by_a_word_that_staff_knows() {
    let fake = Whatsapp::start().await;
    let ask = |query: &str| {
        let url = format!("https://house.example/texts/whatsapp?{query}");
        Made { method: "GET", url, headers: Vec::new(), body: Vec::new() }.hear(&*joined(&fake))
    };
    let heard = ask(&format!("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={VERIFY}")).unwrap();
    assert_eq!((heard.answer.content_type, heard.answer.body.as_str()), ("text/plain", "1158201444"));
    assert_eq!(ask(&format!("hub.mode=other&hub.challenge=1&hub.verify_token={VERIFY}")), Err(Refused::Unreadable));
    assert_eq!(ask("hub.mode=subscribe&hub.challenge=1"), Err(Refused::Unsigned));
}

#[tokio::test]
async fn late_only_the_template_goes() {
    let fake = Whatsapp::start().await;
    for language in Language::ALL {
        let late = Outbound { is_outside_window: true, language, key: language.code().to_owned(), ..text(Network::Whatsapp, HER) };
        joined(&fake).send(&late).await.unwrap();
    }
    let template = |it: &str| (HER.to_owned(), it.to_owned());
    assert_eq!(fake.state.get().texts, [template("neutral/en_US"), template("neutral/fr")], "each in her own language");
}

/// The sentence has to be there in each language, under its very name, and Meta has to allow it.
#[tokio::test]
async fn the_template_is_looked_for_in_each_language() {
    let fake = Whatsapp::start().await;
    let carrier = joined(&fake);
    assert_eq!(carrier.check().await, Ok(()));
    let en = || template("neutral", "en_US", "APPROVED");
    for other in [template("neutral", "fr_CA", "APPROVED"), template("neutral", "fr", "PENDING"), template("neutral_2", "fr", "APPROVED")] {
        fake.state.get().waiting = vec![en(), other];
        assert_eq!(carrier.check().await, Err(Trouble::NoTemplate));
    }
    let with = |it: whatsapp::Config| whatsapp::Whatsapp::new(it, http_client()).unwrap();
    fake.state.get().waiting = vec![en(), template("neutral", "fr", "APPROVED")];
    for account in ["", "2"] {
        let other = with(whatsapp::Config { business_account: account.to_owned(), ..config(fake.port()) });
        assert_eq!(other.check().await, Err(Trouble::NoTemplate), "account {account:?}");
    }
    assert_eq!(fake.state.get().texts, [], "nothing is sent by a look");
}

#[tokio::test]
async fn who_hides_her_number_is_answered_too() {
    let fake = Whatsapp::start().await;
    let mut hidden = coming(HER);
    hidden.pointer_mut(&format!("{INNER}/messages/0")).unwrap().as_object_mut().unwrap().remove("from");
    let events = hear(&fake, &hidden).unwrap();
    let [Event::Arrived(it)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(it.from.at, "FR.1canary");
    joined(&fake).send(&text(Network::Whatsapp, "FR.1canary")).await.unwrap();
    assert!(fake.state.get().raw.last().unwrap().contains("\"recipient\":\"FR.1canary\""));
}

#[tokio::test]
async fn other_numbers_and_other_news_are_not_heard() {
    let fake = Whatsapp::start().await;
    let with = |path: &str, value: Value| {
        let mut it = coming(HER);
        *it.pointer_mut(&format!("/entry/0/changes/0{path}")).unwrap() = value;
        hear(&fake, &it).map(|it| it.len())
    };
    assert_eq!(with("/value/metadata/phone_number_id", json!(NUMBER)), Ok(1));
    assert_eq!(with("/value/metadata/phone_number_id", json!("2")), Ok(0));
    assert_eq!(with("/field", json!("account_update")), Ok(0));
    assert_eq!(with("/value/messages/0/type", json!("reaction")), Ok(0));
    assert_eq!(with("/value/messages/0/type", json!("system")), Ok(0));
    assert_eq!(with("/value", json!(1)), Err(Refused::Unreadable));
    assert_eq!(hear(&fake, &json!({ "x": 1 })), Err(Refused::Unreadable));
}

#[tokio::test]
async fn what_she_touches_is_what_she_says() {
    let fake = Whatsapp::start().await;
    let said = |kind: &str, what: Value| {
        let message = json!({ "from": "33700900123", "id": "w1", "timestamp": "1", "type": kind, kind: what });
        let events = hear(&fake, &told(json!({ "messages": [message] }))).unwrap();
        let [Event::Arrived(it)] = &events[..] else { panic!("{events:?}") };
        (it.words.clone(), it.had_attachment)
    };
    assert_eq!(said("button", json!({ "payload": "p", "text": "Yes" })), ("Yes".to_owned(), false));
    assert_eq!(said("interactive", json!({ "type": "button_reply", "button_reply": { "id": "1", "title": "No" } })), ("No".to_owned(), false));
    let better = json!({ "original_message_id": "w0", "message": { "type": "text", "text": { "body": "better" } } });
    assert_eq!(said("edit", better), ("better".to_owned(), false));
    assert_eq!(said("audio", json!({ "id": "1", "voice": true })), (String::new(), true));
    assert_eq!(said("location", json!({ "latitude": 1, "longitude": 2 })), (String::new(), true));
    assert_eq!(said("unsupported", json!({})), (String::new(), true));
}

#[tokio::test]
async fn what_became_of_a_text_is_told() {
    let fake = Whatsapp::start().await;
    let mut read = status("wamid.1", false);
    for (word, fate) in [("sent", None), ("delivered", Some(Fate::Delivered)), ("read", Some(Fate::Delivered)), ("failed", Some(Fate::Failed))] {
        *read.pointer_mut(&format!("{INNER}/statuses/0/status")).unwrap() = json!(word);
        let events = hear(&fake, &read).unwrap();
        assert_eq!(events.first().map(|it| matches!(it, Event::Receipt(it) if Some(it.fate) == fate)), fate.map(|_| true), "{word}");
    }
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_a_status() {
    let fake = Whatsapp::start().await;
    let carrier = joined(&fake);
    fake.state.feels(Mood::Swallows);
    assert!(matches!(carrier.send(&text(Network::Whatsapp, HER)).await, Err(NotSent::Later(_))));
    fake.state.feels(Mood::Fine);
    let raw = fake.state.get().raw[0].clone();
    let word = raw.split("\"biz_opaque_callback_data\":\"").nth(1).unwrap().split('"').next().unwrap();
    let mut sent = status("wamid.77", false);
    *sent.pointer_mut(&format!("{INNER}/statuses/0/status")).unwrap() = json!("sent");
    sent.pointer_mut(&format!("{INNER}/statuses/0")).unwrap()["biz_opaque_callback_data"] = json!(word);
    assert_eq!(call(sent.to_string().into_bytes()).hear(&*carrier).unwrap().events, []);
    assert_eq!(carrier.send(&text(Network::Whatsapp, HER)).await.unwrap().references, ["wamid.77"]);
    assert_eq!(fake.state.get().texts.len(), 1);
    // Another text is another one.
    carrier.send(&Outbound { key: "key-2".to_owned(), ..text(Network::Whatsapp, OTHER) }).await.unwrap();
    assert_eq!(fake.state.get().texts.len(), 2);
}

#[tokio::test]
async fn settings_are_looked_at() {
    let fake = Whatsapp::start().await;
    let with = |it: whatsapp::Config| whatsapp::Whatsapp::new(it, http_client());
    let other = with(whatsapp::Config { phone_number_id: "2".to_owned(), ..config(fake.port()) }).unwrap();
    assert_eq!(other.check().await, Err(Trouble::NoSuchNumber));
    for empty in [|it: &mut whatsapp::Config| it.app_secret.clear(), |it: &mut whatsapp::Config| it.verify_token.clear()] {
        let mut it = config(1);
        empty(&mut it);
        assert_eq!(with(it).map(|_| ()).unwrap_err(), Unusable::Incomplete);
    }
}

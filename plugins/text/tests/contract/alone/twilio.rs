//! What is Twilio's alone.
use crate::fakes::{
    self, Fake, HER, HOUSE, Made, Mood, WORDS, http_client, joined, text,
    twilio::{ADDRESS, TOKEN, Twilio, call, config, sign},
};
use hearth_text::carrier::{
    Carrier, Event, Fate, Network, NotSent, Refused, Trouble,
    http::{Unusable, sha256_hex},
    twilio::{Sender, Twilio as Ours},
};

const ARRIVES: [(&str, &str); 4] = [("MessageSid", "SM1"), ("From", HER), ("To", HOUSE), ("Body", WORDS)];

#[tokio::test]
async fn a_text_in_json_is_signed_by_its_digest() {
    let fake = Twilio::start().await;
    let body = serde_json::json!({ "MessageSid": "SM1", "From": HER, "To": HOUSE, "Body": WORDS, "NumMedia": 1 }).to_string().into_bytes();
    let url = format!("{ADDRESS}?bodySHA256={}", sha256_hex(&body));
    let made = Made { method: "POST", headers: vec![("X-Twilio-Signature", sign(&url, &[]))], url, body };
    let events = made.hear(&*joined(&fake)).unwrap().events;
    assert!(matches!(&events[..], [Event::Arrived(it)] if it.words == WORDS && it.had_attachment && it.to == HOUSE));
    let altered = Made { body: [made.body.clone(), b" ".to_vec()].concat(), ..made };
    assert_eq!(altered.hear(&*joined(&fake)), Err(Refused::Unsigned));
}

#[tokio::test]
async fn the_port_may_be_signed_or_not() {
    let fake = Twilio::start().await;
    let with_port = ADDRESS.replace("house.example", "house.example:443");
    for (signed, seen) in [(with_port.as_str(), ADDRESS), (ADDRESS, with_port.as_str()), (ADDRESS, ADDRESS)] {
        let made = Made { url: seen.to_owned(), ..call(signed, &ARRIVES) };
        assert!(made.hear(&*joined(&fake)).is_ok(), "{signed} {seen}");
    }
    let other = Made { url: ADDRESS.replace("house.example", "house.example:8443"), ..call(&with_port, &ARRIVES) };
    assert_eq!(other.hear(&*joined(&fake)), Err(Refused::Unsigned));
}

#[tokio::test]
async fn nothing_is_said_back_to_her() {
    let fake = Twilio::start().await;
    let answer = call(ADDRESS, &ARRIVES).hear(&*joined(&fake)).unwrap().answer;
    assert_eq!((answer.content_type, answer.body.as_str()), ("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>"));
}

#[tokio::test]
async fn other_channels_are_not_texts() {
    let fake = Twilio::start().await;
    let made = call(ADDRESS, &[("MessageSid", "SM1"), ("From", "whatsapp:+33700900123"), ("Body", "x")]);
    assert_eq!(made.hear(&*joined(&fake)).unwrap().events, []);
    assert_eq!(call(ADDRESS, &[("Body", "x")]).hear(&*joined(&fake)), Err(Refused::Unreadable));
}

#[tokio::test]
async fn what_became_of_a_text_is_told() {
    let fake = Twilio::start().await;
    let fates = [
        ("queued", "", None),
        ("sent", "", None),
        ("delivered", "", Some(Fate::Delivered)),
        ("undelivered", "30003", Some(Fate::Gone)),
        ("undelivered", "30006", Some(Fate::Gone)),
        ("undelivered", "30008", Some(Fate::Failed)),
        ("failed", "", Some(Fate::Failed)),
    ];
    for (status, code, fate) in fates {
        let made = call(ADDRESS, &[("MessageSid", "SM1"), ("MessageStatus", status), ("ErrorCode", code)]);
        let events = made.hear(&*joined(&fake)).unwrap().events;
        assert_eq!(events.first().map(|it| matches!(it, Event::Receipt(it) if Some(it.fate) == fate)), fate.map(|_| true), "{status}");
    }
}

/// Its answer was lost, and its call came in between: it is not sent twice.
#[tokio::test]
async fn a_lost_answer_is_settled_by_a_status_call() {
    let fake = Twilio::start().await;
    let carrier = joined(&fake);
    fake.state.feels(Mood::Swallows);
    assert_eq!(carrier.send(&text(Network::Sms, HER)).await, Err(NotSent::Later("no answer came")));
    fake.state.feels(Mood::Fine);
    let callback = |status: &str| {
        let url = fake.state.get().raw.iter().rev().find_map(|it| {
            url::form_urlencoded::parse(it.rsplit(' ').next().unwrap().as_bytes()).find(|it| it.0 == "StatusCallback").map(|it| it.1.into_owned())
        });
        call(&url.unwrap(), &[("MessageSid", "SM77"), ("MessageStatus", status), ("ErrorCode", "30008")]).hear(&*carrier).unwrap()
    };
    callback("sent");
    let sent = carrier.send(&text(Network::Sms, HER)).await.unwrap();
    assert_eq!(sent.references, ["SM77"]);
    assert_eq!(fake.state.get().texts.len(), 1);

    // It was heard that it failed: then it goes again.
    fake.state.feels(Mood::Swallows);
    assert!(carrier.send(&text(Network::Sms, HER)).await.is_err());
    fake.state.feels(Mood::Fine);
    callback("undelivered");
    assert!(carrier.send(&text(Network::Sms, HER)).await.is_ok());
    assert_eq!(fake.state.get().texts.len(), 3);
}

#[tokio::test]
async fn what_is_under_way_loses_its_words_first() {
    let fake = Twilio::start().await;
    let carrier = joined(&fake);
    let sent = carrier.send(&text(Network::Sms, HER)).await.unwrap();
    fake.state.get().waiting.push(serde_json::Value::Null);
    assert_eq!(carrier.forget(&sent.references[0]).await, Err(NotSent::Later("it is still under way")));
    assert!(fake.state.get().raw.last().unwrap().ends_with(" Body="));
    assert_eq!(carrier.forget(&sent.references[0]).await, Ok(()));
    assert_eq!(carrier.forget("nothing").await, Ok(()));
}

#[tokio::test]
async fn a_number_that_is_not_the_houses_is_seen() {
    let fake = Twilio::start().await;
    let with = |sender: Sender| Ours::new(fakes::twilio::Config { sender, ..config(fake.port()) }, http_client()).unwrap();
    assert_eq!(with(Sender::From("+33700900000".to_owned())).check().await, Err(Trouble::NoSuchNumber));
    assert_eq!(with(Sender::From("SHELTER".to_owned())).check().await, Ok(()));
    let by_service = with(Sender::MessagingService("MG1".to_owned()));
    assert_eq!(by_service.check().await, Ok(()));
    assert!(by_service.send(&text(Network::Sms, HER)).await.is_ok());
}

#[test]
fn settings_are_looked_at() {
    let with = |change: fn(&mut fakes::twilio::Config)| {
        let mut it = config(1);
        change(&mut it);
        Ours::new(it, http_client()).map(|_| ())
    };
    assert_eq!(with(|it| it.token.clear()), Err(Unusable::Incomplete));
    assert_eq!(with(|it| it.base = "http://api.twilio.example".to_owned()), Err(Unusable::Open));
    assert_eq!(with(|it| it.status_callback = Some("nothing".to_owned())), Err(Unusable::Address));
    let read: fakes::twilio::Config = serde_json::from_str(&format!(r#"{{"account":"A","token":"{TOKEN}","sender":{{"from":"+1"}}}}"#)).unwrap();
    assert_eq!(read.base, "https://api.twilio.com");
}

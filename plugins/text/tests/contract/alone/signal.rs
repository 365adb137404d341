//! What is Signal's alone.
use crate::fakes::{
    Coming, Fake, HER, HOUSE, Mood, OTHER, PATIENCE, basket, joined,
    signal::{Signal, config, envelope, told},
    text,
};
use hearth_text::carrier::{Event, Network, NotSent, Outbound, http::Unusable, signal};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

fn with_timer(to: &str, seconds: Option<u64>) -> Outbound {
    Outbound { timer: seconds.map(Duration::from_secs), ..text(Network::Signal, to) }
}

fn coming(number: u32) -> Value {
    envelope(Coming { from: HER, words: "x", is_picture: false, number })
}

#[tokio::test]
async fn a_timer_is_set_once_and_when_it_is_to_be_another() {
    let fake = Signal::start().await;
    let carrier = joined(&fake);
    for (to, seconds) in [(HER, None), (HER, Some(60)), (HER, Some(60)), (OTHER, Some(60)), (HER, Some(3600)), (HER, None), (HER, None)] {
        carrier.send(&with_timer(to, seconds)).await.unwrap();
    }
    let set: Vec<_> = [(HER, 60), (OTHER, 60), (HER, 3600), (HER, 0)].map(|it| (it.0.to_owned(), it.1)).into();
    assert_eq!(fake.state.get().timers, set);
}

#[tokio::test]
async fn without_its_timer_a_text_waits() {
    let fake = Signal::start().await;
    let carrier = joined(&fake);
    fake.state.feels(Mood::Broken);
    assert!(matches!(carrier.send(&with_timer(HER, Some(60))).await, Err(NotSent::Later(_))));
    assert!(fake.state.get().raw.iter().all(|it| !it.contains("words-canary")));
    fake.state.feels(Mood::Fine);
    carrier.send(&with_timer(HER, Some(60))).await.unwrap();
    assert_eq!(fake.state.get().timers.len(), 1);
}

#[tokio::test]
async fn what_is_not_a_text_to_the_house_is_not_heard() {
    let with = |path: &str, value: Value| {
        let mut it = coming(1);
        it["dataMessage"][path] = value;
        it
    };
    let mut quiet = coming(8);
    quiet["dataMessage"]["message"] = Value::Null;
    let elsewhere = json!({ "method": "receive", "params": { "subscription": 0, "result": { "envelope": coming(9), "account": OTHER } } });
    let said = vec![
        told(&with("groupInfo", json!({ "groupId": "g" }))),
        told(&with("reaction", json!({ "emoji": "x" }))),
        told(&with("remoteDelete", json!({ "timestamp": 1 }))),
        told(&quiet),
        told(&json!({ "sourceNumber": HER, "timestamp": 1, "typingMessage": {} })),
        told(&json!({ "sourceNumber": HER, "timestamp": 1, "receiptMessage": { "isRead": true, "timestamps": [5] } })),
        told(&json!({ "sourceNumber": HOUSE, "timestamp": 1, "syncMessage": { "sentMessage": { "message": "x" } } })),
        elsewhere,
        json!("nothing that can be read"),
        told(&with("message", json!("x".repeat(100_000)))),
        told(&coming(10)),
    ];
    assert_eq!(heard(said, 1).await.len(), 1);
}

/// So many events at most, within a while.
async fn heard(said: Vec<Value>, most: usize) -> Vec<Event> {
    let fake = Signal::start().await;
    let carrier = joined(&fake);
    fake.state.get().waiting = said;
    let (inbox, mut taken) = basket(0);
    let listening = tokio::spawn(async move { carrier.listen(&inbox).await });
    let mut events = Vec::new();
    while events.len() < most
        && let Ok(Some(it)) = timeout(Duration::from_secs(4), taken.recv()).await
    {
        events.push(it);
    }
    while let Ok(Some(it)) = timeout(Duration::from_millis(100), taken.recv()).await {
        events.push(it);
    }
    listening.abort();
    events
}

#[tokio::test]
async fn a_text_has_one_name_whether_her_number_is_shown_or_not() {
    let mut hidden = coming(1);
    hidden["sourceNumber"] = Value::Null;
    let edited = json!({ "sourceNumber": HER, "sourceUuid": "5f0c-canary", "timestamp": 3, "editMessage": { "targetSentTimestamp": 1, "dataMessage": { "timestamp": 3, "message": "better" } } });
    // As a daemon says it that tells everybody.
    let unasked = json!({ "method": "receive", "params": { "envelope": coming(2) } });
    let events = heard(vec![told(&coming(1)), told(&hidden), unasked, told(&edited)], 4).await;
    let arrived: Vec<_> =
        events.into_iter().filter_map(|it| if let Event::Arrived(it) = it { Some((it.id, it.from.at, it.words)) } else { None }).collect();
    assert!(arrived.len() == 4 && arrived[0].0 == arrived[1].0 && arrived[1].0 != arrived[2].0);
    assert!(arrived[0].1 == HER && arrived[1].1 == "5f0c-canary" && arrived[3].2 == "better");
}

#[tokio::test]
async fn it_listens_again_after_the_line_broke() {
    let events = heard(vec![told(&coming(1)), json!("hang up"), told(&coming(2))], 1).await;
    assert_eq!(events.len(), 1);
    let fake = Signal::start().await;
    let carrier = joined(&fake);
    fake.state.feels(Mood::Closes);
    let (inbox, mut taken) = basket(0);
    let listening = tokio::spawn(async move { carrier.listen(&inbox).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    fake.state.feels(Mood::Fine);
    fake.state.get().waiting.push(told(&coming(1)));
    assert!(timeout(Duration::from_secs(5), taken.recv()).await.unwrap().is_some());
    listening.abort();
}

#[test]
fn the_line_stays_in_the_house() {
    let with = |host: &str| signal::Signal::new(signal::Config { host: host.to_owned(), ..config(1) }, PATIENCE).map(|_| ());
    for near in ["127.0.0.1", "::1", "localhost", "signal", "192.168.1.2"] {
        assert_eq!(with(near), Ok(()), "{near}");
    }
    for far in ["signal.example", "198.51.100.7", "2001:db8::1"] {
        assert_eq!(with(far), Err(Unusable::Open), "{far}");
    }
    assert_eq!(with(""), Err(Unusable::Incomplete));
}

/// Her phone is another one, or it is not hers: the words do not go there.
#[tokio::test]
async fn another_key_is_nobody_we_know() {
    let fake = Signal::start().await;
    fake.state.feels(Mood::OtherKey);
    assert_eq!(joined(&fake).send(&text(Network::Signal, HER)).await, Err(NotSent::Gone("her key is another one than before")));
}

//! What is Kannel's alone.
use crate::fakes::{
    Fake, HER, Mood, http_client, joined,
    kannel::{Kannel, call, config},
    text,
};
use hearth_text::carrier::{Event, Fate, Network, NotSent, Outbound, Refused, http::Unusable, kannel};

fn heard(fake: &Kannel, fields: &[(&str, &str)]) -> Vec<Event> {
    call(fields).hear(&*joined(fake)).unwrap().events
}

#[tokio::test]
async fn words_arrive_in_every_alphabet() {
    let fake = Kannel::start().await;
    let with = |charset: &str, written: &str| {
        let mut made = call(&[("id", "1"), ("from", HER), ("to", "1"), ("charset", charset)]);
        made.url = format!("{}&text={written}", made.url);
        match &made.hear(&*joined(&fake)).unwrap().events[..] {
            [Event::Arrived(it)] => it.words.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(with("UTF-8", "caf%C3%A9+%E2%82%AC+%F0%9F%8C%99%25"), "café € 🌙%");
    assert_eq!(with("UTF-16BE", "%20%AC%D8%3C%DF%19"), "€🌙");
    assert_eq!(with("ISO-8859-1", "caf%E9"), "café");
    assert_eq!(with("GSM", "100%"), "100%");
    assert_eq!(with("UTF-16BE", "%20"), "\u{2000}");
}

#[tokio::test]
async fn a_text_without_a_name_has_one_made_of_it() {
    let fake = Kannel::start().await;
    let id = |words: &str| match &heard(&fake, &[("from", HER), ("to", "1"), ("text", words), ("time", "t")])[..] {
        [Event::Arrived(it)] => it.id.clone(),
        other => panic!("{other:?}"),
    };
    assert!(id("a") == id("a") && id("a") != id("b") && !id("a").contains("700900"));
}

#[tokio::test]
async fn what_became_of_a_text_is_told() {
    let fake = Kannel::start().await;
    for (report, fate) in [
        ("1", Some(Fate::Delivered)),
        ("2", Some(Fate::Failed)),
        ("4", None),
        ("8", None),
        ("16", Some(Fate::Failed)),
        ("34", Some(Fate::Failed)),
        ("66", Some(Fate::Failed)),
    ] {
        let events = heard(&fake, &[("ref", "w"), ("dlr", report), ("said", "NACK/0x00000058/Throttling error")]);
        assert_eq!(events.first().map(|it| matches!(it, Event::Receipt(it) if Some(it.fate) == fate)), fate.map(|_| true), "{report}");
    }
    assert_eq!(call(&[("ref", "w"), ("dlr", "x")]).hear(&*joined(&fake)), Err(Refused::Unreadable));
    assert_eq!(call(&[("text", "w")]).hear(&*joined(&fake)), Err(Refused::Unreadable));
}

/// An answer with anything in it would be a text to her.
#[tokio::test]
async fn nothing_is_said_back_to_her() {
    let fake = Kannel::start().await;
    assert_eq!(call(&[("from", HER), ("text", "x")]).hear(&*joined(&fake)).unwrap().answer.body, "");
}

#[tokio::test]
async fn the_small_alphabet_is_used_where_it_is_enough() {
    let fake = Kannel::start().await;
    let carrier = joined(&fake);
    for (words, coding) in [("ça?", "2"), ("où êtes", "2"), ("Ça? @ [€]", "0"), ("Hi @ [€] ~ é à {}", "0"), ("🌙", "2"), ("line\nline", "0")]
    {
        carrier.send(&Outbound { words: words.to_owned(), key: words.to_owned(), ..text(Network::Sms, HER) }).await.unwrap();
        assert!(fake.state.get().raw.last().unwrap().contains(&format!("(\"x-kannel-coding\", \"{coding}\")")), "{words}");
    }
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_a_report() {
    let fake = Kannel::start().await;
    let carrier = joined(&fake);
    fake.state.feels(Mood::Swallows);
    assert!(matches!(carrier.send(&text(Network::Sms, HER)).await, Err(NotSent::Later(_))));
    fake.state.feels(Mood::Fine);
    let raw = fake.state.get().raw[0].clone();
    let word = raw.split("ref=").nth(1).unwrap()[..32].to_owned();
    assert_eq!(call(&[("ref", &word), ("dlr", "8")]).hear(&*carrier).unwrap().events, []);
    assert_eq!(carrier.send(&text(Network::Sms, HER)).await.unwrap().references, [word]);
    assert_eq!(fake.state.get().texts.len(), 1);
}

#[test]
fn settings_are_looked_at() {
    let with = |change: fn(&mut kannel::Config)| {
        let mut it = config(1);
        change(&mut it);
        kannel::Kannel::new(it, http_client()).map(|_| ())
    };
    assert_eq!(with(|it| it.secret.clear()).unwrap_err(), Unusable::Incomplete);
    assert_eq!(with(|it| it.base = "http://kannel.example/".to_owned()).unwrap_err(), Unusable::Open);
    // It would be said in a header, where it cannot stand.
    assert_eq!(with(|it| it.passphrase = "a\nb".to_owned()).unwrap_err(), Unusable::Address);
}

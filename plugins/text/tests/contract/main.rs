//! What holds for every carrier. A new one is a fake that behaves as its documents say, and a line at the end.
mod alone;
mod fakes;

use fakes::{Coming, Fake, HER, Made, Mood, OTHER, Told, WORDS, basket, heard, joined, logs, text};
use hearth_text::carrier::{Event, Fate, LONGEST_BODY, NotSent, Refused, Trouble};
use std::time::Duration;
use tokio::{net::TcpListener, time::timeout};

fn coming<'a>(from: &'a str, number: u32) -> Coming<'a> {
    Coming { from, words: WORDS, is_picture: false, number }
}

/// Where nobody listens.
async fn nowhere() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port()
}

async fn a_text_goes_once<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    let sent = carrier.send(&text(carrier.network(), &her)).await.unwrap();
    assert_eq!(fake.state().get().texts, [(her, WORDS.to_owned())]);
    assert_eq!(sent.references.len(), 1);
    assert!(sent.references.iter().all(|it| !it.is_empty() && !it.contains("700900")));
}

async fn what_is_not_well_now_is_tried_later<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    let moods = [Mood::Busy, Mood::Broken, Mood::Silent, Mood::Closes, Mood::Endless, Mood::Babbles];
    for mood in moods {
        fake.state().feels(mood);
        let sent = carrier.send(&text(carrier.network(), &her)).await;
        assert!(matches!(sent, Err(NotSent::Later(_))), "{mood:?}: {sent:?}");
        // What is only busy may answer who asks how it is.
        assert!(matches!(mood, Mood::Busy | Mood::Broken) || carrier.check().await.is_err(), "{mood:?}");
        fake.state().feels(Mood::Fine);
    }
    let (far, _) = fake.carrier(nowhere().await);
    assert_eq!(far.send(&text(carrier.network(), &her)).await, Err(NotSent::Later("out of reach")));
    assert_eq!(far.check().await, Err(Trouble::OutOfReach));
    assert_eq!(fake.state().get().texts, []);
}

async fn nobody_is_followed_elsewhere<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    fake.state().feels(Mood::Redirects);
    assert!(carrier.send(&text(carrier.network(), &her)).await.is_err());
    assert!(fake.state().get().raw.iter().all(|it| !it.contains("elsewhere")));
}

async fn a_dead_number_is_told<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    fake.state().feels(Mood::Dead);
    match carrier.send(&text(carrier.network(), &her)).await {
        Err(NotSent::Gone(_)) => {}
        Err(else_) => panic!("{else_:?}"),
        Ok(sent) => {
            let events = heard(&carrier, || fake.reports(&sent.references[0], true)).await;
            assert!(matches!(&events[..], [Event::Receipt(it)] if it.fate == Fate::Gone && it.reference == sent.references[0]));
        }
    }
}

async fn a_house_that_it_does_not_know_is_told_so<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    assert_eq!(carrier.check().await, Ok(()));
    assert_eq!(fake.state().get().texts, []);
    fake.state().feels(Mood::Stranger);
    assert!(matches!(carrier.send(&text(carrier.network(), &her)).await, Err(NotSent::Never(_))));
    assert!(matches!(carrier.check().await, Err(Trouble::NotKnown | Trouble::NoSuchNumber)));
}

async fn a_text_arrives_and_is_the_same_when_it_is_told_twice<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her, other) = (joined(&fake), F::names(HER), F::names(OTHER));
    let (mut ids, mut seen) = (Vec::new(), Vec::new());
    for it in [coming(&her, 1), coming(&her, 1), coming(&her, 2), coming(&other, 3)] {
        fake.state().get().waiting.clear();
        for event in heard(&carrier, || Some(fake.tells(it))).await {
            let Event::Arrived(it) = event else { panic!("{event:?}") };
            assert!(it.words == WORDS && !it.had_attachment && it.from.network == carrier.network());
            assert!(!it.id.contains("700900") && !it.to.is_empty());
            ids.push(it.id);
            seen.push(it.from.at);
        }
    }
    assert_eq!(seen, [her.clone(), her.clone(), her, other]);
    assert!(ids[0] == ids[1] && ids[1] != ids[2] && ids[2] != ids[3] && ids[1] != ids[3]);
}

async fn that_something_was_with_it_is_told<F: Fake>() {
    if !F::BRINGS_PICTURES {
        return;
    }
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    let events = heard(&carrier, || Some(fake.tells(Coming { is_picture: true, ..coming(&her, 1) }))).await;
    assert!(matches!(&events[..], [Event::Arrived(it)] if it.had_attachment && it.words == WORDS));
    assert!(fake.state().get().raw.iter().all(|it| !it.contains("picture")));
}

async fn a_call_that_is_not_its_own_is_refused<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    let nothing = Made { method: "POST", url: "https://house.example/".to_owned(), headers: Vec::new(), body: Vec::new() };
    let Told::Call(made) = fake.tells(coming(&her, 1)) else {
        assert!(matches!(nothing.hear(&*carrier), Err(Refused::NoCalls | Refused::Unsigned)));
        for forged in fake.forgeries(&nothing) {
            assert_eq!(forged.hear(&*carrier), Err(Refused::Unsigned));
        }
        return;
    };
    assert!(made.hear(&*carrier).is_ok());
    assert!(!fake.forgeries(&made).is_empty());
    for forged in fake.forgeries(&made).into_iter().chain([nothing]) {
        assert_eq!(forged.hear(&*carrier), Err(Refused::Unsigned), "{forged:?}");
    }
    // Signed, and longer than anything is read.
    let words = "x".repeat(LONGEST_BODY);
    let Told::Call(long) = fake.tells(Coming { words: &words, ..coming(&her, 1) }) else { unreachable!() };
    assert_eq!(long.hear(&*carrier), Err(Refused::Unreadable));
}

async fn it_can_what_it_says_and_nothing_else<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    let can = carrier.abilities();
    let with_timer = hearth_text::carrier::Outbound { timer: Some(Duration::from_secs(3600)), ..text(carrier.network(), &her) };
    let sent = carrier.send(&with_timer).await.unwrap();
    let reference = sent.references[0].as_str();
    let timers: Vec<_> = can.sets_timers.then(|| (her.clone(), 3600)).into_iter().collect();
    assert_eq!(fake.state().get().timers, timers);
    // Set before the words are there.
    let first = |what: &str| fake.state().get().raw.iter().position(|it| it.contains(what));
    assert!(!can.sets_timers || first("updateContact") < first("words-canary"));

    let reported = heard(&carrier, || fake.reports(reference, false)).await;
    assert_eq!(can.tells_delivery, matches!(&reported[..], [Event::Receipt(it)] if it.fate == Fate::Delivered && it.reference == reference));

    assert_eq!(carrier.forget(reference).await, Ok(()));
    assert_eq!(fake.state().get().forgotten.len(), usize::from(can.deletes_at_provider));
    assert_eq!(carrier.recall(&with_timer.to, reference).await.is_ok(), can.recalls);
    let recalled: Vec<_> = can.recalls.then(|| reference.to_owned()).into_iter().collect();
    assert_eq!(fake.state().get().recalled, recalled);

    fake.state().get().raw.clear();
    let late = hearth_text::carrier::Outbound { is_outside_window: true, key: "key-2".to_owned(), ..with_timer };
    carrier.send(&late).await.unwrap();
    let kept_back = fake.state().get().raw.iter().all(|it| !it.contains("words-canary"));
    assert_eq!(can.window.is_some(), kept_back);
}

/// Told on a line, and not taken at first.
async fn what_is_not_taken_is_brought_again<F: Fake>() {
    let fake = F::start().await;
    let (carrier, her) = (joined(&fake), F::names(HER));
    let Told::Line = fake.tells(coming(&her, 1)) else { return };
    let (inbox, mut taken) = basket(1);
    let listening = tokio::spawn(async move { carrier.listen(&inbox).await });
    let event = timeout(Duration::from_secs(5), taken.recv()).await.unwrap().unwrap();
    assert!(matches!(event, Event::Arrived(it) if it.words == WORDS));
    assert!(timeout(Duration::from_millis(600), taken.recv()).await.is_err());
    listening.abort();
}

async fn it_is_silent_about_all_of_it<F: Fake>() {
    logs::keep();
    let fake = F::start().await;
    let (carrier, printed) = fake.carrier(fake.port());
    let her = F::names(HER);
    let mut all = printed;
    for mood in
        [Mood::Fine, Mood::Busy, Mood::Broken, Mood::Silent, Mood::Closes, Mood::Endless, Mood::Babbles, Mood::Redirects, Mood::Dead, Mood::Stranger]
    {
        fake.state().feels(mood);
        let text = text(carrier.network(), &her);
        let (sent, checked) = (carrier.send(&text).await, carrier.check().await);
        let (forgot, recalled) = (carrier.forget("SM1").await, carrier.recall(&text.to, "1").await);
        all += &format!("{text:?} {sent:?} {checked:?} {forgot:?} {recalled:?} ");
        all += &sent.err().map(|it| it.to_string()).unwrap_or_default();
    }
    let (far, _) = fake.carrier(nowhere().await);
    let _ = far.send(&text(carrier.network(), &her)).await;
    fake.state().feels(Mood::Fine);
    let heard = heard(&carrier, || Some(fake.tells(coming(&her, 1)))).await;
    if let Told::Call(made) = fake.tells(coming(&her, 1)) {
        let told = made.hear(&*carrier);
        let wrong: Vec<_> = fake.forgeries(&made).iter().map(|it| it.hear(&*carrier)).collect();
        all += &format!("{told:?} {wrong:?}");
    }
    all += &format!("{heard:?}");
    let (inbox, _taken) = basket(0);
    let listening = timeout(Duration::from_millis(300), far.listen(&inbox)).await;
    assert!(listening.is_err());
    for canary in ["canary", "700900"] {
        assert!(!all.contains(canary), "{all}");
        let said = logs::said();
        let line = said.lines().find(|it| it.contains(canary));
        assert!(line.is_none(), "{line:?}");
    }
}

macro_rules! suite {
    ($name:ident, $fake:ty, $($what:ident),*) => {
        mod $name {
            $(#[tokio::test] async fn $what() { super::$what::<$fake>().await })*
        }
    };
    ($($name:ident: $fake:ty;)*) => {
        $(suite!(
            $name, $fake, a_text_goes_once, what_is_not_well_now_is_tried_later, nobody_is_followed_elsewhere, a_dead_number_is_told,
            a_house_that_it_does_not_know_is_told_so, a_text_arrives_and_is_the_same_when_it_is_told_twice, that_something_was_with_it_is_told,
            a_call_that_is_not_its_own_is_refused, it_can_what_it_says_and_nothing_else, what_is_not_taken_is_brought_again,
            it_is_silent_about_all_of_it
        );)*
    };
}

suite! {
    kannel: crate::fakes::kannel::Kannel;
    signal: crate::fakes::signal::Signal;
    telegram: crate::fakes::telegram::Telegram;
    telegram_that_is_asked: crate::fakes::telegram::Asking;
    twilio: crate::fakes::twilio::Twilio;
    whatsapp: crate::fakes::whatsapp::Whatsapp;
}

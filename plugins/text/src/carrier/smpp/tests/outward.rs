//! Texts on their way out.
use super::*;

#[tokio::test]
async fn a_text_goes_as_it_is_and_its_receipt_comes_back() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.behave(json!({ "order": "set", "receipts": { "stat": "DELIVRD", "err": "000" } })).await;
    let accepted = house.send("Come at 5 €: {sharp}", "k1").await.unwrap();
    let it = smsc.expect("text").await;
    assert_eq!(accepted.references, [it["id"].as_str().unwrap()]);
    assert_eq!(it["words"], "Come at 5 €: {sharp}");
    assert_eq!((&it["source_addr"], &it["destination_addr"]), (&json!("33700000000"), &json!("33612345678")));
    for (field, value) in [
        ("source_addr_ton", 1),
        ("source_addr_npi", 1),
        ("dest_addr_ton", 1),
        ("dest_addr_npi", 1),
        ("esm_class", 0),
        ("data_coding", 0),
        ("registered_delivery", 1),
    ] {
        assert_eq!(it[field], value, "{field}");
    }
    let reference = accepted.references[0].clone();
    assert_eq!(house.inbox.events(1).await, [Event::Receipt(Receipt { reference, fate: Fate::Delivered })]);
    assert_eq!(smsc.expect_answer("receipt m1").await, 0);
}

#[tokio::test]
async fn a_long_text_goes_in_parts_that_a_phone_puts_together() {
    let (mut smsc, house) = pair(FAST).await;
    for (words, coding, most) in [("Ünd €".repeat(80), 0, 153), ("Tu es là ? 💜".repeat(20), 8, 67)] {
        let accepted = house.send(&words, "k").await.unwrap();
        let (mut whole, mut headers) = (String::new(), Vec::new());
        for id in &accepted.references {
            let it = smsc.expect("text").await;
            assert_eq!((it["id"].as_str(), &it["esm_class"], &it["data_coding"]), (Some(id.as_str()), &json!(0x40), &json!(coding)));
            let part = it["words"].as_str().unwrap();
            assert!(part.encode_utf16().count() <= most);
            whole.push_str(part);
            headers.push(it["header"].as_str().unwrap().to_owned());
        }
        assert_eq!(whole, words);
        let total = accepted.references.len();
        assert!(total > 2);
        for (at, header) in headers.iter().enumerate() {
            // npm's smpp leaves out the length of the whole header.
            assert_eq!(*header, format!("0003{}{total:02x}{:02x}", &headers[0][4..6], at + 1));
        }
    }
}

#[tokio::test]
async fn a_house_with_a_short_code_or_a_name_says_what_it_is() {
    for (source, kind) in [("38200", 3), ("HOUSE", 5)] {
        let mut smsc = Smsc::start().await;
        let house = House::listen(Config { source: source.into(), ..smsc.config() }, FAST);
        house.up().await;
        house.send("x", "k").await.unwrap();
        let it = smsc.expect("text").await;
        assert_eq!((&it["source_addr"], &it["source_addr_ton"], &it["source_addr_npi"]), (&json!(source), &json!(kind), &json!(0)));
    }
}

#[tokio::test]
async fn what_is_no_number_or_too_long_or_empty_never_goes() {
    let (_smsc, house) = pair(FAST).await;
    for at in ["0612345678", "+336", "+33612345678901234", "+3361234567x", "jane"] {
        let mut text = text("x", "k");
        text.to.at = at.into();
        assert!(matches!(house.carrier.send(&text).await, Err(NotSent::Never(_))), "{at}");
    }
    assert!(matches!(house.send("", "k").await, Err(NotSent::Never(_))));
    assert!(house.send(&"x".repeat(1530), "fits").await.is_ok());
    assert!(matches!(house.send(&"x".repeat(1531), "too long").await, Err(NotSent::Never(_))));
}

#[tokio::test]
async fn every_no_means_what_it_says() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.behave(json!({ "order": "set", "answers": [0x0b, 0x01, 0x66, 0x08, 0x45, 0x412, 0x0a] })).await;
    assert!(matches!(house.send("x", "1").await, Err(NotSent::Gone(_))), "RINVDSTADR");
    assert!(matches!(house.send("x", "2").await, Err(NotSent::Never(_))), "RINVMSGLEN");
    assert!(matches!(house.send("x", "3").await, Err(NotSent::Never(_))), "RX_R_APPN");
    assert!(matches!(house.send("x", "4").await, Err(NotSent::Later(_))), "RSYSERR");
    assert!(matches!(house.send("x", "5").await, Err(NotSent::Later(_))), "RSUBMITFAIL");
    assert!(matches!(house.send("x", "6").await, Err(NotSent::Later(_))), "of its own");
    assert_eq!(house.carrier.check().await, Ok(()));
    assert!(matches!(house.send("x", "7").await, Err(NotSent::Later(_))), "RINVSRCADR");
    assert_eq!(house.carrier.check().await, Err(Trouble::NoSuchNumber));
    assert!(house.send("x", "8").await.is_ok());
    assert_eq!(house.carrier.check().await, Ok(()));
}

#[tokio::test]
async fn too_much_makes_it_slower_and_loses_nothing() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.behave(json!({ "order": "set", "answers": [0x58, 0x58, 0x14] })).await;
    let began = Instant::now();
    assert!(house.send("x", "k").await.is_ok());
    assert!(began.elapsed() >= Duration::from_millis(20 + 40 + 80), "pauses that grow: {:?}", began.elapsed());
    let statuses: Vec<_> = [smsc.expect("text").await, smsc.expect("text").await, smsc.expect("text").await, smsc.expect("text").await]
        .map(|it| it["status"].as_u64().unwrap())
        .into();
    assert_eq!(statuses, [0x58, 0x58, 0x14, 0]);
}

#[tokio::test]
async fn what_is_too_much_all_the_time_is_for_later() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.behave(json!({ "order": "set", "answers": vec![0x58; 100] })).await;
    assert_eq!(house.send("x", "k").await, Err(NotSent::Later("the network wants fewer texts")));
    smsc.order(json!({ "order": "ask" })).await;
    let mut tries = 0;
    while smsc.next().await["event"] != "there" {
        tries += 1;
    }
    assert_eq!(tries, MOST_TRIES);
}

#[tokio::test]
async fn many_that_are_refused_at_once_are_one_pause() {
    let pace = Pace::new(None, Duration::from_millis(50), Duration::from_secs(10));
    for _ in 0..10 {
        pace.slower();
    }
    let began = Instant::now();
    pace.wait().await;
    assert!((45..200).contains(&began.elapsed().as_millis()), "{:?}", began.elapsed());
}

#[tokio::test]
async fn no_more_go_in_a_second_than_the_contract_allows() {
    let mut smsc = Smsc::start().await;
    let house = House::listen(Config { per_second: Some(50), ..smsc.config() }, FAST);
    smsc.expect("bound").await;
    house.up().await;
    let began = Instant::now();
    for it in (0..20).map(|it| house.sending("x", &it.to_string())).collect::<Vec<_>>() {
        it.await.unwrap().unwrap();
    }
    assert!(began.elapsed() >= Duration::from_millis(19 * 20), "{:?}", began.elapsed());
}

#[tokio::test]
async fn no_more_wait_for_an_answer_than_the_window_holds() {
    let server = server::Server::start().await;
    let house = House::listen(Config { window: 3, ..config(server.port) }, FAST);
    let mut talk = server.line().await;
    house.up().await;
    let sending: Vec<_> = (0..5).map(|it| house.sending("x", &it.to_string())).collect();
    let mut heard = Vec::new();
    for _ in 0..3 {
        heard.push(talk.hear().await.sequence);
    }
    assert!(timeout(Duration::from_millis(100), talk.try_hear()).await.is_err(), "the fourth waits");
    talk.say(0x8000_0004, 0, heard[1], b"a\0").await;
    assert_eq!(talk.hear().await.kind, 4);
    drop(sending);
}

#[tokio::test]
async fn a_part_that_went_does_not_go_again() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.behave(json!({ "order": "set", "answers": [0, 0x08] })).await;
    let words = "x".repeat(400);
    assert!(matches!(house.send(&words, "k").await, Err(NotSent::Later(_))));
    let first = smsc.expect("text").await;
    smsc.expect("text").await;
    let accepted = house.send(&words, "k").await.unwrap();
    assert_eq!(accepted.references, ["m1", "m3", "m4"]);
    let second = smsc.expect("text").await;
    let header = first["header"].as_str().unwrap();
    assert_eq!(second["header"], format!("{}02", &header[..header.len() - 2]), "the second part, under the same reference");
    assert_eq!(house.send(&words, "other").await.unwrap().references, ["m5", "m6", "m7"], "another text goes whole");
}

#[tokio::test]
async fn an_answer_that_comes_late_is_still_heard() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.behave(json!({ "order": "set", "late": 900 })).await;
    assert_eq!(house.send("x", "k").await, Err(NotSent::Later("no answer in time")));
    smsc.expect("text").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(house.send("x", "k").await.unwrap().references, ["m1"], "she does not get it twice");
    smsc.order(json!({ "order": "ask" })).await;
    assert_eq!(smsc.next().await["event"], "there", "nothing went");
}

#[tokio::test]
async fn answers_that_come_twice_are_heard_once() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.behave(json!({ "order": "set", "twice": true })).await;
    for at in 1..=20 {
        assert_eq!(house.send("x", &at.to_string()).await.unwrap().references, [format!("m{at}")]);
    }
}

/// She says STOP while a text to her waits for its turn.
#[tokio::test]
async fn what_waits_for_its_turn_is_asked_once_more_before_it_leaves() {
    let server = server::Server::start().await;
    let house = House::listen(Config { window: 1, ..config(server.port) }, FAST);
    let mut talk = server.line().await;
    house.up().await;
    let first = house.sending("x", "1");
    let heard = talk.hear().await.sequence;
    let may = Arc::new(AtomicBool::new(true));
    let holds = Holds::while_so({
        let may = may.clone();
        move || may.load(Ordering::Relaxed)
    });
    let (carrier, second) = (house.carrier.clone(), Outbound { holds, ..text("y", "2") });
    let second = tokio::spawn(async move { carrier.send(&second).await });
    assert!(timeout(Duration::from_millis(100), talk.try_hear()).await.is_err(), "the second waits");
    may.store(false, Ordering::Relaxed);
    talk.say(0x8000_0004, 0, heard, b"a\0").await;
    first.await.unwrap().unwrap();
    assert_eq!(second.await.unwrap(), Err(NotSent::Changed));
    assert!(timeout(Duration::from_millis(100), talk.try_hear()).await.is_err(), "nothing of it goes");
}

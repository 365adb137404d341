//! Texts and receipts on their way in.
use super::{server::Server, *};

const OK: u64 = 0;
const LATER: u64 = 0x64;

fn words(it: &str, fields: serde_json::Value) -> serde_json::Value {
    let mut all = json!({ "source_addr": &HER[1..], "source_addr_ton": 1, "source_addr_npi": 1, "destination_addr": &HOUSE[1..] });
    all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({ "words": it, "fields": all })
}

/// A part with a header as a phone writes it.
fn part(it: &str, header: &str) -> serde_json::Value {
    let mut all = words(it, json!({ "data_coding": 8 }));
    all["header"] = json!(header);
    all
}

#[tokio::test]
async fn a_text_comes_in_whatever_it_is_written_in() {
    let (mut smsc, house) = pair(FAST).await;
    let cases = [("Ça va, 5 € ?", 8), ("Je suis là {maintenant} à 5 €", 0), ("plain", 1), ("Ça a marché, père Noël", 3), ("💜 שלום, привет", 8)];
    for (at, (said, coding)) in cases.iter().enumerate() {
        smsc.deliver("it", words(said, json!({ "data_coding": coding }))).await;
        assert_eq!(smsc.expect_answer("it").await, OK);
        let arrival = house.inbox.arrivals(at + 1).await.pop().unwrap();
        assert_eq!(arrival.words, *said);
        assert_eq!((arrival.from.at.as_str(), arrival.to.as_str(), arrival.had_attachment), (HER, &HOUSE[1..], false));
    }
    let mut long = words(&"Il dort. ".repeat(300), json!({}));
    long["payload"] = json!(true);
    smsc.deliver("long", long).await;
    assert_eq!(smsc.expect_answer("long").await, OK);
    assert_eq!(house.inbox.words(6).await.pop().unwrap(), "Il dort. ".repeat(300));
    smsc.deliver("picture", json!({ "octets": "ffd8ffe0", "fields": words("", json!({ "data_coding": 4 }))["fields"] })).await;
    assert_eq!(smsc.expect_answer("picture").await, OK);
    let picture = house.inbox.arrivals(7).await.pop().unwrap();
    assert!(picture.had_attachment && picture.words.is_empty());
}

#[tokio::test]
async fn what_the_house_cannot_keep_now_is_brought_again_under_the_same_name() {
    let (mut smsc, house) = pair(FAST).await;
    lock(&house.inbox.answers).extend([Taken::Later, Taken::Later]);
    for status in [LATER, LATER, OK] {
        smsc.deliver("it", words("help", json!({}))).await;
        assert_eq!(smsc.expect_answer("it").await, status);
    }
    let came = house.inbox.arrivals(3).await;
    assert!(came.iter().all(|it| it.id == came[0].id && it.words == "help"));
    smsc.deliver("it", words("help", json!({}))).await;
    let came = house.inbox.arrivals(4).await;
    assert_ne!(came[3].id, came[0].id, "it was answered in time: she wrote it again");
    smsc.deliver("it", words("Help", json!({}))).await;
    let came = house.inbox.arrivals(5).await;
    assert!(came[..4].iter().all(|it| it.id != came[4].id));
}

#[tokio::test]
async fn what_is_brought_again_over_a_new_line_has_the_same_name() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.deliver("it", words("help", json!({}))).await;
    house.inbox.events(1).await;
    smsc.order(json!({ "order": "drop" })).await;
    smsc.expect("bound").await;
    house.up().await;
    smsc.deliver("it", words("help", json!({}))).await;
    assert_eq!(smsc.expect_answer("it").await, OK);
    let came = house.inbox.arrivals(2).await;
    assert_eq!(came[0].id, came[1].id);
}

#[tokio::test]
async fn parts_are_put_together_in_any_order_and_acknowledged_when_the_whole_is_kept() {
    let (mut smsc, house) = pair(Patience { part: Duration::from_secs(8), ..FAST }).await;
    // With a reference of 8 bits, and of 16.
    for (at, headers) in
        [["050003a70303", "050003a70301", "050003a70302"], ["06080401a70303", "06080401a70302", "06080401a70301"]].into_iter().enumerate()
    {
        let said = |header: &str| ["Il est parti. ", "Je prends le sac 💜 ", "et j'arrive."][usize::from(header.as_bytes()[header.len() - 1] - b'1')];
        for header in &headers[..2] {
            smsc.deliver(header, part(said(header), header)).await;
        }
        smsc.order(json!({ "order": "ask" })).await;
        assert_eq!(smsc.next().await["event"], "there", "nothing is acknowledged yet");
        assert_eq!(lock(&house.inbox.events).len(), at);
        smsc.deliver(headers[2], part(said(headers[2]), headers[2])).await;
        let mut answered: Vec<_> = [smsc.expect("answer").await, smsc.expect("answer").await, smsc.expect("answer").await]
            .map(|it| (it["label"].as_str().unwrap().to_owned(), it["status"].as_u64().unwrap()))
            .into();
        answered.sort();
        let mut all = headers.map(|it| (it.to_owned(), OK)).to_vec();
        all.sort();
        assert_eq!(answered, all);
        assert_eq!(house.inbox.words(at + 1).await.pop().unwrap(), "Il est parti. Je prends le sac 💜 et j'arrive.");
    }
}

#[tokio::test]
async fn parts_may_be_told_beside_the_text() {
    let (mut smsc, house) = pair(FAST).await;
    for number in [2, 1] {
        let fields = json!({ "sar_msg_ref_num": 40_000, "sar_total_segments": 2, "sar_segment_seqnum": number });
        smsc.deliver("it", words(["", "first ", "second"][number], fields)).await;
    }
    assert_eq!(house.inbox.words(1).await, ["first second"]);
}

#[tokio::test]
async fn a_sign_that_was_cut_between_two_parts_is_whole_again() {
    let (mut smsc, house) = pair(FAST).await;
    for (header, octets) in [("050003010201", "0041d83d"), ("050003010202", "dc9c0042")] {
        smsc.deliver("it", json!({ "octets": octets, "header": header, "fields": words("", json!({ "data_coding": 8 }))["fields"] })).await;
    }
    assert_eq!(house.inbox.words(1).await, ["A💜B"]);
}

/// It brings the next part only when this one was answered.
#[tokio::test]
async fn a_network_that_brings_one_at_a_time_is_told_later_and_nothing_is_lost_or_twice() {
    let (mut smsc, house) = pair(FAST).await;
    let parts = [part("one ", "050003010301"), part("two ", "050003010302"), part("three", "050003010303")];
    for (it, status) in [(0, LATER), (1, LATER), (2, OK), (0, OK), (1, OK)] {
        smsc.deliver("it", parts[it].clone()).await;
        assert_eq!(smsc.expect_answer("it").await, status, "{it}");
    }
    assert_eq!(house.inbox.words(1).await, ["one two three"]);
    assert_eq!(lock(&house.inbox.events).len(), 1);
}

/// It brings the same part again and again, and the next only when this one was taken.
#[tokio::test]
async fn a_network_that_insists_on_its_order_gets_on() {
    let (mut smsc, house) = pair(FAST).await;
    let parts = [part("one ", "050003010301"), part("two ", "050003010302"), part("three", "050003010303")];
    for (it, status) in [(0, LATER), (0, OK), (1, LATER), (1, OK), (2, OK)] {
        smsc.deliver("it", parts[it].clone()).await;
        assert_eq!(smsc.expect_answer("it").await, status, "{it}");
    }
    assert_eq!(house.inbox.words(1).await, ["one two three"]);
}

#[tokio::test]
async fn parts_outlive_the_line_and_a_no_of_the_house() {
    let (mut smsc, house) = pair(FAST).await;
    smsc.deliver("it", part("one ", "050003010201")).await;
    assert_eq!(smsc.expect_answer("it").await, LATER);
    smsc.order(json!({ "order": "drop" })).await;
    smsc.expect("bound").await;
    house.up().await;
    lock(&house.inbox.answers).push_back(Taken::Later);
    smsc.deliver("it", part("two", "050003010202")).await;
    assert_eq!(smsc.expect_answer("it").await, LATER, "the house could not keep it");
    smsc.deliver("it", part("one ", "050003010201")).await;
    assert_eq!(smsc.expect_answer("it").await, OK);
    smsc.deliver("it", part("two", "050003010202")).await;
    assert_eq!(smsc.expect_answer("it").await, OK);
    let came = house.inbox.arrivals(2).await;
    assert!(came.len() == 2 && came[0] == came[1] && came[0].words == "one two");
}

#[tokio::test]
async fn half_a_text_is_handed_over_when_the_rest_does_not_come() {
    let (mut smsc, house) = pair(Patience { part: Duration::from_millis(100), half: Duration::from_millis(400), ..FAST }).await;
    lock(&house.inbox.answers).push_back(Taken::Later);
    for header in ["050003010401", "050003010404"] {
        smsc.deliver("it", part(["help ", "", "", "please"][usize::from(header.as_bytes()[11] - b'1')], header)).await;
        assert_eq!(smsc.expect_answer("it").await, LATER);
    }
    let came = house.inbox.arrivals(2).await;
    assert_eq!(came[0].words, "help …please");
    assert!(came[0] == came[1], "again, until it is kept");
    smsc.deliver("it", part("please", "050003010404")).await;
    assert_eq!(smsc.expect_answer("it").await, OK, "it is known");
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(lock(&house.inbox.events).len(), 2);
}

/// Some phones count badly.
#[tokio::test]
async fn a_reference_that_is_used_again_mixes_no_texts() {
    let (mut smsc, house) = pair(FAST).await;
    for (said, header) in [("old ", "050003010201"), ("new ", "050003010201"), ("text", "050003010202")] {
        smsc.deliver("it", part(said, header)).await;
    }
    assert_eq!(house.inbox.words(2).await, ["new text", "old …"]);
}

#[tokio::test]
async fn a_part_that_is_longer_than_any_is_a_text_of_its_own() {
    let (mut smsc, house) = pair(FAST).await;
    let mut long = part(&"Il dort. ".repeat(30), "050003010201");
    long["payload"] = json!(true);
    smsc.deliver("it", long).await;
    assert_eq!(smsc.expect_answer("it").await, OK);
    assert_eq!(house.inbox.words(1).await, ["Il dort. ".repeat(30)]);
}

#[tokio::test]
async fn receipts_say_what_became_of_a_text() {
    for (stat, err, fate) in [
        ("DELIVRD", "000", Fate::Delivered),
        ("UNDELIV", "001", Fate::Gone),
        ("UNDELIV", "027", Fate::Failed),
        ("EXPIRED", "001", Fate::Failed),
        ("REJECTD", "000", Fate::Failed),
        ("DELETED", "000", Fate::Failed),
    ] {
        let (mut smsc, house) = pair(FAST).await;
        smsc.behave(json!({ "order": "set", "receipts": { "stat": stat, "err": err } })).await;
        let reference = house.send("x", "k").await.unwrap().references.pop().unwrap();
        assert_eq!(house.inbox.events(1).await, [Event::Receipt(Receipt { reference, fate })], "{stat} {err}");
    }
}

#[tokio::test]
async fn a_receipt_is_acknowledged_when_it_is_kept() {
    let (mut smsc, house) = pair(FAST).await;
    lock(&house.inbox.answers).push_back(Taken::Later);
    let receipt = json!({ "words": "", "fields": { "esm_class": 4, "receipted_message_id": "m9", "message_state": 5 } });
    for status in [LATER, OK] {
        smsc.deliver("it", receipt.clone()).await;
        assert_eq!(smsc.expect_answer("it").await, status);
    }
    let failed = Event::Receipt(Receipt { reference: "m9".into(), fate: Fate::Failed });
    assert_eq!(house.inbox.events(2).await, [failed.clone(), failed]);
}

#[tokio::test]
async fn what_comes_while_the_house_is_slow_is_brought_again() {
    let server = Server::start().await;
    let carrier = Arc::new(Smpp::with(config(server.port), FAST));
    struct Never;
    #[async_trait]
    impl Inbox for Never {
        async fn take(&self, _: Event) -> Taken {
            std::future::pending().await
        }
    }
    let listening = tokio::spawn({
        let carrier = carrier.clone();
        async move { carrier.listen(&Never).await }
    });
    let mut talk = server.line().await;
    for sequence in 0..100 {
        talk.say(5, 0, sequence, &server::delivery(0, 0, b"hi", b"")).await;
    }
    for _ in 0..30 {
        let it = talk.hear().await;
        assert_eq!((it.kind, it.status), (0x8000_0005, 0x64));
    }
    talk.say(0x15, 0, 7, b"").await;
    while talk.hear().await.kind != 0x8000_0015 {}
    listening.abort();
}

//! Whoever may no longer be here is not here any longer: her socket, her stream and her question end at once, and a witness
//! goes on. Whoever never was of the group learns nothing of it.
use crate::arrange::{Line, chat, patient, request};
use hearth_core::{
    event::{self, GroupStopped},
    group::lifecycle,
    joining::consent,
    locale::Language,
    store::Tx,
    table::membership,
};
use sea_orm::EntityTrait;
use std::time::{Duration, Instant};
use support::{Browser, GroupOf, Shelter};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// What is promised.
const AT_ONCE: Duration = Duration::from_secs(2);

/// A stream of events, or a question that waits.
pub async fn open(shelter: &Shelter, group: &GroupOf, browser: &Browser, path: &str) -> TcpStream {
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let (place, port, cookies) = (group.address(), shelter.address.port(), cookies.join("; "));
    let request = format!(
        "GET {place}/chat{path} HTTP/1.1\r\nHost: localhost:{port}\r\nSec-Fetch-Site: same-origin\r\nX-Visit: 1\r\nConnection: close\r\nCookie: {cookies}\r\n\r\n"
    );
    let mut socket = TcpStream::connect(shelter.address).await.expect("it listens");
    socket.write_all(request.as_bytes()).await.expect("sent");
    socket
}

pub async fn hears(socket: &mut TcpStream, sign: &str) -> bool {
    let mut heard = String::new();
    while !heard.contains(sign) {
        let mut bytes = [0; 4096];
        match timeout(Duration::from_secs(8), socket.read(&mut bytes)).await {
            Ok(Ok(count)) if count > 0 => heard.push_str(&String::from_utf8_lossy(&bytes[..count])),
            _ => return false,
        }
    }
    true
}

#[actix_web::test]
async fn an_open_room_ends_when_its_person_may_no_longer_be_there() {
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let (_, bea) = shelter.member_of(&group, "Bea").await;
    let mut witness = Line::open(&shelter, &group, &bea).await;
    for (name, way) in [("Amina", "pause"), ("Chloe", "end"), ("Dina", "consent"), ("Esi", "freeze"), ("Farah", "leave"), ("Grace", "exit")] {
        let (her, mut browser) = shelter.member_of(&group, name).await;
        let mut line = Line::open(&shelter, &group, &browser).await;
        let mut stream = open(&shelter, &group, &browser, "/live").await;
        assert!(hears(&mut stream, "hello").await, "{way}");
        let after = format!("/poll/live?life={}&n={}", line.life, line.n);
        let mut question = open(&shelter, &group, &browser, &after).await;
        line.says(way, way).await;
        line.reads(way).await;
        // An answer may come with something else that was new, such as who she is: then her page asks again, from where it was.
        let mut is_heard = hears(&mut question, way).await;
        if !is_heard {
            is_heard = hears(&mut open(&shelter, &group, &browser, &after).await, way).await;
        }
        assert!(is_heard && hears(&mut stream, way).await, "{way}: it hears what is said");
        let after = format!("/poll/live?life={}&n={}", line.life, line.n);
        let mut question = open(&shelter, &group, &browser, &after).await;
        let place = her.membership.expect("a place");
        let staff_do = |act: &str| format!("/staff/people/{place}/do/{act}");
        let began = Instant::now();
        let answer = match way {
            "pause" => ruth.post_once(&staff_do("pause"), &[("reason", "wellbeing")]).await,
            "end" => ruth.post_once(&staff_do("end"), &[("reason", "agreement")]).await,
            "freeze" => browser.post_once("/choices/freeze", &[]).await,
            "leave" => browser.post_once("/choices/leave", &[("how", "leave-words")]).await,
            "exit" => browser.clone().post_once("/leave", &[]).await,
            _ => {
                let row = membership::Entity::find_by_id(place).one(shelter.kernel.store.reader()).await.expect("read").expect("a row");
                consent::withdraw(&shelter.kernel, &row, "keep-words", Language::En).await.expect("taken back");
                browser.get("/home").await
            }
        };
        assert!(answer.status < 400, "{way}: {} {}", answer.status, answer.body);
        assert_eq!(line.ends().await, 4001, "{way}");
        for (what, socket) in [("stream", &mut stream), ("question", &mut question)] {
            let ended = timeout(AT_ONCE, socket.read_to_end(&mut Vec::new())).await;
            assert!(ended.is_ok(), "{way}: her {what} goes on");
        }
        assert!(began.elapsed() < AT_ONCE + Duration::from_secs(1), "{way}: {:?}", began.elapsed());
    }
    witness.says("w", "I am still here").await;
    witness.reads("I am still here").await;
    // Paused, everybody reads on and nobody writes; locked down, nobody is there but staff.
    lifecycle::pause(&shelter.kernel, group.facilitator.id, group.id).await.expect("paused");
    assert!(witness.hears("state").await["state"]["stopped"].is_string());
    witness.says("p", "not now").await;
    let no = witness.hears("no").await;
    assert!(no["c"] == "p" && no["words"].as_str().is_some_and(|it| !it.is_empty()), "{no}");
    lifecycle::resume(&shelter.kernel, group.facilitator.id, group.id).await.expect("goes on");
    // What was told of the pause and comes late puts nobody out: it goes on by now.
    let (kernel, id) = (shelter.kernel.clone(), group.id);
    let again = async move |tx: &Tx| event::record(&kernel, tx, &GroupStopped { group: id }).await;
    shelter.kernel.store.write(again).await.expect("told");
    shelter.all_told().await;
    witness.says("p2", "now").await;
    witness.reads("now").await;
    let began = Instant::now();
    lifecycle::lock_down(&shelter.kernel, group.facilitator.id, group.id).await.expect("locked");
    assert!(matches!(witness.ends().await, 4001 | 4002));
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
    assert_eq!(shelter.connect(request(&shelter, &group, &bea, "")).await.err(), Some(403));
}

/// What her page asks while she leaves comes too late to be told that she left, or it is told: it ends in either case.
#[actix_web::test]
async fn a_question_that_meets_her_leaving_ends_with_her() {
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    for round in 0..24 {
        let (_, browser) = shelter.member_of(&group, &format!("Wren {round}")).await;
        let (stay, mut leaving) = (browser.clone(), browser.clone());
        let asks = async {
            // Later and later, so that somewhere the two meet.
            tokio::time::sleep(Duration::from_micros(400 * round)).await;
            open(&shelter, &group, &stay, "/live").await
        };
        let (mut stream, left) = tokio::join!(asks, leaving.post_once("/leave", &[("t", "")]));
        assert!(left.status < 400, "{}", left.body);
        let ended = timeout(AT_ONCE, stream.read_to_end(&mut Vec::new())).await;
        assert!(ended.is_ok(), "round {round}: her stream goes on");
    }
}

#[actix_web::test]
async fn nobody_else_learns_that_the_room_is_there() {
    let shelter = patient().await;
    let (group, other) = (chat(&shelter, false).await, chat(&shelter, false).await);
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, stranger) = shelter.member_of(&other, "Moth").await;
    let nobody = stranger.clone();
    let mut witness = Line::open(&shelter, &group, &amina).await;
    assert_eq!(shelter.connect(request(&shelter, &group, &stranger, "")).await.err(), Some(404));
    let mut nowhere = group.clone();
    nowhere.id = hearth_core::id::GroupId::new();
    let [here, there] = [&group, &nowhere].map(|it| request(&shelter, it, &shelter.browser(), ""));
    assert_eq!(shelter.connect(here).await.err(), shelter.connect(there).await.err(), "whoever is not signed in learns nothing either");
    let mut stranger = nobody.with_script();
    let wrong = stranger.get("/nowhere-at-all").await;
    for address in ["", "/live", "/poll/live", "/read", "/n/abc/1"] {
        let page = stranger.get(&format!("{}/chat{address}", group.address())).await;
        assert_eq!((page.status, page.body == wrong.body), (404, true), "{address}");
    }
    let page = stranger.post(&format!("{}/chat", group.address()), &[("words", "let me in")]).await;
    assert_eq!(page.status, 404);
    let page = stranger.post(&format!("{}/chat/console", other.address()), &[("act", "slow"), ("seconds", "600")]).await;
    assert_eq!(page.status, 404, "a console is for those who facilitate");
    witness.says("1", "alone here").await;
    witness.reads("alone here").await;
    assert_eq!(witness.words(), ["alone here"]);
}

//! A bad line: whoever drops and comes back has everything once, in its order; who is too slow is let go of; a room that comes
//! undone comes back, and no other notices.
use crate::arrange::{Line, SOON, chat, patient, request};
use futures_util::{SinkExt, StreamExt};
use hearth_chat::rooms::Rooms;
use hearth_core::admission::{Intent, admit};
use hearth_core::moderation::desk;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

#[actix_web::test]
async fn who_drops_at_random_loses_nothing_and_sees_nothing_twice() {
    let shelter = patient().await;
    for is_kept in [true, false] {
        let group = chat(&shelter, is_kept).await;
        let (_, amina) = shelter.member_of(&group, "Juniper").await;
        let (_, bea) = shelter.member_of(&group, "Sparrow").await;
        let mut writer = Line::open(&shelter, &group, &amina).await;
        let mut reader = Line::open(&shelter, &group, &bea).await;
        let mut chance = 0x2545_f491_4f6c_dd1d_u64;
        let mut said = Vec::new();
        for round in 0..60 {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            // Some are read before the line is cut, some while it is, some by who writes on a line that is cut under her.
            for _ in 0..chance % 4 {
                let words = format!("{} of {round}", said.len());
                writer.says(&words, &words).await;
                said.push(words);
            }
            if chance & 0x10 != 0 {
                drop(timeout(Duration::from_millis(chance >> 8 & 7), reader.next()).await);
            }
            if chance & 0x20 != 0 {
                reader.reopen(&shelter, &group, &bea).await;
            }
            if chance & 0x40 != 0 {
                // Of what she has not seen come back she does not know whether it arrived: she says it again under the same ids.
                let last = writer.reopen(&shelter, &group, &amina).await;
                while writer.n < last {
                    writer.next().await.expect("open");
                }
                let unsure: Vec<String> = said.iter().filter(|it| !writer.words().contains(&it.as_str())).cloned().collect();
                for words in unsure {
                    writer.says(&words, &words).await;
                }
            }
        }
        for line in [&mut reader, &mut writer] {
            while line.words().len() < said.len() {
                line.next().await.expect("open");
            }
        }
        assert_eq!(reader.words(), said, "nothing lost, doubled or out of order");
        assert_eq!(writer.words(), said);
    }
}

#[actix_web::test]
async fn what_went_while_she_was_away_is_gone_when_she_is_back() {
    let shelter = patient().await;
    let group = chat(&shelter, true).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut writer, mut reader) = (Line::open(&shelter, &group, &amina).await, Line::open(&shelter, &group, &bea).await);
    for words in ["one", "two", "three"] {
        writer.says(words, words).await;
        reader.reads(words).await;
    }
    reader.socket.close(None).await.expect("closed");
    let page = amina.clone().with_script().get(&format!("{}/chat", group.address())).await;
    let links: Vec<String> = page.addresses().into_iter().filter(|it| it.contains("/chat/e/")).collect();
    let second = links[1].rsplit('/').next().expect("an id").parse().expect("an id");
    let ruth = admit(&shelter.kernel, group.facilitator.id, group.id, Intent::Help).await.expect("she may");
    desk::remove(&shelter.kernel, &ruth, second, "moderation-reason-other").await.expect("removed");
    writer.says("four", "four").await;
    writer.reads("four").await;
    reader.reopen(&shelter, &group, &bea).await;
    reader.reads("four").await;
    assert_eq!(reader.words(), ["one", "three", "four"]);
    assert_eq!(writer.words(), ["one", "three", "four"]);
}

#[actix_web::test]
async fn a_room_that_comes_undone_comes_back_and_no_other_notices() {
    let shelter = patient().await;
    for is_kept in [true, false] {
        let (group, other) = (chat(&shelter, is_kept).await, chat(&shelter, is_kept).await);
        let (_, amina) = shelter.member_of(&group, "Juniper").await;
        let (_, moth) = shelter.member_of(&other, "Moth").await;
        let (mut here, mut there) = (Line::open(&shelter, &group, &amina).await, Line::open(&shelter, &other, &moth).await);
        here.says("1", "before").await;
        here.reads("before").await;
        there.says("1", "quiet here").await;
        there.reads("quiet here").await;
        let life = here.life.clone();
        shelter.kernel.held::<Rooms>().break_one(group.id);
        assert_eq!(here.ends().await, 1011, "her page is told, and comes back");
        here.reopen(&shelter, &group, &amina).await;
        assert_ne!(here.life, life);
        here.reads("before").await;
        here.says("2", "after").await;
        here.reads("after").await;
        assert_eq!(here.words(), ["before", "after"]);
        there.says("2", "still quiet").await;
        there.reads("still quiet").await;
        assert_eq!(there.words(), ["quiet here", "still quiet"], "the same line as before");
        assert_eq!(shelter.kernel.host("chat").expect("there").health(), Some(1), "the modality itself lives on");
    }
}

/// She reads nothing for a while. Nobody waits for her, nothing is kept for her without end, and she has it all when she is back.
#[actix_web::test]
async fn who_is_too_slow_is_let_go_of_and_has_all_of_it_when_she_is_back() {
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let mut writer = Line::open(&shelter, &group, &amina).await;
    let mut slow = Line::open(&shelter, &group, &bea).await;
    let long = "x".repeat(950);
    let mut count = 0;
    // Until her queue, the server's buffer and the system's are full; she is let go of then, by a page that does not notice yet.
    for _ in 0..120 {
        for _ in 0..50 {
            count += 1;
            writer.sends(json!({ "t": "say", "c": format!("{count}"), "b": format!("{count} {long}") })).await;
        }
        while writer.n < count {
            writer.next().await.expect("open");
        }
        if count > 5_900 {
            break;
        }
    }
    let mut ended = false;
    while let Some(frame) = timeout(SOON, slow.socket.next()).await.expect("something") {
        match frame {
            Ok(Message::Text(text)) => {
                let frame: Value = serde_json::from_str(&text).expect("a frame");
                if frame["t"] == "said" {
                    let n = frame["n"].as_u64().expect("a number");
                    assert_eq!(n, slow.n + 1, "a gap");
                    slow.n = n;
                }
            }
            Ok(Message::Close(why)) => {
                assert_eq!(why.map(|it| u16::from(it.code)), Some(1013));
                ended = true;
                break;
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    assert!(ended, "she was waited for: {} of {count}", slow.n);
    slow.reopen(&shelter, &group, &bea).await;
    while slow.n < count {
        slow.next().await.expect("open");
    }
    // Longer away than the room remembers, her page begins anew with what it has.
    assert_eq!(slow.shows.last().map(|it| it.0), writer.shows.last().map(|it| it.0));
    let request = request(&shelter, &group, &bea, "");
    shelter.connect(request).await.expect("a line").send(Message::Ping(Vec::new().into())).await.expect("sent");
}

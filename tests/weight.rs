//! What a first visit costs a prepaid phone: every byte that the server sends for a page and all that it loads, headers among
//! them, over HTTP/1.1 with brotli and nothing in the cache. A page of 14 KB comes in the first flight of a new connection.
use actix_web::web::Data;
use hearth::{edge::rates::Rates, serving::Options};
use hearth_core::joining::invitation::{self, Ask};
use std::collections::BTreeSet;
use support::{Browser, GroupOf, Page, Shelter};

const INVITATION: usize = 14 * 1024;
const TOPIC: usize = 30 * 1024;
const ROOM: usize = 25 * 1024;
const IDLE_HOUR: usize = 100 * 1024;

/// What HTTPS adds to an answer: `strict-transport-security`, and the longer name of the cookie.
const HTTPS: usize = 85;

/// A shelter that does not mind how fast this test clicks, with a group of the forum.
async fn shelter() -> (Shelter, GroupOf) {
    let mut options = Options { workers: 1, ..Options::default() };
    options.edge.rates = Data::new(Rates::new(false));
    let shelter = Shelter::open_with(options).await;
    shelter.set_up(|_| {}).await;
    let group = shelter.open_group("forum").await;
    (shelter, group)
}

fn weight(answer: &Page) -> usize {
    let headers: usize = answer.headers.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
    "HTTP/1.1 200 OK\r\n\r\n".len() + headers + answer.bytes.len() + HTTPS
}

/// All that travels for the page at this address, named.
async fn first_visit(browser: &mut Browser, address: &str) -> Vec<(String, usize)> {
    let packed = [("Accept-Encoding", "gzip, deflate, br")];
    // As in an empty browser: whoever is signed in brings the cookie, and nobody else any.
    let plain = browser.clone().send("GET", address, &[], None).await;
    let page = browser.send("GET", address, &packed, None).await;
    assert_eq!((plain.status, page.header("content-encoding")), (200, Some("br")), "{address}: {}", plain.body);
    let parts: BTreeSet<&str> = plain.body.split('"').filter(|it| it.starts_with("/assets/")).collect();
    assert!([".css", ".js", ".svg"].iter().all(|kind| parts.iter().any(|it| it.ends_with(kind))), "{parts:?}");
    let mut sent = vec![(address.to_owned(), weight(&page))];
    for part in parts {
        let answer = browser.send("GET", part, &packed, None).await;
        assert_eq!(answer.status, 200, "{part}");
        sent.push((part.to_owned(), weight(&answer)));
    }
    sent
}

fn assert_at_most(most: usize, what: &str, sent: &[(String, usize)]) {
    let all: usize = sent.iter().map(|it| it.1).sum();
    println!("{what}: {all} of {most} bytes in {} answers: {sent:?}", sent.len());
    assert!(all <= most, "{what} costs {all} bytes, {most} are allowed: {sent:?}");
}

#[actix_web::test]
async fn the_first_visit_to_an_invitation_costs_at_most_14_kilobytes() {
    let (shelter, group) = shelter().await;
    let ask = Ask { group: Some(group.id), is_spoken: true, interest: Some("in-person".into()), ..Ask::default() };
    let made = invitation::make(&shelter.kernel, group.facilitator.id, ask).await.expect("an invitation");
    for french in [false, true] {
        let browser = || if french { shelter.browser().in_french() } else { shelter.browser() };
        // Where the link leads.
        let sent = first_visit(&mut browser(), "/").await;
        assert_at_most(INVITATION, "the page of a link", &sent);
        assert!(sent.len() <= 4, "a page, a style, a script and an icon: {sent:?}");
        // What it invites to, even for who opens that first.
        let mut amina = browser();
        amina.get("/come").await;
        let page = amina.post("/come", &[("code", &made.secret)]).await;
        assert!(page.says("/join/start"), "{}", page.body);
        assert_at_most(INVITATION, "the invitation", &first_visit(&mut amina, "/").await);
    }
}

/// Words that do not repeat more than people do.
fn words(seed: usize) -> String {
    const SOME: &str = "morning letter kitchen because window quiet neighbour school between yesterday court thinking sister garden bus \
        paper nothing sleep again winter answer coffee phone hard better money street afraid laugh week worker meeting child evening";
    let some: Vec<&str> = SOME.split_whitespace().collect();
    let mut at = seed * 7919 + 13;
    let mut word = || {
        at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
        some[(at >> 8) % some.len()]
    };
    (0..60).map(|_| word()).collect::<Vec<_>>().join(" ")
}

#[actix_web::test]
async fn the_first_visit_to_a_topic_of_twenty_costs_at_most_30_kilobytes() {
    let (shelter, group) = shelter().await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let new = format!("{}/forum/new", group.address());
    let id = amina.get(&new).await.field("id").expect("a form");
    let page = amina.post(&new, &[("title", "Sleep"), ("words", &words(0)), ("id", &id), ("send", "send")]).await;
    let topic = page.address.split('?').next().expect("an address").to_owned();
    for number in 1..20 {
        let who = if number % 2 == 0 { &mut amina } else { &mut bea };
        let address = format!("{topic}/reply");
        let id = who.get(&address).await.field("id").expect("a form");
        who.post(&address, &[("words", &words(number)), ("id", &id), ("send", "send")]).await;
    }
    for french in [false, true] {
        let mut reader = if french { bea.clone().in_french() } else { bea.clone() };
        assert_eq!(reader.get(&topic).await.body.matches("<article").count(), 20);
        assert_at_most(TOPIC, "a topic of twenty", &first_visit(&mut reader, &topic).await);
    }
}

/// WEB-6 and S54: entering a room, and an hour in it in which nobody says anything but the house tells the time.
#[actix_web::test]
async fn a_room_and_an_idle_hour_weigh_little() {
    let (shelter, _) = shelter().await;
    let group = shelter.open_group("chat").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let mut amina = amina.with_script();
    for french in [false, true] {
        let mut reader = if french { amina.clone().in_french() } else { amina.clone() };
        assert_at_most(ROOM, "entering a room", &first_visit(&mut reader, &format!("{}/chat", group.address())).await);
    }
    // With what the room says first. In an hour it says at most so much every half minute: a ping, and how many minutes are left.
    let hello = amina.get(&format!("{}/chat/poll/live", group.address())).await;
    let said = hello.body.lines().next().unwrap_or_default().len();
    assert!((50..400).contains(&said), "{}", hello.body);
    let an_hour = 120 * (said + 2 + 6 + 4);
    assert!(an_hour <= IDLE_HOUR, "an idle hour takes {an_hour} bytes");
}

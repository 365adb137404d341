//! Bad input: each gets its code, and the room goes on.
use crate::arrange::{Ear, Line, Voice, two};
use futures_util::SinkExt;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

#[actix_web::test]
async fn what_is_malformed_ends_its_own_line_and_the_others_hear_on() {
    let (shelter, group, mut ruth, amina, bea) = two().await;
    let (_, eve) = shelter.comes_in(&group, &mut ruth, "Sparrow").await;
    let mut speaks = Line::open(&shelter, &group, &amina).await;
    let mut hears = Line::open(&shelter, &group, &bea).await;
    let ear = Ear::new().await;
    let _voice = Voice::begins(&mut speaks).await;
    ear.agrees(&mut hears).await;
    speaks.switches("voice", true).await;
    ear.gets(10).await;
    let text = |it: &str| Message::text(it.to_owned());
    let offer = |sdp: &str| Message::text(json!({ "t": "offer", "of": "voice", "sdp": sdp }).to_string());
    for (what, message, code) in [
        ("no JSON", text("hello"), 1002),
        ("no such thing", text("{\"t\":\"sing\"}"), 1002),
        ("half of one", text("{\"t\":\"on\"}"), 1002),
        ("bytes", Message::Binary(vec![1, 2].into()), 1003),
        ("too long", offer(&"x".repeat(65_600)), 1009),
        ("no session", offer("not a session"), 1002),
        ("an empty one", offer(""), 1002),
        ("half a session", offer("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio"), 1002),
        ("an answer that nobody asked for", text("{\"t\":\"answer\",\"sdp\":\"v=0\"}"), 1002),
    ] {
        let mut line = Line::open(&shelter, &group, &eve).await;
        line.socket.send(message).await.expect("sent");
        assert_eq!(line.ends().await, code, "{what}");
    }
    let mut line = Line::open(&shelter, &group, &eve).await;
    for _ in 0..200 {
        let _ = line.socket.send(text("{\"t\":\"away\",\"on\":true}")).await;
    }
    assert_eq!(line.ends().await, 4003, "a flood");
    ear.gets(20).await;
}

/// Anybody can send anything to an open port. It is for nobody, and nobody notices.
#[actix_web::test]
async fn noise_at_the_open_port_disturbs_nobody() {
    let (shelter, group, _ruth, amina, bea) = two().await;
    let mut speaks = Line::open(&shelter, &group, &amina).await;
    let mut hears = Line::open(&shelter, &group, &bea).await;
    let ear = Ear::new().await;
    let _voice = Voice::begins(&mut speaks).await;
    let offer = ear.agrees(&mut hears).await;
    speaks.switches("voice", true).await;
    ear.gets(10).await;
    let to = shelter.kernel.held::<hearth_video::rooms::Rooms>().ports().expect("a port").0;
    let socket = tokio::net::UdpSocket::bind("127.0.0.1:0").await.expect("a socket");
    // A request that names the ear rightly, and is not signed: whoever sends it is not taken for her.
    let fragment = offer.lines().find_map(|it| it.strip_prefix("a=ice-ufrag:")).expect("a fragment").trim();
    let name = format!("{fragment}:xxxx");
    let mut forged = vec![0, 1, 0, (4 + name.len().next_multiple_of(4)) as u8, 0x21, 0x12, 0xa4, 0x42];
    forged.extend([7; 12]);
    forged.extend([0, 6, 0, name.len() as u8]);
    forged.extend(name.bytes());
    forged.resize(20 + 4 + name.len().next_multiple_of(4), 0);
    let mut seed = 7_u32;
    for round in 0..2_000_usize {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let bytes: Vec<u8> = if round % 3 == 0 { forged.clone() } else { (0..round % 90).map(|it| (seed >> (it % 24)) as u8).collect() };
        let _ = socket.send_to(&bytes, to).await;
    }
    ear.gets(20).await;
    let before = shelter.kernel.held::<hearth_video::rooms::Rooms>().ports().expect("a port").1;
    let _ = socket.send_to(&forged, to).await;
    ear.gets(5).await;
    assert_eq!(shelter.kernel.held::<hearth_video::rooms::Rooms>().ports().expect("a port").1, before, "an address was learned without a proof");
}

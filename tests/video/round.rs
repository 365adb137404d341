//! The way round for networks that let little through: what a page is told of it, and for how long.
use crate::arrange::{Line, SOON, STEP, patient, two};
use hearth_video::{relay::turn::now, rooms::Rooms};
use tokio::{net::UdpSocket, time::timeout};

#[actix_web::test]
async fn a_page_is_told_of_the_way_round_by_a_name_of_its_own_for_ten_minutes() {
    let (shelter, group, _ruth, amina, bea) = two().await;
    let turn = shelter.kernel.held::<Rooms>().turn().expect("a way round");
    let port = turn.addresses().0.expect("a port").port();
    let mut names = Vec::new();
    for who in [&amina, &bea, &amina] {
        let line = Line::open(&shelter, &group, who).await;
        let ways = line.heard[0]["ways"].clone();
        assert_eq!(ways["urls"][0], format!("turn:127.0.0.1:{port}?transport=udp"), "{ways}");
        assert_eq!(ways["urls"][1], format!("turn:127.0.0.1:{port}?transport=tcp"), "{ways}");
        let name = ways["username"].as_str().expect("a name").to_owned();
        let until: u64 = name.split(':').next().and_then(|it| it.parse().ok()).expect("a time");
        let left = until - now();
        assert!((590..=600).contains(&left), "good for {left} seconds");
        assert!(!name.contains("Juniper") && !ways["credential"].as_str().expect("a password").is_empty());
        names.push(name);
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 3, "each line has a name of its own: {names:?}");
}

/// What anybody may ask the port without a name: where she comes from, and nothing else.
#[actix_web::test]
async fn who_has_no_name_learns_her_own_address_and_nothing_else() {
    let shelter = patient().await;
    let turn = shelter.kernel.held::<Rooms>().turn().expect("a way round");
    let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a socket");
    let to = turn.addresses().0.expect("a port");
    let mut room = [0; 500];
    let ask = |kind: u16| {
        let mut request = kind.to_be_bytes().to_vec();
        request.extend([0, 0, 0x21, 0x12, 0xa4, 0x42]);
        request.extend([7; 12]);
        request
    };
    for (kind, answer) in [(0x0001_u16, 0x0101_u16), (0x0003, 0x0113), (0x0004, 0x0114), (0x0008, 0x0118), (0x0009, 0x0119)] {
        socket.send_to(&ask(kind), to).await.expect("sent");
        let length = timeout(SOON, socket.recv(&mut room)).await.expect("an answer").expect("an answer");
        assert_eq!(room[..2], answer.to_be_bytes(), "{kind:#06x}: {:?}", &room[..length]);
    }
    socket.send_to(&ask(0x0002), to).await.expect("sent");
    assert!(timeout(STEP * 10, socket.recv(&mut room)).await.is_err(), "it answers what is no request");
    assert_eq!(turn.size(), 0);
}

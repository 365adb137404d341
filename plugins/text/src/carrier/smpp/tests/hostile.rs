//! Networks that do what none should.
use super::{
    server::{Server, delivery, frame},
    *,
};
use tokio::io::AsyncWriteExt;

/// Whether it still talks with the house.
async fn is_alive(talk: &mut server::Talk) -> bool {
    talk.say(0x15, 0, 0x1234, b"").await;
    loop {
        let Ok(Some(it)) = timeout(Duration::from_secs(5), talk.try_hear()).await else { return false };
        if (it.kind, it.sequence) == (0x8000_0015, 0x1234) {
            return true;
        }
    }
}

async fn start() -> (Server, House, server::Talk) {
    let server = Server::start().await;
    let house = House::listen(config(server.port), FAST);
    let talk = server.line().await;
    house.up().await;
    (server, house, talk)
}

#[tokio::test]
async fn a_frame_that_is_too_long_or_too_short_closes_the_line() {
    for length in [0_u32, 1, 15, 64 * 1024 + 1, 0x7fff_ffff, u32::MAX] {
        let (server, _house, mut talk) = start().await;
        talk.0.write_all(&[length, 5, 0, 1].map(u32::to_be_bytes).concat()).await.unwrap();
        assert!(talk.is_closed().await, "{length}");
        server.line().await;
    }
    let (_server, _house, mut talk) = start().await;
    talk.say(5, 0, 1, &vec![b'x'; 64 * 1024 - 16]).await;
    let it = talk.hear().await;
    assert_eq!((it.kind, it.status), (0x8000_0005, 0x65), "the longest is read, and refused for ever");
    assert!(is_alive(&mut talk).await);
}

#[tokio::test]
async fn answers_that_nobody_waits_for_mean_nothing() {
    let (_server, house, mut talk) = start().await;
    for kind in [0x8000_0004_u32, 0x8000_0000, 0x8000_0015, 0x8000_0005, 0x8000_0006, 0x8000_0009, 0x8fff_ffff] {
        for sequence in [0, 1, 2, 77, u32::MAX] {
            talk.say(kind, 0, sequence, b"x\0").await;
        }
    }
    talk.say(0x15, 0, 3, b"").await;
    assert_eq!(talk.hear().await.kind, 0x8000_0015, "and are not answered");
    let sending = house.sending("x", "k");
    let submit = talk.hear().await;
    talk.say(0x8000_0004, 0, submit.sequence + 1, b"wrong\0").await;
    talk.say(0x8000_0004, 0, submit.sequence, b"right\0").await;
    assert_eq!(sending.await.unwrap().unwrap().references, ["right"]);
}

#[tokio::test]
async fn a_yes_that_cannot_be_read_is_still_a_yes() {
    let (_server, house, mut talk) = start().await;
    for body in [b"".as_slice(), b"no end", &[0xff; 80], &[0; 3]] {
        let sending = house.sending("x", &format!("{body:?}"));
        let submit = talk.hear().await;
        talk.say(0x8000_0004, 0, submit.sequence, body).await;
        assert_eq!(sending.await.unwrap().unwrap().references, Vec::<String>::new());
    }
    for status in [0, 2] {
        let sending = house.sending("x", "nack");
        let submit = talk.hear().await;
        talk.say(0x8000_0000, status, submit.sequence, b"m1\0").await;
        assert!(matches!(sending.await.unwrap(), Err(NotSent::Never(_))), "what is not understood is not taken");
    }
    let sending = house.sending("x", "too much");
    let submit = talk.hear().await;
    talk.say(0x8000_0000, 0x58, submit.sequence, b"").await;
    let again = talk.hear().await;
    talk.say(0x8000_0004, 0, again.sequence, b"m2\0").await;
    assert_eq!(sending.await.unwrap().unwrap().references, ["m2"]);
}

#[tokio::test]
async fn questions_that_are_not_known_are_told_so_and_the_line_goes_on() {
    let (_server, _house, mut talk) = start().await;
    for kind in [0x03_u32, 0x04, 0x21, 0x0103, 0x0777_7777] {
        talk.say(kind, 0, 9, b"\0\0\0").await;
        let it = talk.hear().await;
        assert_eq!((it.kind, it.status, it.sequence), (0x8000_0000, 3, 9), "{kind}");
    }
    talk.say(0x0102, 0, 9, b"").await;
    assert!(is_alive(&mut talk).await);
}

/// Octets by chance, and true ones with some of them changed: the same on every machine.
#[tokio::test]
async fn nothing_that_comes_breaks_it() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut chance = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    let (_server, house, mut talk) = start().await;
    let fields = [b"\x02\x0c\0\x02\0\x01\x02\x0e\0\x01\x02\x02\x0f\0\x01\x01".as_slice(), b"\0\x1e\0\x03m1\0\x04\x27\0\x01\x02"].concat();
    for round in 0..4000 {
        let kind = [5, 5, 5, 0x8000_0004, 0x8000_0009, 0x15][chance(6)];
        let mut body = match round % 4 {
            0 => (0..chance(300)).map(|_| u8::try_from(chance(256)).unwrap()).collect(),
            1 => delivery(0x40, 8, b"\x05\0\x03\x01\x02\x01\0A\0B", &fields),
            2 => delivery(4, 0, b"id:m1 stat:UNDELIV err:001 text:", &fields),
            _ => delivery(0x40, [0, 1, 3, 8, 4, 0xf0, 0x18][chance(7)], b"\x06\x08\x04\x01\x02\x02\x01hello", b""),
        };
        for _ in 0..chance(6) {
            if !body.is_empty() {
                let at = chance(body.len());
                match chance(3) {
                    0 => body[at] = u8::try_from(chance(256)).unwrap(),
                    1 => drop(body.remove(at)),
                    _ => body.truncate(at),
                }
            }
        }
        talk.say(kind, u32::try_from(chance(300)).unwrap(), round, &body).await;
        if round % 50 == 49 {
            assert!(is_alive(&mut talk).await, "round {round}");
        }
    }
    assert!(!house.listening.is_finished());
    assert!(!lock(&house.inbox.events).is_empty());
}

/// Its own memory is bounded whatever comes: each part of another text.
#[tokio::test]
async fn parts_without_end_fill_nothing_and_nobody_takes_the_places_of_all() {
    let mut assembly = Assembly::new(Duration::from_secs(600));
    let (mut waiting, mut refused) = (0, 0);
    for at in 0..10_000_u16 {
        let piece = delivery::Piece { coding: 0, octets: vec![b'x'; 255] };
        let part = delivery::Part { reference: at, total: 255, number: 1 };
        let from = if at < 5000 { "one".to_owned() } else { format!("{at}") };
        let text = delivery::Text { from, to: "house".into(), piece, part: Some(part) };
        match assembly.put(text, part, seen::print("", &[&at.to_be_bytes()])) {
            assembly::Put::Waits { .. } => waiting += 1,
            assembly::Put::NoRoom => refused += 1,
            _ => panic!("there is one part of each"),
        }
        if at == 4999 {
            assert_eq!(waiting, 4, "one number has four");
        }
    }
    assert_eq!((waiting, refused), (64, 9936));
}

#[tokio::test]
async fn a_network_that_does_not_read_is_left() {
    let (server, house, talk) = start().await;
    let sending: Vec<_> = (0..200).map(|at| house.sending(&"x".repeat(1500), &format!("{at}"))).collect();
    let mut talk = talk;
    // It asks and asks, and reads no answer, until the way back is full.
    let asking = async {
        let many = frame(0x15, 0, 1, b"").repeat(4096);
        while talk.0.write_all(&many).await.is_ok() {}
    };
    timeout(Duration::from_secs(20), asking).await.expect("the line is left");
    server.line().await;
    for it in sending {
        assert!(it.await.unwrap().is_err());
    }
}

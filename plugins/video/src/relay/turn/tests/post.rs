//! What goes by the way round, whose it is, and when it ends.
use super::*;
use crate::relay::whose::Whose;

#[test]
fn what_she_was_given_ends_when_she_leaves_the_room() {
    let mut house = House::new();
    {
        let mut client = house.client();
        assert_eq!(client.allocates().0, 0);
    }
    let words = house.words();
    drop(house.place.take());
    assert_eq!(house.turn.size(), 0);
    let mut client = house.client();
    (client.username, client.password) = words;
    assert_eq!(client.allocates().0, 401, "a name that was good a moment ago");
}

/// Whoever comes this way reaches her own connections, and the answers come back to her.
#[test]
fn who_comes_this_way_reaches_her_own_connections_alone() {
    let house = House::new();
    let mut client = house.client();
    assert_eq!((client.allocates().0, client.binds(house.relay.address())), (0, 0));
    const PASSWORD: &str = "passwordpassword12345678";
    let place = |number: u32, fragment: &str| {
        let it =
            house.relay.ports.udp.socket("127.0.0.1:1".parse().unwrap(), Whose::new(house.hall.owner(number), Arc::default(), Arc::default()), None);
        it.answer_to(fragment, PASSWORD);
        it
    };
    let (hers, _others) = (place(SHE, "hers"), place(2, "others"));
    let calls = |name: &str| {
        let mut request = begin(METHOD_BINDING, CLASS_REQUEST, TransactionId::new());
        request.add(ATTR_USERNAME, format!("{name}:page").as_bytes());
        sign(&mut request, PASSWORD.as_bytes(), house.crypto.crypto());
        let mut frame = CHANNEL[..2].to_vec();
        frame.extend((request.raw.len() as u16).to_be_bytes());
        frame.extend(&request.raw);
        client.socket.send(&frame).unwrap();
        // Asked after it, answered after it.
        assert_eq!(client.permits(house.relay.address()), 0);
        house.relay.known().1
    };
    assert_eq!(calls("others"), 0, "another's connection was reached, with the right password");
    assert_eq!(calls("hers"), 1);
    let seeming = house.turn.given.lock().unwrap().values().next().unwrap().at.seeming;
    assert!(is_ours_alone(seeming));
    let mut context = Context::from_waker(Waker::noop());
    let out = Transmit { destination: seeming, ecn: None, contents: b"abcdefg", segment_size: Some(4), src_ip: None };
    assert!(hers.poll_send(&mut context, &out).is_ready());
    for frame in [&b"\x40\0\0\x04abcd"[..], b"\x40\0\0\x03efg\0"] {
        let mut room = [0; 100];
        let length = client.socket.recv(&mut room).expect("what the relay sends");
        assert_eq!(&room[..length], frame);
    }
    // Her allocation ends, and with it the address.
    assert_eq!(client.asks(METHOD_REFRESH, |it| it.add(ATTR_LIFETIME, &[0; 4])).0, 0);
    assert_eq!(house.relay.known().1, 0);
}

#[test]
fn nobody_sends_more_than_a_call_needs() {
    let house = House::new();
    let mut client = house.client();
    assert_eq!((client.allocates().0, client.binds(house.relay.address())), (0, 0));
    let client = Client { line: Line::Udp, address: client.socket.local_addr().unwrap() };
    let frame = [&CHANNEL[..2], &1000_u16.to_be_bytes(), &[0x80; 1000]].concat();
    let out = Out::new(|_| {});
    let began = std::time::Instant::now();
    for _ in 0..MOST_A_SECOND / 1000 + 50 {
        house.turn.hear(&frame, client, &out);
    }
    assert!(began.elapsed() < Duration::from_secs(1), "too slow to tell");
    assert_eq!(house.turn.counts.went_nowhere.load(Relaxed), 50);
}

#[test]
fn addresses_that_do_not_exist_are_known_as_such() {
    for (address, is_ours) in [
        ("240.0.0.1:1", true),
        ("255.255.255.255:1", true),
        ("[::ffff:241.2.3.4]:1", true),
        ("[100::1]:1", true),
        ("239.255.255.255:1", false),
        ("127.0.0.1:1", false),
        ("[::1]:1", false),
        ("[100:1::1]:1", false),
    ] {
        assert_eq!(is_ours_alone(address.parse().unwrap()), is_ours, "{address}");
    }
}

/// Another house's tools (Debian package coturn), over each way.
#[test]
fn coturns_client_is_given_a_place_over_udp_tcp_and_tls_and_reaches_nothing_else() {
    let house = House::new();
    let (plain, secure) = house.turn.addresses();
    let relay = house.relay.address();
    let run = |way: &[&str], port: u16, password: &str, peer: (&str, u16)| {
        let (username, _) = house.words();
        let (port, to) = (port.to_string(), peer.1.to_string());
        // By indications: for channels it asks for a port beside the right one as well, and ends where that is refused.
        let own = ["-v", "-s", "-c", "-n", "3", "-p", &port, "-u", &username, "-w", password, "-e", peer.0, "-r", &to];
        // It asks for a pair of ports or for one as it is drawn, and tries but twice: nobody is given a pair.
        for _ in 0..8 {
            let ran = Command::new("timeout").arg("5").arg("turnutils_uclient").args(way).args(own).arg("127.0.0.1").output();
            let ran = ran.expect("turnutils_uclient, of the package coturn");
            let said = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
            if said.contains("success") || !said.contains("error 508") {
                return said;
            }
        }
        panic!("eight times it asked for nothing but pairs")
    };
    for (way, port) in [(&[][..], plain.unwrap().port()), (&["-t"], plain.unwrap().port()), (&["-t", "-S"], secure.unwrap().port())] {
        let password = |it: &House| it.turn.secret.password(&it.words().0).unwrap();
        let said = run(way, port, &password(&house), ("127.0.0.1", relay.port()));
        assert!(said.contains("allocate response received") && said.contains("success"), "{way:?}: {said}");
        assert!(said.contains("create perm sent") && !said.contains("error 403"), "{way:?}: {said}");
        let said = run(way, port, &password(&house), ("10.0.0.1", 80));
        assert!(said.contains("403"), "{way:?}: {said}");
        let said = run(way, port, "wrong", ("127.0.0.1", relay.port()));
        assert!(said.contains("Cannot complete Allocation"), "{way:?}: {said}");
    }
}

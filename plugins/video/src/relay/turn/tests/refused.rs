//! Who is given nothing, and what nobody is given.
use super::*;

#[test]
fn nobody_is_given_anything_without_a_name_of_this_room_and_this_time() {
    let house = House::new();
    let mut client = house.client();
    client.learns_a_nonce();
    let allocate = |client: &Tester<'_>| client.asks(METHOD_ALLOCATE, |it| it.add(ATTR_REQUESTED_TRANSPORT, &TRANSPORT)).0;
    let right = (client.username.clone(), client.password.clone());
    let owner = house.hall.owner(SHE);
    let now = credential::now();
    let issue = |owner: Owner, at: u64| house.turn.secret.issue(owner, at).unwrap();
    let elsewhere = house.relay.hall();
    let lengthened = format!("{}:{}", now + 100_000, right.0.split_once(':').unwrap().1);
    for (what, (username, password)) in [
        ("a wrong password", (right.0.clone(), "0".repeat(32))),
        ("no password", (right.0.clone(), String::new())),
        ("an expired name", issue(owner, now - 601)),
        ("a name that was made longer", (lengthened, right.1.clone())),
        ("a room that she is not in", issue(elsewhere.owner(SHE), now)),
        ("somebody who is not there", issue(house.hall.owner(2), now)),
        ("no name of ours", ("anne".into(), right.1.clone())),
    ] {
        (client.username, client.password) = (username, password);
        assert_eq!(allocate(&client), 401, "{what}");
    }
    (client.username, client.password) = right;
    let nonce = std::mem::replace(&mut client.nonce, b"1-2".to_vec());
    assert_eq!(allocate(&client), 438, "a nonce that nobody gave");
    client.nonce = house.nonce_of_another();
    assert_eq!(allocate(&client), 438, "a nonce that another got");
    client.nonce = nonce;
    assert_eq!(house.turn.size(), 0);
    assert_eq!(allocate(&client), 0);
    assert_eq!(house.turn.size(), 1);
}

/// RTC-2: 0 allowed. There is one address that may be reached, and it is the relay's.
#[test]
fn no_address_may_be_reached_but_the_relays() {
    let house = House::new();
    let mut client = house.client();
    assert_eq!(client.allocates().0, 0);
    let port = house.relay.address().port();
    let mut refused = 0;
    for ip in [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.254",
        "100.64.0.1",
        "127.0.0.2",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.254",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.0.1",
        "192.168.255.254",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "8.8.8.8",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "100::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd12:3456:789a::1",
        "fe80::1",
        "ff02::1",
    ] {
        for port in [port, 0, 22, 80] {
            let peer = SocketAddr::new(ip.parse().unwrap(), port);
            assert_eq!(client.permits(peer), 403, "{peer}");
            assert_eq!(client.binds(peer), 403, "{peer}");
            refused += 2;
        }
    }
    for other in [house.plain().port(), 22, 80, 8080, port ^ 1] {
        let peer = SocketAddr::from(([127, 0, 0, 1], other));
        assert_eq!((client.permits(peer), client.binds(peer)), (0, 403), "{peer}: a permission is for an address, whatever the port");
        refused += 1;
    }
    assert_eq!(house.turn.counts.refused.load(Relaxed), refused + 1, "and the question without a name");
    // Data for them goes nowhere, also unasked; and one wrong address spoils the right one beside it.
    let with = |it: &mut Message| {
        put(it, ATTR_XOR_PEER_ADDRESS, house.relay.address());
        put(it, ATTR_XOR_PEER_ADDRESS, "10.0.0.1:1".parse().unwrap());
    };
    assert_eq!(client.asks(METHOD_CREATE_PERMISSION, with).0, 403);
    let elsewhere = UdpSocket::bind("127.0.0.1:0").unwrap();
    elsewhere.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    assert_eq!(client.permits(house.relay.address()), 0);
    let mut data = begin(METHOD_SEND, CLASS_INDICATION, TransactionId::new());
    put(&mut data, ATTR_XOR_PEER_ADDRESS, elsewhere.local_addr().unwrap());
    data.add(ATTR_DATA, b"hello");
    client.socket.send(&data.raw).unwrap();
    assert!(elsewhere.recv(&mut [0; 100]).is_err(), "a packet came out of the house");
    assert_eq!(house.turn.counts.went_nowhere.load(Relaxed), 1);
    assert_eq!(client.binds(house.relay.address()), 0);
}

#[test]
fn what_cannot_be_given_is_refused_by_its_name() {
    let house = House::new();
    let mut client = house.client();
    client.learns_a_nonce();
    let allocate = |attribute: AttrType, value: &'static [u8]| {
        move |it: &mut Message| {
            if attribute != ATTR_REQUESTED_TRANSPORT {
                it.add(ATTR_REQUESTED_TRANSPORT, &TRANSPORT);
            }
            it.add(attribute, value);
        }
    };
    for (attribute, value, refusal) in [
        (ATTR_REQUESTED_TRANSPORT, &[6, 0, 0, 0][..], 442),
        (ATTR_REQUESTED_TRANSPORT, &[17], 400),
        (ATTR_REQUESTED_ADDRESS_FAMILY, &[2, 0, 0, 0], 440),
        (ATTR_EVEN_PORT, &[0x80], 508),
        (ATTR_RESERVATION_TOKEN, &[1, 2, 3, 4, 5, 6, 7, 8], 508),
        (ATTR_LIFETIME, &[1], 400),
        (AttrType(0x7ff1), &[], 420),
    ] {
        assert_eq!(client.asks(METHOD_ALLOCATE, allocate(attribute, value)).0, refusal, "{attribute} {value:?}");
    }
    for method in [METHOD_REFRESH, METHOD_CREATE_PERMISSION, METHOD_CHANNEL_BIND] {
        assert_eq!(client.asks(method, |_| {}).0, 437, "{method}: there is nothing yet");
    }
    assert_eq!(client.allocates().0, 0);
    assert_eq!(client.allocates().0, 437, "it has one");
    // Another name of hers, on the same line.
    let (username, password) = house.turn.secret.issue(house.hall.owner(SHE), credential::now() - 5).unwrap();
    let own = (std::mem::replace(&mut client.username, username), std::mem::replace(&mut client.password, password));
    assert_eq!(client.permits(house.relay.address()), 441);
    (client.username, client.password) = own;
    // As long as the house lets it, and no longer than she wants it.
    let (code, answer) = client.asks(METHOD_REFRESH, |it| it.add(ATTR_LIFETIME, &100_000_u32.to_be_bytes()));
    assert_eq!((code, answer.get(ATTR_LIFETIME).unwrap()), (0, 600_u32.to_be_bytes().to_vec()));
    assert_eq!(client.asks(METHOD_REFRESH, |it| it.add(ATTR_LIFETIME, &[0; 4])).0, 0);
    assert_eq!(house.turn.size(), 0);
    // So many of one person, and no more.
    let mut all: Vec<Tester<'_>> = (0..MOST_EACH).map(|_| house.client()).collect();
    for it in &mut all {
        assert_eq!(it.allocates().0, 0);
    }
    assert_eq!(client.allocates().0, 486);
}

//! The way round as clients find it: one of our own, which may say anything, and the tools of another house's server (coturn).
use super::{Client, Line, Out, Owner, message::*};
use crate::relay::{Hall, Place, Relay, Turn, noise::Noise};
use hearth_core::{Media, Turn as Wanted, TurnTls};
use rtc::{
    crypto::RTCCryptoProvider,
    stun::{attributes::*, integrity::MessageIntegrity, message::*},
};
use std::{
    net::{SocketAddr, UdpSocket},
    path::PathBuf,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    task::{Context, Waker},
    time::Duration,
};
use webrtc::runtime::{AsyncUdpSocket, Transmit};

const TRANSPORT: [u8; 4] = [17, 0, 0, 0];
const CHANNEL: [u8; 4] = [0x40, 0, 0, 0];

/// A relay with a way round, and somebody in a room of it.
struct House {
    relay: Relay,
    hall: Arc<Hall>,
    place: Option<Place>,
    turn: Arc<Turn>,
    crypto: Arc<dyn RTCCryptoProvider>,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

const SHE: u32 = 1;

impl House {
    fn new() -> House {
        let own = SocketAddr::from(([127, 0, 0, 1], 0));
        let folder = std::env::temp_dir().join(format!("hearth-turn-{}", uuid::Uuid::new_v4().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
        let made = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
        std::fs::write(&certificate, made.cert.pem()).unwrap();
        std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        let wanted = Wanted {
            listen: Some(own),
            address: Some("127.0.0.1:0".into()),
            tls: Some(TurnTls { listen: own, certificate, key }),
            tls_address: Some("localhost:0".into()),
        };
        let relay = Relay::start(&Media { listen: own, public: None, turn: Some(wanted) }).unwrap();
        let (hall, turn) = (relay.hall().unwrap(), relay.turn().unwrap());
        let place = Some(hall.enter(SHE, Arc::new(|_| {})));
        House { relay, hall, place, turn, crypto: rtc::crypto::default_provider().unwrap(), folder }
    }

    fn plain(&self) -> SocketAddr {
        self.turn.addresses().0.unwrap()
    }

    fn words(&self) -> (String, String) {
        let ways = self.hall.ways(SHE).unwrap();
        (ways.username, ways.credential)
    }

    fn client(&self) -> Tester<'_> {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.connect(self.plain()).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
        let (username, password) = self.words();
        Tester { house: self, socket, username, password, nonce: Vec::new() }
    }
}

/// A client that can be told to say anything.
struct Tester<'a> {
    house: &'a House,
    socket: UdpSocket,
    username: String,
    password: String,
    nonce: Vec<u8>,
}

impl Tester<'_> {
    fn hears(&self) -> Message {
        let mut room = [0; 2048];
        let length = self.socket.recv(&mut room).expect("an answer");
        read(&room[..length]).expect("a message")
    }

    fn key(&self) -> Vec<u8> {
        let (name, password) = (self.username.clone(), self.password.clone());
        MessageIntegrity::long_term_integrity_key(name, REALM.into(), password, self.house.crypto.crypto()).unwrap()
    }

    /// Asks for it signed. The code of a refusal, or 0; and the answer.
    fn asks(&self, method: Method, with: impl Fn(&mut Message)) -> (u16, Message) {
        let mut request = begin(method, CLASS_REQUEST, TransactionId::new());
        with(&mut request);
        request.add(ATTR_USERNAME, self.username.as_bytes());
        request.add(ATTR_REALM, REALM.as_bytes());
        request.add(ATTR_NONCE, &self.nonce);
        sign(&mut request, &self.key(), self.house.crypto.crypto());
        self.socket.send(&request.raw).unwrap();
        let mut answer = self.hears();
        assert_eq!(answer.transaction_id, request.transaction_id);
        let code = code(&answer);
        if ![400, 401, 438].contains(&code) {
            assert!(is_signed(&mut answer, &self.key(), self.house.crypto.crypto()), "an answer that anybody could have given");
        }
        (code, answer)
    }

    fn learns_a_nonce(&mut self) {
        self.socket.send(&begin(METHOD_ALLOCATE, CLASS_REQUEST, TransactionId::new()).raw).unwrap();
        let answer = self.hears();
        assert_eq!(code(&answer), 401);
        self.nonce = answer.get(ATTR_NONCE).unwrap();
    }

    fn allocates(&mut self) -> (u16, Message) {
        self.learns_a_nonce();
        self.asks(METHOD_ALLOCATE, |it| it.add(ATTR_REQUESTED_TRANSPORT, &TRANSPORT))
    }

    fn permits(&self, peer: SocketAddr) -> u16 {
        self.asks(METHOD_CREATE_PERMISSION, |it| put(it, ATTR_XOR_PEER_ADDRESS, peer)).0
    }

    fn binds(&self, peer: SocketAddr) -> u16 {
        let with = |it: &mut Message| {
            it.add(ATTR_CHANNEL_NUMBER, &CHANNEL);
            put(it, ATTR_XOR_PEER_ADDRESS, peer);
        };
        self.asks(METHOD_CHANNEL_BIND, with).0
    }
}

fn code(answer: &Message) -> u16 {
    answer.get(ATTR_ERROR_CODE).map_or(0, |it| u16::from(it[2]) * 100 + u16::from(it[3]))
}

#[test]
fn nobody_is_given_anything_without_a_name_of_this_room_and_this_time() {
    let house = House::new();
    let mut client = house.client();
    client.learns_a_nonce();
    let allocate = |client: &Tester<'_>| client.asks(METHOD_ALLOCATE, |it| it.add(ATTR_REQUESTED_TRANSPORT, &TRANSPORT)).0;
    let right = (client.username.clone(), client.password.clone());
    let owner = house.hall.owner(SHE);
    let now = super::credential::now();
    let issue = |owner: Owner, at: u64| house.turn.secret.issue(owner, at).unwrap();
    let elsewhere = house.relay.hall().unwrap();
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
    client.nonce = house.client_nonce_of_another();
    assert_eq!(allocate(&client), 438, "a nonce that another got");
    client.nonce = nonce;
    assert_eq!(house.turn.size(), 0);
    assert_eq!(allocate(&client), 0);
    assert_eq!(house.turn.size(), 1);
}

impl House {
    fn client_nonce_of_another(&self) -> Vec<u8> {
        let mut other = self.client();
        other.learns_a_nonce();
        other.nonce
    }
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
        assert_eq!((client.permits(peer), client.binds(peer)), (403, 403), "{peer}");
        refused += 2;
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
    let (username, password) = house.turn.secret.issue(house.hall.owner(SHE), super::credential::now() - 5).unwrap();
    let own = (std::mem::replace(&mut client.username, username), std::mem::replace(&mut client.password, password));
    assert_eq!(client.permits(house.relay.address()), 441);
    (client.username, client.password) = own;
    // As long as the house lets it, and no longer than she wants it.
    let (code, answer) = client.asks(METHOD_REFRESH, |it| it.add(ATTR_LIFETIME, &100_000_u32.to_be_bytes()));
    assert_eq!((code, answer.get(ATTR_LIFETIME).unwrap()), (0, 600_u32.to_be_bytes().to_vec()));
    assert_eq!(client.asks(METHOD_REFRESH, |it| it.add(ATTR_LIFETIME, &[0; 4])).0, 0);
    assert_eq!(house.turn.size(), 0);
    // So many of one person, and no more.
    let mut all: Vec<Tester<'_>> = (0..super::MOST_EACH).map(|_| house.client()).collect();
    for it in &mut all {
        assert_eq!(it.allocates().0, 0);
    }
    assert_eq!(client.allocates().0, 486);
}

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
        let it = house.relay.ports.udp.socket("127.0.0.1:1".parse().unwrap(), house.hall.owner(number));
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
    assert!(super::is_ours_alone(seeming));
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
        assert_eq!(super::is_ours_alone(address.parse().unwrap()), is_ours, "{address}");
    }
}

/// RTC-3: anybody can send anything to an open port.
#[test]
fn noise_is_refused_and_counted_and_the_way_goes_on() {
    let house = House::new();
    let mut client = house.client();
    assert_eq!(client.allocates().0, 0);
    assert_eq!(client.binds(house.relay.address()), 0);
    let mut noise = Noise::new(11);
    let answered = Arc::new(AtomicU64::new(0));
    let counted = answered.clone();
    let out = Out::new(move |_| {
        counted.fetch_add(1, Relaxed);
    });
    let address = client.socket.local_addr().unwrap();
    let mut all = vec![vec![0x40, 0, 0, 4, 1, 2, 3, 4]];
    for method in [METHOD_BINDING, METHOD_ALLOCATE, METHOD_REFRESH, METHOD_CREATE_PERMISSION, METHOD_CHANNEL_BIND, METHOD_SEND, METHOD_DATA] {
        for class in [CLASS_REQUEST, CLASS_INDICATION, CLASS_SUCCESS_RESPONSE, CLASS_ERROR_RESPONSE] {
            let mut message = begin(method, class, TransactionId::new());
            message.add(ATTR_REQUESTED_TRANSPORT, &TRANSPORT);
            message.add(ATTR_LIFETIME, &[0, 0, 1, 0]);
            message.add(ATTR_CHANNEL_NUMBER, &CHANNEL);
            put(&mut message, ATTR_XOR_PEER_ADDRESS, house.relay.address());
            message.add(ATTR_DATA, b"abcd");
            message.add(ATTR_USERNAME, client.username.as_bytes());
            message.add(ATTR_REALM, REALM.as_bytes());
            message.add(ATTR_NONCE, &client.nonce);
            sign(&mut message, &client.key(), house.crypto.crypto());
            all.push(message.raw);
        }
    }
    let (mut sense, mut nonsense) = (0_u64, 0_u64);
    for _ in 0..60_000 {
        let mut packet = if noise.is_one_in(4) { noise.bytes(160) } else { all[noise.below(all.len())].clone() };
        noise.spoil(&mut packet);
        if noise.is_one_in(8) && packet.len() >= 4 {
            // A length that is right, so that what stands inside is read.
            let length = (packet.len() - 4) as u16;
            packet[2..4].copy_from_slice(&length.saturating_sub(16).to_be_bytes());
        }
        let line = [Line::Udp, Line::Tcp][noise.below(2)];
        match house.turn.hear(&packet, Client { line, address }, &out) {
            true => sense += 1,
            false => nonsense += 1,
        }
    }
    assert!(sense > 1000 && nonsense > 1000, "{sense} {nonsense}: both were reached");
    assert_eq!(house.turn.counts.malformed.load(Relaxed), nonsense);
    // By the port itself, and it still answers.
    for _ in 0..2000 {
        let _ = client.socket.send(&noise.bytes(300));
    }
    let mut other = house.client();
    assert_eq!(other.allocates().0, 0);
    assert_eq!(other.permits("10.0.0.1:1".parse().unwrap()), 403);
}

/// A stream that says no sense ends; others do not notice.
#[test]
fn noise_on_a_stream_ends_that_stream() {
    use std::io::{Read, Write};
    let house = House::new();
    let mut noise = Noise::new(12);
    for to in [house.plain(), house.turn.addresses().1.unwrap()] {
        for round in 0..40 {
            let mut stream = std::net::TcpStream::connect(to).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
            let mut bytes = if round == 0 { b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec() } else { noise.bytes(80) };
            bytes.insert(0, 0xff);
            bytes.extend([0xff; 8]);
            let _ = stream.write_all(&bytes);
            let mut rest = Vec::new();
            // Closed, or reset where something was not read any more.
            let ended = stream.read_to_end(&mut rest);
            assert!(ended.is_ok() || ended.is_err_and(|it| it.kind() == std::io::ErrorKind::ConnectionReset), "it stays open");
        }
    }
    assert_eq!(house.client().allocates().0, 0);
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
        let own = ["-v", "-c", "-n", "3", "-p", &port, "-u", &username, "-w", password, "-e", peer.0, "-r", &to];
        let ran = Command::new("timeout").arg("20").arg("turnutils_uclient").args(way).args(own).arg("127.0.0.1").output();
        let ran = ran.expect("turnutils_uclient, of the package coturn");
        String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned()
    };
    for (way, port) in [(&[][..], plain.unwrap().port()), (&["-t"], plain.unwrap().port()), (&["-t", "-S"], secure.unwrap().port())] {
        let password = |it: &House| it.turn.secret.password(&it.words().0).unwrap();
        let said = run(way, port, &password(&house), ("127.0.0.1", relay.port()));
        assert!(said.contains("allocate response received") && said.contains("success"), "{way:?}: {said}");
        assert!(said.contains("channel bind") && !said.contains("error 403"), "{way:?}: {said}");
        let said = run(way, port, &password(&house), ("10.0.0.1", 80));
        assert!(said.contains("403"), "{way:?}: {said}");
        let said = run(way, port, "wrong", ("127.0.0.1", relay.port()));
        assert!(said.contains("Cannot complete Allocation"), "{way:?}: {said}");
    }
}

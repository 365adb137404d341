//! What is no sense.
use super::*;

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

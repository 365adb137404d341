//! The way round as clients find it: one of our own, which may say anything, and the tools of another house's server (coturn).
mod noise;
mod post;
mod refused;

use super::{Client, Line, MOST_EACH, Out, Owner, allocation::MOST_A_SECOND, credential, is_ours_alone, message::*};
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
        let (hall, turn) = (relay.hall(), relay.turn().unwrap());
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

    fn nonce_of_another(&self) -> Vec<u8> {
        let mut other = self.client();
        other.learns_a_nonce();
        other.nonce
    }

    fn client(&self) -> Tester<'_> {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.connect(self.plain()).unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
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
    /// The answer to this. What is lost on a full port is sent again, as clients do (RFC 8489, 6.2.1).
    fn answer_to(&self, request: &Message) -> Message {
        let mut room = [0; 2048];
        for _ in 0..20 {
            self.socket.send(&request.raw).unwrap();
            while let Ok(length) = self.socket.recv(&mut room) {
                let message = read(&room[..length]).expect("a message");
                if message.transaction_id == request.transaction_id {
                    return message;
                }
            }
        }
        panic!("no answer");
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
        let mut answer = self.answer_to(&request);
        let code = code(&answer);
        if ![400, 401, 438].contains(&code) {
            assert!(is_signed(&mut answer, &self.key(), self.house.crypto.crypto()), "an answer that anybody could have given");
        }
        (code, answer)
    }

    fn learns_a_nonce(&mut self) {
        let answer = self.answer_to(&begin(METHOD_ALLOCATE, CLASS_REQUEST, TransactionId::new()));
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

//! What comes to a connection by the shared socket, and what does not.
use super::*;
use rtc::stun::{
    attributes::{ATTR_USE_CANDIDATE, ATTR_USERNAME},
    message::{BINDING_REQUEST, BINDING_SUCCESS, TransactionId},
    textattrs::TextAttribute,
};
use std::task::Waker;

const PASSWORD: &str = "a password of this connection";
const FIRST: &str = "192.0.2.7:1000";
const OTHER: &str = "198.51.100.7:1000";

struct House {
    port: Arc<UdpPort>,
    place: Arc<UdpPlace>,
}

impl House {
    fn open() -> House {
        let port = UdpPort::open(std::net::UdpSocket::bind("127.0.0.1:0").unwrap(), &[]).unwrap();
        let owner = Owner { hall: uuid::Uuid::nil(), number: 1 };
        let place = port.socket("127.0.0.1:1".parse().unwrap(), Whose::new(owner, Arc::default(), Arc::default()), None);
        place.answer_to("abcd", PASSWORD);
        place.hear();
        House { port, place }
    }

    /// How many packets the connection finds after this one.
    fn gets(&self, packet: &[u8], from: &str) -> usize {
        self.finds(packet, from).len()
    }

    /// What the connection finds after this packet, one after the other.
    fn finds(&self, packet: &[u8], from: &str) -> Vec<Vec<u8>> {
        self.port.sort(packet, from.parse().unwrap(), None);
        let mut found = Vec::new();
        let (mut room, mut about) = ([0; 1500], [RecvMeta::default()]);
        while let Poll::Ready(count) = self.place.poll_recv(&mut Context::from_waker(Waker::noop()), &mut [IoSliceMut::new(&mut room)], &mut about) {
            assert_eq!(count.unwrap(), 1);
            found.push(room[..about[0].len].to_vec());
        }
        found
    }
}

/// What a page answers to a request of the house's.
fn answer() -> Vec<u8> {
    let mut message = Message::new();
    message.build(&[Box::new(BINDING_SUCCESS), Box::new(TransactionId::new())]).unwrap();
    message.raw.clone()
}

fn request(password: &str, chooses: bool) -> Vec<u8> {
    request_to("abcd:theirs", password, chooses)
}

fn request_to(name: &str, password: &str, chooses: bool) -> Vec<u8> {
    let crypto = rtc::crypto::default_provider().unwrap();
    let mut message = Message::new();
    let name = TextAttribute::new(ATTR_USERNAME, name.into());
    message.build(&[Box::new(BINDING_REQUEST), Box::new(TransactionId::new()), Box::new(name)]).unwrap();
    if chooses {
        message.add(ATTR_USE_CANDIDATE, &[]);
    }
    let signature = MessageIntegrity::new_short_term_integrity_with_provider(password.into(), crypto.crypto());
    rtc::stun::message::Setter::add_to(&signature, &mut message).unwrap();
    message.raw.clone()
}

#[tokio::test]
async fn a_page_that_chooses_a_second_path_is_not_answered_there() {
    let house = House::open();
    let (tries, chooses) = (request(PASSWORD, false), request(PASSWORD, true));
    assert_eq!((house.gets(&tries, FIRST), house.gets(&tries, OTHER)), (1, 1), "all are tried");
    assert_eq!((house.gets(&chooses, FIRST), house.gets(&chooses, OTHER)), (1, 0), "the first that is chosen");
    assert_eq!((house.gets(&tries, FIRST), house.gets(&tries, OTHER)), (1, 0), "and it stays");
    assert_eq!(house.gets(&[0x80; 40], OTHER), 1, "what is no request comes from wherever she was");
}

#[tokio::test]
async fn nobody_chooses_for_her() {
    let house = House::open();
    assert_eq!(house.gets(&request(PASSWORD, false), FIRST), 1);
    assert_eq!(house.gets(&request("another password", true), FIRST), 0, "from her own address, as anybody can write it");
    assert_eq!(house.gets(&request(PASSWORD, true), OTHER), 1, "she chooses herself");
}

/// The library answers no choice before she answered a request of the library's own: a page would have to choose again.
#[tokio::test]
async fn what_she_chose_first_is_said_again_once_she_has_answered_from_there() {
    let house = House::open();
    let (choice, answer) = (request(PASSWORD, true), answer());
    assert_eq!(house.finds(&choice, FIRST), std::slice::from_ref(&choice));
    assert_eq!(house.gets(&request(PASSWORD, false), OTHER), 0);
    assert_eq!(house.finds(&answer, FIRST), [answer.clone(), choice], "her choice, after her answer");
    assert_eq!(house.finds(&answer, FIRST), std::slice::from_ref(&answer), "once");
}

/// A page begins before what it says of itself has come to the house.
#[tokio::test]
async fn what_comes_too_early_waits_and_is_not_lost() {
    let house = House::open();
    let late = house.port.socket(
        "127.0.0.1:2".parse().unwrap(),
        Whose::new(Owner { hall: uuid::Uuid::nil(), number: 2 }, Arc::default(), Arc::default()),
        None,
    );
    late.answer_to("efgh", PASSWORD);
    let early = request_to("efgh:theirs", PASSWORD, false);
    house.port.sort(&early, FIRST.parse().unwrap(), None);
    let (mut room, mut about) = ([0; 1500], [RecvMeta::default()]);
    let mut reads = || late.poll_recv(&mut Context::from_waker(Waker::noop()), &mut [IoSliceMut::new(&mut room)], &mut about).is_ready();
    assert!(!reads(), "it is read before she is known");
    late.hear();
    assert!(reads());
}

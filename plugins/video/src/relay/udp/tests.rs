//! What comes to a connection by the shared socket, and what does not.
use super::*;
use rtc::stun::{
    attributes::{ATTR_USE_CANDIDATE, ATTR_USERNAME},
    message::{BINDING_REQUEST, TransactionId},
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
        let port = UdpPort::open(std::net::UdpSocket::bind("127.0.0.1:0").unwrap()).unwrap();
        let owner = Owner { hall: uuid::Uuid::nil(), number: 1 };
        let place = port.socket("127.0.0.1:1".parse().unwrap(), Whose::new(owner, Arc::default()));
        place.answer_to("abcd", PASSWORD);
        House { port, place }
    }

    /// How many packets the connection finds after this one.
    fn gets(&self, packet: &[u8], from: &str) -> usize {
        self.port.sort(packet, from.parse().unwrap(), None);
        let (mut room, mut about) = ([0; 1500], [RecvMeta::default()]);
        match self.place.poll_recv(&mut Context::from_waker(Waker::noop()), &mut [IoSliceMut::new(&mut room)], &mut about) {
            Poll::Ready(count) => count.unwrap(),
            Poll::Pending => 0,
        }
    }
}

fn request(password: &str, chooses: bool) -> Vec<u8> {
    let crypto = rtc::crypto::default_provider().unwrap();
    let mut message = Message::new();
    let name = TextAttribute::new(ATTR_USERNAME, "abcd:theirs".into());
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

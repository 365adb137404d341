//! What is asked and answered (RFC 8489 and 8656), read with care: it comes from whoever finds an open port.
use super::super::stun::may_be;
use rtc::{
    crypto::RTCCrypto,
    stun::{attributes::*, integrity::MessageIntegrity, message::*, xoraddr::XorMappedAddress},
};
use std::net::SocketAddr;

/// A word for the password's sum, and nothing else. It is the same for every house, and says nothing.
pub const REALM: &str = "relay";
const HEADER: usize = 20;

/// A refusal: RFC 8489 14.8 and RFC 8656 19.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused(pub u16);

pub const BAD: Refused = Refused(400);
pub const UNPROVED: Refused = Refused(401);
/// The address is none that may be reached: every one but the relay's own.
pub const FORBIDDEN: Refused = Refused(403);
pub const UNKNOWN: Refused = Refused(420);
pub const MISMATCH: Refused = Refused(437);
pub const STALE: Refused = Refused(438);
pub const OTHER_FAMILY: Refused = Refused(440);
pub const OTHERS: Refused = Refused(441);
pub const NO_SUCH_TRANSPORT: Refused = Refused(442);
pub const QUOTA: Refused = Refused(486);
pub const FULL: Refused = Refused(508);

/// Exactly one message, or none.
pub fn read(packet: &[u8]) -> Option<Message> {
    let length = usize::from(u16::from_be_bytes([*packet.get(2)?, *packet.get(3)?]));
    if !may_be(packet) || packet.len() != HEADER + length || !length.is_multiple_of(4) {
        return None;
    }
    let mut message = Message::new();
    message.unmarshal_binary(packet).ok()?;
    Some(message)
}

/// Whether it is signed with this key. What stands behind the signature is not signed, and is forgotten.
pub fn is_signed(message: &mut Message, key: &[u8], crypto: &dyn RTCCrypto) -> bool {
    let is_signed = MessageIntegrity::check(message, key, crypto).is_ok();
    let signed = message.attributes.0.iter().position(|it| it.typ == ATTR_MESSAGE_INTEGRITY).unwrap_or_default();
    message.attributes.0.truncate(signed);
    is_signed
}

/// An attribute's value as text.
pub fn text(message: &Message, attribute: AttrType) -> Option<String> {
    message.get(attribute).ok().and_then(|it| String::from_utf8(it).ok())
}

/// A value of four bytes.
pub fn word(message: &Message, attribute: AttrType) -> Option<[u8; 4]> {
    message.get(attribute).ok()?.try_into().ok()
}

/// Every address that it wants to reach; none where one of them is no address.
pub fn peers(message: &Message) -> Option<Vec<SocketAddr>> {
    let asked = message.attributes.0.iter().filter(|it| it.typ == ATTR_XOR_PEER_ADDRESS);
    asked
        .map(|it| {
            let is_whole = matches!((it.value.get(1), it.value.len()), (Some(1), 8) | (Some(2), 20));
            let alone = Message { transaction_id: message.transaction_id, attributes: Attributes(vec![it.clone()]), ..Message::new() };
            let mut address = XorMappedAddress::default();
            address.get_from_as(&alone, ATTR_XOR_PEER_ADDRESS).ok().filter(|()| is_whole)?;
            Some(SocketAddr::new(address.ip, address.port))
        })
        .collect()
}

/// What must be understood and is not.
pub fn not_understood(message: &Message) -> Vec<AttrType> {
    const KNOWN: &[AttrType] = &[
        ATTR_USERNAME,
        ATTR_MESSAGE_INTEGRITY,
        ATTR_REALM,
        ATTR_NONCE,
        ATTR_CHANNEL_NUMBER,
        ATTR_LIFETIME,
        ATTR_XOR_PEER_ADDRESS,
        ATTR_DATA,
        ATTR_REQUESTED_ADDRESS_FAMILY,
        ATTR_REQUESTED_TRANSPORT,
        ATTR_EVEN_PORT,
        ATTR_DONT_FRAGMENT,
        ATTR_RESERVATION_TOKEN,
        ATTR_PRIORITY,
        ATTR_USE_CANDIDATE,
    ];
    message.attributes.0.iter().map(|it| it.typ).filter(|it| it.value() < 0x8000 && !KNOWN.contains(it)).collect()
}

/// The beginning of what the house says.
pub fn begin(method: Method, class: MessageClass, transaction: TransactionId) -> Message {
    let mut message = Message::new();
    message.typ = MessageType::new(method, class);
    message.transaction_id = transaction;
    message.write_header();
    message
}

pub fn refusal(request: &Message, why: Refused) -> Message {
    let mut message = begin(request.typ.method, CLASS_ERROR_RESPONSE, request.transaction_id);
    message.add(ATTR_ERROR_CODE, &[0, 0, (why.0 / 100) as u8, (why.0 % 100) as u8]);
    if why == UNKNOWN {
        let unknown: Vec<u8> = not_understood(request).iter().flat_map(|it| it.value().to_be_bytes()).collect();
        message.add(ATTR_UNKNOWN_ATTRIBUTES, &unknown);
    }
    message
}

/// Adds an address, in the way of this protocol.
pub fn put(message: &mut Message, attribute: AttrType, address: SocketAddr) {
    let value = XorMappedAddress { ip: address.ip(), port: address.port() };
    // It fails for none of ours: an address always has a family.
    let _ = value.add_to_as(message, attribute);
}

/// Signs it. To be called last.
pub fn sign(message: &mut Message, key: &[u8], crypto: &dyn RTCCrypto) {
    // It fails only where something was written behind it before.
    let _ = MessageIntegrity::new_raw_integrity_with_provider(key, crypto).add_to(message);
}

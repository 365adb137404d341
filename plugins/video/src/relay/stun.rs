//! Who a STUN request is for (RFC 8489): the part of its USERNAME before the colon. It is read from what anybody may send to an
//! open port, so this reads bytes with care and believes nothing: the address it came from is learned elsewhere, and only once
//! the request's own signature was checked.

const HEADER: usize = 20;
const BINDING_REQUEST: u16 = 0x0001;
const BINDING_SUCCESS: u16 = 0x0101;
const MAGIC: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];
const USERNAME: u16 = 0x0006;
const USE_CANDIDATE: u16 = 0x0025;
/// RFC 8445: a fragment has 4 to 256 characters.
const FRAGMENT: std::ops::RangeInclusive<usize> = 4..=256;

/// Whether it may be STUN at all, by its first byte (RFC 7983).
pub fn may_be(packet: &[u8]) -> bool {
    packet.first().is_some_and(|it| *it < 4)
}

/// Our fragment of the user name in a binding request; none in anything else.
pub fn our_fragment(packet: &[u8]) -> Option<&str> {
    let name = std::str::from_utf8(attribute(packet, USERNAME)?).ok()?;
    let (ours, _theirs) = name.split_once(':')?;
    Some(ours).filter(|it| FRAGMENT.contains(&it.len()) && it.bytes().all(is_ice_character))
}

/// Whether by this binding request a page chooses the path on which it came.
pub fn chooses(packet: &[u8]) -> bool {
    attribute(packet, USE_CANDIDATE).is_some()
}

/// Whether it answers a binding request of the house's.
pub fn agrees(packet: &[u8]) -> bool {
    be16(packet, 0) == Some(BINDING_SUCCESS) && packet.get(4..8) == Some(&MAGIC)
}

/// What stands in a binding request under this number, the first time.
fn attribute(packet: &[u8], wanted: u16) -> Option<&[u8]> {
    let (kind, length) = (be16(packet, 0)?, usize::from(be16(packet, 2)?));
    if kind != BINDING_REQUEST || packet.get(4..8)? != MAGIC || !length.is_multiple_of(4) || packet.len() != HEADER + length {
        return None;
    }
    let mut at = HEADER;
    while at < packet.len() {
        let (kind, length) = (be16(packet, at)?, usize::from(be16(packet, at + 2)?));
        let value = packet.get(at + 4..at + 4 + length)?;
        if kind == wanted {
            return Some(value);
        }
        at += 4 + length.next_multiple_of(4);
    }
    None
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

fn is_ice_character(it: u8) -> bool {
    it.is_ascii_alphanumeric() || it == b'+' || it == b'/'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::noise::Noise;

    pub fn request(name: &[u8]) -> Vec<u8> {
        let mut attributes = vec![0x80, 0x22, 0, 3, b'a', b'b', b'c', 0];
        attributes.extend([0, 6, (name.len() >> 8) as u8, name.len() as u8]);
        attributes.extend(name);
        attributes.resize(attributes.len().next_multiple_of(4), 0);
        let mut packet = vec![0, 1, (attributes.len() >> 8) as u8, attributes.len() as u8];
        packet.extend(MAGIC);
        packet.extend([7; 12]);
        packet.extend(attributes);
        packet
    }

    #[test]
    fn the_part_before_the_colon_is_ours() {
        assert_eq!(our_fragment(&request(b"Abcd+/12:theirs")), Some("Abcd+/12"));
    }

    #[test]
    fn a_page_chooses_a_path_by_a_mark_in_its_request() {
        let mut packet = request(b"abcd:efgh");
        assert!(!chooses(&packet));
        packet.extend([0, 0x25, 0, 0]);
        assert!(!chooses(&packet), "behind its end");
        packet[3] += 4;
        assert!(chooses(&packet));
        assert_eq!(our_fragment(&packet), Some("abcd"));
    }

    #[test]
    fn anything_else_is_for_nobody() {
        for name in [&b"nocolon"[..], b"abc:short", b":theirs", b"sp ace:theirs", b"\xff\xfe\xfd\xfc:x", b"abcd\n:x", b""] {
            assert_eq!(our_fragment(&request(name)), None, "{name:?}");
        }
        let whole = request(b"abcd:efgh");
        let mut response = whole.clone();
        response[0] = 1;
        assert_eq!(our_fragment(&response), None, "an answer");
        let mut other = whole.clone();
        other[4] = 0;
        assert_eq!(our_fragment(&other), None, "no magic cookie");
        for cut in 0..whole.len() {
            assert_eq!(our_fragment(&whole[..cut]), None, "cut at {cut}");
        }
        let mut longer = whole.clone();
        longer.push(0);
        assert_eq!(our_fragment(&longer), None, "more than it says");
        // An attribute that says it is longer than the message.
        let mut lies = whole;
        lies[22..24].copy_from_slice(&[0xff, 0xff]);
        assert_eq!(our_fragment(&lies), None);
    }

    #[test]
    fn noise_never_breaks_it_and_is_for_nobody_that_it_does_not_name() {
        let mut noise = Noise::new(1);
        let mut named = 0;
        for _ in 0..200_000 {
            let mut packet = if noise.is_one_in(2) { request(b"abcd:efgh") } else { noise.bytes(120) };
            noise.spoil(&mut packet);
            named += u32::from(our_fragment(&packet).is_some_and(|it| it.len() >= 4));
        }
        assert!(named > 0, "some were spoiled where it does not matter: the test reaches the name");
    }
}

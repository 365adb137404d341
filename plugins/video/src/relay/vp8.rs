//! What the relay has to know of a VP8 packet (RFC 7741): where a picture begins, whether it stands by itself, how high it is, and
//! where its two counters lie, so that they can go on evenly when another layer is passed on. Nothing is decoded.

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Vp8 {
    /// The packet is the first of a picture.
    pub is_start: bool,
    /// The picture needs no other.
    pub is_key: bool,
    /// Of a picture that needs no other; 0 where it is not known.
    pub height: u32,
    /// Where the number of the picture lies, whether it has two bytes, and what it is.
    pub picture: Option<(usize, bool, u16)>,
    /// Where the counter of the lowest layer lies, and what it is.
    pub lowest: Option<(usize, u8)>,
}

/// None where the packet is too short to be one.
pub fn read(packet: &[u8]) -> Option<Vp8> {
    let first = *packet.first()?;
    let (mut it, mut at) = (Vp8::default(), 1);
    if first & 0x80 != 0 {
        let extension = *packet.get(1)?;
        at = 2;
        if extension & 0x80 != 0 {
            let byte = *packet.get(at)?;
            let is_wide = byte & 0x80 != 0;
            let number = if is_wide { u16::from_be_bytes([byte & 0x7f, *packet.get(at + 1)?]) } else { u16::from(byte) };
            it.picture = Some((at, is_wide, number));
            at += 1 + usize::from(is_wide);
        }
        if extension & 0x40 != 0 {
            it.lowest = Some((at, *packet.get(at)?));
            at += 1;
        }
        at += usize::from(extension & 0x30 != 0);
    }
    // The first packet of the first part.
    it.is_start = first & 0x10 != 0 && first & 0x07 == 0;
    if it.is_start
        && let Some(tag) = packet.get(at)
    {
        it.is_key = tag & 1 == 0;
        // Three bytes, a start code, then width and height in 14 bits each. Who seals pictures leaves these bytes clear.
        if it.is_key
            && let Some([0x9d, 0x01, 0x2a, _, _, low, high]) = packet.get(at + 3..at + 10)
        {
            it.height = u32::from(u16::from_le_bytes([*low, *high]) & 0x3fff);
        }
    }
    Some(it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::noise::Noise;

    #[test]
    fn a_picture_that_stands_by_itself_tells_its_height() {
        let packet = [0x90, 0xe0, 0x81, 0x02, 7, 0x20, 0x10, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1];
        let it = read(&packet).unwrap();
        assert!(it.is_start && it.is_key);
        assert_eq!((it.height, it.picture, it.lowest), (360, Some((2, true, 0x102)), Some((4, 7))));
    }

    #[test]
    fn a_later_part_of_a_picture_is_no_start() {
        assert!(!read(&[0x00, 0x10]).unwrap().is_start);
        assert!(!read(&[0x11, 0x10]).unwrap().is_start, "another partition");
        assert!(!read(&[0x10, 0x11]).unwrap().is_key);
        assert_eq!(read(&[]), None);
        assert_eq!(read(&[0x80, 0x80, 0x80]), None, "cut within the number");
    }

    #[test]
    fn noise_never_breaks_it_and_places_lie_within() {
        let mut noise = Noise::new(3);
        for _ in 0..200_000 {
            let packet = noise.bytes(24);
            let Some(it) = read(&packet) else { continue };
            assert!(it.picture.is_none_or(|(at, is_wide, _)| at + usize::from(is_wide) < packet.len()));
            assert!(it.lowest.is_none_or(|(at, _)| at < packet.len()));
        }
    }
}

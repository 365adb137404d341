//! Makes one stream out of changing sources: the layers of one camera, or another person's camera in the same place. Sequence
//! number, timestamp and the counters of VP8 go on evenly, so that a receiver notices no change and asks for nothing again.
use super::vp8::Vp8;
use rtc::rtp::Packet;
use std::time::Instant;

/// A frame of 60 in a second: no step of time between two sources is shorter.
const SHORTEST_STEP: u32 = 60;

#[derive(Default)]
pub struct Rewriter {
    /// Whose packets are passed on now.
    source: Option<u32>,
    /// The first of them that was: anything older is left over from before.
    first: u16,
    shift: Numbers,
    last: Numbers,
    last_at: Option<Instant>,
}

/// What goes on evenly.
#[derive(Default, Clone, Copy)]
struct Numbers {
    sequence: u16,
    time: u32,
    picture: u16,
    lowest: u8,
}

impl Rewriter {
    pub fn source(&self) -> Option<u32> {
        self.source
    }

    /// Nothing more from the present source. The numbers go on with the next one.
    pub fn stop(&mut self) {
        self.source = None;
    }

    /// From now on this packet's source is passed on, and this packet first. `clock`: its ticks in a second.
    pub fn switch_to(&mut self, packet: &Packet, vp8: Option<&Vp8>, clock: u32) {
        let head = &packet.header;
        if let Some(at) = self.last_at {
            let passed = (at.elapsed().as_secs_f64() * f64::from(clock)) as u32;
            self.shift.sequence = self.last.sequence.wrapping_add(1).wrapping_sub(head.sequence_number);
            self.shift.time = self.last.time.wrapping_add(passed.max(clock / SHORTEST_STEP)).wrapping_sub(head.timestamp);
            if let Some((_, _, number)) = vp8.and_then(|it| it.picture) {
                self.shift.picture = self.last.picture.wrapping_add(1).wrapping_sub(number);
            }
            if let Some((_, number)) = vp8.and_then(|it| it.lowest) {
                self.shift.lowest = self.last.lowest.wrapping_add(1).wrapping_sub(number);
            }
        }
        self.source = Some(head.ssrc);
        self.first = head.sequence_number;
        self.last.sequence = head.sequence_number.wrapping_add(self.shift.sequence).wrapping_sub(1);
    }

    /// The packet as it leaves; none where it is not of the present source.
    pub fn pass(&mut self, packet: &Packet, vp8: Option<&Vp8>, ssrc: u32) -> Option<Packet> {
        if self.source != Some(packet.header.ssrc) || is_before(packet.header.sequence_number, self.first) {
            return None;
        }
        let mut out = packet.clone(); // what it carries is shared, not copied
        let head = &mut out.header;
        head.ssrc = ssrc;
        head.sequence_number = head.sequence_number.wrapping_add(self.shift.sequence);
        head.timestamp = head.timestamp.wrapping_add(self.shift.time);
        // Their numbers differ from connection to connection, and one that a receiver does not know makes the library drop the packet.
        head.extension = false;
        head.extensions.clear();
        head.extensions_padding = 0;
        let is_newest = is_before(self.last.sequence, head.sequence_number);
        if is_newest {
            (self.last.sequence, self.last.time, self.last_at) = (head.sequence_number, head.timestamp, Some(Instant::now()));
        }
        if let Some(vp8) = vp8 {
            let picture = vp8.picture.map(|(at, is_wide, number)| (at, is_wide, number.wrapping_add(self.shift.picture)));
            let lowest = vp8.lowest.map(|(at, number)| (at, number.wrapping_add(self.shift.lowest)));
            if self.shift.picture != 0 || self.shift.lowest != 0 {
                out.payload = counted(&packet.payload, picture, lowest).into();
            }
            if is_newest {
                self.last.picture = picture.map_or(self.last.picture, |(_, _, it)| it);
                self.last.lowest = lowest.map_or(self.last.lowest, |(_, it)| it);
            }
        }
        Some(out)
    }
}

/// The same bytes with other counters in them.
fn counted(payload: &[u8], picture: Option<(usize, bool, u16)>, lowest: Option<(usize, u8)>) -> Vec<u8> {
    let mut bytes = payload.to_vec();
    let mut put = |at: usize, value: u8| {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = value;
        }
    };
    match picture {
        Some((at, true, number)) => {
            let [high, low] = (number & 0x7fff).to_be_bytes();
            put(at, 0x80 | high);
            put(at + 1, low);
        }
        Some((at, false, number)) => put(at, (number & 0x7f) as u8),
        None => {}
    }
    if let Some((at, number)) = lowest {
        put(at, number);
    }
    bytes
}

/// Whether one sequence number comes before another, around the end of their range as well.
fn is_before(one: u16, other: u16) -> bool {
    one != other && other.wrapping_sub(one) < 0x8000
}

#[cfg(test)]
#[path = "rewrite/tests.rs"]
mod tests;

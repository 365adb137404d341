//! Sends again what a receiver missed, from a store that is bounded in bytes and in age. Only in the stream that was agreed on for
//! repeats: the same packet number twice with another head would weaken the key that seals both.
use rtc::{
    interceptor::StreamInfo,
    rtp::{Packet as Rtp, header::Header},
};
use std::{
    collections::{BTreeMap, VecDeque},
    time::{Duration, Instant},
};

/// Of each picture: about two seconds of a large one. What is not in it is not sent again, and a whole picture is asked for.
const MOST_BYTES: usize = 128 << 10;
/// What is older comes too late for any receiver.
const OLDEST: Duration = Duration::from_secs(1);
/// How often one packet is sent again.
const MOST_TIMES: u8 = 3;
/// So soon after the last time it is still under way.
const UNDER_WAY: Duration = Duration::from_millis(20);
/// Of everything that is sent, at most this part is repeats: whoever asks for all of it again gets no more than that.
const REPEATS_OF_TEN: usize = 3;

struct Kept {
    packet: Rtp,
    sent: Instant,
    times: u8,
}

struct Store {
    ssrc: u32,
    payload_type: u8,
    sequence: u16,
    packets: VecDeque<Kept>,
    bytes: usize,
    /// Bytes that may be repeated now.
    credit: usize,
}

impl Store {
    fn keep(&mut self, now: Instant, packet: &Rtp) {
        self.bytes += packet.payload.len();
        self.credit = (self.credit + packet.payload.len() * REPEATS_OF_TEN / 10).min(MOST_BYTES);
        self.packets.push_back(Kept { packet: packet.clone(), sent: now, times: 0 }); // what it carries is shared, not copied
        while let Some(first) = self.packets.front().filter(|it| self.bytes > MOST_BYTES || now.duration_since(it.sent) > OLDEST) {
            self.bytes -= first.packet.payload.len();
            self.packets.pop_front();
        }
    }

    /// The packet of that number as it is repeated; none where it is not there, or too often.
    fn again(&mut self, now: Instant, number: u16) -> Option<Rtp> {
        let kept = self.packets.iter_mut().rev().find(|it| it.packet.header.sequence_number == number)?;
        let is_late = now.duration_since(kept.sent) > OLDEST * u32::from(kept.times + 1);
        let is_under_way = kept.times > 0 && now.duration_since(kept.sent) < UNDER_WAY;
        let length = kept.packet.payload.len();
        if kept.times >= MOST_TIMES || is_late || is_under_way || length > self.credit {
            return None;
        }
        (kept.times, kept.sent) = (kept.times + 1, now);
        self.credit -= length;
        let mut payload = Vec::with_capacity(2 + length);
        payload.extend_from_slice(&number.to_be_bytes());
        payload.extend_from_slice(&kept.packet.payload);
        let (timestamp, marker) = (kept.packet.header.timestamp, kept.packet.header.marker);
        let sequence_number = self.sequence;
        self.sequence = sequence_number.wrapping_add(1);
        let header =
            Header { version: 2, ssrc: self.ssrc, payload_type: self.payload_type, sequence_number, timestamp, marker, ..Default::default() };
        Some(Rtp { header, payload: payload.into() })
    }
}

/// What is kept of everything that goes to one receiver, by its stream. They are few: a map in order finds one sooner than a hash.
#[derive(Default)]
pub struct Again {
    stores: BTreeMap<u32, Store>,
}

impl Again {
    pub fn keep(&mut self, now: Instant, packet: &Rtp) {
        if let Some(store) = self.stores.get_mut(&packet.header.ssrc) {
            store.keep(now, packet);
        }
    }

    /// The packet of that number of a stream as it is repeated; none where it is not there, or too often.
    pub fn again(&mut self, now: Instant, stream: u32, number: u16) -> Option<Rtp> {
        self.stores.get_mut(&stream)?.again(now, number)
    }

    pub fn begin(&mut self, about: &StreamInfo) {
        if let (Some(ssrc), Some(payload_type)) = (about.ssrc_rtx, about.payload_type_rtx) {
            let store = Store { ssrc, payload_type, sequence: 0, packets: VecDeque::new(), bytes: 0, credit: 0 };
            self.stores.entry(about.ssrc).or_insert(store);
        }
    }

    /// The store stays: its numbers must not begin anew under the same key.
    pub fn end(&mut self, stream: u32) {
        if let Some(store) = self.stores.get_mut(&stream) {
            store.packets.clear();
            store.bytes = 0;
        }
    }
}

#[cfg(test)]
#[path = "again/tests.rs"]
mod tests;

//! What is kept to be sent once more, and how much of it.
use super::*;
use crate::relay::feedback::Feedback;
use rtc::{
    interceptor::{AttributedPacket, Interceptor, Packet, TaggedPacket},
    rtcp::transport_feedbacks::transport_layer_nack::{TransportLayerNack, nack_pairs_from_sequence_numbers},
    sansio::Protocol,
    shared::TransportContext,
};

const SSRC: u32 = 1;
const REPEATS: u32 = 2;

fn again() -> Feedback {
    let mut again = Feedback::default();
    again.bind_local_stream(&StreamInfo { ssrc: SSRC, ssrc_rtx: Some(REPEATS), payload_type_rtx: Some(97), ..Default::default() });
    again
}

fn tagged(now: Instant, packet: Packet) -> TaggedPacket {
    TaggedPacket { now, transport: TransportContext::default(), message: AttributedPacket::new(packet) }
}

fn sends(again: &mut Feedback, now: Instant, number: u16, length: usize) {
    let header = Header { version: 2, ssrc: SSRC, sequence_number: number, timestamp: 7, marker: true, ..Default::default() };
    again.enter(now, Rtp { header, payload: vec![number as u8; length].into() });
    while again.poll_write().is_some() {}
}

fn misses(again: &mut Feedback, now: Instant, numbers: &[u16]) -> Vec<Rtp> {
    let missed = TransportLayerNack { sender_ssrc: 0, media_ssrc: SSRC, nacks: nack_pairs_from_sequence_numbers(numbers) };
    again.handle_read(tagged(now, Packet::Rtcp(vec![Box::new(missed)]))).unwrap();
    let repeated = std::iter::from_fn(|| again.poll_write());
    repeated.map(|it| if let Packet::Rtp(it) = it.message.packet { it } else { panic!("no repeat") }).collect()
}

#[test]
fn what_was_missed_comes_again_in_the_stream_of_repeats() {
    let (mut again, now) = (again(), Instant::now());
    (100..140).for_each(|it| sends(&mut again, now, it, 1000));
    let got = misses(&mut again, now, &[110, 113, 999]);
    let seen: Vec<_> = got.iter().map(|it| (it.header.ssrc, it.header.payload_type, it.header.sequence_number, it.header.timestamp)).collect();
    assert_eq!(seen, [(REPEATS, 97, 0, 7), (REPEATS, 97, 1, 7)]);
    assert_eq!((&got[1].payload[..3], got[1].payload.len()), (&[0, 113, 113][..], 1002));
}

#[test]
fn the_store_is_bounded_in_bytes_and_in_age() {
    let (mut again, now) = (again(), Instant::now());
    (0..1000).for_each(|it| sends(&mut again, now, it, 1000));
    let store = &again.again.stores[&SSRC];
    assert!(store.bytes <= MOST_BYTES && store.packets.len() == MOST_BYTES / 1000, "{} bytes of {}", store.bytes, store.packets.len());
    assert!(misses(&mut again, now, &[0]).is_empty(), "the oldest went");
    let late = now + OLDEST * 2;
    assert!(misses(&mut again, late, &[999]).is_empty(), "too late for anybody");
    sends(&mut again, late, 1000, 1000);
    assert_eq!(again.again.stores[&SSRC].packets.len(), 1, "what is too old is not kept");
}

#[test]
fn whoever_asks_for_everything_again_and_again_gets_a_part_of_it() {
    let (mut again, begin) = (again(), Instant::now());
    let mut repeated = 0;
    for number in 0..1000_u16 {
        let now = begin + Duration::from_millis(10) * u32::from(number);
        sends(&mut again, now, number, 1000);
        let last: Vec<u16> = (number.saturating_sub(15)..=number).collect();
        repeated += misses(&mut again, now, &last).len();
    }
    assert!((290..=300).contains(&repeated), "{repeated} of 1000");
    let (mut again, now) = (self::again(), begin);
    (0..40).for_each(|it| sends(&mut again, now, it, 1000));
    let times = (0..100).filter(|it| !misses(&mut again, now + Duration::from_millis(*it), &[30]).is_empty()).count();
    assert_eq!(times, usize::from(MOST_TIMES), "and one packet no more often than that");
}

#[test]
fn where_no_stream_of_repeats_is_agreed_on_nothing_is_kept() {
    let (mut again, now) = (Feedback::default(), Instant::now());
    again.bind_local_stream(&StreamInfo { ssrc: SSRC, ..Default::default() });
    sends(&mut again, now, 1, 1000);
    assert!(misses(&mut again, now, &[1]).is_empty() && again.again.stores.is_empty());
}

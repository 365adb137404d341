//! One even stream, whatever the sources do.
use super::*;
use crate::relay::{noise::Noise, vp8};
use rtc::rtp::header::Header;

fn packet(ssrc: u32, sequence: u16, timestamp: u32, payload: &[u8]) -> Packet {
    let header = Header { version: 2, ssrc, sequence_number: sequence, timestamp, extension: true, ..Default::default() };
    Packet { header, payload: payload.to_vec().into() }
}

/// A key frame with a number of two bytes and a counter.
fn picture(number: u16, lowest: u8) -> Vec<u8> {
    let [high, low] = number.to_be_bytes();
    vec![0x90, 0xe0, 0x80 | high, low, lowest, 0x20, 0x10, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1]
}

#[test]
fn numbers_go_on_evenly_from_one_source_to_another() {
    let mut rewriter = Rewriter::default();
    let (one, two) = (packet(1, 65534, 1000, &picture(0x7fff, 255)), packet(2, 40, 900_000, &picture(12, 3)));
    let seen = vp8::read(&one.payload);
    rewriter.switch_to(&one, seen.as_ref(), 90_000);
    let out = rewriter.pass(&one, seen.as_ref(), 77).unwrap();
    assert_eq!((out.header.ssrc, out.header.sequence_number, out.header.timestamp), (77, 65534, 1000));
    assert!(!out.header.extension && out.header.extensions.is_empty());
    let next = packet(1, 65535, 4000, &[0, 1]);
    assert_eq!(rewriter.pass(&next, None, 77).unwrap().header.sequence_number, 65535);
    let seen = vp8::read(&two.payload);
    rewriter.switch_to(&two, seen.as_ref(), 90_000);
    let out = rewriter.pass(&two, seen.as_ref(), 77).unwrap();
    assert_eq!(out.header.sequence_number, 0, "around the end of the range");
    assert!(out.header.timestamp >= 4000 + 1500 && out.header.timestamp < 4000 + 900_000, "{}", out.header.timestamp);
    let now = vp8::read(&out.payload).unwrap();
    assert_eq!((now.picture, now.lowest), (Some((2, true, 0)), Some((4, 0))), "both counters go on from 0x7fff and 255");
    assert!(rewriter.pass(&next, None, 77).is_none(), "the source before is passed on no more");
}

#[test]
fn what_is_left_over_from_before_the_switch_is_not_passed_on() {
    let mut rewriter = Rewriter::default();
    rewriter.switch_to(&packet(1, 10, 0, &[]), None, 48_000);
    assert!(rewriter.pass(&packet(1, 9, 0, &[]), None, 5).is_none());
    assert!(rewriter.pass(&packet(1, 10, 0, &[]), None, 5).is_some());
    rewriter.stop();
    assert!(rewriter.pass(&packet(1, 11, 0, &[]), None, 5).is_none());
}

#[test]
fn what_comes_late_keeps_its_place() {
    let mut rewriter = Rewriter::default();
    rewriter.switch_to(&packet(1, 10, 0, &[]), None, 48_000);
    let numbers: Vec<u16> =
        [10, 12, 11, 13].iter().filter_map(|it| rewriter.pass(&packet(1, *it, 0, &[]), None, 5)).map(|it| it.header.sequence_number).collect();
    assert_eq!(numbers, [10, 12, 11, 13]);
}

#[test]
fn noise_never_breaks_it_and_no_packet_grows() {
    let mut noise = Noise::new(4);
    let mut rewriter = Rewriter::default();
    for _ in 0..100_000 {
        let mut payload = picture(noise.word() as u16, noise.word() as u8);
        noise.spoil(&mut payload);
        let packet = packet(noise.below(3) as u32, noise.word() as u16, noise.word() as u32, &payload);
        let seen = vp8::read(&packet.payload);
        if noise.is_one_in(5) {
            rewriter.switch_to(&packet, seen.as_ref(), 90_000);
        }
        let out = rewriter.pass(&packet, seen.as_ref(), 9);
        assert!(out.is_none_or(|it| it.payload.len() == payload.len() && it.header.ssrc == 9));
    }
}

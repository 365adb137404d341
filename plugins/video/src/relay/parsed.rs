//! What the library parses of what comes from outside, by itself and with noise. Anybody can send anything to the open port, and whoever
//! has a connection can seal what she likes and send it. Each is understood or refused, and nothing breaks; the same in every run.
//! On a live relay, with somebody who hears on: `tests/video/flood.rs`.
use super::{noise::Noise, reports::Reports, vp8};
use actix_web::web::Bytes;
use rtc::{
    dtls::record_layer::RecordLayer,
    ice::candidate::unmarshal_candidate,
    rtcp,
    rtp::Packet,
    sdp::SessionDescription,
    shared::{marshal::Unmarshal, util::is_rtcp},
    srtp::{context::Context, protection_profile::ProtectionProfile},
    stun::{
        addr::MappedAddress,
        error_code::ErrorCodeAttribute,
        fingerprint::FINGERPRINT,
        integrity::MessageIntegrity,
        message::{Getter, Message},
        uattrs::UnknownAttributes,
        xoraddr::XorMappedAddress,
    },
};
use std::io::Cursor;

const ROUNDS: usize = 60_000;

/// Each of these is understood as it is; then spoiled, again and again.
fn survives(seed: u64, whole: &[Vec<u8>], understands: impl Fn(&[u8]) -> bool) {
    for it in whole {
        assert!(understands(it), "as it is: {it:02x?}");
    }
    let mut noise = Noise::new(seed);
    let spoiled = (0..ROUNDS).map(|round| {
        let mut bytes = whole[round % whole.len()].clone();
        match round % 8 {
            0 => bytes = noise.bytes(200),
            _ => noise.spoil(&mut bytes),
        }
        bytes
    });
    let refused = spoiled.filter(|it| !understands(it)).count();
    assert!((ROUNDS / 20..ROUNDS).contains(&refused), "{refused} were refused of {ROUNDS}");
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|it| it.to_digit(16)).collect();
    digits.chunks(2).map(|it| (it[0] * 16 + it[1]) as u8).collect()
}

/// RFC 3550: plain; with sources and padding; with headers of one byte and of two (RFC 8285).
fn rtp() -> [Vec<u8>; 4] {
    [
        "80 6f 0001 00000001 00000267  f8 ff fe",
        "a2 60 0002 00000001 00000267  00000009 0000000a  10 20 30 00 00 00 04",
        "90 6f 0003 00000001 00000267  bede 0002 10 85 22 aa bb cc 00 00  f8 ff fe",
        "90 e0 0004 00000001 00000267  1000 0001 01 01 85 00  10 10 00 00 9d 01 2a 80 02 68 01",
    ]
    .map(hex)
}

/// RFC 3550, 4585, 5104, 3611 and 8888, and what browsers report of when each packet arrived.
fn rtcp() -> [Vec<u8>; 11] {
    [
        "80 c8 0006 00000001 e1e2e3e4 00000000 00000267 00000009 00000400",
        "81 c9 0007 00000001 00000002 10000003 00000010 00000005 00000000 00000000",
        "81 ca 0003 00000001 01 03 61 62 63 00 00 00",
        "81 cb 0001 00000001",
        "81 cd 0003 00000001 00000002 0010 8001",
        "8f cd 0005 00000001 00000002 0001 0002 000001 00 2002 04 04",
        "8b cd 0005 00000001 00000002 0010 0002 8004 8008 00000001",
        "81 ce 0002 00000001 00000002",
        "84 ce 0004 00000001 00000000 00000002 07000000",
        "8f ce 0005 00000001 00000000 52454d42 01 0bd097 00000002",
        "80 cf 0004 00000001 04 00 0002 e1e2e3e4 00000000",
    ]
    .map(hex)
}

#[test]
fn packets_of_sound_and_picture_are_understood_or_refused() {
    survives(1, &rtp(), |bytes| {
        let packet = Packet::unmarshal(&mut Bytes::copy_from_slice(bytes));
        if let Ok(packet) = &packet {
            vp8::read(&packet.payload);
            (0..16).for_each(|id| drop(packet.header.get_extension(id)));
        }
        packet.is_ok()
    });
}

#[test]
fn reports_are_understood_or_refused_alone_and_several_in_one() {
    let [first, .., last] = rtcp();
    let several = rtcp().concat();
    let whole: Vec<Vec<u8>> = rtcp().into_iter().chain([several, [first, last].concat()]).collect();
    survives(2, &whole, |bytes| rtcp::packet::unmarshal(&mut Bytes::copy_from_slice(bytes)).is_ok_and(|it| rtcp::packet::marshal(&it).is_ok()));
}

#[test]
fn what_was_changed_on_its_way_is_never_opened() {
    let provider = rtc::crypto::default_provider().unwrap();
    let context = |profile: ProtectionProfile| {
        let (key, salt) = (vec![7; profile.key_len()], vec![9; profile.salt_len()]);
        Context::new(&key, &salt, profile, None, None, provider.crypto()).unwrap()
    };
    let ways =
        [(3, ProtectionProfile::AeadAes128Gcm, "SRTP_AEAD_AES_128_GCM"), (4, ProtectionProfile::Aes128CmHmacSha1_80, "SRTP_AES128_CM_HMAC_SHA1_80")];
    for (seed, profile, name) in ways {
        let mut seals = context(profile);
        let sound = rtp().map(|it| seals.encrypt_rtp(&it).unwrap().to_vec());
        let reports = rtcp().map(|it| seals.encrypt_rtcp(&it).unwrap().to_vec());
        let opens = std::cell::RefCell::new(context(profile));
        survives(seed, &sound, |bytes| {
            let is_opened = opens.borrow_mut().decrypt_rtp(bytes).is_ok();
            assert!(!is_opened || sound.iter().any(|it| it == bytes), "opened: {bytes:02x?}");
            is_opened
        });
        // The library does not look at the seal of a report that says it is not encrypted; such a one does not come so far.
        let taken = Reports::sealed_by(name);
        survives(seed, &reports, |bytes| {
            let is_opened = is_rtcp(bytes) && taken.take(bytes) && opens.borrow_mut().decrypt_rtcp(bytes).is_ok();
            assert!(!is_opened || reports.iter().any(|it| it == bytes), "opened: {bytes:02x?}");
            is_opened
        });
    }
}

#[test]
fn what_looks_for_a_path_is_understood_or_refused() {
    let crypto = rtc::crypto::default_provider().unwrap();
    // RFC 8489 and 8445: a request as browsers send it, and an answer.
    let whole = [
        "0001 0048 2112a442 0707070707070707 07070707  0006 0009 61626364 3a656667 68000000  0024 0004 6e7f1eff  802a 0008 0102030405060708  0025 0000
         0008 0014 0909090909090909090909090909090909090909  8028 0004 e57a3bcf",
        "0101 0018 2112a442 0707070707070707 07070707  0020 0008 0001 a147 e112a643  0001 0008 0001 1f90 c0000201",
        "0111 0010 2112a442 0707070707070707 07070707  0009 0008 00000414 4e6f7065  000a 0000",
    ]
    .map(hex);
    survives(5, &whole, |bytes| {
        let mut message = Message::new();
        let is_whole = message.unmarshal_binary(bytes).is_ok();
        let _ = XorMappedAddress::default().get_from(&message);
        let _ = MappedAddress::default().get_from(&message);
        let _ = ErrorCodeAttribute::default().get_from(&message);
        let _ = UnknownAttributes(Vec::new()).get_from(&message);
        let _ = FINGERPRINT.check(&message);
        assert!(!is_whole || MessageIntegrity::check(&mut message, b"a password", crypto.crypto()).is_err(), "signed by nobody");
        is_whole
    });
    let paths = [
        "candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host generation 0 ufrag abcd network-cost 50",
        "2 1 tcp 9 2001:db8::1 9 typ host tcptype active",
    ];
    survives(6, &paths.map(|it| it.as_bytes().to_vec()), |bytes| unmarshal_candidate(&String::from_utf8_lossy(bytes)).is_ok());
}

#[test]
fn the_greeting_of_a_connection_is_understood_or_refused() {
    // RFC 6347: a greeting with its curves, its way of sealing sound, and its ways of signing; a warning; and the change of keys.
    let hello = "16 fefd 0000 000000000000 0059  01 00004d 0000 000000 00004d  fefd 0101010101010101010101010101010101010101010101010101010101010101
         00 00 0002 c02b 01 00  0021  000a 0004 0002 001d  000b 0002 01 00  000e 0005 0002 0007 00  000d 0006 0004 0403 0804";
    let whole = [hex(hello), hex("15 fefd 0000 000000000001 0002 01 00"), hex("14 fefd 0000 000000000002 0001 01")];
    survives(7, &whole, |bytes| RecordLayer::unmarshal(&mut Cursor::new(bytes)).is_ok());
}

#[test]
fn descriptions_are_understood_or_refused() {
    let description = "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\na=msid-semantic: WMS s\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\nc=IN IP4 0.0.0.0\r\nb=AS:900\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\na=ice-pwd:abcdefghabcdefghabcdefgh\r\n\
        a=fingerprint:sha-256 00:11\r\na=setup:actpass\r\na=mid:0\r\na=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=sendonly\r\na=rtcp-mux\r\n\
        a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack pli\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\na=rid:h send\r\na=simulcast:send h\r\n\
        a=ssrc-group:FID 1 2\r\na=ssrc:1 cname:c\r\n";
    survives(8, &[description.into()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let _ = super::sdp::without_addresses(&text);
        SessionDescription::unmarshal(&mut Cursor::new(text.as_bytes())).is_ok()
    });
}

//! Frames as the Autobahn test suite breaks them, and as chance does.
use super::*;

fn masked(head: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = vec![head];
    match payload.len() {
        short @ 0..=125 => out.push(0x80 | short as u8),
        length @ 126..=0xffff => {
            out.push(0x80 | 126);
            out.extend((length as u16).to_be_bytes());
        }
        length => {
            out.push(0x80 | 127);
            out.extend((length as u64).to_be_bytes());
        }
    }
    let key = [7, 99, 0, 250];
    out.extend(key);
    out.extend(payload.iter().enumerate().map(|(at, byte)| byte ^ key[at % 4]));
    out
}

/// All that comes of these bytes: what was heard, and the code of the end.
fn hears(pieces: &[&[u8]]) -> (Vec<String>, Option<u16>) {
    let (mut reader, mut heard) = (Reader::default(), Vec::new());
    for piece in pieces {
        reader.take(piece);
        loop {
            match reader.read() {
                Ok(Some(it)) => heard.push(match it {
                    Heard::Text(text) => format!("text {text}"),
                    Heard::Ping(payload) => format!("ping {}", payload.len()),
                    Heard::Pong => "pong".into(),
                    Heard::Close(code) => format!("close {code:?}"),
                }),
                Ok(None) => break,
                Err(code) => return (heard, Some(code)),
            }
        }
    }
    (heard, None)
}

fn ends(bytes: &[u8]) -> Option<u16> {
    hears(&[bytes]).1
}

#[test]
fn text_comes_whole_or_in_parts_with_pings_between() {
    let whole = masked(0x81, "élan".as_bytes());
    assert_eq!(hears(&[&whole]), (vec!["text élan".into()], None));
    let bytes: Vec<&[u8]> = whole.chunks(1).collect();
    assert_eq!(hears(&bytes), (vec!["text élan".into()], None), "a byte at a time");
    // The two bytes of an é in two frames, a ping between them.
    let parts = [masked(0x01, b"\xc3"), masked(0x89, b"now"), masked(0x00, b"\xa9la"), masked(0x8a, b""), masked(0x80, b"n")].concat();
    assert_eq!(hears(&[&parts]), (vec!["ping 3".into(), "pong".into(), "text élan".into()], None));
    assert_eq!(hears(&[&masked(0x81, b"")]), (vec!["text ".into()], None));
    assert_eq!(hears(&[&masked(0x81, &[b'a'; 126])]).1, None);
    assert_eq!(hears(&[&masked(0x81, &[b'a'; LARGEST])]).0[0].len(), LARGEST + 5);
}

#[test]
fn what_is_wrong_ends_it_with_its_code() {
    for reserved in [0x40, 0x20, 0x10] {
        assert_eq!(ends(&masked(0x81 | reserved, b"a")), Some(PROTOCOL));
    }
    for unknown in [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] {
        assert_eq!(ends(&masked(0x80 | unknown, b"")), Some(PROTOCOL));
    }
    assert_eq!(ends(&[0x81, 1, b'a']), Some(PROTOCOL), "not masked");
    assert_eq!(ends(&masked(0x82, b"a")), Some(UNSUPPORTED), "binary");
    assert_eq!(ends(&masked(0x80, b"a")), Some(PROTOCOL), "goes on with nothing");
    assert_eq!(ends(&[masked(0x01, b"a"), masked(0x81, b"b")].concat()), Some(PROTOCOL), "begins within another");
    assert_eq!(ends(&masked(0x09, b"")), Some(PROTOCOL), "a ping in parts");
    assert_eq!(ends(&masked(0x89, &[0; 126])), Some(PROTOCOL), "a long ping");
    assert_eq!(ends(&masked(0x81, b"\xff")), Some(BAD_TEXT));
    assert_eq!(ends(&masked(0x81, "é".as_bytes().split_last().expect("two").1)), Some(BAD_TEXT), "cut within a letter");
    assert_eq!(ends(&masked(0x81, &vec![b'a'; LARGEST + 1])), Some(TOO_BIG));
    assert_eq!(ends(&[0x81, 0xff, 0, 0, 0, 0, 0xff, 0, 0, 0]), Some(TOO_BIG), "told by its head alone");
    assert_eq!(ends(&[0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0]), Some(PROTOCOL));
    assert_eq!(ends(&[0x81, 0xfe, 0, 1, 0, 0, 0, 0, b'a']), Some(PROTOCOL), "longer than it need be");
    let parts: Vec<u8> = (0..3).flat_map(|it| masked(if it == 0 { 0x01 } else { 0x00 }, &[b'a'; 30_000])).collect();
    assert_eq!(ends(&parts), Some(TOO_BIG), "many parts make no larger whole");
}

#[test]
fn closing_says_why_or_nothing() {
    assert_eq!(hears(&[&masked(0x88, b"")]).0, ["close None"]);
    for code in [1000u16, 1001, 1002, 1003, 1007, 1008, 1011, 3000, 4999] {
        assert_eq!(hears(&[&masked(0x88, &code.to_be_bytes())]).0, [format!("close Some({code})")]);
    }
    for code in [0u16, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535] {
        assert_eq!(ends(&masked(0x88, &code.to_be_bytes())), Some(PROTOCOL), "{code}");
    }
    assert_eq!(ends(&masked(0x88, b"\x03")), Some(PROTOCOL), "half a code");
    assert_eq!(ends(&masked(0x88, b"\x03\xe8\xff")), Some(BAD_TEXT), "a reason that is no text");
}

/// Whatever comes, however it is cut: no panic, no more held than one message, and the same answer for every cut.
#[test]
fn whatever_comes_is_read_the_same_however_it_is_cut() {
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    let mut dice = move |most: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        (chance % most.max(1) as u64) as usize
    };
    for _ in 0..20_000 {
        let mut bytes = Vec::new();
        for _ in 0..dice(5) {
            let payload: Vec<u8> = (0..dice(140)).map(|_| if dice(30) == 0 { dice(256) as u8 } else { b'a' }).collect();
            let head = [0x81, 0x01, 0x00, 0x80, 0x89, 0x8a, 0x88, 0x82, 0xc1][if dice(4) == 0 { dice(9) } else { dice(4) }];
            bytes.extend(masked(head, &payload));
        }
        for _ in 0..dice(3) {
            let at = dice(bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte = dice(256) as u8;
            }
        }
        let whole = hears(&[&bytes]);
        let cut = bytes.chunks(1 + dice(9)).collect::<Vec<_>>();
        assert_eq!(hears(&cut), whole);
    }
}

#[test]
fn what_is_written_is_as_short_as_it_can_be() {
    for length in [0, 125, 126, 65535, 65536] {
        let mut out = BytesMut::new();
        put_text(&mut out, &vec![b'a'; length]);
        let head = [2, 4, 10][usize::from(length > 125) + usize::from(length > 65535)];
        assert_eq!((out.len(), out[0]), (length + head, 0x81));
    }
    assert_eq!(close(4001).as_ref(), [0x88, 2, 15, 161]);
}

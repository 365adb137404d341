//! How names, subjects and words are written so that every server passes them on as they are and every program shows what was said:
//! heads by RFC 2047, words by RFC 2045. What needs no writing round stays as it is, so that it can be read by the eye.
use super::NotALetter;
use lettre::message::{Body, header::ContentTransferEncoding};

/// Of a line, without its end (RFC 5322, 2.1.1: must, and should).
const LONGEST_LINE: usize = 998;
const GOOD_LINE: usize = 76;
/// What stands before the first word of a subject or of the letters before.
const LONGEST_HEAD: usize = "References: ".len();
/// Of a name or a subject, in characters. What is longer ends with three points.
const LONGEST_NAME: usize = 200;
/// What is written round in one piece, in bytes: 48 characters, and on one line with the name of the head (RFC 2047, 2).
const PIECE: usize = 36;

/// The words, and how they are written. They end with an end of a line, as a letter does.
pub(super) fn words(said: &str) -> Result<(&'static str, String), NotALetter> {
    let mut text = said.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let text = text.replace('\n', "\r\n");
    if is_plain(&text) {
        return Ok(("7bit", text));
    }
    // Three letters for every one that is not of the oldest alphabet: a text of hardly any others is shorter whole.
    let others = text.bytes().filter(|it| !it.is_ascii()).count();
    let (name, how) = if others * 3 > text.len() {
        ("base64", ContentTransferEncoding::Base64)
    } else {
        ("quoted-printable", ContentTransferEncoding::QuotedPrintable)
    };
    let written = Body::new_with_encoding(text, how).map_err(|_| NotALetter("the words"))?.into_vec();
    let mut written = String::from_utf8(written).map_err(|_| NotALetter("the words"))?;
    if how == ContentTransferEncoding::QuotedPrintable {
        written = written
            .split("\r\n")
            .map(|it| it.strip_prefix("From ").map_or_else(|| it.to_owned(), |it| format!("=46rom {it}")))
            .collect::<Vec<_>>()
            .join("\r\n");
    }
    if !written.ends_with("\r\n") {
        written.push_str("\r\n");
    }
    Ok((name, written))
}

/// Passes every server as it is. Where a line begins with "From ", many a mailbox puts a stroke before it.
fn is_plain(text: &str) -> bool {
    let is_seen = |it: u8| matches!(it, b' '..=b'~' | b'\t' | b'\r' | b'\n');
    text.bytes().all(is_seen) && text.split("\r\n").all(|it| it.len() <= LONGEST_LINE && !it.starts_with("From "))
}

/// A subject, on as many lines as it takes.
pub(super) fn subject(said: &str) -> String {
    let said = short(said);
    let is_plain =
        said.bytes().all(|it| matches!(it, b' '..=b'~')) && !said.contains("=?") && said.split(' ').all(|it| it.len() < GOOD_LINE - LONGEST_HEAD);
    if is_plain { folded(&said) } else { written_round(&said) }
}

/// A name, and the address that stands for it.
pub(super) fn named(name: &str, address: &str) -> String {
    let name = short(name);
    let is_plain = name.len() < GOOD_LINE - LONGEST_HEAD && name.bytes().all(|it| it.is_ascii_alphanumeric() || b" -'".contains(&it));
    match (name.is_empty(), is_plain) {
        (true, _) => format!("<{address}>"),
        // On one line where there is room for it.
        (false, true) if name.len() + address.len() < GOOD_LINE - LONGEST_HEAD => format!("{name} <{address}>"),
        (false, true) => format!("{name}\r\n <{address}>"),
        (false, false) => format!("{}\r\n <{address}>", written_round(&name)),
    }
}

pub(super) fn short(it: &str) -> String {
    if it.chars().count() <= LONGEST_NAME { it.to_owned() } else { it.chars().take(LONGEST_NAME).chain(['…']).collect() }
}

/// Whole words on each line.
pub(super) fn folded(said: &str) -> String {
    let (mut out, mut long) = (String::with_capacity(said.len() + 8), LONGEST_HEAD);
    for (at, word) in said.split(' ').enumerate() {
        if at > 0 && long + 1 + word.len() > GOOD_LINE {
            out.push_str("\r\n ");
            long = 0;
        } else if at > 0 {
            out.push(' ');
        }
        out.push_str(word);
        long += 1 + word.len();
    }
    out
}

/// In base64, in pieces that each hold whole letters. Nothing that somebody wrote can end one of them or begin another.
fn written_round(said: &str) -> String {
    let (mut pieces, mut piece) = (Vec::new(), String::new());
    let mut end = |piece: &str| {
        // Short enough that it is one line.
        let written = Body::new_with_encoding(piece.as_bytes().to_vec(), ContentTransferEncoding::Base64).map(Body::into_vec).unwrap_or_default();
        pieces.push(format!("=?utf-8?b?{}?=", String::from_utf8_lossy(&written).trim_end()));
    };
    for letter in said.chars() {
        if piece.len() + letter.len_utf8() > PIECE {
            end(&piece);
            piece.clear();
        }
        piece.push(letter);
    }
    end(&piece);
    pieces.join("\r\n ")
}

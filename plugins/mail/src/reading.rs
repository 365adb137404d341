//! A letter that came in: what is hers of it, as plain words. Everything else of it (heads, other parts, pictures, files, the letter
//! below) is read by nobody and kept nowhere.
//!
//! The bounds are of safety.md EML-8; they are looked at before anything is taken apart.
pub mod automatic;
mod bounds;
pub mod html;
pub mod reply;

use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// Bytes of a letter (SMTP's own SIZE says the same, RFC 1870).
pub const LONGEST: usize = 1 << 20;
const MOST_PARTS: usize = 50;
const DEEPEST: usize = 10;
/// Whom a letter names: one that goes to many is no answer to one.
const MOST_RECIPIENTS: usize = 10;
/// Of a subject, in characters.
const LONGEST_SUBJECT: usize = 200;

/// Why it is not read. It is counted for staff, by this reason, and kept nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    TooLong,
    HeadsTooLong,
    LineTooLong,
    TooManyParts,
    TooDeep,
    TooManyRecipients,
    /// Sealed by a program of hers with a key that nobody here has.
    Sealed,
    NoLetter,
}

/// What is taken out of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address that it says it is from: proved by nothing yet.
    pub from: String,
    /// Without `Re:` and its kin.
    pub subject: String,
    /// Her own words. Empty where there are none.
    pub words: String,
    /// A picture or a file came with it, and goes no further.
    pub had_more: bool,
}

/// Neither words nor an address are ever printed: a log line is for ever.
impl std::fmt::Debug for Letter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Letter({} bytes)", self.words.len())
    }
}

/// Takes it apart.
pub fn parse(bytes: &[u8]) -> Result<Message<'_>, Unread> {
    bounds::hold(bytes)?;
    let message = MessageParser::default().parse(bytes).filter(|it| !it.headers().is_empty()).ok_or(Unread::NoLetter)?;
    if message.parts.len() > MOST_PARTS {
        return Err(Unread::TooManyParts);
    }
    if depth(&message, 0, 0) > DEEPEST {
        return Err(Unread::TooDeep);
    }
    let recipients = [message.to(), message.cc(), message.bcc()].into_iter().flatten().flat_map(|it| it.iter()).count();
    if recipients > MOST_RECIPIENTS { Err(Unread::TooManyRecipients) } else { Ok(message) }
}

/// How deep its parts stand in each other; stops where that is too deep.
fn depth(message: &Message<'_>, part: usize, at: usize) -> usize {
    if at > DEEPEST {
        return at;
    }
    match message.parts.get(part).map(|it| &it.body) {
        Some(PartType::Multipart(parts)) => parts.iter().map(|it| depth(message, *it as usize, at + 1)).max().unwrap_or(at),
        Some(PartType::Message(inner)) => depth(inner, 0, at + 1),
        _ => at,
    }
}

/// What is hers of it.
pub fn letter(message: &Message<'_>) -> Result<Letter, Unread> {
    if is_sealed(message) {
        return Err(Unread::Sealed);
    }
    let from = message.from().and_then(|it| it.first()).and_then(|it| it.address()).unwrap_or_default().trim().to_lowercase();
    let said = message.text_bodies().find_map(|it| match &it.body {
        PartType::Text(text) => Some(text.to_string()),
        PartType::Html(page) => Some(html::text(page)),
        _ => None,
    });
    let had_more = message.attachment_count() > 0;
    Ok(Letter { from, subject: subject(message.subject().unwrap_or_default()), words: reply::own_words(&said.unwrap_or_default()), had_more })
}

/// Names a letter: the same however often and by whatever way it is brought. By its own id where it has one, and by what it says.
pub fn id(message: &Message<'_>, letter: &Letter) -> String {
    let said = format!("{}\n{}\n{}\n{}", message.message_id().unwrap_or_default(), letter.from, letter.subject, letter.words);
    format!("mail:{}", data_encoding::HEXLOWER.encode(&hearth_core::vault::digest(said.as_bytes())))
}

fn is_sealed(message: &Message<'_>) -> bool {
    let is_encrypted = message.content_type().is_some_and(|it| it.ctype() == "multipart" && it.subtype() == Some("encrypted"));
    is_encrypted || message.body_text(0).is_some_and(|it| it.trim_start().starts_with("-----BEGIN PGP MESSAGE-----"))
}

/// One line, without the words that programs put before an answer.
fn subject(said: &str) -> String {
    let mut rest = said.trim();
    while let Some((before, after)) = rest.split_once(':') {
        let before = before.trim().trim_end_matches(|it: char| it.is_ascii_digit() || "[]() ".contains(it)).to_lowercase();
        if !["re", "fw", "fwd", "tr", "rép", "ref", "réf", "aw", "wg", "sv", "antw", "rv", "enc", "res"].contains(&before.as_str()) {
            break;
        }
        rest = after.trim();
    }
    let line: String = rest.chars().map(|it| if it.is_control() { ' ' } else { it }).take(LONGEST_SUBJECT).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A head as one text; none where it is not there.
fn text_of<'a>(value: &'a HeaderValue<'_>) -> Option<&'a str> {
    value.as_text().map(str::trim)
}

#[cfg(test)]
#[path = "reading/tests.rs"]
mod tests;

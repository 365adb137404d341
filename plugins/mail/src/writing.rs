//! A letter as it leaves: made anew from what stands in [`Letter`] and nothing else. There is no list of heads that are taken out of
//! somebody's letter, because none is ever put in: what is not in [`HEADS`] does not exist (safety.md EML-3).
mod encoding;

use crate::sealing::Key;
use lettre::{
    Address,
    message::header::{Date, Header, Headers},
};
use std::time::{Duration, SystemTime};

/// Every head that a letter of ours may have, each once. A signature of the house (RFC 6376) is put above them.
pub const HEADS: &[&str] = &[
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Auto-Submitted",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// The most letters of a conversation that one names (RFC 5322 sets no bound; a head of 998 bytes does).
const MOST_REFERENCES: usize = 8;
/// A letter says when it was sent to the minute and not closer: two letters cannot be told to be of one hand by their seconds.
const MINUTE: u64 = 60;
/// Of what stands in a head as it is, in bytes: with the name of the head it has to fit on one line (RFC 5322, 2.1.1).
const LONGEST_PLAIN: usize = 900;
/// What is said outside of a letter that only its reader can open (safety.md EML-12).
const NOTHING_SAID: &str = "…";
/// Between the parts of a sealed letter. No line of a seal can begin like it.
const RULE: &str = "=_sealed";

/// Why a program of ours sends it (RFC 3834): so that no other program answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Somebody said something here.
    Said,
    /// An answer to a word like PAUSE.
    Answer,
}

/// All that a letter is made of.
pub struct Letter<'a> {
    /// Her alias in this group, and the address that stands for it here and nowhere else.
    pub from: (&'a str, &'a str),
    pub to: &'a str,
    /// Where an answer goes: the reader's own secret address for this conversation.
    pub answers: &'a str,
    pub subject: &'a str,
    pub words: &'a str,
    /// Of ours, without the strokes: the letter, and those before it in the conversation, oldest first.
    pub id: &'a str,
    pub before: &'a [String],
    pub sent: SystemTime,
    /// Pauses what she gets, by POST (RFC 8058).
    pub pause: Option<&'a str>,
    /// Names the list to programs, in a form that says nothing (RFC 2919).
    pub list: Option<&'a str>,
    pub kind: Kind,
}

/// Something in it cannot stand in a letter. Says what, and not the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotALetter(pub &'static str);

impl Letter<'_> {
    /// As it goes over the line, without the house's signature.
    pub fn bytes(&self) -> Result<Vec<u8>, NotALetter> {
        let (encoding, words) = encoding::words(self.words)?;
        let heads = self.heads(self.subject)?;
        let kind = "text/plain; charset=utf-8";
        Ok(format!("{heads}Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{words}").into_bytes())
    }

    /// As it goes over the line to one who gave a key: what it is about and what it says stand inside the seal (RFC 3156). Never falls
    /// back to a letter that others can read.
    pub fn sealed(&self, key: &Key) -> Result<Vec<u8>, NotALetter> {
        let (encoding, words) = encoding::words(self.words)?;
        let about = encoding::subject(&or_nothing(self.subject));
        // Her program shows the subject inside instead of the one outside.
        let inner = format!(
            "Content-Type: text/plain; charset=utf-8; protected-headers=\"v1\"\r\nSubject: {about}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{words}"
        );
        let seal = key.seal(inner.as_bytes())?.lines().collect::<Vec<_>>().join("\r\n");
        let heads = self.heads(NOTHING_SAID)?;
        let kind = format!("multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n boundary=\"{RULE}\"");
        let how = format!("--{RULE}\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n");
        let what = format!("--{RULE}\r\nContent-Type: application/octet-stream; name=\"encrypted.asc\"\r\n\r\n{seal}\r\n\r\n--{RULE}--\r\n");
        Ok(format!("{heads}Content-Type: {kind}\r\nContent-Transfer-Encoding: 7bit\r\n\r\n{how}{what}").into_bytes())
    }

    /// All but what says how the words are written.
    fn heads(&self, subject: &str) -> Result<String, NotALetter> {
        let plain = |it: &str| if is_plain(it) { Ok(format!("<{it}>")) } else { Err(NotALetter("a head")) };
        let mut heads = String::with_capacity(1024);
        let mut put = |name: &str, value: &str| heads.extend([name, ": ", value, "\r\n"]);
        put("From", &encoding::named(&one_line(self.from.0), address(self.from.1)?));
        put("To", address(self.to)?);
        put("Reply-To", address(self.answers)?);
        put("Subject", &encoding::subject(&or_nothing(subject)));
        put("Date", &date(self.sent));
        put("Message-ID", &plain(self.id)?);
        if let Some(last) = self.before.last() {
            let first = self.before.len().saturating_sub(MOST_REFERENCES);
            let all = self.before.iter().skip(first).map(|it| plain(it)).collect::<Result<Vec<_>, _>>()?;
            put("In-Reply-To", &plain(last)?);
            put("References", &encoding::folded(&all.join(" ")));
        }
        put("Auto-Submitted", if self.kind == Kind::Answer { "auto-replied" } else { "auto-generated" });
        if let Some(list) = self.list {
            put("List-Id", &plain(list)?);
        }
        if let Some(pause) = self.pause {
            put("List-Unsubscribe", &plain(pause)?);
            put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        put("MIME-Version", "1.0");
        Ok(heads)
    }
}

/// An address as it is: one, and of the oldest alphabet.
fn address(it: &str) -> Result<&str, NotALetter> {
    if is_plain(it) && it.parse::<Address>().is_ok() { Ok(it) } else { Err(NotALetter("an address")) }
}

/// To the minute.
fn date(sent: SystemTime) -> String {
    let seconds = sent.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |it| it.as_secs());
    let mut heads = Headers::new();
    heads.set(Date::new(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds - seconds % MINUTE)));
    heads.get_raw(&Date::name()).unwrap_or_default().to_owned()
}

/// What can stand in a head as it is: no end of a line, no stroke that would end it, nothing but letters of the oldest alphabet.
fn is_plain(it: &str) -> bool {
    !it.is_empty() && it.len() <= LONGEST_PLAIN && it.bytes().all(|it| it.is_ascii_graphic() && !b"<>,".contains(&it))
}

/// A subject is always there: programs write something of their own where there is none.
fn or_nothing(subject: &str) -> String {
    Some(one_line(subject)).filter(|it| !it.is_empty()).unwrap_or_else(|| NOTHING_SAID.into())
}

/// No line of a head that somebody else chose can begin another.
fn one_line(it: &str) -> String {
    let seen = it.chars().filter(|it| !is_unseen(*it)).map(|it| if it.is_control() { ' ' } else { it });
    seen.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Turns the way of reading round, or is not seen: a name could pretend to be another's.
fn is_unseen(it: char) -> bool {
    matches!(it, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
#[path = "writing/tests.rs"]
mod tests;

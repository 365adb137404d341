//! A letter as it leaves: made anew from what stands in [`Letter`] and nothing else. There is no list of heads that are taken out of
//! somebody's letter, because none is ever put in: what is not in [`HEADS`] does not exist (safety.md EML-3).
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use std::time::SystemTime;

/// Every head that a letter of ours may have. A signature of the house (RFC 6376) is put above them.
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
}

/// Something in it cannot stand in a letter. Says what, and not the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotALetter(pub &'static str);

impl Letter<'_> {
    /// As it goes over the line, without the house's signature.
    pub fn bytes(&self) -> Result<Vec<u8>, NotALetter> {
        let address = |it: &str| it.parse::<Address>().map_err(|_| NotALetter("an address"));
        let head = |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        if [self.id, self.list.unwrap_or_default(), self.pause.unwrap_or_default()].iter().chain(&self.before.iter().map(String::as_str).collect::<Vec<_>>()).any(|it| !is_plain(it)) {
            return Err(NotALetter("a head"));
        }
        let seconds = self.sent.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |it| it.as_secs());
        let mut letter = Message::builder()
            .from(Mailbox::new(Some(one_line(self.from.0)), address(self.from.1)?))
            .to(Mailbox::new(None, address(self.to)?))
            .reply_to(Mailbox::new(None, address(self.answers)?))
            .subject(one_line(self.subject))
            .date(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds - seconds % MINUTE))
            .message_id(Some(format!("<{}>", self.id)))
            .raw_header(head("Auto-Submitted", "auto-generated".into()));
        if let Some(last) = self.before.last() {
            let first = self.before.len().saturating_sub(MOST_REFERENCES);
            let all: Vec<String> = self.before.iter().skip(first).map(|it| format!("<{it}>")).collect();
            letter = letter.in_reply_to(format!("<{last}>")).references(all.join(" "));
        }
        if let Some(list) = self.list {
            letter = letter.raw_header(head("List-Id", format!("<{list}>")));
        }
        if let Some(pause) = self.pause {
            letter = letter.raw_header(head("List-Unsubscribe", format!("<{pause}>")));
            letter = letter.raw_header(head("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
        }
        let letter = letter.header(ContentType::TEXT_PLAIN).body(self.words.to_owned()).map_err(|_| NotALetter("the words"))?;
        Ok(letter.formatted())
    }
}

/// What can stand in a head as it is: no end of a line, no stroke that would end it, nothing but letters of the oldest alphabet.
fn is_plain(it: &str) -> bool {
    it.bytes().all(|it| it.is_ascii_graphic() && !b"<>,".contains(&it))
}

/// No line of a head that somebody else chose can begin another.
fn one_line(it: &str) -> String {
    it.chars().filter(|it| !is_unseen(*it)).map(|it| if it.is_control() { ' ' } else { it }).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Turns the way of reading round, or is not seen: a name could pretend to be another's.
fn is_unseen(it: char) -> bool {
    matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
#[path = "writing/tests.rs"]
mod tests;

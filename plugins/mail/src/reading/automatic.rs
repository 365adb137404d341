//! Letters that nobody wrote: answers of machines, notices that something did not arrive, lists, and our own that come back. None of
//! them is ever answered or brought to anybody (RFC 3834, RFC 2919; safety.md EML-7).
use super::text_of;
use mail_parser::{Message, MimeHeaders};

/// A letter that passed so many servers goes round in a circle.
const MOST_HOPS: usize = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Automatic {
    /// It could not be brought to somebody. `is_final`: and will not be tried again.
    Bounce { is_final: bool },
    /// An answer of a machine: away, read, received.
    Answer,
    /// It is one of ours, or of another list.
    List,
    /// It goes round.
    Circle,
}

/// What it is, where nobody wrote it. `sender`: of the envelope, empty where there is none (`<>`).
pub fn kind(message: &Message<'_>, sender: &str) -> Option<Automatic> {
    let head = |name: &str| message.header(name).and_then(text_of).map(str::to_ascii_lowercase);
    if message.received_all().count() > MOST_HOPS {
        return Some(Automatic::Circle);
    }
    if is_report(message) {
        // "It was read" (RFC 8098) and its kin are answers of a machine.
        return Some(report(message).map_or(Automatic::Answer, |is_final| Automatic::Bounce { is_final }));
    }
    if message.header_raw("List-Id").is_some() || message.header_raw("List-Post").is_some() || message.header_raw("X-Loop").is_some() {
        return Some(Automatic::List);
    }
    let is_bulk = head("Precedence").is_some_and(|it| ["bulk", "junk", "list", "auto_reply"].contains(&it.as_str()));
    let says_so = head("Auto-Submitted").is_some_and(|it| !it.starts_with("no"));
    let is_marked = ["X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Auto-Response-Suppress"]
        .iter()
        .any(|it| head(it).is_some_and(|it| it != "no" && it != "none"));
    // Exchange writes what it wants no answers to into every letter; only one that answers by itself also says so.
    let is_marked = is_marked && (head("X-Auto-Response-Suppress").is_none() || says_so || is_bulk);
    let machines = ["mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply"];
    let is_machine = |it: &str| it.split('@').next().is_some_and(|name| machines.contains(&name.to_ascii_lowercase().as_str()));
    let from = message.from().and_then(|it| it.first()).and_then(|it| it.address()).unwrap_or_default();
    (sender.is_empty() || is_bulk || says_so || is_marked || is_machine(sender) || is_machine(from)).then_some(Automatic::Answer)
}

fn is_report(message: &Message<'_>) -> bool {
    message.content_type().is_some_and(|it| it.ctype() == "multipart" && it.subtype() == Some("report"))
}

/// Whether it reports that something did not arrive, and if so whether for good (RFC 3464, RFC 3463: 5.x.x).
fn report(message: &Message<'_>) -> Option<bool> {
    let kind = message.content_type().filter(|it| it.ctype() == "multipart" && it.subtype() == Some("report"))?;
    if kind.attribute("report-type").is_some_and(|it| !it.eq_ignore_ascii_case("delivery-status")) {
        return None; // "it was read": an answer of a machine
    }
    let status = message.parts.iter().find(|it| it.content_type().is_some_and(|it| it.subtype() == Some("delivery-status")));
    let text = status.map(|it| String::from_utf8_lossy(it.contents()).to_ascii_lowercase()).unwrap_or_default();
    let says = |name: &str, what: &str| text.lines().filter_map(|it| it.strip_prefix(name)).any(|it| it.trim().starts_with(what));
    Some(says("action:", "failed") && !says("status:", "4."))
}

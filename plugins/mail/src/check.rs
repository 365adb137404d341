//! What an administrator is told about the shelter's mail before a list goes live: a check for each thing that has to be right, in plain words.
//!
//! Looking and judging are apart: [`asking`] asks the DNS as any other mail server would, [`judging`] says what it means. Each finding
//! names the record to publish where there is one, because whoever reads it will copy it into a letter to somebody else.
mod asking;
#[cfg(test)]
mod dns;
mod judging;
mod records;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};

/// What the house knows of its own mail.
#[derive(Clone)]
pub struct Facts {
    /// Behind the @ of every address that the house sends from.
    pub domain: String,
    /// Where the relay sends from, as far as a letter of ours that came round has shown it. Empty where nobody knows.
    pub addresses: Vec<IpAddr>,
    pub relay: Relay,
    /// The records that have to be there for the house's signature, by their whole names.
    pub dkim: Vec<(String, String)>,
    pub receives: Receives,
}

/// How an attempt to greet the relay, with the name and the passphrase that were given for it, ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relay {
    /// No relay is named.
    Unset,
    Unreachable,
    /// It does not offer to seal the line.
    NotSealed,
    /// The line would be sealed, but nobody vouches that it is the relay at the other end.
    Untrusted,
    /// The name and the passphrase are not the ones that it knows.
    Refused,
    Ready,
}

/// How letters come in.
#[derive(Clone, PartialEq, Eq)]
pub enum Receives {
    /// A server takes them, under this public host name: the house itself, or the shelter's own server in front of it.
    Server { host: String },
    /// They are fetched out of a mailbox, which somebody else's server fills.
    Mailbox,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    Relay,
    /// Who may send for the domain (RFC 7208).
    Spf,
    /// The house's signature (RFC 6376).
    Dkim,
    /// What others do with a letter that is neither (RFC 7489).
    Dmarc,
    /// Whether the relay's address has a name that leads back to it (RFC 1912, 2.1).
    Ptr,
    /// Where letters to the domain go.
    Mx,
    /// Whether other servers are asked to seal the line by which they bring letters (RFC 8461). Advice: nothing waits for it.
    Sts,
    Tls,
    /// A letter that went out and came back. Nothing here sends one.
    RoundTrip,
}

impl Point {
    /// The key of its name.
    pub fn say(self) -> &'static str {
        match self {
            Point::Relay => "mail-check-relay",
            Point::Spf => "mail-check-spf",
            Point::Dkim => "mail-check-dkim",
            Point::Dmarc => "mail-check-dmarc",
            Point::Ptr => "mail-check-ptr",
            Point::Mx => "mail-check-mx",
            Point::Sts => "mail-check-sts",
            Point::Tls => "mail-check-tls",
            Point::RoundTrip => "mail-check-round-trip",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Good,
    /// It works, and could be better.
    Warn,
    /// Letters will get lost.
    Bad,
    /// It cannot be told from here.
    Unknown,
}

impl State {
    /// The key of its word.
    pub fn say(self) -> &'static str {
        match self {
            State::Good => "mail-check-good",
            State::Warn => "mail-check-warn",
            State::Bad => "mail-check-bad",
            State::Unknown => "mail-check-unknown",
        }
    }
}

/// One line of what is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    pub point: Point,
    pub state: State,
    /// The key of its words.
    pub say: &'static str,
    /// What the words name: among it the record to publish, and where.
    pub with: Vec<(&'static str, String)>,
}

impl Finding {
    pub fn new(point: Point, state: State, say: &'static str) -> Finding {
        Finding { point, state, say, with: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Finding {
        self.with.push((name, value.into()));
        self
    }
}

/// What it names are addresses of machines and names of domains, which a log need not keep.
impl std::fmt::Debug for Finding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Finding({:?}, {:?}, {})", self.point, self.state, self.say)
    }
}

/// Looks at everything that can be seen from here. `resolver`: whom to ask; none: whom this machine asks. A DNS that does not answer
/// makes findings unknown, and never bad.
pub async fn look(resolver: Option<SocketAddr>, facts: &Facts) -> Vec<Finding> {
    judging::judge(facts, &asking::ask(resolver, facts).await)
}

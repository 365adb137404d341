//! One conversation with a server that brings letters, by SMTP (RFC 5321) or LMTP (RFC 2033): what was said so far, and what is
//! answered. It knows no sockets and no people: who drives it tells it which addresses are ours and what became of a letter.
//!
//! A letter ends where a point stands alone between two whole ends of lines, and nowhere else; one with half an end of a line in it is
//! refused, so that no two servers can see two letters where there is one.
mod data;

use data::Data;
use smtp_proto::{Error, Request, request::receiver::RequestReceiver};

/// Bytes of a letter (RFC 1870).
pub const LONGEST: usize = 1 << 20;
/// Addresses of one letter (safety.md EML-8).
const MOST_RECIPIENTS: usize = 10;
/// Wrong addresses, or words that are none, after which nobody is spoken to any more.
const MOST_WRONG: u8 = 10;

/// How it is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    Smtp,
    Lmtp,
}

/// What has to be done before it goes on.
#[derive(PartialEq, Eq)]
pub enum Asks {
    /// More has to come.
    More,
    /// Whether this address is one of ours: [`Session::is_ours`].
    Recipient(String),
    /// The line is to be sealed: what follows comes sealed, from the beginning.
    Seal,
    /// A whole letter: [`Session::became`] says what became of it for each.
    Letter { sender: String, recipients: Vec<String>, bytes: Vec<u8> },
    /// It is over.
    End,
}

/// Addresses are never printed.
impl std::fmt::Debug for Asks {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Asks::More => "More",
            Asks::Recipient(_) => "Recipient",
            Asks::Seal => "Seal",
            Asks::Letter { .. } => "Letter",
            Asks::End => "End",
        })
    }
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Taken: it is on the disk, or was meant for nobody to see.
    Taken,
    /// Not now: the other server keeps it and comes again.
    Later,
}

enum State {
    Commands,
    /// An address waits to be looked up.
    Asked(String),
    Data(Data),
    /// A letter waits to be stored.
    Storing,
    Over,
}

pub struct Session {
    protocol: Protocol,
    host: String,
    may_seal: bool,
    is_sealed: bool,
    /// What the other end calls itself; empty before it has said so.
    greeting: String,
    has_greeted: bool,
    sender: Option<String>,
    recipients: Vec<String>,
    wrong: u8,
    receiver: RequestReceiver,
    /// The byte of a command that came last: an end of a line may come in two pieces.
    last: u8,
    state: State,
    out: Vec<u8>,
}

impl Session {
    /// `may_seal`: the house has a certificate for it.
    pub fn new(protocol: Protocol, host: &str, may_seal: bool) -> Session {
        let mut session = Session {
            protocol,
            host: host.into(),
            may_seal,
            is_sealed: false,
            greeting: String::new(),
            has_greeted: false,
            sender: None,
            recipients: Vec::new(),
            wrong: 0,
            receiver: RequestReceiver::default(),
            last: 0,
            state: State::Commands,
            out: Vec::new(),
        };
        let (host, name) = (session.host.clone(), if protocol == Protocol::Lmtp { "LMTP" } else { "ESMTP" });
        session.say(&format!("220 {host} {name}"));
        session
    }

    /// What is to be sent now.
    pub fn take_out(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// Takes what came, as far as it can go: what it did not use stays in `came`.
    pub fn take(&mut self, came: &mut Vec<u8>) -> Asks {
        loop {
            match &mut self.state {
                State::Over => return Asks::End,
                State::Asked(address) => return Asks::Recipient(address.clone()),
                State::Storing => return Asks::More,
                State::Data(data) => {
                    let Some(letter) = data.take(came) else { return Asks::More };
                    if let Some(asks) = self.whole(letter) {
                        return asks;
                    }
                }
                State::Commands => {
                    if came.is_empty() {
                        return Asks::More;
                    }
                    // Half an end of a line ends no command either.
                    if let Some(at) = came.iter().position(|it| *it == b'\n')
                        && at.checked_sub(1).map_or(Some(&self.last), |before| came.get(before)) != Some(&b'\r')
                    {
                        return self.hang_up("500 5.5.2 Lines end with CRLF");
                    }
                    let mut bytes = came.iter();
                    let asked = self.receiver.ingest(&mut bytes).map(Request::into_owned);
                    let used = came.len() - bytes.len();
                    self.last = came.drain(..used).next_back().unwrap_or(self.last);
                    let asks = match asked {
                        Ok(asked) => self.answer(asked),
                        Err(Error::NeedsMoreData { .. }) => return Asks::More,
                        Err(Error::ResponseTooLong) => return self.hang_up("500 5.5.6 The line is too long"),
                        Err(_) => self.refuse("500 5.5.1 That is not understood"),
                    };
                    if let Some(asks) = asks {
                        return asks;
                    }
                }
            }
        }
    }

    /// What the other end calls itself (what SPF is asked about where a letter has no sender).
    pub fn greeting(&self) -> &str {
        &self.greeting
    }

    /// The line is sealed from here on: everything said before is forgotten (RFC 3207, 4.2).
    pub fn sealed(&mut self) {
        self.is_sealed = true;
        self.has_greeted = false;
        self.greeting.clear();
        self.forget();
    }

    /// Whether the address that was asked about is one of ours.
    pub fn is_ours(&mut self, is_so: bool) {
        let State::Asked(address) = std::mem::replace(&mut self.state, State::Commands) else { return };
        if is_so {
            self.recipients.push(address);
            self.say("250 2.1.5 Ok");
        } else {
            // Not why, and not whether it ever was one.
            let _ = self.refuse("550 5.1.1 Not here");
        }
    }

    /// What became of the letter, for each of its addresses in their order.
    pub fn became(&mut self, outcomes: &[Outcome]) {
        self.state = State::Commands;
        let say = |it: &Outcome| match it {
            Outcome::Taken => "250 2.0.0 Ok",
            Outcome::Later => "451 4.3.0 Later",
        };
        match self.protocol {
            Protocol::Lmtp => outcomes.iter().for_each(|it| self.say(say(it))),
            // One word for all: where one has to wait, all come again. What was taken is known again by its own id.
            Protocol::Smtp => self.say(say(outcomes.iter().find(|it| **it == Outcome::Later).unwrap_or(&Outcome::Taken))),
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.sender = None;
        self.recipients.clear();
    }

    fn say(&mut self, line: &str) {
        self.out.extend_from_slice(line.as_bytes());
        self.out.extend_from_slice(b"\r\n");
    }

    /// Says no; after too many, nothing more.
    fn refuse(&mut self, line: &str) -> Option<Asks> {
        self.say(line);
        self.wrong += 1;
        (self.wrong >= MOST_WRONG).then(|| self.hang_up("421 4.7.0 Too many mistakes"))
    }

    fn hang_up(&mut self, line: &str) -> Asks {
        self.say(line);
        self.state = State::Over;
        Asks::End
    }

    fn greets(&mut self, is_lmtp: bool, name: String) -> Option<Asks> {
        if is_lmtp != (self.protocol == Protocol::Lmtp) {
            return self.refuse("500 5.5.1 Not spoken here");
        }
        self.has_greeted = true;
        self.greeting = name;
        self.forget();
        let mut says = vec![self.host.clone(), format!("SIZE {LONGEST}"), "8BITMIME".into(), "PIPELINING".into(), "ENHANCEDSTATUSCODES".into()];
        if self.may_seal && !self.is_sealed {
            says.push("STARTTLS".into());
        }
        let last = says.len() - 1;
        for (at, it) in says.iter().enumerate() {
            self.say(&format!("250{}{it}", if at == last { ' ' } else { '-' }));
        }
        None
    }

    fn answer(&mut self, asked: Request<String>) -> Option<Asks> {
        match asked {
            Request::Ehlo { host } => return self.greets(false, host),
            Request::Lhlo { host } => return self.greets(true, host),
            Request::Helo { host: name } if self.protocol == Protocol::Smtp => {
                self.has_greeted = true;
                self.greeting = name;
                self.forget();
                let host = self.host.clone();
                self.say(&format!("250 {host}"));
            }
            Request::StartTls if self.may_seal && !self.is_sealed => {
                self.say("220 2.0.0 Go ahead");
                return Some(Asks::Seal);
            }
            Request::Noop { .. } => self.say("250 2.0.0 Ok"),
            Request::Rset => {
                self.forget();
                self.say("250 2.0.0 Ok");
            }
            Request::Quit => return Some(self.hang_up("221 2.0.0 Bye")),
            // Whether somebody has an address here is told to nobody.
            Request::Vrfy { .. } | Request::Expn { .. } => return self.refuse("502 5.5.1 Not done here"),
            Request::Mail { from } => {
                if !self.has_greeted || self.sender.is_some() {
                    return self.refuse("503 5.5.1 Not now");
                }
                if from.size > LONGEST {
                    return self.refuse("552 5.3.4 Too long");
                }
                self.sender = Some(from.address);
                self.say("250 2.1.0 Ok");
            }
            Request::Rcpt { to } => {
                if self.sender.is_none() {
                    return self.refuse("503 5.5.1 Not now");
                }
                if self.recipients.len() >= MOST_RECIPIENTS {
                    return self.refuse("452 4.5.3 Too many at once");
                }
                self.state = State::Asked(to.address);
            }
            Request::Data => {
                if self.recipients.is_empty() {
                    return self.refuse("503 5.5.1 For nobody");
                }
                self.say("354 Go ahead");
                self.state = State::Data(Data::default());
            }
            _ => return self.refuse("502 5.5.1 Not done here"),
        }
        None
    }

    /// A letter has come to its end.
    fn whole(&mut self, letter: Vec<u8>) -> Option<Asks> {
        let many = if self.protocol == Protocol::Lmtp { self.recipients.len() } else { 1 };
        self.state = State::Commands;
        let why = if letter.len() > LONGEST {
            "552 5.3.4 Too long"
        } else if has_half_an_end(&letter) {
            "554 5.6.0 Lines end with CRLF"
        } else {
            self.state = State::Storing;
            let sender = self.sender.clone().unwrap_or_default();
            return Some(Asks::Letter { sender, recipients: self.recipients.clone(), bytes: letter });
        };
        (0..many).for_each(|_| self.say(why));
        self.forget();
        None
    }
}

/// CR or LF alone (RFC 5321, 2.3.8): what servers disagree about.
fn has_half_an_end(letter: &[u8]) -> bool {
    letter.iter().enumerate().any(|(at, it)| match it {
        b'\n' => at == 0 || letter.get(at - 1) != Some(&b'\r'),
        b'\r' => letter.get(at + 1) != Some(&b'\n'),
        _ => false,
    })
}

#[cfg(test)]
#[path = "session/tests.rs"]
mod tests;

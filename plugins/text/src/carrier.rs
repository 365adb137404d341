//! A carrier: a network of texts, and how the house speaks with it. Everything that differs between carriers is behind this trait;
//! what holds for every text (consent, hours, budgets, keywords, moderation) is decided before it and after it, never in it.
//! Adding one is a file here and a line in `offered`.
pub mod doubts;
pub mod http;
pub mod kannel;
pub mod signal;
pub mod smpp;
pub mod telegram;
pub mod twilio;
pub mod whatsapp;

use async_trait::async_trait;
use hearth_core::locale::Language;
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc, time::Duration};

/// Larger than any text with its envelope: what is longer is not read (safety.md SMS-1).
pub const LONGEST_BODY: usize = 64 * 1024;

/// What she has on her phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    Sms,
    Signal,
    Whatsapp,
    Telegram,
}

/// Where a text comes from or goes to. Never printed: a line of a log is for ever.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address {
    pub network: Network,
    /// E.164 with its plus sign, or what the network calls her where it gives no number.
    pub at: String,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({:?})", self.network)
    }
}

/// What a carrier can do and cannot do; staff read it before they choose one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// The words are sealed on their way: the company in between cannot read them.
    pub hides_words_from_provider: bool,
    /// A text can be told to disappear from her phone by itself.
    pub sets_timers: bool,
    /// A text that was sent can be taken back from her phone.
    pub recalls: bool,
    /// It is told what became of a text.
    pub tells_delivery: bool,
    /// What the provider keeps can be asked to be deleted.
    pub deletes_at_provider: bool,
    /// Only she can begin: the house cannot write first.
    pub she_begins: bool,
    /// Where the house may write freely only so long after her last text; later only a neutral template.
    pub window: Option<Duration>,
    pub longest: Longest,
}

/// How long one text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Longest {
    /// SMS: it is cut into parts that are paid for one by one (3GPP TS 23.040, 9.2.3.24.1).
    Parts(u8),
    Characters(usize),
}

/// One text on its way out.
#[derive(Clone)]
pub struct Outbound {
    pub to: Address,
    pub words: String,
    /// The same for the same text, however often it is tried: a carrier that knows such keys brings it once.
    pub key: String,
    /// It should disappear from her phone after this, where the carrier can do that.
    pub timer: Option<Duration>,
    /// Hers, where a template goes in place of the words; elsewhere any.
    pub language: Language,
    /// Whether her window is closed (see [`Abilities::window`]): then only the neutral template may go, and `words` does not.
    pub is_outside_window: bool,
    pub holds: Holds,
}

/// Whether what was asked about her is still so. A text that had to wait for its turn asks once more in the moment in which it leaves: who
/// has said STOP by then gets nothing, however slow the line is.
#[derive(Clone, Default)]
pub struct Holds(Option<Arc<dyn Fn() -> bool + Send + Sync>>);

impl Holds {
    pub fn while_so(asked: impl Fn() -> bool + Send + Sync + 'static) -> Holds {
        Holds(Some(Arc::new(asked)))
    }

    pub fn check(&self) -> Result<(), NotSent> {
        match &self.0 {
            Some(holds) if !holds() => Err(NotSent::Changed),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Outbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outbound({:?}, {} characters)", self.to, self.words.chars().count())
    }
}

/// What the network took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What it calls it, for receipts and for deletion; several parts may have several.
    pub references: Vec<String>,
}

/// Why a text did not go. Never the carrier's own words: they may quote the number or the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// Too many at once, out of reach, a fault of theirs: tried again, or by another line.
    #[error("not now: {0}")]
    Later(&'static str),
    /// The number is dead, blocked us, or belongs to nobody: the channel rests until she agrees anew (safety.md SMS-7).
    #[error("nobody is there: {0}")]
    Gone(&'static str),
    /// This text will never go: the carrier refuses it as it is, or refuses us.
    #[error("never: {0}")]
    Never(&'static str),
    /// What was asked about her has changed while it waited for its turn: nothing went, and it is asked anew.
    #[error("something about her has changed")]
    Changed,
}

/// What a carrier tells the house.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    Arrived(Arrival),
    Receipt(Receipt),
}

/// Neither words nor numbers are printed.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Arrived(it) => write!(f, "Arrived({:?}, {} characters)", it.from, it.words.chars().count()),
            Event::Receipt(it) => write!(f, "Receipt({:?})", it.fate),
        }
    }
}

/// A text that came in, whole: parts are put together before.
#[derive(Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The network's name for it, or one made of what it is where the network gives none: the same text has the same one.
    pub id: String,
    pub from: Address,
    /// To which number or account of the house, as the network writes it.
    pub to: String,
    pub words: String,
    /// Pictures, voice and files came with it: they are never fetched, and she is told so.
    pub had_attachment: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    pub reference: String,
    pub fate: Fate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Delivered,
    /// Not this one; the next may come through.
    Failed,
    /// Dead, recycled or blocked (like Twilio's 30003, 30005, 30006; SMPP's UNDELIV with an absent subscriber is only `Failed`).
    Gone,
}

/// Where events go. What is not taken must be brought again by the network: it is acknowledged only when it is taken.
#[async_trait]
pub trait Inbox: Send + Sync {
    async fn take(&self, event: Event) -> Taken;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is kept, or known already.
    Yes,
    /// Not now: bring it again.
    Later,
}

/// A call from outside to the carrier's own address in the house.
pub struct Call<'a> {
    pub method: &'a str,
    /// The whole address as the caller used it: what is signed is this, whatever stands between (safety.md SMS-1).
    pub url: &'a str,
    pub header: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// Never longer than [`LONGEST_BODY`].
    pub body: &'a [u8],
}

/// What a call brought, and how it is answered once all of it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    pub events: Vec<Event>,
    pub answer: Answer,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub content_type: &'static str,
    pub body: String,
}

/// A call that is not the carrier's: nothing of it is read further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("it is not signed as this carrier signs")]
    Unsigned,
    #[error("it cannot be read")]
    Unreadable,
    #[error("this carrier does not call")]
    NoCalls,
}

/// What is wrong with a line, for staff: the key of a sentence, never the carrier's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("out of reach")]
    OutOfReach,
    #[error("it does not know us: name or secret is wrong")]
    NotKnown,
    #[error("it knows us, and does not have this number or account")]
    NoSuchNumber,
    #[error("it answers something else than this carrier does")]
    Strange,
    #[error("the neutral sentence is not there, or not allowed, in each language")]
    NoTemplate,
    #[error("it does not bring texts to this house")]
    NotBrought,
    #[error("it tries to bring texts to this house, and cannot")]
    CannotBring,
}

/// Calls to a provider at the same time: more of them it would call too many.
const AT_ONCE: usize = 64;

#[async_trait]
pub trait Carrier: Send + Sync + 'static {
    fn network(&self) -> Network;

    fn abilities(&self) -> Abilities;

    /// So many texts are given to it at the same time; none: it lets them wait by itself, and asks each whether it still holds.
    fn at_once(&self) -> Option<usize> {
        Some(AT_ONCE)
    }

    /// Gives one text to the network.
    async fn send(&self, text: &Outbound) -> Result<Accepted, NotSent>;

    /// Asks the provider to keep nothing of it. Nothing happens where it cannot.
    async fn forget(&self, _reference: &str) -> Result<(), NotSent> {
        Ok(())
    }

    /// Takes a text back from her phone, where [`Abilities::recalls`] says that it can.
    async fn recall(&self, _to: &Address, _reference: &str) -> Result<(), NotSent> {
        Err(NotSent::Never("it cannot be taken back"))
    }

    /// Tells the carrier where to bring texts, where it can be told: when staff keep the line, and when they look at it.
    async fn settle(&self) -> Result<(), Trouble> {
        Ok(())
    }

    /// Tells it to bring nothing here any more, where it was told before: the line is taken away, or is another from now on.
    async fn leave(&self) -> Result<(), Trouble> {
        Ok(())
    }

    /// Whether it would work: asked by the self-check, and nothing is sent by it.
    async fn check(&self) -> Result<(), Trouble>;

    /// Reads a call from outside. Signatures are compared in constant time, before anything is read.
    fn hear(&self, _call: &Call<'_>) -> Result<Heard, Refused> {
        Err(Refused::NoCalls)
    }

    /// Holds the line open, where the network needs one, for as long as it is polled; begins again by itself after a fault.
    async fn listen(&self, _inbox: &dyn Inbox) {
        std::future::pending::<()>().await;
    }
}

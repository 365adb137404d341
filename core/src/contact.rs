//! The only way out: the one piece of code that reaches a person outside the browser, because it alone knows what may reach
//! her. Its default is to send nothing.
pub mod before;
pub mod decision;
mod gate;
pub mod owed;
pub mod permission;
pub mod quiet_hours;
pub mod safe_contact;
mod waiting;

pub use gate::{Outcome, answer, ask, ask_member, farewell, reach, reply};
pub use waiting::{SendWaiting, put_aside, waiting};

use crate::{
    Kernel, Result,
    id::{EntryId, MeetingId, MembershipId, PersonId},
    locale::Language,
    person,
    table::{entry, membership},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What carries words outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    Email,
    Text,
}

/// Why a person is reached. It decides the words, and what her safe-contact record allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// She takes part by this medium, and agreed that entries come this way.
    Attendance(EntryId),
    /// The same, several entries in one message: those that its medium has gathered for this place of hers.
    Digest(MembershipId),
    /// Something is new in this place of hers. The words are the same as of a notice: they do not say where.
    NoticeOf(MembershipId),
    /// This meeting of a group of hers is to begin. The words are the same again.
    Before(MeetingId),
    /// Staff looked at how she can be reached, in this place of hers. One sentence, the same for everybody.
    LookedUp(MembershipId),
    /// She is away. The words are the neutral sentence that she chose; the caller can name no group and no subject.
    Notice,
}

impl Purpose {
    /// A neutral sentence, whatever it is about.
    fn is_notice(self) -> bool {
        matches!(self, Purpose::Notice | Purpose::NoticeOf(_) | Purpose::Before(_) | Purpose::LookedUp(_))
    }
}

/// One message that may leave: the gate made it, after it asked everything there is to ask.
#[derive(Clone)]
pub struct Errand {
    pub person: PersonId,
    /// The place of hers that it is about; for a notice, one whose consent holds.
    pub place: MembershipId,
    /// That place as the gate has just read it; none where she has none.
    pub member: Option<membership::Model>,
    /// In which she is written to, where the gate knows it.
    pub language: Option<Language>,
    pub to: String,
    pub what: What,
}

impl Errand {
    /// To somebody who has no place yet, or whose place does not matter.
    fn to_nobody(place: Uuid, to: String, what: What) -> Errand {
        Errand { person: PersonId(place), place: MembershipId(place), member: None, language: None, to, what }
    }

    /// In which she is written to.
    pub async fn language(&self, kernel: &Kernel) -> Result<Language> {
        match self.language {
            Some(it) => Ok(it),
            None => person::language(kernel, self.person).await,
        }
    }
}

/// What is carried.
#[derive(Clone)]
pub enum What {
    /// This entry, by the alias of its author; sealed, as it is kept. Its words may be gone when it is opened: then it is nothing.
    Entry(Box<entry::Model>),
    /// What was gathered for her.
    Digest,
    /// A sentence, as it is: that something is there to look at.
    Words(String),
    /// A sentence about herself, as it is: there is nothing that she could have read instead.
    Told(String),
    /// An answer to what she has just written by this very medium.
    Answer(String),
    /// The last there is: she said that nothing may come, and this says that nothing will. It goes where nothing else does any more.
    Farewell(String),
    /// A question that she asked for: `asked` says which words she was to agree to, so that her yes is to no others. Where she is nobody yet,
    /// and came by herself with an invitation that holds, the errand names the invitation in place of a membership.
    Asked { words: String, asked: u32, language: Language },
}

/// Neither an address nor words are ever printed.
impl std::fmt::Debug for Errand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = match &self.what {
            What::Entry(_) => "entry",
            What::Digest => "digest",
            What::Words(_) => "words",
            What::Told(_) => "told",
            What::Answer(_) => "answer",
            What::Farewell(_) => "farewell",
            What::Asked { .. } => "asked",
        };
        write!(f, "Errand({}, {what})", self.place)
    }
}

/// Brings an errand to its address. Called by this module and by nothing else.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    fn medium(&self) -> Medium;
    /// Whether it could, as the house is set up now: what it needs may not be there yet.
    async fn carries_now(&self, _kernel: &Kernel) -> Result<bool> {
        Ok(true)
    }
    /// An error: nobody had it, and it is worth trying again.
    async fn carry(&self, kernel: &Kernel, errand: &Errand) -> Result<Brought>;
}

/// What became of an errand where its transport had it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brought {
    /// A carrier took it.
    Yes,
    /// Nothing went, and nothing is to go: she stopped it, or there is nothing of it any more.
    Nothing,
    /// She rests from what comes: it waits until she does not.
    Later,
    /// Something about her changed while it waited for the carrier: nothing went, and the gate asks anew.
    Changed,
    /// A carrier refuses it for good, or nobody is there.
    Refused,
}

impl Medium {
    pub const ALL: [Medium; 2] = [Medium::Email, Medium::Text];

    pub fn code(self) -> &'static str {
        match self {
            Medium::Email => "email",
            Medium::Text => "text",
        }
    }

    /// Whether anything here carries words out by it, once the house is set up for it.
    pub fn is_carried(self, kernel: &Kernel) -> bool {
        kernel.transport(self).is_some()
    }

    /// Whether words could leave by it now.
    pub async fn carries_now(self, kernel: &Kernel) -> Result<bool> {
        match kernel.transport(self) {
            Some(transport) => transport.carries_now(kernel).await,
            None => Ok(false),
        }
    }
}

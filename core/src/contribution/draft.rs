//! What a person wants to say, before anyone has decided anything.
use crate::{
    id::{CardId, EntryId, MembershipId},
    table::entry::Audience,
    vault::digest,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Words, as they are sealed: nothing of them stands in any column in clear.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// A topic's title, a mail's subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What a reader may want to know before reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub body: String,
    /// A resource card that staff put in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardId>,
    /// It says in another language what somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<Lane>,
}

/// Which entry it says again, and in which language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    pub of: EntryId,
    pub language: String,
}

impl Words {
    /// Says which words these are without saying them: who agrees to words agrees to the ones that she saw.
    pub fn mark(&self) -> String {
        let parts = [self.heading.as_deref(), self.note.as_deref(), Some(self.body.as_str())];
        let text = parts.map(|it| it.map_or("-".to_owned(), |it| format!("{}:{it}", it.len()))).concat();
        BASE64_URL_SAFE_NO_PAD.encode(&digest(text.as_bytes())[..16])
    }
}

/// Words are never printed: a log line is for ever.
impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({} bytes)", self.body.len())
    }
}

#[derive(Debug, Clone)]
pub struct Draft {
    pub words: Words,
    /// The sender's own id for it: submitting it twice stores it once.
    pub client_id: String,
    /// The whole group, or a private line with staff.
    pub audience: Audience,
    /// Whose private line; none where it is the author's own.
    pub line: Option<MembershipId>,
    /// The conversation it belongs to.
    pub thread: Option<Uuid>,
    /// What only the modality understands.
    pub shape: serde_json::Value,
    /// It changes an entry that is there already: asked of every rule again, but nothing new is said.
    pub edits: Option<EntryId>,
}

impl Draft {
    /// For the group.
    pub fn to_group(body: impl Into<String>, client_id: impl Into<String>) -> Draft {
        Draft {
            words: Words { body: body.into(), ..Words::default() },
            client_id: client_id.into(),
            audience: Audience::Group,
            line: None,
            thread: None,
            shape: serde_json::Value::Null,
            edits: None,
        }
    }

    /// Whether it begins a conversation. Said in the shape, which is the modality's: those who link to it understand it, too.
    pub fn opens(&self) -> bool {
        self.shape["opens"].as_bool().unwrap_or(false)
    }

    /// A shape that says so.
    pub fn opening(opens: bool) -> serde_json::Value {
        serde_json::json!({ "opens": opens })
    }

    /// For staff alone.
    pub fn to_staff(body: impl Into<String>, client_id: impl Into<String>) -> Draft {
        Draft { audience: Audience::Staff, ..Draft::to_group(body, client_id) }
    }
}

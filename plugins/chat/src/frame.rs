//! What is said between a page and its room: small JSON objects, `t` says what it is. See docs/protocol.md.
use crate::listener::Writing;
use actix_web::web::{BufMut, Bytes, BytesMut};
use hearth_core::{card::Content, id::EntryId, web::wire};
use serde::{Deserialize, Serialize};

/// Grows when a page that knows less could not follow.
pub const VERSION: u8 = 1;

/// What a person may do in the room now, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    /// Why she cannot write, in her language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
    /// Seconds between two messages of one person.
    pub slow: u32,
    /// The longest message, in characters.
    pub longest: u32,
    pub react: bool,
    pub typing: bool,
    /// How far the meeting has come, what is asked now, and whose turn it is; nothing of it where the group does not meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
}

/// From the house.
#[derive(Debug, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Tell<'a> {
    /// First of all. `fresh`: what the page shows is not what stands here; it begins anew with what follows.
    Hello {
        v: u8,
        life: &'a str,
        n: u64,
        me: u32,
        fresh: bool,
        state: &'a State,
    },
    /// Who writes under this number.
    Who {
        a: u32,
        name: &'a str,
        shape: i32,
        #[serde(skip_serializing_if = "is_false")]
        staff: bool,
    },
    Said {
        n: u64,
        a: u32,
        /// The sender's own id, where it was said just now.
        #[serde(skip_serializing_if = "Option::is_none")]
        c: Option<&'a str>,
        b: &'a str,
        /// It waited for staff before: the page of its author has it under this id.
        #[serde(skip_serializing_if = "Option::is_none")]
        i: Option<EntryId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        card: Option<&'a Content>,
        #[serde(skip_serializing_if = "Option::is_none")]
        lane: Option<Lane<'a>>,
    },
    /// What she sent is there as this line already.
    Sent {
        c: &'a str,
        n: u64,
    },
    /// These lines are gone.
    Gone {
        n: Vec<u64>,
    },
    /// Hers waits for staff.
    Held {
        c: &'a str,
        i: EntryId,
    },
    /// For facilitators: this waits for them, by whom, and the codes of why.
    Waits {
        i: EntryId,
        name: &'a str,
        b: &'a str,
        why: &'a [String],
    },
    /// What waited does no longer.
    Done {
        i: EntryId,
    },
    /// Not taken, and why, in her language.
    No {
        #[serde(skip_serializing_if = "Option::is_none")]
        c: Option<&'a str>,
        words: &'a str,
    },
    /// On a private line with staff: who wrote, whose line it is, and whether it is one between staff alone.
    Line {
        i: EntryId,
        name: &'a str,
        #[serde(skip_serializing_if = "is_false")]
        staff: bool,
        of: &'a str,
        #[serde(skip_serializing_if = "is_false")]
        back: bool,
        b: &'a str,
    },
    State {
        state: &'a State,
    },
    /// What stands beside the room, for a page that asks again and again.
    Beside {
        mark: &'a str,
    },
    Typing {
        a: u32,
    },
    /// How many have reacted to a line so.
    React {
        n: u64,
        k: u8,
        count: u32,
    },
    /// The stream ends, where nothing else says why: the code that a WebSocket would be closed with.
    End {
        code: u16,
    },
}

/// Which line it says again, and in which language.
#[derive(Debug, Serialize)]
pub struct Lane<'a> {
    pub n: u64,
    pub lang: &'a str,
}

fn is_false(it: &bool) -> bool {
    !it
}

/// From a page.
#[derive(Debug, Deserialize)]
#[serde(tag = "t", rename_all = "lowercase", deny_unknown_fields)]
pub enum Asked {
    Say {
        c: String,
        b: String,
    },
    /// To staff alone.
    Staff {
        c: String,
        b: String,
    },
    React {
        n: u64,
        k: u8,
    },
    Typing,
}

/// One frame, as it is written for this kind of page.
pub fn write(tell: &Tell<'_>, writing: Writing) -> Bytes {
    let mut out = BytesMut::with_capacity(256);
    put(&mut out, &json(tell), writing);
    out.freeze()
}

/// The JSON of a frame. None of ours can fail to be written.
pub fn json(tell: &Tell<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    match serde_json::to_writer(&mut out, tell) {
        Ok(()) => out,
        Err(_) => b"{}".to_vec(),
    }
}

pub fn put(out: &mut BytesMut, json: &[u8], writing: Writing) {
    match writing {
        Writing::WebSocket => wire::put_text(out, json),
        Writing::Events => {
            out.put_slice(b"data: ");
            out.put_slice(json);
            out.put_slice(b"\n\n");
        }
        Writing::Lines => {
            out.put_slice(json);
            out.put_u8(b'\n');
        }
    }
}

//! What is said between a page and its room: small JSON objects, `t` says what it is. See docs/protocol.md. Nothing here holds an
//! address, and a name only ever comes from the house.
mod asked;

pub use asked::Asked;

use crate::{
    relay::{News, Source, Ways},
    settings::Sealing,
};
use actix_web::web::{Bytes, BytesMut};
use hearth_core::{
    id::{EntryId, MembershipId},
    web::wire,
};
use serde::{Deserialize, Serialize};

/// Grows when a page that knows less could not follow.
pub const VERSION: u8 = 1;

/// What a person may do in the room now, and how far the meeting has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    /// Why nobody hears or sees her, in her language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
    /// How many cameras may be on; 0: none.
    pub cameras: u32,
    /// Whether what people send is sealed from page to page.
    pub sealing: Sealing,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
    /// Whose turn it is, and who comes after. The room tells it by their numbers.
    #[serde(skip)]
    pub turns: Vec<MembershipId>,
}

/// What somebody has on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct On {
    pub voice: bool,
    pub camera: bool,
    pub away: bool,
    /// She takes part by typing.
    pub types: bool,
    /// She speaks privately with this number: neither hears the others, nor they them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aside: Option<u32>,
}

/// Words that somebody wrote to everybody, as one page is told of them.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Line<'a> {
    pub i: EntryId,
    pub name: &'a str,
    pub shape: i32,
    pub staff: bool,
    /// It is hers who is told.
    pub own: bool,
    pub b: &'a str,
}

/// What only pages can read: a key that is told, or one that is handed over, sealed. The house passes it on, and bounds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Opaque(String);

/// Longer than both: 97 bytes of a key that is told, 100 of one that is handed over, in base64.
const LONGEST_OPAQUE: usize = 160;

impl TryFrom<String> for Opaque {
    type Error = &'static str;

    fn try_from(it: String) -> Result<Opaque, &'static str> {
        let is_fine = it.len() <= LONGEST_OPAQUE && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
        if is_fine { Ok(Opaque(it)) } else { Err("no base64, or too long") }
    }
}

/// From the house.
#[derive(Debug, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Tell<'a> {
    /// First of all. `carries`: sound and picture go over this line; the house has a port for them, and the page asked for more
    /// than what is written.
    Hello {
        v: u8,
        me: u32,
        carries: bool,
        state: &'a State,
        /// The way round for networks that let little through, where the house has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        ways: Option<&'a Ways>,
    },
    /// The same, with a name that is good for another ten minutes.
    Ways {
        ways: &'a Ways,
    },
    /// Somebody is here, under this number.
    Who {
        a: u32,
        name: &'a str,
        shape: i32,
        staff: bool,
        /// She interprets or captions, into this language (BCP 47). Her tile is pinned, and she may write captions.
        #[serde(skip_serializing_if = "Option::is_none")]
        lane: Option<&'a str>,
        /// That language is signed: what she says aloud is for everybody.
        #[serde(skip_serializing_if = "is_false")]
        signs: bool,
        #[serde(flatten)]
        on: On,
    },
    /// Something of hers is on or off.
    Is {
        a: u32,
        #[serde(flatten)]
        on: On,
    },
    /// She is here no more.
    Gone {
        a: u32,
    },
    State {
        state: &'a State,
    },
    /// The house offers to send: to be agreed to.
    Offer {
        sdp: &'a str,
    },
    /// What the page offered to send is taken.
    Answer {
        of: Source,
        sdp: &'a str,
    },
    /// In this place comes what this number sends; without a number: nothing.
    Slot {
        slot: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        a: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<Source>,
    },
    /// The page of this number tells by which key it is handed things.
    Key {
        a: u32,
        key: &'a Opaque,
    },
    /// The page of this number hands over how to open what it sends.
    Seal {
        a: u32,
        seal: &'a Opaque,
    },
    /// Her line does not carry the picture in this place now; or it does again.
    Paused {
        slot: &'a str,
        on: bool,
    },
    /// Not switched on, and why, in her language.
    No {
        of: Source,
        words: &'a str,
    },
    /// Whose tile who leads shows large; without a number: nobody's.
    Lit {
        #[serde(skip_serializing_if = "Option::is_none")]
        a: Option<u32>,
    },
    /// Whose turn it is, then who comes after.
    Turns {
        a: &'a [u32],
    },
    Said(Line<'a>),
    /// That line is gone.
    Unsaid {
        i: EntryId,
    },
    /// What she wrote under her own id `c`: everybody has it, or it waits for staff; or it was not taken, and why, in her language.
    Wrote {
        c: &'a str,
        held: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        words: Option<&'a str>,
    },
    /// For who leads: words of this person wait for them.
    Waits {
        name: &'a str,
    },
    /// What is being said, written down as it is said. It stands nowhere else.
    Caption {
        a: u32,
        b: &'a str,
    },
}

fn is_false(it: &bool) -> bool {
    !it
}

/// One finished WebSocket frame.
pub fn write(tell: &Tell<'_>) -> Bytes {
    // None of ours can fail to be written.
    let json = serde_json::to_vec(tell).unwrap_or_else(|_| b"{}".to_vec());
    let mut out = BytesMut::with_capacity(json.len() + 10);
    wire::put_text(&mut out, &json);
    out.freeze()
}

/// The relay's news as a frame; none where it is no news for the page.
pub fn of_news(news: &News) -> Option<Bytes> {
    Some(match news {
        News::Offer(sdp) => write(&Tell::Offer { sdp }),
        News::Answer(of, sdp) => write(&Tell::Answer { of: *of, sdp }),
        News::Slot(slot, what) => write(&Tell::Slot { slot, a: what.map(|it| it.0), of: what.map(|it| it.1) }),
        News::Paused(slot, on) => write(&Tell::Paused { slot, on: *on }),
        News::Lost | News::Wrong(_) => return None,
    })
}

#[cfg(test)]
#[path = "frame/tests.rs"]
mod tests;

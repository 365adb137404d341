//! What a page says to its room.
use super::Opaque;
use crate::relay::Source;
use serde::Deserialize;

/// From a page. What it says beyond this is not listened to: a name, for one.
#[derive(Debug, Deserialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Asked {
    /// She offers to send.
    Offer {
        of: Source,
        sdp: String,
    },
    /// She agrees to what the house offered.
    Answer {
        sdp: String,
    },
    /// Her microphone or camera is on, or off.
    On {
        of: Source,
        on: bool,
    },
    /// From who leads: off, for this number; without one, for everybody but those who lead and interpret. Nothing that anybody
    /// sends switches another's on.
    Quiet {
        a: Option<u32>,
        of: Source,
    },
    /// From who leads: this tile large for everybody; without a number: none.
    Lit {
        a: Option<u32>,
    },
    /// From who leads: a private word with this number. Without a number, from either of the two: back to everybody.
    Aside {
        a: Option<u32>,
    },
    /// She takes part by typing, or no longer.
    Types {
        on: bool,
    },
    /// Words to everybody, under her own id.
    Say {
        c: String,
        b: String,
    },
    /// From an interpreter's or a captioner's seat alone.
    Caption {
        b: String,
    },
    Away {
        on: bool,
    },
    /// By which key others may hand her page things: for everybody.
    Key {
        key: Opaque,
    },
    /// How to open what she sends: for each of these numbers, in a box that only her page opens.
    Seal {
        to: Vec<(u32, Opaque)>,
    },
    /// The highest picture that she wants in a place.
    Height {
        slot: String,
        most: u32,
    },
}

//! Texts that come in parts, put together in bounded memory.
//!
//! A part is acknowledged when its whole text is kept, and not before: until then the network has it. But many networks bring the next part
//! only after an answer to this one. So a part waits a moment for the others; then it is answered "later", and remembered. When the last
//! one is there, the text is whole, and parts that are brought again are acknowledged at once. A network that brings one part again before
//! the others wants it answered first: then it is acknowledged, and only our memory has it until the others come.
//!
//! What stays incomplete for ten minutes is handed over with a mark for each gap: half a cry for help is better than none.
use super::{
    delivery::{Part, Piece, Text, words},
    seen::{Print, REMEMBERED},
};
use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};
use tokio::time::Instant;

/// Texts that wait for parts; of one number at most so many, so that nobody takes the places of all.
const MOST_OPEN: usize = 64;
const MOST_OF_ONE: usize = 4;
/// Octets of a part: what a radio frame holds is 160. What is longer stands alone.
pub const LONGEST_PIECE: usize = 255;
const MOST_KNOWN: usize = 4096;
const GAP: &str = "…";

pub struct Assembly {
    patience: Duration,
    open: Vec<Set>,
    /// Parts of texts that were handed over: they may come again.
    known: VecDeque<(Print, Instant)>,
    serial: u64,
}

/// The parts of one text that came so far.
#[derive(Clone)]
pub struct Set {
    pub serial: u64,
    pub from: String,
    pub to: String,
    reference: u16,
    total: u8,
    began: Instant,
    /// It is being handed over as it is: nothing is added any more.
    is_over: bool,
    parts: BTreeMap<u8, (Piece, Print)>,
}

pub enum Put {
    /// It was handed over with its text.
    Known,
    NoRoom,
    /// Others are to come. `is_again`: the network brings this one again, and not them.
    Waits {
        serial: u64,
        is_again: bool,
    },
    Whole(Set),
}

impl Assembly {
    pub fn new(patience: Duration) -> Assembly {
        Assembly { patience, open: Vec::new(), known: VecDeque::new(), serial: 0 }
    }

    pub fn put(&mut self, text: Text, part: Part, print: Print) -> Put {
        let now = Instant::now();
        while self.known.front().is_some_and(|it| self.known.len() > MOST_KNOWN || it.1 + REMEMBERED < now) {
            self.known.pop_front();
        }
        if self.known.iter().any(|it| it.0 == print) {
            return Put::Known;
        }
        let Part { reference, total, number } = part;
        let is_same = |it: &&mut Set| !it.is_over && it.reference == reference && it.total == total && it.from == text.from && it.to == text.to;
        if let Some(set) = self.open.iter_mut().find(is_same) {
            match set.parts.get(&number) {
                Some((_, known)) if *known != print => set.is_over = true,
                known => {
                    let is_again = known.is_some();
                    set.parts.entry(number).or_insert((text.piece, print));
                    return if set.parts.len() == usize::from(total) { Put::Whole(set.clone()) } else { Put::Waits { serial: set.serial, is_again } };
                }
            }
        }
        // A new text. Where another part stands in this place already, her phone uses the same reference again: the old one is over.
        if self.open.len() >= MOST_OPEN || self.open.iter().filter(|it| it.from == text.from).count() >= MOST_OF_ONE {
            return Put::NoRoom;
        }
        self.serial += 1;
        let serial = self.serial;
        let parts = BTreeMap::from([(number, (text.piece, print))]);
        self.open.push(Set { serial, from: text.from, to: text.to, reference, total, began: now, is_over: false, parts });
        Put::Waits { serial, is_again: false }
    }

    /// One whose time is over, until [`Assembly::done`] is said of it.
    pub fn overdue(&mut self) -> Option<Set> {
        let now = Instant::now();
        let set = self.open.iter_mut().find(|it| it.is_over || it.began + self.patience <= now)?;
        set.is_over = true;
        Some(set.clone())
    }

    /// It was handed over.
    pub fn done(&mut self, set: &Set) {
        self.open.retain(|it| it.serial != set.serial);
        let now = Instant::now();
        self.known.extend(set.parts.values().map(|it| (it.1, now)));
    }
}

impl Set {
    /// The words, with a mark where parts are missing; and whether there was something else in it.
    pub fn words(&self) -> (String, bool) {
        let (mut all, mut had_other, mut run) = (String::new(), false, Vec::new());
        for number in 1..=self.total {
            match self.parts.get(&number) {
                Some((piece, _)) => run.push(piece.clone()),
                None => {
                    had_other |= add(&mut all, &mut run);
                    if !all.ends_with(GAP) {
                        all.push_str(GAP);
                    }
                }
            }
        }
        had_other |= add(&mut all, &mut run);
        (all, had_other)
    }

    /// What it is, for its name.
    pub fn prints(&self) -> Vec<&[u8]> {
        self.parts.values().map(|it| it.1.as_slice()).collect()
    }
}

fn add(all: &mut String, run: &mut Vec<Piece>) -> bool {
    let (more, had_other) = words(run);
    all.push_str(&more);
    run.clear();
    had_other
}

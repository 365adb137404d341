//! What is written in the room: the lane of those who type, and captions. Lines stand in the core as long as the group keeps them;
//! here, as long as the room is open. Captions stand nowhere.
use super::{Bring, Room, Sitter, TakeBack, Waits};
use crate::{
    frame::{self, Line, Tell},
    modality::LONGEST,
};
use actix::{Context, Handler};
use hearth_core::{
    contribution::{Entry, Face},
    id::EntryId,
};
use std::{collections::VecDeque, sync::Arc};

/// Lines that a room remembers for who comes in later; the oldest go first.
const MOST: usize = 200;

#[derive(Default)]
pub struct Lines(VecDeque<(Arc<Entry>, Arc<Face>)>);

impl Lines {
    /// False where it stands there already: what is told twice is said once.
    fn add(&mut self, entry: Arc<Entry>, face: Arc<Face>) -> bool {
        if self.0.iter().any(|(it, _)| it.id == entry.id) {
            return false;
        }
        if self.0.len() >= MOST {
            self.0.pop_front();
        }
        self.0.push_back((entry, face));
        true
    }

    fn remove(&mut self, id: EntryId) {
        self.0.retain(|(it, _)| it.id != id);
    }

    /// What stood there before she came and is hers to read.
    pub fn told(&self, to: &Sitter) {
        for (entry, face) in &self.0 {
            tell(to, entry, face);
        }
    }
}

/// Words are hers from the moment on in which she was let in; her own always. Whether there was room for it.
fn tell(to: &Sitter, entry: &Entry, face: &Face) -> bool {
    let own = to.face.membership == entry.author;
    let Some(words) = entry.words.as_ref().filter(|_| own || entry.at >= to.since) else { return true };
    let line = Line { i: entry.id, name: &face.name, shape: face.shape, staff: face.is_staff(), own, b: &words.body };
    to.queue.push(frame::write(&Tell::Said(line)))
}

impl Room {
    /// From who has the seat for it, while the meeting is not held up; longer ones are no line of speech. What is said aside and what the
    /// others say goes no further by this way either.
    pub(super) fn caption(&mut self, a: u32, b: &str) {
        let Some(among) = self.people.get(&a).filter(|it| it.lane.is_some() && !it.is_held).map(|it| it.among) else { return };
        let b = b.trim();
        if !b.is_empty() && b.chars().count() <= LONGEST {
            self.tell_some(&Tell::Caption { a, b }, |_, it| it.among == among);
        }
    }
}

impl Handler<Bring> for Room {
    type Result = ();

    fn handle(&mut self, order: Bring, _: &mut Context<Room>) {
        let Bring { entry, face } = order;
        if self.lines.add(entry.clone(), face.clone()) {
            let slow: Vec<u32> = self.people.iter().filter(|(_, it)| !tell(it, &entry, &face)).map(|(a, _)| *a).collect();
            slow.into_iter().for_each(|it| self.remove(it, None));
        }
    }
}

impl Handler<TakeBack> for Room {
    type Result = ();

    fn handle(&mut self, TakeBack(i): TakeBack, _: &mut Context<Room>) {
        self.lines.remove(i);
        self.tell_all(&Tell::Unsaid { i }, 0);
    }
}

impl Handler<Waits> for Room {
    type Result = ();

    fn handle(&mut self, Waits(face): Waits, _: &mut Context<Room>) {
        self.tell_some(&Tell::Waits { name: &face.name }, |_, it| it.face.is_staff());
    }
}

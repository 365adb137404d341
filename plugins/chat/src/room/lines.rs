//! What was said in a room, numbered, as far back as it is at hand; who said it; and what went again.
use hearth_core::{
    card::Content,
    clock::Moment,
    contribution::{Entry, Face, Words},
    id::{EntryId, MembershipId},
};
use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

/// Lines that a room has at hand.
pub const MOST: usize = 500;
/// Ids that it knows as told already: what the outbox tells again is not said again.
const KNOWN: usize = 4 * MOST;

pub struct Line {
    pub n: u64,
    pub id: EntryId,
    pub author: MembershipId,
    pub at: Moment,
    pub words: Words,
    pub card: Option<Arc<Content>>,
    /// Who reacted, and how.
    pub reactions: Vec<(MembershipId, u8)>,
}

/// Somebody's number in this room.
pub struct Author {
    pub number: u32,
    pub face: Arc<Face>,
    /// Everybody here has learnt how she appears.
    is_known: bool,
}

#[derive(Default)]
pub struct Lines {
    /// The number of the last thing that happened.
    pub n: u64,
    /// Before this number the room does not know what happened.
    floor: u64,
    lines: VecDeque<Line>,
    /// When, and which line.
    gone: VecDeque<(u64, u64)>,
    known: HashMap<EntryId, u64>,
    order: VecDeque<EntryId>,
    authors: HashMap<MembershipId, Author>,
}

/// What somebody who was away missed.
pub struct Missed<'a> {
    pub lines: Vec<&'a Line>,
    pub gone: Vec<u64>,
}

impl Lines {
    /// Her number.
    pub fn author(&mut self, face: &Arc<Face>) -> u32 {
        let next = self.authors.len() as u32 + 1;
        let known = self.authors.entry(face.membership).or_insert_with(|| Author { number: next, face: face.clone(), is_known: false });
        if !Arc::ptr_eq(&known.face, face) {
            known.is_known &= known.face.name == face.name && known.face.shape == face.shape && known.face.role == face.role;
            known.face = face.clone();
        }
        known.number
    }

    /// Whether somebody here has yet to learn how she appears; from now on nobody has.
    pub fn introduce(&mut self, of: MembershipId) -> bool {
        self.authors.get_mut(&of).is_some_and(|it| !std::mem::replace(&mut it.is_known, true))
    }

    /// Somebody came who has learnt of none but these.
    pub fn knows_only(&mut self, these: &[MembershipId]) {
        self.authors.iter_mut().filter(|(of, _)| !these.contains(of)).for_each(|(_, it)| it.is_known = false);
    }

    pub fn face(&self, of: MembershipId) -> Option<&Author> {
        self.authors.get(&of)
    }

    /// Its number; none where it is there already.
    pub fn add(&mut self, entry: &Entry, card: Option<Arc<Content>>) -> Option<u64> {
        let words = entry.words.clone()?;
        if self.known.contains_key(&entry.id) {
            return None;
        }
        // From before all that is at hand: the outbox tells late what was told long ago.
        if self.lines.len() >= MOST && entry.reasons.is_empty() && self.lines.front().is_some_and(|it| entry.at < it.at) {
            return None;
        }
        self.n += 1;
        self.known.insert(entry.id, self.n);
        self.order.push_back(entry.id);
        self.lines.push_back(Line { n: self.n, id: entry.id, author: entry.author, at: entry.at, words, card, reactions: Vec::new() });
        if self.lines.len() > MOST
            && let Some(old) = self.lines.pop_front()
        {
            self.floor = self.floor.max(old.n);
        }
        if self.order.len() > KNOWN
            && let Some(old) = self.order.pop_front()
        {
            self.known.remove(&old);
        }
        Some(self.n)
    }

    pub fn number(&self, id: EntryId) -> Option<u64> {
        self.known.get(&id).copied()
    }

    pub fn line(&mut self, n: u64) -> Option<&mut Line> {
        let at = self.lines.partition_point(|it| it.n < n);
        self.lines.get_mut(at).filter(|it| it.n == n)
    }

    /// Takes a line away. Its number, where there was one.
    pub fn remove(&mut self, id: EntryId) -> Option<u64> {
        let n = self.known.remove(&id)?;
        self.order.retain(|it| *it != id);
        self.lines.retain(|it| it.n != n);
        self.n += 1;
        self.gone.push_back((self.n, n));
        if self.gone.len() > MOST
            && let Some((old, _)) = self.gone.pop_front()
        {
            self.floor = self.floor.max(old);
        }
        Some(n)
    }

    /// What happened after this number, as far as she may see it; none where the room no longer knows all of it.
    pub fn since(&self, after: u64, may_see: impl Fn(&Line) -> bool) -> Option<Missed<'_>> {
        if after < self.floor || after > self.n {
            return None;
        }
        let from = self.lines.partition_point(|it| it.n <= after);
        let lines = self.lines.range(from..).filter(|it| may_see(it)).collect();
        let gone = self.gone.iter().filter(|(at, line)| *at > after && *line <= after).map(|(_, line)| *line).collect();
        Some(Missed { lines, gone })
    }

    /// The newest lines that she may see, oldest first.
    pub fn newest(&self, most: usize, may_see: impl Fn(&Line) -> bool) -> Vec<&Line> {
        let mut found: Vec<&Line> = self.lines.iter().rev().filter(|it| may_see(it)).take(most).collect();
        found.reverse();
        found
    }
}

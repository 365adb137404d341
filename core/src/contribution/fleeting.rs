//! Entries of groups that keep nothing: in memory only, never on any disk, gone when the group closes or the server stops.
use super::{Draft, Entry};
use crate::{
    Kernel, Result,
    admission::Admission,
    clock::Moment,
    id::{EntryId, GroupId, MembershipId},
    modality::ModalityKey,
    table::entry::{Audience, EntryState},
    vault::digest,
};
use dashmap::DashMap;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The most that a group holds; the oldest go first.
const MOST: usize = 2_000;

/// Whose, and the hash of her own id for it.
type Client = (MembershipId, Vec<u8>);

/// Entries in the order in which they were said, and where to find one without looking through all: by its number, which is
/// `first` for the oldest that is still there.
#[derive(Default)]
struct Said {
    entries: VecDeque<(Client, Entry)>,
    first: u64,
    by_id: HashMap<EntryId, u64>,
    by_client: HashMap<Client, u64>,
    /// What each said to the group, oldest first.
    to_group: HashMap<MembershipId, VecDeque<u64>>,
}

impl Said {
    fn at(&self, number: u64) -> Option<&Entry> {
        self.entries.get(number.checked_sub(self.first)? as usize).map(|(_, it)| it)
    }

    fn add(&mut self, client: Client, entry: Entry) {
        if self.entries.len() >= MOST {
            self.drop_oldest();
        }
        let number = self.first + self.entries.len() as u64;
        self.by_id.insert(entry.id, number);
        self.by_client.insert(client.clone(), number);
        if entry.audience == Audience::Group {
            self.to_group.entry(entry.author).or_default().push_back(number);
        }
        self.entries.push_back((client, entry));
    }

    fn drop_oldest(&mut self) {
        let Some((client, entry)) = self.entries.pop_front() else { return };
        self.by_id.remove(&entry.id);
        self.by_client.remove(&client);
        if entry.audience == Audience::Group
            && let Some(own) = self.to_group.get_mut(&entry.author)
        {
            own.pop_front();
            if own.is_empty() {
                self.to_group.remove(&entry.author);
            }
        }
        self.first += 1;
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().map(|(_, it)| it)
    }
}

#[derive(Default)]
pub struct Fleeting(DashMap<GroupId, Mutex<Said>>);

impl Fleeting {
    /// What a person may read of it now.
    pub fn of(&self, admission: &Admission) -> Vec<Entry> {
        let since = admission.sees_since();
        let may_see =
            |it: &Entry| it.author == admission.membership() || it.state == EntryState::Published && it.at >= since || admission.is_facilitator();
        self.list(admission.group(), |it| it.audience == Audience::Group && may_see(it))
    }

    /// What the group can read now, newest last.
    pub(super) fn recent(&self, group: GroupId, most: usize) -> Vec<Entry> {
        let Some(held) = self.0.get(&group) else { return Vec::new() };
        let said = lock(&held);
        let shown = said.iter().rev().filter(|it| it.audience == Audience::Group && it.state == EntryState::Published && it.words.is_some());
        let mut found: Vec<Entry> = shown.take(most).cloned().collect();
        found.reverse();
        found
    }

    /// What was said on somebody's line with staff, oldest first.
    pub(super) fn line(&self, group: GroupId, of: MembershipId) -> Vec<Entry> {
        self.list(group, |it| is_to_staff(it) && it.line == Some(of))
    }

    /// Everything that was said between people and staff. What stands beside a report is not part of it.
    pub(crate) fn to_staff(&self, group: GroupId) -> Vec<Entry> {
        self.list(group, is_to_staff)
    }

    /// What waits for a facilitator.
    pub(crate) fn held(&self, group: GroupId) -> Vec<Entry> {
        self.list(group, |it| it.state == EntryState::Held)
    }

    pub fn find(&self, group: GroupId, id: EntryId) -> Option<Entry> {
        let held = self.0.get(&group)?;
        let said = lock(&held);
        said.at(*said.by_id.get(&id)?).cloned()
    }

    /// What one person said there, where it still has words.
    pub fn by(&self, group: GroupId, author: MembershipId) -> Vec<Entry> {
        self.list(group, |it| it.author == author && it.words.is_some())
    }

    /// How much somebody said to the group whose words are still there: newest first, and no further than `most`.
    pub(crate) fn count(&self, group: GroupId, author: MembershipId, most: u64, since: Option<Moment>, which: impl Fn(&Entry) -> bool) -> u64 {
        let Some(held) = self.0.get(&group) else { return 0 };
        let said = lock(&held);
        let own = said.to_group.get(&author).into_iter().flat_map(|it| it.iter().rev()).filter_map(|it| said.at(*it));
        let new = own.take_while(|it| since.is_none_or(|since| it.at > since));
        new.filter(|it| it.words.is_some() && which(it)).take(usize::try_from(most).unwrap_or(usize::MAX)).count() as u64
    }

    /// Changes one: releases, hides, or takes its words away.
    pub fn change(&self, group: GroupId, id: EntryId, how: impl FnOnce(&mut Entry)) -> Option<Entry> {
        let held = self.0.get(&group)?;
        let mut said = lock(&held);
        let number = *said.by_id.get(&id)?;
        let at = number.checked_sub(said.first)? as usize;
        let (_, entry) = said.entries.get_mut(at)?;
        how(entry);
        Some(entry.clone())
    }

    /// Lets go of everything of a group.
    pub fn close(&self, group: GroupId) {
        self.0.remove(&group);
    }

    fn list(&self, group: GroupId, which: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        let Some(held) = self.0.get(&group) else { return Vec::new() };
        lock(&held).iter().filter(|it| which(it)).cloned().collect()
    }
}

fn is_to_staff(entry: &Entry) -> bool {
    entry.audience == Audience::Staff && entry.thread.is_none()
}

fn lock(said: &Mutex<Said>) -> MutexGuard<'_, Said> {
    said.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn store(kernel: &Kernel, admission: &Admission, modality: ModalityKey, draft: Draft, reasons: &[&'static str]) -> Result<Entry> {
    let (group, author) = (admission.group(), admission.membership());
    let client = (author, digest(draft.client_id.as_bytes()));
    let known = kernel.fleeting.0.get(&group);
    let held = match known {
        Some(it) => it,
        None => kernel.fleeting.0.entry(group).or_default().downgrade(),
    };
    let mut said = lock(&held);
    if let Some(before) = said.by_client.get(&client).and_then(|it| said.at(*it)) {
        return Ok(before.clone());
    }
    // Under the lock: what stands later was said later.
    let now = kernel.clock.now();
    let entry = Entry {
        id: EntryId::new(),
        group,
        author,
        modality,
        audience: draft.audience,
        line: (draft.audience == Audience::Staff).then(|| draft.line.unwrap_or(author)),
        thread: draft.thread,
        state: if reasons.is_empty() { EntryState::Published } else { EntryState::Held },
        words: Some(draft.words),
        proposal: None,
        reasons: reasons.iter().map(|it| (*it).to_owned()).collect(),
        at: now,
        published: reasons.is_empty().then_some(now),
        edited: None,
        keep_until: now,
        client_id: None,
    };
    said.add(client, entry.clone());
    Ok(Entry { client_id: Some(draft.client_id), ..entry })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(author: MembershipId, audience: Audience, at: i64) -> Entry {
        let line = (audience == Audience::Staff).then_some(author);
        Entry { author, audience, at: Moment(at), line, words: Some(Default::default()), ..nothing() }
    }

    fn nothing() -> Entry {
        Entry {
            id: EntryId::new(),
            group: GroupId::new(),
            author: MembershipId::new(),
            modality: "chat",
            audience: Audience::Group,
            line: None,
            thread: None,
            state: EntryState::Published,
            words: None,
            proposal: None,
            reasons: Vec::new(),
            at: Moment(0),
            published: None,
            edited: None,
            keep_until: Moment(0),
            client_id: None,
        }
    }

    /// The index says what looking through everything would say, also after the oldest went.
    #[test]
    fn what_is_found_by_the_index_is_what_is_there() {
        let (fleeting, group) = (Fleeting::default(), GroupId::new());
        let people: Vec<MembershipId> = (0..3).map(|_| MembershipId::new()).collect();
        for number in 0..MOST + 700 {
            let audience = if number % 5 == 0 { Audience::Staff } else { Audience::Group };
            let it = entry(people[number % 3], audience, number as i64);
            lock(&fleeting.0.entry(group).or_default()).add((it.author, number.to_be_bytes().to_vec()), it);
        }
        let all = fleeting.list(group, |_| true);
        assert_eq!((all.len(), all[0].at), (MOST, Moment(700)));
        assert!(all.iter().all(|it| fleeting.find(group, it.id).is_some_and(|found| found.at == it.at)));
        for since in [0, 900, 2_000, 2_690, 5_000] {
            let of = |who: MembershipId| {
                all.iter().filter(|it| it.author == who && it.audience == Audience::Group && it.at > Moment(since)).count() as u64
            };
            for who in &people {
                assert_eq!(fleeting.count(group, *who, 1_000, Some(Moment(since)), |_| true), of(*who));
            }
        }
        assert_eq!(fleeting.count(group, people[0], 1, None, |it| it.state == EntryState::Held), 0);
        fleeting.change(group, all[5].id, |it| it.state = EntryState::Held);
        assert!((fleeting.count(group, all[5].author, 1, None, |it| it.state == EntryState::Held) == 1) == (all[5].audience == Audience::Group));
    }
}

//! Entries of groups that keep nothing: in memory only, never on any disk, gone when the group closes or the server stops.
use super::{Draft, Entry};
use crate::{
    Kernel, Result,
    admission::Admission,
    id::{EntryId, GroupId, MembershipId},
    modality::ModalityKey,
    table::entry::{Audience, EntryState},
    vault::digest,
};
use dashmap::DashMap;
use std::sync::Mutex;

/// The most that a group holds; the oldest go first.
const MOST: usize = 2_000;

/// Entries in the order in which they were said, each with the hash of its sender's own id for it.
type Said = Vec<(Vec<u8>, Entry)>;

#[derive(Default)]
pub struct Fleeting(DashMap<GroupId, Mutex<Said>>);

impl Fleeting {
    /// What a person may read of it now.
    pub fn of(&self, admission: &Admission) -> Vec<Entry> {
        let Some(held) = self.0.get(&admission.group()) else { return Vec::new() };
        let joined = admission.sees_since();
        let entries = held.lock().unwrap_or_else(|it| it.into_inner());
        let may_see =
            |it: &&Entry| it.author == admission.membership() || it.state == EntryState::Published && it.at >= joined || admission.is_facilitator();
        entries.iter().map(|(_, it)| it).filter(|it| it.audience == Audience::Group).filter(may_see).cloned().collect()
    }

    /// What was said on somebody's line with staff, oldest first.
    pub(super) fn line(&self, group: GroupId, of: MembershipId) -> Vec<Entry> {
        self.to_staff(group).into_iter().filter(|it| it.line == Some(of)).collect()
    }

    /// Everything that was said between people and staff. What stands beside a report is not part of it.
    pub(crate) fn to_staff(&self, group: GroupId) -> Vec<Entry> {
        let Some(held) = self.0.get(&group) else { return Vec::new() };
        let entries = held.lock().unwrap_or_else(|it| it.into_inner());
        entries.iter().map(|(_, it)| it).filter(|it| it.audience == Audience::Staff && it.thread.is_none()).cloned().collect()
    }

    /// What waits for a facilitator.
    pub(crate) fn held(&self, group: GroupId) -> Vec<Entry> {
        let Some(held) = self.0.get(&group) else { return Vec::new() };
        let entries = held.lock().unwrap_or_else(|it| it.into_inner());
        entries.iter().map(|(_, it)| it).filter(|it| it.state == EntryState::Held).cloned().collect()
    }

    pub fn find(&self, group: GroupId, id: EntryId) -> Option<Entry> {
        let held = self.0.get(&group)?;
        let entries = held.lock().unwrap_or_else(|it| it.into_inner());
        entries.iter().map(|(_, it)| it).find(|it| it.id == id).cloned()
    }

    /// What one person said there, where it still has words.
    pub fn by(&self, group: GroupId, author: MembershipId) -> Vec<Entry> {
        let Some(held) = self.0.get(&group) else { return Vec::new() };
        let entries = held.lock().unwrap_or_else(|it| it.into_inner());
        entries.iter().map(|(_, it)| it).filter(|it| it.author == author && it.words.is_some()).cloned().collect()
    }

    /// Changes one: releases, hides, or takes its words away.
    pub fn change(&self, group: GroupId, id: EntryId, how: impl FnOnce(&mut Entry)) -> Option<Entry> {
        let held = self.0.get(&group)?;
        let mut entries = held.lock().unwrap_or_else(|it| it.into_inner());
        let (_, entry) = entries.iter_mut().find(|(_, it)| it.id == id)?;
        how(entry);
        Some(entry.clone())
    }

    /// Lets go of everything of a group.
    pub fn close(&self, group: GroupId) {
        self.0.remove(&group);
    }
}

pub(super) fn store(kernel: &Kernel, admission: &Admission, modality: ModalityKey, draft: Draft, reasons: &[&'static str]) -> Result<Entry> {
    let now = kernel.clock.now();
    let mut client = digest(draft.client_id.as_bytes());
    client.extend_from_slice(admission.membership().0.as_bytes());
    let entry = Entry {
        id: EntryId::new(),
        group: admission.group(),
        author: admission.membership(),
        modality,
        audience: draft.audience,
        line: (draft.audience == Audience::Staff).then(|| draft.line.unwrap_or(admission.membership())),
        thread: draft.thread,
        state: if reasons.is_empty() { EntryState::Published } else { EntryState::Held },
        words: Some(draft.words),
        proposal: None,
        reasons: reasons.iter().map(|it| (*it).to_owned()).collect(),
        at: now,
        published: reasons.is_empty().then_some(now),
        edited: None,
        keep_until: now,
    };
    let held = kernel.fleeting.0.entry(entry.group).or_default();
    let mut entries = held.lock().unwrap_or_else(|it| it.into_inner());
    if let Some((_, before)) = entries.iter().find(|(it, _)| *it == client) {
        return Ok(before.clone());
    }
    if entries.len() >= MOST {
        entries.remove(0);
    }
    entries.push((client, entry.clone()));
    Ok(entry)
}

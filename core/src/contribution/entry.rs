//! What was said, opened for those who may read it.
use super::Words;
use crate::{
    Kernel, Result,
    clock::Moment,
    id::{EntryId, GroupId, MembershipId},
    modality::ModalityKey,
    table::entry::{self, Audience, EntryState},
    vault::{Owner, Place},
};
use anyhow::Context;
use std::collections::{HashMap, hash_map};
use uuid::Uuid;

/// An entry and its words. `words` is none where they are gone.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: EntryId,
    pub group: GroupId,
    pub author: MembershipId,
    pub modality: ModalityKey,
    pub audience: Audience,
    pub line: Option<MembershipId>,
    pub thread: Option<Uuid>,
    pub state: EntryState,
    pub words: Option<Words>,
    /// What staff propose to let through instead.
    pub proposal: Option<Words>,
    /// Why it was held: codes.
    pub reasons: Vec<String>,
    pub at: Moment,
    pub published: Option<Moment>,
    pub edited: Option<Moment>,
    pub keep_until: Moment,
    /// The sender's own id for it, in the moment in which it is said for the first time; never afterwards.
    pub client_id: Option<String>,
}

/// Where an entry's words are sealed.
pub(super) fn place(group: GroupId, entry: EntryId, column: &'static str) -> Place {
    Place::of("entries", column, entry.0).within(group.0)
}

/// Opens one row.
pub async fn open(kernel: &Kernel, row: entry::Model) -> Result<Entry> {
    Ok(open_all(kernel, vec![row]).await?.pop().context("one row makes one entry")?)
}

/// Opens many rows: each author's key is looked up once. Words whose key was destroyed are gone, as if never there.
pub async fn open_all(kernel: &Kernel, rows: Vec<entry::Model>) -> Result<Vec<Entry>> {
    let mut keys = HashMap::new();
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let author = row.author;
        if row.words.is_some()
            && let hash_map::Entry::Vacant(unknown) = keys.entry(author)
        {
            unknown.insert(kernel.vault.find(Owner::Membership(row.group, author)).await?);
        }
        let key = keys.get(&author).and_then(|it| it.as_ref());
        let read = |sealed: &Option<crate::vault::Sealed>, column| -> Result<Option<Words>> {
            match (sealed, key) {
                (Some(sealed), Some(key)) => Ok(Some(key.open(place(row.group, row.id, column), sealed)?)),
                _ => Ok(None),
            }
        };
        entries.push(Entry {
            words: read(&row.words, "words")?,
            proposal: read(&row.proposal, "proposal")?,
            id: row.id,
            group: row.group,
            author,
            modality: kernel.modality(&row.modality).map_or("gone", |it| it.key()),
            audience: row.audience,
            line: row.line,
            thread: row.thread,
            state: row.state,
            reasons: serde_json::from_str(&row.reasons).unwrap_or_default(),
            at: row.at,
            published: row.published,
            edited: row.edited,
            keep_until: row.keep_until,
            client_id: None,
        });
    }
    Ok(entries)
}

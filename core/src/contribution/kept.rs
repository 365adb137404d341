//! Entries that are kept: sealed, in the database, until their time.
use super::{Draft, Entry, entry::place, open, open_all};
use crate::{
    Kernel, Result,
    admission::Admission,
    clock::HOUR,
    event::{self, EntryHeld, EntryPublished},
    group::ways,
    id::EntryId,
    modality::Modality,
    store::Tx,
    table::entry::{self, Audience, EntryState},
    vault::{Owner, digest},
};
use anyhow::Context;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func, OnConflict},
};
use std::sync::Arc;
use uuid::Uuid;

/// Stores an entry, the modality's own rows, and what is owed to handlers, in one transaction.
pub(super) async fn store(
    kernel: &Kernel,
    admission: &Admission,
    modality: Arc<dyn Modality>,
    draft: Draft,
    reasons: &[&'static str],
) -> Result<Entry> {
    let (group, author) = (admission.group(), admission.membership());
    let client = digest(draft.client_id.as_bytes());
    let now = kernel.clock.now();
    let id = EntryId::new();
    let key = kernel.vault.key(Owner::Membership(group, author)).await?;
    let words = key.seal(place(group, id, "words"), &draft.words)?;
    let is_held = !reasons.is_empty();
    let entry = Entry {
        id,
        group,
        author,
        modality: modality.key(),
        audience: draft.audience,
        line: (draft.audience == Audience::Staff).then(|| draft.line.unwrap_or(author)),
        thread: draft.thread,
        state: if is_held { EntryState::Held } else { EntryState::Published },
        words: Some(draft.words.clone()),
        proposal: None,
        reasons: reasons.iter().map(|it| (*it).to_owned()).collect(),
        at: now,
        published: (!is_held).then_some(now),
        edited: None,
        keep_until: now + HOUR * admission.standing().group.keep_hours.unwrap_or(0).max(0) as u32,
        client_id: Some(draft.client_id.clone()),
    };
    let row = entry::ActiveModel {
        seq: NotSet,
        id: Set(id),
        group: Set(group),
        author: Set(author),
        modality: Set(entry.modality.into()),
        audience: Set(entry.audience),
        line: Set(entry.line),
        thread: Set(entry.thread),
        state: Set(entry.state),
        words: Set(Some(words)),
        proposal: Set(None),
        reasons: Set(serde_json::to_string(&entry.reasons)?),
        at: Set(now),
        published: Set(entry.published),
        edited: Set(None),
        keep_until: Set(entry.keep_until),
        client: Set(client.clone()),
    };
    let linked = ways::linked(kernel, &admission.standing().group);
    let modalities: Vec<_> = std::iter::once(modality).chain(linked.iter().filter_map(|it| kernel.modality(it).cloned())).collect();
    let (kernel_in, entry_in, draft) = (kernel.clone(), entry.clone(), Arc::new(draft));
    // Where other nodes tell what this one stored, nobody would come to take the note.
    if kernel.store.is_alone() && !is_held {
        kernel.tellings.begin(id);
    }
    let stored = kernel
        .store
        .write(async move |tx: &Tx| {
            // Said twice it is there once, also where both copies race to here, from whichever node: the table takes one.
            let once = OnConflict::columns([entry::Column::Author, entry::Column::Client]).do_nothing().to_owned();
            if entry::Entity::insert(row.clone()).on_conflict(once).exec_without_returning(tx).await? == 0 {
                let twin = entry::Entity::find().filter(entry::Column::Author.eq(author)).filter(entry::Column::Client.eq(client.clone()));
                return Ok(Some(twin.one(tx).await?.context("what was said before is there")?));
            }
            for modality in &modalities {
                modality.record(&kernel_in, tx, &entry_in, &draft).await?;
            }
            match entry_in.state {
                EntryState::Held => event::record(&kernel_in, tx, &EntryHeld { entry: id, group }).await?,
                _ => event::record(&kernel_in, tx, &EntryPublished { entry: id, group }).await?,
            }
            Ok(None)
        })
        .await;
    if !matches!(stored, Ok(None)) {
        kernel.tellings.forget(id);
    }
    match stored? {
        Some(twin) => open(kernel, twin).await,
        None => Ok(entry),
    }
}

/// An entry that this person may see; none otherwise.
pub async fn by_id(kernel: &Kernel, admission: &Admission, id: EntryId) -> Result<Option<Entry>> {
    let row = entry::Entity::find().filter(entry::Column::Id.eq(id)).filter(visible(admission)).one(kernel.store.reader()).await?;
    match row {
        Some(row) => Ok(Some(open(kernel, row).await?)),
        None => Ok(None),
    }
}

/// Which part of a conversation, counted in entries from its beginning.
#[derive(Debug, Clone, Copy)]
pub struct ThreadPage {
    pub skip: u64,
    pub take: u64,
}

/// A conversation as this person may see it, oldest first, and how many entries it has for her.
pub async fn thread(kernel: &Kernel, admission: &Admission, thread: Uuid, page: ThreadPage) -> Result<(Vec<Entry>, u64)> {
    let all = entry::Entity::find().filter(entry::Column::Thread.eq(thread)).filter(visible(admission));
    let reader = kernel.store.reader();
    let rows = all.clone().order_by_asc(entry::Column::Seq).offset(page.skip).limit(page.take).all(reader).await?;
    let count = match page.skip == 0 && (rows.len() as u64) < page.take {
        true => rows.len() as u64,
        false => all.count(reader).await?,
    };
    Ok((open_all(kernel, rows).await?, count))
}

/// Those of these entries that she may see. The group is written so that no index answers for it: SQLite, which does not know how
/// many entries a group has, would rather read the whole group than look for twenty ids.
pub(crate) fn visible_among(admission: &Admission, ids: Vec<EntryId>) -> Condition {
    let group = || Expr::col((entry::Entity, entry::Column::Group));
    let in_group = sea_orm::ExprTrait::eq(Expr::from(Func::coalesce([group(), group()])), admission.group());
    Condition::all().add(entry::Column::Id.is_in(ids)).add(in_group).add(within_group(admission))
}

/// Entries of the group that she may see: published since she joined, her own while they wait, and those whose place is
/// marked as removed. Facilitators see what is held, too. Private lines are elsewhere.
pub(crate) fn visible(admission: &Admission) -> Condition {
    Condition::all().add(entry::Column::Group.eq(admission.group())).add(within_group(admission))
}

fn within_group(admission: &Admission) -> Condition {
    let for_all = Condition::all().add(entry::Column::Audience.eq(Audience::Group));
    if admission.is_facilitator() {
        return for_all;
    }
    let shown = [EntryState::Published, EntryState::Removed, EntryState::Withdrawn];
    let own = Condition::all()
        .add(entry::Column::Author.eq(admission.membership()))
        .add(entry::Column::State.is_in([EntryState::Held, EntryState::Hidden]));
    // Said before she came: not hers to read, also where it was let through after. What nobody ever saw leaves no mark.
    let since = admission.sees_since();
    let since = Condition::all().add(entry::Column::State.is_in(shown)).add(entry::Column::Published.is_not_null()).add(entry::Column::At.gte(since));
    for_all.add(Condition::any().add(since).add(own))
}

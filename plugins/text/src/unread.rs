//! What waits for somebody who takes part by texts: every entry that came since, until she was sent it. Nothing is passed over: what was let
//! through late, or what a day's budget left over, is there when she says OPEN.
use crate::{
    coding,
    settings::Text as Settings,
    table::{
        seat::{self as seats, Rest},
        unread::{Column, Entity, Model},
    },
};
use futures_util::future::try_join_all;
use hearth_core::{
    Kernel, Result,
    contribution::{self, Entry, faces},
    id::{EntryId, GroupId, MembershipId},
    locale::Language,
    settings,
    store::Tx,
    table::{
        entry::{self, Audience, EntryState},
        membership,
    },
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, OnConflict, Query},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Instead of a number of characters: she has all of it. The row stays as long as its entry: an entry is told again where several
/// nodes run, and after a restart, and is not to be new to her again.
const DONE: i32 = -1;
/// No text is made of more entries than this.
const LOOKED_AT: u64 = 30;

/// Notes an entry for everyone who takes part by texts and may see it: one statement, however many they are. For the transaction that stores
/// the entry: what many say at once is noted by one commit.
pub async fn note(tx: &Tx, entry: &Entry) -> Result<()> {
    let Some(seats) = whose(entry) else { return Ok(()) };
    let each =
        seats.select_only().column(seats::Column::Membership).expr(Expr::value(entry.group.0)).expr(Expr::value(entry.id.0)).expr(Expr::value(0_i32));
    let once = OnConflict::columns([Column::Membership, Column::Entry]).do_nothing().to_owned();
    let mut note = Query::insert();
    note.into_table(Entity).columns([Column::Membership, Column::Group, Column::Entry, Column::Sent]);
    note.select_from(each.into_query())?.on_conflict(once);
    tx.execute(&note).await?;
    Ok(())
}

/// Notes it for those for whom it is not noted yet: they came while it was stored, or it was let through late. Where it was noted as it was
/// stored, this only reads.
pub async fn note_missing(kernel: &Kernel, entry: &Entry) -> Result<()> {
    let Some(seats) = whose(entry) else { return Ok(()) };
    let noted = Entity::find().select_only().column(Column::Membership).filter(Column::Entry.eq(entry.id));
    let missing = seats.filter(seats::Column::Membership.not_in_subquery(noted.into_query()));
    if missing.one(kernel.store.reader()).await?.is_none() {
        return Ok(());
    }
    let entry = entry.clone();
    kernel.store.write(async move |tx: &Tx| note(tx, &entry).await).await
}

/// Those for whom it waits: not whoever said it, and where it is for staff, the one alone whose line it is.
fn whose(entry: &Entry) -> Option<Select<seats::Entity>> {
    // A number that may be in other hands gathers nothing.
    let is_hers = Condition::any().add(seats::Column::Rests.is_null()).add(seats::Column::Rests.is_not_in([Rest::Gone, Rest::Silent]));
    let hers = seats::Entity::find().filter(is_hers).filter(seats::Column::Membership.ne(entry.author));
    match (entry.audience, entry.line) {
        (Audience::Group, _) => Some(hers.filter(seats::Column::Group.eq(entry.group))),
        (Audience::Staff, Some(line)) => Some(hers.filter(seats::Column::Membership.eq(line))),
        (Audience::Staff, None) => None,
    }
}

/// How many wait for her.
pub async fn count(kernel: &Kernel, membership: MembershipId) -> Result<u64> {
    Ok(Entity::find().filter(Column::Membership.eq(membership)).filter(Column::Sent.ne(DONE)).count(kernel.store.reader()).await?)
}

/// An entry that is out of sight waits for nobody.
pub async fn let_go(kernel: &Kernel, entry: EntryId) -> Result<()> {
    strike(kernel, Expr::col(Column::Entry).eq(entry.0).and(Expr::col(Column::Sent).ne(DONE))).await
}

pub async fn let_go_of_group(kernel: &Kernel, group: GroupId) -> Result<()> {
    strike(kernel, Column::Group.eq(group)).await
}

pub async fn forget(tx: &Tx, membership: MembershipId) -> Result<()> {
    Entity::delete_many().filter(Column::Membership.eq(membership)).exec(tx).await?;
    Ok(())
}

/// Rows of entries that are gone.
pub async fn sweep(kernel: &Kernel) -> Result<()> {
    let alive = entry::Entity::find().select_only().column(entry::Column::Id);
    strike(kernel, Column::Entry.not_in_subquery(alive.into_query())).await
}

async fn strike(kernel: &Kernel, which: Expr) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_many().filter(which.clone()).exec(tx).await?;
            Ok(())
        })
        .await
}

/// As much as one text takes of what waits.
#[derive(Debug, Clone)]
pub struct Piece {
    pub words: String,
    /// More waits after it.
    pub has_more: bool,
    /// The conversation of the last entry in it.
    pub thread: Option<Uuid>,
    /// The last entry in it.
    pub last: EntryId,
    /// Sent whole with it.
    done: Vec<i64>,
    /// Sent up to this many characters.
    begun: Option<(i64, i32)>,
}

impl Piece {
    /// Characters of its last entry that are sent with it and before; none where it is sent whole.
    pub fn sent_of_it(&self) -> i32 {
        self.begun.map_or(0, |it| it.1)
    }

    /// It was sent: nothing of it waits any more.
    pub async fn is_sent(&self, tx: &Tx) -> Result<()> {
        if !self.done.is_empty() {
            let done = Entity::update_many().col_expr(Column::Sent, Expr::value(DONE)).filter(Column::Id.is_in(self.done.clone()));
            done.exec(tx).await?;
        }
        if let Some((id, sent)) = self.begun {
            Entity::update_many().col_expr(Column::Sent, Expr::value(sent)).filter(Column::Id.eq(id)).exec(tx).await?;
        }
        Ok(())
    }
}

/// The next piece of what waits for her, oldest first; none where nothing does. What she may not read any more is passed over.
pub async fn next(kernel: &Kernel, place: &membership::Model, language: Language) -> Result<Option<Piece>> {
    let rows = Entity::find().filter(Column::Membership.eq(place.id)).filter(Column::Sent.ne(DONE)).order_by_asc(Column::Id).limit(LOOKED_AT + 1);
    let rows: Vec<Model> = rows.all(kernel.store.reader()).await?;
    let entries = readable(kernel, place, rows.iter().map(|it| it.entry).collect()).await?;
    let gone: Vec<i64> = rows.iter().filter(|it| !entries.contains_key(&it.entry)).map(|it| it.id).collect();
    let waiting: Vec<(&Model, &Entry)> = rows.iter().filter_map(|it| entries.get(&it.entry).map(|entry| (it, entry))).collect();
    if !gone.is_empty() {
        strike(kernel, Column::Id.is_in(gone)).await?;
    }
    let Some(first) = waiting.first() else { return Ok(None) };
    let set = settings::shared::<Settings>(kernel, Some(place.group)).await?;
    let known = faces(kernel, place.group, entries.values().map(|it| it.author)).await?;
    let say = |key: &str| kernel.words.say(language, key, &[]);
    let (more, staff) = (say("text-say-more"), say("text-say-from-staff"));
    let fits = |words: &str| coding::count(&shape(words, set.simple_letters)).parts <= set.longest_parts as usize;
    let mut piece = Piece { words: String::new(), has_more: false, thread: None, last: first.1.id, done: Vec::new(), begun: None };
    for (at, (row, entry)) in waiting.iter().enumerate() {
        let name = match (entry.audience, known.get(&entry.author)) {
            (Audience::Staff, _) => staff.clone(),
            (Audience::Group, face) => face.map(|it| it.name.clone()).unwrap_or_default(),
        };
        let line = line(entry, &name, row.sent as usize);
        let joined = if piece.words.is_empty() { line.clone() } else { format!("{}\n{line}", piece.words) };
        let is_last = at + 1 == rows.len();
        if fits(&if is_last { joined.clone() } else { format!("{joined}\n{more}") }) {
            (piece.words, piece.thread, piece.last) = (joined, entry.thread, entry.id);
            piece.done.push(row.id);
            continue;
        }
        piece.has_more = true;
        if piece.words.is_empty() {
            let (cut, sent) = cut(&line, &more, fits);
            (piece.words, piece.thread, piece.last) = (cut, entry.thread, entry.id);
            let before = line.chars().count() - text(entry).chars().count().saturating_sub(row.sent as usize);
            piece.begun = Some((row.id, row.sent + i32::try_from(sent.saturating_sub(before)).unwrap_or(i32::MAX)));
        }
        break;
    }
    piece.has_more |= rows.len() as u64 > LOOKED_AT && piece.done.len() == waiting.len();
    if piece.has_more {
        piece.words = format!("{}\n{more}", piece.words);
    }
    piece.words = shape(&piece.words, set.simple_letters);
    Ok(Some(piece))
}

/// How it is written: in simpler letters, where that makes it cheaper and loses nothing.
pub fn shape(words: &str, is_simple: bool) -> String {
    match is_simple {
        true => coding::plain(words),
        false => words.to_owned(),
    }
}

fn text(entry: &Entry) -> String {
    let Some(words) = &entry.words else { return String::new() };
    let parts = [words.heading.as_deref(), words.note.as_deref(), Some(words.body.as_str())];
    parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// An entry with the name of whoever said it, from where the last piece of it ended.
fn line(entry: &Entry, name: &str, sent: usize) -> String {
    let words = text(entry);
    let rest: String = words.chars().skip(sent).collect();
    match sent {
        0 => format!("{name}: {rest}"),
        _ => format!("{name}: …{rest}"),
    }
}

/// As much of a line as one text takes, and how many characters of it that is. It ends between words, where it can.
fn cut(line: &str, more: &str, fits: impl Fn(&str) -> bool) -> (String, usize) {
    let all: Vec<char> = line.chars().collect();
    let with = |count: usize| format!("{}…\n{more}", all[..count].iter().collect::<String>());
    let (mut low, mut high) = (1, all.len());
    while low < high {
        let middle = (low + high).div_ceil(2);
        match fits(&with(middle)) {
            true => low = middle,
            false => high = middle - 1,
        }
    }
    let space = all[..low].iter().rposition(|it| it.is_whitespace()).filter(|it| *it > low / 2);
    let count = space.map_or(low, |it| it + 1);
    (format!("{}…", all[..count].iter().collect::<String>().trim_end()), count)
}

/// Those of these entries that she may read now.
async fn readable(kernel: &Kernel, place: &membership::Model, ids: Vec<EntryId>) -> Result<HashMap<EntryId, Entry>> {
    let asked = ids.into_iter().map(|id| kernel.store.row::<entry::Entity>(entry::Column::Id, id));
    let found = try_join_all(asked).await?.into_iter().flatten();
    let is_hers = |it: &entry::Model| {
        let is_said_to_her = it.audience == Audience::Group || it.line == Some(place.id);
        it.group == place.group && it.state == EntryState::Published && it.at >= place.joined && is_said_to_her
    };
    let opened = contribution::open_all(kernel, found.filter(is_hers).collect()).await?;
    Ok(opened.into_iter().filter(|it| it.words.is_some()).map(|it| (it.id, it)).collect())
}

//! As much of what waits for somebody as one text takes.
use super::waiting::{self, Found, LOOKED_AT, Stands, Waiting};
use crate::{
    coding, seat,
    settings::Text as Settings,
    table::{
        seat::Model as Seat,
        unread::{ActiveModel, Column, Entity},
    },
};
use hearth_core::{
    Kernel, Result,
    contribution::{Entry, faces},
    id::{EntryId, GroupId, MembershipId},
    locale::Language,
    settings,
    store::Tx,
    table::{entry::Audience, membership},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::OnConflict,
};
use std::{cell::LazyCell, collections::BTreeMap};
use uuid::Uuid;

/// As much of what waits as one text takes.
#[derive(Debug, Clone)]
pub struct Piece {
    pub words: String,
    /// More waits after it.
    pub has_more: bool,
    /// The conversation of the last entry in it.
    pub thread: Option<Uuid>,
    /// The last entry in it.
    pub last: EntryId,
    membership: MembershipId,
    group: GroupId,
    /// Rows apart that are sent whole with it.
    done: Vec<i64>,
    /// Her place in the feed after it, where it brings anything of the feed.
    read: Option<i64>,
    /// What is out of sight, by its position: kept apart for her where she comes past it.
    unseen: Vec<(i64, EntryId)>,
    /// The last entry goes in several texts: characters of it that she has then.
    begun: Option<i32>,
}

impl Piece {
    /// Characters of its last entry that are sent with it and before; none where it is sent whole.
    pub fn sent_of_it(&self) -> i32 {
        self.begun.unwrap_or(0)
    }

    /// They were sent: nothing of them waits any more. Whoever comes as far as others by it is moved on with them, by one statement.
    pub async fn are_sent(pieces: impl Iterator<Item = &Piece>, tx: &Tx) -> Result<()> {
        let mut further: BTreeMap<i64, Vec<MembershipId>> = BTreeMap::new();
        for it in pieces {
            if !it.done.is_empty() {
                Entity::delete_many().filter(Column::Id.is_in(it.done.clone())).exec(tx).await?;
            }
            if let Some(sent) = it.begun {
                let row = ActiveModel { id: NotSet, membership: Set(it.membership), group: Set(it.group), entry: Set(it.last), sent: Set(sent) };
                let over = OnConflict::columns([Column::Membership, Column::Entry]).update_column(Column::Sent).to_owned();
                Entity::insert(row).on_conflict(over).exec_without_returning(tx).await?;
            }
            if let Some(position) = it.read {
                further.entry(position).or_default().push(it.membership);
                waiting::keep_apart(tx, it.membership, it.group, position, &it.unseen).await?;
            }
        }
        for (position, who) in further {
            seat::read_until(tx, who, position).await?;
        }
        Ok(())
    }

    fn takes(&mut self, it: &Waiting, words: String) {
        (self.words, self.thread, self.last) = (words, it.entry.thread, it.entry.id);
        match it.stands {
            Stands::Apart(id) => self.done.push(id),
            Stands::Ahead(position) => self.read = Some(position),
        }
    }

    fn begins(&mut self, it: &Waiting, words: String, sent: i32) {
        (self.words, self.thread, self.last, self.begun) = (words, it.entry.thread, it.entry.id, Some(sent));
        if let Stands::Ahead(position) = it.stands {
            self.read = Some(position);
        }
    }
}

/// The next piece of what waits for her, oldest first; none where nothing does. What she may not read any more is passed over.
pub async fn next(kernel: &Kernel, place: &membership::Model, seat: &Seat, language: Language) -> Result<Option<Piece>> {
    let Found { waiting, unseen } = waiting::find(kernel, place, seat).await?;
    let Some(first) = waiting.first() else { return Ok(None) };
    let set = settings::shared::<Settings>(kernel, Some(place.group)).await?;
    let known = faces(kernel, place.group, waiting.iter().map(|it| it.entry.author)).await?;
    let say = |key: &str| kernel.words.say(language, key, &[]);
    let (more, staff) = (LazyCell::new(|| say("text-say-more")), LazyCell::new(|| say("text-say-from-staff")));
    let fits = |words: &str| coding::count(&shape(words, set.simple_letters)).parts <= set.longest_parts as usize;
    let mut piece = Piece {
        words: String::new(),
        has_more: false,
        thread: None,
        last: first.entry.id,
        membership: place.id,
        group: place.group,
        done: Vec::new(),
        read: None,
        unseen,
        begun: None,
    };
    for (at, it) in waiting.iter().enumerate() {
        let name = match (it.entry.audience, known.get(&it.entry.author)) {
            (Audience::Staff, _) => staff.clone(),
            (Audience::Group, face) => face.map(|it| it.name.clone()).unwrap_or_default(),
        };
        let line = line(&it.entry, &name, it.sent);
        let joined = if piece.words.is_empty() { line.clone() } else { format!("{}\n{line}", piece.words) };
        let is_last = at + 1 == waiting.len();
        if at < LOOKED_AT && fits(&if is_last { joined.clone() } else { format!("{joined}\n{}", *more) }) {
            piece.takes(it, joined);
            continue;
        }
        piece.has_more = true;
        if piece.words.is_empty() {
            let (cut, sent) = cut(&line, &more, fits);
            let before = line.chars().count() - text(&it.entry).chars().count().saturating_sub(it.sent);
            let sent = it.sent + sent.saturating_sub(before);
            piece.begins(it, cut, i32::try_from(sent).unwrap_or(i32::MAX));
        }
        break;
    }
    if piece.has_more {
        piece.words = format!("{}\n{}", piece.words, *more);
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

//! What is owed to those who take part outside the browser, and its way to the gate. An entry owes each of them one message by her medium,
//! written down with the entry's telling; it is struck out when the gate has it: sent, kept for her hour, or not for her. Cut short
//! anywhere it goes again, under the same id.
mod sending;

pub use sending::{keep_sending, send_due, taken_up};

use super::{Medium, waiting};
use crate::{
    Kernel, Result,
    clock::{DAY, Moment},
    contribution::Entry,
    id::{EntryId, GroupId, MembershipId, PersonId},
    store::Tx,
    table::{
        entry::Audience,
        mark,
        owed::{ActiveModel, Column, Entity, Kind, Model},
        owing,
    },
};
use async_trait::async_trait;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, OnConflict},
};
use std::collections::HashMap;
use tokio::sync::Notify;

/// Rows of one statement: PostgreSQL takes 65,535 values, SQLite 32,766.
const ROWS: usize = 1000;

/// What comes to somebody by a medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sea_orm::EnumIter, sea_orm::DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    #[sea_orm(string_value = "nothing")]
    Nothing,
    /// One neutral sentence, and no other before she has looked.
    #[sea_orm(string_value = "notice")]
    Notice,
    #[sea_orm(string_value = "whole")]
    Whole,
    /// What was said in a while, together.
    #[sea_orm(string_value = "digest")]
    Digest,
}

impl Mode {
    /// Whether what others say comes to her as they said it.
    pub fn brings_words(self) -> bool {
        matches!(self, Mode::Whole | Mode::Digest)
    }
}

/// How somebody takes part by a medium, as the plugin of that medium knows it.
#[derive(Debug, Clone, Copy)]
pub struct Attends {
    pub membership: MembershipId,
    pub person: PersonId,
    pub mode: Mode,
    /// Whether anything may come to her now.
    pub is_open: bool,
    /// The moment of the entry about which she was last sent a sentence.
    pub told: Option<Moment>,
}

/// Who takes part by a medium: its plugin answers.
#[async_trait]
pub trait Attendance: Send + Sync + 'static {
    fn medium(&self) -> Medium;
    /// Everyone in the group; whoever nothing may come to now can be left out.
    async fn of_group(&self, kernel: &Kernel, group: GroupId) -> Result<Vec<Attends>>;
    async fn of(&self, kernel: &Kernel, membership: MembershipId) -> Result<Option<Attends>>;
    /// A sentence about an entry of this moment is on its way: no other before she has looked, or at a later one. Whether it is this one's
    /// to send: where `told` is another by now, somebody else sends one.
    async fn told(&self, kernel: &Kernel, her: &Attends, entry: Moment) -> Result<bool>;
    /// When what was gathered goes out together.
    async fn gathers_until(&self, kernel: &Kernel, group: GroupId, now: Moment) -> Result<Moment>;
}

/// One for each kernel: see [`Kernel::held`]. Something is owed by a medium.
#[derive(Default)]
pub struct Wake {
    email: Notify,
    text: Notify,
}

impl Wake {
    fn of(&self, medium: Medium) -> &Notify {
        match medium {
            Medium::Email => &self.email,
            Medium::Text => &self.text,
        }
    }
}

/// Looks now at what is owed.
pub fn wake(kernel: &Kernel, medium: Medium) {
    kernel.held::<Wake>().of(medium).notify_one();
}

/// Owes an entry to everyone who takes part by the medium and may see it. Once, however often it is brought: who has it already would get
/// it again.
pub async fn owe(kernel: &Kernel, by: &dyn Attendance, entry: &Entry) -> Result<()> {
    let attending = match (entry.audience, entry.line) {
        (Audience::Group, _) => by.of_group(kernel, entry.group).await?,
        (Audience::Staff, Some(line)) => by.of(kernel, line).await?.into_iter().collect(),
        (Audience::Staff, None) => Vec::new(),
    };
    // Whoever has a sentence and has not looked gets no other: for a busy group that is nearly everyone.
    let is_told = have_yet_to_look(kernel, &attending).await?;
    let now = kernel.clock.now();
    let together = by.gathers_until(kernel, entry.group, now).await?;
    let rows: Vec<_> = attending
        .iter()
        .filter(|it| it.is_open && it.membership != entry.author)
        .filter_map(|it| {
            let (kind, due) = match it.mode {
                Mode::Nothing => return None,
                Mode::Notice if is_told.contains_key(&it.membership) => return None,
                Mode::Notice => (Kind::Notice, now),
                Mode::Whole => (Kind::Whole, now),
                Mode::Digest => (Kind::Digest, together),
            };
            Some(ActiveModel {
                id: NotSet,
                medium: Set(by.medium().code().into()),
                entry: Set(entry.id),
                membership: Set(it.membership),
                group: Set(entry.group),
                kind: Set(kind),
                due: Set(due),
                tries: Set(0),
            })
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let mark = owing::Model { entry: entry.id, medium: by.medium().code().into(), at: now };
    let is_first = kernel
        .store
        .write(async move |tx: &Tx| {
            let once = OnConflict::columns([owing::Column::Entry, owing::Column::Medium]).do_nothing().to_owned();
            let mark = owing::ActiveModel::from(mark.clone()).reset_all();
            if owing::Entity::insert(mark).on_conflict(once).exec_without_returning(tx).await? == 0 {
                return Ok(false);
            }
            for rows in rows.chunks(ROWS) {
                Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
            }
            Ok(true)
        })
        .await?;
    if is_first {
        wake(kernel, by.medium());
    }
    Ok(())
}

fn by_medium(medium: Medium) -> Select<Entity> {
    Entity::find().filter(Column::Medium.eq(medium.code()))
}

/// An entry that is out of sight is owed to nobody. Back in sight it is owed again.
pub async fn let_go(kernel: &Kernel, medium: Medium, entry: EntryId) -> Result<()> {
    unowe(kernel, medium, Column::Entry.eq(entry), owing::Column::Entry.eq(entry)).await
}

/// Takes away what is owed by a medium, and that it ever was.
async fn unowe(kernel: &Kernel, medium: Medium, which: Expr, marks: Expr) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_many().filter(Column::Medium.eq(medium.code())).filter(which.clone()).exec(tx).await?;
            owing::Entity::delete_many().filter(owing::Column::Medium.eq(medium.code())).filter(marks.clone()).exec(tx).await?;
            Ok(())
        })
        .await
}

pub async fn let_go_of_group(kernel: &Kernel, medium: Medium, group: GroupId) -> Result<()> {
    strike(kernel, Column::Group.eq(group).and(Column::Medium.eq(medium.code()))).await
}

/// What was owed to her in one place by a medium, and is no more.
pub async fn forget(tx: &Tx, medium: Medium, membership: MembershipId) -> Result<()> {
    Entity::delete_many().filter(Column::Membership.eq(membership)).filter(Column::Medium.eq(medium.code())).exec(tx).await?;
    Ok(())
}

/// Whatever was owed to her in one place: she is not in it any more.
pub(crate) async fn forget_all(tx: &Tx, membership: MembershipId) -> Result<()> {
    Entity::delete_many().filter(Column::Membership.eq(membership)).exec(tx).await?;
    Ok(())
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

/// What was gathered for her until now, oldest first: for the message that is made of it.
pub async fn gathered(kernel: &Kernel, medium: Medium, membership: MembershipId) -> Result<Vec<Model>> {
    let rows = by_medium(medium).filter(Column::Membership.eq(membership)).filter(Column::Kind.eq(Kind::Digest));
    Ok(rows.order_by_asc(Column::Id).all(kernel.store.reader()).await?)
}

/// A carrier has it, or the gate.
pub async fn strike_out(kernel: &Kernel, ids: Vec<i64>) -> Result<()> {
    match ids.is_empty() {
        true => Ok(()),
        false => strike(kernel, Column::Id.is_in(ids)).await,
    }
}

/// Nothing is owed for longer than a week: what it was about is on the page.
pub async fn sweep(kernel: &Kernel, medium: Medium) -> Result<()> {
    let before = Moment(kernel.clock.now().0 - (7 * DAY).as_millis() as i64);
    unowe(kernel, medium, Column::Due.lt(before), owing::Column::At.lt(before)).await
}

/// Those of some people who were sent a sentence, and have not looked since; with the moment of what it was about.
async fn have_yet_to_look(kernel: &Kernel, people: &[Attends]) -> Result<HashMap<MembershipId, Moment>> {
    let mut told: HashMap<MembershipId, Moment> = people.iter().filter_map(|it| Some((it.membership, it.told?))).collect();
    for some in told.keys().copied().collect::<Vec<_>>().chunks(ROWS) {
        let last = mark::Entity::find().select_only().column(mark::Column::Membership).column_as(mark::Column::Seen.max(), "seen");
        let looked = last.filter(mark::Column::Membership.is_in(some.iter().copied())).group_by(mark::Column::Membership);
        for (her, seen) in looked.into_tuple::<(MembershipId, Moment)>().all(kernel.store.reader()).await? {
            if told.get(&her).is_some_and(|told| seen >= *told) {
                told.remove(&her);
            }
        }
    }
    Ok(told)
}

/// What waits, and since when: for the administrator's page.
pub struct Waits {
    /// Owed, and not with the gate yet.
    pub owed: u64,
    /// With the gate: for somebody's hour, or for a carrier.
    pub held: u64,
    pub since: Option<Moment>,
}

pub async fn waits(kernel: &Kernel, medium: Medium) -> Result<Waits> {
    let due = by_medium(medium).filter(Column::Due.lte(kernel.clock.now()));
    let reader = kernel.store.reader();
    let first = due.clone().order_by_asc(Column::Due).one(reader).await?.map(|it| it.due);
    let (held, held_since) = waiting(kernel).await?;
    Ok(Waits { owed: due.count(reader).await?, held, since: first.into_iter().chain(held_since).min() })
}

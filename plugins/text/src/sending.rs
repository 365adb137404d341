//! One text on its way: whether it may go at all, what it costs, by which line it goes, and what is written down of it.
use crate::{
    budget,
    carrier::{Accepted, Holds, Network, NotSent, Outbound},
    coding, line,
    lines::{Lines, Running},
    noting::{self, Note},
    number,
    phone::{self, Phone},
    seat,
    settings::Text as Settings,
    table::{
        seat::{Model as Seat, Rest},
        sent::{ActiveModel, Column, Entity, Model},
    },
    unread::Piece,
};
use anyhow::anyhow;
use data_encoding::HEXLOWER;
use hearth_core::{
    Kernel, Result,
    clock::{HOUR, Moment},
    id::{EntryId, GroupId, MembershipId},
    locale::Language,
    person, settings,
    store::Tx,
    table::group,
    vault::{Owner, Place, Sealed},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};
use std::{mem, time::Duration};
use uuid::Uuid;

/// The longest that Signal lets a text stay.
const LONGEST_TIMER: Duration = Duration::from_secs(4 * 7 * 24 * 60 * 60);
/// What went out is remembered so long: receipts come by then.
const REMEMBERED: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// One text to one phone.
pub struct Sending<'a> {
    pub to: &'a Phone,
    pub words: String,
    /// The same for the same text, however often it is tried.
    pub key: String,
    /// Whose place it is about; none where she has none.
    pub place: Option<(MembershipId, GroupId)>,
    /// Her seat there, as it was read on the way here.
    pub seat: Option<&'a Seat>,
    /// What it brings, where it is somebody's words: noted as sent together with it.
    pub piece: Option<&'a Piece>,
    /// She has just written, and this is the answer.
    pub is_answer: bool,
    /// It says that nothing more will come: the one text that goes after STOP.
    pub is_last: bool,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Sent,
    /// It may not go, or nobody is there: it is not tried again.
    NotSent(WhyNot),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// She said STOP.
    Stopped,
    /// To this country nothing is sent (toll fraud, safety.md SMS-8).
    Country,
    /// As many parts as a day has have gone, to her or to her group.
    Budget,
    /// Nobody is there any more.
    Gone,
    /// The carrier refuses it for good.
    Refused,
    /// Something about her is otherwise than when it was asked: it is asked anew.
    Changed,
}

/// Sends it. An error: it is worth trying again.
pub async fn send(kernel: &Kernel, text: Sending<'_>) -> Result<Fate> {
    // Before anything is asked: what changes after that is seen when it leaves.
    let holds = holds(kernel, &text);
    if !text.is_last && phone::is_stopped(kernel, &text.to.hash).await? {
        return Ok(Fate::NotSent(WhyNot::Stopped));
    }
    let house = settings::shared::<Settings>(kernel, None).await?;
    if !may_go_to(&house, text.to) {
        tracing::warn!("a text was not sent: its country is not among those that are set");
        return Ok(Fate::NotSent(WhyNot::Country));
    }
    let parts = coding::count(&text.words).parts.max(1) as u64;
    let Some((membership, group)) = text.place else { return give(kernel, text, parts, None, holds).await };
    let timer = timer(kernel, group).await?;
    if !budget::take(kernel, membership, group, parts, text.is_answer).await? {
        return Ok(Fate::NotSent(WhyNot::Budget));
    }
    let fate = give(kernel, text, parts, timer, holds).await;
    if !matches!(fate, Ok(Fate::Sent)) {
        budget::give_back(kernel, membership, group, parts).await;
    }
    fate
}

/// Every change of her standing, STOP among them, makes what was asked before it void.
fn holds(kernel: &Kernel, text: &Sending<'_>) -> Holds {
    let Some(seat) = text.seat.filter(|_| !text.is_last) else { return Holds::default() };
    let (kernel, person, group) = (kernel.clone(), seat.person, seat.group);
    let epoch = kernel.standings.epoch(person, group);
    Holds::while_so(move || kernel.standings.epoch(person, group) == epoch)
}

/// Gives it to a line, and writes down what became of it.
async fn give(kernel: &Kernel, mut text: Sending<'_>, parts: u64, timer: Option<Duration>, holds: Holds) -> Result<Fate> {
    // Only the day of her last text is known: it is taken for open on that day alone.
    let is_outside_window = !text.is_answer && text.seat.is_some_and(|it| it.heard < kernel.clock.now().day());
    let (words, key) = (mem::take(&mut text.words), mem::take(&mut text.key));
    // Only a template is one of several: nobody else needs to be asked which is hers.
    let language = match text.seat {
        Some(seat) if is_outside_window && text.to.at.network == Network::Whatsapp => person::language(kernel, seat.person).await?,
        _ => Language::default(),
    };
    let outbound = Outbound { to: text.to.at.clone(), words, key, timer, language, is_outside_window, holds };
    let (line, sent) = kernel.held::<Lines>().send(kernel, &outbound).await?;
    match sent {
        Ok(accepted) => {
            note(kernel, &line, &text, parts, &accepted).await?;
            Ok(Fate::Sent)
        }
        Err(NotSent::Gone(_)) => {
            if let Some((membership, _)) = text.place {
                seat::rest(kernel, membership, Rest::Gone).await?;
            }
            Ok(Fate::NotSent(WhyNot::Gone))
        }
        Err(why @ NotSent::Never(_)) => {
            tracing::error!(line = %line.id, %why, "a text was refused for good");
            line::refused(kernel, line.id).await?;
            Ok(Fate::NotSent(WhyNot::Refused))
        }
        Err(NotSent::Changed) => Ok(Fate::NotSent(WhyNot::Changed)),
        Err(why @ NotSent::Later(_)) => Err(anyhow!("{why}").into()),
    }
}

/// Where a network gives no number, there is none to pay for.
fn may_go_to(house: &Settings, to: &Phone) -> bool {
    let number = &to.at.at;
    !number.starts_with('+') || to.country.or_else(|| number::country(number)).is_some_and(|it| house.goes_to(it))
}

/// How long a text stays on a phone, where its network can take it away: as long as the group keeps words.
async fn timer(kernel: &Kernel, id: GroupId) -> Result<Option<Duration>> {
    let row = kernel.store.row::<group::Entity>(group::Column::Id, id).await?;
    let hours = row.and_then(|it| it.keep_hours).and_then(|it| u32::try_from(it).ok()).filter(|it| *it > 0);
    Ok(hours.map(|it| (HOUR * it).min(LONGEST_TIMER)))
}

fn place(hash: &str) -> Place {
    Place::of("text_sent", "reference", Uuid::from_u128(u128::from_str_radix(hash.get(..32).unwrap_or_default(), 16).unwrap_or(0)))
}

async fn named(kernel: &Kernel, line: Uuid, reference: &str) -> Result<String> {
    let key = kernel.vault.key(Owner::Site).await?;
    Ok(HEXLOWER.encode(&key.keyed_hash("text-reference", format!("{line} {reference}").as_bytes())))
}

/// Writes down what went: what a receipt and a deletion need, and what it cost.
async fn note(kernel: &Kernel, line: &Running, text: &Sending<'_>, parts: u64, accepted: &Accepted) -> Result<()> {
    let Some((membership, group)) = text.place else { return Ok(()) };
    let key = kernel.vault.key(Owner::Site).await?;
    let now = kernel.clock.now();
    let row = |hash: String, reference: Sealed| ActiveModel {
        id: NotSet,
        line: Set(line.id),
        hash: Set(hash),
        reference: Set(reference),
        group: Set(group),
        membership: Set(membership),
        entry: Set(text.piece.map(|it| it.last)),
        parts: Set(0),
        at: Set(now),
    };
    let mut rows = Vec::with_capacity(accepted.references.len().max(1));
    for reference in &accepted.references {
        let hash = named(kernel, line.id, reference).await?;
        let sealed = key.seal(place(&hash), &(phone::write(&text.to.at), reference))?;
        rows.push(row(hash, sealed));
    }
    if rows.is_empty() {
        // What a carrier does not name is paid for all the same.
        rows.push(row(String::new(), key.seal(place(""), &("", ""))?));
    }
    // All of it with the first: a text of several parts is one.
    if let Some(first) = rows.first_mut() {
        first.parts = Set(i32::try_from(parts).unwrap_or(i32::MAX));
    }
    // Most of what she is sent belongs to the conversation that she is in already.
    let moves = text.piece.is_some_and(|it| text.seat.is_none_or(|seat| seat.thread != it.thread));
    noting::keep(kernel, Note { membership, rows, piece: text.piece.cloned(), moves }).await
}

/// What went out under a carrier's name for it.
pub async fn find(kernel: &Kernel, line: Uuid, reference: &str) -> Result<Option<Model>> {
    let hash = named(kernel, line, reference).await?;
    Ok(Entity::find().filter(Column::Hash.eq(hash)).one(kernel.store.reader()).await?)
}

/// Takes an entry back from the phones it went to, where their networks can do that.
pub async fn recall(kernel: &Kernel, entry: EntryId) -> Result<()> {
    let rows = Entity::find().filter(Column::Entry.eq(entry)).all(kernel.store.reader()).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let running = kernel.held::<Lines>().running(kernel).await?;
    let (key, home) = (kernel.vault.key(Owner::Site).await?, phone::home(kernel).await?);
    for row in rows.iter().filter(|it| !it.hash.is_empty()) {
        let Some(line) = running.iter().find(|it| it.id == row.line && it.carrier.abilities().recalls) else { continue };
        let (to, reference): (String, String) = key.open(place(&row.hash), &row.reference)?;
        let Some(to) = phone::read(&to, home) else { continue };
        if line.carrier.recall(&to, &reference).await.is_err() {
            tracing::warn!(line = %line.id, "a text could not be taken back");
        }
    }
    Ok(())
}

/// Asks the provider to keep nothing of a text that has been brought, where it can be asked.
pub async fn delete_at_provider(kernel: &Kernel, line: Uuid, reference: &str) -> Result<()> {
    let running = kernel.held::<Lines>().running(kernel).await?;
    let Some(line) = running.iter().find(|it| it.id == line && it.carrier.abilities().deletes_at_provider) else { return Ok(()) };
    if line.carrier.forget(reference).await.is_err() {
        tracing::warn!(line = %line.id, "what a provider keeps could not be deleted");
    }
    Ok(())
}

pub async fn sweep(kernel: &Kernel) -> Result<()> {
    let before = Moment(kernel.clock.now().0 - REMEMBERED.as_millis() as i64);
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_many().filter(Column::At.lt(before)).exec(tx).await?;
            Ok(())
        })
        .await
}

pub async fn forget(tx: &Tx, membership: MembershipId) -> Result<()> {
    Entity::delete_many().filter(Column::Membership.eq(membership)).exec(tx).await?;
    Ok(())
}

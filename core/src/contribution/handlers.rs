//! What the kernel itself does after events, so that what a crash cut short is done all the same: entries are brought and
//! taken back, seats end, groups stop. Everything here is safe to do twice.
use super::{Entry, open};
use crate::{
    Kernel, Result,
    bus::Signal,
    event::{ConsentEnded, EntryPublished, EntryWithdrawn, GroupStopped, Handler, MembershipStopped, PersonFrozen, Registered},
    group::ways,
    id::{EntryId, GroupId, MembershipId},
    modality::{Closing, Order, Seat},
    person,
    plugin::host::NotDone,
    table::{
        entry::{self, Audience, EntryState},
        group::{self, GroupState},
        membership::{self, MembershipState},
        person::PersonState,
    },
};
use anyhow::anyhow;
use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::sync::Arc;

const OWNER: &str = "core";

/// The kernel's own handlers, for [`Kernel::new`].
pub fn handlers() -> Vec<Registered> {
    vec![
        Registered::new::<EntryPublished>(OWNER, Bring),
        Registered::new::<EntryWithdrawn>(OWNER, TakeBack),
        Registered::new::<MembershipStopped>(OWNER, EndSeat),
        Registered::new::<ConsentEnded>(OWNER, EndSeat),
        Registered::new::<PersonFrozen>(OWNER, EndSeats),
        Registered::new::<GroupStopped>(OWNER, Stop),
    ]
}

struct Bring;

#[async_trait]
impl Handler<EntryPublished> for Bring {
    async fn handle(&self, kernel: &Kernel, event: EntryPublished) -> Result<()> {
        if kernel.tellings.take(event.entry) {
            return Ok(());
        }
        match find(kernel, event.entry).await? {
            Some(entry) if entry.state == EntryState::Published => {
                let group = group::Entity::find_by_id(entry.group).one(kernel.store.reader()).await?;
                let linked = group.map(|it| ways::linked(kernel, &it)).unwrap_or_default();
                let entry = Arc::new(entry);
                for key in std::iter::once(entry.modality).chain(linked) {
                    give(kernel, key, Order::Deliver(entry.clone())).await?;
                }
                Ok(())
            }
            _ => Ok(()), // taken back in the meantime
        }
    }
}

struct TakeBack;

#[async_trait]
impl Handler<EntryWithdrawn> for TakeBack {
    async fn handle(&self, kernel: &Kernel, event: EntryWithdrawn) -> Result<()> {
        let entry = match find(kernel, event.entry).await? {
            Some(entry) if entry.state == EntryState::Published => return Ok(()), // let through again
            Some(entry) => entry,
            None => gone(kernel, event.entry, event.group),
        };
        // Its own modality, and every one that it was linked to.
        for key in kernel.modality_keys() {
            give(kernel, key, Order::Withdraw(Arc::new(entry.clone()))).await?;
        }
        Ok(())
    }
}

struct EndSeat;

#[async_trait]
impl Handler<MembershipStopped> for EndSeat {
    async fn handle(&self, kernel: &Kernel, event: MembershipStopped) -> Result<()> {
        let place = membership::Entity::find_by_id(event.membership).one(kernel.store.reader()).await?;
        if place.is_some_and(|it| it.state == MembershipState::Active) {
            return Ok(()); // told late: she was brought back by now, and nobody who is there is put out
        }
        unseat(kernel, Seat { group: event.group, membership: event.membership, person: event.person }).await
    }
}

#[async_trait]
impl Handler<ConsentEnded> for EndSeat {
    async fn handle(&self, kernel: &Kernel, event: ConsentEnded) -> Result<()> {
        unseat(kernel, Seat { group: event.group, membership: event.membership, person: event.person }).await
    }
}

struct EndSeats;

#[async_trait]
impl Handler<PersonFrozen> for EndSeats {
    async fn handle(&self, kernel: &Kernel, event: PersonFrozen) -> Result<()> {
        if person::find(kernel, event.person).await?.is_some_and(|it| it.state == PersonState::Active) {
            return Ok(()); // told late: somebody has spoken with her by now
        }
        let places = membership::Entity::find()
            .filter(membership::Column::Person.eq(event.person))
            .filter(membership::Column::State.ne(MembershipState::Ended))
            .all(kernel.store.reader())
            .await?;
        for place in places {
            unseat(kernel, Seat { group: place.group, membership: place.id, person: event.person }).await?;
        }
        Ok(())
    }
}

struct Stop;

#[async_trait]
impl Handler<GroupStopped> for Stop {
    async fn handle(&self, kernel: &Kernel, event: GroupStopped) -> Result<()> {
        let Some(group) = group::Entity::find_by_id(event.group).one(kernel.store.reader()).await? else { return Ok(()) };
        let why = match group.state {
            GroupState::Closed => Closing::Ended,
            _ if group.is_locked => Closing::LockedDown,
            _ if group.is_paused || group.state == GroupState::Paused => Closing::Paused,
            // Told late: it goes on again by now, and nobody who is there is put out.
            _ => return Ok(()),
        };
        if why == Closing::Ended {
            kernel.fleeting.close(group.id);
        }
        kernel.bus.tell(kernel, Signal::GroupChanged(group.id));
        if why != Closing::Paused {
            kernel.bus.tell(kernel, Signal::UnseatAll(group.id));
        }
        for key in kernel.modality_keys() {
            give(kernel, key, Order::Close(group.id, why)).await?;
        }
        Ok(())
    }
}

async fn find(kernel: &Kernel, id: EntryId) -> Result<Option<Entry>> {
    match entry::Entity::find().filter(entry::Column::Id.eq(id)).one(kernel.store.reader()).await? {
        Some(row) => Ok(Some(open(kernel, row).await?)),
        None => Ok(None),
    }
}

/// An entry of which nothing is left but that it was.
pub(crate) fn gone(kernel: &Kernel, id: EntryId, group: GroupId) -> Entry {
    let now = kernel.clock.now();
    Entry {
        id,
        group,
        author: MembershipId(uuid::Uuid::nil()),
        modality: "gone",
        audience: Audience::Group,
        line: None,
        thread: None,
        state: EntryState::Withdrawn,
        words: None,
        proposal: None,
        reasons: Vec::new(),
        at: now,
        published: None,
        edited: None,
        keep_until: now,
        client_id: None,
    }
}

async fn unseat(kernel: &Kernel, seat: Seat) -> Result<()> {
    kernel.bus.tell(kernel, Signal::PersonChanged(seat.person));
    kernel.bus.tell(kernel, Signal::Unseat(seat.membership));
    for key in kernel.modality_keys() {
        give(kernel, key, Order::Unseat(seat)).await?;
    }
    Ok(())
}

async fn give(kernel: &Kernel, modality: &str, order: Order) -> Result<()> {
    let Ok(host) = kernel.host(modality) else { return Ok(()) }; // taken out of this build: nobody takes part by it
    host.give(order).await.map_err(|why| match why {
        NotDone::Failed(error) => error,
        other => anyhow!("{modality}: {other:?}").into(),
    })
}

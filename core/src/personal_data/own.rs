//! What a person sees and decides about her own places and her own words, across all her groups.
use crate::{
    Kernel, Result,
    bus::Signal,
    contribution::{self, Entry},
    event::{self, EntryWithdrawn, MembershipStopped},
    id::{EntryId, GroupId, MembershipId, PersonId},
    modality::{Order, Seat},
    refusals,
    store::Tx,
    table::{
        entry::{self, EntryState},
        group,
        membership::{self, MembershipState},
        person,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use std::sync::Arc;

refusals! {
    /// It is not a place of hers.
    NOT_HERS = "personal-not-hers" => 404;
    /// Staff paused it: only they can open it again.
    PAUSED_BY_STAFF = "personal-paused-by-staff" => 409;
}

/// Why a membership is paused when its own person did it.
pub const BREAK: &str = "break";

/// Every place of hers, the newest first, ended ones too.
pub async fn memberships(kernel: &Kernel, person: PersonId) -> Result<Vec<membership::Model>> {
    let rows = membership::Entity::find().filter(membership::Column::Person.eq(person)).order_by_desc(membership::Column::Joined);
    Ok(rows.all(kernel.store.reader()).await?)
}

/// One place, if it is hers.
pub async fn membership(kernel: &Kernel, person: PersonId, id: MembershipId) -> Result<membership::Model> {
    let found = membership::Entity::find_by_id(id).one(kernel.store.reader()).await?;
    found.filter(|it| it.person == person).ok_or_else(|| NOT_HERS.into())
}

/// The group of a place.
pub async fn group_of(kernel: &Kernel, id: GroupId) -> Result<Option<group::Model>> {
    Ok(group::Entity::find_by_id(id).one(kernel.store.reader()).await?)
}

/// Her row.
pub async fn person(kernel: &Kernel, id: PersonId) -> Result<person::Model> {
    person::Entity::find_by_id(id).one(kernel.store.reader()).await?.ok_or_else(|| NOT_HERS.into())
}

/// Everything that she said in one place and that still has words, oldest first: to the group and to staff.
pub async fn words(kernel: &Kernel, membership: MembershipId) -> Result<Vec<Entry>> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Author.eq(membership))
        .filter(entry::Column::Words.is_not_null())
        .order_by_asc(entry::Column::Seq)
        .all(kernel.store.reader())
        .await?;
    let mut entries = contribution::open_all(kernel, rows).await?;
    if let Some(row) = membership::Entity::find_by_id(membership).one(kernel.store.reader()).await? {
        entries.extend(kernel.fleeting.by(row.group, membership));
    }
    Ok(entries)
}

/// Takes one entry of hers back: its words go now, from every place where they were brought, whatever the group allows others.
pub async fn take_out(kernel: &Kernel, person: PersonId, id: EntryId) -> Result<()> {
    let Some(row) = entry::Entity::find().filter(entry::Column::Id.eq(id)).one(kernel.store.reader()).await? else {
        return take_out_fleeting(kernel, person, id).await;
    };
    membership(kernel, person, row.author).await?;
    let entry = contribution::open(kernel, row).await?;
    let (kernel_in, group) = (kernel.clone(), entry.group);
    kernel
        .store
        .write(async move |tx: &Tx| {
            withdraw_words(tx, entry::Column::Id.eq(id)).await?;
            event::record(&kernel_in, tx, &EntryWithdrawn { entry: id, group }).await
        })
        .await?;
    take_back(kernel, vec![entry]).await;
    kernel.outbox.wake();
    kernel.store.checkpoint().await
}

/// The same where words are never on a disk.
async fn take_out_fleeting(kernel: &Kernel, person: PersonId, id: EntryId) -> Result<()> {
    for place in memberships(kernel, person).await? {
        let Some(entry) = kernel.fleeting.by(place.group, place.id).into_iter().find(|it| it.id == id) else { continue };
        kernel.fleeting.change(place.group, id, clear);
        take_back(kernel, vec![entry]).await;
        return Ok(());
    }
    Err(NOT_HERS.into())
}

pub(super) fn clear(entry: &mut Entry) {
    entry.words = None;
    entry.proposal = None;
    entry.state = EntryState::Withdrawn;
}

/// Ends the words of the entries that match: the row stays as a place without words until its time.
pub(super) async fn withdraw_words(tx: &Tx, which: impl sea_orm::sea_query::IntoCondition) -> Result<()> {
    entry::Entity::update_many()
        .col_expr(entry::Column::Words, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(entry::Column::Proposal, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(entry::Column::State, Expr::value("withdrawn"))
        .filter(which)
        .exec(tx)
        .await?;
    Ok(())
}

/// Asks every modality to take back what it brought. What fails stays owed: the event tells it again.
pub(super) async fn take_back(kernel: &Kernel, entries: Vec<Entry>) {
    for mut entry in entries {
        entry.state = EntryState::Withdrawn;
        entry.words = None;
        let Ok(host) = kernel.host(entry.modality) else { continue };
        if let Err(why) = host.give(Order::Withdraw(Arc::new(entry.clone()))).await {
            tracing::warn!(modality = entry.modality, ?why, "not taken back yet");
        }
    }
}

/// Whether content notes come before the words.
pub async fn show_notes(kernel: &Kernel, membership: &membership::Model, shows: bool) -> Result<()> {
    let id = membership.id;
    kernel
        .store
        .write(async move |tx: &Tx| {
            let change = membership::Entity::update_many().col_expr(membership::Column::ShowsNotes, Expr::value(shows));
            change.filter(membership::Column::Id.eq(id)).exec(tx).await?;
            Ok(())
        })
        .await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(membership.person));
    Ok(())
}

/// She rests: nothing of the group reaches her and she cannot write, until she opens it again herself.
pub async fn take_break(kernel: &Kernel, membership: &membership::Model) -> Result<()> {
    if membership.state != MembershipState::Active {
        return Ok(());
    }
    set_state(kernel, membership, MembershipState::Paused, Some(BREAK)).await?;
    unseat(kernel, membership).await;
    Ok(())
}

/// Back from a break. What staff paused, staff open.
pub async fn come_back(kernel: &Kernel, membership: &membership::Model) -> Result<()> {
    match (membership.state, membership.why.as_deref()) {
        (MembershipState::Paused, Some(BREAK)) => set_state(kernel, membership, MembershipState::Active, None).await,
        (MembershipState::Paused, _) => Err(PAUSED_BY_STAFF.into()),
        _ => Ok(()),
    }
}

async fn set_state(kernel: &Kernel, membership: &membership::Model, state: MembershipState, why: Option<&'static str>) -> Result<()> {
    let (id, person, group, kernel_in) = (membership.id, membership.person, membership.group, kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = membership::ActiveModel {
                id: sea_orm::ActiveValue::Unchanged(id),
                state: sea_orm::ActiveValue::Set(state),
                why: sea_orm::ActiveValue::Set(why.map(str::to_owned)),
                ..Default::default()
            };
            membership::Entity::update(row).exec(tx).await?;
            if state != MembershipState::Active {
                event::record(&kernel_in, tx, &MembershipStopped { membership: id, person, group }).await?;
            }
            Ok(())
        })
        .await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    kernel.outbox.wake();
    Ok(())
}

/// Ends her presence here and now: her pages stop listening, and every modality lets her seat go.
pub(super) async fn unseat(kernel: &Kernel, membership: &membership::Model) {
    kernel.bus.tell(kernel, Signal::Unseat(membership.id));
    let seat = Seat { group: membership.group, membership: membership.id, person: membership.person };
    for host in kernel.hosts() {
        if let Err(why) = host.give(Order::Unseat(seat)).await {
            tracing::warn!(?why, "a seat was not let go yet");
        }
    }
}

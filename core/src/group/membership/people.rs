//! Who is in a group, for its facilitators; and when someone was last there, to the day.
use super::alias;
use crate::{
    Kernel, Result,
    admission::Admission,
    bus::Signal,
    clock::Moment,
    id::{GroupId, MembershipId},
    store::Tx,
    table::{
        acceptance, agreement,
        membership::{self, MembershipState, Role},
        person::{self, PersonState},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

/// One person of a group.
#[derive(Debug, Clone)]
pub struct Line {
    pub membership: membership::Model,
    pub alias: String,
}

/// People of the facilitator's group, the newest first, ended places last; and how many there are.
pub async fn page(kernel: &Kernel, by: &Admission, skip: u64, take: u64) -> Result<(Vec<Line>, u64)> {
    if !by.is_facilitator() {
        return Ok((Vec::new(), 0));
    }
    let all = membership::Entity::find().filter(membership::Column::Group.eq(by.group())).filter(membership::Column::Role.eq(Role::Participant));
    let reader = kernel.store.reader();
    let count = all.clone().count(reader).await?;
    let ended = membership::Column::State.eq(MembershipState::Ended);
    let rows = all.order_by(ended, Order::Asc).order_by_desc(membership::Column::Joined).offset(skip).limit(take).all(reader).await?;
    Ok((lines(kernel, rows).await?, count))
}

/// The group of a place: only to ask whether its reader facilitates it.
pub async fn group_of(kernel: &Kernel, id: MembershipId) -> Result<Option<GroupId>> {
    Ok(membership::Entity::find_by_id(id).one(kernel.store.reader()).await?.map(|it| it.group))
}

/// Which version of the agreement she accepted last.
pub async fn accepted_version(kernel: &Kernel, id: MembershipId) -> Result<Option<i32>> {
    let reader = kernel.store.reader();
    let last = acceptance::Entity::find().filter(acceptance::Column::Membership.eq(id)).order_by_desc(acceptance::Column::At).one(reader).await?;
    let Some(last) = last else { return Ok(None) };
    Ok(agreement::Entity::find_by_id(last.agreement).one(reader).await?.map(|it| it.version))
}

/// One participant's place in the facilitator's group.
pub async fn find(kernel: &Kernel, by: &Admission, id: MembershipId) -> Result<Option<Line>> {
    let row = membership::Entity::find_by_id(id).one(kernel.store.reader()).await?;
    let row = row.filter(|it| by.is_facilitator() && it.group == by.group() && it.role == Role::Participant);
    Ok(lines(kernel, row.into_iter().collect()).await?.pop())
}

/// The places in the facilitator's group of those whose account is frozen: they wait for someone to open it with them.
pub async fn frozen(kernel: &Kernel, by: &Admission) -> Result<Vec<MembershipId>> {
    if !by.is_facilitator() {
        return Ok(Vec::new());
    }
    let reader = kernel.store.reader();
    let places = membership::Entity::find()
        .filter(membership::Column::Group.eq(by.group()))
        .filter(membership::Column::Role.eq(Role::Participant))
        .filter(membership::Column::State.ne(MembershipState::Ended))
        .all(reader)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(places.iter().map(|it| it.person)))
        .filter(person::Column::State.eq(PersonState::Frozen))
        .all(reader)
        .await?;
    Ok(places.iter().filter(|it| people.iter().any(|person| person.id == it.person)).map(|it| it.id).collect())
}

/// Notes the day on which someone was in her group: one write a day, never the hour.
pub async fn note_seen(kernel: &Kernel, admission: &Admission) -> Result<()> {
    let (id, today) = (admission.membership(), kernel.clock.now().day());
    if admission.standing().membership.seen.is_some_and(|it: Moment| it >= today) {
        return Ok(());
    }
    kernel
        .store
        .write(async move |tx: &Tx| {
            let days = membership::Entity::update_many().col_expr(membership::Column::Seen, Expr::value(today.0));
            days.filter(membership::Column::Id.eq(id)).exec(tx).await?;
            Ok(())
        })
        .await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(admission.person()));
    Ok(())
}

async fn lines(kernel: &Kernel, rows: Vec<membership::Model>) -> Result<Vec<Line>> {
    let mut lines = Vec::with_capacity(rows.len());
    for membership in rows {
        lines.push(Line { alias: alias(kernel, &membership).await?, membership });
    }
    Ok(lines)
}

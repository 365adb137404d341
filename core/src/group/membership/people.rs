//! Who is in a group, for its facilitators; and when someone was last there, to the day.
use super::alias;
use crate::{
    Kernel, Result,
    admission::Admission,
    bus::Signal,
    clock::{Moment, days},
    id::MembershipId,
    store::Tx,
    table::membership::{self, MembershipState, Role},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

/// After so many days a participant is on the list of those who were not heard from.
pub const NOT_HEARD_DAYS: u32 = 14;

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

/// One participant's place in the facilitator's group.
pub async fn find(kernel: &Kernel, by: &Admission, id: MembershipId) -> Result<Option<Line>> {
    let row = membership::Entity::find_by_id(id).one(kernel.store.reader()).await?;
    let row = row.filter(|it| by.is_facilitator() && it.group == by.group() && it.role == Role::Participant);
    Ok(lines(kernel, row.into_iter().collect()).await?.pop())
}

/// Participants of the facilitator's group who were not there for [`NOT_HEARD_DAYS`] days, longest away first.
pub async fn not_heard_from(kernel: &Kernel, by: &Admission) -> Result<Vec<Line>> {
    if !by.is_facilitator() {
        return Ok(Vec::new());
    }
    let since = kernel.clock.now().day() - days(NOT_HEARD_DAYS);
    let never = Condition::all().add(membership::Column::Seen.is_null()).add(membership::Column::Joined.lt(since));
    let rows = membership::Entity::find()
        .filter(membership::Column::Group.eq(by.group()))
        .filter(membership::Column::Role.eq(Role::Participant))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .filter(Condition::any().add(membership::Column::Seen.lt(since)).add(never))
        .order_by_asc(membership::Column::Joined)
        .limit(100)
        .all(kernel.store.reader())
        .await?;
    let mut lines = lines(kernel, rows).await?;
    lines.sort_by_key(|it| it.membership.seen.unwrap_or(it.membership.joined));
    Ok(lines)
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

//! Who may bring people into a group, and whether the group can take anyone in now.
use super::{GROUP_FULL, HOUR_FULL, INTAKE_CLOSED};
use crate::{
    Kernel, Refusal, Result,
    admission::UNKNOWN_GROUP,
    clock::{HOUR, Moment},
    group::about,
    id::{GroupId, PersonId},
    permission::{self, Permission},
    table::{
        group::{self, GroupState},
        membership::{self, MembershipState, Role},
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// A facilitator of the group, or one of its reviewers, who may take people in. For everyone else the group does not exist.
pub async fn may_invite(kernel: &Kernel, by: PersonId, group: GroupId) -> Result<group::Model> {
    permission::require(kernel, by, Permission::Intake).await?;
    let found = group::Entity::find_by_id(group).one(kernel.store.reader()).await?.ok_or(UNKNOWN_GROUP)?;
    match facilitates(kernel, by, group).await? || about::find(kernel, &found).await?.reviewers.contains(&by) {
        true => Ok(found),
        false => Err(UNKNOWN_GROUP.into()),
    }
}

async fn facilitates(kernel: &Kernel, person: PersonId, group: GroupId) -> Result<bool> {
    let rows = membership::Entity::find()
        .filter(membership::Column::Group.eq(group))
        .filter(membership::Column::Person.eq(person))
        .filter(membership::Column::Role.eq(Role::Facilitator))
        .filter(membership::Column::State.eq(MembershipState::Active));
    Ok(rows.count(kernel.store.reader()).await? > 0)
}

/// The groups into which this member of staff may bring people.
pub async fn asks_for(kernel: &Kernel, by: PersonId) -> Result<Vec<group::Model>> {
    if !permission::may(kernel, by, Permission::Intake).await? {
        return Ok(Vec::new());
    }
    let mut hers = Vec::new();
    for group in group::Entity::find().filter(group::Column::State.ne(GroupState::Closed)).all(kernel.store.reader()).await? {
        if facilitates(kernel, by, group.id).await? || about::find(kernel, &group).await?.reviewers.contains(&by) {
            hers.push(group);
        }
    }
    Ok(hers)
}

/// Open, before its cut-off, and with a place left. Asked when someone is invited, and again when she comes in.
pub(super) async fn takes_one_more(db: &impl ConnectionTrait, group: &group::Model, now: Moment) -> Result<()> {
    is_taking(group, now)?;
    let there = membership::Entity::find()
        .filter(membership::Column::Group.eq(group.id))
        .filter(membership::Column::Role.eq(Role::Participant))
        .filter(membership::Column::State.ne(MembershipState::Ended))
        .count(db)
        .await?;
    match there < u64::try_from(group.capacity).unwrap_or(0) {
        true => Ok(()),
        false => Err(GROUP_FULL.into()),
    }
}

/// A flood of strangers with stolen invitations meets this first (safety.md INV-9). Her own stays good meanwhile.
pub(super) async fn is_calm(db: &impl ConnectionTrait, group: GroupId, most: u32, now: Moment) -> Result<()> {
    let came = membership::Entity::find()
        .filter(membership::Column::Group.eq(group))
        .filter(membership::Column::Role.eq(Role::Participant))
        .filter(membership::Column::Joined.gt(now - HOUR))
        .count(db)
        .await?;
    if came < u64::from(most) { Ok(()) } else { Err(HOUR_FULL.into()) }
}

pub(super) fn is_taking(group: &group::Model, now: Moment) -> Result<(), Refusal> {
    let is_open = group.state.has_people() && !group.is_locked;
    let is_over = [group.intake_until, group.ends, group.purge].into_iter().flatten().any(|it| it <= now);
    if is_open && !is_over { Ok(()) } else { Err(INTAKE_CLOSED) }
}

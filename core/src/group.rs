//! A group: people who support each other, and what staff decided about it.
pub mod about;
pub mod agreement_text;
pub mod change;
pub mod create;
pub mod decision;
pub mod facilitation;
pub mod lifecycle;
pub mod meeting;
pub mod membership;
pub mod missing;
pub mod purge;
pub mod rehearsal;
pub mod second;
pub mod switches;
pub mod ways;

use crate::{
    Kernel, Refusal, Result,
    admission::UNKNOWN_GROUP,
    event::Registered,
    id::{GroupId, PersonId},
    job::Job,
    permission::{self, Permission},
    table::{
        group,
        membership::{self as memberships, MembershipState, Role},
        role::SiteRole,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::sync::Arc;

/// The group, which must be there.
pub async fn get(kernel: &Kernel, id: GroupId) -> Result<group::Model> {
    Ok(group::Entity::find_by_id(id).one(kernel.store.reader()).await?.ok_or(UNKNOWN_GROUP)?)
}

/// Every group, newest first.
pub async fn list(kernel: &Kernel) -> Result<Vec<group::Model>> {
    Ok(group::Entity::find().order_by_desc(group::Column::Created).all(kernel.store.reader()).await?)
}

/// The group, for someone who may arrange it: an administrator, who made it, or who facilitates it. It is not there for
/// anyone else.
pub async fn arranged_by(kernel: &Kernel, person: PersonId, id: GroupId) -> Result<group::Model> {
    permission::require(kernel, person, Permission::Groups).await?;
    let group = get(kernel, id).await?;
    let roles = permission::roles(kernel, person).await?;
    let may = roles.contains(&SiteRole::Administrator) || group.created_by == person || facilitates(kernel, person, id).await?;
    if may { Ok(group) } else { Err(UNKNOWN_GROUP.into()) }
}

/// Whether she is one of its facilitators now.
pub async fn facilitates(kernel: &Kernel, person: PersonId, group: GroupId) -> Result<bool> {
    let rows = memberships::Entity::find()
        .filter(memberships::Column::Group.eq(group))
        .filter(memberships::Column::Person.eq(person))
        .filter(memberships::Column::Role.eq(Role::Facilitator))
        .filter(memberships::Column::State.eq(MembershipState::Active));
    Ok(rows.count(kernel.store.reader()).await? > 0)
}

/// How many take part now, staff and rehearsals not counted.
pub async fn count_participants(kernel: &Kernel, group: GroupId) -> Result<u64> {
    let rows = memberships::Entity::find()
        .filter(memberships::Column::Group.eq(group))
        .filter(memberships::Column::Role.eq(Role::Participant))
        .filter(memberships::Column::State.ne(MembershipState::Ended))
        .filter(memberships::Column::Why.is_null().or(memberships::Column::Why.ne(rehearsal::WHY)));
    Ok(rows.count(kernel.store.reader()).await?)
}

/// What the kernel does for groups on a schedule.
pub fn jobs() -> Vec<Arc<dyn Job>> {
    let mut jobs: Vec<Arc<dyn Job>> = vec![Arc::new(lifecycle::Keep)];
    jobs.extend(meeting::watch::jobs());
    jobs
}

/// What it does after events.
pub fn handlers() -> Vec<Registered> {
    lifecycle::handlers()
}

/// Every refusal of these modules: for the words test.
pub fn refusals() -> Vec<&'static [Refusal]> {
    let [stop, hidden] = membership::REFUSALS;
    let card = crate::card::REFUSALS;
    vec![
        agreement_text::REFUSALS,
        card,
        change::REFUSALS,
        decision::REFUSALS,
        facilitation::REFUSALS,
        hidden,
        lifecycle::REFUSALS,
        meeting::REFUSALS,
        rehearsal::REFUSALS,
        stop,
    ]
}

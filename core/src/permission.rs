//! What members of staff may do on the site. A role gives permissions; nobody has any by default.
use crate::{
    Kernel, Result,
    id::PersonId,
    refusals,
    table::{
        person::{self, PersonState},
        role::{self, SiteRole},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::ExprTrait};

refusals! {
    /// Nobody is signed in.
    NOT_SIGNED_IN = "permission-not-signed-in" => 401;
    /// A staff page, and nobody of staff is signed in.
    STAFF_SIGN_IN = "permission-staff-sign-in" => 401;
    /// Signed in, but not for this.
    NOT_YOURS = "permission-not-yours" => 403;
}

/// One thing that staff may do. None of them reads what people wrote: that takes a facilitator's place in the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Site settings, plugins, resource cards.
    Settings,
    /// Colleagues, their roles, their ways to sign in.
    People,
    /// The audit.
    Audit,
    /// Draft, rehearse, open, pause and close groups.
    Groups,
    /// Invite people and decide on applications, in groups that one facilitates or takes intake for.
    Intake,
    /// The desk.
    Desk,
}

/// What each role may do.
pub const ROLES: &[(SiteRole, &[Permission])] = &[
    (SiteRole::Administrator, &[Permission::Settings, Permission::People, Permission::Audit, Permission::Groups]),
    (SiteRole::Facilitator, &[Permission::Groups, Permission::Intake, Permission::Desk]),
    (SiteRole::Intake, &[Permission::Intake]),
    (SiteRole::Interpreter, &[]),
];

/// The roles that hold for a person now.
pub async fn roles(kernel: &Kernel, person: PersonId) -> Result<Vec<SiteRole>> {
    let now = kernel.clock.now();
    let rows = role::Entity::find()
        .filter(role::Column::Person.eq(person))
        .filter(role::Column::Ended.is_null().or(role::Column::Ended.gt(now)))
        .filter(role::Column::Effective.lte(now))
        .all(kernel.store.reader())
        .await?;
    Ok(rows.into_iter().map(|it| it.role).collect())
}

/// Everybody whose role gives her this, and who can act now.
pub async fn who_may(kernel: &Kernel, permission: Permission) -> Result<Vec<PersonId>> {
    let now = kernel.clock.now();
    let giving = ROLES.iter().filter(|(_, permissions)| permissions.contains(&permission)).map(|(role, _)| *role);
    let rows = role::Entity::find()
        .filter(role::Column::Role.is_in(giving))
        .filter(role::Column::Ended.is_null().or(role::Column::Ended.gt(now)))
        .filter(role::Column::Effective.lte(now))
        .all(kernel.store.reader())
        .await?;
    let mut them: Vec<PersonId> = rows.into_iter().map(|it| it.person).collect();
    them.sort_unstable();
    them.dedup();
    let active = person::Entity::find().filter(person::Column::Id.is_in(them)).filter(person::Column::State.eq(PersonState::Active));
    Ok(active.all(kernel.store.reader()).await?.into_iter().map(|it| it.id).collect())
}

pub async fn may(kernel: &Kernel, person: PersonId, permission: Permission) -> Result<bool> {
    let roles = roles(kernel, person).await?;
    Ok(ROLES.iter().any(|(role, permissions)| roles.contains(role) && permissions.contains(&permission)))
}

pub async fn require(kernel: &Kernel, person: PersonId, permission: Permission) -> Result<()> {
    match may(kernel, person, permission).await? {
        true => Ok(()),
        false => Err(NOT_YOURS.into()),
    }
}

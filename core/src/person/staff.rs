//! Colleagues: their ways to sign in, and the roles that hold once those suffice and, for administrators, once a second person
//! agreed.
pub mod authenticator;
pub mod leaving;
pub mod passphrase;
pub mod recovery;
pub mod totp;

use super::{create, setup};
use crate::{
    Kernel, Result, approval,
    audit::{self, Act},
    bus::Signal,
    clock::Moment,
    id::{PersonId, RoleId},
    locale::Language,
    permission, refusals,
    store::Tx,
    table::{
        approval as approvals,
        person::PersonState,
        role::{self, SiteRole},
    },
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;

refusals! {
    /// There must always be an administrator.
    LAST_ADMINISTRATOR = "person-last-administrator" => 409;
    /// She has this role, or it waits for a second person.
    HAS_ROLE = "person-has-role" => 409;
}

/// A role that waits for her second way to sign in, or for a second person.
const NOT_YET: Moment = Moment(i64::MAX);

pub const ADMINISTRATOR_ASKED: &str = "role.administrator";
pub const END_ASKED: &str = "role.end";

/// A colleague's account, in the transaction that uses up her invitation. Her roles hold as soon as she can sign in two ways.
pub async fn create_with_roles(
    kernel: &Kernel,
    tx: &Tx,
    name: &str,
    language: Language,
    roles: &[SiteRole],
    by: Option<PersonId>,
) -> Result<PersonId> {
    let person = create::create_staff(kernel, tx, name, language).await?;
    for role in roles {
        // The very first administrator has nobody to ask.
        insert(tx, person, *role, by.unwrap_or(person), by.is_none().then_some(person)).await?;
    }
    audit::record(kernel, tx, Act { actor: by, act: "colleague.created", subject: Some(person.0), ..Act::default() }).await?;
    Ok(person)
}

async fn insert(tx: &Tx, person: PersonId, role: SiteRole, asked_by: PersonId, agreed_by: Option<PersonId>) -> Result<()> {
    let row = role::ActiveModel {
        id: Set(RoleId::new()),
        person: Set(person),
        role: Set(role),
        asked_by: Set(asked_by),
        agreed_by: Set(agreed_by),
        effective: Set(NOT_YET),
        ended: Set(None),
    };
    row.insert(tx).await?;
    Ok(())
}

/// After her account was made by an invitation: asks for the second person where a role needs one.
pub async fn ask_for_approvals(kernel: &Kernel, person: PersonId) -> Result<()> {
    for row in open_roles(kernel, person).await? {
        if row.role == SiteRole::Administrator && row.agreed_by.is_none() {
            approval::ask(kernel, row.asked_by, ADMINISTRATOR_ASKED, about(person, row.role), None).await?;
        }
    }
    settle(kernel, person).await
}

/// Gives a colleague another role.
pub async fn grant(kernel: &Kernel, by: PersonId, person: PersonId, role: SiteRole) -> Result<()> {
    if open_roles(kernel, person).await?.iter().any(|it| it.role == role) {
        return Err(HAS_ROLE.into());
    }
    let shared = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            insert(tx, person, role, by, None).await?;
            let reason = Some(code(role).to_owned());
            audit::record(&shared, tx, Act { actor: Some(by), act: "role.granted", subject: Some(person.0), group: None, reason }).await
        })
        .await?;
    ask_for_approvals(kernel, person).await
}

/// Takes a role away. An administrator's needs a second person, unless it is her own; the last one stays.
pub async fn end(kernel: &Kernel, by: PersonId, person: PersonId, role: SiteRole) -> Result<()> {
    if role == SiteRole::Administrator && permission::roles(kernel, person).await?.contains(&role) {
        if !others_stay(kernel, person).await? {
            return Err(LAST_ADMINISTRATOR.into());
        }
        if by != person {
            let subject = about(person, role);
            approval::ask(kernel, by, END_ASKED, subject.clone(), None).await?;
            let asked = approval::find(kernel, END_ASKED, &subject).await?;
            if let Some(at) = asked.and_then(|it| it.effective) {
                end_at(kernel, by, person, role, Some(at)).await?;
            }
            return Ok(());
        }
    }
    if let Some(open) = approval::find(kernel, ADMINISTRATOR_ASKED, &about(person, role))
        .await?
        .filter(|it| it.settled.is_none() && !approval::holds(it, kernel.clock.now()))
    {
        approval::refuse(kernel, by, open.id).await?;
    }
    end_at(kernel, by, person, role, Some(kernel.clock.now())).await
}

/// Whether someone else is administrator, and not about to end.
async fn others_stay(kernel: &Kernel, person: PersonId) -> Result<bool> {
    for other in administrators(kernel).await?.into_iter().filter(|it| *it != person) {
        if open_roles(kernel, other).await?.iter().any(|it| it.role == SiteRole::Administrator && it.ended.is_none()) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn end_at(kernel: &Kernel, by: PersonId, person: PersonId, role: SiteRole, at: Option<Moment>) -> Result<()> {
    let shared = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            role::Entity::update_many()
                .col_expr(role::Column::Ended, Expr::value(at.map(|it| it.0)))
                .filter(role::Column::Person.eq(person))
                .filter(role::Column::Role.eq(role))
                .filter(role::Column::Ended.is_null().or(role::Column::Ended.gt(shared.clock.now().0)))
                .exec(tx)
                .await?;
            let act = if at.is_some() { "role.ended" } else { "role.kept" };
            audit::record(&shared, tx, Act { actor: Some(by), act, subject: Some(person.0), group: None, reason: Some(code(role).to_owned()) }).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    Ok(())
}

/// A second person has said yes (then who) or no.
pub(crate) async fn approval_settled(kernel: &Kernel, asked: &approvals::Model, agreed_by: Option<PersonId>) -> Result<()> {
    let Some(person) = approval::person_of(asked) else { return Ok(()) };
    let (role, now) = (SiteRole::Administrator, kernel.clock.now());
    match (asked.act.as_str(), agreed_by) {
        (ADMINISTRATOR_ASKED, Some(second)) => {
            kernel
                .store
                .write(async move |tx: &Tx| {
                    role::Entity::update_many()
                        .col_expr(role::Column::AgreedBy, Expr::value(second.0))
                        .filter(role::Column::Person.eq(person))
                        .filter(role::Column::Role.eq(role))
                        .filter(role::Column::Ended.is_null())
                        .exec(tx)
                        .await?;
                    Ok(())
                })
                .await?;
            settle(kernel, person).await
        }
        (ADMINISTRATOR_ASKED, None) => end_at(kernel, asked.asked_by, person, role, Some(now)).await,
        (END_ASKED, Some(second)) => {
            if !others_stay(kernel, person).await? {
                return Err(LAST_ADMINISTRATOR.into());
            }
            end_at(kernel, second, person, role, Some(now)).await
        }
        (leaving::END_ACCOUNT, agreed_by) => leaving::settled(kernel, person, asked.asked_by, agreed_by).await,
        (END_ASKED, None) => end_at(kernel, asked.asked_by, person, role, None).await,
        _ => Ok(()),
    }
}

/// Decides from when each of her waiting roles holds. Called whenever what they wait for may have come.
pub async fn settle(kernel: &Kernel, person: PersonId) -> Result<()> {
    let now = kernel.clock.now();
    let is_ready = authenticator::suffice(kernel, person).await?;
    for row in open_roles(kernel, person).await?.into_iter().filter(|it| it.effective > now) {
        let from = match (is_ready, row.role) {
            (false, _) => NOT_YET,
            (true, SiteRole::Administrator) if row.agreed_by.is_none() => {
                let asked = approval::find(kernel, ADMINISTRATOR_ASKED, &about(person, row.role)).await?;
                asked.and_then(|it| it.effective).map_or(NOT_YET, |it| Ord::max(it, now))
            }
            (true, _) => now,
        };
        if from == row.effective {
            continue;
        }
        let (id, shared) = (row.id, kernel.clone());
        kernel
            .store
            .write(async move |tx: &Tx| {
                role::Entity::update_many().col_expr(role::Column::Effective, Expr::value(from.0)).filter(role::Column::Id.eq(id)).exec(tx).await?;
                let reason = Some(code(row.role).to_owned());
                audit::record(&shared, tx, Act { actor: Some(person), act: "role.begun", subject: Some(person.0), group: None, reason }).await
            })
            .await?;
    }
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    // The first administrator can act: the link of the first start is dead.
    setup::finish(kernel).await
}

/// Roles of hers that are not ended, waiting ones included.
pub async fn open_roles(kernel: &Kernel, person: PersonId) -> Result<Vec<role::Model>> {
    let now = kernel.clock.now();
    let rows = role::Entity::find().filter(role::Column::Person.eq(person)).all(kernel.store.reader()).await?;
    Ok(rows.into_iter().filter(|it| it.ended.is_none_or(|ended| ended > now)).collect())
}

/// Administrators who can act now.
pub async fn administrators(kernel: &Kernel) -> Result<Vec<PersonId>> {
    permission::who_may(kernel, permission::Permission::People).await
}

/// Whether someone is of staff, and may sign in.
pub async fn is_staff(kernel: &Kernel, person: PersonId) -> Result<bool> {
    Ok(create::find(kernel, person).await?.is_some_and(|it| it.staff_name.is_some() && it.state == PersonState::Active))
}

pub fn code(role: SiteRole) -> &'static str {
    match role {
        SiteRole::Administrator => "administrator",
        SiteRole::Facilitator => "facilitator",
        SiteRole::Intake => "intake",
        SiteRole::Interpreter => "interpreter",
    }
}

pub fn role_of(code_of: &str) -> Option<SiteRole> {
    [SiteRole::Administrator, SiteRole::Facilitator, SiteRole::Intake, SiteRole::Interpreter].into_iter().find(|it| code(*it) == code_of)
}

fn about(person: PersonId, role: SiteRole) -> serde_json::Value {
    json!({ "person": person.to_string(), "role": code(role) })
}

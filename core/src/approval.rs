//! The two-person rule: some acts need a second member of staff, so that one stolen sign-in cannot do them (safety.md IA-16).
//! Where nobody else could agree, a day stands in for the second person.
use crate::{
    Kernel, Result,
    audit::{self, Act},
    clock::{DAY, Moment},
    id::{ApprovalId, GroupId, PersonId},
    permission::{self, NOT_YOURS, Permission},
    person::staff,
    refusals,
    store::Tx,
    table::{
        approval,
        membership::{self, MembershipState, Role},
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde_json::Value;
use std::collections::HashSet;

refusals! {
    /// It is settled already, or was never asked.
    NOTHING_TO_AGREE = "person-nothing-to-agree" => 409;
    /// Whoever asked cannot be the second person.
    SECOND_PERSON = "person-second-person" => 403;
}

pub const AGREED: &str = "agreed";
pub const REFUSED: &str = "refused";

/// Asks for a second person. `subject` holds ids and codes, never words; its `person` is never the one who agrees. Asking the
/// same again while it is open gives the question that is there.
pub async fn ask(kernel: &Kernel, by: PersonId, act: &'static str, subject: Value, group: Option<GroupId>) -> Result<ApprovalId> {
    if let Some(open) = find(kernel, act, &subject).await?.filter(|it| it.settled.is_none() && it.asked_by == by && !holds(it, kernel.clock.now())) {
        return Ok(open.id);
    }
    let (id, now) = (ApprovalId::new(), kernel.clock.now());
    let asked = approval::Model {
        id,
        act: act.into(),
        subject: subject.to_string(),
        group,
        asked_by: by,
        asked: now,
        effective: None,
        agreed_by: None,
        settled: None,
        outcome: None,
    };
    let is_alone = who_may_agree(kernel, &asked).await?.is_empty();
    let asked = approval::Model { effective: is_alone.then_some(now + DAY), ..asked };
    let shared = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = approval::ActiveModel {
                id: Set(id),
                act: Set(asked.act.clone()),
                subject: Set(asked.subject.clone()),
                group: Set(asked.group),
                asked_by: Set(by),
                asked: Set(now),
                effective: Set(asked.effective),
                agreed_by: Set(None),
                settled: Set(None),
                outcome: Set(None),
            };
            row.insert(tx).await?;
            let reason = Some(act.to_owned());
            audit::record(&shared, tx, Act { actor: Some(by), act: "approval.asked", subject: Some(id.0), group, reason }).await
        })
        .await?;
    Ok(id)
}

/// The second person agrees.
pub async fn agree(kernel: &Kernel, by: PersonId, id: ApprovalId) -> Result<()> {
    settle(kernel, by, id, AGREED).await
}

/// The second person, or whoever asked, says no.
pub async fn refuse(kernel: &Kernel, by: PersonId, id: ApprovalId) -> Result<()> {
    settle(kernel, by, id, REFUSED).await
}

async fn settle(kernel: &Kernel, by: PersonId, id: ApprovalId, outcome: &'static str) -> Result<()> {
    let asked = approval::Entity::find_by_id(id).one(kernel.store.reader()).await?.filter(|it| it.settled.is_none()).ok_or(NOTHING_TO_AGREE)?;
    if holds(&asked, kernel.clock.now()) {
        return Err(NOTHING_TO_AGREE.into());
    }
    // Who asked may take it back, and nobody has to take what is given to her.
    let takes_back = outcome == REFUSED && (asked.asked_by == by || person_of(&asked) == Some(by) && asked.act == staff::ADMINISTRATOR_ASKED);
    if !takes_back && !who_may_agree(kernel, &asked).await?.contains(&by) {
        return Err(if asked.asked_by == by { SECOND_PERSON } else { NOT_YOURS }.into());
    }
    let (now, shared, act, group) = (kernel.clock.now(), kernel.clone(), asked.act.clone(), asked.group);
    kernel
        .store
        .write(async move |tx: &Tx| {
            let done = approval::Entity::update_many()
                .col_expr(approval::Column::AgreedBy, Expr::value(by.0))
                .col_expr(approval::Column::Settled, Expr::value(now.0))
                .col_expr(approval::Column::Outcome, Expr::value(outcome))
                .filter(approval::Column::Id.eq(id))
                .filter(approval::Column::Settled.is_null())
                .exec(tx)
                .await?;
            if done.rows_affected != 1 {
                return Err(NOTHING_TO_AGREE.into());
            }
            let done = if outcome == AGREED { "approval.agreed" } else { "approval.refused" };
            audit::record(&shared, tx, Act { actor: Some(by), act: done, subject: Some(id.0), group, reason: Some(act.clone()) }).await
        })
        .await?;
    staff::approval_settled(kernel, &asked, (outcome == AGREED).then_some(by)).await
}

/// Whether it holds now: someone agreed, or time stood in.
pub fn holds(asked: &approval::Model, now: Moment) -> bool {
    match asked.settled {
        Some(_) => asked.outcome.as_deref() == Some(AGREED),
        None => asked.effective.is_some_and(|it| it <= now),
    }
}

/// The newest question about this.
pub async fn find(kernel: &Kernel, act: &str, subject: &Value) -> Result<Option<approval::Model>> {
    Ok(approval::Entity::find()
        .filter(approval::Column::Act.eq(act))
        .filter(approval::Column::Subject.eq(subject.to_string()))
        .order_by_desc(approval::Column::Asked)
        .one(kernel.store.reader())
        .await?)
}

/// What this person asked for and what she may agree to, oldest first.
pub async fn list_open(kernel: &Kernel, person: PersonId) -> Result<Vec<approval::Model>> {
    let now = kernel.clock.now();
    let rows =
        approval::Entity::find().filter(approval::Column::Settled.is_null()).order_by_asc(approval::Column::Asked).all(kernel.store.reader()).await?;
    let mut open = Vec::new();
    for row in rows.into_iter().filter(|it| it.effective.is_none_or(|effective| effective > now)) {
        if row.asked_by == person || who_may_agree(kernel, &row).await?.contains(&person) {
            open.push(row);
        }
    }
    Ok(open)
}

/// Who could be the second person: facilitators of the group it is about, and administrators; never who asks, and never whom
/// it is about.
async fn who_may_agree(kernel: &Kernel, asked: &approval::Model) -> Result<HashSet<PersonId>> {
    let mut them: HashSet<PersonId> = permission::who_may(kernel, Permission::People).await?.into_iter().collect();
    if let Some(group) = asked.group {
        let facilitators = membership::Entity::find()
            .filter(membership::Column::Group.eq(group))
            .filter(membership::Column::Role.eq(Role::Facilitator))
            .filter(membership::Column::State.eq(MembershipState::Active))
            .all(kernel.store.reader())
            .await?;
        them.extend(facilitators.into_iter().map(|it| it.person));
    }
    them.remove(&asked.asked_by);
    if let Some(about) = person_of(asked) {
        them.remove(&about);
    }
    Ok(them)
}

/// Whom it is about, if it is about someone.
pub fn person_of(asked: &approval::Model) -> Option<PersonId> {
    serde_json::from_str::<Value>(&asked.subject).ok()?.get("person")?.as_str()?.parse().ok()
}

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
        role,
    },
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use serde_json::Value;
use std::collections::HashSet;

refusals! {
    /// It is settled already, or was never asked.
    NOTHING_TO_AGREE = "person-nothing-to-agree" => 409;
    /// Whoever asked cannot be the second person.
    SECOND_PERSON = "person-second-person" => 403;
    /// Whoever agrees came less than a day ago; or whoever asks did, and by whoever agrees.
    TOO_NEW = "person-too-new" => 403;
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
    if outcome == AGREED && !may_agree(kernel, by, &asked).await? {
        let is_hers = who_may_settle(kernel, &asked).await?.contains(&by);
        return Err(if is_hers {
            TOO_NEW
        } else if asked.asked_by == by {
            SECOND_PERSON
        } else {
            NOT_YOURS
        }
        .into());
    }
    if outcome == REFUSED && !may_refuse(kernel, by, &asked).await? {
        return Err(NOT_YOURS.into());
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

/// Nothing that she asked for comes to hold any more: her account ends, or may be in somebody else's hands.
pub(crate) async fn take_back_all(kernel: &Kernel, person: PersonId) -> Result<()> {
    let asked = approval::Entity::find().filter(approval::Column::AskedBy.eq(person)).filter(approval::Column::Settled.is_null());
    for open in asked.all(kernel.store.reader()).await?.into_iter().filter(|it| !holds(it, kernel.clock.now())) {
        refuse(kernel, person, open.id).await?;
    }
    Ok(())
}

/// What this person asked for, what is hers to settle and what is about her, oldest first: nobody is put out unseen.
pub async fn list_open(kernel: &Kernel, person: PersonId) -> Result<Vec<approval::Model>> {
    let now = kernel.clock.now();
    let rows =
        approval::Entity::find().filter(approval::Column::Settled.is_null()).order_by_asc(approval::Column::Asked).all(kernel.store.reader()).await?;
    let mut open = Vec::new();
    for row in rows.into_iter().filter(|it| it.effective.is_none_or(|effective| effective > now)) {
        if row.asked_by == person || person_of(&row) == Some(person) || who_may_settle(kernel, &row).await?.contains(&person) {
            open.push(row);
        }
    }
    Ok(open)
}

/// Whether her yes counts, where the question is hers to settle at all.
pub async fn may_agree(kernel: &Kernel, person: PersonId, asked: &approval::Model) -> Result<bool> {
    Ok(who_may_agree(kernel, asked).await?.contains(&person))
}

/// Whether she may say no: who asked takes it back, and nobody has to take what is given to her.
pub async fn may_refuse(kernel: &Kernel, person: PersonId, asked: &approval::Model) -> Result<bool> {
    let is_hers = asked.asked_by == person || person_of(asked) == Some(person) && asked.act == staff::ADMINISTRATOR_ASKED;
    Ok(is_hers || who_may_settle(kernel, asked).await?.contains(&person))
}

/// Whose yes counts. A stolen sign-in can invite colleagues, and be each of them: so whoever came less than a day ago is nobody's
/// second person, and whoever let her in is not hers. A day is as long as time takes where it stands in for a second person, and
/// long enough for the others to see who came.
async fn who_may_agree(kernel: &Kernel, asked: &approval::Model) -> Result<HashSet<PersonId>> {
    let mut them = who_may_settle(kernel, asked).await?;
    let now = kernel.clock.now();
    let roles = role::Entity::find()
        .filter(role::Column::Person.is_in(them.iter().copied().chain([asked.asked_by])))
        .filter(role::Column::Ended.is_null().or(role::Column::Ended.gt(now)))
        .all(kernel.store.reader())
        .await?;
    let is_new = |person: PersonId| !roles.iter().any(|it| it.person == person && it.effective + DAY <= now);
    them.retain(|it| !is_new(*it));
    if is_new(asked.asked_by) {
        roles.iter().filter(|it| it.person == asked.asked_by).for_each(|it| {
            them.remove(&it.asked_by);
        });
    }
    Ok(them)
}

/// Who could be the second person: facilitators of the group it is about, and administrators; never who asks, and never whom
/// it is about.
async fn who_may_settle(kernel: &Kernel, asked: &approval::Model) -> Result<HashSet<PersonId>> {
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

//! What staff noted on someone, and who looked. It is hidden even from the facilitators of her group: reading it takes a
//! reason and a second member of staff, and she sees on her own page that it was read, when and why.
use crate::{
    Kernel, Result,
    admission::Admission,
    audit::{self, Act},
    clock::MINUTE,
    id::{ApprovalId, MembershipId},
    refusals,
    store::Tx,
    table::{approval, membership},
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde_json::{Value, json};
use std::time::Duration;

refusals! {
    /// A second member of staff has not agreed, or longer than five minutes ago.
    APPROVAL_NEEDED = "group-note-needs-second" => 409;
    /// Nobody looks without a reason.
    REASON_NEEDED = "group-note-needs-reason" => 422;
}

/// The act that a second member of staff is asked about.
pub const REVEAL: &str = "suitability.revealed";
/// For so long after the second person agreed it can be read.
pub const REVEAL_FOR: Duration = Duration::from_secs(5 * MINUTE.as_secs());
/// Why one may look. Codes: words are `desk-why-…`.
pub const REVEAL_REASONS: &[&str] = &["risk-to-life", "asked", "same-person", "other"];

/// Where the note is sealed, by the membership's own key: it goes when she does.
pub fn suitability_place(membership: &membership::Model) -> Place {
    Place::of("memberships", "suitability", membership.id.0).within(membership.group.0)
}

/// Keeps a note instead of any other; an empty one takes it away.
pub async fn keep_suitability(kernel: &Kernel, tx: &Tx, membership: &membership::Model, note: &str) -> Result<()> {
    let key = kernel.vault.key_in(tx, Owner::Membership(membership.group, membership.id)).await?;
    let sealed = match note.trim() {
        "" => None,
        note => Some(key.seal(suitability_place(membership), note)?.0),
    };
    let change = membership::Entity::update_many().col_expr(membership::Column::Suitability, Expr::value(sealed));
    change.filter(membership::Column::Id.eq(membership.id)).exec(tx).await?;
    Ok(())
}

/// Asks for a second person, once.
pub async fn ask_to_reveal(kernel: &Kernel, by: &Admission, id: MembershipId, reason: &str) -> Result<()> {
    let subject = subject(id, reason)?;
    super::find(kernel, by, id).await?.ok_or(super::NOT_A_PARTICIPANT)?;
    let (kernel_in, group, asked_by, now) = (kernel.clone(), by.group(), by.person(), kernel.clock.now());
    let reason = reason.to_owned();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let open = approval::Entity::find()
                .filter(approval::Column::Act.eq(REVEAL))
                .filter(approval::Column::Subject.eq(subject.to_string()))
                .filter(approval::Column::AskedBy.eq(asked_by))
                .filter(approval::Column::Settled.is_null());
            if open.one(tx).await?.is_some() {
                return Ok(());
            }
            let row = approval::ActiveModel {
                id: Set(ApprovalId::new()),
                act: Set(REVEAL.into()),
                subject: Set(subject.to_string()),
                group: Set(Some(group)),
                asked_by: Set(asked_by),
                asked: Set(now),
                effective: Set(None), // time never stands in for the second person
                agreed_by: Set(None),
                settled: Set(None),
                outcome: Set(None),
            };
            row.insert(tx).await?;
            let act = Act { actor: Some(asked_by), act: "suitability.asked", subject: Some(id.0), group: Some(group), reason: Some(reason.clone()) };
            audit::record(&kernel_in, tx, act).await
        })
        .await
}

/// The reason for which this facilitator may read it now, if a second person has just agreed.
pub async fn may_reveal(kernel: &Kernel, by: &Admission, id: MembershipId) -> Result<Option<&'static str>> {
    let since = kernel.clock.now() - REVEAL_FOR;
    let rows = approval::Entity::find()
        .filter(approval::Column::Act.eq(REVEAL))
        .filter(approval::Column::Group.eq(by.group()))
        .filter(approval::Column::AskedBy.eq(by.person()))
        .filter(approval::Column::AgreedBy.is_not_null())
        .filter(approval::Column::Settled.gt(since))
        .order_by_desc(approval::Column::Settled)
        .all(kernel.store.reader())
        .await?;
    let agreed = rows.into_iter().filter(|it| it.agreed_by != Some(by.person()) && it.outcome.as_deref() != Some("refused"));
    let subjects: Vec<String> = agreed.map(|it| it.subject).collect();
    Ok(REVEAL_REASONS.iter().find(|reason| subject(id, reason).is_ok_and(|it| subjects.contains(&it.to_string()))).copied())
}

/// Opens the note: one row in the audit each time, and she sees it.
pub async fn reveal(kernel: &Kernel, by: &Admission, id: MembershipId) -> Result<String> {
    let found = super::find(kernel, by, id).await?.ok_or(super::NOT_A_PARTICIPANT)?.membership;
    let reason = may_reveal(kernel, by, id).await?.ok_or(APPROVAL_NEEDED)?;
    let (kernel_in, group, actor) = (kernel.clone(), by.group(), by.person());
    // Written down before anything is opened.
    kernel
        .store
        .write(async move |tx: &Tx| {
            let act = Act { actor: Some(actor), act: "suitability.revealed", subject: Some(id.0), group: Some(group), reason: Some(reason.into()) };
            audit::record(&kernel_in, tx, act).await
        })
        .await?;
    let Some(sealed) = &found.suitability else { return Ok(String::new()) };
    let key = kernel.vault.key(Owner::Membership(found.group, found.id)).await?;
    Ok(key.open(suitability_place(&found), sealed)?)
}

fn subject(id: MembershipId, reason: &str) -> Result<Value> {
    match REVEAL_REASONS.contains(&reason) {
        true => Ok(json!({ "membership": id, "reason": reason })),
        false => Err(REASON_NEEDED.into()),
    }
}

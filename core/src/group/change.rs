//! Changing what a group is. Each change counts: a rehearsal is worth only as much as the configuration that it tried.
use super::{
    about::{self, About, MOST_QUESTIONS},
    agreement_text, second,
};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    id::{GroupId, PersonId},
    moderation::personal_details::Moderation,
    refusals,
    settings::{self, Declared, Settings},
    store::Tx,
    table::group::{self, GroupState, PreModeration},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};

refusals! {
    /// The group has ended: nothing of it changes any more.
    ENDED = "group-change-ended" => 409;
    /// Words would be kept longer than people agreed to: a second member of staff must agree.
    LONGER_NEEDS_SECOND = "group-change-longer-needs-second" => 409;
    /// Staff would read less before the group does: a second member of staff must agree.
    LOOSER_NEEDS_SECOND = "group-change-looser-needs-second" => 409;
    /// Personal details would be looked at less: a second member of staff must agree.
    DETAILS_NEED_SECOND = "group-change-details-need-second" => 409;
    /// More questions than a group may ask.
    TOO_MANY_QUESTIONS = "group-change-too-many-questions" => 422;
    /// A number outside what is possible.
    OUT_OF_RANGE = "group-change-out-of-range" => 422;
}

/// Acts that a second person agrees to.
pub const RAISE_RETENTION: &str = "group.retention-raised";
pub const LOOSEN_READING: &str = "group.reading-loosened";
pub const LOOSEN_DETAILS: &str = "group.details-loosened";

/// Nobody's words are kept longer.
pub const LONGEST_KEPT: i32 = 365 * 24;
pub const MOST_PEOPLE: i32 = 200;

/// Applies an edit: `what` is the code that the audit keeps. Nothing happens where nothing is different.
pub async fn change(
    kernel: &Kernel,
    by: PersonId,
    group: GroupId,
    what: &'static str,
    edit: impl Fn(&mut group::Model, &mut About) + Send + Sync + 'static,
) -> Result<group::Model> {
    let before = super::get(kernel, group).await?;
    let mut wanted = (before.clone(), about::find(kernel, &before).await?);
    edit(&mut wanted.0, &mut wanted.1);
    check(kernel, by, &before, &wanted.0, &wanted.1).await?;
    let kernel_in = kernel.clone();
    let changed = kernel
        .store
        .write(async move |tx: &Tx| {
            let before = group::Entity::find_by_id(group).one(tx).await?.ok_or(crate::admission::UNKNOWN_GROUP)?;
            let about_before = about::find_in(&kernel_in, tx, &before).await?;
            let (mut row, mut about) = (before.clone(), about_before.clone());
            edit(&mut row, &mut about);
            if row == before && about == about_before {
                return Ok(before);
            }
            row.about = about::seal(&kernel_in, tx, group, &about).await?;
            row.config = before.config + 1;
            let row = row.into_active_model().reset_all().update(tx).await?;
            agreement_text::renew_promises(&kernel_in, tx, &row, by).await?;
            let act = Act { actor: Some(by), act: "group.changed", subject: Some(group.0), group: Some(group), reason: Some(what.into()) };
            audit::record(&kernel_in, tx, act).await?;
            Ok(row)
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    Ok(changed)
}

async fn check(kernel: &Kernel, by: PersonId, before: &group::Model, after: &group::Model, about: &About) -> Result<()> {
    if before.state == GroupState::Closed {
        return Err(ENDED.into());
    }
    if about.questions.len() > MOST_QUESTIONS {
        return Err(TOO_MANY_QUESTIONS.into());
    }
    let is_kept_well = after.keep_hours.is_none_or(|it| (1..=LONGEST_KEPT).contains(&it));
    if !is_kept_well || !(1..=MOST_PEOPLE).contains(&after.capacity) || !(0..=86_400).contains(&after.slow_seconds) {
        return Err(OUT_OF_RANGE.into());
    }
    // A draft has no people yet who were told otherwise; its rehearsal is where a second person looks at it.
    if matches!(before.state, GroupState::Draft | GroupState::Rehearsing) {
        return Ok(());
    }
    if let Some((act, subject, refusal)) = less_careful(before, after)
        && second::find(kernel, before.id, act, &subject).await?.is_none()
    {
        second::ask(kernel, before.id, act, subject, by).await?;
        return Err(refusal.into());
    }
    Ok(())
}

/// What of a change takes care away, if anything does: the act to agree to, and about what.
fn less_careful(before: &group::Model, after: &group::Model) -> Option<(&'static str, Value, crate::Refusal)> {
    if after.keep_hours.unwrap_or(0) > before.keep_hours.unwrap_or(0) {
        return Some((RAISE_RETENTION, json!({ "hours": after.keep_hours }), LONGER_NEEDS_SECOND));
    }
    if care(after.pre_moderation) < care(before.pre_moderation) {
        return Some((LOOSEN_READING, json!({ "mode": after.pre_moderation }), LOOSER_NEEDS_SECOND));
    }
    None
}

fn care(mode: PreModeration) -> u8 {
    match mode {
        PreModeration::After => 0,
        PreModeration::FirstEntries => 1,
        PreModeration::Everything => 2,
    }
}

/// Changes settings for one group. It keeps of its own only what differs from the site's: the rest follows the site.
pub async fn change_settings(kernel: &Kernel, by: PersonId, group: GroupId, declared: &Declared, value: Value) -> Result<()> {
    let found = super::get(kernel, group).await?;
    if found.state == GroupState::Closed {
        return Err(ENDED.into());
    }
    let namespace = declared.namespace;
    let own = settings::different(&*settings::get_raw(kernel, namespace, None).await?, &(declared.default)(), value.clone());
    if settings::get_raw_alone(kernel, namespace, Some(group)).await?.unwrap_or_else(|| json!({})) == own {
        return Ok(());
    }
    if namespace == Moderation::NAMESPACE {
        details_stay(kernel, by, &found, &value).await?;
    }
    settings::change_raw(kernel, namespace, Some(group), Some(by), own).await?;
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            bump(tx, group).await?;
            let reason = Some("settings".into());
            audit::record(&kernel_in, tx, Act { actor: Some(by), act: "group.changed", subject: Some(group.0), group: Some(group), reason }).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    Ok(())
}

/// Looking less at personal details takes a safeguard away: once people are in, a second member of staff agrees.
async fn details_stay(kernel: &Kernel, by: PersonId, group: &group::Model, value: &Value) -> Result<()> {
    let wanted: Moderation = serde_json::from_value(value.clone())?;
    let now = settings::get::<Moderation>(kernel, Some(group.id)).await?.personal_details;
    let is_draft = matches!(group.state, GroupState::Draft | GroupState::Rehearsing);
    if is_draft || wanted.personal_details as u8 >= now as u8 {
        return Ok(());
    }
    let subject = json!({ "care": wanted.personal_details });
    if second::find(kernel, group.id, LOOSEN_DETAILS, &subject).await?.is_some() {
        return Ok(());
    }
    second::ask(kernel, group.id, LOOSEN_DETAILS, subject, by).await?;
    Err(DETAILS_NEED_SECOND.into())
}

/// Counts a change that was made elsewhere.
pub(super) async fn bump(tx: &Tx, group: GroupId) -> Result<()> {
    group::Entity::update_many()
        .col_expr(group::Column::Config, Expr::col(group::Column::Config).add(1))
        .filter(group::Column::Id.eq(group))
        .exec(tx)
        .await?;
    Ok(())
}

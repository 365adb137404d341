//! Changing what a group is. Each change counts: a rehearsal is worth only as much as the configuration that it tried.
use super::{
    about::{self, About, MOST_QUESTIONS},
    agreement_text, lifecycle,
    missing::{self, Requirement},
    second, ways,
};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    id::{GroupId, PersonId},
    modality::Closing,
    moderation::personal_details::Moderation,
    refusals,
    settings::{self, Declared, Settings},
    store::Tx,
    table::{
        approval,
        group::{self, GroupState, PreModeration},
    },
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
    /// Words would go another way than people agreed to: a second member of staff must agree.
    WAY_NEEDS_SECOND = "group-change-way-needs-second" => 409;
    /// What the new way of meeting needs is not there: [`way_lacks`] says what.
    WAY_LACKS = "group-change-way-lacks" => 409;
    /// Nothing was to be kept, and one of the group's ways cannot go without that.
    KEPT_BY_WAY = "group-change-kept-by-way" => 409;
    /// More questions than a group may ask.
    TOO_MANY_QUESTIONS = "group-change-too-many-questions" => 422;
    /// A number outside what is possible.
    OUT_OF_RANGE = "group-change-out-of-range" => 422;
}

/// Acts that a second person agrees to.
pub const RAISE_RETENTION: &str = "group.retention-raised";
pub const LOOSEN_READING: &str = "group.reading-loosened";
pub const LOOSEN_DETAILS: &str = "group.details-loosened";
pub const CHANGE_WAY: &str = "group.way-changed";

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
            agreement_text::renew(&kernel_in, tx, &before, &row, by).await?;
            let act = Act { actor: Some(by), act: "group.changed", subject: Some(group.0), group: Some(group), reason: Some(what.into()) };
            audit::record(&kernel_in, tx, act).await?;
            Ok(row)
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    // Nothing goes on by a way that is left: no call, and nothing that was still to be sent.
    for left in before.modality.as_deref().into_iter().chain(before.linked.split_whitespace()) {
        if before.state.has_people() && !ways::has(&changed, left) {
            lifecycle::stop_way(kernel, group, left, Closing::Ended).await;
        }
    }
    Ok(changed)
}

/// What is missing before the people of an open group can meet in the way that is wanted: what a new group would be asked about
/// its way. Clauses come with the change. Nobody rehearses where people are: a second member of staff looks at it instead.
pub async fn way_lacks(kernel: &Kernel, before: &group::Model, after: &group::Model, about: &About) -> Result<Vec<&'static Requirement>> {
    if !before.state.has_people() || !ways::gains(before, after) {
        return Ok(Vec::new());
    }
    let facts = missing::facts_of(kernel, after.clone(), about.clone()).await?;
    let is_asked = |it: &Requirement| it.page == "way" || (it.code == missing::DECISION && after.modality != before.modality);
    Ok(missing::missing(&facts).into_iter().filter(|it| is_asked(it)).collect())
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
    // Also in a draft: nobody is to find out after it opened.
    if after.keep_hours.is_none()
        && (after.keep_hours, &after.modality, &after.linked) != (before.keep_hours, &before.modality, &before.linked)
        && !ways::keeping(kernel, after).is_empty()
    {
        return Err(KEPT_BY_WAY.into());
    }
    // A draft has no people yet who were told otherwise; its rehearsal is where a second person looks at it.
    if !before.state.has_people() {
        return Ok(());
    }
    // Nobody is asked to agree to what could not be.
    if !way_lacks(kernel, before, after, about).await?.is_empty() {
        return Err(WAY_LACKS.into());
    }
    for (act, subject, refusal) in less_careful(before, after) {
        if second::find(kernel, before.id, act, &subject).await?.is_none() {
            second::ask(kernel, before.id, act, subject, by).await?;
            return Err(refusal.into());
        }
    }
    Ok(())
}

/// What of a change takes care away: each act to agree to, and about what.
fn less_careful(before: &group::Model, after: &group::Model) -> Vec<(&'static str, Value, crate::Refusal)> {
    let mut all = Vec::new();
    if after.keep_hours.unwrap_or(0) > before.keep_hours.unwrap_or(0) {
        all.push((RAISE_RETENTION, json!({ "hours": after.keep_hours }), LONGER_NEEDS_SECOND));
    }
    if care(after.pre_moderation) < care(before.pre_moderation) {
        all.push((LOOSEN_READING, json!({ "mode": after.pre_moderation }), LOOSER_NEEDS_SECOND));
    }
    if ways::gains(before, after) {
        all.push((CHANGE_WAY, json!({ "way": after.modality, "beside": after.linked }), WAY_NEEDS_SECOND));
    }
    all
}

/// The ways of meeting that a question of [`CHANGE_WAY`] is about.
pub fn ways_asked(asked: &approval::Model) -> Vec<String> {
    let subject: Value = serde_json::from_str(&asked.subject).unwrap_or_default();
    let said = ["/what/way", "/what/beside"].into_iter().filter_map(|it| subject.pointer(it)?.as_str());
    said.flat_map(str::split_whitespace).map(str::to_owned).collect()
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
    if !group.state.has_people() || wanted.personal_details as u8 >= now as u8 {
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

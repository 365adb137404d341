//! Planning: what staff decide about when a group meets, and the meetings that come of it, written down some weeks ahead.
use super::{CANNOT_BE_CANCELLED, NOBODY_NAMED, NOT_PLANNED, WRONG_PLAN, recurrence::times, staffing};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    clock::{MINUTE, Moment},
    group,
    id::{GroupId, MeetingId, MeetingPlanId, PersonId},
    site::Zone,
    store::Tx,
    table::{
        group::{GroupState, Timing},
        meeting::{self, MeetingState},
        meeting_plan,
        meeting_staff::Part,
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::OnConflict};
use std::time::Duration;

/// Meetings are written down for so many days ahead.
pub const AHEAD: i64 = 60;
/// And no more of one plan at once.
const MOST: u16 = 70;
/// A group has no more plans than this.
const MOST_PLANS: usize = 20;

/// What staff ask for. Numbers are minutes.
#[derive(Debug, Clone)]
pub struct Ask {
    pub rule: Option<String>,
    /// The first day, counted from 1970-01-01.
    pub day: i64,
    pub minute: i32,
    pub doors: i32,
    pub length: i32,
    pub grace: i32,
    pub capacity: i32,
    /// Codes, with commas.
    pub languages: String,
    pub staff: Vec<(PersonId, Part)>,
}

/// Plans meetings of a group that meets.
pub async fn plan(kernel: &Kernel, by: PersonId, id: GroupId, ask: Ask) -> Result<MeetingPlanId> {
    let group = group::arranged_by(kernel, by, id).await?;
    if group.timing != Some(Timing::Synchronous) || group.state == GroupState::Closed {
        return Err(NOT_PLANNED.into());
    }
    let fits = (0..24 * 60).contains(&ask.minute)
        && (0..=60).contains(&ask.doors)
        && (10..=360).contains(&ask.length)
        && (0..=60).contains(&ask.grace)
        && (1..=group::change::MOST_PEOPLE).contains(&ask.capacity);
    if !fits || list(kernel, id).await?.len() >= MOST_PLANS {
        return Err(WRONG_PLAN.into());
    }
    if ask.staff.iter().all(|(_, part)| *part != Part::Facilitator) {
        return Err(NOBODY_NAMED.into());
    }
    let zone = crate::site::current(kernel).await?.time_zone.clone();
    let row = meeting_plan::Model {
        id: MeetingPlanId::new(),
        group: id,
        rule: ask.rule,
        day: ask.day,
        minute: ask.minute,
        zone,
        doors: ask.doors,
        length: ask.length,
        grace: ask.grace,
        capacity: ask.capacity,
        languages: ask.languages,
        created: kernel.clock.now(),
        created_by: by,
        ended: None,
    };
    // Nothing of it lies ahead: staff meant another day.
    let today = Zone::named(&row.zone).day_number(kernel.clock.now());
    if times(&row, today, today + 366, 1)?.iter().all(|it| *it <= kernel.clock.now()) {
        return Err(WRONG_PLAN.into());
    }
    let (plan, kernel_in, ahead) = (row.id, kernel.clone(), Ahead::of(kernel, row, ask.staff)?);
    // In one piece: whoever writes ahead for all plans would else find one without meetings, and name nobody to lead them.
    kernel
        .store
        .write(async move |tx: &Tx| {
            meeting_plan::ActiveModel::from(ahead.plan.clone()).reset_all().insert(tx).await?;
            ahead.write(tx).await?;
            audit::record(&kernel_in, tx, act(by, "meeting.planned", plan.0, id)).await
        })
        .await?;
    Ok(plan)
}

/// The plan that a meeting came of.
pub async fn find(kernel: &Kernel, meeting: &meeting::Model) -> Result<meeting_plan::Model> {
    meeting_plan::Entity::find_by_id(meeting.plan).one(kernel.store.reader()).await?.ok_or_else(|| NOT_PLANNED.into())
}

/// A group's plans that still bring meetings, oldest first.
pub async fn list(kernel: &Kernel, group: GroupId) -> Result<Vec<meeting_plan::Model>> {
    let rows = meeting_plan::Entity::find()
        .filter(meeting_plan::Column::Group.eq(group))
        .filter(meeting_plan::Column::Ended.is_null())
        .order_by_asc(meeting_plan::Column::Created);
    Ok(rows.all(kernel.store.reader()).await?)
}

/// Writes down what every plan brings within the next weeks. Safe to do again.
pub async fn write_all_ahead(kernel: &Kernel) -> Result<()> {
    let plans = meeting_plan::Entity::find().filter(meeting_plan::Column::Ended.is_null()).all(kernel.store.reader()).await?;
    for plan in plans {
        let last = meeting::Entity::find()
            .filter(meeting::Column::Plan.eq(plan.id))
            .order_by_desc(meeting::Column::Begins)
            .one(kernel.store.reader())
            .await?;
        let staff = match last {
            Some(last) => staffing::of(kernel, last.id).await?.into_iter().map(|it| (it.person, it.part)).collect(),
            None => Vec::new(),
        };
        let ahead = Ahead::of(kernel, plan, staff)?;
        kernel.store.write(async move |tx: &Tx| ahead.write(tx).await).await?;
    }
    Ok(())
}

/// What one plan brings within the next weeks, and who leads it.
struct Ahead {
    plan: meeting_plan::Model,
    staff: Vec<(PersonId, Part)>,
    now: Moment,
    begins: Vec<Moment>,
}

impl Ahead {
    fn of(kernel: &Kernel, plan: meeting_plan::Model, staff: Vec<(PersonId, Part)>) -> Result<Ahead> {
        let now = kernel.clock.now();
        let today = Zone::named(&plan.zone).day_number(now);
        // What is held once is written down however far ahead it lies.
        let to = if plan.rule.is_none() { plan.day } else { today + AHEAD };
        let begins = times(&plan, today, to, MOST)?.into_iter().filter(|it| *it > now).collect();
        Ok(Ahead { plan, staff, now, begins })
    }

    /// Writes down what is not there yet. Another node may do the same in the same moment: the table takes each meeting once.
    async fn write(&self, tx: &Tx) -> Result<()> {
        let Ahead { plan, now, .. } = self;
        let known = meeting::Entity::find().filter(meeting::Column::Plan.eq(plan.id)).filter(meeting::Column::Begins.gt(*now)).all(tx).await?;
        for begins in self.begins.iter().filter(|it| known.iter().all(|known| known.begins != **it)) {
            let ends = *begins + minutes(plan.length);
            let row = meeting::Model {
                id: MeetingId::new(),
                group: plan.group,
                plan: plan.id,
                state: MeetingState::Planned,
                doors: *begins - minutes(plan.doors),
                begins: *begins,
                ends,
                closes: ends + minutes(plan.grace),
                capacity: plan.capacity,
                link: None,
                code: None,
                attended: None,
            };
            let id = row.id;
            let once = OnConflict::columns([meeting::Column::Plan, meeting::Column::Begins]).do_nothing().to_owned();
            let is_new = meeting::Entity::insert(meeting::ActiveModel::from(row).reset_all()).on_conflict(once).exec_without_returning(tx).await? > 0;
            if is_new {
                staffing::write(tx, id, &self.staff).await?;
            }
        }
        Ok(())
    }
}

/// One meeting is not held. Who was invited to it sees that it is not; the others of its plan are.
pub async fn cancel(kernel: &Kernel, by: PersonId, group: GroupId, id: MeetingId) -> Result<()> {
    group::arranged_by(kernel, by, group).await?;
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let found = meeting::Entity::find_by_id(id).filter(meeting::Column::Group.eq(group)).one(tx).await?.ok_or(NOT_PLANNED)?;
            let to = super::course::after(found.state, super::course::Step::Cancel).ok_or(CANNOT_BE_CANCELLED)?;
            let mut row = found.into_active_model();
            row.state = Set(to);
            row.link = Set(None);
            row.code = Set(None);
            row.update(tx).await?;
            audit::record(&kernel_in, tx, act(by, "meeting.cancelled", id.0, group)).await
        })
        .await?;
    kernel.sittings.end(group, id);
    super::tell_all(kernel, group);
    Ok(())
}

/// Nothing more comes of a plan: what it had ahead is cancelled, too.
pub async fn end(kernel: &Kernel, by: PersonId, group: GroupId, plan: MeetingPlanId) -> Result<()> {
    group::arranged_by(kernel, by, group).await?;
    let (kernel_in, now) = (kernel.clone(), kernel.clock.now());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let found = meeting_plan::Entity::find_by_id(plan).filter(meeting_plan::Column::Group.eq(group)).one(tx).await?;
            let mut row = found.ok_or(NOT_PLANNED)?.into_active_model();
            row.ended = Set(Some(now));
            row.update(tx).await?;
            let ahead = meeting::Entity::find().filter(meeting::Column::Plan.eq(plan)).filter(meeting::Column::State.eq(MeetingState::Planned));
            for it in ahead.all(tx).await? {
                let mut row = it.into_active_model();
                row.state = Set(MeetingState::Cancelled);
                row.link = Set(None);
                row.code = Set(None);
                row.update(tx).await?;
            }
            audit::record(&kernel_in, tx, act(by, "meeting.plan-ended", plan.0, group)).await
        })
        .await?;
    super::tell_all(kernel, group);
    Ok(())
}

fn act(by: PersonId, act: &'static str, subject: uuid::Uuid, group: GroupId) -> Act {
    Act { actor: Some(by), act, subject: Some(subject), group: Some(group), reason: None }
}

fn minutes(count: i32) -> Duration {
    MINUTE * u32::try_from(count).unwrap_or(0)
}

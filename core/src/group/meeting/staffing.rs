//! Who holds a meeting. A name counts only as long as she is one of the group's facilitators: a meeting that nobody holds is
//! shown as a gap, and does not open.
use super::NOT_PLANNED;
use crate::{
    Kernel, Result,
    audit::{self, Act},
    group::{self, facilitation},
    id::{GroupId, MeetingId, MeetingStaffId, PersonId},
    store::Tx,
    table::{
        meeting,
        meeting_staff::{self, Part},
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// Somebody who holds a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub person: PersonId,
    pub name: String,
    pub part: Part,
}

/// Who is named, as far as the names count; who leads it first.
pub async fn holders(kernel: &Kernel, meeting: &meeting::Model) -> Result<Vec<Holder>> {
    let named = of(kernel, meeting.id).await?;
    let facilitators = facilitation::list(kernel, meeting.group).await?;
    let count = |row: &meeting_staff::Model| {
        let her = facilitators.iter().find(|it| it.person == row.person)?;
        Some(Holder { person: row.person, name: her.name.clone(), part: row.part })
    };
    let mut holders: Vec<Holder> = named.iter().filter_map(count).collect();
    holders.sort_by_key(|it| it.part == Part::CoFacilitator);
    Ok(holders)
}

/// Whether somebody leads it: without, it cannot open.
pub async fn is_held(kernel: &Kernel, meeting: &meeting::Model) -> Result<bool> {
    Ok(holders(kernel, meeting).await?.iter().any(|it| it.part == Part::Facilitator))
}

pub(super) async fn of(kernel: &Kernel, meeting: MeetingId) -> Result<Vec<meeting_staff::Model>> {
    let rows = meeting_staff::Entity::find().filter(meeting_staff::Column::Meeting.eq(meeting));
    Ok(rows.all(kernel.store.reader()).await?)
}

/// Names who holds one meeting, in place of whoever was named before.
pub async fn name(kernel: &Kernel, by: PersonId, group: GroupId, meeting: MeetingId, staff: Vec<(PersonId, Part)>) -> Result<()> {
    group::arranged_by(kernel, by, group).await?;
    let facilitators = facilitation::list(kernel, group).await?;
    if staff.iter().any(|(person, _)| facilitators.iter().all(|it| it.person != *person)) {
        return Err(facilitation::NOT_A_FACILITATOR.into());
    }
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let found = meeting::Entity::find_by_id(meeting).filter(meeting::Column::Group.eq(group)).one(tx).await?;
            found.ok_or(NOT_PLANNED)?;
            meeting_staff::Entity::delete_many().filter(meeting_staff::Column::Meeting.eq(meeting)).exec(tx).await?;
            write(tx, meeting, &staff).await?;
            let act = Act { actor: Some(by), act: "meeting.staffed", subject: Some(meeting.0), group: Some(group), reason: None };
            audit::record(&kernel_in, tx, act).await
        })
        .await
}

pub(super) async fn write(tx: &Tx, meeting: MeetingId, staff: &[(PersonId, Part)]) -> Result<()> {
    for (person, part) in staff {
        let row = meeting_staff::ActiveModel { id: Set(MeetingStaffId::new()), meeting: Set(meeting), person: Set(*person), part: Set(*part) };
        row.insert(tx).await?;
    }
    Ok(())
}

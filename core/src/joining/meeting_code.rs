//! The link and the code of one meeting, for groups that people drop into. Many can have it; it leads to the door and never past
//! it, and it is gone when the meeting is over.
use super::{CODE_REFUSED, gate, secret, secret::Entered};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    group::meeting::{self as meetings, NOT_PLANNED},
    id::{GroupId, MeetingId, PersonId},
    store::Tx,
    table::{
        group::Vetting,
        meeting::{self, MeetingState},
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// What is handed over: the only moment in which it can be read.
#[derive(Debug, Clone)]
pub struct Made {
    /// Follows `/#i=` in the link.
    pub secret: String,
    pub code: String,
}

/// Whether people come to this group's meetings by a link, and are vetted at the door.
pub fn has_link(vetting: Option<Vetting>) -> bool {
    matches!(vetting, Some(Vetting::Lobby | Vetting::MeetingCode))
}

/// Makes both; the ones before lead nowhere any more.
pub async fn make(kernel: &Kernel, by: PersonId, group: GroupId, id: MeetingId) -> Result<Made> {
    let found = gate::may_invite(kernel, by, group).await?;
    let row = meetings::get(kernel, group, id).await?;
    if !has_link(found.vetting) || matches!(row.state, MeetingState::Closed | MeetingState::Cancelled) {
        return Err(NOT_PLANNED.into());
    }
    let made = Made { secret: secret::link()?, code: secret::code()? };
    let link = Entered::Link(made.secret.clone()).hash(kernel).await?;
    let code = Entered::Code(made.code.clone()).hash(kernel).await?;
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let mut row = meeting::Entity::find_by_id(id).one(tx).await?.ok_or(NOT_PLANNED)?.into_active_model();
            row.link = Set(Some(link.clone()));
            row.code = Set(Some(code.clone()));
            row.update(tx).await?;
            let act = Act { actor: Some(by), act: "meeting.link-made", subject: Some(id.0), group: Some(group), reason: None };
            audit::record(&kernel_in, tx, act).await
        })
        .await?;
    Ok(made)
}

/// The meeting to which this leads. Looking uses nothing up.
pub async fn find(kernel: &Kernel, typed: &str) -> Result<meeting::Model> {
    let entered = Entered::read(typed).ok_or(CODE_REFUSED)?;
    let hash = entered.hash(kernel).await?;
    let column = match entered {
        Entered::Link(_) => meeting::Column::Link,
        Entered::Code(_) => meeting::Column::Code,
    };
    let over = [MeetingState::Closed, MeetingState::Cancelled];
    let found = meeting::Entity::find().filter(column.eq(hash)).filter(meeting::Column::State.is_not_in(over));
    Ok(found.one(kernel.store.reader()).await?.ok_or(CODE_REFUSED)?)
}

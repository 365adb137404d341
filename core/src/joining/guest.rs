//! Dropping in: somebody whom nobody knows comes to one meeting. She is asked for a name that the others see and agrees to what
//! is promised there; nothing else is asked, and when the meeting is over she is known no longer, unless she chooses to come
//! back. It leads her to the door: a facilitator decides.
use super::{
    agreement::Agreed,
    arrival,
    consent::Answer,
    gate,
    place::{self, Begin, Called},
};
use crate::{
    Kernel, Result,
    admission::Admission,
    bus::Signal,
    group::meeting::{FULL, NOT_NOW, course},
    id::{GroupId, MembershipId},
    locale::Language,
    person,
    personal_data::erasure::{self, Leaving},
    store::Tx,
    table::{
        group, meeting,
        membership::{self, MembershipState, Role},
        sign_in,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

/// What her membership says in `why`.
pub const WHY: &str = "guest";
/// Where a guest's page leads when it is over.
pub const OVER: &str = "/over";
/// At one time, for each place of the meeting: more than that is a crowd that somebody sent.
const CROWD: u64 = 3;

/// What she said on the one page that she was asked on.
#[derive(Debug, Clone)]
pub struct Said {
    /// None where the group gives names.
    pub alias: Option<String>,
    pub agreed: Agreed,
    /// Where words are kept: that hers may be.
    pub answers: Vec<Answer>,
}

/// Makes her place, for this meeting.
pub async fn arrive(kernel: &Kernel, meeting: &meeting::Model, said: Said, language: Language) -> Result<arrival::Arrived> {
    let (id, kernel_in, meeting) = (MembershipId::new(), kernel.clone(), meeting.clone());
    let arrived = kernel.store.write(async move |tx: &Tx| begin(&kernel_in, tx, &meeting, &said, id, language).await).await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(arrived.person));
    kernel.outbox.wake();
    Ok(arrived)
}

async fn begin(kernel: &Kernel, tx: &Tx, meeting: &meeting::Model, said: &Said, id: MembershipId, language: Language) -> Result<arrival::Arrived> {
    let now = kernel.clock.now();
    let meeting = meeting::Entity::find_by_id(meeting.id).one(tx).await?.filter(|it| course::is_running(it.state)).ok_or(NOT_NOW)?;
    let group = group::Entity::find_by_id(meeting.group).one(tx).await?.ok_or(NOT_NOW)?;
    gate::is_taking(&group, now)?;
    let guests = membership::Entity::find()
        .filter(membership::Column::Group.eq(group.id))
        .filter(membership::Column::Why.eq(WHY))
        .filter(membership::Column::State.ne(MembershipState::Ended))
        .count(tx)
        .await?;
    if guests >= u64::try_from(meeting.capacity).unwrap_or(0).max(1) * CROWD {
        return Err(FULL.into());
    }
    let person = person::create_participant(kernel, tx, language).await?;
    let begin = Begin {
        group: &group,
        id,
        person,
        role: Role::Participant,
        called: Called::Unlike(said.alias.as_deref()),
        why: Some(WHY),
        invited_by: None,
        answers: &said.answers,
        agreed: &said.agreed,
        language,
    };
    place::begin(kernel, tx, begin).await?;
    Ok(arrival::Arrived { person, membership: id, group: group.id, is_new: true })
}

/// Whether somebody is here for one meeting alone.
pub fn is_guest(admission: &Admission) -> bool {
    admission.standing().membership.why.as_deref() == Some(WHY)
}

/// She chooses to come back: her place stays when the meeting is over. At the next one she is at the door like everybody.
pub async fn stay(kernel: &Kernel, admission: &Admission) -> Result<()> {
    let id = admission.membership();
    kernel
        .store
        .write(async move |tx: &Tx| {
            membership::Entity::update_many()
                .col_expr(membership::Column::Why, Expr::value(Option::<String>::None))
                .filter(membership::Column::Id.eq(id))
                .filter(membership::Column::Why.eq(WHY))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(admission.person()));
    Ok(())
}

/// The meeting is over: guests are known no longer. Words that the group keeps stay until their day, under no name.
pub(crate) async fn end(kernel: &Kernel, group: GroupId) -> Result<()> {
    let reader = kernel.store.reader();
    let guests = membership::Entity::find()
        .filter(membership::Column::Group.eq(group))
        .filter(membership::Column::Why.eq(WHY))
        .filter(membership::Column::State.ne(MembershipState::Ended));
    for guest in guests.all(reader).await? {
        // Whoever still has the page open is shown that it is over, by the same cookie, and not a door.
        for it in sign_in::Entity::find().filter(sign_in::Column::Person.eq(guest.person)).all(reader).await? {
            kernel.visits.remember_place(&it.token, OVER, kernel.clock.now());
        }
        erasure::leave_for_good(kernel, guest.person, Leaving::LeaveWords).await?;
    }
    Ok(())
}

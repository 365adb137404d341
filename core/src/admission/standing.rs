//! Everything that the checks look at, loaded once and kept until something of it changes.
use crate::{
    Kernel, Result,
    clock::Moment,
    group::switches,
    id::{AgreementId, GroupId, PersonId},
    table::{
        acceptance, agreement,
        consent::{self, ConsentEvent},
        group,
        membership::{self, MembershipState, Role},
        person::{self, PersonState},
    },
};
use dashmap::DashMap;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::SeqCst},
};

/// A person's standing in a group.
#[derive(Debug, Clone)]
pub struct Standing {
    pub person: PersonId,
    pub person_state: PersonState,
    /// She is staff and goes through the group as a participant would.
    pub is_rehearsing: bool,
    pub group: group::Model,
    pub membership: membership::Model,
    /// The alias, opened.
    pub alias: String,
    pub modality_is_on: bool,
    pub has_facilitator: bool,
    /// The agreement that holds now, and the one that she last accepted.
    pub agreement: Option<AgreementId>,
    pub accepted: Option<AgreementId>,
    /// Consents in force: purpose, and until when.
    pub consents: Vec<(String, Moment)>,
}

/// What was loaded, and the epochs by which it is known to be stale.
#[derive(Default)]
pub struct Standings {
    known: DashMap<(PersonId, GroupId), (u64, Arc<Standing>)>,
    people: DashMap<PersonId, AtomicU64>,
    groups: DashMap<GroupId, AtomicU64>,
}

impl Standings {
    /// Grows with every change of this person or this group.
    pub fn epoch(&self, person: PersonId, group: GroupId) -> u64 {
        let person = self.people.get(&person).map_or(0, |it| it.load(SeqCst));
        let group = self.groups.get(&group).map_or(0, |it| it.load(SeqCst));
        person + group
    }

    pub fn person_changed(&self, person: PersonId) {
        self.people.entry(person).or_default().fetch_add(1, SeqCst);
    }

    pub fn group_changed(&self, group: GroupId) {
        self.groups.entry(group).or_default().fetch_add(1, SeqCst);
    }
}

/// Her standing; none where she was never of the group.
pub(super) async fn find(kernel: &Kernel, person: PersonId, group: GroupId) -> Result<Option<Arc<Standing>>> {
    let epoch = kernel.standings.epoch(person, group);
    if let Some(known) = kernel.standings.known.get(&(person, group))
        && known.0 == epoch
    {
        return Ok(Some(known.1.clone()));
    }
    let Some(standing) = load(kernel, person, group).await?.map(Arc::new) else { return Ok(None) };
    // Under the epoch from before the loading: a change in between makes it stale at once.
    kernel.standings.known.insert((person, group), (epoch, standing.clone()));
    Ok(Some(standing))
}

async fn load(kernel: &Kernel, person: PersonId, group: GroupId) -> Result<Option<Standing>> {
    let reader = kernel.store.reader();
    let membership = membership::Entity::find()
        .filter(membership::Column::Person.eq(person))
        .filter(membership::Column::Group.eq(group))
        .order_by_desc(membership::Column::Joined)
        .one(reader)
        .await?;
    let (Some(membership), Some(group), Some(found)) =
        (membership, group::Entity::find_by_id(group).one(reader).await?, person::Entity::find_by_id(person).one(reader).await?)
    else {
        return Ok(None);
    };
    let agreement = agreement::Entity::find()
        .filter(agreement::Column::Group.eq(group.id))
        .order_by_desc(agreement::Column::Version)
        .one(reader)
        .await?
        .map(|it| it.id);
    let accepted = acceptance::Entity::find()
        .filter(acceptance::Column::Membership.eq(membership.id))
        .order_by_desc(acceptance::Column::At)
        .one(reader)
        .await?
        .map(|it| it.agreement);
    let has_facilitator = membership::Entity::find()
        .filter(membership::Column::Group.eq(group.id))
        .filter(membership::Column::Role.eq(Role::Facilitator))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .count(reader)
        .await?
        > 0;
    Ok(Some(Standing {
        person,
        person_state: found.state,
        is_rehearsing: membership.why.as_deref() == Some("rehearsal"),
        alias: crate::group::membership::alias(kernel, &membership).await?,
        modality_is_on: switches::is_on(kernel, &group).await?,
        has_facilitator,
        agreement,
        accepted,
        consents: consents(kernel, &membership).await?,
        membership,
        group,
    }))
}

/// For each purpose the last record decides.
async fn consents(kernel: &Kernel, membership: &membership::Model) -> Result<Vec<(String, Moment)>> {
    let records = consent::Entity::find()
        .filter(consent::Column::Membership.eq(membership.id))
        .order_by_asc(consent::Column::At)
        .all(kernel.store.reader())
        .await?;
    let mut in_force: Vec<(String, Moment)> = Vec::new();
    for record in records {
        in_force.retain(|(purpose, _)| *purpose != record.purpose);
        if let (ConsentEvent::Given | ConsentEvent::Renewed, Some(until)) = (record.event, record.until) {
            in_force.push((record.purpose, until));
        }
    }
    Ok(in_force)
}

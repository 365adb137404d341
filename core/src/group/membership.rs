//! A person's place in a group.
mod hidden;
mod people;
mod stop;

pub use hidden::{
    APPROVAL_NEEDED, Hidden, NOTHING_HIDDEN, REASON_NEEDED, REVEAL_FOR, ask_to_reveal, asked_about, is_asked, is_kept, keep_suitability, may_reveal,
    reveal, suitability_place,
};
pub use people::{Line, accepted_version, find, frozen, group_of, note_seen, page};
pub use stop::{END_REASONS, NOT_A_PARTICIPANT, PAUSE_REASONS, WRONG_REASON, end, pause, resume};

use crate::{
    Kernel, Refusal, Result,
    admission::UNKNOWN_GROUP,
    id::{GroupId, MembershipId},
    table::membership,
    vault::{Owner, Place},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Where an alias is sealed.
pub fn alias_place(group: GroupId, membership: MembershipId) -> Place {
    Place::of("memberships", "alias", membership.0).within(group.0)
}

/// The alias, opened. Empty once its key is destroyed.
pub async fn alias(kernel: &Kernel, membership: &membership::Model) -> Result<String> {
    match kernel.vault.find(Owner::Membership(membership.group, membership.id)).await? {
        Some(key) => Ok(key.open(alias_place(membership.group, membership.id), &membership.alias)?),
        None => Ok(String::new()),
    }
}

/// One membership, which must be there.
pub async fn get(kernel: &Kernel, id: MembershipId) -> Result<membership::Model> {
    Ok(membership::Entity::find_by_id(id).one(kernel.store.reader()).await?.ok_or(UNKNOWN_GROUP)?)
}

/// Every membership of a group, whatever its state.
pub async fn list(kernel: &Kernel, group: GroupId) -> Result<Vec<membership::Model>> {
    Ok(membership::Entity::find().filter(membership::Column::Group.eq(group)).all(kernel.store.reader()).await?)
}

/// Every refusal about a place in a group: for the words test.
pub const REFUSALS: [&[Refusal]; 2] = [stop::REFUSALS, hidden::REFUSALS];

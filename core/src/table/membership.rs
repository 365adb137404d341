//! `memberships`: a person's place in a group.
use crate::clock::Moment;
use crate::id::{GroupId, MembershipId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    #[sea_orm(string_value = "participant")]
    Participant,
    #[sea_orm(string_value = "facilitator")]
    Facilitator,
    #[sea_orm(string_value = "interpreter")]
    Interpreter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum MembershipState {
    #[sea_orm(string_value = "active")]
    Active,
    #[sea_orm(string_value = "paused")]
    Paused,
    #[sea_orm(string_value = "ended")]
    Ended,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "memberships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MembershipId,
    pub person: PersonId,
    pub group: GroupId,
    pub role: Role,
    pub state: MembershipState,
    pub alias: Sealed,
    /// Keyed hash of what the alias looks like: two alike are refused.
    pub likeness: Option<Vec<u8>>,
    /// Which shape and colour go with the alias, in this group only.
    pub shape: i32,
    /// What was said before is not shown.
    pub joined: Moment,
    pub ended: Option<Moment>,
    /// Code of the reason for a pause or an end.
    pub why: Option<String>,
    /// What staff noted on whether the group fits. Never shown to an administrator.
    pub suitability: Option<Sealed>,
    /// She asked to see content notes before the words.
    pub shows_notes: bool,
    /// The day, never the hour.
    pub seen: Option<Moment>,
    pub invited_by: Option<PersonId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

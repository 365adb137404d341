//! `text_addresses`: whose place a phone is, found by a keyed hash of its number. The number itself stands in her sealed record alone.
use hearth_core::{
    clock::Moment,
    id::{MembershipId, PersonId},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_addresses")]
pub struct Model {
    /// Keyed hash, in hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// A phone is of one place: what comes from it can never be meant for another.
    pub membership: MembershipId,
    pub person: PersonId,
    pub since: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `text_codes`: a code that somebody was shown on her page, with which she proves that a phone is hers. Kept as a keyed hash.
use hearth_core::{
    clock::Moment,
    id::{MembershipId, PersonId},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_codes")]
pub struct Model {
    /// One at a time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub membership: MembershipId,
    pub person: PersonId,
    pub hash: String,
    /// What she says of the number that she will write from.
    pub label: String,
    pub until: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

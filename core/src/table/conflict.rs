//! `conflicts`: two people who must not meet in a group, as keyed hashes.
use crate::clock::Moment;
use crate::id::{ConflictId, PersonId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conflicts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConflictId,
    pub one: Vec<u8>,
    pub other: Vec<u8>,
    pub created: Moment,
    pub created_by: PersonId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

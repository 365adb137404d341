//! `decisions`: why staff chose what they chose for a group.
use crate::clock::Moment;
use crate::id::{DecisionId, GroupId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DecisionId,
    pub group: GroupId,
    pub version: i32,
    pub content: Sealed,
    pub at: Moment,
    pub by: PersonId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `rehearsals`: a member of staff went through a group as a participant would.
use crate::clock::Moment;
use crate::id::{GroupId, PersonId, RehearsalId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rehearsals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RehearsalId,
    pub group: GroupId,
    pub person: PersonId,
    /// The version of the group that was tried.
    pub config: i32,
    /// Codes of the steps done.
    pub steps: String,
    pub passed: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

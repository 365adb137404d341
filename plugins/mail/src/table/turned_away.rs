//! `mail_turned_away`: how many letters were not taken, on which day and why. Not from whom, and nothing of what stood in them.
use hearth_core::{clock::Moment, id::GroupId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_turned_away")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// None where it was for no group.
    pub group: Option<GroupId>,
    /// A code; `mail-away-CODE` is its words.
    pub why: String,
    pub day: Moment,
    pub count: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `approvals`: an act that needs a second person.
use crate::clock::Moment;
use crate::id::{ApprovalId, GroupId, PersonId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approvals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalId,
    pub act: String,
    /// JSON of ids and codes, never words.
    pub subject: String,
    pub group: Option<GroupId>,
    pub asked_by: PersonId,
    pub asked: Moment,
    /// Where time may stand in for a second person.
    pub effective: Option<Moment>,
    pub agreed_by: Option<PersonId>,
    pub settled: Option<Moment>,
    pub outcome: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `reports`: someone asks a facilitator to look.
use crate::clock::Moment;
use crate::id::{EntryId, GroupId, MembershipId, PersonId, ReportId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    pub group: GroupId,
    pub entry: EntryId,
    pub by: MembershipId,
    pub reason: String,
    /// What she added, as an entry for staff.
    pub words: Option<EntryId>,
    pub at: Moment,
    pub closed: Option<Moment>,
    pub closed_by: Option<PersonId>,
    pub outcome: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

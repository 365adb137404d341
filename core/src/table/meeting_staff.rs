//! `meeting_staff`: who of the group's facilitators holds a meeting.
use crate::id::{MeetingId, MeetingStaffId, PersonId};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    #[sea_orm(string_value = "facilitator")]
    Facilitator,
    #[sea_orm(string_value = "co-facilitator")]
    CoFacilitator,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_staff")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingStaffId,
    pub meeting: MeetingId,
    pub person: PersonId,
    pub part: Part,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

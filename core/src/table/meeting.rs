//! `meetings`: each time that a group meets. Who was there is nowhere: only how many were.
use crate::clock::Moment;
use crate::id::{GroupId, MeetingId, MeetingPlanId};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum MeetingState {
    #[sea_orm(string_value = "planned")]
    Planned,
    /// People can come to the door. Nobody is in.
    #[sea_orm(string_value = "doors")]
    Doors,
    #[sea_orm(string_value = "open")]
    Open,
    /// Time for the last words. Nobody else comes in.
    #[sea_orm(string_value = "closing")]
    Closing,
    #[sea_orm(string_value = "closed")]
    Closed,
    #[sea_orm(string_value = "cancelled")]
    Cancelled,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meetings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingId,
    pub group: GroupId,
    pub plan: MeetingPlanId,
    pub state: MeetingState,
    pub doors: Moment,
    pub begins: Moment,
    pub ends: Moment,
    /// When it closes by itself.
    pub closes: Moment,
    pub capacity: i32,
    /// Keyed hash of the secret of its link, where people come by one.
    pub link: Option<Vec<u8>>,
    /// The same of its code, which can be said aloud.
    pub code: Option<Vec<u8>>,
    /// How many people were in it, once it is closed.
    pub attended: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

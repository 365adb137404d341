//! `meeting_plans`: when a group meets, once or again and again. Times are those of a clock on the wall of the zone: eight in
//! the evening stays eight in the evening when summer time ends.
use crate::clock::Moment;
use crate::id::{GroupId, MeetingPlanId, PersonId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingPlanId,
    pub group: GroupId,
    /// An RFC 5545 rule without its start; none: it is held once.
    pub rule: Option<String>,
    /// The first day, counted from 1970-01-01, and minutes after its midnight.
    pub day: i64,
    pub minute: i32,
    pub zone: String,
    /// The doors open so many minutes before.
    pub doors: i32,
    /// Minutes.
    pub length: i32,
    /// Minutes for the last words, after the end.
    pub grace: i32,
    /// How many people can be in it, staff not counted.
    pub capacity: i32,
    /// Codes of the languages that are spoken, with commas.
    pub languages: String,
    pub created: Moment,
    pub created_by: PersonId,
    pub ended: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

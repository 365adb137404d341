//! `interpreter_seats`: a seat for one interpreter in one meeting, taken by a link that works once.
use crate::clock::Moment;
use crate::id::{InterpreterSeatId, MeetingId, MembershipId, PersonId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interpreter_seats")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InterpreterSeatId,
    pub meeting: MeetingId,
    /// The language of the lane: a BCP 47 tag.
    pub language: String,
    /// Keyed hash of the secret of the link.
    pub secret: Vec<u8>,
    pub created_by: PersonId,
    pub used: Option<Moment>,
    /// The place that came of it, until the meeting closes.
    pub membership: Option<MembershipId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

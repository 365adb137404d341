//! `text_seats`: how somebody takes part in a group by texts. No row: not by texts, and that is how everyone begins.
use hearth_core::{
    clock::Moment,
    id::{GroupId, MembershipId, PersonId},
    vault::Sealed,
};
use sea_orm::entity::prelude::*;

pub use hearth_core::contact::owed::Mode;

/// Why nothing goes to her until she comes anew, by a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Rest {
    /// The carrier says that her number is dead, or is somebody else's.
    #[sea_orm(string_value = "gone")]
    Gone,
    /// Ninety days without a word of hers: the number may be in other hands (safety.md SMS-7).
    #[sea_orm(string_value = "silent")]
    Silent,
    /// Somebody wrote from it that she is not the one who is meant.
    #[sea_orm(string_value = "not-me")]
    NotMe,
    /// Staff stopped it.
    #[sea_orm(string_value = "staff")]
    Staff,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_seats")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub membership: MembershipId,
    pub group: GroupId,
    pub person: PersonId,
    pub mode: Mode,
    /// Nothing comes until she takes it back.
    pub paused: Option<Moment>,
    /// When the last sentence was sent that she has not looked after.
    pub told: Option<Moment>,
    /// Nothing comes until she comes anew.
    pub rests: Option<Rest>,
    /// The day of her last text.
    pub heard: Moment,
    /// A word that she must say before anything that was written comes: her keyed hash of it.
    pub word: Option<Sealed>,
    /// Her place in the group's feed: what stands up to there was sent to her, or is kept apart for her (`text_unread`).
    pub read: i64,
    /// The conversation that she was sent last: what she answers goes there.
    pub thread: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

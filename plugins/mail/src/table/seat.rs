//! `mail_seats`: how somebody takes part in a group by mail. No row: not by mail, and that is how everyone begins.
use hearth_core::{
    clock::Moment,
    id::{GroupId, MembershipId, PersonId},
    vault::Sealed,
};
use sea_orm::entity::prelude::*;

pub use hearth_core::contact::owed::Mode;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_seats")]
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
    /// A letter to her could not be brought, for good.
    pub bounced: Option<Moment>,
    /// Her public key, sealed like an address: it often bears one.
    pub key: Option<Sealed>,
    /// Never otherwise.
    pub sealed_only: bool,
    /// Counts up when her secret addresses are to be others.
    pub generation: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `mail_seats`: how somebody takes part in a group by mail. No row: not by mail, and that is how everyone begins.
use hearth_core::{
    clock::Moment,
    id::{GroupId, MembershipId, PersonId},
    vault::Sealed,
};
use sea_orm::entity::prelude::*;

/// What comes to her.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    #[sea_orm(string_value = "nothing")]
    Nothing,
    /// One neutral sentence, and no other before she has looked.
    #[sea_orm(string_value = "notice")]
    Notice,
    #[sea_orm(string_value = "whole")]
    Whole,
    /// All of a day together.
    #[sea_orm(string_value = "digest")]
    Digest,
}

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

//! `sign_ins`: a signed-in device. Not called a session.
use crate::clock::Moment;
use crate::id::{PersonId, SignInId};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Door {
    #[sea_orm(string_value = "member")]
    Member,
    #[sea_orm(string_value = "staff")]
    Staff,
    #[sea_orm(string_value = "rehearsal")]
    Rehearsal,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SignInId,
    pub person: PersonId,
    /// SHA-256 of the cookie: the cookie itself is not kept.
    pub token: Vec<u8>,
    /// Which of the two sides of the house it opens.
    pub door: Door,
    pub begun: Moment,
    /// To the minute: it decides when the sign-in lapses.
    pub used: Moment,
    pub until: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

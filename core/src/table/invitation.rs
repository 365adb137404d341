//! `invitations`: single-use, expiring; names nothing.
use crate::clock::Moment;
use crate::id::{GroupId, InvitationId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum InvitationKind {
    #[sea_orm(string_value = "member")]
    Member,
    #[sea_orm(string_value = "colleague")]
    Colleague,
    #[sea_orm(string_value = "return")]
    Return,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    pub kind: InvitationKind,
    pub group: Option<GroupId>,
    /// For a colleague: the site role.
    pub role: Option<String>,
    /// For a way back: whose.
    pub person: Option<PersonId>,
    /// Keyed hash of the link's secret.
    pub secret: Vec<u8>,
    /// Keyed hash of the spoken code.
    pub code: Option<Vec<u8>>,
    pub created: Moment,
    pub created_by: PersonId,
    pub until: Moment,
    /// A spoken code has less entropy, so it lives shorter.
    pub code_until: Option<Moment>,
    /// How the person said that she wants to come.
    pub interest: Option<String>,
    pub suitability: Option<Sealed>,
    /// Argon2id hash of the word agreed with staff.
    pub code_word: Option<Sealed>,
    pub used: Option<Moment>,
    pub revoked: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

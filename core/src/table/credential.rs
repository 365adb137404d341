//! `credentials`: a way to sign in.
use crate::clock::Moment;
use crate::id::{CredentialId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum CredentialKind {
    #[sea_orm(string_value = "passphrase")]
    Passphrase,
    #[sea_orm(string_value = "passkey")]
    Passkey,
    #[sea_orm(string_value = "totp")]
    Totp,
    #[sea_orm(string_value = "recovery")]
    Recovery,
    #[sea_orm(string_value = "code-word")]
    CodeWord,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credentials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CredentialId,
    pub person: PersonId,
    pub kind: CredentialKind,
    /// Keyed hash by which the credential is found: two words of a passphrase, or a passkey's id.
    pub locator: Option<Vec<u8>>,
    /// An Argon2id hash, a passkey's public key or a TOTP seed: sealed, whatever it is.
    pub secret: Sealed,
    /// `first`, `second`: which of two passkeys this is.
    pub label: Option<String>,
    pub created: Moment,
    /// To the day.
    pub used: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

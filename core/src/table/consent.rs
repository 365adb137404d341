//! `consents`: a consent record after ISO/IEC TS 27560:2023. Only ever added to.
use crate::clock::Moment;
use crate::id::{ConsentId, GroupId, MembershipId};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum ConsentEvent {
    #[sea_orm(string_value = "given")]
    Given,
    #[sea_orm(string_value = "refused")]
    Refused,
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
    #[sea_orm(string_value = "expired")]
    Expired,
    #[sea_orm(string_value = "renewed")]
    Renewed,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    /// The record's own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsentId,
    /// Version of this record's layout.
    pub schema: i32,
    /// The principal, by pseudonym.
    pub membership: MembershipId,
    pub group: GroupId,
    /// Key of the purpose.
    pub purpose: String,
    /// Version of the notice.
    pub notice: String,
    /// SHA-256 of the notice as it was shown.
    pub digest: Vec<u8>,
    pub language: String,
    pub event: ConsentEvent,
    /// `web`, `text`, `mail` or `spoken`.
    pub method: String,
    /// Who else receives the data: keys, with country; empty for nobody.
    pub recipients: String,
    pub at: Moment,
    /// Consent is always limited in time.
    pub until: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

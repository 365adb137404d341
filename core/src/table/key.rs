//! `keys`: data keys, each wrapped by the one above it. Destroying a row is how things are erased.
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    #[sea_orm(string_value = "site")]
    Site,
    #[sea_orm(string_value = "person")]
    Person,
    #[sea_orm(string_value = "group")]
    Group,
    #[sea_orm(string_value = "membership")]
    Membership,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keys")]
pub struct Model {
    /// Of the person, group or membership it belongs to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: KeyKind,
    pub wrapped: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `people`: someone known to the system. No name, no address: those that a person gives are in sealed columns elsewhere, or nowhere.
use crate::clock::Moment;
use crate::id::PersonId;
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum PersonState {
    #[sea_orm(string_value = "active")]
    Active,
    #[sea_orm(string_value = "frozen")]
    Frozen,
    #[sea_orm(string_value = "ended")]
    Ended,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// Whether this person may do anything at all.
    pub state: PersonState,
    /// `en` or `fr`: the language of every page and notice.
    pub language: String,
    /// What members and colleagues call a member of staff. Participants have an alias in each group instead.
    pub staff_name: Option<Sealed>,
    /// To the day.
    pub created: Moment,
    /// The day of the last visit, for "this device was last used". Never finer.
    pub seen: Option<Moment>,
    /// When she, or staff, said that someone else may hold her account.
    pub frozen: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

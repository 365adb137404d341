//! `applications`: someone unknown asks to come.
use crate::clock::Moment;
use crate::id::{ApplicationId, GroupId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum ApplicationState {
    #[sea_orm(string_value = "waiting")]
    Waiting,
    #[sea_orm(string_value = "accepted")]
    Accepted,
    #[sea_orm(string_value = "declined")]
    Declined,
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "applications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApplicationId,
    pub group: GroupId,
    pub state: ApplicationState,
    /// Keyed hash of the code by which she asks how it stands.
    pub code: Vec<u8>,
    /// Gone when decided, or after the group's days.
    pub answers: Option<Sealed>,
    pub language: String,
    pub created: Moment,
    pub decided: Option<Moment>,
    pub decided_by: Option<PersonId>,
    pub second_by: Option<PersonId>,
    /// Criterion by criterion.
    pub decision: Option<Sealed>,
    pub purge: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

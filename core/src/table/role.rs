//! `roles`: what a member of staff may do on the site.
use crate::clock::Moment;
use crate::id::{PersonId, RoleId};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum SiteRole {
    #[sea_orm(string_value = "administrator")]
    Administrator,
    #[sea_orm(string_value = "facilitator")]
    Facilitator,
    #[sea_orm(string_value = "intake")]
    Intake,
    #[sea_orm(string_value = "interpreter")]
    Interpreter,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RoleId,
    pub person: PersonId,
    pub role: SiteRole,
    pub asked_by: PersonId,
    /// The second person of the two-person rule.
    pub agreed_by: Option<PersonId>,
    /// From when it holds: at once with two people, after a day with one.
    pub effective: Moment,
    pub ended: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

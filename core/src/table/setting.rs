//! `settings`: what staff chose, by namespace; one row for the site, one for each group that differs.
use crate::clock::Moment;
use crate::id::{GroupId, PersonId, SettingId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    pub namespace: String,
    pub group: Option<GroupId>,
    /// JSON.
    pub value: String,
    pub changed: Moment,
    pub changed_by: Option<PersonId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

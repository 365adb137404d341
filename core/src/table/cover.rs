//! `covers`: when a named facilitator looks after a group: weekly, in the site's time zone.
use crate::id::{CoverId, GroupId, PersonId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "covers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CoverId,
    pub group: GroupId,
    pub person: PersonId,
    /// 1 is Monday.
    pub weekday: i32,
    /// Minutes after midnight.
    pub begins: i32,
    pub ends: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

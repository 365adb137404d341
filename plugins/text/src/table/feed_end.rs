//! `text_feed_ends`: the last position that was given out in a group's feed. It outlives the entries: a position is never given twice.
use hearth_core::id::GroupId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_feed_ends")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub group: GroupId,
    pub position: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

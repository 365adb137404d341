//! `text_feed`: the entries of a group in the order in which they could first be read. Written once, whoever takes part by texts and
//! however many they are: each of them has a place in it (`text_seats.read`).
use hearth_core::id::{EntryId, GroupId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_feed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub group: GroupId,
    /// From 1. Given out one after the other for each group, so none becomes visible after a later one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub entry: EntryId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

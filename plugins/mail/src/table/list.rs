//! `mail_lists`: the address of each group's list: a word, before the shelter's domain.
use hearth_core::id::GroupId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_lists")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub group: GroupId,
    /// Says nothing about the group.
    pub word: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

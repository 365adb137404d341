//! `mail_threads`: one row a conversation. Its words are entries of the core.
use hearth_core::{
    clock::Moment,
    id::{EntryId, GroupId},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_threads")]
pub struct Model {
    /// What an address can name it by: short, and of no meaning elsewhere.
    #[sea_orm(primary_key)]
    pub number: i64,
    /// The conversation of its entries.
    #[sea_orm(unique)]
    pub id: Uuid,
    pub group: GroupId,
    /// The entry that began it and bears its subject.
    pub opening: EntryId,
    pub created: Moment,
    /// When the newest published entry was said. None while nothing of it was ever let through.
    pub latest: Option<Moment>,
    /// Published entries, the first one included.
    pub entries: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `forum_topics`: one row a topic. Its title and all words are entries of the core.
use hearth_core::{
    clock::Moment,
    id::{EntryId, GroupId},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "forum_topics")]
pub struct Model {
    /// The conversation of its entries.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub group: GroupId,
    /// The entry that began it and bears its title.
    pub opening: EntryId,
    pub created: Moment,
    /// When the newest published entry was said. None while nothing of it was ever let through.
    pub latest: Option<Moment>,
    /// Published entries, the first one included.
    pub entries: i64,
    pub is_closed: bool,
    pub is_pinned: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `text_unread`: what waits for somebody behind her place in the feed: it was out of sight when she came past it, or she has a part of it.
use hearth_core::id::{EntryId, GroupId, MembershipId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_unread")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub membership: MembershipId,
    pub group: GroupId,
    pub entry: EntryId,
    /// Characters of it that were sent: a long one goes piece by piece.
    pub sent: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

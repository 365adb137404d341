//! `text_sent`: what went out lately: for receipts, for budgets, and so that a provider can be asked to delete it.
use hearth_core::{
    clock::Moment,
    id::{EntryId, GroupId, MembershipId},
    vault::Sealed,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_sent")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub line: Uuid,
    /// Keyed hash of the carrier's name for it.
    pub hash: String,
    /// Where it went, and the name itself: for taking it back.
    pub reference: Sealed,
    pub group: GroupId,
    pub membership: MembershipId,
    /// What it brought, where it was somebody's words.
    pub entry: Option<EntryId>,
    /// How many parts were paid for.
    pub parts: i32,
    pub at: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `mail_letters`: what is owed to somebody: an entry, until it is in the relay's hands or with the gate until her hour.
use hearth_core::{
    clock::Moment,
    id::{EntryId, GroupId, MembershipId},
};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Kind {
    #[sea_orm(string_value = "whole")]
    Whole,
    #[sea_orm(string_value = "digest")]
    Digest,
    #[sea_orm(string_value = "notice")]
    Notice,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_letters")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub entry: EntryId,
    pub membership: MembershipId,
    pub group: GroupId,
    pub kind: Kind,
    pub due: Moment,
    pub tries: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

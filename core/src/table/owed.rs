//! `owed`: what is owed to somebody by a medium: an entry, until its carrier has it or the gate keeps it for her hour.
use crate::{
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
#[sea_orm(table_name = "owed")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Code of the medium.
    pub medium: String,
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

//! `former_names`: what a name that somebody gave up looked like, as a keyed hash, so that nobody else passes for her by it.
use crate::id::{FormerNameId, GroupId, MembershipId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "former_names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FormerNameId,
    pub group: GroupId,
    pub membership: MembershipId,
    pub likeness: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

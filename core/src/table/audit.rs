//! `audit`: who did what: ids only, append-only, each row bound to the one before.
use crate::clock::Moment;
use crate::id::{GroupId, PersonId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub at: Moment,
    pub actor: Option<PersonId>,
    pub act: String,
    pub subject: Option<Uuid>,
    pub group: Option<GroupId>,
    /// A code.
    pub reason: Option<String>,
    pub before: Vec<u8>,
    pub digest: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `mail_gone`: that a letter to an address came back for good. Not which address: a mark that only the house can make of one.
use hearth_core::clock::Moment;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_gone")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub mark: i64,
    pub at: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `owings`: which entries were owed already to those who take part by a medium. However often an entry is brought, nobody gets it twice.
use crate::{clock::Moment, id::EntryId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "owings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry: EntryId,
    /// Code of the medium.
    #[sea_orm(primary_key, auto_increment = false)]
    pub medium: String,
    pub at: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

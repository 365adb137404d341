//! `safe_contacts`: how, when and in what words a person may be reached. No row: not at all.
use crate::clock::Moment;
use crate::id::{PersonId, SafeContactId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "safe_contacts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SafeContactId,
    pub person: PersonId,
    /// Media, hours, chosen words, "never".
    pub content: Sealed,
    pub confirmed: Moment,
    pub ask_again: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

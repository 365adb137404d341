//! `text_joinings`: who is coming in by texts: a phone, by its keyed hash, and the invitation that it brought.
use hearth_core::{clock::Moment, id::InvitationId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_joinings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    pub invitation: InvitationId,
    /// None until she said in which.
    pub language: Option<String>,
    pub until: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

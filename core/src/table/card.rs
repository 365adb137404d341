//! `cards`: a resource that staff can put into a conversation.
use crate::clock::Moment;
use crate::id::{CardId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CardId,
    /// Title and words in each language, telephone.
    pub content: Sealed,
    pub region: String,
    pub created: Moment,
    pub created_by: PersonId,
    pub ended: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `notices`: a neutral notice waiting for its hour.
use crate::clock::Moment;
use crate::id::{NoticeId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    pub person: PersonId,
    pub content: Sealed,
    pub due: Moment,
    pub until: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

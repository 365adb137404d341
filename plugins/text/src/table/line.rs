//! `text_lines`: a number or account of the house with one carrier. What is said about it is sealed: secrets are in it.
use hearth_core::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_lines")]
pub struct Model {
    /// Stands in the address that a carrier calls; it is drawn by chance.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Those of one network are tried in this order.
    pub position: i32,
    pub content: Sealed,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

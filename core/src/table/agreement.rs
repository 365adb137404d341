//! `agreements`: what the people of a group promise each other; versioned, never changed.
use crate::clock::Moment;
use crate::id::{AgreementId, GroupId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgreementId,
    pub group: GroupId,
    pub version: i32,
    /// In each language.
    pub words: Sealed,
    /// SHA-256 of what is shown: an acceptance names it.
    pub digest: Vec<u8>,
    pub created: Moment,
    pub created_by: PersonId,
    /// Why a clause was taken out, as a code.
    pub why: Option<String>,
    /// The second person, where a clause was taken out.
    pub agreed_by: Option<PersonId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

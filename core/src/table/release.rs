//! `releases`: written, time-limited consent to tell a named third party something.
use crate::clock::Moment;
use crate::id::{PersonId, ReleaseId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "releases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReleaseId,
    pub person: PersonId,
    /// What, to whom, why.
    pub content: Sealed,
    pub at: Moment,
    pub until: Moment,
    pub revoked: Option<Moment>,
    pub asked_by: PersonId,
    pub signed: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

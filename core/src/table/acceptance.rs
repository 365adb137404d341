//! `acceptances`: someone agreed to one version of an agreement.
use crate::clock::Moment;
use crate::id::{AcceptanceId, AgreementId, MembershipId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "acceptances")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AcceptanceId,
    pub membership: MembershipId,
    pub agreement: AgreementId,
    pub digest: Vec<u8>,
    pub language: String,
    pub modality: String,
    pub at: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

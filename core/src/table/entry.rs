//! `entries`: everything that anybody said, by whatever modality: the only table of people's words.
use crate::clock::Moment;
use crate::id::{EntryId, GroupId, MembershipId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    #[sea_orm(string_value = "group")]
    Group,
    #[sea_orm(string_value = "staff")]
    Staff,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum EntryState {
    #[sea_orm(string_value = "held")]
    Held,
    #[sea_orm(string_value = "published")]
    Published,
    #[sea_orm(string_value = "hidden")]
    Hidden,
    #[sea_orm(string_value = "removed")]
    Removed,
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entries")]
pub struct Model {
    /// Order within this database. Never shown: it would count.
    #[sea_orm(primary_key)]
    pub seq: i64,
    /// Random: says neither when nor how many.
    pub id: EntryId,
    pub group: GroupId,
    pub author: MembershipId,
    pub modality: String,
    /// The whole group, or a private line between one person and staff.
    pub audience: Audience,
    /// Whose private line.
    pub line: Option<MembershipId>,
    /// The conversation it belongs to, as its modality draws it: a topic, a meeting.
    pub thread: Option<Uuid>,
    pub state: EntryState,
    /// None once they are gone.
    pub words: Option<Sealed>,
    /// What staff propose to let through instead, until the author says.
    pub proposal: Option<Sealed>,
    /// Codes of why it was held.
    pub reasons: String,
    pub at: Moment,
    pub published: Option<Moment>,
    pub edited: Option<Moment>,
    pub keep_until: Moment,
    /// Hash of the sender's own id for it: the same again is the same entry.
    pub client: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! `groups`: people who support each other.
use crate::clock::Moment;
use crate::id::{GroupId, PersonId};
use crate::vault::Sealed;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum GroupState {
    #[sea_orm(string_value = "draft")]
    Draft,
    #[sea_orm(string_value = "rehearsing")]
    Rehearsing,
    #[sea_orm(string_value = "open")]
    Open,
    #[sea_orm(string_value = "paused")]
    Paused,
    #[sea_orm(string_value = "closed")]
    Closed,
}

impl GroupState {
    /// Whether people are in it, who were told what it is. Before that staff try it; after its end it does not change.
    pub fn has_people(self) -> bool {
        matches!(self, GroupState::Open | GroupState::Paused)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Timing {
    #[sea_orm(string_value = "synchronous")]
    Synchronous,
    #[sea_orm(string_value = "asynchronous")]
    Asynchronous,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Duration {
    #[sea_orm(string_value = "drop-in")]
    DropIn,
    #[sea_orm(string_value = "time-limited")]
    TimeLimited,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Vetting {
    #[sea_orm(string_value = "invited")]
    Invited,
    #[sea_orm(string_value = "open-intake")]
    OpenIntake,
    #[sea_orm(string_value = "lobby")]
    Lobby,
    #[sea_orm(string_value = "meeting-code")]
    MeetingCode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum Anonymity {
    #[sea_orm(string_value = "numbered")]
    Numbered,
    #[sea_orm(string_value = "alias")]
    Alias,
    #[sea_orm(string_value = "first-name")]
    FirstName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "kebab-case")]
pub enum PreModeration {
    #[sea_orm(string_value = "first-entries")]
    FirstEntries,
    #[sea_orm(string_value = "everything")]
    Everything,
    #[sea_orm(string_value = "after")]
    After,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GroupId,
    pub state: GroupState,
    /// Name, purpose, method and the rest of what staff wrote about it, in each language.
    pub about: Sealed,
    pub modality: Option<String>,
    /// Other ways into the same conversation, beside it: keys, with spaces between them.
    pub linked: String,
    pub timing: Option<Timing>,
    pub duration: Option<Duration>,
    /// How people are vetted. There is no value for "not at all".
    pub vetting: Option<Vetting>,
    pub anonymity: Anonymity,
    /// Hours that words are kept; none: they are never written to the disk.
    pub keep_hours: Option<i32>,
    pub starts: Option<Moment>,
    pub intake_until: Option<Moment>,
    pub ends: Option<Moment>,
    /// When everything of the group is erased.
    pub purge: Option<Moment>,
    /// An ongoing group is looked at again on this day.
    pub review: Option<Moment>,
    pub capacity: i32,
    pub pre_moderation: PreModeration,
    pub slow_seconds: i32,
    /// Nobody can write; everybody can read.
    pub is_paused: bool,
    /// Locked down: nobody but its facilitators gets in.
    pub is_locked: bool,
    /// Grows with each change that a rehearsal must see.
    pub config: i32,
    pub created: Moment,
    pub created_by: PersonId,
    pub closed: Option<Moment>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl Model {
    /// Whether a meeting of it can be held now: it is open, not locked, not paused.
    pub fn may_meet(&self) -> bool {
        self.state == GroupState::Open && !self.is_locked && !self.is_paused
    }
}

impl ActiveModelBehavior for ActiveModel {}

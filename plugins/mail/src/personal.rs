//! What the list keeps about somebody, and takes away with her: her seat, and what was owed to her. That letters to an address came back
//! stays for two months: a keyed hash, which nobody can read an address from, and what it protects is that no other goes there.
use crate::{
    seat,
    table::seat::{Column, Entity},
};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    id::MembershipId,
    personal_data::{Catalogued, Class, PersonalData},
    store::Tx,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

/// Every column of the list's tables.
pub const CATALOGUE: &[Catalogued] = &[
    ("mail_house", "id", Class::Id),
    ("mail_house", "content", Class::Settings),
    ("mail_lists", "group", Class::Id),
    ("mail_lists", "word", Class::Settings),
    ("mail_threads", "number", Class::Order),
    ("mail_threads", "id", Class::Id),
    ("mail_threads", "group", Class::Id),
    ("mail_threads", "opening", Class::Id),
    ("mail_threads", "created", Class::Time),
    ("mail_threads", "latest", Class::Time),
    ("mail_threads", "entries", Class::State),
    ("mail_seats", "membership", Class::Id),
    ("mail_seats", "group", Class::Id),
    ("mail_seats", "person", Class::Id),
    ("mail_seats", "mode", Class::Preference),
    ("mail_seats", "paused", Class::Time),
    ("mail_seats", "told", Class::Time),
    ("mail_seats", "bounced", Class::Time),
    ("mail_seats", "key", Class::Contact),
    ("mail_seats", "sealed_only", Class::Preference),
    ("mail_seats", "generation", Class::Order),
    ("mail_gone", "mark", Class::Contact),
    ("mail_gone", "at", Class::Time),
    ("mail_turned_away", "id", Class::Order),
    ("mail_turned_away", "group", Class::Id),
    ("mail_turned_away", "why", Class::State),
    ("mail_turned_away", "day", Class::Time),
    ("mail_turned_away", "count", Class::State),
];

pub struct Kept;

#[async_trait]
impl PersonalData for Kept {
    async fn export(&self, kernel: &Kernel, membership: MembershipId) -> Result<Value> {
        let Some(row) = seat::by_membership(kernel, membership).await? else { return Ok(Value::Null) };
        let key = seat::key(kernel, &row).await?.and_then(|it| it.armored().ok());
        Ok(json!({ "mode": row.mode, "paused": row.paused, "key": key, "sealed_only": row.sealed_only }))
    }

    async fn erase(&self, _: &Kernel, tx: &Tx, membership: MembershipId) -> Result<()> {
        Entity::delete_many().filter(Column::Membership.eq(membership)).exec(tx).await?;
        Ok(())
    }
}

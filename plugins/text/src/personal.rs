//! What the bridge keeps about somebody, and takes away with her: her seat, her phone's hash, what waited for her. That she said STOP stays:
//! it is a keyed hash, and what it protects is that nothing is ever sent there again.
use crate::{
    code, phone, seat, sending,
    table::seat::{Column, Entity},
    unread,
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

/// Every column of the bridge's tables.
pub const CATALOGUE: &[Catalogued] = &[
    ("text_lines", "id", Class::Id),
    ("text_lines", "position", Class::Order),
    ("text_lines", "content", Class::Settings),
    ("text_seats", "membership", Class::Id),
    ("text_seats", "group", Class::Id),
    ("text_seats", "person", Class::Id),
    ("text_seats", "mode", Class::Preference),
    ("text_seats", "paused", Class::Time),
    ("text_seats", "told", Class::Time),
    ("text_seats", "rests", Class::State),
    ("text_seats", "heard", Class::Time),
    ("text_seats", "word", Class::Secret),
    ("text_seats", "read", Class::Order),
    ("text_seats", "thread", Class::Id),
    ("text_feed", "group", Class::Id),
    ("text_feed", "position", Class::Order),
    ("text_feed", "entry", Class::Id),
    ("text_feed_ends", "group", Class::Id),
    ("text_feed_ends", "position", Class::Order),
    ("text_unread", "id", Class::Order),
    ("text_unread", "membership", Class::Id),
    ("text_unread", "group", Class::Id),
    ("text_unread", "entry", Class::Id),
    ("text_unread", "sent", Class::State),
    ("text_addresses", "hash", Class::Contact),
    ("text_addresses", "membership", Class::Id),
    ("text_addresses", "person", Class::Id),
    ("text_addresses", "since", Class::Time),
    ("text_stops", "hash", Class::Contact),
    ("text_stops", "since", Class::Time),
    ("text_codes", "membership", Class::Id),
    ("text_codes", "person", Class::Id),
    ("text_codes", "hash", Class::Secret),
    ("text_codes", "label", Class::Preference),
    ("text_codes", "until", Class::Time),
    ("text_joinings", "hash", Class::Contact),
    ("text_joinings", "invitation", Class::Id),
    ("text_joinings", "language", Class::Preference),
    ("text_joinings", "until", Class::Time),
    ("text_arrivals", "hash", Class::Id),
    ("text_arrivals", "day", Class::Time),
    ("text_sent", "id", Class::Order),
    ("text_sent", "line", Class::Id),
    ("text_sent", "hash", Class::Id),
    ("text_sent", "reference", Class::Contact),
    ("text_sent", "group", Class::Id),
    ("text_sent", "membership", Class::Id),
    ("text_sent", "entry", Class::Id),
    ("text_sent", "parts", Class::State),
    ("text_sent", "at", Class::Time),
];

pub struct Kept;

#[async_trait]
impl PersonalData for Kept {
    async fn export(&self, kernel: &Kernel, membership: MembershipId) -> Result<Value> {
        let Some(row) = seat::by_membership(kernel, membership).await? else { return Ok(Value::Null) };
        Ok(json!({ "mode": row.mode, "paused": row.paused, "heard": row.heard, "has_word": row.word.is_some() }))
    }

    async fn erase(&self, _: &Kernel, tx: &Tx, membership: MembershipId) -> Result<()> {
        unread::forget(tx, membership).await?;
        phone::forget(tx, membership).await?;
        code::forget(tx, membership).await?;
        sending::forget(tx, membership).await?;
        Entity::delete_many().filter(Column::Membership.eq(membership)).exec(tx).await?;
        Ok(())
    }
}

//! Her consent records, in the terms of ISO/IEC TS 27560:2023, for her to take along. Hers alone; nothing of others.
use super::{super::agreement::hex, KEEP_WORDS, history};
use crate::{
    Kernel, Result,
    clock::Moment,
    site,
    table::{
        consent::{self, ConsentEvent},
        group, membership,
    },
};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;

/// The records of one membership, oldest first.
pub async fn export(kernel: &Kernel, membership: &membership::Model) -> Result<Value> {
    let site = site::current(kernel).await?;
    let group = group::Entity::find_by_id(membership.group).one(kernel.store.reader()).await?;
    let keep_hours = group.and_then(|it| it.keep_hours);
    let records = history(kernel, membership.id).await?;
    let records: Vec<Value> = records.iter().map(|it| record(it, &site.discreet_name, keep_hours)).collect();
    Ok(Value::Array(records))
}

fn record(it: &consent::Model, controller: &str, keep_hours: Option<i32>) -> Value {
    json!({
        "header": {
            "schema_version": format!("ISO/IEC TS 27560:2023#hearth-{}", it.schema),
            "record_id": it.id.to_string(),
            // A number for this place in this group: no name, and nothing that leads to one.
            "pii_principal_id": it.membership.to_string(),
        },
        "pii_processing": {
            "pii_controllers": [controller],
            "privacy_notice": { "version": it.notice, "digest_sha256": hex(&it.digest), "language": it.language },
            "purposes": [{
                "purpose": it.purpose,
                "pii_categories": categories(&it.purpose),
                "recipients": it.recipients.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>(),
                "retention_hours": keep_hours,
                "storage": "encrypted at rest, by the controller",
            }],
        },
        "events": [{
            "event_type": event(it.event),
            "event_time": time(it.at),
            "event_method": it.method,
            "validity_until": it.until.map(time),
        }],
    })
}

fn categories(purpose: &str) -> Vec<&'static str> {
    if purpose == KEEP_WORDS.key { vec!["words", "alias"] } else { Vec::new() }
}

fn event(event: ConsentEvent) -> &'static str {
    match event {
        ConsentEvent::Given => "given",
        ConsentEvent::Refused => "refused",
        ConsentEvent::Withdrawn => "withdrawn",
        ConsentEvent::Expired => "expired",
        ConsentEvent::Renewed => "renewed",
    }
}

fn time(at: Moment) -> String {
    at.utc().format(&Rfc3339).unwrap_or_default()
}

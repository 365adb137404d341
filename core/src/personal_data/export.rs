//! What she may take with her: her own, never another's. No group is named and no hour told: the file may be found.
use super::own;
use crate::{
    Kernel, Result,
    clock::Moment,
    contact::safe_contact,
    id::PersonId,
    site,
    table::{consent, entry::Audience, membership},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// Everything of hers, as one JSON value.
pub async fn export(kernel: &Kernel, person: PersonId) -> Result<Value> {
    let days = Days::new(kernel).await?;
    let row = own::person(kernel, person).await?;
    let mut places = Vec::new();
    for (count, place) in own::memberships(kernel, person).await?.iter().rev().enumerate() {
        places.push(place_of(kernel, &days, count + 1, place).await?);
    }
    let contact = safe_contact::find(kernel, person).await?.map(|it| serde_json::to_value(&it.content)).transpose()?;
    Ok(json!({
        "made": days.say(kernel.clock.now()),
        "language": row.language,
        "places": places,
        "how_to_reach_me": contact,
        "releases": super::release::list(kernel, person).await?.iter().map(|it| json!({
            "to": it.content.to, "what": it.content.what, "why": it.content.why,
            "until": days.say(it.until), "signed": it.signed.map(|at| days.say(at)), "ended": it.revoked.map(|at| days.say(at)),
        })).collect::<Vec<_>>(),
    }))
}

async fn place_of(kernel: &Kernel, days: &Days, count: usize, place: &membership::Model) -> Result<Value> {
    let entries: Vec<Value> = own::words(kernel, place.id)
        .await?
        .into_iter()
        .filter_map(|it| {
            let words = it.words?;
            let to = if it.audience == Audience::Staff { "staff" } else { "everyone" };
            Some(json!({ "day": days.say(it.at), "to": to, "title": words.heading, "note": words.note, "words": words.body }))
        })
        .collect();
    let records = consent::Entity::find().filter(consent::Column::Membership.eq(place.id)).order_by_asc(consent::Column::At);
    let consents: Vec<Value> = records
        .all(kernel.store.reader())
        .await?
        .into_iter()
        .map(|it| json!({ "purpose": it.purpose, "event": it.event, "day": days.say(it.at), "until": it.until.map(|at| days.say(at)) }))
        .collect();
    let mut more = serde_json::Map::new();
    for plugin in &kernel.plugins {
        if let Some(data) = &plugin.personal_data {
            more.insert(plugin.name.to_owned(), data.export(kernel, place.id).await?);
        }
    }
    let alias = crate::group::membership::alias(kernel, place).await?;
    Ok(json!({ "place": count, "name": alias, "since": days.say(place.joined), "entries": entries, "consents": consents, "more": more }))
}

/// Days as the shelter counts them, and nothing finer.
struct Days(site::Zone);

impl Days {
    async fn new(kernel: &Kernel) -> Result<Days> {
        Ok(Days(site::current(kernel).await?.zone()))
    }

    fn say(&self, moment: Moment) -> String {
        self.0.local(moment).utc().date().to_string()
    }
}

//! That she agreed to be reached: one consent for each medium, in the consent records like every other, limited in time.
use super::{Medium, Purpose};
use crate::{
    Kernel, Result,
    clock::{Moment, days},
    id::{ConsentId, PersonId},
    locale::Language,
    store::Tx,
    table::{
        consent::{self, ConsentEvent},
        membership::{self, MembershipState},
        person,
    },
    vault::digest,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::time::Duration;

/// How long one consent holds (safety.md CON-2).
pub const HOLDS: Duration = days(90);
/// Version of the words under which she agrees: the keys `personal-contact-notice-…`.
const NOTICE: &str = "contact-1";

/// The purpose in the consent records.
pub fn purpose(by: Medium, why: Purpose) -> &'static str {
    match (by, why.is_notice()) {
        (Medium::Email, true) => "notice-by-email",
        (Medium::Text, true) => "notice-by-text",
        (_, false) => attendance(by),
    }
}

/// That what the group says comes to her by this medium: a second yes, apart from the one to a neutral sentence.
pub fn attendance(by: Medium) -> &'static str {
    match by {
        Medium::Email => "attend-by-email",
        Medium::Text => "attend-by-text",
    }
}

/// Until when one place of hers holds the consent; none where the last record is not a yes.
pub async fn agreed_until(db: &impl ConnectionTrait, membership: &membership::Model, purpose: &str) -> Result<Option<Moment>> {
    let said = consent::Entity::find().filter(consent::Column::Membership.eq(membership.id)).filter(consent::Column::Purpose.eq(purpose));
    Ok(until(said.all(db).await?, purpose))
}

/// The same, of everything that was ever said in this place.
pub(super) fn until(said: Vec<consent::Model>, purpose: &str) -> Option<Moment> {
    let said: Vec<_> = said.into_iter().filter(|it| it.purpose == purpose).collect();
    let newest = said.iter().map(|it| it.at).max()?;
    let deciding: Vec<_> = said.into_iter().filter(|it| it.at == newest).collect();
    // Two records of one moment: the one that says no wins.
    let is_yes = |it: &consent::Model| matches!(it.event, ConsentEvent::Given | ConsentEvent::Renewed);
    deciding.iter().all(is_yes).then(|| deciding.iter().filter_map(|it| it.until).min()).flatten()
}

pub(super) async fn places(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<membership::Model>> {
    let rows = membership::Entity::find().filter(membership::Column::Person.eq(person)).filter(membership::Column::State.ne(MembershipState::Ended));
    Ok(rows.all(db).await?)
}

pub(super) async fn language(tx: &Tx, person: PersonId) -> Result<Language> {
    let row = person::Entity::find_by_id(person).one(tx).await?;
    Ok(row.and_then(|it| Language::from_code(&it.language)).unwrap_or_default())
}

/// Writes down, in every place of hers, a yes for these media and a no for those that had a yes before.
pub(super) async fn record(kernel: &Kernel, tx: &Tx, person: PersonId, on: &[Medium], language: Language) -> Result<()> {
    record_all(kernel, tx, person, on, language).await.map(|_| ())
}

/// Ends every one of them; gives the places in which something ended.
pub(super) async fn record_none(kernel: &Kernel, tx: &Tx, person: PersonId, language: Language) -> Result<Vec<membership::Model>> {
    record_all(kernel, tx, person, &[], language).await
}

async fn record_all(kernel: &Kernel, tx: &Tx, person: PersonId, on: &[Medium], language: Language) -> Result<Vec<membership::Model>> {
    let mut ended = Vec::new();
    for place in places(tx, person).await? {
        let mut ends = false;
        for medium in Medium::ALL {
            ends |= say_in(kernel, tx, &place, (medium, on.contains(&medium)), "web", language).await?;
        }
        if ends {
            ended.push(place);
        }
    }
    Ok(ended)
}

/// What she says by a medium itself, in every place of hers: that neutral sentences may come by it, or that nothing may. Gives the places
/// in which something ended.
pub async fn say(kernel: &Kernel, tx: &Tx, person: PersonId, by: Medium, is_yes: bool, language: Language) -> Result<Vec<membership::Model>> {
    let mut ended = Vec::new();
    for place in places(tx, person).await? {
        if say_in(kernel, tx, &place, (by, is_yes), by.code(), language).await? {
            ended.push(place);
        }
    }
    Ok(ended)
}

/// Whether something ended by it.
async fn say_in(
    kernel: &Kernel,
    tx: &Tx,
    place: &membership::Model,
    (medium, is_yes): (Medium, bool),
    method: &'static str,
    language: Language,
) -> Result<bool> {
    let said = Said { purpose: purpose(medium, Purpose::Notice), by: medium, notice: NOTICE, shown: "personal-contact-agree", method, language };
    let mut ends = add(kernel, tx, place, is_yes, &said).await?;
    if !is_yes {
        // Where nothing may come, no words may come either.
        ends |= add(kernel, tx, place, false, &Said { purpose: attendance(medium), ..said }).await?;
    }
    Ok(ends)
}

/// To what she said yes or no, and how.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    pub purpose: &'static str,
    pub by: Medium,
    /// Version of the words that she read, and their key.
    pub notice: &'static str,
    pub shown: &'static str,
    /// `web`, or the medium by which she said it.
    pub method: &'static str,
    pub language: Language,
}

/// Adds a record to one place of hers, where it changes or renews anything; whether something ended by it.
pub async fn add(kernel: &Kernel, tx: &Tx, place: &membership::Model, is_yes: bool, said: &Said) -> Result<bool> {
    let event = match (is_yes, agreed_until(tx, place, said.purpose).await?) {
        (true, None) => ConsentEvent::Given,
        (true, Some(_)) => ConsentEvent::Renewed,
        (false, Some(_)) => ConsentEvent::Withdrawn,
        (false, None) => return Ok(false),
    };
    let now = kernel.clock.now();
    let row = consent::ActiveModel {
        id: Set(ConsentId::new()),
        schema: Set(1),
        membership: Set(place.id),
        group: Set(place.group),
        purpose: Set(said.purpose.into()),
        notice: Set(said.notice.into()),
        digest: Set(digest(kernel.words.say(said.language, said.shown, &[]).as_bytes())),
        language: Set(said.language.code().into()),
        event: Set(event),
        method: Set(said.method.into()),
        recipients: Set(said.by.code().to_owned()),
        at: Set(now),
        until: Set(is_yes.then(|| now + HOLDS)),
    };
    row.insert(tx).await?;
    Ok(!is_yes)
}

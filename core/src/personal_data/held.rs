//! What is kept about one person now: how many of each, and until when. For her own page.
use super::{Class, own, release};
use crate::{
    Kernel, Result,
    clock::Moment,
    contact::safe_contact,
    id::PersonId,
    table::{
        consent, credential,
        entry::{self, Audience},
        membership::{self, MembershipState},
        sign_in,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// One kind of thing that is kept about her.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Alias,
    Words,
    WordsToStaff,
    Consents,
    WayBack,
    Devices,
    SafeContact,
    StaffNote,
    Releases,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::Alias,
        Kind::Words,
        Kind::WordsToStaff,
        Kind::Consents,
        Kind::WayBack,
        Kind::Devices,
        Kind::SafeContact,
        Kind::StaffNote,
        Kind::Releases,
    ];

    /// Ends the keys of its words.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Alias => "alias",
            Kind::Words => "words",
            Kind::WordsToStaff => "words-to-staff",
            Kind::Consents => "consents",
            Kind::WayBack => "way-back",
            Kind::Devices => "devices",
            Kind::SafeContact => "safe-contact",
            Kind::StaffNote => "staff-note",
            Kind::Releases => "releases",
        }
    }

    /// The inventory's class, which says who sees it.
    pub fn class(self) -> Class {
        match self {
            Kind::Alias => Class::Alias,
            Kind::Words | Kind::WordsToStaff => Class::Words,
            Kind::Consents | Kind::Releases => Class::Consent,
            Kind::WayBack | Kind::Devices => Class::Secret,
            Kind::SafeContact => Class::Contact,
            Kind::StaffNote => Class::StaffNote,
        }
    }
}

/// How much of it, and when the last of it goes. No moment: when she leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub kind: Kind,
    pub count: u64,
    pub until: Option<Moment>,
}

/// All of it, where there is any.
pub async fn list(kernel: &Kernel, person: PersonId) -> Result<Vec<Held>> {
    let (reader, now) = (kernel.store.reader(), kernel.clock.now());
    let all = own::memberships(kernel, person).await?;
    let places: Vec<_> = all.iter().map(|it| it.id).collect();
    let mut held = Vec::new();
    let mut add = |kind, count: u64, until| {
        if count > 0 {
            held.push(Held { kind, count, until });
        }
    };
    add(Kind::Alias, all.iter().filter(|it: &&membership::Model| it.state != MembershipState::Ended).count() as u64, None);
    for (kind, audience) in [(Kind::Words, Audience::Group), (Kind::WordsToStaff, Audience::Staff)] {
        let hers = entry::Entity::find()
            .filter(entry::Column::Author.is_in(places.clone()))
            .filter(entry::Column::Audience.eq(audience))
            .filter(entry::Column::Words.is_not_null());
        let last = hers.clone().order_by_desc(entry::Column::KeepUntil).one(reader).await?.map(|it| it.keep_until);
        add(kind, hers.count(reader).await?, last);
    }
    let consents = consent::Entity::find().filter(consent::Column::Membership.is_in(places)).all(reader).await?;
    add(Kind::Consents, consents.len() as u64, consents.iter().filter_map(|it| it.until).max().filter(|it| *it > now));
    add(Kind::WayBack, credential::Entity::find().filter(credential::Column::Person.eq(person)).count(reader).await?, None);
    let devices = sign_in::Entity::find().filter(sign_in::Column::Person.eq(person)).all(reader).await?;
    add(Kind::Devices, devices.len() as u64, devices.iter().map(|it| it.until).max());
    if let Some(kept) = safe_contact::find(kernel, person).await? {
        add(Kind::SafeContact, 1, Some(kept.confirmed + safe_contact::FORGET));
    }
    add(Kind::StaffNote, all.iter().filter(|it| it.suitability.is_some()).count() as u64, None);
    let releases = release::list(kernel, person).await?;
    add(Kind::Releases, releases.len() as u64, releases.iter().map(|it| it.until).max());
    Ok(held)
}

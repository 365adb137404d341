//! Consent: item by item, informed by what the server really does, always limited in time, never ticked beforehand, taken
//! back at once. Records follow ISO/IEC TS 27560:2023 and are only ever added to.
//!
//! What is asked comes from the data inventory: each class of personal data either needs a purpose that she agrees to, or is
//! told of and needs none ([`purpose_of`]). A new class does not compile before this is decided.
mod export;
mod notice;
mod record;

pub use export::export;
pub use notice::{Notice, notice};
pub(super) use record::keep;
pub use record::{Answer, Expiry, answer, history, read, withdraw};

use crate::{
    Kernel, Result,
    clock::{Moment, days},
    group::ways,
    personal_data::{Class, catalogue::CATALOGUE},
    table::{
        consent::{self, ConsentEvent},
        group, membership,
    },
};
use std::time::Duration;

/// How long a consent holds before she is asked again (safety.md CON-2).
pub const HOLDS: Duration = days(90);
/// The layout of our records.
const SCHEMA: i32 = 1;

/// What personal data is used for, where she has a say in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Purpose {
    /// Stored with the record; `joining-purpose-…` are its words.
    pub key: &'static str,
    pub classes: &'static [Class],
}

/// Her words are kept so that others can read them. Admission to write needs it.
pub const KEEP_WORDS: Purpose = Purpose { key: "keep-words", classes: &[Class::Words, Class::Alias] };

/// The purpose for which a class of data needs her yes when she joins. None: it is either not about her, not asked here, or
/// without it there is nothing to take part in, and the page says so instead of asking.
fn purpose_of(class: Class) -> Option<Purpose> {
    match class {
        Class::Words => Some(KEEP_WORDS),
        // A name for this group alone, chosen by her: goes with the words.
        Class::Alias => None,
        // Asked for where she gives it, item by item: safe contact, applications.
        Class::Contact | Class::Screening => None,
        // Needed so that what she decided can be kept to.
        Class::Consent | Class::Preference | Class::Secret | Class::Id | Class::State | Class::Time | Class::Order => None,
        // Not about participants, or by staff about the group.
        Class::GroupWords | Class::Settings | Class::StaffName | Class::StaffNote => None,
    }
}

/// What someone is asked when she joins this group: from every column that the core and the group's modality keep.
pub fn purposes(kernel: &Kernel, group: &group::Model) -> Vec<Purpose> {
    let plugins = kernel.plugins.iter().filter(|it| ways::has(group, it.name)).flat_map(|it| it.catalogue);
    let mut asked: Vec<Purpose> = Vec::new();
    for (_, _, class) in CATALOGUE.iter().chain(plugins) {
        if let Some(purpose) = purpose_of(*class).filter(|it| !asked.contains(it)) {
            asked.push(purpose);
        }
    }
    asked
}

/// How it stands with one purpose, for one membership.
#[derive(Debug, Clone)]
pub struct State {
    pub purpose: &'static str,
    pub is_given: bool,
    /// The last record; none where she was never asked.
    pub event: Option<ConsentEvent>,
    pub at: Option<Moment>,
    pub until: Option<Moment>,
}

/// How it stands now, purpose by purpose.
pub async fn state(kernel: &Kernel, membership: &membership::Model) -> Result<Vec<State>> {
    use sea_orm::EntityTrait;
    let Some(group) = group::Entity::find_by_id(membership.group).one(kernel.store.reader()).await? else { return Ok(Vec::new()) };
    let records = history(kernel, membership.id).await?;
    let now = kernel.clock.now();
    let last = |key: &str| records.iter().rev().find(|it| it.purpose == key);
    let of = |purpose: Purpose| {
        let last: Option<&consent::Model> = last(purpose.key);
        State {
            purpose: purpose.key,
            is_given: last
                .is_some_and(|it| matches!(it.event, ConsentEvent::Given | ConsentEvent::Renewed) && it.until.is_some_and(|until| until > now)),
            event: last.map(|it| it.event),
            at: last.map(|it| it.at),
            until: last.and_then(|it| it.until),
        }
    };
    Ok(purposes(kernel, &group).into_iter().map(of).collect())
}

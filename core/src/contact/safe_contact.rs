//! How, when and in which words a person may be reached. Sealed by her own key. No record: not at all, and that is how
//! everyone begins.
use super::{Medium, before::Before, decision::NOTICE_WORDS, permission, quiet_hours::Hours};
use crate::{
    Kernel, Refusal, Result,
    bus::Signal,
    clock::{Moment, days},
    event::{self, ConsentEnded},
    id::{PersonId, SafeContactId},
    locale::Language,
    refusals,
    store::Tx,
    table::{notice, safe_contact},
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::time::Duration;

refusals! {
    /// Not an address of this kind.
    NOT_AN_ADDRESS = "personal-contact-not-an-address" => 422;
    /// The end of the hours is not after their beginning, or no day is chosen.
    NO_HOURS = "personal-contact-no-hours" => 422;
    /// It is her own main number or address, and she has not said that this is fine.
    PRIMARY = "personal-contact-primary" => 422;
    /// Not one of the sentences.
    NO_SUCH_WORDS = "personal-contact-no-such-words" => 422;
    /// Nothing here carries words out by this medium.
    NOTHING_CARRIES = "personal-contact-nothing-carries" => 409;
}

/// How long it holds without her word (safety.md CON-5).
pub const ASK_AGAIN: Duration = days(30);
/// Asked again and not answered: after as long again the record itself goes.
pub const FORGET: Duration = days(60);

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SafeContact {
    /// "Never write to me": stronger than anything else here.
    pub never: bool,
    pub ways: Vec<Way>,
    pub hours: Hours,
    /// Key of the neutral sentence that she chose.
    pub words: String,
    /// Whether one comes before a group of hers meets.
    pub before: Before,
}

/// One address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub medium: Medium,
    pub address: String,
    pub label: Label,
    /// She read what her main number gives away, and wants it all the same.
    pub knows_primary: bool,
}

/// An address is never printed: a log line is for ever.
impl std::fmt::Debug for Way {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Way({:?}, {:?})", self.medium, self.label)
    }
}

/// What she says of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Nobody but she reads it.
    Safe,
    /// Made for this alone.
    Virtual,
    /// The one that everybody knows.
    Primary,
}

impl Label {
    pub const ALL: [Label; 3] = [Label::Safe, Label::Virtual, Label::Primary];

    pub fn code(self) -> &'static str {
        match self {
            Label::Safe => "safe",
            Label::Virtual => "virtual",
            Label::Primary => "primary",
        }
    }
}

impl Way {
    pub fn is_usable(&self) -> bool {
        !self.address.is_empty() && (self.label != Label::Primary || self.knows_primary)
    }

    fn check(&self) -> Result<(), Refusal> {
        let address = &self.address;
        let looks_right = match self.medium {
            Medium::Text => {
                // What has no number on its network stands after the network's name.
                let (network, at) = address.split_once(':').unwrap_or(("", address));
                let digits = at.chars().filter(char::is_ascii_digit).count();
                match network {
                    "" | "whatsapp" => (7..=15).contains(&digits) && at.chars().all(|it| it.is_ascii_digit() || "+-(). ".contains(it)),
                    "signal" => !at.is_empty() && at.chars().all(|it| it.is_ascii_hexdigit() || "+-".contains(it)),
                    "telegram" => digits > 0 && digits == at.chars().count(),
                    _ => false,
                }
            }
            Medium::Email => match address.split_once('@') {
                Some((name, host)) => {
                    !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !address.contains(char::is_whitespace)
                }
                None => false,
            },
        };
        if !looks_right || address.len() > 254 {
            return Err(NOT_AN_ADDRESS);
        }
        match self.is_usable() {
            true => Ok(()),
            false => Err(PRIMARY),
        }
    }
}

impl SafeContact {
    pub fn way(&self, by: Medium) -> Option<&Way> {
        self.ways.iter().find(|it| it.medium == by)
    }

    /// Whether it can be kept as it is. "Never" needs nothing else.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.never || self.ways.is_empty() {
            return Ok(());
        }
        self.ways.iter().try_for_each(Way::check)?;
        let hours_hold = !self.hours.days.is_empty() && self.hours.from >= 0 && self.hours.from < self.hours.to && self.hours.to <= 24 * 60;
        if !hours_hold {
            return Err(NO_HOURS);
        }
        match NOTICE_WORDS.contains(&self.words.as_str()) {
            true => Ok(()),
            false => Err(NO_SUCH_WORDS),
        }
    }
}

/// The record, opened, and its clock.
#[derive(Debug, Clone)]
pub struct Kept {
    pub content: SafeContact,
    pub confirmed: Moment,
    pub ask_again: Moment,
}

fn place(id: SafeContactId) -> Place {
    Place::of("safe_contacts", "content", id.0)
}

/// What she said; none where she said nothing, or where her key is gone.
pub async fn find(kernel: &Kernel, person: PersonId) -> Result<Option<Kept>> {
    let Some(row) = kernel.store.row::<safe_contact::Entity>(safe_contact::Column::Person, person).await? else { return Ok(None) };
    let Some(key) = kernel.vault.find(Owner::Person(person)).await? else { return Ok(None) };
    Ok(Some(Kept { content: key.open(place(row.id), &row.content)?, confirmed: row.confirmed, ask_again: row.ask_again }))
}

/// Keeps what she says now, in place of what she said before, and records for each medium that she agreed, or no longer does.
/// What was waiting to be sent is let go: it was decided under other words.
pub async fn change(kernel: &Kernel, person: PersonId, content: SafeContact, language: Language) -> Result<()> {
    content.check()?;
    let on: Vec<Medium> = if content.never { Vec::new() } else { content.ways.iter().map(|it| it.medium).collect() };
    if on.iter().any(|it| kernel.transport(*it).is_none()) {
        return Err(NOTHING_CARRIES.into());
    }
    let (kernel_in, now) = (kernel.clone(), kernel.clock.now());
    kernel
        .store
        .write(async move |tx: &Tx| {
            clear(tx, person).await?;
            let id = SafeContactId::new();
            let sealed = kernel_in.vault.key_in(tx, Owner::Person(person)).await?.seal(place(id), &content)?;
            let row = safe_contact::ActiveModel {
                id: Set(id),
                person: Set(person),
                content: Set(sealed),
                confirmed: Set(now),
                ask_again: Set(now + ASK_AGAIN),
            };
            row.insert(tx).await?;
            permission::record(&kernel_in, tx, person, &on, language).await
        })
        .await?;
    changed(kernel, person);
    Ok(())
}

/// "Yes, it is still fine": the clock begins anew.
pub async fn confirm(kernel: &Kernel, person: PersonId) -> Result<()> {
    let now = kernel.clock.now();
    kernel
        .store
        .write(async move |tx: &Tx| {
            safe_contact::Entity::update_many()
                .col_expr(safe_contact::Column::Confirmed, Expr::value(now.0))
                .col_expr(safe_contact::Column::AskAgain, Expr::value((now + ASK_AGAIN).0))
                .filter(safe_contact::Column::Person.eq(person))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await
}

/// Nothing reaches her any more, what waits included. Effective when it returns.
pub async fn end(kernel: &Kernel, person: PersonId) -> Result<()> {
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            clear(tx, person).await?;
            let language = permission::language(tx, person).await?;
            for membership in permission::record_none(&kernel_in, tx, person, language).await? {
                let ended = ConsentEnded { membership: membership.id, person, group: membership.group };
                event::record(&kernel_in, tx, &ended).await?;
            }
            Ok(())
        })
        .await?;
    changed(kernel, person);
    Ok(())
}

/// Takes the record and everything that waits, in a transaction that does more.
pub(crate) async fn clear(tx: &Tx, person: PersonId) -> Result<()> {
    safe_contact::Entity::delete_many().filter(safe_contact::Column::Person.eq(person)).exec(tx).await?;
    notice::Entity::delete_many().filter(notice::Column::Person.eq(person)).exec(tx).await?;
    Ok(())
}

fn changed(kernel: &Kernel, person: PersonId) {
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    kernel.outbox.wake();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(medium: Medium, address: &str, label: Label) -> SafeContact {
        SafeContact {
            never: false,
            ways: vec![Way { medium, address: address.into(), label, knows_primary: false }],
            hours: Hours { days: vec![1], from: 600, to: 660 },
            words: NOTICE_WORDS[0].into(),
            before: Before::Nothing,
        }
    }

    #[test]
    fn her_main_number_is_kept_only_once_she_said_that_it_is_fine() {
        let mut her = record(Medium::Text, "+1 514 555 0142", Label::Primary);
        assert_eq!(her.check(), Err(PRIMARY));
        her.ways[0].knows_primary = true;
        assert_eq!(her.check(), Ok(()));
    }

    #[test]
    fn what_cannot_be_reached_is_said_before_it_is_kept() {
        for wrong in ["", "juniper", "514-555", "5145550142 or 911 please"] {
            assert_eq!(record(Medium::Text, wrong, Label::Safe).check(), Err(NOT_AN_ADDRESS), "{wrong}");
        }
        for wrong in ["juniper", "juniper@", "@example.org", "a b@example.org", "a@example"] {
            assert_eq!(record(Medium::Email, wrong, Label::Safe).check(), Err(NOT_AN_ADDRESS), "{wrong}");
        }
        assert_eq!(record(Medium::Email, "juniper@example.org", Label::Virtual).check(), Ok(()));
    }

    #[test]
    fn never_needs_nothing_else_and_hours_need_a_day() {
        assert_eq!(SafeContact { never: true, ..SafeContact::default() }.check(), Ok(()));
        let mut her = record(Medium::Text, "5145550142", Label::Safe);
        her.hours.days.clear();
        assert_eq!(her.check(), Err(NO_HOURS));
    }

    #[test]
    fn an_address_is_not_in_what_is_printed() {
        let her = record(Medium::Text, "5145550142", Label::Safe);
        assert!(!format!("{her:?}").contains("5145550142"));
    }
}

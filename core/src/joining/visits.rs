//! What is remembered about a visit: in memory only, by the digest of the cookie, gone when she leaves or the server stops.
use super::journey::Way;
use crate::{clock::Moment, id::PersonId, locale::Language};
use dashmap::DashMap;
use std::time::Duration;

/// A visit that is not continued is forgotten.
const KEPT: Duration = Duration::from_secs(2 * 60 * 60);
/// More than any shelter has at once: a flood of visits costs a bounded memory.
const MOST: usize = 20_000;

#[derive(Default, Clone)]
struct Visit {
    last: Option<Moment>,
    place: Option<String>,
    staff_page: Option<String>,
    language: Option<Language>,
    lapsed: Option<PersonId>,
    way: Option<Way>,
}

#[derive(Default)]
pub struct Visits(DashMap<Vec<u8>, Visit>);

impl Visits {
    pub fn place(&self, visit: &[u8]) -> Option<String> {
        self.0.get(visit).and_then(|it| it.place.clone())
    }

    pub fn remember_place(&self, visit: &[u8], place: &str, now: Moment) {
        self.change(visit, now, |it| it.place = Some(place.to_owned()));
    }

    /// The page of staff that was shown last: where a form that was sent too late came from.
    pub fn staff_page(&self, visit: &[u8]) -> Option<String> {
        self.0.get(visit).and_then(|it| it.staff_page.clone())
    }

    pub fn remember_staff_page(&self, visit: &[u8], page: &str, now: Moment) {
        self.change(visit, now, |it| it.staff_page = Some(page.to_owned()));
    }

    pub fn language(&self, visit: &[u8]) -> Option<Language> {
        self.0.get(visit).and_then(|it| it.language)
    }

    pub fn choose_language(&self, visit: &[u8], language: Language, now: Moment) {
        self.change(visit, now, |it| it.language = Some(language));
    }

    /// Whose sign-in lapsed in this visit: what she was writing is put aside for her, and for nobody else who signs in.
    pub fn lapsed(&self, visit: &[u8]) -> Option<PersonId> {
        self.0.get(visit).and_then(|it| it.lapsed)
    }

    pub fn set_lapsed(&self, visit: &[u8], person: PersonId, now: Moment) {
        self.change(visit, now, |it| it.lapsed = Some(person));
    }

    /// What she is on the way to.
    pub fn way(&self, visit: &[u8]) -> Option<Way> {
        self.0.get(visit).and_then(|it| it.way.clone())
    }

    pub fn set_way(&self, visit: &[u8], way: Option<Way>, now: Moment) {
        self.change(visit, now, |it| it.way = way);
    }

    /// She signs in: the visit goes on under a new cookie.
    pub fn move_on(&self, old: &[u8], new: &[u8]) {
        if let Some((_, visit)) = self.0.remove(old) {
            self.0.insert(new.to_vec(), visit);
        }
    }

    /// She leaves.
    pub fn forget(&self, visit: &[u8]) {
        self.0.remove(visit);
    }

    /// Visits that were not continued.
    pub fn forget_quiet(&self, now: Moment) {
        self.0.retain(|_, it| it.last.is_some_and(|last| last + KEPT > now));
    }

    fn change(&self, visit: &[u8], now: Moment, how: impl FnOnce(&mut Visit)) {
        if self.0.len() >= MOST && !self.0.contains_key(visit) {
            self.forget_quiet(now);
            if self.0.len() >= MOST {
                return;
            }
        }
        let mut found = self.0.entry(visit.to_vec()).or_default();
        found.last = Some(now);
        how(&mut found);
    }
}

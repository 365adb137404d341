//! How much one phone may write, and how often it may be wrong. In memory alone: after a restart everybody begins anew.
use hearth_core::clock::{DAY, HOUR, Moment};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Texts of one phone in an hour that are taken at all.
const TAKEN: usize = 60;
/// What one phone says to its group in an hour before it waits for staff.
const SAID: usize = 20;
/// Wrong codes of one phone in an hour: of sixteen digits, and of eight, nobody guesses one by this.
const WRONG: usize = 5;
/// Wrong codes of everybody together in an hour.
const WRONG_OF_ALL: usize = 100;
/// Wrong words of hers in an hour.
const WRONG_WORDS: usize = 5;
/// No more is remembered: then what is over goes.
const REMEMBERED: usize = 20_000;

#[derive(Default)]
pub struct Rates(Mutex<HashMap<String, Vec<Moment>>>);

impl Rates {
    /// Notes a text; whether it is far more than anybody writes.
    pub fn is_flood(&self, phone: &str, now: Moment) -> bool {
        self.note(format!("taken {phone}"), now) > TAKEN
    }

    /// Notes something said; whether it is so much that staff look first.
    pub fn is_too_many(&self, phone: &str, now: Moment) -> bool {
        self.note(format!("said {phone}"), now) > SAID
    }

    /// Whether a code may be tried.
    pub fn may_try(&self, phone: &str, now: Moment) -> bool {
        self.count(&format!("wrong {phone}"), now) < WRONG && self.count("wrong", now) < WRONG_OF_ALL
    }

    /// A code was wrong.
    pub fn was_wrong(&self, phone: &str, now: Moment) {
        self.note(format!("wrong {phone}"), now);
        self.note("wrong".into(), now);
    }

    /// Whether her word may be tried.
    pub fn may_say_word(&self, phone: &str, now: Moment) -> bool {
        self.count(&format!("word {phone}"), now) < WRONG_WORDS
    }

    /// Her word was wrong.
    pub fn wrong_word(&self, phone: &str, now: Moment) {
        self.note(format!("word {phone}"), now);
    }

    /// Whether it is the first time today that this is said to her.
    pub fn is_first_today(&self, what: &str, phone: &str, now: Moment) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let said = known.entry(format!("{what} {phone}")).or_default();
        let is_first = said.iter().all(|at| *at + DAY <= now);
        if is_first {
            *said = vec![now];
        }
        is_first
    }

    /// How many in the last hour, with this one.
    fn note(&self, key: String, now: Moment) -> usize {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() > REMEMBERED {
            known.retain(|_, it| it.iter().any(|at| *at + DAY > now));
        }
        let of_it = known.entry(key).or_default();
        of_it.retain(|at| *at + HOUR > now);
        of_it.push(now);
        of_it.len()
    }

    fn count(&self, key: &str, now: Moment) -> usize {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).map_or(0, |it| it.iter().filter(|at| **at + HOUR > now).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_795_453_200_000);

    #[test]
    fn a_phone_that_writes_far_too_much_is_heard_no_more_for_an_hour() {
        let rates = Rates::default();
        assert!((0..TAKEN).all(|_| !rates.is_flood("a", NOW)));
        assert!(rates.is_flood("a", NOW));
        assert!(!rates.is_flood("b", NOW));
        assert!(!rates.is_flood("a", NOW + HOUR));
    }

    #[test]
    fn codes_are_not_guessed() {
        let rates = Rates::default();
        for _ in 0..WRONG {
            assert!(rates.may_try("a", NOW));
            rates.was_wrong("a", NOW);
        }
        assert!(!rates.may_try("a", NOW));
        assert!(rates.may_try("b", NOW));
        for at in 0..WRONG_OF_ALL {
            rates.was_wrong(&at.to_string(), NOW);
        }
        assert!(!rates.may_try("b", NOW), "from many phones no more than from one");
        assert!(rates.may_try("a", NOW + HOUR));
    }

    #[test]
    fn she_is_told_once_a_day() {
        let rates = Rates::default();
        assert!(rates.is_first_today("got-it", "a", NOW));
        assert!(!rates.is_first_today("got-it", "a", NOW + HOUR));
        assert!(rates.is_first_today("got-it", "a", NOW + DAY));
    }
}

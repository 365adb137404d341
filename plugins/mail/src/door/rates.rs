//! How many letters of one person and of one list were taken in the last hour (safety.md EML-9), what was said by mail in the last day
//! (EML-7), and whom a first answer went to. In memory alone: after a restart everybody begins anew, and what is too much waits for staff,
//! it is not lost.
use hearth_core::{
    clock::{DAY, HOUR, Moment},
    id::{GroupId, MembershipId},
    vault::digest,
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use uuid::Uuid;

/// Of one person in an hour.
const OF_ONE: usize = 10;
/// Of one list.
const OF_ALL: usize = 60;
/// In characters. What is shorter people say again and again, and each for herself.
const LONG: usize = 40;
/// No more is remembered: then the oldest half goes.
const REMEMBERED: usize = 20_000;

#[derive(Default)]
pub struct Rates {
    came: Mutex<HashMap<Uuid, Vec<Moment>>>,
    asked: Mutex<HashMap<Vec<u8>, Moment>>,
    said: Mutex<HashMap<Vec<u8>, (String, Moment)>>,
}

impl Rates {
    /// Notes one letter; whether it is one too many.
    pub fn is_too_many(&self, of: MembershipId, group: GroupId, now: Moment) -> bool {
        let mut came = self.came.lock().unwrap_or_else(PoisonError::into_inner);
        if came.len() > REMEMBERED {
            came.retain(|_, it| it.iter().any(|at| *at + HOUR > now));
        }
        let mut count = |key: Uuid| {
            let hour = came.entry(key).or_default();
            hour.retain(|at| *at + HOUR > now);
            hour.push(now);
            hour.len()
        };
        let (one, all) = (count(of.0), count(group.0));
        one > OF_ONE || all > OF_ALL
    }

    /// Notes what a letter says; whether another one said the very same in this group within a day. People do not: it goes round, from
    /// one list to another and back. `id`: names the letter, which may be brought more than once.
    pub fn goes_round(&self, group: GroupId, words: &str, id: &str, now: Moment) -> bool {
        let words: Vec<&str> = words.split_whitespace().collect();
        let words = words.join(" ");
        if words.chars().count() < LONG {
            return false;
        }
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.len() > REMEMBERED {
            said.retain(|_, it| it.1 + DAY > now);
        }
        let key = digest(format!("{group}\n{words}").as_bytes());
        match said.get(&key) {
            Some((first, at)) if *at + DAY > now => first != id,
            _ => {
                said.insert(key, (id.to_owned(), now));
                false
            }
        }
    }

    /// Whether an address, by its keyed hash, may get a first answer: one a day.
    pub fn may_ask(&self, address: Vec<u8>, now: Moment) -> bool {
        once_in(DAY, &self.asked, address, now)
    }
}

fn once_in(length: Duration, known: &Mutex<HashMap<Vec<u8>, Moment>>, key: Vec<u8>, now: Moment) -> bool {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() > REMEMBERED {
        known.retain(|_, at| *at + length > now);
    }
    let is_new = known.get(&key).is_none_or(|at| *at + length <= now);
    if is_new {
        known.insert(key, now);
    }
    is_new
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_795_453_200_000);

    #[test]
    fn ten_an_hour_of_one_and_sixty_of_a_list() {
        let (rates, group, her) = (Rates::default(), GroupId::new(), MembershipId::new());
        assert!((0..10).all(|_| !rates.is_too_many(her, group, NOW)));
        assert!(rates.is_too_many(her, group, NOW));
        assert!(!rates.is_too_many(her, GroupId::new(), NOW + HOUR), "an hour later");
        assert!((0..49).all(|_| !rates.is_too_many(MembershipId::new(), group, NOW)), "eleven of hers count, too");
        assert!(rates.is_too_many(MembershipId::new(), group, NOW), "the sixty-first");
    }

    #[test]
    fn what_is_said_in_the_same_words_within_a_day_goes_round() {
        let (rates, group) = (Rates::default(), GroupId::new());
        let said = "I sleep badly, and in the morning I am tired.";
        assert!(!rates.goes_round(group, said, "one", NOW));
        assert!(!rates.goes_round(group, said, "one", NOW + HOUR), "the same letter, brought again");
        assert!(rates.goes_round(group, "I sleep badly, and\nin the morning  I am tired.", "two", NOW + HOUR));
        assert!(!rates.goes_round(GroupId::new(), said, "two", NOW) && !rates.goes_round(group, said, "three", NOW + DAY));
        assert!(!rates.goes_round(group, "Thank you!", "four", NOW) && !rates.goes_round(group, "Thank you!", "five", NOW));
    }

    #[test]
    fn a_first_answer_goes_to_an_address_once_a_day() {
        let rates = Rates::default();
        assert!(rates.may_ask(vec![1], NOW));
        assert!(!rates.may_ask(vec![1], NOW + HOUR));
        assert!(rates.may_ask(vec![2], NOW));
        assert!(rates.may_ask(vec![1], NOW + DAY));
    }
}

//! How many letters of one person and of one list were taken in the last hour (safety.md EML-9), and whom a first answer went to in the last
//! day. In memory alone: after a restart everybody begins anew, and what is too much waits for staff, it is not lost.
use hearth_core::{
    clock::{DAY, HOUR, Moment},
    id::{GroupId, MembershipId},
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
/// No more is remembered: then the oldest half goes.
const REMEMBERED: usize = 20_000;

#[derive(Default)]
pub struct Rates {
    came: Mutex<HashMap<Uuid, Vec<Moment>>>,
    asked: Mutex<HashMap<Vec<u8>, Moment>>,
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
    fn a_first_answer_goes_to_an_address_once_a_day() {
        let rates = Rates::default();
        assert!(rates.may_ask(vec![1], NOW));
        assert!(!rates.may_ask(vec![1], NOW + HOUR));
        assert!(rates.may_ask(vec![2], NOW));
        assert!(rates.may_ask(vec![1], NOW + DAY));
    }
}

//! Slows guessing down without giving anyone a way to lock her out: what is throttled is a source on a target, never the
//! target alone. Kept in memory only, under a key that changes daily: no address is ever on a disk (safety.md LOG-2).
use crate::{
    Result,
    clock::{DAY, Moment},
    refusals,
    vault::DataKey,
};
use dashmap::DashMap;
use std::{net::IpAddr, sync::Mutex, time::Duration};

refusals! {
    /// Too many tries.
    TOO_MANY = "person-too-many-tries" => 429;
}

/// Failures, and the rest they earn (after rauthy: 7, 10, 15, 20, 25).
const RESTS: &[(u32, Duration)] =
    &[(25, DAY), (20, Duration::from_secs(3600)), (15, Duration::from_secs(900)), (10, Duration::from_secs(600)), (7, Duration::from_secs(60))];

pub struct Throttle {
    key: Mutex<(Moment, DataKey)>,
    tries: DashMap<Vec<u8>, (u32, Moment)>,
}

impl Throttle {
    pub fn new() -> Result<Throttle> {
        Ok(Throttle { key: Mutex::new((Moment(0), DataKey::random()?)), tries: DashMap::new() })
    }

    /// What is guessed at, by the hash under which it is looked for.
    pub fn target(locator: &[u8]) -> String {
        use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
        BASE64_STANDARD_NO_PAD.encode(locator)
    }

    /// Refuses a source that has to rest. `target` is what is being guessed at.
    pub fn ask(&self, source: Option<IpAddr>, target: &str, now: Moment) -> Result<()> {
        let Some(tried) = self.tries.get(&self.name(source, target, now)?).map(|it| *it) else { return Ok(()) };
        let rest = RESTS.iter().find(|(failures, _)| tried.0 >= *failures).map(|(_, rest)| *rest);
        match rest.is_some_and(|rest| tried.1 + rest > now) {
            true => Err(TOO_MANY.into()),
            false => Ok(()),
        }
    }

    pub fn failed(&self, source: Option<IpAddr>, target: &str, now: Moment) -> Result<()> {
        let name = self.name(source, target, now)?;
        let mut tried = self.tries.entry(name).or_insert((0, now));
        *tried = (tried.0 + 1, now);
        Ok(())
    }

    pub fn succeeded(&self, source: Option<IpAddr>, target: &str, now: Moment) -> Result<()> {
        self.tries.remove(&self.name(source, target, now)?);
        Ok(())
    }

    /// A keyed hash of the source's network (/24 or /48) and the target.
    fn name(&self, source: Option<IpAddr>, target: &str, now: Moment) -> Result<Vec<u8>> {
        let mut key = self.key.lock().unwrap_or_else(|it| it.into_inner());
        if key.0 + DAY <= now {
            *key = (now, DataKey::random()?);
            self.tries.clear();
        }
        let network: Vec<u8> = match source {
            Some(IpAddr::V4(it)) => it.octets()[..3].to_vec(),
            Some(IpAddr::V6(it)) => it.octets()[..6].to_vec(),
            None => Vec::new(),
        };
        Ok(key.1.keyed_hash(target, &network))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{HOUR, MINUTE};

    const NOW: Moment = Moment(1_800_000_000_000);

    fn at(address: &str) -> Option<IpAddr> {
        address.parse().ok()
    }

    fn fail(throttle: &Throttle, source: Option<IpAddr>, target: &str, times: u32, now: Moment) {
        for _ in 0..times {
            throttle.failed(source, target, now).expect("counted");
        }
    }

    #[test]
    fn who_guesses_rests_and_she_does_not() {
        let throttle = Throttle::new().expect("a throttle");
        let (guesser, owner) = (at("203.0.113.7"), at("198.51.100.20"));
        fail(&throttle, guesser, "hers", 6, NOW);
        assert!(throttle.ask(guesser, "hers", NOW).is_ok(), "six mistakes are human");
        fail(&throttle, guesser, "hers", 1, NOW);
        assert_eq!(throttle.ask(guesser, "hers", NOW).expect_err("rests").refusal(), Some(TOO_MANY));
        assert!(throttle.ask(at("203.0.113.99"), "hers", NOW).is_err(), "a neighbour's address is the same source");
        assert!(throttle.ask(owner, "hers", NOW).is_ok(), "she is not locked out");
        assert!(throttle.ask(guesser, "another's", NOW).is_ok());
    }

    #[test]
    fn the_rest_grows_and_ends() {
        let throttle = Throttle::new().expect("a throttle");
        let source = at("2001:db8:1::1");
        fail(&throttle, source, "hers", 7, NOW);
        assert!(throttle.ask(source, "hers", NOW + MINUTE).is_ok());
        fail(&throttle, source, "hers", 13, NOW);
        assert!(throttle.ask(source, "hers", NOW + 59 * MINUTE).is_err());
        assert!(throttle.ask(source, "hers", NOW + HOUR).is_ok());
        throttle.succeeded(source, "hers", NOW).expect("forgotten");
        assert!(throttle.ask(source, "hers", NOW).is_ok());
    }
}

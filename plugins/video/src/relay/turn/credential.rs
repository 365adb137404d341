//! Who may use the way round: names and passwords that the house makes for one person in one room, good for ten minutes. They are kept
//! nowhere; the house knows its own by the signature.
use super::RelayError;
use rtc::crypto::{HmacAlgorithm, RTCCryptoProvider};
use std::{
    net::SocketAddr,
    sync::{Arc, LazyLock},
    time::Instant,
};
use uuid::Uuid;

/// Seconds (safety.md RTC-2: at most 10 minutes). What began in time goes on as long as she is in the room.
pub const GOOD_FOR: u64 = 600;

/// One person in one room. Both are of this moment: a room that opens again is another, and who comes back has another number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Owner {
    pub hall: Uuid,
    pub number: u32,
}

/// Seconds since this house started, counted from a day: nobody else's clock is compared with it, and none that is set changes it.
pub fn now() -> u64 {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    86_400 + BEGAN.elapsed().as_secs()
}

/// What the house signs with. Another with each start.
pub struct Secret {
    key: [u8; 32],
    crypto: Arc<dyn RTCCryptoProvider>,
}

impl Secret {
    pub fn new(crypto: Arc<dyn RTCCryptoProvider>) -> Result<Secret, RelayError> {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|_| RelayError::Cryptography)?;
        Ok(Secret { key, crypto })
    }

    /// Half of it is enough: 128 bits.
    fn signature(&self, what: &str) -> Option<String> {
        let mut tag = [0; 32];
        let mut mac = self.crypto.crypto().new_hmac(HmacAlgorithm::Sha256, &self.key).ok()?;
        mac.sign(&[what.as_bytes()], &mut tag).ok()?;
        Some(tag.iter().take(16).map(|it| format!("{it:02x}")).collect())
    }

    /// Her name and password, from now on.
    pub fn issue(&self, owner: Owner, now: u64) -> Option<(String, String)> {
        let name = format!("{}:{}:{}", now + GOOD_FOR, owner.hall.simple(), owner.number);
        let password = self.password(&name)?;
        Some((name, password))
    }

    /// The password of a name; whoever made the name up does not have it.
    pub fn password(&self, name: &str) -> Option<String> {
        self.signature(&format!("password {name}"))
    }

    /// A word that a client has to give back, so that nothing that was heard on the way can be said once more by another.
    pub fn nonce(&self, from: SocketAddr, now: u64) -> Option<String> {
        let until = now + GOOD_FOR;
        Some(format!("{until}-{}", self.signature(&format!("nonce {until} {from}"))?))
    }

    pub fn is_fresh(&self, nonce: &str, from: SocketAddr, now: u64) -> bool {
        let until = nonce.split('-').next().and_then(|it| it.parse::<u64>().ok()).unwrap_or_default();
        until > now && until <= now + GOOD_FOR && self.nonce(from, until.saturating_sub(GOOD_FOR)).as_deref() == Some(nonce)
    }
}

/// Whose name it is, and until when it is good. It is believed only with its password.
pub fn read(name: &str) -> Option<(Owner, u64)> {
    let mut parts = name.split(':');
    let (until, hall, number) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none();
    let owner = Owner { hall: Uuid::try_parse(hall).ok()?, number: number.parse().ok()? };
    Some((owner, until.parse().ok()?)).filter(|_| is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret::new(rtc::crypto::default_provider().unwrap()).unwrap()
    }

    #[test]
    fn a_password_is_for_one_name_of_one_house() {
        let (ours, other) = (secret(), secret());
        let owner = Owner { hall: Uuid::from_u128(1), number: 7 };
        let (name, password) = ours.issue(owner, 1000).unwrap();
        assert_eq!(read(&name), Some((owner, 1600)));
        assert_eq!(ours.password(&name).as_ref(), Some(&password));
        assert_ne!(other.password(&name).as_ref(), Some(&password));
        let (next, _) = ours.issue(Owner { number: 8, ..owner }, 1000).unwrap();
        assert_ne!(ours.password(&next).as_ref(), Some(&password), "another person");
        let (next, _) = ours.issue(Owner { hall: Uuid::from_u128(2), ..owner }, 1000).unwrap();
        assert_ne!(ours.password(&next).as_ref(), Some(&password), "another room");
        let (next, _) = ours.issue(owner, 1001).unwrap();
        assert_ne!(ours.password(&next).as_ref(), Some(&password), "a longer time");
        for wrong in ["", "1:2", "x:00000000000000000000000000000001:7", "1:nobody:7", "1:00000000000000000000000000000001:7:8"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_nonce_is_for_one_address_and_a_while() {
        let secret = secret();
        let (here, there) = ("192.0.2.1:5".parse().unwrap(), "192.0.2.1:6".parse().unwrap());
        let nonce = secret.nonce(here, 1000).unwrap();
        assert!(secret.is_fresh(&nonce, here, 1000) && secret.is_fresh(&nonce, here, 1599));
        assert!(!secret.is_fresh(&nonce, here, 1600), "too old");
        assert!(!secret.is_fresh(&nonce, there, 1000), "heard by another");
        for wrong in ["", "-", "1600-", "1600-00", "99999999999999999999-00", "18446744073709551615-00"] {
            assert!(!secret.is_fresh(wrong, here, 1000), "{wrong}");
        }
    }
}

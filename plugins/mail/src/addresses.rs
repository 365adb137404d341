//! The addresses of a list. Each is a token that the house alone can make and read: whose it is, what it is for, and from which day.
//! Nothing is kept about them; what ends one is that her place ended, that its day is long past, or that she has new ones.
//!
//! A token is 24 bytes under AES-SIV (RFC 5297), which gives the same address for the same thing every time and 40 bytes, so exactly the
//! 64 octets that the part before the `@` may have (RFC 5321, 4.5.3.1.1). It is written in the letters that survive any mail server's
//! changing of case.
use aes_siv::{KeyInit, siv::Aes128Siv};
use data_encoding::BASE32_NOPAD;
use hearth_core::{
    Kernel, Result,
    clock::{DAY, Moment},
    id::{EntryId, GroupId},
    vault::{DataKey, Owner},
};
use std::time::Duration;
use uuid::Uuid;

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Hers alone: where she writes to, whatever she wants to begin.
    Own = 1,
    /// Hers alone: an answer in one conversation.
    Answer = 2,
    /// Stands for an author, towards everybody; leads nowhere.
    Author = 3,
    /// Where a letter to her comes back to that could not be brought.
    Bounce = 4,
    /// Pauses what she gets.
    Pause = 5,
    /// Whoever got it was asked to agree, and answers.
    Agree = 6,
}

const USES: [Use; 6] = [Use::Own, Use::Answer, Use::Author, Use::Bounce, Use::Pause, Use::Agree];

impl Use {
    /// How long one is good for, where a day is in it.
    fn lasts(self) -> Option<Duration> {
        match self {
            Use::Own | Use::Author | Use::Pause => None,
            // As long as a consent holds (safety.md CON-2).
            Use::Answer => Some(90 * DAY),
            // Longer than any server goes on trying (RFC 5321, 4.5.4.1: 4 to 5 days).
            Use::Bounce => Some(14 * DAY),
            // As long as an invitation (safety.md IA-1).
            Use::Agree => Some(3 * DAY),
        }
    }
}

/// What an address says to the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub is_for: Use,
    /// A membership; for [`Use::Agree`] an invitation.
    pub of: Uuid,
    pub day: u16,
    /// Of her addresses: those of an earlier one are no longer hers.
    pub generation: u8,
    /// Of a conversation; for [`Use::Agree`] which words she was asked to agree to; for [`Use::Bounce`] to which address the letter went.
    pub number: u32,
}

/// Makes and reads them.
pub struct Addresses {
    key: [u8; 32],
    names: DataKey,
    domain: String,
}

const BYTES: usize = 24;
/// Of one address before the `@`.
pub const LONGEST: usize = 64;

impl Addresses {
    pub async fn new(kernel: &Kernel, domain: &str) -> Result<Addresses> {
        let house = kernel.vault.key(Owner::Site).await?;
        let mut key = [0; 32];
        key.copy_from_slice(&house.keyed_hash("mail-addresses", b"")[..32]);
        Ok(Addresses { key, names: house.derive("mail-names"), domain: domain.to_lowercase() })
    }

    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// An address of hers in the present generation of them.
    pub fn make(&self, token: Token) -> String {
        format!("{}@{}", self.local(token), self.domain)
    }

    /// The part before the `@`.
    pub fn local(&self, token: Token) -> String {
        let mut plain = [0; BYTES];
        plain[0] = token.is_for as u8;
        plain[1..17].copy_from_slice(token.of.as_bytes());
        plain[17..19].copy_from_slice(&token.day.to_be_bytes());
        plain[19] = token.generation;
        plain[20..].copy_from_slice(&token.number.to_be_bytes());
        let sealed = self.siv().encrypt(NO_HEADERS, &plain).unwrap_or_else(|_| unreachable!("one block and a half is not too long"));
        BASE32_NOPAD.encode(&sealed).to_lowercase()
    }

    /// What an address says, where the house made it and its day is not past.
    pub fn read(&self, address: &str, now: Moment) -> Option<Token> {
        let (local, domain) = address.trim().rsplit_once('@')?;
        if !domain.eq_ignore_ascii_case(&self.domain) {
            return None;
        }
        self.read_local(local, now)
    }

    pub fn read_local(&self, local: &str, now: Moment) -> Option<Token> {
        if local.len() != LONGEST || !local.is_ascii() {
            return None;
        }
        let sealed = BASE32_NOPAD.decode(local.to_uppercase().as_bytes()).ok()?;
        let plain: [u8; BYTES] = self.siv().decrypt(NO_HEADERS, &sealed).ok()?.try_into().ok()?;
        let token = Token {
            is_for: USES.into_iter().find(|it| *it as u8 == plain[0])?,
            of: Uuid::from_slice(&plain[1..17]).ok()?,
            day: u16::from_be_bytes([plain[17], plain[18]]),
            generation: plain[19],
            number: u32::from_be_bytes([plain[20], plain[21], plain[22], plain[23]]),
        };
        let is_good = token.is_for.lasts().is_none_or(|lasts| {
            let age = i64::from(day(now)) - i64::from(token.day);
            (0..=(lasts.as_secs() / DAY.as_secs()) as i64).contains(&age)
        });
        is_good.then_some(token)
    }

    /// The id of an entry's letters (RFC 5322, 3.6.4), the same for everyone and for ever: nobody can tell from it which entry, which
    /// group or when, and an answer that names a made-up one leads nowhere.
    pub fn message_id(&self, entry: EntryId) -> String {
        self.name("mail-entry", entry.0)
    }

    /// Names the list to programs that sort letters (RFC 2919), and to nobody else.
    pub fn list_id(&self, group: GroupId) -> String {
        self.name("mail-list", group.0).replacen('@', ".", 1)
    }

    /// Says which words were meant without saying them: as much as fits into an address.
    pub fn short_hash(&self, bytes: &[u8]) -> u32 {
        let hash = self.names.keyed_hash("mail-short", bytes);
        u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
    }

    fn name(&self, of: &str, id: Uuid) -> String {
        let hash = self.names.keyed_hash(of, id.as_bytes());
        format!("{}@{}", BASE32_NOPAD.encode(&hash[..15]).to_lowercase(), self.domain)
    }

    fn siv(&self) -> Aes128Siv {
        Aes128Siv::new(&self.key.into())
    }
}

const NO_HEADERS: [&[u8]; 0] = [];

/// Days since 1970, as far as an address counts them.
pub fn day(at: Moment) -> u16 {
    u16::try_from(at.0 / DAY.as_millis() as i64).unwrap_or(u16::MAX)
}

#[cfg(test)]
#[path = "addresses/tests.rs"]
mod tests;

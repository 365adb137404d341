//! The secrets of invitations: made here, kept only as keyed hashes.
//!
//! The key of the hashes is derived from the site's own, which is not in the database: who steals the database alone cannot
//! try all sixteen-digit codes against it.
use crate::{
    Kernel, Result,
    store::Tx,
    vault::{Owner, random},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

/// How many digits a code has that can be said aloud: 53 bits, as many as a telephone number can hide.
const DIGITS: usize = 16;

/// What somebody typed, pasted or came with.
pub enum Entered {
    /// The secret of a link.
    Link(String),
    /// A spoken code: digits only.
    Code(String),
}

impl Entered {
    /// Reads a whole link, its secret alone, or a code with whatever stands between the digits.
    pub fn read(text: &str) -> Option<Entered> {
        let text = text.trim();
        let last = text.rsplit_once("#i=").map_or(text, |(_, it)| it);
        let digits: String = last.chars().filter_map(|it| it.to_digit(10).and_then(|it| char::from_digit(it, 10))).collect();
        let only_digits = last.chars().all(|it| it.is_ascii_digit() || it.is_whitespace() || "-–.·\u{a0}\u{202f}".contains(it));
        if only_digits {
            return (digits.len() == DIGITS).then_some(Entered::Code(digits));
        }
        let is_secret = last.len() == 27 && last.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
        is_secret.then(|| Entered::Link(last.to_owned()))
    }

    pub(super) async fn hash(&self, kernel: &Kernel) -> Result<Vec<u8>> {
        let key = kernel.vault.key(Owner::Site).await?;
        Ok(match self {
            Entered::Link(it) => key.keyed_hash("invitation", it.as_bytes()),
            Entered::Code(it) => key.keyed_hash("spoken-code", it.as_bytes()),
        })
    }

    pub(super) async fn hash_in(&self, kernel: &Kernel, tx: &Tx) -> Result<Vec<u8>> {
        let key = kernel.vault.key_in(tx, Owner::Site).await?;
        Ok(match self {
            Entered::Link(it) => key.keyed_hash("invitation", it.as_bytes()),
            Entered::Code(it) => key.keyed_hash("spoken-code", it.as_bytes()),
        })
    }
}

/// 160 bits, as they stand in a link.
pub(super) fn link() -> Result<String> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(random::<20>()?))
}

/// Sixteen digits. Each from a byte of its own; bytes that would make some digits likelier are left out.
pub(super) fn code() -> Result<String> {
    let mut digits = String::with_capacity(DIGITS);
    while digits.len() < DIGITS {
        let fair = random::<32>()?.into_iter().filter(|it| *it < 250).map(|it| char::from(b'0' + it % 10));
        digits.extend(fair.take(DIGITS - digits.len()));
    }
    Ok(digits)
}

/// In fours, as it is said and written down.
pub fn grouped(code: &str) -> String {
    code.as_bytes().chunks(4).map(|it| String::from_utf8_lossy(it).into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_may_type_the_code_as_she_likes() {
        for text in ["4827 1190 3365 0021", "4827119033650021", " 4827-1190-3365-0021 ", "4827\u{a0}1190\u{202f}3365.0021"] {
            let Some(Entered::Code(code)) = Entered::read(text) else { panic!("{text} was not read") };
            assert_eq!(code, "4827119033650021");
        }
        assert!(Entered::read("4827 1190 3365").is_none());
        assert!(Entered::read("").is_none());
    }

    #[test]
    fn she_may_paste_the_whole_link() {
        let secret = link().unwrap();
        for text in [secret.clone(), format!("https://notes.example/#i={secret}"), format!("  /#i={secret}\n")] {
            let Some(Entered::Link(read)) = Entered::read(&text) else { panic!("{text} was not read") };
            assert_eq!(read, secret);
        }
    }

    #[test]
    fn secrets_are_long_enough_and_never_the_same() {
        let made: std::collections::HashSet<_> = (0..1000).map(|_| link().unwrap()).collect();
        assert_eq!(made.len(), 1000);
        assert!(made.iter().all(|it| it.len() * 6 >= 128));
        let codes: std::collections::HashSet<_> = (0..1000).map(|_| code().unwrap()).collect();
        assert_eq!(codes.len(), 1000);
        assert!(codes.iter().all(|it| it.len() == DIGITS && it.bytes().all(|it| it.is_ascii_digit())));
        assert_eq!(grouped("4827119033650021"), "4827 1190 3365 0021");
    }
}

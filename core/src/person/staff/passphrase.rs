//! A long passphrase of one's own, for staff: at least 15 characters, any characters, no rules of composition, and not one
//! of those that are tried first (safety.md IA-4, IA-5).
mod common;

use super::{authenticator, is_staff, recovery, totp};
use crate::{
    Kernel, Result,
    id::PersonId,
    person::{create, credential, throttle::Throttle},
    refusals,
    table::credential::CredentialKind,
    vault::Owner,
};
use std::net::IpAddr;
use unicode_normalization::UnicodeNormalization;

refusals! {
    /// Name, passphrase or code: one of them is not right. Which, is not said.
    WRONG = "person-wrong-staff-sign-in" => 422;
    /// Fewer than 15 characters.
    TOO_SHORT = "person-passphrase-too-short" => 422;
    /// More than 256 characters.
    TOO_LONG = "person-passphrase-too-long" => 422;
    /// Made of what is tried first, of names that anyone knows, or of a pattern.
    TOO_COMMON = "person-passphrase-too-common" => 422;
    /// A colleague signs in with this name already.
    NAME_TAKEN = "person-name-taken" => 409;
    /// The shelter's policy takes passkeys only.
    NOT_ALLOWED = "person-passphrases-not-allowed" => 403;
}

const SHORTEST: usize = 15;
const LONGEST: usize = 256;

/// Says what is wrong with it. `context` are names that anyone knows who knows the house.
pub fn check(passphrase: &str, context: &[&str]) -> Result<()> {
    let length = passphrase.nfc().count();
    if length < SHORTEST {
        return Err(TOO_SHORT.into());
    }
    if length > LONGEST {
        return Err(TOO_LONG.into());
    }
    match common::is_tried_first(passphrase, context) {
        true => Err(TOO_COMMON.into()),
        false => Ok(()),
    }
}

/// Keeps a passphrase, instead of any other. She signs in with her name and this.
pub async fn keep(kernel: &Kernel, person: PersonId, passphrase: &str) -> Result<()> {
    let site = crate::site::current(kernel).await?;
    if !site.staff_may_use_passphrases {
        return Err(NOT_ALLOWED.into());
    }
    let name = create::staff_name(kernel, person).await?;
    check(passphrase, &[&site.public_name, &site.discreet_name, &name])?;
    let locator = locator(kernel, &name).await?;
    if credential::find(kernel, &locator).await?.is_some_and(|it| it.person != person) {
        return Err(NAME_TAKEN.into());
    }
    credential::keep_words(kernel, person, locator, read(passphrase)).await?;
    authenticator::added(kernel, person).await
}

/// Whether a colleague signs in by this name already.
pub async fn is_name_free(kernel: &Kernel, name: &str) -> Result<bool> {
    let wanted = fold(name);
    Ok(!create::list_staff(kernel).await?.iter().any(|(_, it)| fold(it) == wanted))
}

/// Who this is: her name, her passphrase, and a code from the app or from paper. A code from paper does without the
/// passphrase only where she has none, for someone whose passkeys are lost.
pub async fn open(kernel: &Kernel, source: Option<IpAddr>, name: &str, passphrase: &str, code: &str) -> Result<PersonId> {
    let now = kernel.clock.now();
    let locator = locator(kernel, name).await?;
    let target = Throttle::target(&locator);
    kernel.throttle.ask(source, &target, now)?;
    let found = credential::find(kernel, &locator).await?.filter(|it| it.kind == CredentialKind::Passphrase);
    let passphrase = if passphrase.chars().count() > LONGEST { String::new() } else { read(passphrase) };
    let is_right = credential::is_right(kernel, found.as_ref(), passphrase).await?;
    let person = match &found {
        Some(row) => Some(row.person).filter(|_| is_right),
        None => without_passphrase(kernel, name).await?.filter(|_| recovery::looks_like_one(code)),
    };
    if let Some(person) = person
        && is_staff(kernel, person).await?
        && (if recovery::looks_like_one(code) { recovery::spend(kernel, person, code).await? } else { totp::is(kernel, person, code).await? })
    {
        kernel.throttle.succeeded(source, &target, now)?;
        if let Some(row) = &found {
            credential::used(kernel, row.id, now).await?;
        }
        return Ok(person);
    }
    kernel.throttle.failed(source, &target, now)?;
    Err(WRONG.into())
}

async fn without_passphrase(kernel: &Kernel, name: &str) -> Result<Option<PersonId>> {
    let wanted = fold(name);
    Ok(create::list_staff(kernel).await?.into_iter().find(|(_, it)| fold(it) == wanted).map(|(row, _)| row.id))
}

async fn locator(kernel: &Kernel, name: &str) -> Result<Vec<u8>> {
    let site = kernel.vault.key(Owner::Site).await?;
    Ok(site.derive("passphrase").keyed_hash("staff name", fold(name).as_bytes()))
}

fn fold(name: &str) -> String {
    crate::locale::likeness::likeness(name)
}

/// The same characters, however a keyboard composes them; otherwise exactly what was typed.
fn read(passphrase: &str) -> String {
    passphrase.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(passphrase: &str) -> Option<&'static str> {
        check(passphrase, &["Maison Rivière", "Notes", "Ruth"]).err().and_then(|it| it.refusal()).map(|it| it.code)
    }

    #[test]
    fn length_is_what_counts() {
        assert_eq!(says("fourteen chars"), Some(TOO_SHORT.code));
        assert_eq!(says("fifteen letters"), None);
        assert_eq!(says("un été à vélo près du lac"), None);
        assert_eq!(says("ten wolves sing while nine foxes dance around a small red lantern"), None, "64 characters and more are taken");
        assert_eq!(says(&format!("{} plum", "a windy hill over 7 bays, ".repeat(9))), None);
        assert_eq!(says(&"quiet lamps and 3 boats ".repeat(11)), Some(TOO_LONG.code));
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for tried in [
            "passwordpassword",
            "aaaaaaaaaaaaaaaaaaa",
            "1234567890123456",
            "abcdefghijklmnop",
            "qwertyuiopasdfghjkl",
            "maisonriviere2026",
            "Welcome Ruth 2026!",
            "notesnotesnotesnotes",
            "correct horse battery staple",
        ] {
            assert_eq!(says(tried), Some(TOO_COMMON.code), "{tried}");
        }
    }
}

//! A long passphrase of one's own, for staff: at least 15 characters, any characters, no rules of composition, and not one
//! of those that are tried first (safety.md IA-4, IA-5).
use super::{authenticator, is_staff, recovery, totp};
use crate::{
    Kernel, Result,
    id::{CredentialId, PersonId},
    person::{
        create,
        passphrase::{end_in, find, insert, place, used},
        throttle::Throttle,
    },
    refusals,
    store::Tx,
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

/// What is tried first, as long passphrases are made of it: with these and the house's own names taken out, enough must be left.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "password", "passwort", "motdepasse", "passphrase", "letmein", "welcome", "bienvenue", "iloveyou", "jetaime", "admin", "administrator", "administrateur",
    "qwerty", "qwertyuiop", "azerty", "azertyuiop", "asdfgh", "asdfghjkl", "qsdfgh", "zxcvbn", "zxcvbnm", "wxcvbn", "abcdef", "abc123", "123456789", "1234567890",
    "987654321", "monkey", "dragon", "master", "football", "hockey", "baseball", "princess", "princesse", "sunshine", "soleil", "superman", "batman", "trustno1",
    "correcthorsebatterystaple", "montreal", "quebec", "toronto", "ottawa", "vancouver", "canada", "canadiens", "doudou", "loulou", "chouchou", "bonjour",
    "changeme", "secret", "temporary", "summer", "winter", "spring", "autumn", "shelter", "refuge", "maison", "hearth", "forum", "group", "groupe", "women",
    "femmes", "support", "survivor", "survivante", "thequickbrownfoxjumpsoverthelazydog", "loremipsumdolorsitamet", "maytheforcebewithyou",
    "tobeornottobethatisthequestion", "allyourbasearebelongtous", "onceuponatime", "iletaitunefois", "god", "jesus", "love", "amour",
];

/// What must be left of a passphrase when everything that is tried first is taken out.
const LEFT: usize = 8;
/// Fewer different characters are a pattern.
const DIFFERENT: usize = 7;

/// Says what is wrong with it. `context` are names that anyone knows who knows the house.
pub fn check(passphrase: &str, context: &[&str]) -> Result<()> {
    let length = passphrase.nfc().count();
    if length < SHORTEST {
        return Err(TOO_SHORT.into());
    }
    if length > LONGEST {
        return Err(TOO_LONG.into());
    }
    let mut bare = without_marks(passphrase);
    let different = passphrase.nfkc().collect::<std::collections::HashSet<char>>().len();
    if different < DIFFERENT || repeats(&bare) || runs(&bare) {
        return Err(TOO_COMMON.into());
    }
    let mut words: Vec<String> = COMMON.iter().map(|it| (*it).to_owned()).collect();
    for name in context {
        words.extend(name.split(|it: char| !it.is_alphanumeric()).map(without_marks).filter(|it| it.chars().count() >= 3));
    }
    // The longest first, so that a part does not hide the whole.
    words.sort_by_key(|it| std::cmp::Reverse(it.len()));
    for word in &words {
        bare = bare.replace(word.as_str(), "");
    }
    let left = bare.chars().collect::<Vec<_>>();
    match left.len() >= LEFT && left.iter().any(|it| it.is_alphabetic()) {
        true => Ok(()),
        false => Err(TOO_COMMON.into()),
    }
}

/// Small letters and figures, as they count for guessing.
fn without_marks(text: &str) -> String {
    text.nfkd().collect::<String>().to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
}

/// "notesnotesnotesnotes": the same again.
fn repeats(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=letters.len() / 2).any(|length| letters.iter().enumerate().all(|(at, it)| *it == letters[at % length]))
}

/// "abcdefghijklmno", "1234567890123456": each character beside the one before.
fn runs(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|it| i64::from(u32::from(it))).collect();
    let steps = codes.windows(2).filter(|it| matches!(it[1] - it[0], -1..=1)).count();
    codes.len() > 1 && steps * 10 >= (codes.len() - 1) * 7
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
    if find(kernel, &locator).await?.is_some_and(|it| it.person != person) {
        return Err(NAME_TAKEN.into());
    }
    let hash = kernel.hasher.hash(read(passphrase)).await?;
    let id = CredentialId::new();
    let key = kernel.vault.key(Owner::Person(person)).await?;
    let secret = key.seal(place(id), &hash)?;
    let day = kernel.clock.now().day();
    kernel
        .store
        .write(async move |tx: &Tx| {
            end_in(tx, person).await?;
            insert(tx, id, person, CredentialKind::Passphrase, Some(locator.clone()), secret.clone(), day).await
        })
        .await?;
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
    let found = find(kernel, &locator).await?.filter(|it| it.kind == CredentialKind::Passphrase);
    let hash = match &found {
        Some(row) => Some(kernel.vault.key(Owner::Person(row.person)).await?.open::<String>(place(row.id), &row.secret)?),
        None => None,
    };
    let passphrase = if passphrase.chars().count() > LONGEST { String::new() } else { read(passphrase) };
    let is_right = kernel.hasher.is(passphrase, hash).await?;
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
            used(kernel, row.id, now).await?;
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

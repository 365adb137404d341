//! Codes on paper: ten, each good once, each random enough (120 bits) to need no slow hash.
use super::authenticator;
use crate::{
    Kernel, Result,
    id::{CredentialId, PersonId},
    person::credential::{end_in, insert, place},
    store::Tx,
    table::credential::{self, CredentialKind},
    vault::{Owner, Sealed, random},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

const CODES: usize = 10;
/// No letter or figure that looks like another.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
const LENGTH: usize = 24;

/// Ten new codes, shown once. Those printed before are good for nothing from now on.
pub async fn issue(kernel: &Kernel, person: PersonId) -> Result<Vec<String>> {
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        codes.push(draw()?);
    }
    let site = kernel.vault.key(Owner::Site).await?;
    let key = kernel.vault.key(Owner::Person(person)).await?;
    let day = kernel.clock.now().day();
    let mut rows: Vec<(CredentialId, Vec<u8>, Sealed)> = Vec::with_capacity(CODES);
    for code in &codes {
        let id = CredentialId::new();
        rows.push((id, site.keyed_hash("recovery", read(code).as_bytes()), key.seal(place(id), "recovery")?));
    }
    kernel
        .store
        .write(async move |tx: &Tx| {
            end_in(tx, person, CredentialKind::Recovery).await?;
            for (id, locator, secret) in &rows {
                insert(tx, *id, person, CredentialKind::Recovery, Some(locator.clone()), secret.clone(), day).await?;
            }
            Ok(())
        })
        .await?;
    authenticator::added(kernel, person).await?;
    Ok(codes)
}

/// Uses up a code of hers. Whether it was one.
pub async fn spend(kernel: &Kernel, person: PersonId, typed: &str) -> Result<bool> {
    let locator = kernel.vault.key(Owner::Site).await?.keyed_hash("recovery", read(typed).as_bytes());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let done = credential::Entity::delete_many()
                .filter(credential::Column::Locator.eq(locator.clone()))
                .filter(credential::Column::Kind.eq(CredentialKind::Recovery))
                .filter(credential::Column::Person.eq(person))
                .exec(tx)
                .await?;
            Ok(done.rows_affected == 1)
        })
        .await
}

/// Whether it could be one: then it is no six-figure code.
pub fn looks_like_one(typed: &str) -> bool {
    read(typed).len() == LENGTH
}

/// `abcd-efgh-…`: six groups of four.
fn draw() -> Result<String> {
    let letters: Vec<u8> = random::<LENGTH>()?.iter().map(|it| LETTERS[usize::from(*it % 32)]).collect();
    let groups: Vec<&str> = letters.chunks(4).filter_map(|it| std::str::from_utf8(it).ok()).collect();
    Ok(groups.join("-"))
}

fn read(typed: &str) -> String {
    typed.to_lowercase().chars().filter(char::is_ascii_alphanumeric).map(|it| if it == 'o' { '0' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let code = draw().expect("a code");
        assert_eq!(code.len(), 29);
        assert!(looks_like_one(&code));
        assert_eq!(read(&code.to_uppercase().replace('-', " ").replace('0', "O")), read(&code));
        assert_ne!(draw().expect("another"), code);
        assert!(!looks_like_one("123 456"));
    }

    #[test]
    fn its_letters_are_a_power_of_two_and_o_is_none_of_them() {
        assert_eq!(LETTERS.iter().collect::<std::collections::HashSet<_>>().len(), 32);
        assert!(!LETTERS.contains(&b'o') && !LETTERS.contains(&b'l') && !LETTERS.contains(&b'i'));
    }
}

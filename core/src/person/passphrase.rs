//! Seven words that open her place: issued once, shown once, found again by the first two, proved by all.
mod words;

use super::{create, credential, throttle::Throttle};
use crate::{
    Error, Kernel, Refusal, Result,
    id::PersonId,
    locale::Language,
    refusals,
    store::Tx,
    table::{credential::CredentialKind, person::PersonState},
    vault::Owner,
};
use std::net::IpAddr;

#[cfg(test)]
pub(crate) use words::draw;
pub use words::{COUNT, read};

refusals! {
    /// These words open nothing. The same whether they ever did.
    WRONG_WORDS = "person-wrong-words" => 422;
    /// The right words, and the account is frozen.
    FROZEN = "person-frozen" => 403;
}

/// How often a free pair of first words is looked for. There are three million.
const DRAWS: usize = 5;

/// Seven new words. Those she had before open nothing from now on. They are kept nowhere: whoever calls shows them once.
pub async fn issue(kernel: &Kernel, person: PersonId, language: Language) -> Result<Vec<String>> {
    for _ in 0..DRAWS {
        let drawn = words::draw(language)?;
        let read = words::read(&drawn.join(" "));
        let locator = locator(kernel, &read).await?;
        if credential::find(kernel, &locator).await?.is_some() {
            continue;
        }
        credential::keep_words(kernel, person, locator, read.join(" ")).await?;
        return Ok(drawn);
    }
    Err(anyhow::anyhow!("no pair of first words is free").into())
}

/// Whose words these are. Takes as long and says the same for words that nobody has.
pub async fn open(kernel: &Kernel, source: Option<IpAddr>, typed: &str) -> Result<PersonId> {
    let now = kernel.clock.now();
    let read = words::read(typed);
    // Much more than seven words is no attempt to remember any.
    let read = if read.len() > 3 * COUNT { Vec::new() } else { read };
    let locator = locator(kernel, &read).await?;
    let target = Throttle::target(&locator);
    kernel.throttle.ask(source, &target, now)?;
    let found = credential::find(kernel, &locator).await?.filter(|it| it.kind == CredentialKind::Passphrase);
    let is_right = credential::is_right(kernel, found.as_ref(), read.join(" ")).await?;
    let Some(row) = found.filter(|_| is_right) else {
        kernel.throttle.failed(source, &target, now)?;
        return Err(WRONG_WORDS.into());
    };
    kernel.throttle.succeeded(source, &target, now)?;
    let id = row.id;
    match create::get(kernel, row.person).await?.state {
        PersonState::Active => {}
        PersonState::Frozen => return Err(FROZEN.into()),
        PersonState::Ended => return Err(WRONG_WORDS.into()),
    }
    credential::used(kernel, id, now).await?;
    Ok(row.person)
}

/// Whether someone has words.
pub async fn has(kernel: &Kernel, person: PersonId) -> Result<bool> {
    Ok(credential::of(kernel, person, CredentialKind::Passphrase).await?.is_some())
}

/// A keyed hash of the first two words: with a stolen database alone nobody can even guess at it.
async fn locator(kernel: &Kernel, read: &[String]) -> Result<Vec<u8>> {
    let site = kernel.vault.key(Owner::Site).await?;
    let first = read.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" ");
    Ok(site.derive("passphrase").keyed_hash("first words", first.as_bytes()))
}

/// Her words open nothing any more.
pub async fn end_in(tx: &Tx, person: PersonId) -> Result<()> {
    credential::end_in(tx, person, CredentialKind::Passphrase).await
}

/// A refusal by which a page tells "wrong" from "our fault".
pub fn is_wrong(error: &Error) -> bool {
    let known: &[Refusal] = &[WRONG_WORDS];
    error.refusal().is_some_and(|it| known.contains(&it))
}

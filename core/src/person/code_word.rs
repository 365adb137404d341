//! The word that she and staff agreed on: it shows that it is she who asks to come back.
use super::credential::{end_in, insert, is_right, of, place};
use crate::{
    Kernel, Result,
    id::{CredentialId, PersonId},
    refusals,
    store::Tx,
    table::credential::CredentialKind,
    vault::Owner,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

refusals! {
    /// Not the word that was agreed, or none was.
    WRONG_CODE_WORD = "person-wrong-code-word" => 422;
}

/// Hashes it. Capitals, accents and spaces make no difference: it is spoken, not typed.
pub async fn hash(kernel: &Kernel, word: &str) -> Result<String> {
    kernel.hasher.hash(bare(word)).await
}

/// Keeps a hash as hers, instead of any other.
pub async fn keep(kernel: &Kernel, tx: &Tx, person: PersonId, hash: &str) -> Result<()> {
    end_in(tx, person, CredentialKind::CodeWord).await?;
    let id = CredentialId::new();
    let key = kernel.vault.key_in(tx, Owner::Person(person)).await?;
    insert(tx, id, person, CredentialKind::CodeWord, None, key.seal(place(id), hash)?, kernel.clock.now().day()).await
}

/// Whether this is the word. Takes as long where there is none.
pub async fn is(kernel: &Kernel, person: PersonId, word: &str) -> Result<bool> {
    let row = of(kernel, person, CredentialKind::CodeWord).await?;
    is_right(kernel, row.as_ref(), bare(word)).await
}

fn bare(word: &str) -> String {
    word.nfkd().filter(|it| !is_combining_mark(*it) && it.is_alphanumeric()).collect::<String>().to_lowercase()
}

//! One-time codes from an app, beside a long passphrase, where the shelter allows both.
use super::authenticator;
use crate::{
    Kernel, Result,
    id::{CredentialId, PersonId},
    person::credential::{end_in, insert, of, place, used},
    refusals,
    store::Tx,
    table::credential::{self, CredentialKind},
    vault::{Owner, random},
};
use anyhow::anyhow;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Builder, Secret, Totp};

refusals! {
    /// The six figures are not those of now.
    WRONG_CODE = "person-wrong-one-time-code" => 422;
}

/// What is kept: the seed, and the step of the last code, which is good once.
#[derive(Serialize, Deserialize)]
struct Kept {
    seed: Vec<u8>,
    last: u64,
}

/// A new seed in Base32, to be shown and then confirmed with a code.
pub fn fresh() -> Result<String> {
    Ok(Secret::from(random::<20>()?.to_vec()).to_base32())
}

/// What an app reads from a QR code. The name that it shows says nothing of where it leads.
pub fn address(seed: &str, name: &str) -> String {
    let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    format!("otpauth://totp/{name}?secret={seed}&issuer={name}")
}

/// Keeps a seed once its first code is right, instead of any other.
pub async fn confirm(kernel: &Kernel, person: PersonId, seed: &str, typed: &str) -> Result<()> {
    let bytes = Secret::try_from_base32(seed).map_err(|_| WRONG_CODE)?.as_bytes().to_vec();
    let now = kernel.clock.now();
    let step = totp(bytes.clone()).map_err(|_| WRONG_CODE)?.check(&figures(typed), seconds(kernel)).ok_or(WRONG_CODE)?;
    let id = CredentialId::new();
    let key = kernel.vault.key(Owner::Person(person)).await?;
    let secret = key.seal(place(id), &Kept { seed: bytes, last: step })?;
    kernel
        .store
        .write(async move |tx: &Tx| {
            end_in(tx, person, CredentialKind::Totp).await?;
            insert(tx, id, person, CredentialKind::Totp, None, secret.clone(), now.day()).await
        })
        .await?;
    authenticator::added(kernel, person).await
}

/// Whether this is the code of now, used for the first time.
pub async fn is(kernel: &Kernel, person: PersonId, typed: &str) -> Result<bool> {
    let Some(row) = of(kernel, person, CredentialKind::Totp).await? else { return Ok(false) };
    let key = kernel.vault.key(Owner::Person(person)).await?;
    let kept: Kept = key.open(place(row.id), &row.secret)?;
    let Some(step) = totp(kept.seed.clone())?.check(&figures(typed), seconds(kernel)).filter(|it| *it > kept.last) else { return Ok(false) };
    let (id, before) = (row.id, row.secret);
    let after = key.seal(place(id), &Kept { last: step, ..kept })?;
    // Two requests with one code: the second finds the secret changed.
    let is_first = kernel
        .store
        .write(async move |tx: &Tx| {
            let done = credential::Entity::update_many()
                .col_expr(credential::Column::Secret, Expr::value(after.0.clone()))
                .filter(credential::Column::Id.eq(id))
                .filter(credential::Column::Secret.eq(before.0.clone()))
                .exec(tx)
                .await?;
            Ok(done.rows_affected == 1)
        })
        .await?;
    if is_first {
        used(kernel, id, kernel.clock.now()).await?;
    }
    Ok(is_first)
}

fn totp(seed: Vec<u8>) -> Result<Totp> {
    Ok(Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(Secret::from(seed))
        .build()
        .map_err(|_| anyhow!("a seed that is no seed"))?)
}

fn figures(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}

fn seconds(kernel: &Kernel) -> u64 {
    u64::try_from(kernel.clock.now().0 / 1000).unwrap_or(0)
}

//! Seven words that open her place: issued once, shown once, found again by the first two, proved by all.
mod words;

use super::{create, throttle::Throttle};
use crate::{
    Error, Kernel, Refusal, Result,
    clock::Moment,
    id::{CredentialId, PersonId},
    locale::Language,
    refusals,
    store::Tx,
    table::{
        credential::{self, CredentialKind},
        person::PersonState,
    },
    vault::{Owner, Place, Sealed},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::net::IpAddr;

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
        if find(kernel, &locator).await?.is_some() {
            continue;
        }
        let hash = kernel.hasher.hash(read.join(" ")).await?;
        let key = kernel.vault.key(Owner::Person(person)).await?;
        let id = CredentialId::new();
        let secret = key.seal(place(id), &hash)?;
        let day = kernel.clock.now().day();
        kernel
            .store
            .write(async move |tx: &Tx| {
                end_in(tx, person).await?;
                insert(tx, id, person, CredentialKind::Passphrase, Some(locator.clone()), secret.clone(), day).await
            })
            .await?;
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
    let found = find(kernel, &locator).await?.filter(|it| it.kind == CredentialKind::Passphrase);
    let hash = match &found {
        Some(row) => {
            let key = kernel.vault.key(Owner::Person(row.person)).await?;
            Some(key.open::<String>(place(row.id), &row.secret)?)
        }
        None => None,
    };
    let is_right = kernel.hasher.is(read.join(" "), hash).await?;
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
    used(kernel, id, now).await?;
    Ok(row.person)
}

/// Whether someone has words.
pub async fn has(kernel: &Kernel, person: PersonId) -> Result<bool> {
    let rows = credential::Entity::find()
        .filter(credential::Column::Person.eq(person))
        .filter(credential::Column::Kind.eq(CredentialKind::Passphrase))
        .one(kernel.store.reader())
        .await?;
    Ok(rows.is_some())
}

/// A keyed hash of the first two words: with a stolen database alone nobody can even guess at it.
async fn locator(kernel: &Kernel, read: &[String]) -> Result<Vec<u8>> {
    let site = kernel.vault.key(Owner::Site).await?;
    let first = read.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" ");
    Ok(site.derive("passphrase").keyed_hash("first words", first.as_bytes()))
}

pub(super) async fn find(kernel: &Kernel, locator: &[u8]) -> Result<Option<credential::Model>> {
    Ok(credential::Entity::find().filter(credential::Column::Locator.eq(locator.to_vec())).one(kernel.store.reader()).await?)
}

/// The place of a credential's secret.
pub(super) fn place(id: CredentialId) -> Place {
    Place::of("credentials", "secret", id.0)
}

/// Writes a credential.
pub(super) async fn insert(
    tx: &Tx,
    id: CredentialId,
    person: PersonId,
    kind: CredentialKind,
    locator: Option<Vec<u8>>,
    secret: Sealed,
    day: Moment,
) -> Result<()> {
    let row = credential::ActiveModel {
        id: Set(id),
        person: Set(person),
        kind: Set(kind),
        locator: Set(locator),
        secret: Set(secret),
        label: Set(None),
        created: Set(day),
        used: Set(None),
    };
    row.insert(tx).await?;
    Ok(())
}

/// Her words open nothing any more.
pub async fn end_in(tx: &Tx, person: PersonId) -> Result<()> {
    credential::Entity::delete_many()
        .filter(credential::Column::Person.eq(person))
        .filter(credential::Column::Kind.eq(CredentialKind::Passphrase))
        .exec(tx)
        .await?;
    Ok(())
}

/// Notes the day on which a credential was used.
pub(super) async fn used(kernel: &Kernel, id: CredentialId, now: Moment) -> Result<()> {
    let day = now.day();
    kernel
        .store
        .write(async move |tx: &Tx| {
            credential::Entity::update_many()
                .col_expr(credential::Column::Used, Expr::value(day.0))
                .filter(credential::Column::Id.eq(id))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await
}

/// A refusal by which a page tells "wrong" from "our fault".
pub fn is_wrong(error: &Error) -> bool {
    let known: &[Refusal] = &[WRONG_WORDS];
    error.refusal().is_some_and(|it| known.contains(&it))
}

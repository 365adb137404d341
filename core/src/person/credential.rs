//! A way to sign in, as it is kept: sealed with her key, found by a keyed hash, proved once and made stronger where time has
//! passed over it.
use crate::{
    Kernel, Result,
    clock::Moment,
    id::{CredentialId, PersonId},
    store::Tx,
    table::credential::{self, CredentialKind},
    vault::{Owner, Place, Sealed},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

pub(super) async fn find(kernel: &Kernel, locator: &[u8]) -> Result<Option<credential::Model>> {
    Ok(credential::Entity::find().filter(credential::Column::Locator.eq(locator.to_vec())).one(kernel.store.reader()).await?)
}

/// The one of a kind of which a person has one.
pub(super) async fn of(kernel: &Kernel, person: PersonId, kind: CredentialKind) -> Result<Option<credential::Model>> {
    Ok(credential::Entity::find()
        .filter(credential::Column::Person.eq(person))
        .filter(credential::Column::Kind.eq(kind))
        .one(kernel.store.reader())
        .await?)
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

/// Those of a kind open nothing any more.
pub(super) async fn end_in(tx: &Tx, person: PersonId, kind: CredentialKind) -> Result<()> {
    credential::Entity::delete_many().filter(credential::Column::Person.eq(person)).filter(credential::Column::Kind.eq(kind)).exec(tx).await?;
    Ok(())
}

/// Keeps words as hers, instead of any that she had. They are hashed here, and kept nowhere else.
pub(super) async fn keep_words(kernel: &Kernel, person: PersonId, locator: Vec<u8>, words: String) -> Result<()> {
    let hash = kernel.hasher.hash(words).await?;
    let id = CredentialId::new();
    let secret = kernel.vault.key(Owner::Person(person)).await?.seal(place(id), &hash)?;
    let day = kernel.clock.now().day();
    kernel
        .store
        .write(async move |tx: &Tx| {
            end_in(tx, person, CredentialKind::Passphrase).await?;
            insert(tx, id, person, CredentialKind::Passphrase, Some(locator.clone()), secret.clone(), day).await
        })
        .await
}

/// Whether these are the words of this row. Takes as long for a row that does not exist. A hash made with less than what is
/// asked today is made again while the words are at hand: nobody has to do anything for it (safety.md IA-6).
pub(super) async fn is_right(kernel: &Kernel, row: Option<&credential::Model>, words: String) -> Result<bool> {
    let Some(row) = row else { return kernel.hasher.is(words, None).await };
    let key = kernel.vault.key(Owner::Person(row.person)).await?;
    let hash: String = key.open(place(row.id), &row.secret)?;
    let is_weak = kernel.hasher.is_weak(&hash);
    let is_right = kernel.hasher.is(words.clone(), Some(hash)).await?;
    if is_right && is_weak {
        let (id, before) = (row.id, row.secret.clone());
        let after = key.seal(place(id), &kernel.hasher.hash(words).await?)?;
        kernel
            .store
            .write(async move |tx: &Tx| {
                credential::Entity::update_many()
                    .col_expr(credential::Column::Secret, Expr::value(after.0.clone()))
                    .filter(credential::Column::Id.eq(id))
                    // Words that she changed in this very moment stay.
                    .filter(credential::Column::Secret.eq(before.0.clone()))
                    .exec(tx)
                    .await?;
                Ok(())
            })
            .await?;
    }
    Ok(is_right)
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

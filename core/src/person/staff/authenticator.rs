//! Whether someone's ways to sign in suffice: no role holds with one key that can be lost or taken (safety.md IA-3).
use super::settle;
use crate::{
    Kernel, Result,
    audit::{self, Act},
    id::{CredentialId, PersonId},
    refusals,
    store::Tx,
    table::credential::{self, CredentialKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

refusals! {
    /// Without this one the others would not suffice.
    NEEDED = "person-authenticator-needed" => 409;
}

/// How many of each kind she has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ways {
    pub passkeys: usize,
    pub passphrase: bool,
    pub totp: bool,
    pub recovery: usize,
}

impl Ways {
    /// Two passkeys; or a passphrase, a one-time code and the codes on paper.
    pub fn suffice(self) -> bool {
        self.passkeys >= 2 || (self.passphrase && self.totp && (self.recovery > 0 || self.passkeys > 0))
    }

    fn of(rows: &[credential::Model]) -> Ways {
        let count = |kind| rows.iter().filter(|it| it.kind == kind).count();
        Ways {
            passkeys: count(CredentialKind::Passkey),
            passphrase: count(CredentialKind::Passphrase) > 0,
            totp: count(CredentialKind::Totp) > 0,
            recovery: count(CredentialKind::Recovery),
        }
    }
}

pub async fn list(kernel: &Kernel, person: PersonId) -> Result<Vec<credential::Model>> {
    Ok(credential::Entity::find().filter(credential::Column::Person.eq(person)).all(kernel.store.reader()).await?)
}

pub async fn ways(kernel: &Kernel, person: PersonId) -> Result<Ways> {
    Ok(Ways::of(&list(kernel, person).await?))
}

pub async fn suffice(kernel: &Kernel, person: PersonId) -> Result<bool> {
    Ok(ways(kernel, person).await?.suffice())
}

/// Takes one of hers away, unless the rest would not suffice.
pub async fn end(kernel: &Kernel, person: PersonId, id: CredentialId) -> Result<()> {
    let rows = list(kernel, person).await?;
    let (gone, left): (Vec<_>, Vec<_>) = rows.into_iter().partition(|it| it.id == id);
    if gone.is_empty() {
        return Ok(());
    }
    if !Ways::of(&left).suffice() {
        return Err(NEEDED.into());
    }
    let shared = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            credential::Entity::delete_by_id(id).exec(tx).await?;
            audit::record(&shared, tx, Act { actor: Some(person), act: "authenticator.ended", subject: Some(person.0), ..Act::default() }).await
        })
        .await
}

/// After one was added.
pub(crate) async fn added(kernel: &Kernel, person: PersonId) -> Result<()> {
    let shared = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            audit::record(&shared, tx, Act { actor: Some(person), act: "authenticator.added", subject: Some(person.0), ..Act::default() }).await
        })
        .await?;
    settle(kernel, person).await
}

#[cfg(test)]
mod tests {
    use super::Ways;

    #[test]
    fn one_key_is_not_enough_and_two_are() {
        assert!(!Ways::default().suffice());
        assert!(!Ways { passkeys: 1, ..Ways::default() }.suffice());
        assert!(Ways { passkeys: 2, ..Ways::default() }.suffice());
        assert!(!Ways { passphrase: true, totp: true, ..Ways::default() }.suffice(), "without paper she is locked out by a lost phone");
        assert!(!Ways { passphrase: true, recovery: 10, ..Ways::default() }.suffice());
        assert!(Ways { passphrase: true, totp: true, recovery: 10, ..Ways::default() }.suffice());
    }
}

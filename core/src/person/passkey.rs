//! Passkeys: made and used with user verification, without a user name, and saying nothing on the device about where they lead.
use super::{
    create,
    credential::{find, insert, place, used},
    passphrase::FROZEN,
    staff::{self, authenticator},
};
use crate::{
    Error, Kernel, Result,
    clock::{MINUTE, Moment},
    id::{CredentialId, PersonId},
    refusals,
    site::Site,
    store::Tx,
    table::{
        credential::{self, CredentialKind},
        person::PersonState,
        sign_in::Door,
    },
    vault::Owner,
};
use dashmap::DashMap;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use url::Url;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{CreationChallengeResponse, DiscoverableAuthentication, Passkey, PasskeyRegistration, RequestChallengeResponse},
};
use webauthn_rs_proto::ResidentKeyRequirement;

pub use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential};

refusals! {
    /// This key opens nothing, or it was not shown in time. The same whether it ever did.
    WRONG_KEY = "person-wrong-passkey" => 422;
    /// The house's address is a number: no key can be bound to it.
    NO_PASSKEYS = "person-no-passkeys" => 409;
}

pub struct Passkeys {
    /// None where the address is no host name: an IP address cannot have passkeys.
    webauthn: Option<Webauthn>,
    /// Begun, and to be finished once: by the visit. Never sent to the browser.
    open: DashMap<Vec<u8>, (Moment, Ceremony)>,
}

enum Ceremony {
    Making(PersonId, Box<PasskeyRegistration>),
    Using(Box<DiscoverableAuthentication>),
}

const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5 * MINUTE.as_secs());
/// A flood of ceremonies costs a bounded memory.
const MOST_OPEN: usize = 5_000;

impl Passkeys {
    pub fn new(address: &Url) -> Result<Passkeys> {
        let webauthn = match address.domain() {
            Some(host) => Some(WebauthnBuilder::new(host, address)?.build()?),
            None => None,
        };
        Ok(Passkeys { webauthn, open: DashMap::new() })
    }

    pub fn are_possible(&self) -> bool {
        self.webauthn.is_some()
    }

    fn webauthn(&self) -> Result<&Webauthn> {
        self.webauthn.as_ref().ok_or_else(|| NO_PASSKEYS.into())
    }

    fn begin(&self, visit: &[u8], ceremony: Ceremony, now: Moment) -> Result<()> {
        if self.open.len() >= MOST_OPEN {
            self.open.retain(|_, (begun, _)| *begun + PATIENCE > now);
        }
        if self.open.len() >= MOST_OPEN {
            return Err(super::BUSY.into());
        }
        self.open.insert(visit.to_vec(), (now, ceremony));
        Ok(())
    }

    /// Takes it away: an answer is looked at once, so a recorded one is worth nothing.
    fn end(&self, visit: &[u8], now: Moment) -> Option<Ceremony> {
        let (_, (begun, ceremony)) = self.open.remove(visit)?;
        (begun + PATIENCE > now).then_some(ceremony)
    }
}

/// Begins to make a key for someone who is signed in.
pub async fn make(kernel: &Kernel, site: &Site, visit: &[u8], person: PersonId) -> Result<CreationChallengeResponse> {
    let webauthn = kernel.passkeys.webauthn()?;
    let mut has = Vec::new();
    for (_, passkey) in list(kernel, person).await? {
        has.push(passkey.cred_id().clone());
    }
    // What the device's list shows to whoever looks at it.
    let neutral = &site.discreet_name;
    let (mut challenge, state) = webauthn.start_passkey_registration(person.0, neutral, neutral, Some(has)).map_err(|_| WRONG_KEY)?;
    challenge.public_key.rp.name = neutral.clone();
    // webauthn-rs leaves it to the device whether a key can be found without a user name. We need that it can.
    if let Some(selection) = &mut challenge.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
    kernel.passkeys.begin(visit, Ceremony::Making(person, Box::new(state)), kernel.clock.now())?;
    Ok(challenge)
}

/// The device has made it.
pub async fn made(kernel: &Kernel, visit: &[u8], person: PersonId, answer: &RegisterPublicKeyCredential) -> Result<()> {
    let now = kernel.clock.now();
    let Some(Ceremony::Making(whose, state)) = kernel.passkeys.end(visit, now) else { return Err(WRONG_KEY.into()) };
    if whose != person {
        return Err(WRONG_KEY.into());
    }
    let passkey = kernel.passkeys.webauthn()?.finish_passkey_registration(answer, &state).map_err(|_| WRONG_KEY)?;
    let locator = locator(kernel, passkey.cred_id().as_ref()).await?;
    if find(kernel, &locator).await?.is_some() {
        return Err(WRONG_KEY.into());
    }
    let id = CredentialId::new();
    let secret = kernel.vault.key(Owner::Person(person)).await?.seal(place(id), &passkey)?;
    kernel
        .store
        .write(async move |tx: &Tx| {
            insert(tx, id, person, CredentialKind::Passkey, Some(locator.clone()), secret.clone(), now.day()).await?;
            let label = if of(person).all(tx).await?.len() > 1 { "second" } else { "first" };
            credential::Entity::update_many()
                .col_expr(credential::Column::Label, Expr::value(label))
                .filter(credential::Column::Id.eq(id))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await?;
    match staff::is_staff(kernel, person).await? {
        true => authenticator::added(kernel, person).await,
        false => Ok(()),
    }
}

/// Begins to use one: whoever it is.
pub fn ask(kernel: &Kernel, visit: &[u8]) -> Result<RequestChallengeResponse> {
    let (mut challenge, state) = kernel.passkeys.webauthn()?.start_discoverable_authentication().map_err(|_| WRONG_KEY)?;
    challenge.mediation = None; // a button, not autofill: the browser asks at once
    kernel.passkeys.begin(visit, Ceremony::Using(Box::new(state)), kernel.clock.now())?;
    Ok(challenge)
}

/// Who showed a key, at this door.
pub async fn open(kernel: &Kernel, visit: &[u8], door: Door, answer: &PublicKeyCredential) -> Result<PersonId> {
    let now = kernel.clock.now();
    let Some(Ceremony::Using(state)) = kernel.passkeys.end(visit, now) else { return Err(WRONG_KEY.into()) };
    let webauthn = kernel.passkeys.webauthn()?;
    let (whose, key_id) = webauthn.identify_discoverable_authentication(answer).map_err(|_| WRONG_KEY)?;
    let row = find(kernel, &locator(kernel, key_id).await?)
        .await?
        .filter(|it| it.kind == CredentialKind::Passkey && it.person.0 == whose)
        .ok_or(WRONG_KEY)?;
    let person = row.person;
    let key = kernel.vault.key(Owner::Person(person)).await?;
    let mut passkey: Passkey = key.open(place(row.id), &row.secret)?;
    let result = webauthn.finish_discoverable_authentication_v2(answer, *state, &passkey).map_err(|_| WRONG_KEY)?;
    if !result.user_verified() || staff::is_staff(kernel, person).await? != (door == Door::Staff) {
        return Err(WRONG_KEY.into());
    }
    // The counter, which shows a copied key.
    if passkey.update_credential(&result) == Some(true) {
        let (id, secret) = (row.id, key.seal(place(row.id), &passkey)?);
        kernel
            .store
            .write(async move |tx: &Tx| {
                credential::Entity::update_many()
                    .col_expr(credential::Column::Secret, Expr::value(secret.0.clone()))
                    .filter(credential::Column::Id.eq(id))
                    .exec(tx)
                    .await?;
                Ok(())
            })
            .await?;
    }
    match create::get(kernel, person).await?.state {
        PersonState::Active => {}
        PersonState::Frozen => return Err(FROZEN.into()),
        PersonState::Ended => return Err(WRONG_KEY.into()),
    }
    used(kernel, row.id, now).await?;
    Ok(person)
}

/// Her keys.
pub async fn list(kernel: &Kernel, person: PersonId) -> Result<Vec<(credential::Model, Passkey)>> {
    let rows = of(person).all(kernel.store.reader()).await?;
    let key = kernel.vault.key(Owner::Person(person)).await?;
    rows.into_iter().map(|row| Ok((row.clone(), key.open(place(row.id), &row.secret)?))).collect::<Result<_, Error>>()
}

/// Takes a member's key away. (For staff see [`authenticator::end`].)
pub async fn end(kernel: &Kernel, person: PersonId, id: CredentialId) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            credential::Entity::delete_many()
                .filter(credential::Column::Id.eq(id))
                .filter(credential::Column::Person.eq(person))
                .filter(credential::Column::Kind.eq(CredentialKind::Passkey))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await
}

fn of(person: PersonId) -> sea_orm::Select<credential::Entity> {
    credential::Entity::find().filter(credential::Column::Person.eq(person)).filter(credential::Column::Kind.eq(CredentialKind::Passkey))
}

async fn locator(kernel: &Kernel, key_id: &[u8]) -> Result<Vec<u8>> {
    Ok(kernel.vault.key(Owner::Site).await?.keyed_hash("passkey", key_id))
}

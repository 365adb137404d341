//! How the shelter's letters come and go: what an administrator says about it, kept sealed, because passphrases and keys are in it.
use crate::{
    incoming::mailbox::Mailbox,
    outgoing::{relay::Way, signing::Keys},
    table::house::{self as table, ONLY},
};
use hearth_core::{
    Kernel, Result,
    audit::{self, Act},
    clock::Moment,
    id::PersonId,
    store::Tx,
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// All of it. Nothing said: no letter comes or goes.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct House {
    /// What stands after the `@`. A bland name of its own is best: it is seen by everyone who gets a letter.
    pub domain: String,
    /// The name under which other mail servers find this one.
    pub host: String,
    pub relay: Option<Way>,
    /// Where letters come in, if not by a server of the house's own.
    pub mailbox: Option<Mailbox>,
    /// Made once, with the domain.
    pub keys: Option<Keys>,
    /// When a letter of the house's own last came round to it.
    pub came_round: Option<Moment>,
}

/// What an administrator changed is written down; what she wrote is not.
pub const CHANGED: &str = "house.changed";

impl House {
    /// Whether letters can leave at all.
    pub fn can_send(&self) -> bool {
        !self.domain.is_empty() && self.relay.is_some() && self.keys.is_some()
    }
}

fn place() -> Place {
    Place::of("mail_house", "content", Uuid::nil())
}

pub async fn find(kernel: &Kernel) -> Result<House> {
    let row = table::Entity::find_by_id(ONLY).one(kernel.store.reader()).await?;
    match row {
        Some(row) => Ok(kernel.vault.key(Owner::Site).await?.open(place(), &row.content)?),
        None => Ok(House::default()),
    }
}

/// Keeps it. The keys are made with the first domain, and stay: what was published in the DNS goes on to hold.
pub async fn change(kernel: &Kernel, by: PersonId, mut house: House) -> Result<()> {
    house.domain = house.domain.trim().trim_start_matches('@').to_lowercase();
    house.host = house.host.trim().to_lowercase();
    if house.keys.is_none() && !house.domain.is_empty() {
        house.keys = Some(Keys::generate()?);
    }
    keep(kernel, &house, Some(by)).await
}

/// A letter of the house's own came in again.
pub async fn came_round(kernel: &Kernel) -> Result<()> {
    let house = House { came_round: Some(kernel.clock.now()), ..find(kernel).await? };
    keep(kernel, &house, None).await
}

async fn keep(kernel: &Kernel, house: &House, by: Option<PersonId>) -> Result<()> {
    let content = kernel.vault.key(Owner::Site).await?.seal(place(), house)?;
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            table::Entity::delete_by_id(ONLY).exec(tx).await?;
            table::ActiveModel { id: Set(ONLY), content: Set(content.clone()) }.insert(tx).await?;
            match by {
                Some(by) => audit::record(&kernel_in, tx, Act { actor: Some(by), act: CHANGED, subject: None, group: None, reason: None }).await,
                None => Ok(()),
            }
        })
        .await?;
    crate::post::changed(kernel);
    Ok(())
}

//! How the shelter's letters come and go: what an administrator says about it, kept sealed, because passphrases and keys are in it.
use crate::{
    incoming::mailbox::Mailbox,
    outgoing::{relay::Way, signing::Keys},
    round::Round,
    table::house::{self as table, ONLY},
};
use hearth_core::{
    Kernel, Result,
    audit::{self, Act},
    id::PersonId,
    store::Tx,
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
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
    /// How the last letter of the house's own to itself fares.
    pub round: Round,
    /// From where the relay sends, as the last letter of the house's own came from there.
    pub sends_from: Option<IpAddr>,
    /// How many things were not right when an administrator last looked; none where nobody has looked since it was changed.
    pub wrong: Option<usize>,
}

/// What an administrator changed is written down; what she wrote is not.
pub const CHANGED: &str = "house.changed";

impl House {
    /// Whether letters can leave at all.
    pub fn can_send(&self) -> bool {
        !self.domain.is_empty() && self.relay.is_some() && self.keys.is_some()
    }

    /// Whether people can be reached by it: it was looked at, nothing was wrong, and a letter went out and came in.
    pub fn is_ready(&self) -> bool {
        self.can_send() && self.wrong == Some(0) && self.round == Round::CameBack
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
    // What was right before need not be now.
    let before = find(kernel).await?;
    if before.domain != house.domain || before.host != house.host || before.relay != house.relay || before.mailbox != house.mailbox {
        (house.round, house.wrong, house.sends_from) = (Round::NotYet, None, None);
    }
    if house.keys.is_none() && !house.domain.is_empty() {
        house.keys = Some(Keys::generate()?);
    }
    keep(kernel, &house, Some(by)).await
}

/// How the letter round fares.
pub async fn fares(kernel: &Kernel, round: Round) -> Result<()> {
    keep(kernel, &House { round, ..find(kernel).await? }, None).await
}

/// Its letter came round, from there. Whether that is somewhere new, so that what was found before says nothing about it.
pub async fn came_from(kernel: &Kernel, round: Round, from: Option<IpAddr>) -> Result<bool> {
    let house = find(kernel).await?;
    let is_new = from.is_some_and(|_| house.sends_from != from);
    let (was_looked_at, wrong) = (house.wrong.is_some(), house.wrong.filter(|_| !is_new));
    keep(kernel, &House { round, wrong, sends_from: from.or(house.sends_from), ..house }, None).await?;
    Ok(is_new && was_looked_at)
}

/// Somebody looked, and found so many things that are not right.
pub async fn looked(kernel: &Kernel, wrong: usize) -> Result<()> {
    keep(kernel, &House { wrong: Some(wrong), ..find(kernel).await? }, None).await
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

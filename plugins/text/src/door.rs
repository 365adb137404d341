//! What becomes of a text that came in. Words that ask for something count before anything else; what is said to the group goes the one path
//! of everything that is said. Each text is taken once, and those of one phone one after the other. Who is not known gets no answer.
mod joining;
mod meeting;
mod member;
mod rates;
mod stop;

pub use rates::Rates;

use crate::{
    carrier::{Arrival, Event, Fate, Inbox, Network, Receipt, Taken},
    keyword::{self, Keyword, Said},
    phone::{self, Phone},
    seat, sending,
    table::{arrival, seat::Rest},
};
use async_trait::async_trait;
use dashmap::DashMap;
use data_encoding::HEXLOWER;
use hearth_core::{Kernel, Result, clock::Moment, store::Tx, vault::Owner};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use std::sync::Arc;
use tokio::sync::Mutex;
use uuid::Uuid;

/// Texts are known again for so long (safety.md SMS-2).
const KNOWN_DAYS: i64 = 30;

/// The house's door for what comes by one line.
pub struct Entrance {
    pub kernel: Kernel,
    pub line: Uuid,
}

/// One for each kernel: see [`Kernel::held`]. What comes from one phone is taken one after the other.
#[derive(Default)]
struct Turns(DashMap<String, Arc<Mutex<()>>>);

/// More phones than write at the same time: those whose turn nobody waits for are forgotten.
const TURNS: usize = 5_000;

/// Somebody who writes, as far as her phone says.
struct Writer<'a> {
    arrival: &'a Arrival,
    /// What her phone is looked up by.
    hash: &'a str,
    /// Names the text, so that it is taken once however often it is brought.
    id: &'a str,
    said: Option<Said>,
}

#[async_trait]
impl Inbox for Entrance {
    async fn take(&self, event: Event) -> Taken {
        let taken = match &event {
            Event::Arrived(arrival) => self.arrived(arrival).await,
            Event::Receipt(receipt) => self.told(receipt).await,
        };
        match taken {
            Ok(()) => Taken::Yes,
            Err(fault) => {
                tracing::error!(%fault, "a text was not taken; it comes again");
                Taken::Later
            }
        }
    }
}

impl Entrance {
    async fn arrived(&self, arrival: &Arrival) -> Result<()> {
        let kernel = &self.kernel;
        // Some networks leave out the country of a number that is at home with them, or its plus sign.
        let is_number = arrival.from.network == Network::Sms;
        let written = if is_number { phone::read_again(kernel, &arrival.from.at).await? } else { None };
        let Phone { at, hash, .. } = match written {
            Some(it) => it,
            None => Phone::of(kernel, arrival.from.clone()).await?,
        };
        let arrival = &Arrival { from: at, ..arrival.clone() };
        let id = {
            let key = kernel.vault.key(Owner::Site).await?;
            HEXLOWER.encode(&key.keyed_hash("text-arrival", format!("{} {}", self.line, arrival.id).as_bytes()))
        };
        let turns = kernel.held::<Turns>();
        if turns.0.len() > TURNS {
            turns.0.retain(|_, it| Arc::strong_count(it) > 1);
        }
        let turn = turns.0.entry(hash.clone()).or_default().clone();
        let _turn = turn.lock().await;
        if is_known(kernel, &id).await? {
            return Ok(());
        }
        self.take_one(&Writer { arrival, hash: &hash, id: &id, said: keyword::read(&arrival.words) }).await?;
        know(kernel, id).await?;
        // What the provider keeps of it is of no use to anybody any more.
        let (kernel, line, reference) = (kernel.clone(), self.line, arrival.id.clone());
        tokio::spawn(async move {
            if let Err(fault) = sending::delete_at_provider(&kernel, line, &reference).await {
                tracing::warn!(%fault, "what a provider keeps could not be deleted");
            }
        });
        Ok(())
    }

    async fn take_one(&self, writer: &Writer<'_>) -> Result<()> {
        let kernel = &self.kernel;
        let keyword = writer.said.as_ref().map(|it| it.keyword);
        if keyword == Some(Keyword::Stop) {
            return stop::stop(kernel, writer).await;
        }
        if phone::is_stopped(kernel, writer.hash).await? {
            return match keyword {
                Some(Keyword::Start) => stop::start(kernel, writer).await,
                _ => Ok(()),
            };
        }
        if kernel.held::<Rates>().is_flood(writer.hash, kernel.clock.now()) {
            return Ok(());
        }
        if joining::brings_code(kernel, writer).await? {
            return Ok(());
        }
        match phone::find(kernel, writer.hash).await? {
            Some(known) => member::take(kernel, known.membership, writer).await,
            None => joining::goes_on(kernel, writer).await,
        }
    }

    /// What became of a text that went out.
    async fn told(&self, receipt: &Receipt) -> Result<()> {
        let kernel = &self.kernel;
        let Some(row) = sending::find(kernel, self.line, &receipt.reference).await? else { return Ok(()) };
        match receipt.fate {
            Fate::Delivered => sending::delete_at_provider(kernel, self.line, &receipt.reference).await,
            Fate::Gone => seat::rest(kernel, row.membership, Rest::Gone).await,
            // The next may come through; what waits is still there when she asks.
            Fate::Failed => {
                tracing::warn!(line = %self.line, "a text did not come through");
                Ok(())
            }
        }
    }
}

async fn is_known(kernel: &Kernel, id: &str) -> Result<bool> {
    Ok(kernel.store.row::<arrival::Entity>(arrival::Column::Hash, id).await?.is_some())
}

async fn know(kernel: &Kernel, id: String) -> Result<()> {
    let day = kernel.clock.now().day();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = arrival::ActiveModel { hash: Set(id.clone()), day: Set(day) };
            let once = OnConflict::column(arrival::Column::Hash).do_nothing().to_owned();
            arrival::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
            Ok(())
        })
        .await
}

pub async fn sweep(kernel: &Kernel) -> Result<()> {
    let now = kernel.clock.now();
    let before = Moment(now.0 - KNOWN_DAYS * 24 * 60 * 60 * 1000);
    kernel
        .store
        .write(async move |tx: &Tx| {
            arrival::Entity::delete_many().filter(arrival::Column::Day.lt(before)).exec(tx).await?;
            joining::sweep(tx, now).await
        })
        .await
}

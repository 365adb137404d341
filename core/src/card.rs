//! Resource cards: a service that staff can put into a conversation, written once in both languages, and shown as a card, as
//! plain text, or as at most two text messages.
mod plain;

pub use plain::{SHORT_LIMIT, plain_text, short_text};

use crate::{
    Kernel, Result,
    audit::{self, Act},
    clock::Moment,
    id::{CardId, PersonId},
    locale::Language,
    refusals,
    store::Tx,
    table::card,
    vault::{Owner, Place},
};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

refusals! {
    /// There is no such card.
    NO_SUCH_CARD = "group-no-such-card" => 404;
}

/// What a card says, in each language, and how to reach the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct Content {
    #[garde(length(chars, min = 1, max = 60))]
    pub title_en: String,
    #[garde(length(chars, min = 1, max = 60))]
    pub title_fr: String,
    #[garde(length(chars, max = 400))]
    pub words_en: String,
    #[garde(length(chars, max = 400))]
    pub words_fr: String,
    #[garde(length(chars, max = 40), custom(telephone))]
    pub phone: String,
    #[garde(length(chars, max = 120), custom(address))]
    pub link: String,
}

impl Content {
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::En => &self.title_en,
            Language::Fr => &self.title_fr,
        }
    }

    pub fn words(&self, language: Language) -> &str {
        match language {
            Language::En => &self.words_en,
            Language::Fr => &self.words_fr,
        }
    }

    /// For `tel:`: figures, and a plus at the front.
    pub fn dial(&self) -> String {
        self.phone.chars().enumerate().filter(|(at, it)| it.is_ascii_digit() || *at == 0 && *it == '+').map(|(_, it)| it).collect()
    }
}

/// A card, opened.
#[derive(Debug, Clone)]
pub struct Card {
    pub id: CardId,
    pub region: String,
    pub content: Content,
    pub created: Moment,
    pub is_ended: bool,
}

/// Names of the fields that cannot be kept as they are.
pub fn wrong(content: &Content) -> Vec<String> {
    content.validate().err().map(|it| it.iter().map(|(path, _)| path.to_string()).collect()).unwrap_or_default()
}

pub async fn create(kernel: &Kernel, by: PersonId, region: &str, content: &Content) -> Result<CardId> {
    let (id, now, region) = (CardId::new(), kernel.clock.now(), region.to_owned());
    let sealed = kernel.vault.key(Owner::Site).await?.seal(place(id), content)?;
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = card::ActiveModel {
                id: Set(id),
                content: Set(sealed.clone()),
                region: Set(region.clone()),
                created: Set(now),
                created_by: Set(by),
                ended: Set(None),
            };
            row.insert(tx).await?;
            audit::record(&kernel_in, tx, Act { actor: Some(by), act: "card.created", subject: Some(id.0), ..Act::default() }).await
        })
        .await?;
    Ok(id)
}

/// Changes a card everywhere: entries carry its id, not its words.
pub async fn change(kernel: &Kernel, by: PersonId, id: CardId, content: &Content) -> Result<()> {
    let sealed = kernel.vault.key(Owner::Site).await?.seal(place(id), content)?;
    alter(kernel, by, id, "card.changed", move |row| row.content = Set(sealed.clone())).await
}

/// Takes a card out of the list. Where it was inserted its words are no longer shown.
pub async fn end(kernel: &Kernel, by: PersonId, id: CardId) -> Result<()> {
    let now = kernel.clock.now();
    alter(kernel, by, id, "card.ended", move |row| row.ended = Set(Some(now))).await
}

async fn alter(
    kernel: &Kernel,
    by: PersonId,
    id: CardId,
    act: &'static str,
    how: impl Fn(&mut card::ActiveModel) + Send + Sync + 'static,
) -> Result<()> {
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let found = card::Entity::find_by_id(id).filter(card::Column::Ended.is_null()).one(tx).await?.ok_or(NO_SUCH_CARD)?;
            let mut row = found.into_active_model();
            how(&mut row);
            row.update(tx).await?;
            audit::record(&kernel_in, tx, Act { actor: Some(by), act, subject: Some(id.0), ..Act::default() }).await
        })
        .await
}

/// Every card that has not ended, the newest first.
pub async fn list(kernel: &Kernel) -> Result<Vec<Card>> {
    let rows = card::Entity::find().filter(card::Column::Ended.is_null()).order_by_desc(card::Column::Created);
    let mut cards = Vec::new();
    for row in rows.all(kernel.store.reader()).await? {
        cards.push(open(kernel, row).await?);
    }
    Ok(cards)
}

/// One card, also an ended one: an old entry may still point to it.
pub async fn find(kernel: &Kernel, id: CardId) -> Result<Option<Card>> {
    match card::Entity::find_by_id(id).one(kernel.store.reader()).await? {
        Some(row) => Ok(Some(open(kernel, row).await?)),
        None => Ok(None),
    }
}

async fn open(kernel: &Kernel, row: card::Model) -> Result<Card> {
    let content = kernel.vault.key(Owner::Site).await?.open(place(row.id), &row.content)?;
    Ok(Card { id: row.id, region: row.region, content, created: row.created, is_ended: row.ended.is_some() })
}

fn place(id: CardId) -> Place {
    Place::of("cards", "content", id.0)
}

fn telephone(phone: &str, (): &()) -> garde::Result {
    match phone.chars().all(|it| it.is_ascii_digit() || " +-().#*".contains(it)) {
        true => Ok(()),
        false => Err(garde::Error::new("not a telephone number")),
    }
}

fn address(link: &str, (): &()) -> garde::Result {
    match link.is_empty() || url::Url::parse(link).is_ok_and(|it| it.scheme() == "https" && it.host().is_some()) {
        true => Ok(()),
        false => Err(garde::Error::new("not a web address")),
    }
}

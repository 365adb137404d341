//! Releases: her written word that staff may tell a named third party a named thing, for a reason, until a day. Nothing else
//! allows it, and it is apart from every consent that the service itself needs.
use crate::{
    Kernel, Result,
    audit::{self, Act},
    clock::{Moment, days},
    id::{PersonId, ReleaseId},
    refusals,
    store::Tx,
    table::release,
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::{Deserialize, Serialize};

refusals! {
    /// A release without a last day, or with one too far away, is none.
    NO_END = "personal-release-no-end" => 422;
    /// To whom, what and why must all be there.
    EMPTY = "personal-release-empty" => 422;
    /// Not signed, over, or taken back.
    NOT_IN_FORCE = "personal-release-not-in-force" => 403;
    /// Whoever signs must show that it is she.
    NOT_YOU = "personal-release-not-you" => 403;
}

/// The longest that one holds.
pub const LONGEST_DAYS: u32 = 366;
const LONGEST_WORDS: usize = 500;

/// What she allows.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub to: String,
    pub what: String,
    pub why: String,
}

/// Never printed.
impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Content")
    }
}

/// One release, opened.
#[derive(Debug, Clone)]
pub struct Release {
    pub id: ReleaseId,
    pub person: PersonId,
    pub content: Content,
    pub asked: Moment,
    pub until: Moment,
    pub signed: Option<Moment>,
    pub revoked: Option<Moment>,
}

impl Release {
    pub fn is_in_force(&self, now: Moment) -> bool {
        self.signed.is_some() && self.revoked.is_none() && now < self.until
    }

    pub fn is_open(&self, now: Moment) -> bool {
        self.signed.is_none() && self.revoked.is_none() && now < self.until
    }
}

fn place(id: ReleaseId) -> Place {
    Place::of("releases", "content", id.0)
}

/// Asks her for one: by staff, or by herself. It allows nothing until she signs.
pub async fn ask(kernel: &Kernel, by: PersonId, person: PersonId, content: Content, until: Option<Moment>) -> Result<ReleaseId> {
    let now = kernel.clock.now();
    let until = until.filter(|it| *it > now && *it <= now + days(LONGEST_DAYS)).ok_or(NO_END)?;
    let parts = [&content.to, &content.what, &content.why];
    if parts.iter().any(|it| it.trim().is_empty() || it.chars().count() > LONGEST_WORDS) {
        return Err(EMPTY.into());
    }
    let (id, kernel_in) = (ReleaseId::new(), kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let sealed = kernel_in.vault.key_in(tx, Owner::Person(person)).await?.seal(place(id), &content)?;
            let row = release::ActiveModel {
                id: Set(id),
                person: Set(person),
                content: Set(sealed),
                at: Set(now),
                until: Set(until),
                revoked: Set(None),
                asked_by: Set(by),
                signed: Set(None),
            };
            row.insert(tx).await?;
            audit::record(&kernel_in, tx, act(by, "release.asked", id)).await
        })
        .await?;
    Ok(id)
}

/// Everything that was asked of her, newest first.
pub async fn list(kernel: &Kernel, person: PersonId) -> Result<Vec<Release>> {
    let rows = release::Entity::find().filter(release::Column::Person.eq(person)).order_by_desc(release::Column::At);
    let rows = rows.all(kernel.store.reader()).await?;
    let Some(key) = kernel.vault.find(Owner::Person(person)).await? else { return Ok(Vec::new()) };
    rows.into_iter().map(|it| opened(&key, it)).collect()
}

fn opened(key: &crate::vault::DataKey, row: release::Model) -> Result<Release> {
    Ok(Release {
        id: row.id,
        person: row.person,
        content: key.open(place(row.id), &row.content)?,
        asked: row.at,
        until: row.until,
        signed: row.signed,
        revoked: row.revoked,
    })
}

/// She signs. The page has made sure that it is she.
pub async fn sign(kernel: &Kernel, person: PersonId, id: ReleaseId) -> Result<()> {
    mark(kernel, person, id, release::Column::Signed, "release.signed").await
}

/// She takes it back: from now on nothing may be told.
pub async fn revoke(kernel: &Kernel, person: PersonId, id: ReleaseId) -> Result<()> {
    mark(kernel, person, id, release::Column::Revoked, "release.revoked").await
}

async fn mark(kernel: &Kernel, person: PersonId, id: ReleaseId, column: release::Column, what: &'static str) -> Result<()> {
    let (now, kernel_in) = (kernel.clock.now(), kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let changed = release::Entity::update_many()
                .col_expr(column, Expr::value(now.0))
                .filter(release::Column::Id.eq(id))
                .filter(release::Column::Person.eq(person))
                .filter(column.is_null())
                .filter(release::Column::Until.gt(now))
                .exec(tx)
                .await?;
            match changed.rows_affected {
                0 => Ok(()),
                _ => audit::record(&kernel_in, tx, act(person, what, id)).await,
            }
        })
        .await
}

/// Before staff tell anybody anything: the release, if it is in force. Either answer is written down.
pub async fn tell(kernel: &Kernel, by: PersonId, id: ReleaseId) -> Result<Release> {
    let row = release::Entity::find_by_id(id).one(kernel.store.reader()).await?.ok_or(NOT_IN_FORCE)?;
    let key = kernel.vault.find(Owner::Person(row.person)).await?.ok_or(NOT_IN_FORCE)?;
    let release = opened(&key, row)?;
    let is_in_force = release.is_in_force(kernel.clock.now());
    let (kernel_in, what) = (kernel.clone(), if is_in_force { "release.used" } else { "release.denied" });
    kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act(by, what, id)).await).await?;
    match is_in_force {
        true => Ok(release),
        false => Err(NOT_IN_FORCE.into()),
    }
}

fn act(by: PersonId, act: &'static str, id: ReleaseId) -> Act {
    Act { actor: Some(by), act, subject: Some(id.0), group: None, reason: None }
}

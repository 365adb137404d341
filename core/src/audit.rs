//! Who did what: ids and codes only, append-only, each row bound to the one before by a keyed hash. Whoever changes or takes
//! out a row without the vault's key is found out by [`first_broken_link`].
pub mod acts;

use crate::{
    Kernel, Result,
    id::{GroupId, PersonId},
    store::Tx,
    table::audit,
    vault::{DataKey, Owner},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// Something that somebody did.
#[derive(Debug, Clone, Default)]
pub struct Act {
    /// None: the system itself.
    pub actor: Option<PersonId>,
    /// `subject.past-participle`: `entry.released`, `alias.revealed`.
    pub act: &'static str,
    pub subject: Option<Uuid>,
    pub group: Option<GroupId>,
    /// A code, never words.
    pub reason: Option<String>,
}

/// Writes it down, in the transaction of the act itself: nothing is done that is not written down.
pub async fn record(kernel: &Kernel, tx: &Tx, act: Act) -> Result<()> {
    debug_assert!(kernel.acts.contains_key(act.act), "{} is not in audit/acts.rs, nor declared by a plugin", act.act);
    let key = kernel.vault.key_in(tx, Owner::Site).await?;
    // One chain: on PostgreSQL two nodes must not both bind to the same row.
    if !kernel.store.is_alone() {
        sea_orm::ConnectionTrait::execute_unprepared(tx, "SELECT pg_advisory_xact_lock(7406)").await?;
    }
    let before = audit::Entity::find().order_by_desc(audit::Column::Seq).limit(1).one(tx).await?.map(|it| it.digest).unwrap_or_default();
    let at = kernel.clock.now();
    let mut row = audit::Model {
        seq: 0,
        at,
        actor: act.actor,
        act: act.act.into(),
        subject: act.subject,
        group: act.group,
        reason: act.reason,
        before,
        digest: Vec::new(),
    };
    row.digest = digest(&key, &row)?;
    audit::ActiveModel {
        seq: NotSet,
        at: Set(row.at),
        actor: Set(row.actor),
        act: Set(row.act),
        subject: Set(row.subject),
        group: Set(row.group),
        reason: Set(row.reason),
        before: Set(row.before),
        digest: Set(row.digest),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The last acts, newest first.
pub async fn list(kernel: &Kernel, limit: u64) -> Result<Vec<audit::Model>> {
    Ok(audit::Entity::find().order_by_desc(audit::Column::Seq).limit(limit).all(kernel.store.reader()).await?)
}

/// What was done about one subject, newest first: a person sees who looked at what is hidden about her.
pub async fn about(kernel: &Kernel, subject: Uuid) -> Result<Vec<audit::Model>> {
    Ok(audit::Entity::find().filter(audit::Column::Subject.eq(subject)).order_by_desc(audit::Column::Seq).all(kernel.store.reader()).await?)
}

/// The number of the first row that is not bound to the one before it; none where the chain is whole. The oldest rows go
/// after twelve months, so the chain may begin anywhere.
pub async fn first_broken_link(kernel: &Kernel) -> Result<Option<i64>> {
    let key = kernel.vault.key(Owner::Site).await?;
    let rows = audit::Entity::find().order_by_asc(audit::Column::Seq).all(kernel.store.reader()).await?;
    let mut before: Option<&[u8]> = None;
    for row in &rows {
        if before.is_some_and(|it| it != row.before) || digest(&key, row)? != row.digest {
            return Ok(Some(row.seq));
        }
        before = Some(&row.digest);
    }
    Ok(None)
}

fn digest(key: &DataKey, row: &audit::Model) -> Result<Vec<u8>> {
    let told = serde_json::to_vec(&(row.at, row.actor, &row.act, row.subject, row.group, &row.reason, &row.before))?;
    Ok(key.keyed_hash("audit", &told))
}

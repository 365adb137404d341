//! How long a letter waits that is not proved to be hers, or to be meant for here: seven days (safety.md EML-13), and then it is gone as if it had never come. One
//! that staff let through is kept like everything that is said in its group.
use crate::rule::{ELSEWHERE, UNPROVED};
use hearth_core::{
    Kernel, Result,
    clock::{HOUR, Moment, days},
    contribution::Entry,
    store::Tx,
    table::{entry, group},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::time::Duration;

const LONGEST: Duration = days(7);

fn is_it(entry: &Entry) -> bool {
    entry.reasons.iter().any(|it| it == UNPROVED || it == ELSEWHERE)
}

/// In the transaction that stores it.
pub async fn begins(tx: &Tx, entry: &Entry) -> Result<()> {
    match is_it(entry) {
        true => keep_until(tx, entry, entry.keep_until.min(entry.at + LONGEST)).await,
        false => Ok(()),
    }
}

/// It was let through.
pub async fn is_over(kernel: &Kernel, entry: &Entry) -> Result<()> {
    if !is_it(entry) {
        return Ok(());
    }
    let Some(group) = group::Entity::find_by_id(entry.group).one(kernel.store.reader()).await? else { return Ok(()) };
    let until = entry.at + HOUR * group.keep_hours.unwrap_or(0).max(0) as u32;
    let entry = entry.clone();
    kernel.store.write(async move |tx: &Tx| keep_until(tx, &entry, until).await).await
}

async fn keep_until(tx: &Tx, entry: &Entry, until: Moment) -> Result<()> {
    let rows = entry::Entity::update_many().col_expr(entry::Column::KeepUntil, Expr::value(until.0));
    rows.filter(entry::Column::Id.eq(entry.id)).exec(tx).await?;
    Ok(())
}

//! What was not taken, as a count for each day and reason. From whom, to which address and what stood in it is kept nowhere.
use crate::{
    incoming::session::Outcome,
    reading::Unread,
    table::turned_away::{ActiveModel, Column, Entity},
};
use hearth_core::{Kernel, Result, clock::Moment, id::GroupId, store::Tx};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::Expr,
};

/// The reasons, each a key of words.
pub const NOBODY: &str = "mail-away-nobody";
pub const NO_WAY: &str = "mail-away-no-way";
pub const AUTOMATIC: &str = "mail-away-automatic";
pub const STRANGER: &str = "mail-away-stranger";
pub const EMPTY: &str = "mail-away-empty";
pub const NOT_NOW: &str = "mail-away-not-now";
pub const TOO_BIG: &str = "mail-away-too-big";
pub const SEALED: &str = "mail-away-sealed";
pub const REASONS: &[&str] = &[NOBODY, NO_WAY, AUTOMATIC, STRANGER, EMPTY, NOT_NOW, TOO_BIG, SEALED];

/// How long the counts are kept.
const DAYS: i64 = 30;

pub fn unread(why: Unread) -> &'static str {
    match why {
        Unread::Sealed => SEALED,
        Unread::NoLetter => EMPTY,
        Unread::TooLong | Unread::HeadsTooLong | Unread::LineTooLong | Unread::TooManyParts | Unread::TooDeep | Unread::TooManyRecipients => TOO_BIG,
    }
}

/// Counts one. It was meant for nobody to see, so whoever brought it may forget it.
pub async fn count(kernel: &Kernel, group: Option<GroupId>, why: &'static str) -> Result<Outcome> {
    let day = kernel.clock.now().day();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let of_group = group.map_or_else(|| Column::Group.is_null(), |it| Column::Group.eq(it));
            let same = Entity::update_many().col_expr(Column::Count, Expr::col(Column::Count).add(1));
            let changed = same.filter(of_group).filter(Column::Why.eq(why)).filter(Column::Day.eq(day)).exec(tx).await?;
            if changed.rows_affected == 0 {
                let row = ActiveModel { id: NotSet, group: Set(group), why: Set(why.into()), day: Set(day), count: Set(1) };
                row.insert(tx).await?;
            }
            Ok(())
        })
        .await?;
    Ok(Outcome::Taken)
}

/// What was not taken in the last month: reason and count, the most first.
pub async fn of_group(kernel: &Kernel, group: GroupId) -> Result<Vec<(String, i64)>> {
    let rows = Entity::find().filter(Column::Group.eq(group)).all(kernel.store.reader()).await?;
    let mut counts: Vec<(String, i64)> = Vec::new();
    for row in rows {
        match counts.iter_mut().find(|it| it.0 == row.why) {
            Some(known) => known.1 += row.count,
            None => counts.push((row.why, row.count)),
        }
    }
    counts.sort_by_key(|it| std::cmp::Reverse(it.1));
    Ok(counts)
}

pub async fn sweep(kernel: &Kernel) -> Result<()> {
    let before = Moment(kernel.clock.now().0 - DAYS * 24 * 60 * 60 * 1000);
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_many().filter(Column::Day.lt(before)).exec(tx).await?;
            Ok(())
        })
        .await
}

//! What a day's texts cost: parts, as networks count them, for each person and for her group. Nobody makes the house pay without end
//! (safety.md SMS-8).
use crate::{
    settings::Text as Settings,
    table::sent::{Column, Entity},
};
use dashmap::DashMap;
use hearth_core::{
    Kernel, Result,
    clock::{DAY, Moment},
    id::{GroupId, MembershipId},
    settings,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Func},
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::sync::Mutex;

/// So long a node counts on by itself. What another node sent in between it learns then.
const FRESH: Duration = Duration::from_secs(5);
/// She asked for it herself, and is answered beyond her day's budget: up to twice of it.
const ANSWERS: u64 = 2;

/// One for each kernel: see [`Kernel::held`].
#[derive(Default)]
pub struct Budgets(DashMap<GroupId, Arc<Mutex<Spent>>>);

/// What went in the last day.
#[derive(Default)]
struct Spent {
    counted: Option<Moment>,
    of: HashMap<MembershipId, u64>,
    all: u64,
}

/// Puts parts aside for a text of hers; whether there were as many. What is not sent then comes back with [`give_back`].
pub async fn take(kernel: &Kernel, membership: MembershipId, group: GroupId, parts: u64, is_answer: bool) -> Result<bool> {
    let set = settings::shared::<Settings>(kernel, Some(group)).await?;
    let times = if is_answer { ANSWERS } else { 1 };
    let spent = of(kernel, group);
    let mut spent = spent.lock().await;
    let now = kernel.clock.now();
    if spent.counted.is_none_or(|it| now < it || now >= it + FRESH) {
        *spent = count(kernel, group, now).await?;
    }
    let hers = spent.of.get(&membership).copied().unwrap_or(0) + parts;
    let all = spent.all + parts;
    let is_there = hers <= u64::from(set.parts_a_day) * times && all <= u64::from(set.parts_a_day_of_group) * times;
    if is_there {
        spent.of.insert(membership, hers);
        spent.all = all;
    }
    Ok(is_there)
}

/// They were not needed.
pub async fn give_back(kernel: &Kernel, membership: MembershipId, group: GroupId, parts: u64) {
    let spent = of(kernel, group);
    let mut spent = spent.lock().await;
    spent.all = spent.all.saturating_sub(parts);
    spent.of.entry(membership).and_modify(|it| *it = it.saturating_sub(parts));
}

fn of(kernel: &Kernel, group: GroupId) -> Arc<Mutex<Spent>> {
    kernel.held::<Budgets>().0.entry(group).or_default().clone()
}

async fn count(kernel: &Kernel, group: GroupId, now: Moment) -> Result<Spent> {
    let since = Moment(now.0 - DAY.as_millis() as i64);
    let sum = Func::sum(Expr::col(Column::Parts));
    let rows = Entity::find().select_only().column(Column::Membership).expr_as(sum, "sum");
    let rows = rows.filter(Column::Group.eq(group)).filter(Column::At.gt(since)).group_by(Column::Membership);
    let rows: Vec<(MembershipId, i64)> = rows.into_tuple().all(kernel.store.reader()).await?;
    let of: HashMap<_, _> = rows.into_iter().map(|(membership, sum)| (membership, u64::try_from(sum).unwrap_or(0))).collect();
    Ok(Spent { counted: Some(now), all: of.values().sum(), of })
}

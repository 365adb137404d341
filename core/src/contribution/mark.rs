//! How far somebody has read, for herself alone; and the day on which she was last here, for her facilitators, never the hour.
use crate::{
    Kernel, Result,
    admission::Admission,
    clock::Moment,
    id::{MarkId, MembershipId},
    store::Tx,
    table::{mark, membership},
};
use dashmap::DashMap;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// Marks that were looked up. Kept only where no other node can change them.
#[derive(Default)]
pub struct Marks(DashMap<MembershipId, Arc<HashMap<Uuid, Moment>>>);

impl Marks {
    /// After an erasure.
    pub fn forget(&self, membership: MembershipId) {
        self.0.remove(&membership);
    }
}

/// Up to when she has read each conversation of the group.
pub async fn marks(kernel: &Kernel, admission: &Admission) -> Result<Arc<HashMap<Uuid, Moment>>> {
    let own = admission.membership();
    if let Some(known) = kernel.marks.0.get(&own) {
        return Ok(known.clone());
    }
    let rows = mark::Entity::find().filter(mark::Column::Membership.eq(own)).all(kernel.store.reader()).await?;
    let found: Arc<HashMap<_, _>> = Arc::new(rows.into_iter().map(|it| (it.thread, it.seen)).collect());
    if kernel.store.is_alone() {
        kernel.marks.0.insert(own, found.clone());
    }
    Ok(found)
}

/// She has read so far. Writes nothing where she had read further already.
pub async fn read_until(kernel: &Kernel, admission: &Admission, thread: Uuid, seen: Moment) -> Result<()> {
    let known = marks(kernel, admission).await?;
    if known.get(&thread).is_some_and(|it| *it >= seen) {
        return Ok(());
    }
    let own = admission.membership();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let changed = mark::Entity::update_many()
                .col_expr(mark::Column::Seen, Expr::value(seen.0))
                .filter(mark::Column::Membership.eq(own))
                .filter(mark::Column::Thread.eq(thread))
                .exec(tx)
                .await?;
            if changed.rows_affected == 0 {
                let row = mark::ActiveModel { id: Set(MarkId::new()), membership: Set(own), thread: Set(thread), seen: Set(seen) };
                row.insert(tx).await?;
            }
            Ok(())
        })
        .await?;
    if let Some(mut known) = kernel.marks.0.get_mut(&own) {
        Arc::make_mut(&mut known).insert(thread, seen);
    }
    Ok(())
}

/// Notes the day. Written at most once a day for each person.
pub async fn was_here(kernel: &Kernel, admission: &Admission) -> Result<()> {
    let (own, today) = (admission.membership(), kernel.clock.now().day());
    if admission.standing().membership.seen.is_some_and(|it| it >= today) {
        return Ok(());
    }
    kernel
        .store
        .write(async move |tx: &Tx| {
            let rows = membership::Entity::update_many().col_expr(membership::Column::Seen, Expr::value(today.0));
            rows.filter(membership::Column::Id.eq(own)).exec(tx).await?;
            Ok(())
        })
        .await?;
    // On this node only, and for no one else: it changes nothing that anybody may do.
    kernel.standings.person_changed(admission.person());
    Ok(())
}

//! The end of a group's time: its key is destroyed, and with it everything that it sealed, copies included; then its rows go.
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    clock::Moment,
    event::{self, GroupStopped},
    id::GroupId,
    store::Tx,
    table::{
        entry,
        group::{self, GroupState},
        key, membership, report,
    },
    vault::Owner,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use std::sync::Arc;

/// Groups whose purge date has come and whose key is still there.
pub(super) async fn due(kernel: &Kernel, now: Moment) -> Result<u64> {
    let reader = kernel.store.reader();
    let mut gone = 0;
    for group in group::Entity::find().filter(group::Column::Purge.lte(now)).all(reader).await? {
        if key::Entity::find_by_id(group.id.0).one(reader).await?.is_some() {
            purge_group(kernel, group.id).await?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Erases everything of a group: for ever, and from every copy of the database.
pub async fn purge_group(kernel: &Kernel, group: GroupId) -> Result<()> {
    let members: Vec<_> = membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .filter(membership::Column::Group.eq(group))
        .into_tuple::<crate::id::MembershipId>()
        .all(kernel.store.reader())
        .await?;
    let (members, now, kernel_in) = (Arc::new(members), kernel.clock.now(), kernel.clone());
    let in_tx = members.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            entry::Entity::delete_many().filter(entry::Column::Group.eq(group)).exec(tx).await?;
            report::Entity::delete_many().filter(report::Column::Group.eq(group)).exec(tx).await?;
            for member in in_tx.iter() {
                kernel_in.vault.destroy(tx, Owner::Membership(group, *member)).await?;
            }
            kernel_in.vault.destroy(tx, Owner::Group(group)).await?;
            group::Entity::update_many()
                .col_expr(group::Column::State, Expr::value("closed"))
                .col_expr(group::Column::Closed, Expr::value(now.0))
                .filter(group::Column::Id.eq(group))
                .filter(group::Column::State.ne(GroupState::Closed))
                .exec(tx)
                .await?;
            event::record(&kernel_in, tx, &GroupStopped { group }).await?;
            audit::record(&kernel_in, tx, Act { act: "group.purged", subject: Some(group.0), group: Some(group), ..Act::default() }).await
        })
        .await?;
    for member in members.iter() {
        kernel.vault.forget(Owner::Membership(group, *member));
        kernel.marks.forget(*member);
    }
    kernel.vault.forget(Owner::Group(group));
    kernel.fleeting.close(group);
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    kernel.outbox.wake();
    Ok(())
}

//! The end of a group's words: its key is destroyed, and with it everything that it and its people's keys in the group ever
//! sealed, in copies too; then its rows go.
use super::facilitation;
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    id::GroupId,
    store::Tx,
    table::{
        acceptance, agreement, application, consent, cover, decision, entry, former_name, group, interpreter_seat, invitation, key, mark, meeting,
        meeting_plan, meeting_staff, membership, rehearsal, report, setting,
    },
    vault::Owner,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub async fn purge(kernel: &Kernel, group: GroupId) -> Result<()> {
    let facilitators = facilitation::list(kernel, group).await?;
    let kernel_in = kernel.clone();
    let members = kernel
        .store
        .write(async move |tx: &Tx| {
            let members = membership::Entity::find().filter(membership::Column::Group.eq(group)).all(tx).await?;
            // One at a time: a plugin's own rows hang on a membership, and a statement has only so many values.
            for row in &members {
                for plugin in &kernel_in.plugins {
                    if let Some(data) = &plugin.personal_data {
                        data.erase(&kernel_in, tx, row.id).await?;
                    }
                }
                mark::Entity::delete_many().filter(mark::Column::Membership.eq(row.id)).exec(tx).await?;
                acceptance::Entity::delete_many().filter(acceptance::Column::Membership.eq(row.id)).exec(tx).await?;
                key::Entity::delete_by_id(row.id.0).exec(tx).await?;
            }
            former_name::Entity::delete_many().filter(former_name::Column::Group.eq(group)).exec(tx).await?;
            report::Entity::delete_many().filter(report::Column::Group.eq(group)).exec(tx).await?;
            entry::Entity::delete_many().filter(entry::Column::Group.eq(group)).exec(tx).await?;
            consent::Entity::delete_many().filter(consent::Column::Group.eq(group)).exec(tx).await?;
            membership::Entity::delete_many().filter(membership::Column::Group.eq(group)).exec(tx).await?;
            invitation::Entity::delete_many().filter(invitation::Column::Group.eq(group)).exec(tx).await?;
            application::Entity::delete_many().filter(application::Column::Group.eq(group)).exec(tx).await?;
            agreement::Entity::delete_many().filter(agreement::Column::Group.eq(group)).exec(tx).await?;
            cover::Entity::delete_many().filter(cover::Column::Group.eq(group)).exec(tx).await?;
            for it in meeting::Entity::find().filter(meeting::Column::Group.eq(group)).all(tx).await? {
                meeting_staff::Entity::delete_many().filter(meeting_staff::Column::Meeting.eq(it.id)).exec(tx).await?;
                interpreter_seat::Entity::delete_many().filter(interpreter_seat::Column::Meeting.eq(it.id)).exec(tx).await?;
            }
            meeting::Entity::delete_many().filter(meeting::Column::Group.eq(group)).exec(tx).await?;
            meeting_plan::Entity::delete_many().filter(meeting_plan::Column::Group.eq(group)).exec(tx).await?;
            decision::Entity::delete_many().filter(decision::Column::Group.eq(group)).exec(tx).await?;
            rehearsal::Entity::delete_many().filter(rehearsal::Column::Group.eq(group)).exec(tx).await?;
            setting::Entity::delete_many().filter(setting::Column::Group.eq(group)).exec(tx).await?;
            kernel_in.vault.destroy(tx, Owner::Group(group)).await?;
            group::Entity::delete_by_id(group).exec(tx).await?;
            audit::record(&kernel_in, tx, Act { actor: None, act: "group.purged", subject: Some(group.0), group: Some(group), reason: None }).await?;
            Ok(members.into_iter().map(|it| it.id).collect::<Vec<_>>())
        })
        .await?;
    for membership in members {
        kernel.vault.forget(Owner::Membership(group, membership));
        kernel.bus.tell(kernel, Signal::Unseat(membership));
    }
    kernel.vault.forget(Owner::Group(group));
    kernel.fleeting.close(group);
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    kernel.bus.tell(kernel, Signal::SettingsChanged);
    for it in facilitators {
        kernel.bus.tell(kernel, Signal::PersonChanged(it.person));
    }
    // What was deleted is still in the write-ahead log.
    kernel.store.checkpoint().await
}

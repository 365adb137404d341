//! Takes away topics of which no entry is left.
use crate::table::{Column, Entity};
use async_trait::async_trait;
use hearth_core::{Kernel, Result, job::Job, store::Tx, table::entry};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::time::Duration;

pub struct Sweep;

#[async_trait]
impl Job for Sweep {
    fn name(&self) -> &'static str {
        "forum-sweep"
    }

    fn every(&self) -> Duration {
        Duration::from_secs(30 * 60)
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        kernel
            .store
            .write(async move |tx: &Tx| {
                let alive = entry::Entity::find().select_only().column(entry::Column::Thread).filter(entry::Column::Thread.is_not_null());
                Entity::delete_many().filter(Column::Id.not_in_subquery(alive.into_query())).exec(tx).await?;
                Ok(())
            })
            .await
    }
}

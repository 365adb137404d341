//! Takes away what is over: conversations of which no entry is left, letters that nobody waits for any more, counts of a month ago.
use crate::{
    away, gone,
    table::thread::{Column, Entity},
};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    clock::MINUTE,
    contact::{Medium, owed},
    job::Job,
    store::Tx,
    table::entry,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::time::Duration;

pub struct Sweep;

#[async_trait]
impl Job for Sweep {
    fn name(&self) -> &'static str {
        "mail-sweep"
    }

    fn every(&self) -> Duration {
        30 * MINUTE
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        kernel
            .store
            .write(async move |tx: &Tx| {
                let alive = entry::Entity::find().select_only().column(entry::Column::Thread).filter(entry::Column::Thread.is_not_null());
                Entity::delete_many().filter(Column::Id.not_in_subquery(alive.into_query())).exec(tx).await?;
                Ok(())
            })
            .await?;
        owed::sweep(kernel, Medium::Email).await?;
        gone::sweep(kernel).await?;
        away::sweep(kernel).await
    }
}

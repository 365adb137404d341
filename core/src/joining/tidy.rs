//! Takes away what nobody needs any more: invitations long over, applications past their days, visits that went quiet.
use super::application;
use crate::{
    Kernel, Result,
    clock::{HOUR, days},
    job::Job,
    store::Tx,
    table::invitation,
};
use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;

/// The job that does it.
pub struct Tidy;

#[async_trait]
impl Job for Tidy {
    fn name(&self) -> &'static str {
        "joining-tidy"
    }

    fn every(&self) -> Duration {
        HOUR
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        let now = kernel.clock.now();
        kernel.visits.forget_quiet(now);
        kernel
            .store
            .write(async move |tx: &Tx| {
                invitation::Entity::delete_many().filter(invitation::Column::Until.lte(now - days(7))).exec(tx).await?;
                application::purge(tx, now).await
            })
            .await
    }
}

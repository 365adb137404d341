//! Takes away what is over, and lets channels rest from which nobody was heard for a long time.
use crate::{
    code, door, seat, sending,
    table::seat::{Column, Entity, Rest},
    unread,
};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    clock::{MINUTE, Moment},
    contact::{Medium, owed},
    job::Job,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;

/// Without a text of hers for so long a number may be in other hands (safety.md SMS-7).
const SILENCE_DAYS: i64 = 90;

pub struct Sweep;

#[async_trait]
impl Job for Sweep {
    fn name(&self) -> &'static str {
        "text-sweep"
    }

    fn every(&self) -> Duration {
        30 * MINUTE
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        let before = Moment(kernel.clock.now().0 - SILENCE_DAYS * 24 * 60 * 60 * 1000);
        let silent = Entity::find().filter(Column::Heard.lt(before)).filter(Column::Rests.is_null());
        for seat in silent.all(kernel.store.reader()).await? {
            seat::rest(kernel, seat.membership, Rest::Silent).await?;
        }
        owed::sweep(kernel, Medium::Text).await?;
        unread::sweep(kernel).await?;
        sending::sweep(kernel).await?;
        code::sweep(kernel).await?;
        door::sweep(kernel).await
    }
}

//! How much somebody has said to the group, whether its words are kept or are in memory only. What goes to staff is help: it
//! never counts.
use crate::{
    Kernel, Result,
    admission::Admission,
    clock::Moment,
    contribution::Entry,
    id::EntryId,
    table::entry::{self, Audience, EntryState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// Which entries count.
#[derive(Default)]
pub(super) struct Said {
    pub since: Option<Moment>,
    pub state: Option<EntryState>,
    pub except: Option<EntryId>,
}

/// Whether there are so many of them.
pub(super) async fn are_there(kernel: &Kernel, admission: &Admission, number: u64, which: Said) -> Result<bool> {
    Ok(count(kernel, admission, number, which).await? >= number)
}

/// How many there are. No more are looked at than `most`: who writes much waits no longer.
pub(super) async fn count(kernel: &Kernel, admission: &Admission, most: u64, which: Said) -> Result<u64> {
    let Said { since, state, except } = which;
    let (group, own) = (admission.group(), admission.membership());
    let counts = |it: &Entry| state.is_none_or(|state| it.state == state) && except != Some(it.id);
    // Where the group keeps nothing there is nothing in the database to count.
    if admission.standing().group.keep_hours.is_none() {
        return Ok(kernel.fleeting.count(group, own, most, since, counts));
    }
    let mut rows = entry::Entity::find().filter(entry::Column::Author.eq(own)).filter(entry::Column::Audience.eq(Audience::Group));
    if let Some(since) = since {
        rows = rows.filter(entry::Column::At.gt(since));
    }
    if let Some(state) = state {
        rows = rows.filter(entry::Column::State.eq(state));
    }
    if let Some(except) = except {
        rows = rows.filter(entry::Column::Id.ne(except));
    }
    let rows = rows.select_only().column(entry::Column::Seq).limit(most).into_tuple::<i64>();
    let kept = rows.all(kernel.store.reader()).await?.len() as u64;
    // A group that keeps words now may have kept none before.
    Ok(kept + kernel.fleeting.count(group, own, most - kept.min(most), since, counts))
}

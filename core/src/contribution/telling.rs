//! Entries whose first telling is under way or done. Every entry that is published is owed a telling by the outbox, for what a
//! crash cut short; where it was brought to the others already, by the very process that stored it, that telling has nothing to
//! add but a second reading of the entry and a second fetching by every open page.
use crate::id::EntryId;
use dashmap::DashMap;

/// No more are remembered: what is forgotten is told again, which is safe.
const REMEMBERED: usize = 10_000;

/// Whether each was told. One is noted before it is stored, so before the outbox can come to it; whoever comes second finds
/// what the first left. Nothing is noted that the outbox does not come to take.
#[derive(Default)]
pub struct Tellings(DashMap<EntryId, bool>);

impl Tellings {
    /// It is about to be stored, and told after.
    pub(super) fn begin(&self, entry: EntryId) {
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(entry, false);
    }

    /// It was told. Where the outbox came first it told it as well, and nothing is noted any more.
    pub(super) fn done(&self, entry: EntryId) {
        if let Some(mut is_told) = self.0.get_mut(&entry) {
            *is_told = true;
        }
    }

    /// It was not stored.
    pub(super) fn forget(&self, entry: EntryId) {
        self.0.remove(&entry);
    }

    /// For the outbox: whether it was told already. Its next telling, after it was held and let through, is another one.
    pub(super) fn take(&self, entry: EntryId) -> bool {
        self.0.remove(&entry).is_some_and(|(_, is_told)| is_told)
    }
}

#[cfg(test)]
mod tests {
    use super::Tellings;
    use crate::id::EntryId;

    #[test]
    fn what_was_told_is_told_once_and_what_was_not_is_left_to_the_outbox() {
        let (tellings, told, cut_short) = (Tellings::default(), EntryId::new(), EntryId::new());
        tellings.begin(told);
        tellings.begin(cut_short);
        tellings.done(told);
        assert!(tellings.take(told));
        assert!(!tellings.take(told), "its next telling is another one");
        assert!(!tellings.take(cut_short));
    }

    #[test]
    fn where_the_outbox_came_first_nothing_stays_noted() {
        let (tellings, entry) = (Tellings::default(), EntryId::new());
        tellings.begin(entry);
        assert!(!tellings.take(entry), "it is under way, so the outbox tells it");
        tellings.done(entry);
        assert!(!tellings.take(entry), "and a telling after that is not taken for done");
    }
}

//! Someone's first day: so many entries in ten minutes and no more (INV-9). Whoever comes to flood a group is slowed before
//! anybody has to act; whoever comes to talk does not meet it.
use super::{
    Rule, Verdict,
    personal_details::Moderation,
    said::{self, Said},
};
use crate::{
    Kernel, Result,
    admission::Admission,
    clock::{MINUTE, Moment},
    contribution::Draft,
    id::MembershipId,
    refusals, settings,
};
use async_trait::async_trait;
use dashmap::DashMap;

refusals! {
    /// Many entries within minutes, on the first day.
    FIRST_DAY = "moderation-first-day" => 429;
}

/// How many people's leeway is remembered. Whose is not is counted, so nothing hangs on it but time.
const REMEMBERED: usize = 10_000;

/// How many more entries somebody may write before they have to be counted again. Counting reads all that she wrote in ten
/// minutes, at each thing that she says; but who was found to have said three of ten can say seven more, whatever else happens:
/// what was counted only grows older. Kept only where no other node takes her entries, and never written down.
#[derive(Default)]
pub struct Leeways(DashMap<MembershipId, Leeway>);

struct Leeway {
    /// Of how many: another setting, another count.
    most: u64,
    left: u64,
    /// A clock that was set back makes the old count worth nothing.
    latest: Moment,
}

impl Leeways {
    /// Takes one of what is left. None left, or nothing known: count.
    fn take(&self, whose: MembershipId, most: u64, now: Moment) -> bool {
        let Some(mut known) = self.0.get_mut(&whose) else { return false };
        if known.most != most || known.left == 0 || now < known.latest {
            return false;
        }
        known.left -= 1;
        known.latest = now;
        true
    }

    /// She had said so many, and says one more now.
    fn counted(&self, whose: MembershipId, most: u64, said: u64, now: Moment) {
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(whose, Leeway { most, left: most.saturating_sub(said + 1), latest: now });
    }
}

pub(super) struct FirstDay;

#[async_trait]
impl Rule for FirstDay {
    fn name(&self) -> &'static str {
        "first-day"
    }

    async fn judge(&self, kernel: &Kernel, admission: &Admission, draft: &Draft) -> Result<Verdict> {
        let now = kernel.clock.now();
        if !admission.is_new(now) || admission.is_facilitator() || draft.edits.is_some() {
            return Ok(Verdict::Pass);
        }
        let most = u64::from(settings::shared::<Moderation>(kernel, Some(admission.group())).await?.first_day_entries);
        let (whose, is_alone) = (admission.membership(), kernel.store.is_alone());
        if is_alone && kernel.leeways.take(whose, most, now) {
            return Ok(Verdict::Pass);
        }
        let said = said::count(kernel, admission, most, Said { since: Some(now - 10 * MINUTE), ..Said::default() }).await?;
        if said >= most {
            return Ok(Verdict::Refuse(FIRST_DAY));
        }
        if is_alone {
            kernel.leeways.counted(whose, most, said, now);
        }
        Ok(Verdict::Pass)
    }
}

#[cfg(test)]
mod tests {
    use super::Leeways;
    use crate::{clock::Moment, id::MembershipId};

    #[test]
    fn who_was_counted_is_counted_again_when_her_leeway_is_used_up_and_not_before() {
        let (leeways, amina, now) = (Leeways::default(), MembershipId::new(), Moment(1_000));
        assert!(!leeways.take(amina, 10, now), "nobody counted yet");
        leeways.counted(amina, 10, 7, now);
        // With the one that was counted for they are ten.
        assert!(leeways.take(amina, 10, now) && leeways.take(amina, 10, now));
        assert!(!leeways.take(amina, 10, now), "the eleventh is counted for");
        assert!(!leeways.take(MembershipId::new(), 10, now), "what is hers is nobody else's");
    }

    #[test]
    fn another_setting_and_a_clock_that_was_set_back_make_an_old_count_worth_nothing() {
        let (leeways, amina) = (Leeways::default(), MembershipId::new());
        leeways.counted(amina, 10, 0, Moment(1_000));
        assert!(!leeways.take(amina, 5, Moment(1_000)));
        assert!(!leeways.take(amina, 10, Moment(999)));
        assert!(leeways.take(amina, 10, Moment(1_000)), "the witness");
    }
}

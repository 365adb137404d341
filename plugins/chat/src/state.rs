//! What a person may do in the room now. Meetings add to it: see [`State`].
use crate::{frame::State, settings::Chat};
use hearth_core::{
    Kernel, Result,
    admission::{Admission, Intent, what_stops},
    locale::Language,
    settings,
    table::group::Timing,
};

pub async fn state(kernel: &Kernel, admission: &Admission, language: Language) -> Result<State> {
    let set = settings::shared::<Chat>(kernel, Some(admission.group())).await?;
    let group = &admission.standing().group;
    // Signs that somebody is there at this moment belong to a meeting: in a group that is always open they would tell who is awake.
    let is_together = group.timing == Some(Timing::Synchronous);
    Ok(State {
        stopped: what_stops(kernel, admission, Intent::Write).map(|it| kernel.words.say(language, it.code, &[])),
        slow: if admission.is_facilitator() { 0 } else { group.slow_seconds.max(0) as u32 },
        longest: set.longest_message,
        react: is_together && set.reactions,
        typing: is_together && set.typing,
    })
}

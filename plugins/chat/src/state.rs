//! What a person may do in the room now. Meetings add to it: see [`State`].
use crate::{frame::State, settings::Chat};
use hearth_core::{
    Kernel, Result,
    admission::{Admission, Intent, what_stops},
    group::meeting::console,
    locale::Language,
    settings,
    table::group::Timing,
};

pub async fn state(kernel: &Kernel, admission: &Admission, language: Language) -> Result<State> {
    let set = settings::shared::<Chat>(kernel, Some(admission.group())).await?;
    let group = &admission.standing().group;
    // Signs that somebody is there at this moment belong to a meeting: in a group that is always open they would tell who is awake.
    let is_together = group.timing == Some(Timing::Synchronous);
    let meeting = if is_together { console::shown(kernel, admission).await? } else { None };
    let stage = meeting.as_ref().map(|it| it.say_stage(&kernel.words, language));
    let turn = meeting.as_ref().and_then(|it| it.say_turn(&kernel.words, language));
    // What a meeting asks for comes on top of what the group asks for.
    let slow = group.slow_seconds.max(0).unsigned_abs().max(kernel.sittings.care(group.id).1.unwrap_or(0));
    Ok(State {
        stopped: what_stops(kernel, admission, Intent::Write).map(|it| kernel.words.say(language, it.code, &[])),
        slow: if admission.is_facilitator() { 0 } else { slow },
        longest: set.longest_message,
        react: is_together && set.reactions,
        typing: is_together && set.typing,
        stage,
        prompt: meeting.map(|it| it.prompt).filter(|it| !it.is_empty()),
        turn,
    })
}

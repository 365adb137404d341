//! What a person may do in the room now, in her language.
use crate::{frame::State, settings::Video};
use hearth_core::{
    Kernel, Result,
    admission::{Admission, Intent, what_stops},
    group::meeting::console,
    locale::Language,
    settings,
    table::meeting::MeetingState,
};

pub async fn state(kernel: &Kernel, admission: &Admission, language: Language) -> Result<State> {
    let set = settings::shared::<Video>(kernel, Some(admission.group())).await?;
    let say = |key: &str| kernel.words.say(language, key, &[]);
    let meeting = console::shown(kernel, admission).await?;
    let stage = meeting.as_ref().map(|it| match it.state {
        MeetingState::Closing => say("meeting-last-words"),
        _ => {
            let left = kernel.words.say(language, "meeting-left", &[("minutes", it.minutes_left.into())]);
            format!("{} · {left}", kernel.words.say(language, "meeting-stage", &[("stage", it.stage.code().into())]))
        }
    });
    let turn = meeting.as_ref().and_then(|it| match (it.is_own_turn, &it.turn) {
        (true, _) => Some(say("meeting-your-turn")),
        (false, Some(name)) => Some(kernel.words.say(language, "meeting-turn", &[("name", name.as_str().into())])),
        (false, None) => None,
    });
    let turns = meeting.as_ref().map(|it| it.turns.clone()).unwrap_or_default();
    Ok(State {
        stopped: what_stops(kernel, admission, Intent::Write).map(|it| say(it.code)),
        cameras: if set.cameras { set.most_cameras } else { 0 },
        sealing: set.sealing,
        stage,
        prompt: meeting.map(|it| it.prompt).filter(|it| !it.is_empty()),
        turn,
        turns,
    })
}

//! What a person may do in the room now, in her language.
use crate::{frame::State, settings::Video};
use hearth_core::{
    Kernel, Result,
    admission::{Admission, Intent, what_stops},
    group::meeting::console,
    locale::Language,
    settings,
};

pub async fn state(kernel: &Kernel, admission: &Admission, language: Language) -> Result<State> {
    let set = settings::shared::<Video>(kernel, Some(admission.group())).await?;
    let meeting = console::shown(kernel, admission).await?;
    let stage = meeting.as_ref().map(|it| it.say_stage(&kernel.words, language));
    let turn = meeting.as_ref().and_then(|it| it.say_turn(&kernel.words, language));
    let turns = meeting.as_ref().map(|it| it.turns.clone()).unwrap_or_default();
    Ok(State {
        stopped: what_stops(kernel, admission, Intent::Write).map(|it| kernel.words.say(language, it.code, &[])),
        cameras: if set.cameras { set.most_cameras } else { 0 },
        sealing: set.sealing,
        stage,
        prompt: meeting.map(|it| it.prompt).filter(|it| !it.is_empty()),
        turn,
        turns,
    })
}

//! The room as a page. Who is there comes over its line; without a script there is neither sound nor picture, and the page says so.
use crate::{frame::State, modality::LONGEST, rooms::Rooms, settings::Sealing, state::state};
use actix_web::HttpResponse;
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    group::meeting::{self, conduct},
    page::{Face, Here, Page},
    web::{Visitor, answer},
};

/// What the script says, and the keys of its words.
const SAID: &[(&str, &str)] = &[
    ("over", "video-says-over"),
    ("cut", "video-says-cut"),
    ("paused", "video-says-paused"),
    ("elsewhere", "video-says-elsewhere"),
    ("wrong", "video-says-wrong"),
    ("none", "video-says-none"),
    ("old", "video-says-old"),
    ("no-voice", "video-says-no-microphone"),
    ("no-camera", "video-says-no-camera"),
    ("refused-voice", "video-says-refused-microphone"),
    ("refused-camera", "video-says-refused-camera"),
    ("busy-voice", "video-says-busy-microphone"),
    ("busy-camera", "video-says-busy-camera"),
    ("unplugged-voice", "video-says-unplugged-microphone"),
    ("unplugged-camera", "video-says-unplugged-camera"),
    ("away-now", "video-says-away"),
    ("came", "video-says-came"),
    ("went", "video-says-went"),
    ("quiet-voice", "video-says-quiet-microphone"),
    ("quiet-camera", "video-says-quiet-camera"),
    ("switch-off-voice", "video-switch-off-microphone"),
    ("switch-off-camera", "video-switch-off-camera"),
    ("you", "video-you"),
    ("staff", "video-staff"),
    ("someone", "video-someone"),
    ("muted", "video-muted"),
    ("open", "video-open"),
    ("talks", "video-talks"),
    ("away", "video-is-away"),
    ("voice-on", "video-microphone-on"),
    ("voice-off", "video-microphone-off"),
    ("camera-on", "video-camera-on"),
    ("camera-off", "video-camera-off"),
    ("step-away", "video-step-away"),
    ("come-back", "video-come-back"),
    ("types", "video-types"),
    ("interpreter", "video-interpreter"),
    ("turn-now", "video-turn-now"),
    ("turn-next", "video-turn-next"),
    ("light", "video-light"),
    ("dim", "video-dim"),
    ("about", "video-about-person"),
    ("close", "video-close"),
    ("take-aside", "video-aside"),
    ("bring-aside", "video-aside-bring"),
    ("aside", "video-is-aside"),
    ("aside-now", "video-aside-now"),
    ("aside-over", "video-says-aside-over"),
    ("apart", "video-apart"),
    ("mix-room", "video-mix-room"),
    ("meter", "video-meter"),
    ("decimal", "video-decimal"),
    ("waits", "video-says-waits"),
    ("report", "video-more"),
    ("reported", "video-says-reported"),
    ("new-lines", "video-new-lines"),
    ("no-blur", "video-says-no-blur"),
    ("offline", "video-says-offline"),
    ("slept", "video-says-slept"),
    ("check-speak", "video-check-speak"),
    ("check-heard", "video-check-heard"),
    ("check-seen", "video-check-seen"),
    ("check-no-voice", "video-check-no-microphone"),
    ("check-no-camera", "video-check-no-camera"),
    ("check-refused-voice", "video-check-refused-microphone"),
    ("check-refused-camera", "video-check-refused-camera"),
    ("check-busy-voice", "video-says-busy-microphone"),
    ("check-busy-camera", "video-says-busy-camera"),
];

/// What the script says of sealing, where there is any.
const SAID_OF_SEALING: &[(&str, &str)] = &[
    ("seal-old", "video-seal-old"),
    ("seal-first", "video-seal-first"),
    ("seal-off", "video-seal-off"),
    ("seal-wait", "video-seal-wait"),
    ("seal-typo", "video-seal-typo"),
    ("seal-on", "video-seal-on"),
    ("seal-without", "video-seal-without"),
    ("seal-other", "video-seal-other"),
];

#[derive(Template)]
#[template(path = "video/room.html")]
struct Room<'a> {
    page: &'a Page,
    base: &'a str,
    meeting: String,
    staff_address: String,
    state: State,
    /// The house has a port for sound and picture.
    carries: bool,
    longest: usize,
    said: Vec<(&'static str, String)>,
    /// The facilitators' side of the meeting.
    held_now: Option<meeting::console::Console>,
}

pub async fn room(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    conduct::is_here(kernel, &admission);
    let mut page = Page::new(&visitor, Face::Member).of_group(&admission, Here::Modality);
    // Nothing is kept here, and the room says so itself.
    page.holds = None;
    let base = format!("/g/{}/video", admission.group());
    let state = state(kernel, &admission, page.language).await?;
    let room = Room {
        base: &base,
        meeting: format!("/g/{}/meeting", admission.group()),
        staff_address: format!("/g/{}/staff", admission.group()),
        carries: kernel.held::<Rooms>().carries(),
        longest: LONGEST,
        said: SAID.iter().chain(SAID_OF_SEALING.iter().filter(|_| state.sealing != Sealing::Off)).map(|(name, key)| (*name, page.say(key))).collect(),
        state,
        held_now: meeting::console::find(kernel, &admission).await?,
        page: &page,
    };
    let mut page = answer::page_that_hears_and_sees(&room)?;
    if room.state.sealing != Sealing::Off {
        answer::may_seal(&mut page);
    }
    Ok(page)
}

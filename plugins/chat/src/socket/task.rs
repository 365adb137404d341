//! What a page asks of its socket, or the room of the page: each is begun, and something comes of it.
use crate::{
    frame::{self, Asked, State, Tell},
    listener::Writing,
    refusals,
    room::{Reacts, Types},
    say as saying,
    seat::{Seat, look_again},
    state::state,
};
use actix_web::web::Bytes;
use futures_util::future::LocalBoxFuture;
use hearth_core::{
    admission::Admission,
    contribution::{Draft, Heard},
    web::line::why_not,
};

/// Something to do, one after the other.
pub enum Task {
    Asked(Asked),
    /// Something about the room changed.
    State,
    /// May she still be here?
    Renew,
}

pub enum Done {
    Heard(Box<Heard>, String),
    /// Not taken; whether because it was too much.
    Refused(Bytes, bool),
    Renewed(Box<Admission>, Option<Box<State>>),
    End(u16),
    Nothing,
}

/// Begins one. What it needs of the seat goes with it.
pub fn begin(seat: &Seat, task: Task) -> LocalBoxFuture<'static, Done> {
    let (kernel, rooms, admission, language) = (seat.kernel.clone(), seat.rooms.clone(), seat.admission.clone(), seat.language);
    match task {
        Task::Asked(Asked::React { n, k }) => Box::pin(async move {
            let may = state(&kernel, &admission, language).await.is_ok_and(|it| it.react) && k < 3;
            if let Some(room) = rooms.find(admission.group()).filter(|_| may) {
                room.do_send(Reacts { by: admission.membership(), n, kind: k });
            }
            Done::Nothing
        }),
        Task::Asked(Asked::Typing) => Box::pin(async move {
            let may = state(&kernel, &admission, language).await.is_ok_and(|it| it.typing);
            if let Some(room) = rooms.find(admission.group()).filter(|_| may) {
                room.do_send(Types(admission.membership()));
            }
            Done::Nothing
        }),
        Task::Asked(Asked::Say { c, b }) => say(seat, c, |c| Draft::to_group(b, c)),
        Task::Asked(Asked::Staff { c, b }) => say(seat, c, |c| Draft::to_staff(b, c)),
        Task::State | Task::Renew => {
            let (known, visit) = (seat.state.clone(), seat.visit());
            Box::pin(async move {
                match look_again(&kernel, &admission, language, &known, visit.as_deref()).await {
                    Ok((now, state)) => Done::Renewed(Box::new(now), state.map(Box::new)),
                    Err(error) => Done::End(why_not(&error)),
                }
            })
        }
    }
}

fn say(seat: &Seat, c: String, draft: impl FnOnce(String) -> Draft) -> LocalBoxFuture<'static, Done> {
    let draft = draft(c.clone());
    let (kernel, rooms, admission, language) = (seat.kernel.clone(), seat.rooms.clone(), seat.admission.clone(), seat.language);
    Box::pin(async move {
        match saying::hear(&kernel, &rooms, &admission, draft).await {
            Ok(heard) => Done::Heard(Box::new(heard), c),
            Err(error) => {
                let code = error.refusal().map_or("chat-failed", |it| it.code);
                if error.refusal().is_none() {
                    tracing::error!(fault = %error, "what somebody said was not stored");
                }
                let words = kernel.words.say(language, code, &[]);
                let is_too_much = code == refusals::TOO_MANY.code;
                Done::Refused(frame::write(&Tell::No { c: Some(&c), words: &words }, Writing::WebSocket), is_too_much)
            }
        }
    })
}

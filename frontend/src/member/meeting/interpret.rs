//! An interpreter's way in: what the seat is, one promise, and then the door like everybody.
use super::{OwnTime, clock, hours, soon};
use crate::member::{
    frame,
    join::{Fields, code},
};
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Error, Refusal, Result,
    group::meeting::course,
    id::InterpreterSeatId,
    joining::{JOURNEY_LOST, interpreter, journey::Way},
    page::Page,
    table::sign_in::Door,
    web::{Visitor, answer, enter},
};

#[derive(Template)]
#[template(path = "member/meeting/interpret.html")]
struct Interpret {
    page: Page,
    is_time: bool,
    language: String,
    day: String,
    hours: String,
    doors: String,
    own_time: OwnTime,
    mistakes: Vec<(&'static str, String)>,
}

pub fn set_off(visitor: &Visitor, seat: InterpreterSeatId) -> HttpResponse {
    visitor.kernel.visits.set_way(&visitor.visit, Some(Way::Interpreter(seat)), visitor.kernel.clock.now());
    answer::go("/interpret")
}

fn seat(visitor: &Visitor) -> Option<InterpreterSeatId> {
    match visitor.kernel.visits.way(&visitor.visit) {
        Some(Way::Interpreter(seat)) => Some(seat),
        _ => None,
    }
}

pub async fn show(visitor: Visitor) -> Result<HttpResponse> {
    match seat(&visitor) {
        Some(seat) => draw(&visitor, seat, None).await,
        None => code::refused(&visitor),
    }
}

async fn draw(visitor: &Visitor, id: InterpreterSeatId, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let Ok((seat, meeting)) = interpreter::find_by_id(&visitor.kernel, id).await else { return code::refused(visitor) };
    let page = frame::plain(visitor);
    let shown = Interpret {
        is_time: course::is_running(meeting.state),
        language: page.say(&format!("joining-language-{}", seat.language)),
        day: soon(&page, meeting.begins),
        hours: hours(&page, meeting.begins, meeting.ends),
        doors: clock(&page, meeting.doors),
        own_time: OwnTime::of(&page, meeting.doors),
        mistakes: refusal.map(|it| ("promise", page.say(it.code))).into_iter().collect(),
        page,
    };
    let status = refusal.map_or(StatusCode::OK, |it| StatusCode::from_u16(it.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY));
    answer::page_with(status, &shown)
}

pub async fn take(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let seat = seat(&visitor).ok_or(JOURNEY_LOST)?;
    match interpreter::arrive(&visitor.kernel, seat, form.contains_key("promise"), visitor.language).await {
        Ok(arrived) => {
            visitor.kernel.visits.set_way(&visitor.visit, None, visitor.kernel.clock.now());
            let cookie = enter(&visitor, arrived.person, Door::Member).await?;
            let mut answer = answer::go(format!("/g/{}/meeting", arrived.group));
            answer.add_cookie(&cookie)?;
            Ok(answer)
        }
        Err(Error::Refused(refusal)) => draw(&visitor, seat, Some(refusal)).await,
        Err(fault) => Err(fault),
    }
}

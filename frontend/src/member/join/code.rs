//! Entering a code: the front page for strangers, and the page behind a link. Looking uses nothing up; only the button does
//! anything, and even that leaves the code good until the last step.
use super::{Fields, page, set_way};
use crate::member::{apply, meeting};
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Result,
    joining::{self, CODE_REFUSED, Journey, alias, application, consent, interpreter, invitation, journey::Way, meeting_code},
    page::Page,
    table::invitation::InvitationKind,
    web::{Source, Visitor, answer},
};

#[derive(Template)]
#[template(path = "member/join/code.html")]
struct Code {
    page: Page,
    is_front: bool,
    is_refused: bool,
}

/// Where guesses at codes are counted.
const GUESSES: &str = "code";

/// For who is not signed in: enter a code, come back, services. Nothing says what this is.
pub async fn front(visitor: &Visitor) -> Result<HttpResponse> {
    answer::page(&Code { page: page(visitor), is_front: true, is_refused: false })
}

pub async fn show(visitor: Visitor) -> Result<HttpResponse> {
    answer::page(&Code { page: page(&visitor), is_front: false, is_refused: false })
}

/// Wrong, used, expired, taken back or mistyped: the same page, the same status. What was typed is not shown again.
pub fn refused(visitor: &Visitor) -> Result<HttpResponse> {
    answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &Code { page: page(visitor), is_front: false, is_refused: true })
}

pub async fn enter(visitor: Visitor, source: Source, form: Form<Fields>) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    let (source, now) = (source.0, kernel.clock.now());
    kernel.throttle.ask(source, GUESSES, now)?;
    let typed = form.get("code").map_or("", String::as_str);
    let found = match invitation::find(kernel, typed).await {
        Ok(found) => found,
        Err(refusal) if refusal.refusal() == Some(CODE_REFUSED) => {
            // Many people have the link of a meeting, and it leads to its door.
            if let Ok(found) = meeting_code::find(kernel, typed).await {
                return Ok(meeting::set_off(&visitor, &found));
            }
            if let Ok((seat, _)) = interpreter::find(kernel, typed).await {
                return Ok(meeting::set_off_to_interpret(&visitor, seat.id));
            }
            // The code of an application is as long, and people mix them up.
            if application::find(kernel, typed).await.is_ok() {
                return apply::status(&visitor, typed).await;
            }
            kernel.throttle.failed(source, GUESSES, now)?;
            return refused(&visitor);
        }
        Err(other) => return Err(other),
    };
    match (found.kind, found.group) {
        (InvitationKind::Member, Some(_)) => set_off(&visitor, found.id).await,
        (InvitationKind::Return, _) => {
            set_way(&visitor, Some(Way::Back(found.id)));
            Ok(answer::go("/join/back"))
        }
        (InvitationKind::Colleague, _) => {
            set_way(&visitor, Some(Way::Colleague(found.id)));
            Ok(answer::go("/staff/welcome"))
        }
        (InvitationKind::Member, None) => refused(&visitor),
    }
}

/// Begins the journey of an invitation.
pub async fn set_off(visitor: &Visitor, id: hearth_core::id::InvitationId) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    let found = invitation::find_by_id(kernel, id).await?;
    let group = hearth_core::group::get(kernel, found.group.ok_or(joining::CODE_REFUSED)?).await?;
    let journey = Journey::new(id, group.id, consent::purposes(kernel, &group).len(), alias::are_chosen(&group));
    set_way(visitor, Some(Way::In(Box::new(journey))));
    Ok(answer::go("/join/start"))
}

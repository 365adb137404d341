//! The meeting for a calendar, only when she asks for it.
use actix_web::HttpResponse;
use hearth_core::{
    Result,
    admission::Admission,
    group::meeting::{self, NOT_PLANNED, calendar},
    web::Visitor,
};

pub async fn file(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let next = meeting::next(&visitor.kernel, admission.group()).await?.ok_or(NOT_PLANNED)?;
    let word = visitor.kernel.words.say(visitor.language, "meet-calendar-word", &[]);
    Ok(HttpResponse::Ok().content_type("text/calendar; charset=utf-8").body(calendar::file(&next, &word)))
}

//! The few shapes that an answer has.
use crate::{Error, Refusal, Result};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
};
use askama::Template;

/// A page.
pub fn page(template: &impl Template) -> Result<HttpResponse> {
    page_with(StatusCode::OK, template)
}

/// A page with another status: a form with errors, a refusal.
pub fn page_with(status: StatusCode, template: &impl Template) -> Result<HttpResponse> {
    // Rendered into one buffer of about the right size.
    let html = template.render()?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html))
}

/// What a page may ask of a device beyond what every page may: microphone and camera. Only on pages that say so, for everything
/// else is denied them by the edge.
#[derive(Debug, Clone, Copy)]
pub struct HearsAndSees;

/// A page on which people hear and see each other.
pub fn page_that_hears_and_sees(template: &impl Template) -> Result<HttpResponse> {
    let mut answer = page(template)?;
    answer.extensions_mut().insert(HearsAndSees);
    Ok(answer)
}

/// A page that seals what people say before it leaves them: a script of its own beside the page does so, and may be started.
#[derive(Debug, Clone, Copy)]
pub struct Seals;

/// Lets this page start that script, and no other.
pub fn may_seal(answer: &mut HttpResponse) {
    answer.extensions_mut().insert(Seals);
}

/// After a form was taken: on to another page.
pub fn go(address: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address.as_ref())).finish()
}

/// What is to be put right in a form, said beside what was typed. Any other error is an answer of its own.
pub fn beside(error: Error) -> Result<Refusal> {
    error.refusal().filter(|it| matches!(it.status, 409 | 422 | 429)).ok_or(error)
}

/// Whether one of our scripts asks, which stays on its page and wants no other.
pub fn is_for_script(request: &HttpRequest) -> bool {
    request.headers().get(header::ACCEPT).is_some_and(|it| it.as_bytes() == b"application/json")
}

/// After something small was done: the page of whoever has no script, nothing for a script.
pub fn done(request: &HttpRequest, address: impl AsRef<str>) -> HttpResponse {
    if is_for_script(request) { HttpResponse::NoContent().finish() } else { go(address) }
}

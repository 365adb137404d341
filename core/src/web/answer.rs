//! The few shapes that an answer has.
use crate::Result;
use actix_web::{
    HttpResponse,
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

/// After a form was taken: on to another page.
pub fn go(address: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address.as_ref())).finish()
}

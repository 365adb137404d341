//! For whatever watches the server, and for robots: nothing here says what the site is.
use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Data, ServiceConfig},
};
use hearth_core::{Kernel, Result, admission::UNKNOWN_GROUP, clock::days};
use sea_orm::ConnectionTrait;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/health", web::get().to(health))
        .route("/ready", web::get().to(ready))
        .route("/robots.txt", web::get().to(robots))
        .route("/favicon.ico", web::get().to(icon))
        .route("/.well-known/security.txt", web::get().to(security));
}

/// The process answers.
async fn health() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// It can also read its database.
async fn ready(kernel: Data<Kernel>) -> HttpResponse {
    match kernel.store.reader().execute_unprepared("SELECT 1").await {
        Ok(_) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        Err(_) => HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body("not ready\n"),
    }
}

async fn robots() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("User-agent: *\nDisallow: /\n")
}

/// What browsers ask for on their own, whatever the page says.
async fn icon(kernel: Data<Kernel>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, kernel.assets.get("icon.svg").address.as_str())).finish()
}

/// Where holes are reported: only where the configuration says it.
#[derive(Debug, Clone, Default)]
pub struct SecurityContact(pub Option<String>);

/// RFC 9116.
async fn security(kernel: Data<Kernel>, contact: Data<SecurityContact>) -> Result<HttpResponse> {
    let contact = contact.0.as_deref().ok_or(UNKNOWN_GROUP)?;
    let date = (kernel.clock.now() + days(180)).utc().date();
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    let text = format!("Contact: {contact}\nExpires: {year:04}-{month:02}-{day:02}T00:00:00Z\nPreferred-Languages: en, fr\n");
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text))
}

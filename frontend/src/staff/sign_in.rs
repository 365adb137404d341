//! The staff's door: a passkey, or a name, a long passphrase and a code.
use super::form::{Given, field};
use crate::member::sign_in::inside;
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{self, Form, Query, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    page::{Face, Page},
    person::{TOO_MANY, sign_in as sign_ins, staff::passphrase},
    table::sign_in::Door,
    web::{Source, Visitor, answer, clear_cookie, enter},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/sign-in", web::get().to(show))
        .route("/staff/sign-in", web::post().to(sign_in))
        .route("/staff/sign-out", web::post().to(sign_out));
}

#[derive(Template)]
#[template(path = "staff/people/sign_in.html")]
struct SignIn {
    page: Page,
    to: String,
    called: String,
    error: String,
    has_passkeys: bool,
}

async fn show(visitor: Visitor, query: Query<Given>) -> Result<HttpResponse> {
    answer::page(&door(&visitor, field(&query, "to"), "", ""))
}

fn door(visitor: &Visitor, to: &str, name: &str, error: &str) -> SignIn {
    let page = Page::new(visitor, Face::Bare);
    let error = if error.is_empty() { String::new() } else { page.say(error) };
    let to = Some(to).filter(|it| it.starts_with("/staff")).map(|it| inside(it, "")).unwrap_or_default().to_owned();
    SignIn { has_passkeys: visitor.kernel.passkeys.are_possible(), to, called: name.to_owned(), error, page }
}

async fn sign_in(visitor: Visitor, source: Source, form: Form<Given>) -> Result<HttpResponse> {
    let name = field(&form, "name");
    let passphrase = form.get("passphrase").map(String::as_str).unwrap_or_default();
    let person = match passphrase::open(&visitor.kernel, source.0, name, passphrase, field(&form, "code")).await {
        Ok(person) => person,
        Err(error) => match error.refusal() {
            Some(refusal) if refusal == passphrase::WRONG || refusal == TOO_MANY => {
                let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
                return answer::page_with(status, &door(&visitor, field(&form, "to"), name, refusal.code));
            }
            _ => return Err(error),
        },
    };
    let cookie = enter(&visitor, person, Door::Staff).await?;
    let mut answer = answer::go(inside(field(&form, "to"), "/staff"));
    answer.add_cookie(&cookie)?;
    Ok(answer)
}

async fn sign_out(visitor: Visitor) -> Result<HttpResponse> {
    if let Some(signed_in) = &visitor.signed_in {
        sign_ins::end(&visitor.kernel, signed_in.id).await?;
    }
    visitor.kernel.visits.forget(&visitor.visit);
    let mut answer = answer::go("/staff/sign-in");
    answer.headers_mut().insert(header::HeaderName::from_static("clear-site-data"), header::HeaderValue::from_static("\"cache\""));
    answer.add_cookie(&clear_cookie(&visitor.kernel))?;
    Ok(answer)
}

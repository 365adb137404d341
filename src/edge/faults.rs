//! The one boundary of failures: a refusal is put in words, a fault is logged once with an incident number, and a lapsed
//! sign-in leads to the door. Whatever happens, leaving works.
use super::forms::{KeptAt, Typed};
use actix_web::{
    Error, HttpMessage, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
    web::Data,
};
use hearth_core::{
    Kernel,
    locale::Language,
    page::{Face, Page},
    permission::{NOT_SIGNED_IN, STAFF_SIGN_IN},
    site::{self, Site},
    table::sign_in::Door,
    web::{Visitor, clear_cookie},
};
use hearth_frontend::error_page;
use std::sync::Arc;
use uuid::Uuid;

/// Middleware.
pub async fn in_words(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
    let kernel = request.app_data::<Data<Kernel>>().cloned();
    let response = next.call(request).await?.map_into_boxed_body();
    let Some(kernel) = kernel else { return Ok(response) };
    if !is_bare(&response) {
        return Ok(response);
    }
    let trouble = trouble(&response);
    let (request, bare) = response.into_parts();
    let answer = match request.path() {
        "/leave" => leave(&kernel),
        "/gone" => gone(&kernel).await,
        _ if wants_json(request.headers()) => as_json(&kernel, &request, &trouble),
        _ if trouble.is_the_door() => to_the_door(&request, &trouble),
        _ => as_page(&kernel, &request, &trouble).await,
    };
    let mut answer = answer;
    for name in [header::SET_COOKIE, header::RETRY_AFTER, header::ALLOW] {
        for value in bare.headers().get_all(&name) {
            answer.headers_mut().append(name.clone(), value.clone());
        }
    }
    if trouble.status == StatusCode::SERVICE_UNAVAILABLE && !answer.headers().contains_key(header::RETRY_AFTER) {
        answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("5"));
    }
    Ok(ServiceResponse::new(request, answer))
}

/// A failure that nobody has put in words yet.
fn is_bare(response: &ServiceResponse<BoxBody>) -> bool {
    let is_failure = response.status().is_client_error() || response.status().is_server_error();
    is_failure && (response.response().error().is_some() || !response.headers().contains_key(header::CONTENT_TYPE))
}

/// What went wrong, as a person may know it.
struct Trouble {
    code: &'static str,
    status: StatusCode,
    incident: Option<String>,
}

impl Trouble {
    fn is_the_door(&self) -> bool {
        self.code == NOT_SIGNED_IN.code || self.code == STAFF_SIGN_IN.code
    }
}

fn trouble(response: &ServiceResponse<BoxBody>) -> Trouble {
    let status = response.status();
    match response.response().error().map(|it| it.as_error::<hearth_core::Error>()) {
        Some(Some(hearth_core::Error::Refused(refusal))) => Trouble { code: refusal.code, status, incident: None },
        Some(Some(hearth_core::Error::Fault(fault))) => {
            // Ids and places only: a fault's own text is made by us and by libraries, never from what somebody wrote.
            let incident = Uuid::new_v4().simple().to_string()[..8].to_owned();
            let route = response.request().match_pattern().unwrap_or_default();
            tracing::error!(incident, route, fault = format!("{fault:#}"), "a request failed");
            Trouble { code: "frontend-fault", status, incident: Some(incident) }
        }
        _ => Trouble { code: code_of(status), status, incident: None },
    }
}

fn code_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        404 => "admission-unknown-group",
        405 => "frontend-refused-method",
        413 => "frontend-refused-large",
        500.. => "frontend-fault",
        _ => "frontend-refused",
    }
}

fn wants_json(headers: &header::HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|it| it.to_str().ok()).is_some_and(|it| it.contains("application/json"))
}

/// For the scripts: the code, and the words to show.
fn as_json(kernel: &Kernel, request: &actix_web::HttpRequest, trouble: &Trouble) -> HttpResponse {
    let language = request.extensions().get::<Visitor>().map_or_else(|| asked(request).unwrap_or_default(), |it| it.language);
    HttpResponse::build(trouble.status).json(serde_json::json!({
        "refused": trouble.code,
        "words": kernel.words.say(language, trouble.code, &[]),
        "incident": trouble.incident,
    }))
}

/// To where she signs in, and from there back to what she wanted. What she typed waits for her.
fn to_the_door(request: &actix_web::HttpRequest, trouble: &Trouble) -> HttpResponse {
    let extensions = request.extensions();
    let kept = extensions.get::<KeptAt>().map(|it| it.0.clone());
    let asked_for = || extensions.get::<Visitor>().filter(|_| request.method() == "GET").map(|it| it.place.clone());
    let is_staff = trouble.code == STAFF_SIGN_IN.code || request.path().starts_with("/staff");
    let door = if is_staff { "/staff/sign-in" } else { "/sign-in" };
    let to =
        kept.or_else(asked_for).filter(|it| it.starts_with('/') && !it.starts_with("//") && !it.contains("/sign-in") && it != "/" && it != "/home");
    let address = match to {
        Some(to) => format!("{door}?{}", serde_urlencoded::to_string([("to", to)]).unwrap_or_default()),
        None => door.to_owned(),
    };
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}

async fn as_page(kernel: &Kernel, request: &actix_web::HttpRequest, trouble: &Trouble) -> HttpResponse {
    let visitor = request.extensions().get::<Visitor>().cloned();
    let is_staff_page = request.path().starts_with("/staff");
    let page = match &visitor {
        Some(visitor) => {
            let is_staff = visitor.signed_in.as_ref().is_some_and(|it| it.door == Door::Staff);
            let face = match (is_staff_page, is_staff) {
                (true, true) => Face::Staff,
                (true, false) => Face::Bare,
                _ => Face::Member,
            };
            Page::new(visitor, face)
        }
        None => {
            let site = known_site(kernel).await;
            let language = asked(request).unwrap_or(site.language);
            Page::for_anyone(kernel, site, language, if is_staff_page { Face::Bare } else { Face::Member })
        }
    };
    let typed = request.extensions().get::<Typed>().map(|it| it.0.clone()).unwrap_or_default();
    let page = page.with_typed(typed);
    let trouble_shown = error_page::Trouble { code: trouble.code, status: trouble.status.as_u16(), incident: trouble.incident.as_deref() };
    match error_page::draw(page, &trouble_shown) {
        Ok(html) => HttpResponse::build(trouble.status).content_type("text/html; charset=utf-8").body(html),
        Err(fault) => {
            tracing::error!(%fault, "the page of a failure was not drawn");
            HttpResponse::build(trouble.status).content_type("text/plain; charset=utf-8").body("")
        }
    }
}

/// She leaves even where nothing else works: the cookie goes, and the sign-in lapses on its own.
fn leave(kernel: &Kernel) -> HttpResponse {
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((header::LOCATION, "/gone"));
    answer.insert_header(("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\""));
    answer.cookie(clear_cookie(kernel));
    answer.finish()
}

async fn gone(kernel: &Kernel) -> HttpResponse {
    let site = known_site(kernel).await;
    match error_page::gone(&site) {
        Ok(html) => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html),
        Err(_) => HttpResponse::SeeOther().insert_header((header::LOCATION, site.exit_to.as_str())).finish(),
    }
}

/// The site as it was last read; the default where the database cannot be read either.
async fn known_site(kernel: &Kernel) -> Arc<Site> {
    site::current(kernel).await.unwrap_or_default()
}

fn asked(request: &actix_web::HttpRequest) -> Option<Language> {
    request.headers().get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::preferred)
}

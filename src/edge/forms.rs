//! Forms that were not ours, and forms whose sender's sign-in had lapsed.
//!
//! Every request that changes something must come from our own pages: `Sec-Fetch-Site` and `Origin`, where a browser sends
//! them, and always the token that is bound to the visit's cookie. `Origin: null` is what browsers send with
//! `Referrer-Policy: no-referrer`, so it proves nothing either way. Leaving takes no token: it must work from a page however
//! old. Carriers' webhooks prove themselves in their own way.
//!
//! What somebody typed is never lost to a lapsed sign-in: it is put aside in memory, for her alone, by the place of the form.
use super::limits::{BODY_TOO_LARGE, largest};
use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
    web::{Bytes, BytesMut},
};
use futures_util::StreamExt;
use hearth_core::{Refusal, contribution::typed, id::PersonId, refusals, web::Visitor};

refusals! {
    /// A form that did not come from our own pages.
    FROM_ELSEWHERE = "frontend-form-elsewhere" => 403;
    /// A form of a page that was open too long, or in another visit.
    STALE = "frontend-form-stale" => 403;
    /// The same, from somebody who is signed in: what she typed is put aside.
    STALE_KEPT = "frontend-form-stale-kept" => 403;
    /// It was sent too slowly, or cut off.
    CUT_OFF = "frontend-refused-cut-off" => 400;
}

/// Where what was typed is kept: the place of the form. In the request's extensions.
#[derive(Debug, Clone)]
pub struct KeptAt(pub String);

/// What somebody who is signed in wrote into a form of ours. In the request's extensions.
#[derive(Debug, Clone)]
pub struct Typed(pub Vec<String>);

type Fields = Vec<(String, String)>;

/// Middleware. It needs the visitor, so `welcome` stands before it.
pub async fn only_ours(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    let path = request.path().to_owned();
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_safe || path == "/leave" || path.starts_with("/webhooks/") {
        return Ok(next.call(request).await?.map_into_right_body());
    }
    let visitor = request.extensions().get::<Visitor>().cloned();
    let Some(visitor) = visitor else {
        return Ok(request.error_response(hearth_core::Error::from(FROM_ELSEWHERE)).map_into_left_body());
    };
    let fields = match take_form(&mut request).await {
        Ok(fields) => fields,
        Err(refusal) => return Ok(request.error_response(hearth_core::Error::from(refusal)).map_into_left_body()),
    };
    if let Err(refusal) = ours(&request, &visitor, &fields) {
        let mut refusal = refusal;
        if let (STALE, Some(person)) = (refusal, visitor.person()) {
            keep(&request, &visitor, person, fields);
            refusal = STALE_KEPT;
        }
        return Ok(request.error_response(hearth_core::Error::from(refusal)).map_into_left_body());
    }
    // Known before the handler is asked: by then the visit may be another.
    if visitor.signed_in.is_none()
        && let Some(person) = visitor.kernel.visits.lapsed(&visitor.visit)
    {
        let response = next.call(request).await?;
        if response.status() == StatusCode::UNAUTHORIZED {
            keep_at(response.request(), &visitor, person, fields);
        }
        return Ok(response.map_into_right_body());
    }
    let Some(person) = visitor.person().filter(|_| !path.ends_with("/sign-in")) else {
        return Ok(next.call(request).await?.map_into_right_body());
    };
    // Whoever shows a refusal shows what was typed with it.
    request.extensions_mut().insert(Typed(typed(&fields)));
    let response = next.call(request).await?;
    // Taken: what waited for this form waits no longer.
    if response.status().is_redirection() {
        visitor.kernel.drafts.clear(person, &visitor.place);
        if visitor.place.starts_with("/staff") {
            visitor.kernel.drafts.clear(person, &page_of(&visitor));
        }
    }
    Ok(response.map_into_right_body())
}

/// Reads the body, at most as much as is allowed, and leaves it there for the handler.
async fn take_form(request: &mut ServiceRequest) -> Result<Fields, Refusal> {
    let most = largest(request);
    let mut payload = request.take_payload();
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| CUT_OFF)?;
        if body.len() + chunk.len() > most {
            return Err(BODY_TOO_LARGE);
        }
        body.extend_from_slice(&chunk);
    }
    let body: Bytes = body.freeze();
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let fields = match kind.starts_with("application/x-www-form-urlencoded") {
        true => serde_urlencoded::from_bytes(&body).unwrap_or_default(),
        false => Vec::new(),
    };
    request.set_payload(Payload::from(body));
    Ok(fields)
}

fn ours(request: &ServiceRequest, visitor: &Visitor, fields: &Fields) -> Result<(), Refusal> {
    let header = |name: &str| request.headers().get(name).and_then(|it| it.to_str().ok());
    if header("sec-fetch-site").is_some_and(|it| it != "same-origin") {
        return Err(FROM_ELSEWHERE);
    }
    if header("origin").is_some_and(|it| it != "null" && it != visitor.kernel.house.origin()) {
        return Err(FROM_ELSEWHERE);
    }
    let field = fields.iter().find(|(name, _)| name == "t").map(|(_, value)| value.as_str());
    match header("x-token").or(field).is_some_and(|it| visitor.is_form_token(it)) {
        true => Ok(()),
        false => Err(STALE),
    }
}

fn keep(request: &ServiceRequest, visitor: &Visitor, person: PersonId, fields: Fields) {
    keep_at(request.request(), visitor, person, fields);
}

/// Puts the fields aside under the page that the form was on, and under the address that it was sent to: with several pages
/// open only the second is certain.
fn keep_at(request: &actix_web::HttpRequest, visitor: &Visitor, person: PersonId, fields: Fields) {
    let page = page_of(visitor);
    let now = visitor.kernel.clock.now();
    visitor.kernel.drafts.put(person, &visitor.place, fields.clone(), now);
    visitor.kernel.drafts.put(person, &page, fields, now);
    request.extensions_mut().insert(KeptAt(page));
}

/// The page that the form was on.
fn page_of(visitor: &Visitor) -> String {
    match visitor.place.starts_with("/staff") {
        true => visitor.kernel.visits.staff_page(&visitor.visit),
        false => visitor.kernel.visits.place(&visitor.visit),
    }
    .unwrap_or_else(|| visitor.place.clone())
}

//! Who asks: found once for each request, before anything is routed.
//!
//! Here lives the one address: a member's page is remembered as the place of her visit and shown at `/`. With the script a
//! page is fetched under its own address (`X-Visit`) and the browser never shows it; without, its address answers with a
//! redirect to `/`. So neither history nor address bar tells one page from another.
use super::cookie;
use crate::{
    Error, Kernel, Result,
    admission::{self, Admission, Intent, UNKNOWN_GROUP},
    clock::Moment,
    live::{Frame, Live},
    locale::Language,
    person::{SignedIn, sign_in},
    site::{self, Site},
    vault::{Owner, digest},
};
use actix_web::{
    Error as ActixError, FromRequest, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, EitherBody, MessageBody},
    cookie::Cookie,
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web::Data,
};
use anyhow::Context;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use std::{
    future::{Ready, ready},
    sync::Arc,
};
use tokio::sync::mpsc::Receiver;

/// Who asks, in which language, under which token.
#[derive(Clone)]
pub struct Visitor {
    pub kernel: Kernel,
    pub site: Arc<Site>,
    pub language: Language,
    pub signed_in: Option<Arc<SignedIn>>,
    /// SHA-256 of the cookie: the key of everything remembered about the visit.
    pub visit: Vec<u8>,
    /// A key for forms: the site's own, so that a token cannot be made elsewhere.
    form_key: Arc<crate::vault::DataKey>,
    pub is_script: bool,
    /// The place that is shown, whatever the address says.
    pub place: String,
    /// When it was asked for: before anything of the answer was read.
    pub at: Moment,
}

impl Visitor {
    /// Bound to the cookie: another site can neither read nor guess it.
    pub fn form_token(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(&self.form_key.keyed_hash("form", &self.visit)[..18])
    }

    pub fn is_form_token(&self, given: &str) -> bool {
        subtle::ConstantTimeEq::ct_eq(self.form_token().as_bytes(), given.as_bytes()).into()
    }

    pub fn person(&self) -> Option<crate::id::PersonId> {
        self.signed_in.as_ref().map(|it| it.person)
    }

    /// Takes a place among those who listen. Whether she may be here is asked again once she has it: what ended between her request and
    /// her place was told to others alone. `since`: see [`Live::listen`].
    pub async fn listen(&self, to: &Live, admission: &Admission, intent: Intent, since: Option<Moment>) -> Result<(Admission, Receiver<Frame>)> {
        let frames = to.listen(admission.group(), admission.membership(), self.signed_in.as_deref(), since);
        if self.signed_in.is_some() {
            sign_in::find(&self.kernel, &self.visit).await?.ok_or(UNKNOWN_GROUP)?;
        }
        Ok((admission::renew(&self.kernel, admission, intent).await?, frames))
    }

    /// What she had typed at this place when her sign-in lapsed.
    pub fn put_aside(&self) -> Vec<String> {
        let fields = self.person().and_then(|it| self.kernel.drafts.find(it, &self.place, self.kernel.clock.now()));
        crate::contribution::typed(&fields.unwrap_or_default())
    }
}

/// Addresses that are never remembered as a place.
const NO_PLACES: &[&str] = &[
    "/assets/",
    "/demo/",
    "/staff",
    "/live",
    "/leave",
    "/gone",
    "/health",
    "/ready",
    "/webhooks/",
    "/robots.txt",
    "/.well-known/",
    "/icon",
    // A browser asks for these on its own.
    "/favicon.ico",
    "/apple-touch-icon",
    "/passkeys/",
    "/drafts",
    "/language",
    "/setup",
];

/// Middleware: finds the visitor, and keeps the visit at one address.
pub async fn welcome(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, ActixError> {
    let path = request.path();
    if path.starts_with("/assets/") || path == "/health" || path == "/ready" {
        return Ok(next.call(request).await?.map_into_right_body());
    }
    let (met, fresh) = match meet(&mut request).await {
        Ok(met) => met,
        // Answered here, not passed up: what wraps the application sees every answer with its request.
        Err(fault) => return Ok(request.error_response(fault).map_into_left_body()),
    };
    let mut response = match met {
        Met::Visitor(visitor) => {
            request.extensions_mut().insert(*visitor);
            next.call(request).await?.map_into_right_body()
        }
        Met::ShownAtTheOneAddress => {
            let answer = HttpResponse::SeeOther().insert_header((header::LOCATION, "/")).finish();
            request.into_response(answer).map_into_left_body()
        }
    };
    if let Some(cookie) = fresh
        && !response.headers().contains_key(header::SET_COOKIE)
    {
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response)
}

/// What became of finding the visitor.
enum Met {
    Visitor(Box<Visitor>),
    /// A member's page that is asked for under its own address: remembered, and shown at `/`.
    ShownAtTheOneAddress,
}

async fn meet(request: &mut ServiceRequest) -> Result<(Met, Option<Cookie<'static>>)> {
    let kernel = request.app_data::<Data<Kernel>>().map(|it| it.get_ref().clone()).context("no kernel")?;
    let at = kernel.clock.now();
    let (token, fresh) = match cookie::read(&kernel, request.request()) {
        Some(token) => (token, None),
        None => {
            let (token, cookie) = cookie::fresh(&kernel)?;
            (token, Some(cookie))
        }
    };
    let visit = digest(token.as_bytes());
    let signed_in = match fresh {
        None => crate::person::sign_in::find(&kernel, &visit).await?,
        Some(_) => None,
    };
    let is_script = request.headers().contains_key("x-visit");
    let mut place = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
    let is_member_page = !NO_PLACES.iter().any(|it| place.starts_with(it)) && !request.path().ends_with("/live");
    if request.method() == Method::GET && is_member_page {
        if request.path() == "/" {
            place = kernel.visits.place(&visit).unwrap_or_else(|| "/home".into());
            go_to(request, &place);
        } else if place.len() <= 512 {
            kernel.visits.remember_place(&visit, &place, kernel.clock.now());
            if !is_script {
                return Ok((Met::ShownAtTheOneAddress, fresh));
            }
        }
    }
    if request.method() == Method::GET && signed_in.is_some() && place.starts_with("/staff") && place.len() <= 512 {
        kernel.visits.remember_staff_page(&visit, &place, kernel.clock.now());
    }
    let site = site::current(&kernel).await?;
    let language = language(&kernel, &site, &visit, signed_in.as_deref(), request.request());
    let form_key = kernel.vault.key(Owner::Site).await?;
    Ok((Met::Visitor(Box::new(Visitor { kernel, site, language, signed_in, visit, form_key, is_script, place, at })), fresh))
}

/// Routes the request as if it had asked for this place.
fn go_to(request: &mut ServiceRequest, place: &str) {
    if let Ok(uri) = place.parse::<actix_web::http::Uri>() {
        request.match_info_mut().get_mut().update(&uri);
        request.head_mut().uri = uri;
    }
}

/// Her own, then what she chose in this visit, then what her browser asks for, then the site's.
fn language(kernel: &Kernel, site: &Site, visit: &[u8], signed_in: Option<&SignedIn>, request: &HttpRequest) -> Language {
    let asked = || request.headers().get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::preferred);
    signed_in.map(|it| it.language).or_else(|| kernel.visits.language(visit)).or_else(asked).unwrap_or(site.language)
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Visitor>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Visitor>().cloned().ok_or_else(|| anyhow::anyhow!("no visitor").into()))
    }
}

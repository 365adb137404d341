//! The members' door: seven words, or a key. Whatever is wrong, the page says the same.
//! Here are also the language of a page and the script's part of passkeys, which staff share.
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Json, Path, Query, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    clock::HOUR,
    id::CredentialId,
    locale::Language,
    page::{Face, Page},
    permission::NOT_SIGNED_IN,
    person::{
        TOO_MANY, create, passkey,
        passphrase::{self, FROZEN, WRONG_WORDS},
    },
    table::sign_in::Door,
    web::{Member, Source, Visitor, answer, enter},
};
use serde::Deserialize;
use serde_json::json;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/sign-in", web::get().to(show))
        .route("/sign-in", web::post().to(sign_in))
        .route("/language", web::post().to(language))
        .route("/choices/passkey", web::get().to(keys))
        .route("/choices/passkey/{id}/end", web::post().to(end_key))
        .route("/passkeys/make", web::post().to(make))
        .route("/passkeys/made", web::post().to(made))
        .route("/passkeys/sign-in", web::post().to(ask))
        .route("/passkeys/signed-in", web::post().to(signed_in));
}

#[derive(Template)]
#[template(path = "member/sign_in/door.html")]
struct DoorPage {
    page: Page,
    /// Where she was going.
    to: String,
    typed: String,
    error: String,
    has_passkeys: bool,
}

#[derive(Template)]
#[template(path = "member/sign_in/frozen.html")]
struct Frozen {
    page: Page,
}

#[derive(Template)]
#[template(path = "member/sign_in/keys.html")]
struct Keys {
    page: Page,
    /// Id and day of each.
    keys: Vec<(String, String)>,
    has_words: bool,
    is_possible: bool,
}

#[derive(Deserialize)]
struct To {
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    to: String,
    words: String,
}

async fn show(visitor: Visitor, query: Query<To>) -> Result<HttpResponse> {
    answer::page(&door(&visitor, &query.to, "", ""))
}

fn door(visitor: &Visitor, to: &str, typed: &str, error: &str) -> DoorPage {
    let page = Page::new(visitor, Face::Member);
    let error = if error.is_empty() { String::new() } else { page.say(error) };
    DoorPage { page, to: inside(to, "").to_owned(), typed: typed.to_owned(), error, has_passkeys: visitor.kernel.passkeys.are_possible() }
}

async fn sign_in(visitor: Visitor, source: Source, form: Form<Typed>) -> Result<HttpResponse> {
    let person = match passphrase::open(&visitor.kernel, source.0, &form.words).await {
        Ok(person) => person,
        Err(error) if error.refusal() == Some(FROZEN) => {
            return answer::page_with(StatusCode::FORBIDDEN, &Frozen { page: Page::new(&visitor, Face::Member) });
        }
        Err(error) if matches!(error.refusal(), Some(WRONG_WORDS | TOO_MANY)) => {
            let refusal = error.refusal().unwrap_or(WRONG_WORDS);
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            return answer::page_with(status, &door(&visitor, &form.to, &form.words, refusal.code));
        }
        Err(error) => return Err(error),
    };
    let cookie = enter(&visitor, person, Door::Member).await?;
    let mut answer = answer::go(inside(&form.to, "/home"));
    answer.add_cookie(&cookie)?;
    Ok(answer)
}

/// A place within; anything else is the other one.
pub fn inside<'a>(to: &'a str, otherwise: &'a str) -> &'a str {
    let is_inside = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n']) && !to.contains("/sign-in");
    if is_inside { to } else { otherwise }
}

#[derive(Deserialize)]
struct Chosen {
    language: String,
}

/// Changes the language of every page, and goes back to where she was.
async fn language(visitor: Visitor, form: Form<Chosen>) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    if let Some(language) = Language::from_code(&form.language) {
        kernel.visits.choose_language(&visitor.visit, language, kernel.clock.now());
        if let Some(person) = visitor.person() {
            create::change_language(kernel, person, language).await?;
        }
    }
    let is_staff = visitor.signed_in.as_ref().is_some_and(|it| it.door == Door::Staff);
    let place = kernel.visits.place(&visitor.visit);
    Ok(answer::go(match (is_staff, &place) {
        (true, _) => "/staff/account",
        (false, Some(place)) => place,
        (false, None) => "/home",
    }))
}

async fn keys(member: Member) -> Result<HttpResponse> {
    let kernel = &member.visitor.kernel;
    let page = Page::new(&member.visitor, Face::Member);
    answer::page(&Keys {
        keys: passkey::list(kernel, member.person).await?.iter().map(|(row, _)| (row.id.to_string(), page.date(row.created + 12 * HOUR))).collect(),
        has_words: passphrase::has(kernel, member.person).await?,
        is_possible: kernel.passkeys.are_possible(),
        page,
    })
}

/// The last way in stays.
async fn end_key(member: Member, id: Path<CredentialId>) -> Result<HttpResponse> {
    let kernel = &member.visitor.kernel;
    if passphrase::has(kernel, member.person).await? || passkey::list(kernel, member.person).await?.len() > 1 {
        passkey::end(kernel, member.person, *id).await?;
    }
    Ok(answer::go("/choices/passkey"))
}

async fn make(visitor: Visitor) -> Result<HttpResponse> {
    let person = visitor.person().ok_or(NOT_SIGNED_IN)?;
    Ok(HttpResponse::Ok().json(passkey::make(&visitor.kernel, &visitor.site, &visitor.visit, person).await?))
}

async fn made(visitor: Visitor, given: Json<passkey::RegisterPublicKeyCredential>) -> Result<HttpResponse> {
    let signed_in = visitor.signed_in.clone().ok_or(NOT_SIGNED_IN)?;
    passkey::made(&visitor.kernel, &visitor.visit, signed_in.person, &given).await?;
    let to = match signed_in.door {
        Door::Staff => "/staff/account",
        Door::Member | Door::Rehearsal => "/choices/passkey",
    };
    Ok(HttpResponse::Ok().json(json!({ "to": to })))
}

async fn ask(visitor: Visitor) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(passkey::ask(&visitor.kernel, &visitor.visit)?))
}

#[derive(Deserialize)]
struct At {
    #[serde(default)]
    door: String,
    #[serde(default)]
    to: String,
}

async fn signed_in(visitor: Visitor, at: Query<At>, given: Json<passkey::PublicKeyCredential>) -> Result<HttpResponse> {
    let (door, home) = if at.door == "staff" { (Door::Staff, "/staff") } else { (Door::Member, "/home") };
    let person = passkey::open(&visitor.kernel, &visitor.visit, door, &given).await?;
    let cookie = enter(&visitor, person, door).await?;
    Ok(HttpResponse::Ok().cookie(cookie).json(json!({ "to": inside(&at.to, home) })))
}

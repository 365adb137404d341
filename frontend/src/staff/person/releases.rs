//! Telling someone else about a person: only what she signed, to whom she said, until the day she said. Staff ask for it here,
//! see whether it holds, and open what it says; each opening is written down, and so is each refusal.
use super::place;
use crate::staff::navigation::{self, Here};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Error, Result,
    id::{MembershipId, PersonId, ReleaseId},
    page::Page,
    personal_data::release::{self, Content, NOT_IN_FORCE, Release},
    web::{Staff, answer},
};
use std::collections::HashMap;

/// One of hers, as a line: what it allows is opened only where it is used.
struct Line {
    address: String,
    to: String,
    until: String,
    state: String,
    state_class: &'static str,
    /// Opened just now, and in force.
    opened: Option<Content>,
}

#[derive(Template)]
#[template(path = "staff/person/releases.html")]
struct Releases {
    page: Page,
    alias: String,
    back: String,
    address: String,
    lines: Vec<Line>,
    values: Content,
    until: String,
    errors: Vec<(String, String)>,
    refused: String,
}

pub async fn show(staff: Staff, path: Path<MembershipId>) -> Result<HttpResponse> {
    let shown = build(&staff, path.into_inner(), None).await?;
    answer::page(&shown)
}

/// Asks her: nothing may be told until she signs on her own page.
pub async fn ask(staff: Staff, path: Path<MembershipId>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let id = path.into_inner();
    let person = place(&staff, id).await?.1.membership.person;
    let field = |name: &str| form.get(name).map(|it| it.trim().to_owned()).unwrap_or_default();
    let content = Content { to: field("to"), what: field("what"), why: field("why") };
    let until = staff.visitor.site.zone().start_of(&field("until"));
    let refusal = match release::ask(&staff.kernel, staff.person, person, content.clone(), until).await {
        Ok(_) => return Ok(answer::go(format!("/staff/people/{id}/releases"))),
        Err(Error::Refused(refusal)) => refusal,
        Err(fault) => return Err(fault),
    };
    let mut shown = build(&staff, id, None).await?;
    let at = if refusal == release::NO_END { "until" } else { "to" };
    shown.errors.push((at.to_owned(), shown.page.say(refusal.code)));
    (shown.values, shown.until) = (content, field("until"));
    answer::page_with(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY), &shown)
}

/// Before anything is told: what exactly may be, if it holds.
pub async fn tell(staff: Staff, path: Path<(MembershipId, ReleaseId)>) -> Result<HttpResponse> {
    let (id, release) = path.into_inner();
    let person = place(&staff, id).await?.1.membership.person;
    if !of(&staff, person).await?.iter().any(|it| it.id == release) {
        return Err(NOT_IN_FORCE.into());
    }
    match release::tell(&staff.kernel, staff.person, release).await {
        Ok(open) => {
            let shown = build(&staff, id, Some(open)).await?;
            answer::page(&shown)
        }
        Err(Error::Refused(refusal)) => {
            let mut shown = build(&staff, id, None).await?;
            shown.refused = shown.page.say(refusal.code);
            answer::page_with(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::FORBIDDEN), &shown)
        }
        Err(fault) => Err(fault),
    }
}

async fn of(staff: &Staff, person: PersonId) -> Result<Vec<Release>> {
    release::list(&staff.kernel, person).await
}

async fn build(staff: &Staff, id: MembershipId, opened: Option<Release>) -> Result<Releases> {
    let (_, line) = place(staff, id).await?;
    let page = navigation::page(staff, Here::Groups).await?;
    let (now, back) = (page.now(), format!("/staff/people/{id}"));
    let address = format!("{back}/releases");
    let lines = of(staff, line.membership.person)
        .await?
        .into_iter()
        .map(|it| {
            let (state, state_class) = match &it {
                it if it.revoked.is_some() => ("desk-release-revoked", "closed"),
                it if it.is_in_force(now) => ("desk-release-in-force", "open"),
                it if it.is_open(now) => ("desk-release-waiting", "paused"),
                _ => ("desk-release-over", "closed"),
            };
            Line {
                address: format!("{address}/{}", it.id),
                until: page.date(it.until),
                state: page.say(state),
                state_class,
                opened: opened.as_ref().filter(|open| open.id == it.id).map(|open| open.content.clone()),
                to: it.content.to,
            }
        })
        .collect();
    Ok(Releases {
        alias: line.alias,
        values: Content::default(),
        until: String::new(),
        errors: Vec::new(),
        refused: String::new(),
        back,
        address,
        lines,
        page,
    })
}

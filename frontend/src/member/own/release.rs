//! Releases: what staff may tell someone else, because she signed that they may. She can make one herself, sign one that
//! staff ask for, and end each at any time.
use super::super::frame;
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Error, Result,
    id::ReleaseId,
    page::{Here, Page},
    person::{code_word, passphrase},
    personal_data::{
        own,
        release::{self, Content, NOT_YOU, Release},
    },
    web::{Member, Source, answer},
};
use std::{collections::HashMap, net::IpAddr};

struct Shown {
    id: String,
    to: String,
    what: String,
    why: String,
    until: String,
    state: String,
    is_open: bool,
    can_end: bool,
}

#[derive(Template)]
#[template(path = "member/own/release.html")]
struct Releases {
    page: Page,
    errors: Vec<(String, String)>,
    releases: Vec<Shown>,
    values: Content,
    until: String,
}

type Sent = HashMap<String, String>;

pub async fn show(member: Member) -> Result<HttpResponse> {
    answer::page(&build(&member, Content::default(), String::new(), None).await?)
}

pub async fn make(source: Source, member: Member, form: Form<Sent>) -> Result<HttpResponse> {
    let field = |name: &str| form.get(name).map(|it| it.trim().to_owned()).unwrap_or_default();
    let content = Content { to: field("to"), what: field("what"), why: field("why") };
    let until = member.visitor.site.zone().start_of(&field("until"));
    let done = async {
        is_she(source.0, &member, &field("word")).await?;
        let id = release::ask(&member.visitor.kernel, member.person, member.person, content.clone(), until).await?;
        release::sign(&member.visitor.kernel, member.person, id).await
    };
    match done.await {
        Ok(()) => Ok(answer::go("/choices?done=signed")),
        Err(error) => refused(&member, content, field("until"), error).await,
    }
}

pub async fn settle(source: Source, member: Member, path: Path<String>, form: Form<Sent>) -> Result<HttpResponse> {
    let id: ReleaseId = path.parse().map_err(|_| own::NOT_HERS)?;
    let kernel = &member.visitor.kernel;
    if form.get("do").is_some_and(|it| it == "end") {
        release::revoke(kernel, member.person, id).await?;
        return Ok(answer::go("/choices?done=ended"));
    }
    let word = form.get("word").map(|it| it.trim()).unwrap_or_default();
    match is_she(source.0, &member, word).await {
        Ok(()) => {
            release::sign(kernel, member.person, id).await?;
            Ok(answer::go("/choices?done=signed"))
        }
        Err(error) => refused(&member, Content::default(), String::new(), error).await,
    }
}

/// Her code word, or the words by which she comes back: whoever sits before an open page has neither.
async fn is_she(source: Option<IpAddr>, member: &Member, word: &str) -> Result<()> {
    let kernel = &member.visitor.kernel;
    let now = kernel.clock.now();
    let target = format!("release-{}", member.person);
    kernel.throttle.ask(source, &target, now)?;
    let is_passphrase = match passphrase::open(kernel, source, word).await {
        Ok(person) => person == member.person,
        Err(Error::Refused(_)) => false,
        Err(fault) => return Err(fault),
    };
    if is_passphrase || code_word::is(kernel, member.person, word).await? {
        return kernel.throttle.succeeded(source, &target, now);
    }
    kernel.throttle.failed(source, &target, now)?;
    Err(NOT_YOU.into())
}

async fn refused(member: &Member, content: Content, until: String, error: Error) -> Result<HttpResponse> {
    let Some(refusal) = error.refusal() else { return Err(error) };
    let field = match refusal.code {
        code if code == release::NO_END.code => "until",
        code if code == release::EMPTY.code => "to",
        _ => "word",
    };
    let page = build(member, content, until, Some((field, refusal.code))).await?;
    answer::page_with(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY), &page)
}

async fn build(member: &Member, values: Content, until: String, wrong: Option<(&str, &str)>) -> Result<Releases> {
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let now = page.now();
    let shown = |it: Release| Shown {
        id: it.id.to_string(),
        until: page.date(it.until),
        state: page.say(match &it {
            it if it.revoked.is_some() => "own-release-ended",
            it if it.is_in_force(now) => "own-release-in-force",
            it if it.is_open(now) => "own-release-open",
            _ => "own-release-over",
        }),
        is_open: it.is_open(now),
        can_end: it.is_in_force(now) || it.is_open(now),
        to: it.content.to,
        what: it.content.what,
        why: it.content.why,
    };
    let releases = release::list(&page.kernel, member.person).await?.into_iter().map(shown).collect();
    let errors = wrong.map(|(field, code)| (field.to_owned(), page.say(code))).into_iter().collect();
    Ok(Releases { page, errors, releases, values, until })
}

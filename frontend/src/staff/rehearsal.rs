//! The rehearsal of a group: a list to go through, and the seat from which it is gone through.
use crate::staff::groups::{Opened, open_group};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Error, Result,
    group::{
        missing::{self, REHEARSALS},
        rehearsal::{self, STEPS},
    },
    page::Page,
    person::sign_in,
    table::{group::GroupState, sign_in::Door},
    web::{GroupPath, Staff, answer, fresh_cookie},
};
use std::collections::HashMap;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/groups/{group}/rehearsal", web::get().to(show))
        .route("/staff/groups/{group}/rehearsal", web::post().to(tick))
        .route("/staff/groups/{group}/rehearsal/seat", web::post().to(take_seat));
}

#[derive(Template)]
#[template(path = "staff/groups/rehearsal.html")]
struct Shown {
    page: Page,
    opened: Opened,
    /// Code, words, done.
    steps: Vec<(&'static str, String, bool)>,
    passed: String,
    is_enough: bool,
    i_passed: bool,
    is_rehearsing: bool,
    /// Something other than the rehearsal is missing.
    not_yet: Option<String>,
    refused: Option<String>,
}

async fn show(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    draw(open_group(&staff, group.0, "rehearsal").await?, None, StatusCode::OK).await
}

async fn draw(opened: Opened, refused: Option<String>, status: StatusCode) -> Result<HttpResponse> {
    let page = opened.page.clone();
    let mine = rehearsal::find(&opened.kernel, &opened.group, opened.person).await?;
    let done = mine.as_ref().map(rehearsal::steps).unwrap_or_default();
    let steps = STEPS.iter().map(|it| (*it, page.say(&format!("group-rehearsal-{it}")), done.iter().any(|done| done == it))).collect();
    let facts = missing::find_facts(&opened.kernel, opened.group.id).await?;
    let missing = missing::missing(&facts).iter().filter(|it| it.code != missing::REHEARSAL).count();
    let shown = Shown {
        steps,
        passed: page.say2("groups-rehearsal-passed", "passed", facts.passed, "needed", REHEARSALS),
        is_enough: facts.passed >= REHEARSALS,
        i_passed: mine.is_some_and(|it| it.passed.is_some()),
        is_rehearsing: opened.group.state == GroupState::Rehearsing,
        not_yet: (missing > 0).then(|| page.say1("groups-rehearsal-not-yet", "count", missing)),
        refused,
        page,
        opened,
    };
    answer::page_with(status, &shown)
}

async fn tick(staff: Staff, group: GroupPath, Form(form): Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let opened = open_group(&staff, group.0, "rehearsal").await?;
    let steps = STEPS.iter().filter(|it| form.contains_key(&format!("step_{it}"))).map(|it| (*it).to_owned()).collect();
    match rehearsal::tick(&opened.kernel, staff.person, &opened.group, steps).await {
        Ok(true) => Ok(answer::go(opened.address(""))),
        Ok(false) => Ok(answer::go(opened.address("rehearsal"))),
        Err(Error::Refused(refusal)) => {
            let words = opened.page.say(refusal.code);
            draw(opened, Some(words), StatusCode::CONFLICT).await
        }
        Err(fault) => Err(fault),
    }
}

/// On this device she is a participant now and staff no longer: nobody holds both in one browser.
async fn take_seat(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    let opened = open_group(&staff, group.0, "rehearsal").await?;
    let twin = match rehearsal::take_seat(&opened.kernel, staff.person, group.0, opened.page.language).await {
        Ok(twin) => twin,
        Err(Error::Refused(refusal)) => {
            let words = opened.page.say(refusal.code);
            return draw(opened, Some(words), StatusCode::CONFLICT).await;
        }
        Err(fault) => return Err(fault),
    };
    let (token, cookie) = fresh_cookie(&opened.kernel)?;
    sign_in::begin(&opened.kernel, twin, Door::Rehearsal, &token).await?;
    if let Some(signed_in) = &staff.visitor.signed_in {
        sign_in::end(&opened.kernel, signed_in.id).await?;
    }
    let mut answer = answer::go("/home");
    answer.add_cookie(&cookie)?;
    Ok(answer)
}

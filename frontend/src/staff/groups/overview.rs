//! One group at a glance: what is missing before it can open, with the way there; what is done; and what may be done to it.
use super::frame::{self, Opened};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Error, Result,
    group::{self, facilitation, lifecycle, missing},
    joining::application,
    page::Page,
    table::group::{Duration, GroupState, Timing, Vetting},
    web::{GroupPath, Staff, answer},
};
use std::collections::HashMap;

pub fn routes(config: &mut ServiceConfig) {
    config.route("/staff/groups/{group}", web::get().to(overview)).route("/staff/groups/{group}/do", web::post().to(act));
}

#[derive(Template)]
#[template(path = "staff/groups/overview.html")]
struct Overview {
    page: Page,
    opened: Opened,
    missing: Vec<Need>,
    done: Vec<String>,
    facts: Vec<(String, String)>,
    /// Buttons: act, words, class.
    acts: Vec<(&'static str, String, &'static str)>,
    may_open: bool,
    papers: Vec<(String, String)>,
    refused: Option<String>,
    is_forming: bool,
}

struct Need {
    words: String,
    why: String,
    address: String,
}

async fn overview(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, "").await?;
    draw(opened, None, StatusCode::OK).await
}

async fn draw(opened: Opened, refused: Option<String>, status: StatusCode) -> Result<HttpResponse> {
    let (page, kernel, id) = (opened.page.clone(), opened.kernel.clone(), opened.group.id);
    let facts = missing::find_facts(&kernel, id).await?;
    let wanting = missing::missing(&facts);
    let say = |code: &str| page.say(&format!("group-missing-{code}"));
    let missing: Vec<Need> = wanting
        .iter()
        .map(|it| Need { words: say(it.code), why: page.say(&format!("group-missing-{}-why", it.code)), address: opened.address(it.page) })
        .collect();
    let done = missing::REQUIREMENTS.iter().filter(|it| !wanting.iter().any(|wanting| wanting.code == it.code)).map(|it| say(it.code)).collect();
    let is_forming = matches!(opened.group.state, GroupState::Draft | GroupState::Rehearsing);
    let shown = Overview {
        facts: glance(&opened).await?,
        acts: acts(&opened),
        may_open: missing.is_empty() && opened.group.state == GroupState::Rehearsing,
        papers: papers(&opened).await?,
        missing,
        done,
        refused,
        is_forming,
        page,
        opened,
    };
    answer::page_with(status, &shown)
}

/// What the group is, in a few lines.
async fn glance(opened: &Opened) -> Result<Vec<(String, String)>> {
    let (page, group) = (&opened.page, &opened.group);
    let mut facts = Vec::new();
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            facts.push((page.say(key), value));
        }
    };
    add("groups-col-way", group.modality.as_deref().map(|it| page.say(&format!("{it}-name"))).unwrap_or_default());
    let timing = match group.timing {
        Some(Timing::Asynchronous) => page.say("groups-timing-asynchronous"),
        Some(Timing::Synchronous) => page.say("groups-timing-synchronous"),
        None => String::new(),
    };
    add("groups-timing", timing);
    let length = match group.duration {
        Some(Duration::DropIn) => page.say("groups-duration-drop-in"),
        Some(Duration::TimeLimited) => page.say("groups-duration-time-limited"),
        None => String::new(),
    };
    add("groups-duration", length);
    for (key, date) in [
        ("groups-starts", group.starts),
        ("groups-intake-until", group.intake_until),
        ("groups-ends", group.ends),
        ("groups-purge", group.purge),
        ("groups-review", group.review),
    ] {
        add(key, date.map(|it| page.date(it)).unwrap_or_default());
    }
    let people = group::count_participants(&opened.kernel, group.id).await?;
    add("groups-room", page.say2("groups-room-of", "people", people, "room", group.capacity));
    add("groups-held-by", facilitation::names(&opened.kernel, group.id).await?.join(", "));
    let kept = match group.keep_hours {
        Some(hours) => page.long(hours),
        None => page.say("groups-keep-fleeting"),
    };
    add("groups-keep", kept);
    if let Some(path) = application_path(opened).await? {
        let origin = opened.kernel.house.origin();
        add("groups-application-address", format!("{origin}{path}"));
    }
    Ok(facts)
}

/// What may be done now.
fn acts(opened: &Opened) -> Vec<(&'static str, String, &'static str)> {
    let say = |it: &str| opened.page.say(&format!("groups-act-{it}"));
    let mut acts = Vec::new();
    match opened.group.state {
        GroupState::Draft => acts.push(("rehearse", say("rehearse"), "second")),
        GroupState::Rehearsing => acts.push(("redraft", say("redraft"), "second")),
        GroupState::Open => acts.push(("pause", say("pause"), "second")),
        GroupState::Paused => acts.push(("resume", say("resume"), "second")),
        GroupState::Closed => return acts,
    }
    if opened.group.state.has_people() {
        acts.push(if opened.group.is_locked { ("lift", say("lift"), "second") } else { ("lock", say("lock"), "stop") });
    }
    acts.push(("close", say("close"), "stop"));
    acts
}

async fn papers(opened: &Opened) -> Result<Vec<(String, String)>> {
    let page = &opened.page;
    let mut papers: Vec<(String, String)> = ["way", "timing", "vetting", "questions", "keeping", "decision", "readiness", "rehearsal"]
        .iter()
        .map(|it| (opened.address(it), page.say(&format!("groups-{it}-title"))))
        .collect();
    papers.extend(["instructions", "record", "policy"].iter().map(|it| (opened.address(it), page.say(&format!("groups-{it}-title")))));
    if let Some(path) = application_path(opened).await? {
        papers.push((path, page.say("groups-application-page")));
    }
    Ok(papers)
}

/// Where people ask to come, while the group takes applications.
async fn application_path(opened: &Opened) -> Result<Option<String>> {
    if opened.group.vetting != Some(Vetting::OpenIntake) || opened.group.state != GroupState::Open {
        return Ok(None);
    }
    Ok(Some(format!("/apply/{}", application::code_of(&opened.kernel, opened.group.id).await?)))
}

async fn act(staff: Staff, group: GroupPath, Form(form): Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, "").await?;
    let (kernel, by, id) = (&opened.kernel, staff.person, group.0);
    let done = match form.get("act").map(String::as_str).unwrap_or_default() {
        "rehearse" => lifecycle::rehearse(kernel, by, id).await,
        "redraft" => lifecycle::redraft(kernel, by, id).await,
        "open" => match lifecycle::may_open(kernel, id).await? {
            Ok(complete) => lifecycle::open(kernel, by, complete).await,
            Err(_) => Err(lifecycle::INCOMPLETE.into()),
        },
        "pause" => lifecycle::pause(kernel, by, id).await,
        "resume" => lifecycle::resume(kernel, by, id).await,
        "lock" => lifecycle::lock_down(kernel, by, id).await,
        "lift" => lifecycle::lift(kernel, by, id).await,
        // It cannot be taken back: the page asks once more.
        "close" if form.contains_key("sure") => lifecycle::close(kernel, Some(by), id).await,
        "close" => return draw_sure(opened).await,
        _ => Err(lifecycle::NOT_NOW.into()),
    };
    match done {
        Ok(()) => Ok(answer::go(opened.address(if form.get("act").is_some_and(|it| it == "rehearse") { "rehearsal" } else { "" }))),
        Err(Error::Refused(refusal)) => {
            let words = opened.page.say(refusal.code);
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::CONFLICT);
            draw(opened, Some(words), status).await
        }
        Err(fault) => Err(fault),
    }
}

#[derive(Template)]
#[template(path = "staff/groups/sure.html")]
struct Sure {
    page: Page,
    opened: Opened,
    lead: String,
}

async fn draw_sure(opened: Opened) -> Result<HttpResponse> {
    let people = group::count_participants(&opened.kernel, opened.group.id).await?;
    let lead = opened.page.say1("groups-close-lead", "people", people);
    answer::page(&Sure { page: opened.page.clone(), lead, opened })
}

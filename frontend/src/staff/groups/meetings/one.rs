//! One meeting, for staff: who leads it, the link and the code that lead to its door, seats for interpreters; and that it is not
//! held.
use super::{Fields, Opened, day, frame, hours};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Error, Refusal, Result,
    group::{
        facilitation,
        meeting::{self, staffing},
    },
    id::{GroupId, MeetingId, PersonId},
    joining::{self, grouped, interpreter, meeting_code},
    page::Page,
    table::{
        meeting::{MeetingState, Model},
        meeting_staff::Part,
    },
    web::{Staff, answer},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/groups/{group}/meetings/{meeting}", web::get().to(show))
        .route("/staff/groups/{group}/meetings/{meeting}", web::post().to(act));
}

#[derive(Template)]
#[template(path = "staff/meetings/one.html")]
struct One {
    page: Page,
    opened: Opened,
    address: String,
    day: String,
    hours: String,
    doors: String,
    /// Person, name, whether she leads, whether she helps.
    people: Vec<(PersonId, String, bool, bool)>,
    is_gap: bool,
    may_be_cancelled: bool,
    has_link: bool,
    is_linked: bool,
    seats: Vec<String>,
    languages: Vec<(String, String, bool)>,
    /// What was made just now: shown once.
    made: Option<Made>,
    trouble: String,
}

/// A secret, in the only moment in which it can be read.
struct Made {
    about: String,
    link: String,
    code: String,
}

async fn show(staff: Staff, path: Path<(GroupId, MeetingId)>) -> Result<HttpResponse> {
    let opened = frame::open(&staff, path.0, "meetings").await?;
    let found = meeting::get(&opened.kernel, path.0, path.1).await?;
    draw(opened, &found, None, None).await
}

async fn draw(opened: Opened, found: &Model, made: Option<Made>, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let (kernel, page) = (&opened.kernel, &opened.page);
    let holders = staffing::holders(kernel, found).await?;
    let part_of = |person: PersonId| holders.iter().find(|it| it.person == person).map(|it| it.part);
    let people = facilitation::list(kernel, found.group).await?.into_iter().map(|it| {
        let part = part_of(it.person);
        (it.person, it.name, part == Some(Part::Facilitator), part == Some(Part::CoFacilitator))
    });
    let people = people.collect();
    let language = |code: &str| page.say(&format!("joining-language-{code}"));
    let seats = interpreter::list(kernel, found.id).await?.into_iter().map(|it| {
        let key = if it.used.is_some() { "groups-seat-taken" } else { "groups-seat-free" };
        page.say1(key, "language", language(&it.language))
    });
    let seats = seats.collect();
    let mut languages: Vec<(String, String, bool)> =
        interpreter::languages(kernel, &opened.group).map(|it| (it.to_owned(), language(it), false)).collect();
    languages.sort_by(|one, other| one.1.cmp(&other.1));
    let status = refusal.map_or(StatusCode::OK, |it| StatusCode::from_u16(it.status).unwrap_or(StatusCode::CONFLICT));
    let shown = One {
        address: opened.address(&format!("meetings/{}", found.id)),
        day: day(page, found.begins),
        hours: hours(page, found.begins, found.ends),
        doors: facilitation::clock(page.language, page.site.zone().weekday_and_minute(found.doors).1),
        is_gap: holders.iter().all(|it| it.part != Part::Facilitator),
        people,
        may_be_cancelled: matches!(found.state, MeetingState::Planned | MeetingState::Doors),
        has_link: meeting_code::has_link(opened.group.vetting) && joining::may_invite(kernel, opened.person, found.group).await.is_ok(),
        is_linked: found.link.is_some(),
        seats,
        languages,
        made,
        trouble: refusal.map(|it| page.say(it.code)).unwrap_or_default(),
        page: page.clone(),
        opened,
    };
    answer::page_with(status, &shown)
}

async fn act(staff: Staff, path: Path<(GroupId, MeetingId)>, Form(form): Form<Fields>) -> Result<HttpResponse> {
    let (group, id) = path.into_inner();
    let opened = frame::open(&staff, group, "meetings").await?;
    let found = meeting::get(&opened.kernel, group, id).await?;
    match carry_out(&staff, &opened, &found, &form).await {
        Ok(Done::Made(made)) => draw(opened, &found, Some(made), None).await,
        Ok(Done::To(address)) => Ok(answer::go(address)),
        Err(Error::Refused(refusal)) => draw(opened, &found, None, Some(refusal)).await,
        Err(fault) => Err(fault),
    }
}

enum Done {
    Made(Made),
    To(String),
}

async fn carry_out(staff: &Staff, opened: &Opened, found: &Model, form: &Fields) -> Result<Done> {
    let (kernel, by, group) = (&opened.kernel, staff.person, found.group);
    let field = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    let link = |secret: &str| format!("{}#i={secret}", kernel.house.address);
    match field("act") {
        "staff" => {
            let lead: Option<PersonId> = field("lead").parse().ok();
            let mut named: Vec<(PersonId, Part)> = lead.into_iter().map(|it| (it, Part::Facilitator)).collect();
            for it in facilitation::list(kernel, group).await? {
                if form.contains_key(&format!("with_{}", it.person)) && lead != Some(it.person) {
                    named.push((it.person, Part::CoFacilitator));
                }
            }
            staffing::name(kernel, by, group, found.id, named).await?;
            Ok(Done::To(opened.address(&format!("meetings/{}", found.id))))
        }
        "link" => {
            let made = meeting_code::make(kernel, by, group, found.id).await?;
            Ok(Done::Made(Made { about: opened.page.say("groups-link-about"), link: link(&made.secret), code: grouped(&made.code) }))
        }
        "seat" => {
            let secret = interpreter::make(kernel, by, group, found.id, field("language")).await?;
            Ok(Done::Made(Made { about: opened.page.say("groups-seat-about"), link: link(&secret), code: String::new() }))
        }
        "cancel" => {
            meeting::plan::cancel(kernel, by, group, found.id).await?;
            Ok(Done::To(opened.address("meetings")))
        }
        _ => Err(meeting::NOT_NOW.into()),
    }
}

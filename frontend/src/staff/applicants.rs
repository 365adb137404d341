//! Applicants: what waits, oldest first; one application, decided criterion by criterion.
use crate::{
    member::join::Fields,
    staff::navigation::{self, Here},
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    group::about,
    id::{ApplicationId, GroupId},
    joining::{
        self,
        application::{self, Decision, Opened, Verdict},
    },
    page::Page,
    web::{Staff, answer},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/applicants", web::get().to(list))
        .route("/staff/applicants/{id}", web::get().to(show))
        .route("/staff/applicants/{id}", web::post().to(decide));
}

struct Line {
    id: ApplicationId,
    group: String,
    waited: String,
    is_second: bool,
}

/// Where people can ask to come into a group.
struct Door {
    group: GroupId,
    name: String,
    address: String,
}

#[derive(Template)]
#[template(path = "staff/applicants/list.html")]
struct List {
    page: Page,
    lines: Vec<Line>,
    doors: Vec<Door>,
}

#[derive(Template)]
#[template(path = "staff/applicants/one.html")]
struct One {
    page: Page,
    id: ApplicationId,
    group: String,
    waited: String,
    until: String,
    answers: Vec<(String, String)>,
    criteria: Vec<(String, String)>,
    is_second: bool,
    two: bool,
    form: Fields,
    mistakes: Vec<(&'static str, String)>,
}

impl One {
    fn is(&self, criterion: &str, value: &str) -> bool {
        self.form.get(&format!("c-{criterion}")).is_some_and(|it| it == value)
    }
}

async fn list(staff: Staff) -> Result<HttpResponse> {
    let kernel = &staff.kernel;
    let page = navigation::page(&staff, Here::Desk).await?;
    let groups = joining::asks_for(kernel, staff.person).await?;
    let mut names = Vec::new();
    let mut doors = Vec::new();
    for group in &groups {
        let name = about::find(kernel, group).await?.name(page.language);
        let code = application::code_of(kernel, group.id).await?;
        if application::open_group(kernel, &code).await?.is_some() {
            doors.push(Door { group: group.id, name: name.clone(), address: format!("{}apply/{code}", kernel.house.address) });
        }
        names.push((group.id, name));
    }
    let waiting = application::waiting(kernel, staff.person).await?;
    let line = |it: hearth_core::table::application::Model| Line {
        id: it.id,
        group: names.iter().find(|(id, _)| *id == it.group).map(|it| it.1.clone()).unwrap_or_default(),
        waited: page.waited(it.created),
        is_second: it.decided_by.is_some(),
    };
    let lines = waiting.into_iter().map(line).collect();
    answer::page(&List { lines, doors, page })
}

async fn show(staff: Staff, id: Path<ApplicationId>) -> Result<HttpResponse> {
    let opened = application::open(&staff.kernel, staff.person, *id).await?;
    draw(&staff, opened, Fields::new(), None).await
}

async fn draw(staff: &Staff, opened: Opened, form: Fields, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let page = navigation::page(staff, Here::Desk).await?;
    let words = |key: &String| opened.about.questions.iter().find(|it| it.key == *key).map(|it| it.words(page.language).to_owned());
    let answers = opened.answers.iter().filter_map(|(key, said)| Some((words(key)?, said.clone()))).collect();
    let criteria = opened.about.criteria.iter().map(|it| (it.key.clone(), it.words(page.language).to_owned())).collect();
    let status = refusal.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let one = One {
        id: opened.row.id,
        group: opened.about.name(page.language),
        waited: page.waited(opened.row.created),
        until: page.date(opened.row.purge),
        answers,
        criteria,
        is_second: opened.row.decided_by.is_some(),
        two: opened.about.two_reviewers,
        form,
        mistakes: refusal.map(|it| ("criteria", page.say(it.code))).into_iter().collect(),
        page,
    };
    answer::page_with(status, &one)
}

async fn decide(staff: Staff, id: Path<ApplicationId>, form: Form<Fields>) -> Result<HttpResponse> {
    let verdict = |(name, value): (&String, &String)| {
        let criterion = name.strip_prefix("c-")?.to_owned();
        matches!(value.as_str(), "yes" | "no").then(|| Verdict { criterion, holds: value == "yes" })
    };
    let verdicts = form.iter().filter_map(verdict).collect();
    let decision = Decision { verdicts, is_accepted: form.get("decision").is_some_and(|it| it == "accept") };
    match application::decide(&staff.kernel, staff.person, *id, decision).await {
        Ok(_) => Ok(answer::go("/staff/applicants")),
        Err(error) => match error.refusal() {
            Some(refusal) if refusal.status != 404 => {
                let opened = application::open(&staff.kernel, staff.person, *id).await?;
                draw(&staff, opened, form.into_inner(), Some(refusal)).await
            }
            _ => Err(error),
        },
    }
}

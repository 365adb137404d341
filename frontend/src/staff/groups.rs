//! Groups, for staff: the list, a new one, and the pages on which each is arranged. Every page of a group is one decision;
//! while it is a draft they follow each other.
mod agreement;
mod care;
mod form;
mod frame;
mod keeping;
mod meetings;
mod overview;
mod papers;
mod settings;
mod timing;
mod vetting;
mod way;
mod words;

pub use frame::{Opened, open as open_group, say_state, state_class};

use crate::staff::navigation::{self, Here};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, ServiceConfig},
};
use askama::Template;
use form::{keep, show};
use hearth_core::{
    Result,
    group::{self, about, about::About, facilitation, missing},
    page::Page,
    permission::Permission,
    table::group::GroupState,
    web::{Staff, answer},
};
use std::collections::HashMap;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/groups", web::get().to(list))
        .route("/staff/groups/new", web::get().to(ask))
        .route("/staff/groups/new", web::post().to(create));
    section::<words::Words>(config);
    section::<timing::Timings>(config);
    section::<way::Way>(config);
    section::<way::Record>(config);
    section::<vetting::Vettings>(config);
    section::<vetting::Questions>(config);
    section::<care::Care>(config);
    section::<keeping::Keeping>(config);
    section::<keeping::Readiness>(config);
    section::<agreement::Agreements>(config);
    section::<settings::Own>(config);
    meetings::routes(config);
    papers::routes(config);
    overview::routes(config);
}

fn section<S: form::Section>(config: &mut ServiceConfig) {
    let path = format!("/staff/groups/{{group}}/{}", S::PAGE);
    config.route(&path, web::get().to(show::<S>)).route(&path, web::post().to(keep::<S>));
}

#[derive(Template)]
#[template(path = "staff/groups/list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    lead: String,
}

/// One group of the list. Of groups that she does not hold she sees numbers, and nothing to open.
struct Row {
    id: String,
    name: String,
    state: &'static str,
    say_state: String,
    is_locked: bool,
    way: String,
    people: u64,
    next: String,
    waiting: String,
    may_open: bool,
}

async fn list(staff: Staff) -> Result<HttpResponse> {
    if staff.may(Permission::Groups).await.is_err() {
        staff.may(Permission::Intake).await?;
    }
    let page = navigation::page(&staff, Here::Groups).await?;
    let (mut rows, mut held) = (Vec::new(), 0_usize);
    for found in group::list(&staff.kernel).await? {
        let about = about::find(&staff.kernel, &found).await?;
        if group::facilitates(&staff.kernel, staff.person, found.id).await? {
            held += 1;
        }
        let may_open = group::arranged_by(&staff.kernel, staff.person, found.id).await.is_ok();
        let people = group::count_participants(&staff.kernel, found.id).await?;
        let early = matches!(found.state, GroupState::Draft | GroupState::Rehearsing);
        let waiting = match early {
            true => {
                let count = missing::missing(&missing::find_facts(&staff.kernel, found.id).await?).len();
                page.say1("groups-missing-count", "count", count)
            }
            false if facilitation::list(&staff.kernel, found.id).await?.is_empty() && found.state != GroupState::Closed => {
                page.say("groups-name-a-facilitator")
            }
            false => page.say("groups-nothing"),
        };
        rows.push(Row {
            id: found.id.to_string(),
            name: about.name(page.language),
            state: state_class(found.state),
            say_state: say_state(&page, found.state),
            is_locked: found.is_locked,
            way: found.modality.as_deref().map_or_else(|| page.say("groups-not-chosen"), |it| page.say(&format!("{it}-name"))),
            people,
            next: frame::next(&page, &found),
            waiting,
            may_open,
        });
    }
    let lead = page.say2("groups-list-lead", "count", rows.len(), "held", held);
    answer::page(&List { page, rows, lead })
}

#[derive(Template)]
#[template(path = "staff/groups/new.html")]
struct New {
    page: Page,
    name_en: String,
    name_fr: String,
    mistakes: Vec<(String, String)>,
}

async fn ask(staff: Staff) -> Result<HttpResponse> {
    staff.may(Permission::Groups).await?;
    let page = navigation::page(&staff, Here::Groups).await?;
    answer::page(&New { page, name_en: String::new(), name_fr: String::new(), mistakes: Vec::new() })
}

async fn create(staff: Staff, Form(form): Form<HashMap<String, String>>) -> Result<HttpResponse> {
    staff.may(Permission::Groups).await?;
    let given = |name: &str| form.get(name).map(|it| it.trim().to_owned()).unwrap_or_default();
    let (name_en, name_fr) = (given("name_en"), given("name_fr"));
    if name_en.is_empty() && name_fr.is_empty() {
        let page = navigation::page(&staff, Here::Groups).await?;
        let mistakes = vec![("name_en".to_owned(), page.say("groups-new-needs-name"))];
        return answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &New { page, name_en, name_fr, mistakes });
    }
    let mut about = About::default();
    about.en.name = name_en;
    about.fr.name = name_fr;
    let id = group::create::create(&staff.kernel, staff.person, about).await?;
    Ok(answer::go(format!("/staff/groups/{id}/words")))
}

//! When a group meets: what is planned, who leads it, and how many came. For groups that meet at a set time.
mod one;
mod plan;

use super::frame::{self, Opened};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Error, Result,
    clock::Moment,
    group::{
        facilitation,
        meeting::{
            self,
            attendance::{self, Count},
            recurrence::Repeat,
            staffing,
        },
    },
    id::{GroupId, MeetingPlanId, PersonId},
    page::Page,
    table::{meeting_plan, meeting_staff::Part},
    web::{GroupPath, Staff, answer},
};
use std::collections::HashMap;

type Fields = HashMap<String, String>;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/groups/{group}/meetings", web::get().to(list))
        .route("/staff/groups/{group}/meetings", web::post().to(make))
        .route("/staff/groups/{group}/plans/{plan}/end", web::post().to(end_plan));
    one::routes(config);
}

/// One meeting of the list.
struct Line {
    address: String,
    day: String,
    hours: String,
    leads: String,
    /// Nobody leads it: it will not open.
    is_gap: bool,
    is_running: bool,
}

/// What brings meetings.
struct Plan {
    id: MeetingPlanId,
    words: String,
}

/// How many came, with the length of its bar.
struct Held {
    day: String,
    words: String,
    /// Of a hundred.
    width: i32,
    is_few: bool,
    y: usize,
}

#[derive(Template)]
#[template(path = "staff/meetings/list.html")]
struct List {
    page: Page,
    opened: Opened,
    lines: Vec<Line>,
    plans: Vec<Plan>,
    held: Vec<Held>,
    leads: Vec<(PersonId, String)>,
    form: Fields,
    mistakes: Vec<(&'static str, String)>,
    zone: String,
}

impl List {
    fn had(&self, name: &str) -> &str {
        self.form.get(name).map_or("", String::as_str)
    }

    fn mistake(&self, name: &str) -> &str {
        self.mistakes.iter().find(|(it, _)| *it == name).map_or("", |(_, words)| words)
    }

    fn height(&self) -> usize {
        self.held.len() * 30 + 6
    }
}

async fn list(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, "meetings").await?;
    let form = Fields::from(
        [("time", "19:00"), ("repeat", "weekly"), ("length", "90"), ("doors", "10"), ("grace", "10")]
            .map(|(name, value)| (name.into(), value.into())),
    );
    draw(opened, form, Vec::new(), StatusCode::OK).await
}

async fn draw(opened: Opened, mut form: Fields, mistakes: Vec<(&'static str, String)>, status: StatusCode) -> Result<HttpResponse> {
    let (kernel, page, group) = (&opened.kernel, &opened.page, &opened.group);
    form.entry("capacity".into()).or_insert_with(|| group.capacity.to_string());
    let mut lines = Vec::new();
    for it in meeting::coming(kernel, group.id).await? {
        let holders = staffing::holders(kernel, &it).await?;
        lines.push(Line {
            address: opened.address(&format!("meetings/{}", it.id)),
            day: day(page, it.begins),
            hours: hours(page, it.begins, it.ends),
            is_gap: holders.iter().all(|it| it.part != Part::Facilitator),
            leads: holders.into_iter().map(|it| it.name).collect::<Vec<_>>().join(", "),
            is_running: meeting::course::is_running(it.state),
        });
    }
    let plans = meeting::plan::list(kernel, group.id).await?.iter().map(|it| Plan { id: it.id, words: say_plan(page, it) }).collect();
    let leads = facilitation::list(kernel, group.id).await?.into_iter().map(|it| (it.person, it.name)).collect();
    let held = held(&opened).await?;
    let zone = page.site.time_zone.clone();
    let page = opened.page.clone();
    answer::page_with(status, &List { page, opened, lines, plans, held, leads, form, mistakes, zone })
}

async fn make(staff: Staff, group: GroupPath, Form(form): Form<Fields>) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, "meetings").await?;
    let ask = match plan::read(&opened, &form).await? {
        Ok(ask) => ask,
        Err(mistakes) => return draw(opened, form, mistakes, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    match meeting::plan::plan(&opened.kernel, staff.person, group.0, ask).await {
        Ok(_) => Ok(answer::go(opened.address("meetings"))),
        Err(Error::Refused(refusal)) => {
            let words = vec![("day", opened.page.say(refusal.code))];
            draw(opened, form, words, StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)).await
        }
        Err(fault) => Err(fault),
    }
}

async fn end_plan(staff: Staff, path: Path<(GroupId, MeetingPlanId)>) -> Result<HttpResponse> {
    let (group, plan) = path.into_inner();
    meeting::plan::end(&staff.kernel, staff.person, group, plan).await?;
    Ok(answer::go(format!("/staff/groups/{group}/meetings")))
}

/// The last meetings, as far as their numbers may be told.
async fn held(opened: &Opened) -> Result<Vec<Held>> {
    let page = &opened.page;
    let found = attendance::of(&opened.kernel, opened.group.id, 10).await?;
    let most = opened.group.capacity.max(1);
    let line = |(number, it): (usize, attendance::Attendance)| {
        let (words, shown, is_few) = match it.count {
            Count::None => (page.say("groups-held-none"), 0, false),
            Count::Few => (page.say1("groups-held-few", "least", attendance::LEAST), attendance::LEAST - 1, true),
            Count::Of(people) => (people.to_string(), people, false),
        };
        Held { day: page.date(it.begins), words, width: (shown * 100 / most).clamp(0, 100), is_few, y: number * 30 + 4 }
    };
    Ok(found.into_iter().enumerate().map(line).collect())
}

/// "Every week, Tuesday at 19:00, for 90 minutes".
fn say_plan(page: &Page, plan: &meeting_plan::Model) -> String {
    let rule = plan.rule.as_deref().unwrap_or_default();
    let repeat = match rule {
        "" => Repeat::Once,
        it if it.contains("MONTHLY") => Repeat::Monthly,
        it if it.contains("INTERVAL=2") => Repeat::Fortnightly,
        _ => Repeat::Weekly,
    };
    let weekday = page.say(&format!("group-weekday-{}", (plan.day + 3).rem_euclid(7) + 1));
    let values = [
        ("repeat", repeat.code().into()),
        ("weekday", weekday.into()),
        ("time", facilitation::clock(page.language, plan.minute).into()),
        ("minutes", plan.length.into()),
    ];
    page.kernel.words.say(page.language, "groups-plan-words", &values)
}

fn day(page: &Page, moment: Moment) -> String {
    let (weekday, _) = page.site.zone().weekday_and_minute(moment);
    page.say2("groups-meeting-day", "weekday", page.say(&format!("group-weekday-{weekday}")), "day", page.date(moment))
}

fn hours(page: &Page, begins: Moment, ends: Moment) -> String {
    let clock = |it: Moment| facilitation::clock(page.language, page.site.zone().weekday_and_minute(it).1);
    page.say2("meet-hours", "begins", clock(begins), "ends", clock(ends))
}

//! The desk: one queue for all the groups that its reader facilitates. It works without a script; `staff.js` adds the keys.
mod act;
mod item;

use super::navigation::{self, Here};
pub use act::answer_line;
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Path, Query, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    contribution::{NO_SUCH_ENTRY, faces},
    group::{self, about},
    id::{EntryId, GroupId},
    joining::application,
    moderation::desk::{self, Kind, Waiting},
    page::Page,
    permission::Permission,
    web::{Staff, answer},
};
use item::Item;
pub use item::{Said, said};
use serde::Deserialize;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/desk", web::get().to(first))
        .route("/staff/desk/{item}", web::get().to(one))
        .route("/staff/desk/{group}/{entry}/{act}", web::post().to(act::act));
}

/// One line of the queue.
struct Line {
    address: String,
    name: String,
    tag: String,
    tag_class: &'static str,
    about: String,
    waited: String,
    is_late: bool,
    is_here: bool,
}

/// What was done just now, and may still be taken back.
struct Done {
    words: String,
    undo: Option<String>,
    check_in: String,
}

#[derive(Template)]
#[template(path = "staff/desk/desk.html")]
struct Desk {
    page: Page,
    lines: Vec<Line>,
    applicants: usize,
    item: Option<Item>,
    done: Option<Done>,
    is_late: bool,
    oldest: String,
    /// Why the last act was not done.
    error: String,
}

/// An act that was refused: the page comes back with everything that was typed.
struct Refused {
    /// What it was about, as its address names it.
    item: String,
    act: String,
    typed: String,
    refusal: Refusal,
}

/// After an act: what it was, for the bar that takes it back.
#[derive(Default, Deserialize)]
struct After {
    done: Option<String>,
    group: Option<GroupId>,
    entry: Option<EntryId>,
}

async fn first(staff: Staff, after: Query<After>) -> Result<HttpResponse> {
    show(&staff, None, after.into_inner()).await
}

async fn one(staff: Staff, item: Path<String>, after: Query<After>) -> Result<HttpResponse> {
    show(&staff, Some(item.into_inner()), after.into_inner()).await
}

/// What names a waiting thing in addresses: a report by itself, anything else by its entry.
fn key(waiting: &Waiting) -> String {
    match &waiting.kind {
        Kind::Reported { report, .. } => report.to_string(),
        Kind::Held | Kind::ToStaff => waiting.entry.id.to_string(),
    }
}

async fn show(staff: &Staff, wanted: Option<String>, after: After) -> Result<HttpResponse> {
    staff.may(Permission::Desk).await?;
    let kernel = &staff.kernel;
    let waiting = desk::waiting(kernel, staff.person).await?;
    let here = match &wanted {
        Some(wanted) => Some(waiting.iter().position(|it| key(it) == *wanted).ok_or(NO_SUCH_ENTRY)?),
        None => (!waiting.is_empty()).then_some(0),
    };
    answer::page(&draw(staff, &waiting, here, after).await?)
}

/// The page after a refusal: at the same thing, if it still waits.
async fn again(staff: &Staff, refused: Refused) -> Result<HttpResponse> {
    let waiting = desk::waiting(&staff.kernel, staff.person).await?;
    let here = waiting.iter().position(|it| key(it) == refused.item);
    let mut shown = draw(staff, &waiting, here, After::default()).await?;
    shown.error = shown.page.say(if here.is_some() { refused.refusal.code } else { "desk-settled" });
    match shown.item.as_mut() {
        Some(item) => item.put_back(&refused.act, refused.typed),
        None => shown.page.typed = Some(refused.typed).filter(|it| !it.trim().is_empty()).into_iter().collect(),
    }
    answer::page_with(StatusCode::from_u16(refused.refusal.status).unwrap_or(StatusCode::CONFLICT), &shown)
}

async fn draw(staff: &Staff, waiting: &[Waiting], here: Option<usize>, after: After) -> Result<Desk> {
    let kernel = &staff.kernel;
    let page = navigation::page(staff, Here::Desk).await?;
    let mut lines = Vec::with_capacity(waiting.len());
    for (at, it) in waiting.iter().enumerate() {
        lines.push(line(staff, &page, it, here == Some(at)).await?);
    }
    let item = match here.and_then(|at| waiting.get(at)) {
        Some(it) => Some(item::open(staff, &page, it).await?),
        None => None,
    };
    let applicants = application::waiting(kernel, staff.person).await.map_or(0, |it| it.len());
    let oldest = waiting.iter().map(|it| it.since).min();
    let late = |it| kernel.clock.now().since(it) > desk::ALARM;
    let done = done(staff, &page, after).await?;
    let (is_late, oldest) = (oldest.is_some_and(late), oldest.map(|it| page.waited(it)).unwrap_or_default());
    Ok(Desk { page, lines, applicants, item, done, is_late, oldest, error: String::new() })
}

async fn line(staff: &Staff, page: &Page, it: &Waiting, is_here: bool) -> Result<Line> {
    let kernel = &staff.kernel;
    let names = faces(kernel, it.entry.group, [it.entry.author]).await?;
    let model = group::get(kernel, it.entry.group).await?;
    let group = about::find(kernel, &model).await?.name(page.language);
    let (tag, tag_class, why) = match &it.kind {
        Kind::Held => ("desk-held", "notice", it.entry.reasons.first().map_or(String::new(), |it| page.say(it))),
        Kind::Reported { reason, .. } => ("desk-reported", "danger", format!("“{}”", page.say(reason))),
        Kind::ToStaff => ("desk-to-staff", "", String::new()),
    };
    let about = if why.is_empty() { group } else { format!("{group}. {why}") };
    Ok(Line {
        address: format!("/staff/desk/{}", key(it)),
        name: names.get(&it.entry.author).map(|it| it.name.clone()).unwrap_or_default(),
        tag: page.say(tag),
        tag_class,
        about,
        waited: page.waited(it.since),
        is_late: kernel.clock.now().since(it.since) > desk::ALARM,
        is_here,
    })
}

/// The bar after an act. It names the act and the alias, and offers to take back what can be taken back.
async fn done(staff: &Staff, page: &Page, after: After) -> Result<Option<Done>> {
    let (Some(what), Some(group), Some(entry)) = (after.done, after.group, after.entry) else { return Ok(None) };
    let Some(what) = act::DONE.iter().find(|it| it.act == what) else { return Ok(None) };
    let by = staff.facilitates(group).await?;
    let Ok(entry) = desk::find(&staff.kernel, &by, entry).await else {
        return Ok(Some(Done { words: page.say("desk-done-answered"), undo: None, check_in: String::new() }));
    };
    let names = faces(&staff.kernel, group, [entry.author]).await?;
    let name = names.get(&entry.author).map(|it| it.name.clone()).unwrap_or_default();
    Ok(Some(Done {
        words: page.say1(what.words, "name", name),
        undo: what.can_be_undone.then(|| format!("/staff/desk/{group}/{}/undo", entry.id)),
        check_in: if what.asks_after { format!("/staff/people/{}/line", entry.author) } else { String::new() },
    }))
}

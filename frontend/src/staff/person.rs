//! The people of a group, and one person's place in it, for the group's facilitators. Nobody else finds these pages.
mod act;
mod line;
mod one;
mod releases;

use super::navigation::{self, Here};
use actix_web::{
    HttpResponse,
    web::{self, Path, Query, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Error, Result,
    admission::Admission,
    contribution::faces,
    group::{about, membership},
    id::{GroupId, MembershipId},
    moderation::desk,
    page::Page,
    personal_data,
    table::membership::{MembershipState, Model},
    web::{Staff, answer},
};
use serde::Deserialize;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/groups/{group}/people", web::get().to(people))
        .route("/staff/people/{membership}", web::get().to(one::show))
        .route("/staff/people/{membership}/line", web::get().to(line::show))
        .route("/staff/people/{membership}/line", web::post().to(line::send))
        .route("/staff/people/{membership}/releases", web::get().to(releases::show))
        .route("/staff/people/{membership}/releases", web::post().to(releases::ask))
        .route("/staff/people/{membership}/releases/{release}", web::post().to(releases::tell))
        .route("/staff/people/{membership}/reveal/{what}", web::post().to(act::reveal))
        .route("/staff/people/{membership}/do/{act}", web::post().to(act::act));
}

/// People on one page.
const ON_A_PAGE: u64 = 50;
/// Not here for so many days: on the list of those to check in with.
const QUIET_DAYS: u32 = 14;

struct Row {
    address: String,
    alias: String,
    shape: i32,
    state: String,
    state_class: &'static str,
    since: String,
    seen: String,
}

#[derive(Template)]
#[template(path = "staff/person/people.html")]
struct People {
    page: Page,
    group: String,
    back: String,
    invite: String,
    rows: Vec<Row>,
    count: u64,
    quiet: Vec<Row>,
    earlier: Option<String>,
    later: Option<String>,
}

#[derive(Deserialize)]
struct At {
    #[serde(default)]
    page: u64,
}

async fn people(staff: Staff, path: Path<GroupId>, at: Query<At>) -> Result<HttpResponse> {
    let group = path.into_inner();
    let by = staff.facilitates(group).await?;
    let kernel = &staff.kernel;
    let page = navigation::page(&staff, Here::Groups).await?;
    let at = at.page.min(10_000);
    let (found, count) = membership::page(kernel, &by, at * ON_A_PAGE, ON_A_PAGE).await?;
    let rows = found.iter().map(|it| row(&page, &it.membership, &it.alias)).collect();
    let away = desk::not_heard_since(kernel, &by, QUIET_DAYS).await?;
    let names = faces(kernel, group, away.iter().map(|(id, _)| *id)).await?;
    let quiet = away
        .iter()
        .filter_map(|(id, seen)| {
            let face = names.get(id)?;
            Some(Row {
                address: format!("/staff/people/{id}/line"),
                alias: face.name.clone(),
                shape: face.shape,
                state: String::new(),
                state_class: "",
                since: String::new(),
                seen: seen.map_or_else(|| page.say("desk-seen-never"), |it| page.date(it)),
            })
        })
        .collect();
    let model = &by.standing().group;
    let name = about::find(kernel, model).await?.name(page.language);
    let address = |at: u64| format!("/staff/groups/{group}/people?page={at}");
    answer::page(&People {
        group: name,
        back: format!("/staff/groups/{group}"),
        invite: format!("/staff/groups/{group}/invitations"),
        rows,
        count,
        quiet,
        earlier: (at > 0).then(|| address(at - 1)),
        later: ((at + 1) * ON_A_PAGE < count).then(|| address(at + 1)),
        page,
    })
}

fn row(page: &Page, membership: &Model, alias: &str) -> Row {
    let (state, state_class) = state(page, membership.state);
    Row {
        address: format!("/staff/people/{}", membership.id),
        alias: alias.to_owned(),
        shape: membership.shape,
        state,
        state_class,
        since: page.date(membership.joined),
        seen: seen(page, membership),
    }
}

fn state(page: &Page, state: MembershipState) -> (String, &'static str) {
    match state {
        MembershipState::Active => (page.say("desk-state-active"), "open"),
        MembershipState::Paused => (page.say("desk-state-paused"), "paused"),
        MembershipState::Ended => (page.say("desk-state-ended"), "closed"),
    }
}

/// "This week", or the day: never finer than that.
fn seen(page: &Page, membership: &Model) -> String {
    match membership.seen {
        None => page.say("desk-seen-never"),
        Some(day) if page.now().since(day) < hearth_core::clock::days(7) => page.say("desk-seen-this-week"),
        Some(day) => page.date(day),
    }
}

/// One participant's place, for a facilitator of her group; for everyone else it is not there.
async fn place(staff: &Staff, id: MembershipId) -> Result<(Admission, membership::Line)> {
    let not_there = || Error::from(membership::NOT_A_PARTICIPANT);
    let group = membership::group_of(&staff.kernel, id).await?.ok_or_else(not_there)?;
    let by = staff.facilitates(group).await?;
    let line = membership::find(&staff.kernel, &by, id).await?.ok_or_else(not_there)?;
    Ok((by, line))
}

/// Whether her account is frozen.
async fn is_frozen(staff: &Staff, membership: &Model) -> Result<bool> {
    use hearth_core::table::person::PersonState;
    Ok(personal_data::own::person(&staff.kernel, membership.person).await?.state == PersonState::Frozen)
}

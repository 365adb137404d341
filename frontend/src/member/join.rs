//! Joining: from a code to the first page. Each step is a page with one question; what is answered stays in memory until the
//! last of them.
pub mod agreeing;
mod arrived;
mod back;
pub mod code;
pub mod device;
mod steps;

use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use hearth_core::{
    Kernel, Result,
    clock::Moment,
    group::facilitation,
    joining::{
        JOURNEY_LOST, Journey,
        journey::{STEPS, Way},
    },
    page::{Face, Page},
    web::{Visitor, admitted, answer},
};
use std::collections::HashMap;

/// A form as it came.
pub type Fields = HashMap<String, String>;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/come", web::get().to(code::show))
        .route("/come", web::post().to(code::enter))
        .route("/join", web::get().to(steps::on))
        .route("/join/start", web::post().to(steps::start))
        .route("/join/device", web::post().to(steps::device))
        .route("/join/consent", web::post().to(steps::consent))
        .route("/join/agreement", web::post().to(steps::agreement))
        .route("/join/alias", web::post().to(steps::alias))
        .route("/join/own", web::post().to(steps::own))
        .route("/join/later", web::post().to(arrived::later))
        .route("/join/decline", web::post().to(arrived::decline))
        .route("/join/declined", web::get().to(arrived::declined))
        .route("/join/return", web::get().to(arrived::words))
        .route("/join/return", web::post().to(arrived::more_words))
        .route("/join/in", web::post().to(arrived::go_in))
        .route("/join/back", web::get().to(back::show))
        .route("/join/back", web::post().to(back::come))
        .route("/join/{step}", web::get().to(steps::show));
    admitted(config, "/g/{group}/agreement", agreeing::agreement_routes);
    admitted(config, "/g/{group}/consent", agreeing::consent_routes);
}

/// The journey of this visit.
fn journey(visitor: &Visitor) -> Option<Journey> {
    match visitor.kernel.visits.way(&visitor.visit) {
        Some(Way::In(journey)) => Some(*journey),
        _ => None,
    }
}

/// The journey, for a form: without one nothing can be answered.
fn journey_of(visitor: &Visitor) -> Result<Journey> {
    journey(visitor).ok_or_else(|| JOURNEY_LOST.into())
}

/// Remembers the journey and goes on to what comes next.
fn go_on(visitor: &Visitor, journey: Journey) -> HttpResponse {
    let next = journey.next();
    set_way(visitor, Some(Way::In(Box::new(journey))));
    answer::go(format!("/join/{next}"))
}

fn set_way(visitor: &Visitor, way: Option<Way>) {
    visitor.kernel.visits.set_way(&visitor.visit, way, visitor.kernel.clock.now());
}

fn page(visitor: &Visitor) -> Page {
    Page::new(visitor, Face::Member)
}

/// How many steps there are.
fn of() -> usize {
    STEPS.len()
}

/// "26 November, 17:00": until when a code is good. The one hour that a member sees, for it is hers to keep.
pub fn until(page: &Page, moment: Moment) -> String {
    let (_, minute) = page.site.zone().weekday_and_minute(moment);
    let time = facilitation::clock(page.language, minute);
    page.say2("join-day-and-time", "day", page.date(moment), "time", time)
}

/// The address as a person writes it down: without `https://`.
pub fn address(kernel: &Kernel) -> String {
    let url = &kernel.house.address;
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        _ => url.to_string(),
    }
}

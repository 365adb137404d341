//! A group that meets, for who takes part: the page before, the door, and what can be done from inside the room that is the same
//! for every modality. Whoever is in is led on to the room.
mod calendar;
mod come;
mod console;
mod door;
mod interpret;
mod stay;

use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Kernel, Result,
    clock::Moment,
    group::{facilitation, meeting::plan},
    page::Page,
    table,
    web::{Visitor, admitted, answer},
};

pub use come::set_off;
pub use interpret::set_off as set_off_to_interpret;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/meet", web::get().to(come::show))
        .route("/meet", web::post().to(come::come))
        .route("/interpret", web::get().to(interpret::show))
        .route("/interpret", web::post().to(interpret::take))
        .route("/over", web::get().to(over));
    admitted(config, "/g/{group}/meeting/live", |it| {
        it.route("", web::get().to(door::listen));
    });
    admitted(config, "/g/{group}/meeting/leave", |it| {
        it.route("", web::post().to(door::leave));
    });
    admitted(config, "/g/{group}/meeting/tell", |it| {
        it.route("", web::post().to(door::tell));
    });
    admitted(config, "/g/{group}/meeting/calendar", |it| {
        it.route("", web::get().to(calendar::file));
    });
    admitted(config, "/g/{group}/meeting/stay", |it| {
        it.route("", web::get().to(stay::ask)).route("", web::post().to(stay::stay));
    });
    admitted(config, "/g/{group}/meeting/do", |it| {
        it.route("", web::post().to(console::act));
    });
    admitted(config, "/g/{group}/meeting", |it| {
        it.route("", web::get().to(door::show)).route("", web::post().to(door::knock));
    });
}

/// "19:00 to 20:30".
fn hours(page: &Page, begins: Moment, ends: Moment) -> String {
    page.say2("meet-hours", "begins", clock(page, begins), "ends", clock(page, ends))
}

fn clock(page: &Page, moment: Moment) -> String {
    facilitation::clock(page.language, page.site.zone().weekday_and_minute(moment).1)
}

/// When the doors open, for a page that can say it in the time of its own device: that hour never leaves the device.
struct OwnTime {
    doors: i64,
    /// What the shelter's clock is ahead of UTC then, in minutes.
    ahead: i64,
}

impl OwnTime {
    fn of(page: &Page, doors: Moment) -> OwnTime {
        OwnTime { doors: doors.0, ahead: (page.site.zone().local(doors).0 - doors.0) / 60_000 }
    }
}

/// The languages of a meeting in words: "English, French". Nothing where it is held in the page's own alone.
async fn spoken(page: &Page, kernel: &Kernel, meeting: &table::meeting::Model) -> Result<String> {
    let languages = plan::find(kernel, meeting).await?.languages;
    if languages == page.language.code() {
        return Ok(String::new());
    }
    let names: Vec<String> = languages.split(',').filter(|it| !it.is_empty()).map(|it| page.say(&format!("joining-language-{it}"))).collect();
    Ok(names.join(", "))
}

/// "today", "tomorrow" or the date.
fn soon(page: &Page, at: Moment) -> String {
    let zone = page.site.zone();
    match zone.day_number(at) - zone.day_number(page.now()) {
        0 => page.say("core-today"),
        1 => page.say("own-tomorrow"),
        _ => page.date(at),
    }
}

#[derive(Template)]
#[template(path = "member/meeting/over.html")]
struct Over {
    page: Page,
}

/// It is over, and she is known no longer. The page says so, and where else somebody is.
async fn over(visitor: Visitor) -> Result<HttpResponse> {
    answer::page(&Over { page: super::frame::plain(&visitor) })
}

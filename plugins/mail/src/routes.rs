//! The list's addresses: those of a group, behind admission; the one that pauses from outside; the administrators'.
use crate::{about, act, by_mail, compose, conversations, house_page, pause, read, staff};
use actix_web::web::{self, ServiceConfig};
use hearth_core::web::ear;

/// Under `/g/{group}/mail`.
pub fn of_group(config: &mut ServiceConfig) {
    config
        .route("", web::get().to(conversations::page))
        .route("/new", web::get().to(compose::new))
        .route("/new", web::post().to(compose::send_new))
        .route("/live", web::get().to(ear::of_group))
        .route("/draft", web::post().to(compose::put_aside))
        .route("/about", web::get().to(about::page))
        .route("/by-mail", web::get().to(by_mail::page))
        .route("/by-mail", web::post().to(by_mail::choose))
        .route("/by-mail/key", web::post().to(by_mail::keep_key))
        .route("/by-mail/rest", web::post().to(by_mail::rest))
        .route("/t/{thread}", web::get().to(read::page))
        .route("/t/{thread}/reply", web::get().to(compose::reply))
        .route("/t/{thread}/reply", web::post().to(compose::send_reply))
        .route("/e/{entry}/edit", web::get().to(compose::edit))
        .route("/e/{entry}/edit", web::post().to(compose::send_edit))
        .route("/e/{entry}/report", web::get().to(act::report))
        .route("/e/{entry}/report", web::post().to(act::send_report))
        .route("/e/{entry}/out", web::get().to(act::out))
        .route("/e/{entry}/out", web::post().to(act::take_out))
        .route("/e/{entry}/answer", web::post().to(act::answer_proposal))
        .route("/e/{entry}/staff", web::get().to(staff::page))
        .route("/e/{entry}/staff", web::post().to(staff::act));
}

/// Under `/webhooks/mail`: asked by her program, which is signed in nowhere.
pub fn from_outside(config: &mut ServiceConfig) {
    config.route("/pause/{token}", web::get().to(pause::page)).route("/pause/{token}", web::post().to(pause::now));
}

/// Under `/staff/plugins/mail`.
pub fn of_administrators(config: &mut ServiceConfig) {
    config.route("", web::get().to(house_page::page)).route("", web::post().to(house_page::keep)).route("/look", web::post().to(house_page::look));
}

//! The bridge's addresses: those of a group, behind admission; where carriers call; the administrators'.
use crate::{about, act, by_text, compose, conversation, hook, house_page, staff};
use actix_web::web::{self, ServiceConfig};
use hearth_core::web::ear;

/// Under `/g/{group}/text`.
pub fn of_group(config: &mut ServiceConfig) {
    config
        .route("", web::get().to(conversation::page))
        .route("", web::post().to(compose::send))
        .route("/live", web::get().to(ear::of_group))
        .route("/draft", web::post().to(compose::put_aside))
        .route("/about", web::get().to(about::page))
        .route("/about", web::post().to(about::stop))
        .route("/by-text", web::get().to(by_text::page))
        .route("/by-text", web::post().to(by_text::choose))
        .route("/by-text/rest", web::post().to(by_text::rest))
        .route("/by-text/word", web::post().to(by_text::keep_word))
        .route("/by-text/phone", web::post().to(by_text::make_code))
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

/// Under `/webhooks/text`: by carriers, which are signed in nowhere.
pub fn from_outside(config: &mut ServiceConfig) {
    config.route("/{line}", web::get().to(hook::call)).route("/{line}", web::post().to(hook::call));
}

/// Under `/staff/plugins/text`.
pub fn of_administrators(config: &mut ServiceConfig) {
    config
        .route("", web::get().to(house_page::page))
        .route("/act", web::post().to(house_page::act))
        .route("/test", web::post().to(house_page::test))
        .route("/add/{carrier}", web::get().to(house_page::add))
        .route("/add/{carrier}", web::post().to(house_page::keep_new))
        .route("/line/{line}", web::get().to(house_page::edit))
        .route("/line/{line}", web::post().to(house_page::keep));
}

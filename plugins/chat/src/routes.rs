//! The chat's addresses, all under `/g/{group}/chat`, behind admission.
use crate::{act, live, page, staff};
use actix_web::web::{self, ServiceConfig};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("", web::get().to(page::room))
        .route("", web::post().to(page::say))
        .route("/look", web::post().to(page::look_for_details))
        .route("/read", web::get().to(page::read))
        .route("/live", web::get().to(live::live))
        .route("/poll/live", web::get().to(live::poll))
        .route("/n/{life}/{n}", web::get().to(act::which))
        .route("/e/{entry}", web::get().to(act::page))
        .route("/e/{entry}/interpret", web::post().to(act::interpret))
        .route("/e/{entry}/report", web::post().to(act::report))
        .route("/e/{entry}/out", web::post().to(act::take_out))
        .route("/e/{entry}/staff", web::post().to(staff::act))
        .route("/console", web::post().to(staff::console));
}

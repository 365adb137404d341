//! The forum's addresses, all under `/g/{group}/forum`, behind admission.
use crate::{act, compose, list, read, search, staff};
use actix_web::web::{self, ServiceConfig};
use hearth_core::web::ear;

/// In the order in which they are asked for most: each pattern is tried after those before it.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/t/{topic}", web::get().to(read::page))
        .route("/t/{topic}/reply", web::post().to(compose::send_reply))
        .route("", web::get().to(list::page))
        .route("/new", web::get().to(compose::new))
        .route("/new", web::post().to(compose::send_new))
        .route("/find", web::get().to(search::page))
        .route("/live", web::get().to(ear::of_group))
        .route("/draft", web::post().to(compose::put_aside))
        .route("/t/{topic}", web::post().to(staff::set_topic))
        .route("/t/{topic}/reply", web::get().to(compose::reply))
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

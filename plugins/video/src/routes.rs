//! The room's addresses, all under `/g/{group}/video`, behind admission.
use crate::{line, live, page};
use actix_web::web::{self, ServiceConfig};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("", web::get().to(page::room))
        .route("/live", web::get().to(live::live))
        .route("/e/{entry}", web::get().to(line::page))
        .route("/e/{entry}/report", web::post().to(line::report));
}

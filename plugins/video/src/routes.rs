//! The room's addresses, all under `/g/{group}/video`, behind admission.
use crate::{live, page};
use actix_web::web::{self, ServiceConfig};

pub fn routes(config: &mut ServiceConfig) {
    config.route("", web::get().to(page::room)).route("/live", web::get().to(live::live));
}

//! The bridge's addresses: those of a group, behind admission; where carriers call; the administrators'.
use crate::hook;
use actix_web::web::{self, ServiceConfig};

/// Under `/g/{group}/text`.
pub fn of_group(_config: &mut ServiceConfig) {}

/// Under `/webhooks/text`: by carriers, which are signed in nowhere.
pub fn from_outside(config: &mut ServiceConfig) {
    config.route("/{line}", web::route().to(hook::call));
}

/// Under `/staff/plugins/text`.
pub fn of_administrators(_config: &mut ServiceConfig) {}

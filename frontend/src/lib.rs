//! What all pages share, and the pages that belong to no modality.
mod declare;
pub mod error_page;
pub mod member;
pub mod staff;

pub use declare::declarations;

use actix_web::web::ServiceConfig;

/// Every route of the frontend.
pub fn routes(config: &mut ServiceConfig) {
    member::routes(config);
    staff::routes(config);
}

//! The pages that members see.
pub mod apply;
pub mod frame;
pub mod home;
pub mod join;
pub mod leave;
pub mod meeting;
pub mod own;
pub mod public;
pub mod sign_in;
pub mod talk;

use actix_web::web::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    leave::routes(config);
    public::routes(config);
    sign_in::routes(config);
    join::routes(config);
    meeting::routes(config);
    apply::routes(config);
    home::routes(config);
    talk::routes(config);
    own::routes(config);
}

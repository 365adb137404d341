//! The pages of staff.
pub mod account;
pub mod applicants;
pub mod audit;
pub mod cards;
pub mod colleagues;
pub mod desk;
pub mod form;
pub mod groups;
pub mod home;
pub mod invitations;
pub mod navigation;
pub mod person;
pub mod rehearsal;
pub mod setup;
pub mod sign_in;
pub mod site;

use actix_web::web::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    account::routes(config);
    audit::routes(config);
    cards::routes(config);
    colleagues::routes(config);
    desk::routes(config);
    groups::routes(config);
    home::routes(config);
    invitations::routes(config);
    applicants::routes(config);
    person::routes(config);
    rehearsal::routes(config);
    setup::routes(config);
    sign_in::routes(config);
    site::routes(config);
}

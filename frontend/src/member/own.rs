//! My choices: everything that a person decides about herself here, and everything that is kept about her. Each thing that
//! cannot be undone asks once more on a page of its own, which says what will happen to her words.
mod ask;
mod choices;
mod consents;
mod contact;
mod download;
mod freeze;
mod leave;
mod name;
mod place;
mod release;
mod way_back;
mod words;

use actix_web::web::{self, ServiceConfig};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/choices", web::get().to(choices::show))
        .route("/choices/devices", web::post().to(choices::sign_out_others))
        .route("/choices/notes", web::post().to(place::notes))
        .route("/choices/break/{place}", web::get().to(place::ask_break))
        .route("/choices/break/{place}", web::post().to(place::take_break))
        .route("/choices/back/{place}", web::post().to(place::come_back))
        .route("/choices/name/{place}", web::get().to(name::show))
        .route("/choices/name/{place}", web::post().to(name::change))
        .route("/choices/consents", web::get().to(consents::show))
        .route("/choices/consents", web::post().to(consents::answer))
        .route("/choices/consents/copy", web::get().to(download::ask_consents))
        .route("/choices/consents/copy", web::post().to(download::give_consents))
        .route("/choices/words", web::get().to(words::show))
        .route("/choices/words/{entry}", web::get().to(words::ask))
        .route("/choices/words/{entry}", web::post().to(words::take_out))
        .route("/choices/download", web::get().to(download::ask))
        .route("/choices/download", web::post().to(download::give))
        .route("/choices/contact", web::get().to(contact::show))
        .route("/choices/contact", web::post().to(contact::change))
        .route("/choices/contact/confirm", web::post().to(contact::confirm))
        .route("/choices/contact/end", web::post().to(contact::end))
        .route("/choices/release", web::get().to(release::show))
        .route("/choices/release", web::post().to(release::make))
        .route("/choices/release/{release}", web::post().to(release::settle))
        .route("/choices/way-back", web::get().to(way_back::ask))
        .route("/choices/way-back", web::post().to(way_back::make))
        .route("/choices/freeze", web::get().to(freeze::ask))
        .route("/choices/freeze", web::post().to(freeze::freeze))
        .route("/choices/leave", web::get().to(leave::ask))
        .route("/choices/leave", web::post().to(leave::leave))
        .route("/choices/leave/{place}", web::get().to(leave::ask_place))
        .route("/choices/leave/{place}", web::post().to(leave::leave_place));
}

/// Words as they are shown: a paragraph for each line that is not empty.
pub(super) fn lines(words: &str) -> Vec<String> {
    words.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

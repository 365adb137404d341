//! A way back for someone who lost hers: staff made certain who it is, and she says the word that she agreed on with them.
use super::{Fields, arrived, page, set_way};
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Result,
    id::InvitationId,
    joining::{JOURNEY_LOST, WRONG_WORD, arrival, journey::Way},
    page::Page,
    web::{Source, Visitor, answer},
};

#[derive(Template)]
#[template(path = "member/join/back.html")]
struct Back {
    page: Page,
    asks_word: bool,
    error: String,
}

fn invitation(visitor: &Visitor) -> Option<InvitationId> {
    match visitor.kernel.visits.way(&visitor.visit) {
        Some(Way::Back(id)) => Some(id),
        _ => None,
    }
}

pub async fn show(visitor: Visitor) -> Result<HttpResponse> {
    let Some(id) = invitation(&visitor) else { return Ok(answer::go("/home")) };
    let asks_word = arrival::asks_for_word(&visitor.kernel, id).await?;
    answer::page(&Back { page: page(&visitor), asks_word, error: String::new() })
}

/// The old words and passkeys end, every device is signed out, and she gets new words.
pub async fn come(visitor: Visitor, source: Source, form: Form<Fields>) -> Result<HttpResponse> {
    let id = invitation(&visitor).ok_or(JOURNEY_LOST)?;
    let kernel = &visitor.kernel;
    let (source, now, target) = (source.0, kernel.clock.now(), format!("way-back {id}"));
    kernel.throttle.ask(source, &target, now)?;
    let word = form.get("word").map_or("", String::as_str);
    match arrival::come_back(kernel, id, word).await {
        Ok(person) => {
            set_way(&visitor, None);
            arrived::sign_in_with_words(&visitor, person, arrived::HOME.into()).await
        }
        Err(error) if error.refusal() == Some(WRONG_WORD) => {
            kernel.throttle.failed(source, &target, now)?;
            let page = page(&visitor);
            let error = page.say(WRONG_WORD.code);
            answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &Back { page, asks_word: true, error })
        }
        Err(error) => Err(error),
    }
}

//! The address that pauses, out of the head of a letter (RFC 8058): her program asks it, signed in nowhere, or she does. Whoever else
//! comes by it learns nothing: the page names nobody, and a token that nobody made is answered like any other.
use crate::{addresses::Use, post, seat};
use actix_web::{HttpResponse, web::Path};
use askama::Template;
use hearth_core::{
    Result,
    id::MembershipId,
    page::{Face, Page},
    web::{Visitor, answer},
};

#[derive(Template)]
#[template(path = "mail/pause.html")]
struct Pause {
    page: Page,
    is_done: bool,
}

/// Changes nothing: programs that look at every link of a letter ask for it, too.
pub async fn page(visitor: Visitor) -> Result<HttpResponse> {
    answer::page(&Pause { page: Page::new(&visitor, Face::Member), is_done: false })
}

pub async fn now(visitor: Visitor, token: Path<String>) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    let ready = post::ready(kernel).await?;
    let read = ready.and_then(|it| it.addresses.read_local(&token, kernel.clock.now()));
    if let Some(read) = read.filter(|it| it.is_for == Use::Pause) {
        seat::pause(kernel, MembershipId(read.of)).await?;
    }
    answer::page(&Pause { page: Page::new(&visitor, Face::Member), is_done: true })
}

//! A check-in: somebody's private line with staff. The group never sees it.
use super::place;
use crate::staff::{
    desk::{Said, answer_line, said},
    navigation::{self, Here},
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Error, Result, card, contribution,
    id::{EntryId, MembershipId},
    page::Page,
    web::{Staff, answer},
};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "staff/person/line.html")]
struct Line {
    page: Page,
    alias: String,
    back: String,
    address: String,
    said: Vec<Said>,
    cards: Vec<(String, String)>,
    /// The same draft sent twice is one entry.
    draft: String,
    typed: String,
    wrong: String,
}

pub async fn show(staff: Staff, path: Path<MembershipId>) -> Result<HttpResponse> {
    answer::page(&build(&staff, path.into_inner()).await?)
}

async fn build(staff: &Staff, id: MembershipId) -> Result<Line> {
    let (by, line) = place(staff, id).await?;
    let kernel = &staff.kernel;
    let page = navigation::page(staff, Here::Groups).await?;
    let mut all = Vec::new();
    for it in contribution::line(kernel, &by, id).await? {
        all.push(said(staff, &page, &it, false).await?);
    }
    let cards = card::list(kernel).await?.into_iter().map(|it| (it.id.to_string(), it.content.title(page.language).to_owned())).collect();
    let back = format!("/staff/people/{id}");
    Ok(Line {
        page,
        alias: line.alias,
        address: format!("{back}/line"),
        back,
        said: all,
        cards,
        draft: EntryId::new().to_string(),
        typed: String::new(),
        wrong: String::new(),
    })
}

pub async fn send(staff: Staff, path: Path<MembershipId>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let id = path.into_inner();
    let (by, _) = place(&staff, id).await?;
    let refusal = match answer_line(&staff, &by, id, &form).await {
        Ok(()) => return Ok(answer::go(format!("/staff/people/{id}/line"))),
        Err(Error::Refused(refusal)) => refusal,
        Err(fault) => return Err(fault),
    };
    let mut shown = build(&staff, id).await?;
    (shown.typed, shown.wrong) = (form.get("words").cloned().unwrap_or_default(), shown.page.say(refusal.code));
    answer::page_with(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY), &shown)
}

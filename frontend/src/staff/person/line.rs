//! A check-in: somebody's private line with staff. The group never sees it.
use super::place;
use crate::staff::{
    desk::{Said, answer_line, said},
    navigation::{self, Here},
};
use actix_web::{
    HttpResponse,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Result, card, contribution,
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
    draft: String,
}

pub async fn show(staff: Staff, path: Path<MembershipId>) -> Result<HttpResponse> {
    let id = path.into_inner();
    let (by, line) = place(&staff, id).await?;
    let kernel = &staff.kernel;
    let page = navigation::page(&staff, Here::Groups).await?;
    let mut all = Vec::new();
    for it in contribution::line(kernel, &by, id).await? {
        all.push(said(&staff, &page, &it, false).await?);
    }
    let cards = card::list(kernel).await?.into_iter().map(|it| (it.id.to_string(), it.content.title(page.language).to_owned())).collect();
    let back = format!("/staff/people/{id}");
    answer::page(&Line { page, alias: line.alias, address: format!("{back}/line"), back, said: all, cards, draft: EntryId::new().to_string() })
}

pub async fn send(staff: Staff, path: Path<MembershipId>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let id = path.into_inner();
    let (by, _) = place(&staff, id).await?;
    answer_line(&staff, &by, id, &form).await?;
    Ok(answer::go(format!("/staff/people/{id}/line")))
}

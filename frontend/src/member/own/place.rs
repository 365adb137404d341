//! One place of hers: content notes, a break, and the way back from it.
use super::{super::frame, ask::Ask};
use actix_web::{
    HttpResponse,
    web::{Form, Path},
};
use hearth_core::{
    Result,
    id::MembershipId,
    page::Here,
    personal_data::own,
    table::membership,
    web::{Member, answer},
};
use std::collections::HashMap;

/// The place that an address or a form names, if it is hers.
pub async fn find(member: &Member, id: &str) -> Result<membership::Model> {
    let id: MembershipId = id.parse().map_err(|_| own::NOT_HERS)?;
    own::membership(&member.visitor.kernel, member.person, id).await
}

pub async fn notes(member: Member, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let place = find(&member, form.get("place").map(String::as_str).unwrap_or_default()).await?;
    own::show_notes(&member.visitor.kernel, &place, form.get("shows").is_some_and(|it| it == "yes")).await?;
    Ok(answer::go("/choices?done=notes"))
}

pub async fn ask_break(member: Member, path: Path<String>) -> Result<HttpResponse> {
    let place = find(&member, &path).await?;
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let lines = ["own-break-what", "own-break-words", "own-break-end"].map(|it| page.say(it)).to_vec();
    answer::page(&Ask::new(page, "break", format!("/choices/break/{}", place.id), lines))
}

pub async fn take_break(member: Member, path: Path<String>) -> Result<HttpResponse> {
    let place = find(&member, &path).await?;
    own::take_break(&member.visitor.kernel, &place).await?;
    Ok(answer::go("/choices?done=break"))
}

pub async fn come_back(member: Member, path: Path<String>) -> Result<HttpResponse> {
    let place = find(&member, &path).await?;
    own::come_back(&member.visitor.kernel, &place).await?;
    Ok(answer::go("/home"))
}

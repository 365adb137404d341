//! Another name in one place.
use super::{super::frame, place};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Result,
    joining::{ALIAS_SURE, alias},
    page::{Here, Page},
    web::{Member, answer},
};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "member/own/name.html")]
struct Name {
    page: Page,
    address: String,
    value: String,
    error: String,
    errors: Vec<(String, String)>,
    asks_sure: bool,
    suggestions: Vec<String>,
}

const SUGGESTIONS: usize = 4;

async fn build(member: &Member, id: &str, value: String, error: String, asks_sure: bool) -> Result<Name> {
    let place = place::find(member, id).await?;
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let suggestions = alias::suggestions(&page.kernel, place.group, page.language, SUGGESTIONS).await?;
    let errors = if error.is_empty() { Vec::new() } else { vec![("name".to_owned(), error.clone())] };
    let suggestions = suggestions.into_iter().map(|it| it.name).collect();
    Ok(Name { page, address: format!("/choices/name/{}", place.id), value, error, errors, asks_sure, suggestions })
}

pub async fn show(member: Member, path: Path<String>) -> Result<HttpResponse> {
    answer::page(&build(&member, &path, String::new(), String::new(), false).await?)
}

pub async fn change(member: Member, path: Path<String>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let place = place::find(&member, &path).await?;
    let field = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    let name = if field("name").is_empty() { field("pick") } else { field("name") };
    match alias::change(&member.visitor.kernel, &place, name, field("sure") == "yes").await {
        Ok(()) => Ok(answer::go("/choices?done=name")),
        Err(error) => {
            let Some(refusal) = error.refusal() else { return Err(error) };
            let words = member.visitor.kernel.words.say(member.visitor.language, refusal.code, &[]);
            let page = build(&member, &path, name.to_owned(), words, refusal == ALIAS_SURE).await?;
            answer::page_with(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY), &page)
        }
    }
}

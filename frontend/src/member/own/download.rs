//! What is hers, as a file. A page before it says what a file on a device can give away.
use super::{super::frame, ask::Ask, words};
use actix_web::{HttpResponse, http::header, web::Form};
use askama::Template;
use hearth_core::{
    Result,
    joining::consent,
    page::{Here, Page},
    personal_data::{self, own},
    web::{Member, answer},
};
use std::collections::HashMap;

/// A page by itself: no styles, no scripts, nothing that it would fetch.
#[derive(Template)]
#[template(path = "member/own/export.html")]
struct Export {
    page: Page,
    made: String,
    places: Vec<Part>,
}

struct Part {
    name: String,
    entries: Vec<words::Own>,
}

pub async fn ask(member: Member) -> Result<HttpResponse> {
    answer::page(&question(&member).await?)
}

async fn question(member: &Member) -> Result<Ask> {
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let lines = ["own-download-stays", "own-download-only", "own-download-name"].map(|it| page.say(it)).to_vec();
    let mut ask = Ask::new(page, "download", "/choices/download", lines);
    let say = |key: &str| ask.page.say(key);
    ask.question = say("own-download-how");
    ask.options = vec![
        ("page".into(), say("own-download-page"), say("own-download-page-help")),
        ("data".into(), say("own-download-data"), say("own-download-data-help")),
    ];
    ask.is_plain = true;
    Ok(ask)
}

pub async fn give(member: Member, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let (name, mime, bytes) = match form.get("how").map(String::as_str) {
        Some("page") => ("notes.html", "text/html; charset=utf-8", page(&member).await?),
        Some("data") => {
            let value = personal_data::export(&member.visitor.kernel, member.person).await?;
            ("notes.json", "application/json", serde_json::to_vec_pretty(&value)?)
        }
        _ => {
            let mut ask = question(&member).await?;
            ask.wrong = ask.page.say("own-choose-one");
            return answer::page_with(actix_web::http::StatusCode::UNPROCESSABLE_ENTITY, &ask);
        }
    };
    Ok(file(name, mime, bytes))
}

fn file(name: &str, mime: &str, bytes: Vec<u8>) -> HttpResponse {
    let mut file = HttpResponse::Ok();
    file.content_type(mime).insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    file.body(bytes)
}

/// The record of what she agreed to: the same page in between, and another file.
pub async fn ask_consents(member: Member) -> Result<HttpResponse> {
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let lines = ["own-download-stays", "own-consent-record-what", "own-consent-record-name"].map(|it| page.say(it)).to_vec();
    let mut ask = Ask::new(page, "consent-record", "/choices/consents/copy", lines);
    ask.is_plain = true;
    answer::page(&ask)
}

/// Every record of hers, in the form of ISO/IEC TS 27560, oldest place first.
pub async fn give_consents(member: Member) -> Result<HttpResponse> {
    let kernel = &member.visitor.kernel;
    let mut records = Vec::new();
    for place in own::memberships(kernel, member.person).await?.iter().rev() {
        if let serde_json::Value::Array(of_place) = consent::export(kernel, place).await? {
            records.extend(of_place);
        }
    }
    Ok(file("record.json", "application/json", serde_json::to_vec_pretty(&records)?))
}

async fn page(member: &Member) -> Result<Vec<u8>> {
    let kernel = &member.visitor.kernel;
    let page = frame::plain(&member.visitor);
    let mut places = Vec::new();
    for place in own::memberships(kernel, member.person).await?.iter().rev() {
        let entries: Vec<_> = own::words(kernel, place.id).await?.into_iter().filter_map(|it| words::say(&page, it)).collect();
        if !entries.is_empty() {
            places.push(Part { name: hearth_core::group::membership::alias(kernel, place).await?, entries });
        }
    }
    let made = page.date(page.now());
    Ok(Export { page, made, places }.render()?.into_bytes())
}

//! What a facilitator can do where she reads: the desk's acts on one entry, and a topic's closing and pinning.
use crate::{act::back, frame::Reader, table::Column, topic};
use actix_web::{
    HttpResponse,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Result,
    admission::{Admission, UNKNOWN_GROUP},
    id::{EntryId, GroupId},
    moderation::desk,
    page::{Page, post::Post},
    web::{Visitor, answer},
};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "forum/staff.html")]
struct Acts<'a> {
    page: &'a Page,
    back: String,
    address: String,
    post: Post,
    reasons: Vec<(&'static str, String)>,
}

pub async fn page(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = facilitator(&visitor, admission).await?;
    let entry = desk::find(&reader.kernel, &reader.admission, path.1).await?;
    let (back, address) = (back(&reader, &entry).await?, format!("{}/e/{}/staff", reader.base, entry.id));
    let post = reader.posts(vec![entry]).await?.pop().ok_or(UNKNOWN_GROUP)?;
    let reasons = desk::REASONS.iter().map(|it| (*it, reader.page.say(it))).collect();
    answer::page(&Acts { page: &reader.page, back, address, post, reasons })
}

pub async fn act(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, EntryId)>,
    form: Form<HashMap<String, String>>,
) -> Result<HttpResponse> {
    let reader = facilitator(&visitor, admission).await?;
    let (kernel, by, id) = (&reader.kernel, &reader.admission, path.1);
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    desk::carry_out(kernel, by, id, field("act"), field("why")).await?;
    let entry = desk::find(kernel, by, id).await?;
    Ok(answer::go(back(&reader, &entry).await?))
}

pub async fn set_topic(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, Uuid)>,
    form: Form<HashMap<String, String>>,
) -> Result<HttpResponse> {
    let reader = facilitator(&visitor, admission).await?;
    let row = topic::get(&reader.kernel, &reader.admission, path.1).await?;
    let change = match form.get("set").map(String::as_str) {
        Some("close") => Some((Column::IsClosed, true, "topic.closed")),
        Some("open") => Some((Column::IsClosed, false, "topic.opened")),
        Some("pin") => Some((Column::IsPinned, true, "topic.pinned")),
        Some("unpin") => Some((Column::IsPinned, false, "topic.unpinned")),
        _ => None,
    };
    if let Some((column, is_so, act)) = change {
        topic::set(&reader.kernel, &reader.admission, &row, column, is_so, act).await?;
    }
    Ok(answer::go(format!("{}/t/{}", reader.base, row.id.as_simple())))
}

/// For everyone else these pages do not exist.
async fn facilitator(visitor: &Visitor, admission: Admission) -> Result<Reader> {
    match admission.is_facilitator() {
        true => Reader::new(visitor, admission).await,
        false => Err(UNKNOWN_GROUP.into()),
    }
}

//! What a facilitator can do where she reads: the desk's acts on one entry.
use crate::{act::back, frame::Reader};
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

#[derive(Template)]
#[template(path = "text/staff.html")]
struct Acts<'a> {
    page: &'a Page,
    back: String,
    address: String,
    post: Post,
    reasons: Vec<(&'static str, String)>,
}

pub async fn page(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::facilitator(&visitor, admission).await?;
    let entry = desk::find(&reader.kernel, &reader.admission, path.1).await?;
    let (back, address) = (back(&reader, &entry), format!("{}/e/{}/staff", reader.base, entry.id));
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
    let reader = Reader::facilitator(&visitor, admission).await?;
    let (kernel, by, id) = (&reader.kernel, &reader.admission, path.1);
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    desk::carry_out(kernel, by, id, field("act"), field("why")).await?;
    let entry = desk::find(kernel, by, id).await?;
    Ok(answer::go(back(&reader, &entry)))
}

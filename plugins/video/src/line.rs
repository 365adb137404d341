//! One line of what was written, on a page of its own, where who reads it asks staff to look at it. The room shows it within itself, so
//! that nobody has to leave the meeting for it.
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    contribution::{Entry, faces, seen},
    id::{EntryId, GroupId},
    moderation::report,
    page::{Face, Here, Page},
    web::{Visitor, answer},
};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "video/line.html")]
struct Line<'a> {
    page: &'a Page,
    base: String,
    address: String,
    staff_address: String,
    name: String,
    shape: i32,
    is_staff: bool,
    /// It is another's, and she is none of those who look at reports.
    may_report: bool,
    body: String,
    reports: Vec<(&'static str, String)>,
    errors: Vec<(String, String)>,
    words: String,
}

pub async fn page(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let entry = seen(&visitor.kernel, &admission, path.1).await?;
    draw(&visitor, &admission, &entry, StatusCode::OK, Vec::new(), "").await
}

async fn draw(
    visitor: &Visitor,
    admission: &Admission,
    entry: &Entry,
    status: StatusCode,
    errors: Vec<(String, String)>,
    words: &str,
) -> Result<HttpResponse> {
    let page = Page::new(visitor, Face::Member).of_group(admission, Here::Modality);
    let known = faces(&visitor.kernel, admission.group(), [entry.author]).await?;
    let face = known.get(&entry.author);
    let base = format!("/g/{}/video", admission.group());
    let is_staff = face.is_some_and(|it| it.is_staff());
    let line = Line {
        address: format!("{base}/e/{}", entry.id),
        base,
        staff_address: format!("/g/{}/staff", admission.group()),
        name: face.map(|it| it.name.clone()).filter(|it| !it.is_empty()).unwrap_or_else(|| page.say("video-someone")),
        shape: face.map_or(0, |it| it.shape),
        is_staff,
        may_report: !is_staff && entry.author != admission.membership() && !admission.is_facilitator(),
        body: entry.words.as_ref().map(|it| it.body.clone()).unwrap_or_default(),
        reports: report::REASONS.iter().map(|it| (*it, page.say(it))).collect(),
        errors,
        words: words.to_owned(),
        page: &page,
    };
    answer::page_with(status, &line)
}

pub async fn report(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, EntryId)>,
    request: HttpRequest,
    form: Form<HashMap<String, String>>,
) -> Result<HttpResponse> {
    let entry = seen(&visitor.kernel, &admission, path.1).await?;
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let Err(error) = report::report(&visitor.kernel, &admission, entry.id, field("why"), field("words")).await else {
        return Ok(answer::done(&request, format!("/g/{}/video", admission.group())));
    };
    // The room says it beside what is open in it.
    if answer::is_for_script(&request) {
        return Err(error);
    }
    let wrong = visitor.kernel.words.say(visitor.language, answer::beside(error)?.code, &[]);
    draw(&visitor, &admission, &entry, StatusCode::UNPROCESSABLE_ENTITY, vec![("why".to_owned(), wrong)], field("words")).await
}

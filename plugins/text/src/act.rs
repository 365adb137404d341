//! What a reader can do about one entry: ask staff to look, take her own words out, answer what staff propose.
use crate::frame::Reader;
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    contribution::{self, Entry, NO_SUCH_ENTRY, change, faces},
    id::{EntryId, GroupId},
    moderation::report,
    page::{
        Page,
        post::{Author, beginning},
    },
    personal_data::own,
    web::{Visitor, answer},
};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "text/report.html")]
struct Report<'a> {
    page: &'a Page,
    back: String,
    /// The entry's own address.
    address: String,
    author: Author,
    beginning: String,
    reasons: Vec<(&'static str, String)>,
    errors: Vec<(String, String)>,
    words: String,
    next_read: String,
}

#[derive(Template)]
#[template(path = "text/reported.html")]
struct Reported<'a> {
    page: &'a Page,
    back: String,
    next_read: String,
    staff_address: String,
}

#[derive(Template)]
#[template(path = "text/out.html")]
struct Out<'a> {
    page: &'a Page,
    back: String,
    address: String,
    beginning: String,
}

/// The entry that the address names, where she may see it.
pub async fn entry(reader: &Reader, id: EntryId) -> Result<Entry> {
    contribution::by_id(&reader.kernel, &reader.admission, id).await?.ok_or_else(|| NO_SUCH_ENTRY.into())
}

/// The same, where it is hers and still has words.
pub async fn own_entry(reader: &Reader, id: EntryId) -> Result<Entry> {
    let found = entry(reader, id).await?;
    match found.author == reader.admission.membership() && found.words.is_some() {
        true => Ok(found),
        false => Err(NO_SUCH_ENTRY.into()),
    }
}

/// Back to where the entry stands.
pub fn back(reader: &Reader, entry: &Entry) -> String {
    format!("{}?at={}", reader.base, entry.id)
}

pub async fn report(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::of_own(&visitor, admission).await?;
    report_page(&reader, path.1, StatusCode::OK, Vec::new(), String::new()).await
}

pub async fn send_report(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, EntryId)>,
    form: Form<HashMap<String, String>>,
) -> Result<HttpResponse> {
    let reader = Reader::of_own(&visitor, admission).await?;
    let entry = entry(&reader, path.1).await?;
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let sent = report::report(&reader.kernel, &reader.admission, entry.id, field("why"), field("words")).await;
    if let Err(error) = sent {
        let errors = vec![("why".to_owned(), reader.page.say(answer::beside(error)?.code))];
        return report_page(&reader, entry.id, StatusCode::UNPROCESSABLE_ENTITY, errors, field("words").to_owned()).await;
    }
    answer::page(&Reported {
        page: &reader.page,
        back: back(&reader, &entry),
        next_read: reader.next_read().await?,
        staff_address: reader.staff_address(),
    })
}

async fn report_page(reader: &Reader, id: EntryId, status: StatusCode, errors: Vec<(String, String)>, words: String) -> Result<HttpResponse> {
    let entry = entry(reader, id).await?;
    let known = faces(&reader.kernel, reader.admission.group(), [entry.author]).await?;
    let page = Report {
        page: &reader.page,
        back: back(reader, &entry),
        address: format!("{}/e/{}", reader.base, entry.id),
        author: reader.author(entry.author, &known),
        beginning: entry.words.as_ref().map(|it| beginning(&it.body, 90)).unwrap_or_default(),
        reasons: report::REASONS.iter().map(|it| (*it, reader.page.say(it))).collect(),
        errors,
        words,
        next_read: reader.next_read().await?,
    };
    answer::page_with(status, &page)
}

/// Asks first: what is taken out does not come back, and what was sent cannot be called back.
pub async fn out(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::of_own(&visitor, admission).await?;
    let entry = own_entry(&reader, path.1).await?;
    answer::page(&Out {
        page: &reader.page,
        back: back(&reader, &entry),
        address: format!("{}/e/{}/out", reader.base, entry.id),
        beginning: entry.words.as_ref().map(|it| beginning(&it.body, 200)).unwrap_or_default(),
    })
}

pub async fn take_out(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::of_own(&visitor, admission).await?;
    let entry = own_entry(&reader, path.1).await?;
    own::take_out(&reader.kernel, reader.admission.person(), entry.id).await?;
    Ok(answer::go(&reader.base))
}

/// Staff propose other words: she says yes, or keeps hers to herself.
pub async fn answer_proposal(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, EntryId)>,
    form: Form<HashMap<String, String>>,
) -> Result<HttpResponse> {
    let reader = Reader::of_own(&visitor, admission).await?;
    let entry = match form.get("say").map(String::as_str) {
        Some("yes") => {
            let seen = form.get("seen").map(String::as_str).unwrap_or_default();
            change::agree(&reader.kernel, &reader.admission, path.1, seen).await?
        }
        _ => change::decline(&reader.kernel, &reader.admission, path.1).await?,
    };
    Ok(answer::go(back(&reader, &entry)))
}

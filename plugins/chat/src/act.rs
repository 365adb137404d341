//! What a reader can do about one line: ask staff to look, take her own words out.
use crate::{
    page::{Aside, asides},
    reader::Reader,
    refusals::NOT_READY,
    room::Which,
    rooms::Rooms,
    say::say,
    seat::eyes,
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    contribution::{self, Draft, Entry, Lane, NO_SUCH_ENTRY, Words, faces},
    id::{EntryId, GroupId},
    joining::interpreter,
    moderation::{desk, report},
    page::Page,
    personal_data::own,
    table::{entry::EntryState, membership::Role},
    web::{Visitor, answer},
};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "chat/line.html")]
struct Line<'a> {
    page: &'a Page,
    base: &'a str,
    address: String,
    staff_address: String,
    name: String,
    shape: i32,
    is_staff: bool,
    is_own: bool,
    body: String,
    reports: Vec<(&'static str, String)>,
    /// For facilitators: why they may take it away.
    reasons: Vec<(&'static str, String)>,
    is_held: bool,
    is_hidden: bool,
    is_facilitator: bool,
    errors: Vec<(String, String)>,
    words: String,
    asides: Vec<Aside>,
    /// The language into which she interprets, in words.
    into: Option<String>,
    client: String,
}

/// The entry, where she may see it.
pub async fn entry(reader: &Reader, id: EntryId) -> Result<Entry> {
    contribution::seen(&reader.kernel, &reader.admission, id).await
}

/// A line by its number in the room.
pub async fn which(visitor: Visitor, admission: Admission, path: Path<(GroupId, String, u64)>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    let (_, life, n) = path.into_inner();
    let room = reader.kernel.held::<Rooms>().find(reader.admission.group()).ok_or(NO_SUCH_ENTRY)?;
    let id = room.send(Which { eyes: eyes(&reader.admission), life, n }).await.map_err(|_| NOT_READY)?;
    Ok(answer::go(format!("{}/e/{}", reader.base, id.ok_or(NO_SUCH_ENTRY)?)))
}

pub async fn page(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    let entry = entry(&reader, path.1).await?;
    draw(&reader, &entry, StatusCode::OK, Vec::new(), "").await
}

async fn draw(reader: &Reader, entry: &Entry, status: StatusCode, errors: Vec<(String, String)>, words: &str) -> Result<HttpResponse> {
    let known = faces(&reader.kernel, reader.admission.group(), [entry.author]).await?;
    let face = known.get(&entry.author);
    let is_facilitator = reader.admission.is_facilitator();
    let lane = match reader.admission.role() == Role::Interpreter {
        true => interpreter::lane_of(&reader.kernel, reader.admission.membership()).await?,
        false => None,
    };
    let said = |codes: &[&'static str]| codes.iter().map(|it| (*it, reader.page.say(it))).collect();
    let page = Line {
        page: &reader.page,
        base: &reader.base,
        address: format!("{}/e/{}", reader.base, entry.id),
        staff_address: format!("/g/{}/staff", reader.admission.group()),
        name: face.map(|it| it.name.clone()).filter(|it| !it.is_empty()).unwrap_or_else(|| reader.page.say("chat-someone")),
        shape: face.map_or(0, |it| it.shape),
        is_staff: face.is_some_and(|it| it.is_staff()),
        is_own: entry.author == reader.admission.membership(),
        body: entry.words.as_ref().map(|it| it.body.clone()).unwrap_or_default(),
        reports: said(report::REASONS),
        reasons: if is_facilitator { said(desk::REASONS) } else { Vec::new() },
        is_held: entry.state == EntryState::Held,
        is_hidden: entry.state == EntryState::Hidden,
        is_facilitator,
        errors,
        words: words.to_owned(),
        into: lane.map(|it| reader.page.say(&format!("joining-language-{it}"))),
        client: Uuid::new_v4().simple().to_string(),
        asides: match is_facilitator {
            true => asides(reader, &crate::private::of(&reader.kernel, &reader.admission, entry.author).await?),
            false => Vec::new(),
        },
    };
    answer::page_with(status, &page)
}

pub async fn report(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, EntryId)>,
    form: Form<HashMap<String, String>>,
) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    let entry = entry(&reader, path.1).await?;
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let sent = report::report(&reader.kernel, &reader.admission, entry.id, field("why"), field("words")).await;
    done(&reader, &entry, sent.map(|_| ()), "why", field("words")).await
}

/// Back to the room; or the line's page once more, with what is wrong beside the field and what was typed still in it.
async fn done(reader: &Reader, entry: &Entry, came: Result<()>, field: &str, typed: &str) -> Result<HttpResponse> {
    let Err(error) = came else { return Ok(answer::go(&reader.base)) };
    let errors = vec![(field.to_owned(), reader.page.say(answer::beside(error)?.code))];
    draw(reader, entry, StatusCode::UNPROCESSABLE_ENTITY, errors, typed).await
}

pub async fn take_out(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    let entry = entry(&reader, path.1).await?;
    if entry.author != reader.admission.membership() {
        return Err(NO_SUCH_ENTRY.into());
    }
    own::take_out(&reader.kernel, reader.admission.person(), entry.id).await?;
    Ok(answer::go(&reader.base))
}

/// An interpreter says a line again, in her language: it stands under the line, for everyone.
pub async fn interpret(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, EntryId)>,
    form: Form<HashMap<String, String>>,
) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    let entry = entry(&reader, path.1).await?;
    let language = interpreter::lane_of(&reader.kernel, reader.admission.membership()).await?.ok_or(NO_SUCH_ENTRY)?;
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let words = Words { body: field("words").trim().to_owned(), lane: Some(Lane { of: entry.id, language }), ..Words::default() };
    let draft = Draft { words, ..Draft::to_group("", field("id")) };
    let said = say(&reader.kernel, &reader.admission, draft).await;
    done(&reader, &entry, said.map(|_| ()), "words", field("words")).await
}

//! Writing, under the conversation or as a change. What was typed is never lost: a page with a question or a mistake comes back with
//! every word, and half-written words wait in memory until they are sent.
use crate::{act, coding, conversation, frame::Reader, unread};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Kernel, Result,
    admission::{self, Admission, Intent},
    contribution::{self, Draft, Entry, TOO_LONG, Words, change, faces, page::From},
    id::{EntryId, GroupId},
    moderation::nudge::{self, Hint},
    page::Page,
    table::entry::EntryState,
    web::{Visitor, answer},
};
use std::collections::HashMap;
use uuid::Uuid;

type Fields = HashMap<String, String>;

/// What stands in the form.
#[derive(Default)]
pub struct Writing {
    /// Where half-written words are put aside, and under what.
    pub draft_address: String,
    pub place: String,
    pub client: String,
    pub words: String,
    pub help: String,
    pub hints: Vec<Hint>,
    /// The key of what is said under the hints.
    pub nudge_here: &'static str,
    pub error: String,
    /// How many texts these words make, in words; empty where there are none.
    pub makes: String,
}

#[derive(Template)]
#[template(path = "text/edit.html")]
struct Edit<'a> {
    page: &'a Page,
    back: String,
    address: String,
    writing: Writing,
    next_read: String,
    /// What can no longer be changed, in words; empty where nothing was sent yet.
    sent_already: String,
    stopped: Option<String>,
}

/// What goes wrong with a form that can be mended on its page, or what is asked before it goes.
#[derive(Default)]
struct Asks {
    hints: Vec<Hint>,
    error: String,
    status: Option<u16>,
}

pub async fn send(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::of_own(&visitor, admission).await?;
    let place = reader.base.clone();
    let (fields, asks) = match take(&reader, &place, form.into_inner(), None).await? {
        Ok(entry) => return Ok(answer::go(format!("{}#e-{}", reader.base, entry.id))),
        Err(asks) => asks,
    };
    let status = asks.status.and_then(|it| StatusCode::from_u16(it).ok()).unwrap_or(StatusCode::OK);
    let writing = writing(&reader, &place, &fields, asks).await?;
    conversation::draw(&reader, From::End, None, writing, status).await
}

pub async fn edit(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::of_own(&visitor, admission).await?;
    let entry = act::own_entry(&reader, path.1).await?;
    let place = edit_place(&reader, &entry);
    let mut fields = kept(&reader, &place);
    fields.entry("words".into()).or_insert_with(|| entry.words.clone().unwrap_or_default().body);
    draw_edit(&reader, &entry, &fields, Asks::default()).await
}

pub async fn send_edit(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::of_own(&visitor, admission).await?;
    let entry = act::own_entry(&reader, path.1).await?;
    match take(&reader, &edit_place(&reader, &entry), form.into_inner(), Some(&entry)).await? {
        Ok(entry) => Ok(answer::go(act::back(&reader, &entry))),
        Err((fields, asks)) => draw_edit(&reader, &entry, &fields, asks).await,
    }
}

/// The script puts half-written words aside now and then: in memory only.
pub async fn put_aside(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let mut fields = form.into_inner();
    let place = fields.remove("place").unwrap_or_default();
    let base = format!("/g/{}/{}", admission.group(), crate::NAME);
    if (place == base || place.starts_with(&format!("{base}/"))) && place.len() < 200 {
        keep(&visitor.kernel, &admission, &place, &fields);
    }
    Ok(HttpResponse::NoContent().finish())
}

/// The form before anything is sent, with the words that wait.
pub async fn waiting(reader: &Reader, place: &str) -> Result<Writing> {
    writing(reader, place, &kept(reader, place), Asks::default()).await
}

/// Stores what the form says; or says what to ask before, with what was typed.
async fn take(reader: &Reader, place: &str, mut fields: Fields, of: Option<&Entry>) -> Result<std::result::Result<Entry, (Fields, Asks)>> {
    keep(&reader.kernel, &reader.admission, place, &fields);
    let chosen = fields.remove("send").unwrap_or_default();
    // "Take it out" of one finding: the page comes back without it.
    let one = fields.remove("out").and_then(|it| it.parse::<usize>().ok());
    let words = fields.entry("words".into()).or_default();
    if one.is_some() || chosen == "out" {
        nudge::take_out([&mut *words], one);
    }
    let asks = chosen != "out" && chosen != "as-is" && nudge::asks(&reader.kernel, &reader.admission).await?;
    let hints = if asks { nudge::hints(&reader.page, [words.as_str()]) } else { Vec::new() };
    if one.is_some() || !hints.is_empty() {
        return Ok(Err((fields, Asks { hints, ..Asks::default() })));
    }
    match store(reader, of, &fields).await {
        Ok(entry) => {
            reader.kernel.drafts.clear(reader.admission.person(), place);
            Ok(Ok(entry))
        }
        Err(error) => {
            // What she can mend on the page itself, or wait for there: her words stay before her.
            let Some(refusal) = error.refusal().filter(|it| matches!(it.status, 409 | 422 | 429 | 503)) else { return Err(error) };
            let asks = Asks { error: reader.page.say(refusal.code), status: Some(refusal.status), ..Asks::default() };
            Ok(Err((fields, asks)))
        }
    }
}

async fn store(reader: &Reader, of: Option<&Entry>, fields: &Fields) -> Result<Entry> {
    let body = fields.get("words").map(|it| it.trim_end().replace("\r\n", "\n")).unwrap_or_default();
    if body.chars().count() > reader.settings.longest_entry as usize {
        return Err(TOO_LONG.into());
    }
    if let Some(entry) = of {
        // What the page does not ask for stays as it is.
        let words = Words { body, ..entry.words.clone().unwrap_or_default() };
        return change::edit(&reader.kernel, &reader.admission, entry.id, words, reader.edit_window()).await;
    }
    let client = fields.get("id").filter(|it| !it.is_empty()).cloned().unwrap_or_else(|| Uuid::new_v4().to_string());
    let draft = Draft { thread: Some(reader.admission.group().0), shape: Draft::opening(false), ..Draft::to_group(body, format!("web {client}")) };
    contribution::submit(&reader.kernel, &reader.admission, crate::NAME, draft).await
}

fn edit_place(reader: &Reader, entry: &Entry) -> String {
    format!("{}/e/{}/edit", reader.base, entry.id)
}

fn kept(reader: &Reader, place: &str) -> Fields {
    let found = reader.kernel.drafts.find(reader.admission.person(), place, reader.page.now());
    found.map(|it| it.into_iter().collect()).unwrap_or_default()
}

fn keep(kernel: &Kernel, admission: &Admission, place: &str, fields: &Fields) {
    let kept = ["words", "id"];
    let fields = fields.iter().filter(|(name, _)| kept.contains(&name.as_str())).map(|(name, value)| (name.clone(), value.clone())).collect();
    kernel.drafts.put(admission.person(), place, fields, kernel.clock.now());
}

async fn writing(reader: &Reader, place: &str, fields: &Fields, asks: Asks) -> Result<Writing> {
    let page = &reader.page;
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let (words, hours) = (field("words"), reader.admission.standing().group.keep_hours.unwrap_or(0));
    Ok(Writing {
        draft_address: format!("{}/draft", reader.base),
        place: place.to_owned(),
        client: Some(field("id")).filter(|it| !it.is_empty()).unwrap_or_else(|| Uuid::new_v4().to_string()),
        makes: makes(reader, &words).await?,
        words,
        help: page.say1("text-who-reads", "long", page.long(hours)),
        nudge_here: if asks.hints.is_empty() { "" } else { nudge::here(&reader.kernel, &reader.admission).await? },
        hints: asks.hints,
        error: asks.error,
    })
}

/// How many texts they make, counted as they would go out: with her name before them, and in the letters that the group chose.
async fn makes(reader: &Reader, words: &str) -> Result<String> {
    if words.trim().is_empty() {
        return Ok(String::new());
    }
    let (kernel, own) = (&reader.kernel, reader.admission.membership());
    let known = faces(kernel, reader.admission.group(), [own]).await?;
    let line = format!("{}: {}", reader.author(own, &known).name, words.trim_end());
    let parts = coding::count(&unread::shape(&line, reader.settings.simple_letters)).parts;
    let key = if parts > reader.settings.longest_parts as usize { "text-makes-more" } else { "text-makes" };
    Ok(reader.page.say1(key, "count", parts as u64))
}

async fn draw_edit(reader: &Reader, entry: &Entry, fields: &Fields, asks: Asks) -> Result<HttpResponse> {
    let page = &reader.page;
    let status = asks.status.and_then(|it| StatusCode::from_u16(it).ok()).unwrap_or(StatusCode::OK);
    let (intent, sent_already) = match entry.state {
        EntryState::Held => (Intent::Read, String::new()),
        _ => (Intent::Write, page.say("text-change-sent")),
    };
    let address = edit_place(reader, entry);
    let mut writing = writing(reader, &address, fields, asks).await?;
    // A change goes to no phone; what waits for staff has not gone to any yet.
    if entry.state != EntryState::Held {
        writing.makes.clear();
    }
    let edit = Edit {
        page: &page.clone().with_typed(Vec::new()),
        back: act::back(reader, entry),
        writing,
        address,
        next_read: reader.next_read().await?,
        sent_already,
        stopped: admission::what_stops(&reader.kernel, &reader.admission, intent).map(|it| page.say(it.code)),
    };
    answer::page_with(status, &edit)
}

//! Writing: a conversation, an answer, a change. What was typed is never lost: a page with a question or a mistake comes back with
//! every word, and half-written words wait in memory until they are sent.
use crate::{act, conversations, frame::Reader, refusals, table::thread::Model, thread};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Kernel, Refusal, Result,
    admission::{self, Admission, Intent},
    contribution::{self, Draft, Entry, TOO_LONG, Words, change},
    id::{EntryId, GroupId},
    moderation::nudge::{self, Hint},
    page::Page,
    table::entry::EntryState,
    web::{Visitor, answer},
};
use std::collections::HashMap;
use uuid::Uuid;

type Fields = HashMap<String, String>;

/// The fields of the form in which something may be given away.
const TEXTS: [&str; 2] = ["subject", "words"];

/// What is being written.
enum Target {
    Conversation,
    Answer(Model),
    Change(Box<Entry>),
}

#[derive(Template)]
#[template(path = "mail/compose.html")]
struct Compose<'a> {
    page: &'a Page,
    /// Where the form goes, and where the way back leads.
    address: String,
    back: String,
    back_words: String,
    heading: &'static str,
    /// Where half-written words are put aside.
    draft_address: String,
    place: String,
    asks_subject: bool,
    subject: String,
    words: String,
    client: String,
    hints: Vec<Hint>,
    nudge_here: &'static str,
    errors: Vec<(String, String)>,
    help: String,
    next_read: String,
    /// What can no longer be changed, in words; empty where nothing was sent yet.
    sent_already: String,
    stopped: Option<String>,
}

impl Compose<'_> {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(it, _)| it == field).map_or("", |(_, words)| words)
    }
}

pub async fn new(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    fresh(&reader, &Target::Conversation).await
}

pub async fn send_new(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    send(&reader, Target::Conversation, form.into_inner()).await
}

pub async fn reply(visitor: Visitor, admission: Admission, path: Path<(GroupId, Uuid)>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let target = Target::Answer(thread::seen(&reader.kernel, &reader.admission, path.1).await?);
    fresh(&reader, &target).await
}

pub async fn send_reply(visitor: Visitor, admission: Admission, path: Path<(GroupId, Uuid)>, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let target = Target::Answer(thread::seen(&reader.kernel, &reader.admission, path.1).await?);
    send(&reader, target, form.into_inner()).await
}

pub async fn edit(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let target = Target::Change(Box::new(act::own_entry(&reader, path.1).await?));
    fresh(&reader, &target).await
}

pub async fn send_edit(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let target = Target::Change(Box::new(act::own_entry(&reader, path.1).await?));
    send(&reader, target, form.into_inner()).await
}

/// The script puts half-written words aside now and then: in memory only.
pub async fn put_aside(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let mut fields = form.into_inner();
    let place = fields.remove("place").unwrap_or_default();
    if place.starts_with(&format!("/g/{}/{}/", admission.group(), crate::NAME)) && place.len() < 200 {
        keep(&visitor.kernel, &admission, &place, &fields);
    }
    Ok(HttpResponse::NoContent().finish())
}

/// The page before anything is sent: with the words that wait, or with those that are to be changed.
async fn fresh(reader: &Reader, target: &Target) -> Result<HttpResponse> {
    let waiting = reader.kernel.drafts.find(reader.admission.person(), &place(reader, target), reader.page.now());
    let fields = match (waiting, target) {
        (Some(fields), _) => fields.into_iter().collect(),
        (None, Target::Change(entry)) => {
            let words = entry.words.clone().unwrap_or_default();
            Fields::from([("words".into(), words.body), ("subject".into(), words.heading.unwrap_or_default())])
        }
        (None, _) => Fields::new(),
    };
    draw(reader, target, &fields, Vec::new(), Vec::new(), StatusCode::OK).await
}

async fn send(reader: &Reader, target: Target, mut fields: Fields) -> Result<HttpResponse> {
    let here = place(reader, &target);
    keep(&reader.kernel, &reader.admission, &here, &fields);
    let chosen = fields.remove("send").unwrap_or_default();
    // "Take it out" of one finding: the page comes back without it.
    let one = fields.remove("out").and_then(|it| it.parse::<usize>().ok());
    if one.is_some() || chosen == "out" {
        take_out(&mut fields, one);
    }
    let asks = chosen != "out" && chosen != "as-is" && nudge::asks(&reader.kernel, &reader.admission).await?;
    let hints = if asks { nudge::hints(&reader.page, TEXTS.iter().filter_map(|it| fields.get(*it)).map(String::as_str)) } else { Vec::new() };
    if one.is_some() || !hints.is_empty() {
        return draw(reader, &target, &fields, hints, Vec::new(), StatusCode::OK).await;
    }
    match store(reader, &target, &fields).await {
        Ok(entry) => {
            reader.kernel.drafts.clear(reader.admission.person(), &here);
            Ok(answer::go(act::back(reader, &entry).await?))
        }
        Err(error) => {
            // What she can mend on the page itself, or wait for there: her words stay before her.
            let Some(refusal) = error.refusal().filter(|it| matches!(it.status, 409 | 422 | 429 | 503)) else { return Err(error) };
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let errors = vec![(field_of(refusal).to_owned(), reader.page.say(refusal.code))];
            draw(reader, &target, &fields, Vec::new(), errors, status).await
        }
    }
}

fn take_out(fields: &mut Fields, number: Option<usize>) {
    let mut texts = TEXTS.map(|it| fields.remove(it).unwrap_or_default());
    nudge::take_out(&mut texts, number);
    fields.extend(TEXTS.iter().map(|it| (*it).to_owned()).zip(texts));
    // A subject of nothing but a mark is none.
    if let Some(subject) = fields.get_mut("subject").filter(|it| it.trim() == "[…]") {
        subject.clear();
    }
}

async fn store(reader: &Reader, target: &Target, fields: &Fields) -> Result<Entry> {
    let field = |name: &str| fields.get(name).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    let body = fields.get("words").map(|it| it.trim_end().replace("\r\n", "\n")).unwrap_or_default();
    if body.chars().count() > reader.settings.longest_entry as usize {
        return Err(TOO_LONG.into());
    }
    let subject = field("subject").filter(|_| asks_subject(target));
    let (thread, asked) = match target {
        Target::Change(entry) => {
            // What the page does not ask for stays as it is.
            let words = Words { heading: subject, body, ..entry.words.clone().unwrap_or_default() };
            return change::edit(&reader.kernel, &reader.admission, entry.id, words, reader.settings.edit_window()).await;
        }
        // A letter may have no subject; who writes here is asked for one.
        Target::Conversation if subject.is_none() => return Err(refusals::SUBJECT_NEEDED.into()),
        // Named by the page that the form was on; what was stored before under the same id keeps its own conversation.
        Target::Conversation => (Uuid::new_v4(), "new"),
        Target::Answer(row) => (row.id, "reply"),
    };
    let client = field("id").unwrap_or_else(|| Uuid::new_v4().to_string());
    let draft = Draft {
        words: Words { heading: subject, body, ..Words::default() },
        client_id: format!("{asked} {client}"),
        thread: Some(thread),
        shape: Draft::opening(matches!(target, Target::Conversation)),
        ..Draft::to_group("", "")
    };
    contribution::submit(&reader.kernel, &reader.admission, crate::NAME, draft).await
}

/// The first entry of a conversation bears its subject.
fn asks_subject(target: &Target) -> bool {
    match target {
        Target::Conversation => true,
        Target::Answer(_) => false,
        Target::Change(entry) => entry.words.as_ref().is_some_and(|it| it.heading.is_some()),
    }
}

fn field_of(refusal: Refusal) -> &'static str {
    match refusal {
        refusals::SUBJECT_NEEDED | refusals::SUBJECT_TOO_LONG => "subject",
        _ => "words",
    }
}

fn place(reader: &Reader, target: &Target) -> String {
    let base = &reader.base;
    match target {
        Target::Conversation => format!("{base}/new"),
        Target::Answer(row) => format!("{base}/t/{}/reply", row.id.as_simple()),
        Target::Change(entry) => format!("{base}/e/{}/edit", entry.id),
    }
}

fn keep(kernel: &Kernel, admission: &Admission, place: &str, fields: &Fields) {
    let kept = ["words", "subject", "id"];
    let fields = fields.iter().filter(|(name, _)| kept.contains(&name.as_str())).map(|(name, value)| (name.clone(), value.clone())).collect();
    kernel.drafts.put(admission.person(), place, fields, kernel.clock.now());
}

async fn draw(
    reader: &Reader,
    target: &Target,
    fields: &Fields,
    hints: Vec<Hint>,
    errors: Vec<(String, String)>,
    status: StatusCode,
) -> Result<HttpResponse> {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let page = &reader.page;
    let address = place(reader, target);
    let (back, back_words, heading) = match target {
        Target::Conversation => (reader.base.clone(), page.say("mail-conversations"), "mail-new"),
        Target::Answer(row) => {
            let opening = thread::opening(&reader.kernel, &reader.admission, row).await?;
            (format!("{}/t/{}", reader.base, row.id.as_simple()), conversations::subject(reader, row, opening.as_ref()), "mail-your-answer")
        }
        Target::Change(entry) => (act::back(reader, entry).await?, page.say("mail-back-to-conversation"), "mail-change"),
    };
    let (intent, sent_already) = match target {
        Target::Change(entry) if entry.state == EntryState::Held => (Intent::Read, String::new()),
        Target::Change(_) => (Intent::Write, page.say("mail-change-sent")),
        _ => (Intent::Write, String::new()),
    };
    let hours = reader.admission.standing().group.keep_hours.unwrap_or(0);
    let compose = Compose {
        page: &page.clone().with_typed(Vec::new()),
        back,
        back_words,
        heading,
        draft_address: format!("{}/draft", reader.base),
        place: address.clone(),
        address,
        asks_subject: asks_subject(target),
        subject: field("subject"),
        words: field("words"),
        client: Some(field("id")).filter(|it| !it.is_empty()).unwrap_or_else(|| Uuid::new_v4().to_string()),
        nudge_here: if hints.is_empty() { "" } else { nudge::here(&reader.kernel, &reader.admission).await? },
        hints,
        errors,
        help: page.say1("mail-who-reads", "long", page.long(hours)),
        next_read: reader.next_read().await?,
        sent_already,
        stopped: admission::what_stops(&reader.kernel, &reader.admission, intent).map(|it| page.say(it.code)),
    };
    answer::page_with(status, &compose)
}

//! Writing: a topic, a reply, a change. What was typed is never lost: a page with a question or a mistake comes back with every
//! word, and half-written words wait in memory until they are sent.
mod nudge;

use crate::{act, frame::Reader, list, refusals, table, topic};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    admission::{self, Admission, Intent},
    card,
    contribution::{self, Draft, Entry, NO_SUCH_ENTRY, TOO_LONG, Words, change},
    id::{CardId, EntryId, GroupId},
    page::Page,
    table::entry::EntryState,
    web::{Visitor, answer},
};
use nudge::Hint;
use std::collections::HashMap;
use uuid::Uuid;

type Fields = HashMap<String, String>;

/// What is being written.
enum Target {
    Topic,
    Reply(table::Model),
    Change(Box<Entry>),
}

#[derive(Template)]
#[template(path = "forum/compose.html")]
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
    asks_title: bool,
    title: String,
    note: String,
    words: String,
    client: String,
    hints: Vec<Hint>,
    nudge_here: &'static str,
    errors: Vec<(String, String)>,
    help: String,
    next_read: String,
    cards: Vec<(String, String)>,
    card: String,
    stopped: Option<String>,
}

impl Compose<'_> {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(it, _)| it == field).map_or("", |(_, words)| words)
    }
}

pub async fn new(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    fresh(&reader, &Target::Topic).await
}

pub async fn send_new(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    send(&reader, Target::Topic, form.into_inner()).await
}

pub async fn reply(visitor: Visitor, admission: Admission, path: Path<(GroupId, Uuid)>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let target = Target::Reply(topic::seen(&reader.kernel, &reader.admission, path.1).await?);
    fresh(&reader, &target).await
}

pub async fn send_reply(visitor: Visitor, admission: Admission, path: Path<(GroupId, Uuid)>, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let target = Target::Reply(topic::seen(&reader.kernel, &reader.admission, path.1).await?);
    send(&reader, target, form.into_inner()).await
}

pub async fn edit(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let target = Target::Change(Box::new(own(&reader, path.1).await?));
    fresh(&reader, &target).await
}

pub async fn send_edit(visitor: Visitor, admission: Admission, path: Path<(GroupId, EntryId)>, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let target = Target::Change(Box::new(own(&reader, path.1).await?));
    send(&reader, target, form.into_inner()).await
}

/// The script puts half-written words aside now and then: in memory only.
pub async fn put_aside(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let mut fields = form.into_inner();
    let place = fields.remove("place").unwrap_or_default();
    if place.starts_with(&format!("/g/{}/forum/", admission.group())) && place.len() < 200 {
        keep(&visitor.kernel, &admission, &place, &fields);
    }
    Ok(HttpResponse::NoContent().finish())
}

async fn own(reader: &Reader, id: EntryId) -> Result<Entry> {
    let entry = act::entry(reader, id).await?;
    match entry.author == reader.admission.membership() && entry.words.is_some() {
        true => Ok(entry),
        false => Err(NO_SUCH_ENTRY.into()),
    }
}

/// The page before anything is sent: with the words that wait, or with those that are to be changed.
async fn fresh(reader: &Reader, target: &Target) -> Result<HttpResponse> {
    let waiting = reader.kernel.drafts.find(reader.admission.person(), &place(reader, target), reader.page.now());
    let fields = match (waiting, target) {
        (Some(fields), _) => fields.into_iter().collect(),
        (None, Target::Change(entry)) => {
            let words = entry.words.clone().unwrap_or_default();
            let text = |it: Option<String>| it.unwrap_or_default();
            Fields::from([
                ("words".into(), words.body),
                ("title".into(), text(words.heading)),
                ("note".into(), text(words.note)),
                ("card".into(), text(words.card.map(|it| it.to_string()))),
            ])
        }
        (None, _) => Fields::new(),
    };
    draw(reader, target, &fields, Vec::new(), Vec::new(), StatusCode::OK).await
}

async fn send(reader: &Reader, target: Target, mut fields: Fields) -> Result<HttpResponse> {
    let person = reader.admission.person();
    keep(&reader.kernel, &reader.admission, &place(reader, &target), &fields);
    let chosen = fields.remove("send").unwrap_or_default();
    // "Take it out" of one finding: the page comes back without it.
    if let Some(number) = fields.remove("out").and_then(|it| it.parse::<usize>().ok()) {
        nudge::take_out(&mut fields, Some(number));
        let hints = nudge::hints(reader, &fields);
        return draw(reader, &target, &fields, hints, Vec::new(), StatusCode::OK).await;
    }
    match chosen.as_str() {
        "out" => nudge::take_out(&mut fields, None),
        "as-is" => {}
        _ if hearth_core::moderation::nudge::asks(&reader.kernel, &reader.admission).await? => {
            let hints = nudge::hints(reader, &fields);
            if !hints.is_empty() {
                return draw(reader, &target, &fields, hints, Vec::new(), StatusCode::OK).await;
            }
        }
        _ => {}
    }
    let stored = store(reader, &target, &fields).await;
    let entry = match stored {
        Ok(entry) => entry,
        Err(error) => {
            let Some(refusal) = error.refusal().filter(|it| stays(*it)) else { return Err(error) };
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let errors = vec![(field_of(refusal).to_owned(), reader.page.say(refusal.code))];
            return draw(reader, &target, &fields, Vec::new(), errors, status).await;
        }
    };
    reader.kernel.drafts.clear(person, &place(reader, &target));
    let address = match &target {
        Target::Reply(topic) if entry.thread == Some(topic.id) => act::in_topic(reader, topic.id, &entry),
        _ => act::back(reader, &entry).await?,
    };
    Ok(answer::go(address))
}

async fn store(reader: &Reader, target: &Target, fields: &Fields) -> Result<Entry> {
    let field = |name: &str| fields.get(name).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    let body = fields.get("words").map(|it| it.trim_end().replace("\r\n", "\n")).unwrap_or_default();
    if body.chars().count() > reader.settings.longest_entry as usize {
        return Err(TOO_LONG.into());
    }
    let opens = asks_title(target);
    // Only staff put a card in, and only one that is there.
    let card = match field("card").and_then(|it| it.parse::<CardId>().ok()).filter(|_| reader.admission.is_facilitator()) {
        Some(id) => card::find(&reader.kernel, id).await?.map(|it| it.id),
        None => None,
    };
    let words = Words { heading: field("title").filter(|_| opens), note: field("note"), body, card, lane: None };
    let (thread, asked) = match target {
        Target::Change(entry) => {
            return change::edit(&reader.kernel, &reader.admission, entry.id, words, reader.settings.edit_window()).await;
        }
        // Named by the page that the form was on; what was stored before under the same id keeps its own topic.
        Target::Topic => (Uuid::new_v4(), "new"),
        Target::Reply(topic) if topic.is_closed && !reader.admission.is_facilitator() => return Err(refusals::TOPIC_CLOSED.into()),
        Target::Reply(topic) => (topic.id, "reply"),
    };
    let client = field("id").unwrap_or_else(|| Uuid::new_v4().to_string());
    let draft =
        Draft { words, client_id: format!("{asked} {client}"), thread: Some(thread), shape: Draft::opening(opens), ..Draft::to_group("", "") };
    contribution::submit(&reader.kernel, &reader.admission, crate::NAME, draft).await
}

/// The first entry of a topic has its title.
fn asks_title(target: &Target) -> bool {
    match target {
        Target::Topic => true,
        Target::Reply(_) => false,
        Target::Change(entry) => entry.words.as_ref().is_some_and(|it| it.heading.is_some()),
    }
}

/// What she can mend on the page itself, or wait for there: her words stay before her.
fn stays(refusal: Refusal) -> bool {
    matches!(refusal.status, 409 | 422 | 429 | 503)
}

fn field_of(refusal: Refusal) -> &'static str {
    match refusal {
        refusals::TITLE_NEEDED | refusals::TITLE_TOO_LONG => "title",
        refusals::NOTE_TOO_LONG => "note",
        _ => "words",
    }
}

fn place(reader: &Reader, target: &Target) -> String {
    let base = &reader.base;
    match target {
        Target::Topic => format!("{base}/new"),
        Target::Reply(topic) => format!("{base}/t/{}/reply", topic.id.as_simple()),
        Target::Change(entry) => format!("{base}/e/{}/edit", entry.id),
    }
}

fn keep(kernel: &hearth_core::Kernel, admission: &Admission, place: &str, fields: &Fields) {
    let kept = ["words", "title", "note", "card", "id"];
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
    let (address, back, back_words, heading) = match target {
        Target::Topic => (format!("{}/new", reader.base), reader.base.clone(), page.say("forum-tab"), "forum-new-topic"),
        Target::Reply(topic) => {
            let opening = topic::opening(&reader.kernel, &reader.admission, topic).await?;
            let back = format!("{}/t/{}", reader.base, topic.id.as_simple());
            (format!("{back}/reply"), back, list::title(reader, topic, opening.as_ref()), "forum-your-reply")
        }
        Target::Change(entry) => {
            let back = act::back(reader, entry).await?;
            (format!("{}/e/{}/edit", reader.base, entry.id), back, page.say("forum-back-to-topic"), "forum-change")
        }
    };
    let is_facilitator = reader.admission.is_facilitator();
    let cards = match is_facilitator {
        true => card::list(&reader.kernel).await?.into_iter().map(|it| (it.id.to_string(), it.content.title(page.language).to_owned())).collect(),
        false => Vec::new(),
    };
    let intent = match target {
        Target::Change(entry) if entry.state == EntryState::Held => Intent::Read,
        _ => Intent::Write,
    };
    let hours = reader.admission.standing().group.keep_hours.unwrap_or(0);
    let page = &page.clone().with_typed(Vec::new());
    let compose = Compose {
        page,
        address,
        back,
        back_words,
        heading,
        draft_address: format!("{}/draft", reader.base),
        place: place(reader, target),
        asks_title: asks_title(target),
        title: field("title"),
        note: field("note"),
        words: field("words"),
        client: Some(field("id")).filter(|it| !it.is_empty()).unwrap_or_else(|| Uuid::new_v4().to_string()),
        nudge_here: if hints.is_empty() { "" } else { nudge::here(&reader.kernel, &reader.admission).await? },
        hints,
        errors,
        help: page.say1("forum-who-reads", "long", page.long(hours)),
        next_read: reader.next_read().await?,

        cards,
        card: field("card"),
        stopped: admission::what_stops(&reader.kernel, &reader.admission, intent).map(|it| page.say(it.code)),
    };
    answer::page_with(status, &compose)
}

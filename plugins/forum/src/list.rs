//! The list of topics: what is new since she was here, then the rest.
use crate::{frame::Reader, table, topic};
use actix_web::{HttpResponse, web::Query};
use askama::Template;
use hearth_core::{
    Result,
    admission::{self, Admission, Intent},
    contribution::{self, Entry, faces, marks, page as part},
    id::EntryId,
    page::{Page, post::Author},
    table::entry::EntryState,
    web::{Visitor, answer},
};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// No topic counts further than this what is new.
const COUNTED: u64 = 100;

#[derive(Deserialize)]
pub struct Asked {
    before: Option<Uuid>,
}

struct Line {
    address: String,
    title: String,
    author: Option<Author>,
    /// Replies, where she may know how many there are.
    replies: Option<i64>,
    day: String,
    note: Option<String>,
    /// How many entries are new to her. Nobody else ever sees it.
    new: Option<u64>,
    is_pinned: bool,
    is_closed: bool,
    is_waiting: bool,
}

#[derive(Template)]
#[template(path = "forum/topics.html")]
struct Topics<'a> {
    page: &'a Page,
    base: &'a str,
    next_read: String,
    new: Vec<Line>,
    earlier: Vec<Line>,
    /// The last topic of this page, where there are more.
    on: Option<Uuid>,
    is_first: bool,
    /// Why she cannot write now, in words.
    stopped: Option<String>,
    is_facilitator: bool,
    staff_address: String,
}

pub async fn page(visitor: Visitor, admission: Admission, asked: Query<Asked>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let kernel = &reader.kernel;
    contribution::was_here(kernel, &reader.admission).await?;
    let before = match asked.before {
        Some(id) => Some(topic::get(kernel, &reader.admission, id).await?),
        None => None,
    };
    let (rows, has_more) = topic::list(kernel, &reader.admission, before.as_ref(), u64::from(reader.settings.topics_per_page)).await?;
    let on = rows.last().filter(|_| has_more).map(|it| it.id);
    let ids = rows.iter().map(|it| it.opening).collect();
    let openings: HashMap<EntryId, Entry> = part::of_ids(kernel, &reader.admission, ids).await?.into_iter().map(|it| (it.id, it)).collect();
    let mut found: Vec<(table::Model, Option<Entry>)> = Vec::with_capacity(rows.len());
    if before.is_none() {
        found.extend(topic::unpublished(kernel, &reader.admission).await?.into_iter().map(|(row, opening)| (row, Some(opening))));
    }
    found.extend(rows.into_iter().map(|row| {
        let opening = openings.get(&row.opening).cloned();
        (row, opening)
    }));
    let known = faces(kernel, reader.admission.group(), found.iter().filter_map(|(_, it)| it.as_ref()).map(|it| it.author)).await?;
    let marks = marks(kernel, &reader.admission).await?;
    let has_news = |row: &table::Model| row.latest.is_some_and(|latest| marks.get(&row.id).is_some_and(|seen| latest > *seen));
    let counts =
        part::news(kernel, &reader.admission, found.iter().map(|it| &it.0).filter(|it| has_news(it)).map(|it| it.id).collect(), COUNTED).await?;
    let (mut new, mut earlier) = (Vec::new(), Vec::new());
    for (row, opening) in found {
        let count = match (row.latest, marks.get(&row.id)) {
            (Some(latest), Some(seen)) if latest <= *seen => None,
            (Some(_), Some(_)) => Some(counts.get(&row.id).copied().unwrap_or_default()),
            (Some(_), None) => Some(0),
            (None, _) => None,
        };
        let author = opening.as_ref().map(|it| reader.author(it.author, &known));
        let line = line(&reader, &row, opening.as_ref(), author, count);
        match count {
            Some(_) => new.push(line),
            None => earlier.push(line),
        }
    }
    let stopped = admission::what_stops(kernel, &reader.admission, Intent::Write).map(|it| reader.page.say(it.code));
    answer::page(&Topics {
        page: &reader.page,
        base: &reader.base,
        next_read: reader.next_read().await?,
        new,
        earlier,
        on,
        is_first: before.is_none(),
        stopped,
        is_facilitator: reader.admission.is_facilitator(),
        staff_address: format!("/g/{}/staff", reader.admission.group()),
    })
}

fn line(reader: &Reader, row: &table::Model, opening: Option<&Entry>, author: Option<Author>, new: Option<u64>) -> Line {
    let words = opening.and_then(|it| it.words.as_ref());
    // A topic from before she came shows neither its title nor how long it is.
    let since = reader.admission.is_facilitator() || row.created >= reader.admission.sees_since();
    Line {
        address: format!("{}/t/{}", reader.base, row.id.as_simple()),
        title: title(reader, row, opening),
        author: author.filter(|_| words.is_some()),
        replies: since.then_some((row.entries - 1).max(0)).filter(|_| row.latest.is_some()),
        day: reader.page.day(row.latest.unwrap_or(row.created)),
        note: words.and_then(|it| it.note.clone()).filter(|it| !it.is_empty()),
        new,
        is_pinned: row.is_pinned,
        is_closed: row.is_closed,
        is_waiting: opening.is_some_and(|it| it.state == EntryState::Held),
    }
}

/// The topic's title, or why she sees none.
pub fn title(reader: &Reader, row: &table::Model, opening: Option<&Entry>) -> String {
    let heading = opening.and_then(|it| it.words.as_ref()).and_then(|it| it.heading.clone()).filter(|it| !it.is_empty());
    let came_after = row.created < reader.admission.sees_since() && !reader.admission.is_facilitator();
    heading.unwrap_or_else(|| reader.page.say(if came_after { "forum-title-before" } else { "forum-title-gone" }))
}

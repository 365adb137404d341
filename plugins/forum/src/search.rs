//! Looking for a word in this group's topics. Nothing is indexed: words are opened, newest first, as far back as a bound, and
//! looked through in memory. What she may not see is not looked through.
use crate::{frame::Reader, list, table, topic};
use actix_web::{HttpResponse, web::Query};
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    contribution::{Entry, faces, page as part},
    id::EntryId,
    page::{
        Page,
        post::{Author, beginning},
    },
    web::{Visitor, answer},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use std::collections::HashMap;

/// So many found entries are enough.
const SHOWN: usize = 30;
/// So many are looked through, so many at a time: a search is an answer, not an hour.
const STRETCH: u64 = 500;
const STRETCHES: usize = 8;
const LONGEST: usize = 80;

#[derive(Deserialize)]
pub struct Asked {
    find: Option<String>,
}

struct Line {
    address: String,
    title: String,
    author: Author,
    day: String,
    words: String,
}

#[derive(Template)]
#[template(path = "forum/find.html")]
struct Find<'a> {
    page: &'a Page,
    base: &'a str,
    find: String,
    found: Vec<Line>,
}

pub async fn page(visitor: Visitor, admission: Admission, asked: Query<Asked>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let find: String = asked.find.clone().unwrap_or_default().trim().chars().take(LONGEST).collect();
    let hits = match find.is_empty() {
        true => Vec::new(),
        false => hits(&reader, &find.to_lowercase()).await?,
    };
    let found = lines(&reader, hits).await?;
    answer::page(&Find { page: &reader.page, base: &reader.base, find, found })
}

async fn hits(reader: &Reader, find: &str) -> Result<Vec<Entry>> {
    let (mut hits, mut before) = (Vec::new(), None);
    for _ in 0..STRETCHES {
        let (entries, next) = part::stretch(&reader.kernel, &reader.admission, before, STRETCH).await?;
        hits.extend(entries.into_iter().filter(|it| {
            it.words.as_ref().is_some_and(|words| {
                words.body.to_lowercase().contains(find) || words.heading.as_ref().is_some_and(|it| it.to_lowercase().contains(find))
            })
        }));
        before = next;
        if before.is_none() || hits.len() >= SHOWN {
            break;
        }
    }
    hits.truncate(SHOWN);
    Ok(hits)
}

async fn lines(reader: &Reader, hits: Vec<Entry>) -> Result<Vec<Line>> {
    let threads = hits.iter().filter_map(|it| it.thread);
    let rows = table::Entity::find().filter(table::Column::Id.is_in(threads)).filter(table::Column::Group.eq(reader.admission.group()));
    let rows: HashMap<_, _> = rows.all(reader.kernel.store.reader()).await?.into_iter().map(|it| (it.id, it)).collect();
    let openings = part::of_ids(&reader.kernel, &reader.admission, rows.values().map(|it| it.opening).collect()).await?;
    let openings: HashMap<EntryId, Entry> = openings.into_iter().map(|it| (it.id, it)).collect();
    let known = faces(&reader.kernel, reader.admission.group(), hits.iter().map(|it| it.author)).await?;
    let line = |it: Entry| {
        let row = rows.get(&it.thread?)?;
        Some(Line {
            address: format!("{}/t/{}?at={}", reader.base, row.id.as_simple(), it.id),
            title: list::title(reader, row, openings.get(&row.opening)),
            author: reader.author(it.author, &known),
            day: reader.page.day(it.at),
            // A content note keeps its promise here, too.
            words: match it.words.as_ref()? {
                words if words.note.as_deref().unwrap_or_default().is_empty() => beginning(&words.body, 140),
                words => reader.page.say1("forum-note", "note", words.note.clone().unwrap_or_default()),
            },
        })
    };
    Ok(hits.into_iter().filter_map(line).collect())
}

/// For other pages: a topic by an entry of it.
pub async fn topic_of(reader: &Reader, entry: &Entry) -> Result<table::Model> {
    let thread = entry.thread.ok_or(hearth_core::admission::UNKNOWN_GROUP)?;
    topic::get(&reader.kernel, &reader.admission, thread).await
}

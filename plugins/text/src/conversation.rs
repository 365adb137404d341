//! The conversation of a group that meets by texts: one, oldest first, a part at a time, with a place to write under it.
use crate::{
    compose::{self, Writing},
    frame::Reader,
    seat,
    table::seat::Mode,
};
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Query};
use askama::Template;
use hearth_core::{
    Result,
    admission::{self, Admission, Intent},
    contribution::{
        self, marks,
        page::{From, part},
        read_until,
    },
    id::EntryId,
    locale::Language,
    page::{Page, post::Post},
    table::entry::EntryState,
    web::{Visitor, answer},
};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    before: Option<EntryId>,
    after: Option<EntryId>,
    at: Option<EntryId>,
}

impl Asked {
    fn from(&self) -> From {
        match (self.before, self.after, self.at) {
            (Some(id), ..) => From::Before(id),
            (_, Some(id), _) => From::After(id),
            (.., Some(id)) => From::At(id),
            // Talk is followed from its end, where the place to write is, too.
            _ => From::End,
        }
    }
}

#[derive(Template)]
#[template(path = "text/conversation.html")]
struct Conversation<'a> {
    page: &'a Page,
    base: &'a str,
    posts: Vec<Post>,
    earlier: Option<String>,
    later: Option<String>,
    is_facilitator: bool,
    language: Language,
    /// This very part of it.
    page_address: String,
    staff_address: String,
    stopped: Option<String>,
    /// What comes to her by text, in one line.
    comes: String,
    writing: Writing,
    next_read: String,
}

pub async fn page(visitor: Visitor, admission: Admission, asked: Query<Asked>, request: HttpRequest) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    if !reader.is_own {
        return Ok(answer::go(format!("{}/{}", reader.base, if reader.admission.is_facilitator() { "about" } else { "by-text" })));
    }
    contribution::was_here(&reader.kernel, &reader.admission).await?;
    let writing = compose::waiting(&reader, &reader.base).await?;
    draw(&reader, asked.from(), Some(&request), writing, StatusCode::OK).await
}

/// The page with what is being written. No request: it answers a form, and shows the end.
pub async fn draw(reader: &Reader, from: From, request: Option<&HttpRequest>, writing: Writing, status: StatusCode) -> Result<HttpResponse> {
    let (kernel, admission, page) = (&reader.kernel, &reader.admission, &reader.page);
    let thread = admission.group().0;
    let found = part(kernel, admission, thread, from, u64::from(reader.settings.entries_per_page)).await?;
    // A page that refreshes itself was perhaps not looked at.
    let is_looked_at = !request.is_some_and(|it| it.headers().contains_key("x-quiet"));
    let newest = found.entries.iter().filter(|it| it.state == EntryState::Published).map(|it| it.at).max();
    if let Some(newest) = newest.filter(|_| is_looked_at)
        && marks(kernel, admission).await?.get(&thread).is_none_or(|seen| *seen < newest)
    {
        read_until(kernel, admission, thread, newest).await?;
    }
    let base = &reader.base;
    let page_address = match found.entries.first() {
        Some(first) if !found.has_later => format!("{base}?at={}", first.id),
        _ => request.and_then(|it| it.uri().path_and_query()).map_or(base.clone(), |it| it.as_str().to_owned()),
    };
    let earlier = found.entries.first().filter(|_| found.has_earlier).map(|it| format!("{base}?before={}", it.id));
    let later = found.entries.last().filter(|_| found.has_later).map(|it| format!("{base}?after={}", it.id));
    let posts = reader.posts(found.entries).await?;
    let conversation = Conversation {
        page: &page.clone().with_typed(Vec::new()),
        base,
        posts,
        earlier,
        later,
        is_facilitator: admission.is_facilitator(),
        language: page.language,
        page_address,
        staff_address: reader.staff_address(),
        stopped: admission::what_stops(kernel, admission, Intent::Write).map(|it| page.say(it.code)),
        comes: page.say(comes_to(reader).await?),
        next_read: reader.next_read().await?,
        writing,
    };
    answer::page_with(status, &conversation)
}

/// What comes to somebody, in one line: a key of words.
pub fn comes(mode: Mode) -> &'static str {
    match mode {
        Mode::Nothing => "text-comes-nothing",
        Mode::Notice => "text-comes-notice",
        Mode::Digest => "text-comes-digest",
        Mode::Whole => "text-comes-whole",
    }
}

async fn comes_to(reader: &Reader) -> Result<&'static str> {
    let seat = seat::by_membership(&reader.kernel, reader.admission.membership()).await?;
    Ok(match seat {
        None => "text-comes-nothing",
        Some(it) if it.rests.is_some() => "text-comes-rests",
        Some(it) if it.paused.is_some() => "text-comes-paused",
        Some(it) => comes(it.mode),
    })
}

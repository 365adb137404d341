//! A conversation: its entries, oldest first, a part at a time.
use crate::{conversations::subject, frame::Reader, thread};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use askama::Template;
use hearth_core::{
    Result,
    admission::{self, Admission, Intent, UNKNOWN_GROUP},
    contribution::{
        marks,
        page::{From, part_and},
        read_until,
    },
    id::{EntryId, GroupId},
    locale::Language,
    page::{Page, post::Post},
    table::entry::EntryState,
    web::{Visitor, answer},
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
pub struct Asked {
    before: Option<EntryId>,
    after: Option<EntryId>,
    at: Option<EntryId>,
}

impl Asked {
    fn from(&self, has_read: bool) -> From {
        match (self.before, self.after, self.at) {
            (Some(id), ..) => From::Before(id),
            (_, Some(id), _) => From::After(id),
            (.., Some(id)) => From::At(id),
            // Who has read it before wants what is new; who has not begins at the beginning.
            _ if has_read => From::End,
            _ => From::Beginning,
        }
    }
}

#[derive(Template)]
#[template(path = "mail/conversation.html")]
struct Conversation<'a> {
    page: &'a Page,
    base: &'a str,
    /// The conversation's own address.
    address: String,
    subject: String,
    posts: Vec<Post>,
    earlier: Option<String>,
    later: Option<String>,
    is_facilitator: bool,
    language: Language,
    /// This very part of it.
    page_address: String,
    staff_address: String,
    stopped: Option<String>,
}

pub async fn page(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, Uuid)>,
    asked: Query<Asked>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let (kernel, admission, id) = (&reader.kernel, &reader.admission, path.1);
    let row = thread::get(kernel, admission, id).await?;
    let seen = marks(kernel, admission).await?.get(&id).copied();
    let take = u64::from(reader.settings.entries_per_page);
    let (found, opening) = part_and(kernel, admission, id, asked.from(seen.is_some()), take, Some(row.opening)).await?;
    // Nothing of it is hers to see: there is no such conversation.
    if found.entries.is_empty() {
        return Err(UNKNOWN_GROUP.into());
    }
    let subject = subject(&reader, &row, opening.as_ref());
    // A page that refreshes itself was perhaps not looked at.
    let newest = found.entries.iter().filter(|it| it.state == EntryState::Published).map(|it| it.at).max();
    if let (Some(newest), false) = (newest, request.headers().contains_key("x-quiet")) {
        read_until(kernel, admission, id, newest).await?;
    }
    let address = format!("{}/t/{}", reader.base, id.as_simple());
    let page_address = match found.entries.first() {
        Some(first) if !found.has_later => format!("{address}?at={}", first.id),
        _ => request.uri().path_and_query().map_or(address.clone(), |it| it.as_str().to_owned()),
    };
    let earlier = found.entries.first().filter(|_| found.has_earlier).map(|it| format!("{address}?before={}", it.id));
    let later = found.entries.last().filter(|_| found.has_later).map(|it| format!("{address}?after={}", it.id));
    let stopped = admission::what_stops(kernel, admission, Intent::Write).map(|it| reader.page.say(it.code));
    let posts = reader.posts(found.entries).await?;
    answer::page(&Conversation {
        page: &reader.page,
        base: &reader.base,
        address,
        subject,
        posts,
        earlier,
        later,
        is_facilitator: admission.is_facilitator(),
        language: reader.page.language,
        page_address,
        staff_address: reader.staff_address(),
        stopped,
    })
}

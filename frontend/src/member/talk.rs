//! Talking to staff: a private line that the group never sees. It stays open where writing to the group is not.
use super::frame;
use crate::member::own::lines;
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Query, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    admission::{Admission, UNKNOWN_GROUP},
    card::{self, Content},
    contribution::{self, Draft},
    group::facilitation,
    page::{Here, Page},
    web::{Visitor, admitted, answer},
};
use std::collections::HashMap;
use uuid::Uuid;

pub fn routes(config: &mut ServiceConfig) {
    admitted(config, "/g/{group}/staff", |it| {
        it.route("", web::get().to(show)).route("", web::post().to(send));
    });
}

struct Post {
    is_staff: bool,
    is_own: bool,
    name: String,
    shape: i32,
    day: String,
    lines: Vec<String>,
    /// A resource that staff put in.
    card: Option<Resource>,
}

/// A resource card in her language.
struct Resource {
    title: String,
    words: String,
    content: Content,
}

#[derive(Template)]
#[template(path = "member/talk.html")]
struct Talk {
    page: Page,
    address: String,
    who: String,
    next: String,
    help: String,
    posts: Vec<Post>,
    is_sent: bool,
    draft: String,
    /// The same draft sent twice is one entry.
    draft_id: String,
    error: String,
    errors: Vec<(String, String)>,
}

async fn show(visitor: Visitor, admission: Admission, query: Query<HashMap<String, String>>) -> Result<HttpResponse> {
    let place = address(&admission);
    let draft = visitor.kernel.drafts.find(admission.person(), &place, visitor.kernel.clock.now());
    let draft = draft.and_then(|it| it.into_iter().find(|(name, _)| name == "say")).map(|(_, words)| words).unwrap_or_default();
    let talk = build(&visitor, &admission, draft, String::new(), query.contains_key("sent")).await?;
    answer::page(&talk)
}

async fn send(visitor: Visitor, admission: Admission, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let modality = admission.standing().group.modality.clone().ok_or(UNKNOWN_GROUP)?;
    let draft = Draft::to_staff(field("say").replace("\r\n", "\n"), field("id"));
    match contribution::submit(&visitor.kernel, &admission, &modality, draft).await {
        Ok(_) => {
            visitor.kernel.drafts.clear(admission.person(), &address(&admission));
            Ok(answer::go(format!("{}?sent=1", address(&admission))))
        }
        Err(error) => {
            let Some(refusal) = error.refusal() else { return Err(error) };
            let words = visitor.kernel.words.say(visitor.language, refusal.code, &[]);
            let talk = build(&visitor, &admission, field("say").to_owned(), words, false).await?;
            answer::page_with(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY), &talk)
        }
    }
}

fn address(admission: &Admission) -> String {
    format!("/g/{}/staff", admission.group())
}

async fn build(visitor: &Visitor, admission: &Admission, draft: String, error: String, is_sent: bool) -> Result<Talk> {
    let kernel = &visitor.kernel;
    // What she typed before is in the field already.
    let page = frame::of_group(visitor, admission, Here::Talk).with_typed(Vec::new());
    let entries = contribution::line(kernel, admission, admission.membership()).await?;
    let faces = contribution::faces(kernel, admission.group(), entries.iter().map(|it| it.author)).await?;
    let mut posts = Vec::with_capacity(entries.len());
    for it in entries {
        let (Some(words), Some(face)) = (it.words, faces.get(&it.author)) else { continue };
        let is_own = it.author == admission.membership();
        let name = if face.name.is_empty() { page.say("own-talk-staff") } else { face.name.clone() };
        let card = match words.card {
            Some(id) => card::find(kernel, id).await?.map(|it| Resource {
                title: it.content.title(page.language).to_owned(),
                words: it.content.words(page.language).to_owned(),
                content: it.content,
            }),
            None => None,
        };
        posts.push(Post { is_staff: !is_own, is_own, name, shape: face.shape, day: page.day(it.at), lines: lines(&words.body), card });
    }
    let names = facilitation::names(kernel, admission.group()).await?;
    let who = match names.is_empty() {
        true => page.say("own-talk-who-staff"),
        false => page.say1("own-talk-who", "names", join(&page, &names)),
    };
    let errors = if error.is_empty() { Vec::new() } else { vec![("say".to_owned(), error.clone())] };
    let help = match admission.standing().group.keep_hours {
        Some(hours) => page.say1("own-talk-kept", "long", page.long(hours)),
        None => page.say("own-talk-not-kept"),
    };
    Ok(Talk {
        next: next_cover(&page, admission).await?,
        address: address(admission),
        page,
        who,
        help,
        posts,
        is_sent,
        draft,
        draft_id: Uuid::new_v4().simple().to_string(),
        error,
        errors,
    })
}

/// "Anne and Denise".
fn join(page: &Page, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => page.say2("own-and", "first", first.join(", "), "last", last.as_str()),
    }
}

/// When staff look here next: nobody is left to guess.
async fn next_cover(page: &Page, admission: &Admission) -> Result<String> {
    let now = page.now();
    let Some(at) = facilitation::next_cover(&page.kernel, admission.group(), now).await? else { return Ok(page.say("own-talk-when-they-can")) };
    if at <= now {
        return Ok(page.say("own-talk-now"));
    }
    let zone = page.site.zone();
    let (_, minute) = zone.weekday_and_minute(at);
    let day = match zone.day_number(at) - zone.day_number(now) {
        0 => page.say("core-today"),
        1 => page.say("own-tomorrow"),
        _ => page.date(at),
    };
    Ok(page.say2("own-talk-next", "day", day, "hour", facilitation::clock(page.language, minute)))
}

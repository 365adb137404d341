//! Coming to one meeting by its link or its code, unknown to anybody: what it is and how to leave, a name, one promise. Before
//! the doors open the page says when they do, and nothing else: no names, no count.
use super::{OwnTime, clock, hours, soon, spoken};
use crate::member::{
    frame,
    join::{Fields, code},
};
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Error, Refusal, Result,
    group::{
        self, about,
        meeting::{self, course},
    },
    id::MeetingId,
    joining::{
        self, JOURNEY_LOST, agreement as agreements,
        agreement::Shown,
        alias::{self as aliases, Suggestion},
        consent::{self as consents, Notice},
        guest,
        journey::Way,
    },
    page::Page,
    table::{self, sign_in::Door},
    web::{Visitor, answer, enter},
};

#[derive(Template)]
#[template(path = "member/meeting/come.html")]
struct Come {
    page: Page,
    /// The doors are open: she can go there now.
    is_time: bool,
    day: String,
    hours: String,
    doors: String,
    own_time: OwnTime,
    spoken: String,
    text: about::AboutText,
    method: Vec<String>,
    shown: Option<Shown>,
    notices: Vec<Notice>,
    suggestions: Vec<Suggestion>,
    is_named: bool,
    own: String,
    asks_sure: bool,
    mistakes: Vec<(&'static str, String)>,
}

impl Come {
    fn mistake(&self, field: &str) -> &str {
        self.mistakes.iter().find(|(it, _)| *it == field).map_or("", |(_, words)| words)
    }
}

/// Sets somebody on the way to a meeting.
pub fn set_off(visitor: &Visitor, meeting: &table::meeting::Model) -> HttpResponse {
    visitor.kernel.visits.set_way(&visitor.visit, Some(Way::Meeting(meeting.group, meeting.id)), visitor.kernel.clock.now());
    answer::go("/meet")
}

/// The meeting of this visit, as long as it is not over.
async fn found(visitor: &Visitor) -> Result<Option<(table::group::Model, table::meeting::Model)>> {
    let Some(Way::Meeting(group, id)) = visitor.kernel.visits.way(&visitor.visit) else { return Ok(None) };
    let id: MeetingId = id;
    let (Ok(group), Ok(meeting)) = (group::get(&visitor.kernel, group).await, meeting::get(&visitor.kernel, group, id).await) else {
        return Ok(None);
    };
    use table::meeting::MeetingState::{Cancelled, Closed};
    Ok(Some((group, meeting)).filter(|(_, it)| !matches!(it.state, Cancelled | Closed)))
}

pub async fn show(visitor: Visitor) -> Result<HttpResponse> {
    match found(&visitor).await? {
        Some((group, meeting)) => draw(&visitor, &group, &meeting, &Fields::new(), None).await,
        // Looked for too late, or never on the way: the same page as for any code that opens nothing.
        None => code::refused(&visitor),
    }
}

async fn draw(
    visitor: &Visitor,
    group: &table::group::Model,
    meeting: &table::meeting::Model,
    fields: &Fields,
    refusal: Option<Refusal>,
) -> Result<HttpResponse> {
    let (kernel, page) = (&visitor.kernel, frame::plain(visitor).with_typed(Vec::new()));
    let about = about::find(kernel, group).await?;
    let (is_time, is_named) = (course::is_running(meeting.state), aliases::are_chosen(group));
    let mut notices = Vec::new();
    if group.keep_hours.is_some() {
        for purpose in consents::purposes(kernel, group) {
            notices.push(consents::notice(kernel, group, purpose, page.language).await?);
        }
    }
    let field_of = |refusal: Refusal| match refusal {
        joining::PROMISE_NEEDED | joining::SHOWN_CHANGED => "agree",
        joining::ANSWER_NEEDED => "answer",
        _ => "own",
    };
    let come = Come {
        is_time,
        day: soon(&page, meeting.begins),
        hours: hours(&page, meeting.begins, meeting.ends),
        doors: clock(&page, meeting.doors),
        own_time: OwnTime::of(&page, meeting.doors),
        spoken: if is_time { String::new() } else { spoken(&page, kernel, meeting).await? },
        text: about.for_language(page.language),
        method: about::method(kernel, group, &about, page.language).await?,
        shown: agreements::shown(kernel, group.id, page.language).await?,
        notices,
        suggestions: if is_time && is_named { aliases::suggestions(kernel, group.id, page.language, 3).await? } else { Vec::new() },
        is_named,
        own: fields.get("own").cloned().unwrap_or_default(),
        asks_sure: refusal == Some(joining::ALIAS_SURE),
        mistakes: refusal.map(|it| (field_of(it), page.say(it.code))).into_iter().collect(),
        page,
    };
    let status = refusal.map_or(StatusCode::OK, |it| StatusCode::from_u16(it.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY));
    answer::page_with(status, &come)
}

/// She agrees, and goes to the door under her name.
pub async fn come(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let (group, meeting) = found(&visitor).await?.ok_or(JOURNEY_LOST)?;
    let said = match read(&visitor, &group, &form).await {
        Ok(said) => said,
        Err(Error::Refused(refusal)) => return draw(&visitor, &group, &meeting, &form, Some(refusal)).await,
        Err(fault) => return Err(fault),
    };
    match guest::arrive(&visitor.kernel, &meeting, said, visitor.language).await {
        Ok(arrived) => {
            visitor.kernel.visits.set_way(&visitor.visit, None, visitor.kernel.clock.now());
            let cookie = enter(&visitor, arrived.person, Door::Member).await?;
            let mut answer = answer::go(format!("/g/{}/meeting", arrived.group));
            answer.add_cookie(&cookie)?;
            Ok(answer)
        }
        Err(Error::Refused(refusal)) => draw(&visitor, &group, &meeting, &form, Some(refusal)).await,
        Err(fault) => Err(fault),
    }
}

async fn read(visitor: &Visitor, group: &table::group::Model, form: &Fields) -> Result<guest::Said> {
    let field = |name: &str| form.get(name).map(String::as_str);
    let kernel = &visitor.kernel;
    let alias = match aliases::are_chosen(group) {
        false => None,
        true => {
            let own = field("own").map(str::trim).filter(|it| !it.is_empty());
            let name = own.or(field("alias").filter(|it| !it.is_empty())).ok_or(joining::ALIAS_LENGTH)?;
            Some(aliases::check(kernel, group, name, field("sure").is_some(), None).await?)
        }
    };
    let mut answers = Vec::new();
    if group.keep_hours.is_some() {
        for purpose in consents::purposes(kernel, group) {
            let (answer, shown) = (field(&format!("answer_{}", purpose.key)), field(&format!("shown_{}", purpose.key)).unwrap_or_default());
            answers.push(consents::read(kernel, group, purpose.key, answer, shown, visitor.language).await?);
        }
    }
    let agreed = agreements::read(kernel, group.id, form.contains_key("agree"), field("shown").unwrap_or_default()).await?;
    Ok(guest::Said { alias, agreed, answers })
}

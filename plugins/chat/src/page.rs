//! The room as a page. With the script its lines come and go by themselves; without, the same page is a form and a list, and
//! another one, on which nothing can be typed, renews itself.
use crate::{
    private::{self, Private},
    reader::Reader,
    refusals::NOT_READY,
    room::{FIRST, Look, SeenLine},
    rooms::Rooms,
    say as speech,
    seat::eyes,
    staff::{Console, console_of},
    state::state,
};
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    card::Content,
    contribution::{Draft, Entry, Face},
    group::meeting::{self, Place, conduct},
    id::MembershipId,
    locale::Language,
    moderation::nudge::{self, Hint},
    page::Page,
    table::entry::{Audience, EntryState},
    web::{Visitor, answer},
};
use serde_json::json;
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// What the script says, and the keys of its words.
const SAID: &[(&str, &str)] = &[
    ("over", "chat-says-over"),
    ("wrong", "chat-says-wrong"),
    ("many", "chat-too-many"),
    ("cut", "chat-says-cut"),
    ("held", "chat-held"),
    ("sending", "chat-says-sending"),
    ("told", "chat-says-told"),
    ("failed", "chat-failed"),
    ("you", "chat-you"),
    ("staff", "chat-staff"),
    ("someone", "chat-someone"),
    ("more", "chat-more"),
    ("lane", "chat-lane"),
    ("colon", "chat-colon"),
    ("away", "chat-away"),
    ("return", "chat-return"),
    ("stepped", "chat-says-stepped"),
    ("release", "chat-release"),
    ("typing", "chat-says-typing"),
    ("react0", "chat-react-with-you"),
    ("react1", "chat-react-thank-you"),
    ("react2", "chat-react-me-too"),
];

/// A line as it stands on the page.
struct Shown {
    n: u64,
    id: String,
    /// Her number in this room.
    number: u32,
    name: String,
    shape: i32,
    is_staff: bool,
    is_own: bool,
    body: String,
    card: Option<Arc<Content>>,
    lane: Option<(u64, String)>,
}

/// A line between her and staff, or between staff.
pub struct Aside {
    pub id: String,
    pub name: String,
    pub is_staff: bool,
    pub is_back: bool,
    pub body: String,
}

#[derive(Template)]
#[template(path = "chat/room.html")]
struct Room<'a> {
    page: &'a Page,
    base: &'a str,
    staff_address: String,
    language: Language,
    life: String,
    n: u64,
    lines: Vec<Shown>,
    held: Vec<(String, String)>,
    asides: Vec<Aside>,
    kept: String,
    stopped: Option<String>,
    slow: u32,
    longest: u32,
    words: String,
    to_staff: String,
    client: String,
    errors: Vec<(String, String)>,
    hints: Vec<Hint>,
    /// The key of what is said under them, also where a script finds them.
    nudge_here: &'static str,
    asks: bool,
    /// What the script says: name and words.
    said: Vec<(&'static str, String)>,
    console: Option<Console>,
    /// Where what belongs to the meeting is done; empty where the group does not meet.
    meeting: String,
    stage: Option<String>,
    prompt: Option<String>,
    turn: Option<String>,
    /// The facilitators' side of the meeting.
    held_now: Option<meeting::console::Console>,
}

impl Room<'_> {
    /// Whether anything here was said again by an interpreter.
    fn has_lanes(&self) -> bool {
        self.lines.iter().any(|it| it.lane.is_some())
    }
}

#[derive(Template)]
#[template(path = "chat/read.html")]
struct Read<'a> {
    page: &'a Page,
    base: &'a str,
    language: Language,
    lines: Vec<Shown>,
    kept: String,
}

pub async fn room(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    draw(&reader, &HashMap::new(), Vec::new(), Vec::new(), StatusCode::OK).await
}

pub async fn read(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    let (_, _, lines) = look(&reader).await?;
    answer::page(&Read { page: &reader.page, base: &reader.base, language: reader.page.language, lines, kept: reader.kept() })
}

/// The lines that she may see now: the room's life, its last number, the lines.
async fn look(reader: &Reader) -> Result<(String, u64, Vec<Shown>)> {
    let rooms = reader.kernel.held::<Rooms>();
    for _ in 0..3 {
        let look = Look { eyes: eyes(&reader.admission), most: FIRST };
        // A room that closes at this moment does not answer: another is opened.
        if let Ok(seen) = rooms.open(&reader.kernel, reader.admission.group())?.send(look).await {
            return Ok((seen.life, seen.n, seen.lines.into_iter().map(|it| shown(reader, it)).collect()));
        }
    }
    Err(NOT_READY.into())
}

fn shown(reader: &Reader, line: SeenLine) -> Shown {
    Shown {
        n: line.n,
        id: line.id.to_string(),
        number: line.number,
        name: name(reader, &line.face),
        shape: line.face.shape,
        is_staff: line.face.is_staff(),
        is_own: line.author == reader.admission.membership(),
        body: line.body,
        card: line.card,
        lane: line.lane,
    }
}

fn name(reader: &Reader, face: &Face) -> String {
    if face.name.is_empty() { reader.page.say("chat-someone") } else { face.name.clone() }
}

pub fn asides(reader: &Reader, private: &Private) -> Vec<Aside> {
    let face = |it: MembershipId| private.known.get(&it);
    let shown = |it: &Entry| {
        let (author, of) = (face(it.author)?, face(it.line?)?);
        Some(Aside {
            id: it.id.to_string(),
            name: name(reader, author),
            is_staff: author.is_staff(),
            is_back: of.is_staff(),
            body: it.words.as_ref()?.body.clone(),
        })
    };
    private.line.iter().filter_map(shown).collect()
}

/// Her own words that wait for staff.
fn own_held(reader: &Reader) -> Vec<(String, String)> {
    let own = reader.kernel.fleeting.by(reader.admission.group(), reader.admission.membership()).into_iter();
    let held = own.filter(|it| it.state == EntryState::Held && it.audience == Audience::Group);
    held.filter_map(|it| Some((it.id.to_string(), it.words?.body))).collect()
}

async fn draw(
    reader: &Reader,
    typed: &HashMap<String, String>,
    errors: Vec<(String, String)>,
    hints: Vec<Hint>,
    status: StatusCode,
) -> Result<HttpResponse> {
    let (kernel, admission) = (&reader.kernel, &reader.admission);
    conduct::is_here(kernel, admission);
    let (life, n, lines) = look(reader).await?;
    let private = private::find(kernel, admission).await?;
    let state = state(kernel, admission, reader.page.language).await?;
    let field = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let asks = nudge::asks(kernel, admission).await?;
    let page = Room {
        page: &reader.page,
        base: &reader.base,
        staff_address: format!("/g/{}/staff", admission.group()),
        language: reader.page.language,
        life,
        n,
        lines,
        held: own_held(reader),
        asides: asides(reader, &private),
        kept: reader.kept(),
        stopped: state.stopped,
        meeting: if admission.place() == Place::AnyTime { String::new() } else { format!("/g/{}/meeting", admission.group()) },
        stage: state.stage,
        prompt: state.prompt,
        turn: state.turn,
        held_now: meeting::console::find(kernel, admission).await?,
        slow: state.slow,
        longest: state.longest,
        words: field("words"),
        to_staff: field("to_staff"),
        client: typed.get("id").cloned().unwrap_or_else(|| Uuid::new_v4().simple().to_string()),
        errors,
        hints,
        nudge_here: if asks { nudge::here(kernel, admission).await? } else { "" },
        asks,
        said: SAID.iter().map(|(name, key)| (*name, reader.page.say(key))).collect(),
        console: console_of(reader, &private).await?,
    };
    answer::page_with(status, &page)
}

/// Looks for what may show who or where she is, before it is sent. Told to nobody.
pub async fn look_for_details(visitor: Visitor, admission: Admission, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    let mut text = form.get("words").cloned().unwrap_or_default();
    let found = nudge::hints(&reader.page, [text.as_str()]);
    nudge::take_out([&mut text], None);
    Ok(HttpResponse::Ok().json(json!({ "found": found, "without": text })))
}

/// A form was sent: by a page without a line, or without a script.
pub async fn say(visitor: Visitor, admission: Admission, request: HttpRequest, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission);
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let is_script = answer::is_for_script(&request);
    let (to_staff, body) = match field("to_staff").trim().is_empty() {
        false => (true, field("to_staff")),
        true => (false, field("words")),
    };
    let body = body.trim_end().replace("\r\n", "\n");
    let is_first = !is_script && !to_staff && field("send") != "as-is";
    if is_first && nudge::asks(&reader.kernel, &reader.admission).await? {
        let hints = nudge::hints(&reader.page, [body.as_str()]);
        if !hints.is_empty() {
            return draw(&reader, &form, Vec::new(), hints, StatusCode::OK).await;
        }
    }
    let client = if field("id").is_empty() { Uuid::new_v4().simple().to_string() } else { field("id").to_owned() };
    let draft = if to_staff { Draft::to_staff(body, client) } else { Draft::to_group(body, client) };
    match speech::say(&reader.kernel, &reader.admission, draft).await {
        Ok(entry) if is_script => {
            let is_held = entry.state == EntryState::Held;
            Ok(HttpResponse::Ok().json(json!({ "held": is_held, "i": entry.id })))
        }
        Ok(_) => Ok(answer::go(&reader.base)),
        Err(error) => match error.refusal().filter(|it| !is_script && matches!(it.status, 409 | 422 | 429)) {
            Some(refusal) => {
                let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
                let name = if to_staff { "to_staff" } else { "words" };
                draw(&reader, &form, vec![(name.to_owned(), reader.page.say(refusal.code))], Vec::new(), status).await
            }
            None => Err(error),
        },
    }
}

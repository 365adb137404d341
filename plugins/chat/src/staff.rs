//! What a facilitator has beside the room: what waits for her, words between staff, a private word to one person, a card for
//! everybody, and how fast the room goes. All of it is ordinary forms; the script only makes them quicker.
use crate::{
    act::entry as find,
    page::{Aside, asides},
    private::Private,
    reader::Reader,
    say::say,
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Form, Path},
};
use hearth_core::{
    Result,
    admission::{Admission, UNKNOWN_GROUP},
    bus::Signal,
    card,
    contribution::{Draft, EMPTY, Words},
    group::{change, membership},
    id::{CardId, EntryId, GroupId, MembershipId},
    live::Frame,
    moderation::desk,
    table::membership::{MembershipState, Role},
    web::{Visitor, answer},
};
use std::collections::HashMap;
use uuid::Uuid;

type Fields = HashMap<String, String>;

/// Something that waits for her.
pub struct Waiting {
    pub id: String,
    pub name: String,
    pub body: String,
    pub why: Vec<String>,
}

pub struct Console {
    pub waiting: Vec<Waiting>,
    /// What was said between staff.
    pub back: Vec<Aside>,
    pub people: Vec<(String, String)>,
    pub cards: Vec<(String, String)>,
    pub slow: u32,
    /// Why something was held: code and words, for what comes while the page is open.
    pub whys: Vec<(&'static str, String)>,
}

/// Her console; nobody else has one.
pub async fn console_of(reader: &Reader, private: &Private) -> Result<Option<Console>> {
    let (kernel, admission) = (&reader.kernel, &reader.admission);
    if !admission.is_facilitator() {
        return Ok(None);
    }
    let waiting = private.waiting.iter().filter_map(|it| {
        Some(Waiting {
            id: it.id.to_string(),
            name: private.known.get(&it.author)?.name.clone(),
            body: it.words.as_ref()?.body.clone(),
            why: it.reasons.iter().map(|it| reader.page.say(it)).collect(),
        })
    });
    let mut people = Vec::new();
    for place in membership::list(kernel, admission.group()).await? {
        if place.role == Role::Participant && place.state == MembershipState::Active {
            people.push((place.id.to_string(), membership::alias(kernel, &place).await?));
        }
    }
    let language = reader.page.language;
    Ok(Some(Console {
        waiting: waiting.collect(),
        back: asides(reader, private),
        people,
        cards: card::list(kernel).await?.into_iter().map(|it| (it.id.to_string(), it.content.title(language).to_owned())).collect(),
        slow: admission.standing().group.slow_seconds.max(0) as u32,
        whys: hearth_core::moderation::HOLD_REASONS.iter().map(|it| (*it, reader.page.say(it))).collect(),
    }))
}

/// The desk's acts on one line.
pub async fn act(
    visitor: Visitor,
    admission: Admission,
    path: Path<(GroupId, EntryId)>,
    request: HttpRequest,
    form: Form<Fields>,
) -> Result<HttpResponse> {
    let reader = facilitator(&visitor, admission).await?;
    let (kernel, by, id) = (&reader.kernel, &reader.admission, path.1);
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let is_done = desk::carry_out(kernel, by, id, field("act"), field("why")).await?;
    if !is_done && field("act") == "nudge" {
        // A word to the one who wrote it, for her alone.
        let author = find(&reader, id).await?.author;
        nudge(&reader, author, &form).await?;
    }
    Ok(answer::done(&request, &reader.base))
}

/// What is about nobody's line.
pub async fn console(visitor: Visitor, admission: Admission, request: HttpRequest, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = facilitator(&visitor, admission).await?;
    let (kernel, by) = (&reader.kernel, &reader.admission);
    let field = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    match field("act") {
        "slow" => {
            let seconds: i32 = field("seconds").parse().unwrap_or(0).clamp(0, 600);
            change::change(kernel, by.person(), by.group(), "reading", move |group, _| group.slow_seconds = seconds).await?;
            kernel.bus.tell(kernel, Signal::Frame(by.group(), Frame { what: "state".into(), thread: None }));
        }
        "card" => {
            let id = field("card").parse::<CardId>().map_err(|_| card::NO_SUCH_CARD)?;
            let found = card::find(kernel, id).await?.ok_or(card::NO_SUCH_CARD)?;
            let body = match field("words").is_empty() {
                false => field("words").to_owned(),
                true => found.content.title(reader.page.language).to_owned(),
            };
            let words = Words { body, card: Some(id), ..Words::default() };
            say(kernel, by, Draft { words, ..Draft::to_group("", client(&form)) }).await?;
        }
        "nudge" => {
            let to: MembershipId = field("to").parse().map_err(|_| UNKNOWN_GROUP)?;
            nudge(&reader, to, &form).await?;
        }
        // Confirmed, so that nobody takes it for the room.
        "back" if field("sure") == "yes" => {
            say(kernel, by, Draft::to_staff(field("words"), client(&form))).await?;
        }
        _ => return Err(EMPTY.into()),
    }
    Ok(answer::done(&request, &reader.base))
}

async fn nudge(reader: &Reader, to: MembershipId, form: &Fields) -> Result<()> {
    let words = form.get("words").cloned().unwrap_or_default();
    let draft = Draft { line: Some(to), ..Draft::to_staff(words, client(form)) };
    say(&reader.kernel, &reader.admission, draft).await.map(|_| ())
}

fn client(form: &Fields) -> String {
    form.get("id").filter(|it| !it.is_empty()).cloned().unwrap_or_else(|| Uuid::new_v4().simple().to_string())
}

/// For everyone else these pages do not exist.
async fn facilitator(visitor: &Visitor, admission: Admission) -> Result<Reader> {
    match admission.is_facilitator() {
        true => Ok(Reader::new(visitor, admission)),
        false => Err(UNKNOWN_GROUP.into()),
    }
}

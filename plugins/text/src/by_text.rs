//! What comes to her by text, chosen by her: nothing; one sentence that says nothing; or the words themselves, for which she says a second
//! yes after she read what that means. Here, too: which phone, a word before anything is shown, and a rest from all of it.
mod phone;

use crate::{
    conversation::comes,
    frame::Reader,
    keyword,
    seat::{self, NO_CONSENT, NO_PHONE, SHOWN},
    table::seat::{Mode, Rest},
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Query},
};
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    contact::{
        permission,
        safe_contact::{Label, PRIMARY},
    },
    page::Page,
    table::group::Timing,
    web::{Visitor, answer},
};
use phone::Number;
use serde::Deserialize;
use std::collections::HashMap;

pub type Fields = HashMap<String, String>;

/// In the order of how much lies on her phone.
const MODES: [(&str, Mode); 4] = [("nothing", Mode::Nothing), ("notice", Mode::Notice), ("digest", Mode::Digest), ("whole", Mode::Whole)];
/// What is said after something was done: the end of a key of words.
const DONE: [&str; 6] = ["chosen", "ended", "paused", "resumed", "word", "no-word"];
/// Words that do something, as the door reads them: each a key of words.
/// Where the group meets, these as well.
const OF_MEETINGS: [&str; 2] = ["here", "out"];
const KEYWORDS: [&str; 8] = ["stop", "start", "pause", "resume", "open", "staff", "help", "not-me"];
/// Longer than three words that anybody remembers.
const LONGEST_WORD: usize = 60;

#[derive(Deserialize)]
pub struct Asked {
    done: Option<String>,
}

struct Choosable {
    value: &'static str,
    label: String,
    help: String,
    is_chosen: bool,
}

/// A code, as she is shown it once.
struct Code {
    code: String,
    clock: String,
}

#[derive(Template)]
#[template(path = "text/by-text.html")]
struct ByText<'a> {
    page: &'a Page,
    base: &'a str,
    /// Texts are the group's own: there are pages to go back to.
    is_own: bool,
    done: String,
    errors: Vec<(String, String)>,
    /// Where people write to; none: nothing here carries texts.
    numbers: Vec<Number>,
    code: Option<Code>,
    /// Which phone, in one line.
    phone: String,
    has_seat: bool,
    /// She said that nobody may write to her.
    is_never: bool,
    is_stopped: bool,
    /// Why nothing comes until she comes anew, in words.
    rests: Option<String>,
    choices: Vec<Choosable>,
    comes: &'static str,
    comes_something: bool,
    paused: Option<String>,
    /// Until when her second yes holds, where words come to her.
    until: Option<String>,
    /// Words should come, and her yes is over.
    is_over: bool,
    /// What she says yes to, a line each.
    notice: Vec<String>,
    /// Until when a yes of now would hold.
    would_hold: String,
    has_word: bool,
    labels: Vec<(&'static str, String, bool)>,
    knows_primary: bool,
    /// What she can text, and what it does.
    keywords: Vec<(String, String)>,
    /// Texts that a day brings her at most.
    a_day: u32,
}

impl ByText<'_> {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(it, _)| it == field).map_or("", |(_, words)| words)
    }

    /// A phone is what is asked for first: there is none yet, or texts rest until a code comes.
    fn begins(&self) -> bool {
        !self.has_seat || self.rests.is_some()
    }

    fn phone_title(&self) -> &'static str {
        if self.has_seat { "text-phone-again" } else { "text-phone-first" }
    }

    fn word_label(&self) -> &'static str {
        if self.has_word { "text-word-other" } else { "text-word-new" }
    }
}

/// What a form said that could not be kept.
#[derive(Default)]
struct Tried {
    /// The field, and the key of what is said about it.
    wrong: Option<(&'static str, &'static str)>,
    mode: Option<Mode>,
    label: Option<Label>,
    knows_primary: bool,
    code: Option<Code>,
}

impl Tried {
    fn wrong(field: &'static str, key: &'static str) -> Tried {
        Tried { wrong: Some((field, key)), ..Tried::default() }
    }
}

pub async fn page(visitor: Visitor, admission: Admission, asked: Query<Asked>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    // A facilitator has no safe-contact record: she reads at the desk.
    if reader.admission.is_facilitator() {
        return Ok(answer::go(&reader.base));
    }
    draw(&reader, asked.done.as_deref().unwrap_or_default(), Tried::default()).await
}

pub async fn choose(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let said = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let Some(mode) = MODES.into_iter().find(|(value, _)| *value == said("mode")).map(|it| it.1) else {
        return draw(&reader, "", Tried::wrong("mode", "text-nothing-chosen")).await;
    };
    let place = &reader.admission.standing().membership;
    match seat::choose(&reader.kernel, place, mode, said("agree") == "yes", reader.page.language, "web").await {
        Ok(()) => Ok(done(&reader, if mode == Mode::Nothing { "ended" } else { "chosen" })),
        Err(error) => {
            let refusal = answer::beside(error)?;
            let field = if refusal == NO_CONSENT { "agree" } else { "mode" };
            draw(&reader, "", Tried { mode: Some(mode), ..Tried::wrong(field, refusal.code) }).await
        }
    }
}

/// A rest from all of it, or its end.
pub async fn rest(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let (kernel, own) = (&reader.kernel, reader.admission.membership());
    let what = match form.get("do").map(String::as_str) {
        Some("pause") => seat::pause(kernel, own).await.map(|()| "paused")?,
        Some("resume") => seat::resume(kernel, own).await.map(|()| "resumed")?,
        _ => "",
    };
    Ok(done(&reader, what))
}

/// The word that has to be said before anything comes that somebody wrote.
pub async fn keep_word(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let kernel = &reader.kernel;
    let Some(seat) = seat::by_membership(kernel, reader.admission.membership()).await? else {
        return draw(&reader, "", Tried::wrong("word", NO_PHONE.code)).await;
    };
    if form.get("do").is_some_and(|it| it == "remove") {
        seat::keep_word(kernel, &seat, None).await?;
        return Ok(done(&reader, "no-word"));
    }
    let word = form.get("word").map(|it| it.trim()).unwrap_or_default();
    // As the door reads what comes after OPEN: what she could never say there is no word.
    let bare = keyword::bare(word);
    if bare.is_empty() || bare.split(' ').count() > keyword::LONGEST_CODE || word.chars().count() > LONGEST_WORD {
        // It stands on no page, not even the one that says that it is unfit.
        return draw(&reader, "", Tried::wrong("word", "text-word-unfit")).await;
    }
    seat::keep_word(kernel, &seat, Some(word)).await?;
    Ok(done(&reader, "word"))
}

/// A code for a phone: the first, another one, or another app.
pub async fn make_code(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let said = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let label = Label::ALL.into_iter().find(|it| it.code() == said("label"));
    let knows_primary = said("fine") == "yes";
    let tried = Tried { label, knows_primary, ..Tried::default() };
    let wrong = match label {
        None => Some(("label", "text-phone-which")),
        Some(Label::Primary) if !knows_primary => Some(("label", PRIMARY.code)),
        Some(_) => None,
    };
    match (label, wrong) {
        (Some(label), None) if !reader.admission.is_facilitator() => {
            let (code, clock) = phone::make_code(&reader, label).await?;
            draw(&reader, "", Tried { code: Some(Code { code, clock }), ..tried }).await
        }
        _ => draw(&reader, "", Tried { wrong, ..tried }).await,
    }
}

fn done(reader: &Reader, what: &str) -> HttpResponse {
    answer::go(format!("{}/by-text?done={what}", reader.base))
}

/// Why nothing comes, in words that blame nobody.
fn why_rests(of: Rest) -> &'static str {
    match of {
        Rest::Gone => "text-rests-gone",
        Rest::Silent => "text-rests-silent",
        Rest::NotMe => "text-rests-not-me",
        Rest::Staff => "text-rests-staff",
    }
}

async fn draw(reader: &Reader, what: &str, tried: Tried) -> Result<HttpResponse> {
    let (kernel, page, admission) = (&reader.kernel, &reader.page, &reader.admission);
    let seat = seat::by_membership(kernel, admission.membership()).await?;
    let until = seat::agreed_until(kernel, &admission.standing().membership).await?;
    let mode = seat.as_ref().map_or(Mode::Nothing, |it| it.mode);
    let chosen = tried.mode.unwrap_or(mode);
    let choices = MODES.map(|(value, mode)| Choosable {
        value,
        label: page.say(&format!("text-mode-{value}")),
        help: match mode {
            Mode::Digest => page.say1("text-mode-digest-help", "minutes", reader.settings.gather_minutes),
            _ => page.say(&format!("text-mode-{value}-help")),
        },
        is_chosen: mode == chosen,
    });
    let hers = phone::of(reader).await?;
    let meets = admission.standing().group.timing == Some(Timing::Synchronous);
    let keywords = OF_MEETINGS.iter().filter(|_| meets).chain(&KEYWORDS);
    let labels = Label::ALL.map(|it| (it.code(), page.say(&format!("text-phone-is-{}", it.code())), tried.label == Some(it)));
    let by_text = ByText {
        page,
        base: &reader.base,
        is_own: reader.is_own,
        done: if DONE.contains(&what) { page.say(&format!("text-done-{what}")) } else { String::new() },
        errors: tried.wrong.iter().map(|(field, key)| ((*field).to_owned(), page.say(key))).collect(),
        numbers: phone::numbers(reader).await?,
        code: tried.code,
        phone: hers.words,
        is_never: hers.is_never,
        is_stopped: hers.is_stopped,
        has_seat: seat.is_some(),
        rests: seat.as_ref().and_then(|it| it.rests).map(|it| page.say(why_rests(it))),
        choices: choices.into(),
        comes: comes(mode),
        comes_something: mode != Mode::Nothing,
        paused: seat.as_ref().and_then(|it| it.paused).map(|it| page.date(it)),
        is_over: mode.brings_words() && until.is_none(),
        until: until.filter(|_| mode.brings_words()).map(|it| page.date(it)),
        notice: page.say(SHOWN).lines().map(str::to_owned).collect(),
        would_hold: page.date(page.now() + permission::HOLDS),
        has_word: seat.as_ref().is_some_and(|it| it.word.is_some()),
        labels: labels.into(),
        knows_primary: tried.knows_primary,
        keywords: keywords.map(|it| (page.say(&format!("text-keyword-{it}")), page.say(&format!("text-keyword-{it}-what")))).collect(),
        a_day: reader.settings.parts_a_day,
    };
    let status = if tried.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer::page_with(status, &by_text)
}

//! Advice for the device in her hand. What she answers chooses the words of one page, and is neither stored nor logged: it
//! comes by POST, and the answer to it is the page.
use super::{Fields, of, page, until};
use actix_web::{HttpResponse, web::Form};
use askama::Template;
use hearth_core::{
    Result,
    clock::Moment,
    joining::journey::number,
    page::Page,
    web::{Visitor, answer},
};

/// One answer: its code, its words, the title of its advice, and two extra lines: what someone could see, what she can do.
type Whose = (&'static str, &'static str, &'static str, Option<&'static str>, Option<&'static str>);

/// Whose device it is.
const WHOSE: &[Whose] = &[
    ("mine", "join-device-mine", "join-advice-title-mine", None, None),
    ("known", "join-device-known", "join-advice-title-known", None, Some("join-advice-do-code")),
    ("shared", "join-device-shared", "join-advice-title-shared", Some("join-advice-see-shared"), None),
    ("given", "join-device-given", "join-advice-title-given", Some("join-advice-see-given"), None),
    ("work", "join-device-work", "join-advice-title-work", Some("join-advice-see-work"), Some("join-advice-do-work")),
    ("unsaid", "join-device-unsaid", "join-advice-title-unsaid", None, None),
];

#[derive(Template)]
#[template(path = "member/join/device.html")]
struct Ask {
    page: Page,
    is_step: bool,
    step: usize,
    of: usize,
    choices: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "member/join/advice.html")]
struct Advice {
    page: Page,
    is_step: bool,
    step: usize,
    of: usize,
    title: String,
    see: Vec<String>,
    does: Vec<String>,
    /// What this shelter adds.
    own: Vec<String>,
    until: String,
}

/// The question.
pub fn ask(visitor: &Visitor, is_step: bool) -> Result<HttpResponse> {
    let page = page(visitor);
    let choices = WHOSE.iter().map(|(key, words, ..)| (*key, page.say(words))).collect();
    answer::page(&Ask { is_step, step: number("device"), of: of(), choices, page })
}

/// The advice. No answer, or one that we do not know, gets the advice for any device.
pub fn advise(visitor: &Visitor, form: &Fields, good_until: Option<Moment>) -> Result<HttpResponse> {
    let page = page(visitor);
    let given = form.get("whose").map_or("unsaid", String::as_str);
    let (_, _, title, sees, does) = WHOSE.iter().find(|it| it.0 == given).or(WHOSE.last()).copied().unwrap_or_default();
    let line = page.say1("join-advice-see-line", "title", page.title());
    let see = [Some(line), sees.map(|it| page.say(it)), Some(page.say("join-advice-see-close")), Some(page.say("join-advice-see-app"))];
    let for_this = does.map(|it| page.say(it));
    let other = (given != "mine").then(|| page.say("join-advice-do-other"));
    let do_all = [other, for_this, Some(page.say("join-advice-do-private")), Some(page.say("join-advice-do-delete"))];
    answer::page(&Advice {
        is_step: good_until.is_some(),
        step: number("device"),
        of: of(),
        title: page.say(title),
        see: see.into_iter().flatten().collect(),
        does: do_all.into_iter().flatten().collect(),
        own: page.site.device_advice(page.language),
        until: good_until.map(|it| until(&page, it)).unwrap_or_default(),
        page,
    })
}

/// Outside joining: from the foot of every page.
pub async fn show(visitor: Visitor) -> Result<HttpResponse> {
    ask(&visitor, false)
}

pub async fn answered(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    advise(&visitor, &form, None)
}

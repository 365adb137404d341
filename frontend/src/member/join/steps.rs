//! The steps of joining, one page each. A step that is not yet hers leads to the one that is.
use super::{Fields, arrived, device as devices, go_on, journey, journey_of, of, page, set_way};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Error, Refusal, Result,
    group::{self, about, ways},
    joining::{
        self, ALIAS_SURE, JOURNEY_LOST, Journey,
        agreement::{self as agreements, Changes, Shown},
        alias::{self as aliases, Suggestion},
        consent::{self as consents, Notice},
        invitation,
        journey::{Way, number},
    },
    modality::ModalityKey,
    page::Page,
    web::{Visitor, answer},
};

#[derive(Template)]
#[template(path = "member/join/start.html")]
struct Start {
    page: Page,
    step: usize,
    of: usize,
    text: about::AboutText,
    method: Vec<String>,
    ends: String,
    promises: usize,
    /// By which she can take part beside these pages, and whether she chose it.
    ways: Vec<(ModalityKey, bool)>,
    /// She chose none of them, or not yet.
    by_pages: bool,
}

#[derive(Template)]
#[template(path = "member/join/consent.html")]
pub(super) struct Consent {
    pub page: Page,
    pub step: usize,
    pub of: usize,
    pub back: String,
    pub action: String,
    pub notice: Notice,
    pub standing: String,
    pub mistakes: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "member/join/agreement.html")]
pub(super) struct Agreement {
    pub page: Page,
    pub step: usize,
    pub of: usize,
    pub back: String,
    pub action: String,
    pub talk: String,
    pub shown: Shown,
    /// Since the version that she accepted.
    pub changes: Changes,
    pub is_agreed: bool,
    pub mistakes: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "member/join/alias.html")]
struct Alias {
    page: Page,
    step: usize,
    of: usize,
    suggestions: Vec<Suggestion>,
    mistakes: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "member/join/own.html")]
struct Own {
    page: Page,
    step: usize,
    of: usize,
    value: String,
    error: String,
    asks_sure: bool,
}

/// `/join`: wherever she was.
pub async fn on(visitor: Visitor) -> Result<HttpResponse> {
    Ok(answer::go(journey(&visitor).map_or("/home".into(), |it| format!("/join/{}", it.next()))))
}

/// Draws a step. Looking changes nothing.
pub async fn show(visitor: Visitor, step: Path<String>) -> Result<HttpResponse> {
    let Some(journey) = journey(&visitor) else { return Ok(answer::go("/home")) };
    let step = match step.as_str() {
        "own" => "alias",
        other => other,
    };
    if !journey.may_be_at(step) {
        return Ok(answer::go(format!("/join/{}", journey.next())));
    }
    draw(&visitor, &journey, step, None).await
}

/// A step, with what was wrong about the answer.
async fn draw(visitor: &Visitor, journey: &Journey, step: &str, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let (kernel, page) = (&visitor.kernel, page(visitor));
    let status = refusal.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let mistakes = |field| refusal.map(|it| (field, page.say(it.code))).into_iter().collect::<Vec<_>>();
    let group = group::get(kernel, journey.group).await?;
    match step {
        "start" => {
            let about = about::find(kernel, &group).await?;
            let promises = agreements::shown(kernel, group.id, page.language).await?.map_or(0, |it| it.promises.len());
            let method = about::method(kernel, &group, &about, page.language).await?;
            let ends = group.ends.map(|it| page.date(it)).unwrap_or_default();
            let text = about.for_language(page.language);
            let ways = ways::to_choose(kernel, &group).await?.into_iter().map(|it| (it.modality, journey.way == Some(it))).collect();
            let by_pages = journey.way.is_none();
            answer::page(&Start { step: number(step), of: of(), text, method, ends, promises, ways, by_pages, page })
        }
        "device" => devices::ask(visitor, true),
        "consent" => {
            let purposes = consents::purposes(kernel, &group);
            let open = purposes.iter().find(|it| !journey.answers.iter().any(|given| given.purpose == it.key));
            let Some(purpose) = open.or(purposes.first()) else { return Ok(answer::go("/join/agreement")) };
            let notice = consents::notice(kernel, &group, *purpose, page.language).await?;
            let mistakes = mistakes("answer");
            let (back, action) = ("/join/device".into(), "/join/consent".into());
            answer::page_with(status, &Consent { step: number(step), of: of(), back, action, notice, standing: String::new(), mistakes, page })
        }
        "agreement" => {
            let shown = agreements::shown(kernel, group.id, page.language).await?.ok_or(JOURNEY_LOST)?;
            let mistakes = mistakes("agree");
            let (back, action, talk) = ("/join/consent".into(), "/join/agreement".into(), "/services".into());
            let (step, changes) = (number(step), Changes::default());
            answer::page_with(status, &Agreement { step, of: of(), back, action, talk, shown, changes, is_agreed: false, mistakes, page })
        }
        "alias" if journey.is_named => {
            let suggestions = aliases::suggestions(kernel, group.id, page.language, 3).await?;
            let mistakes = mistakes("alias");
            answer::page_with(status, &Alias { step: number(step), of: of(), suggestions, mistakes, page })
        }
        _ => Ok(answer::go(format!("/join/{}", if journey.next() == "return" { "alias" } else { journey.next() }))),
    }
}

/// What she can put right is shown on the step's own page; anything else is not hers to put right.
async fn again(visitor: &Visitor, journey: &Journey, step: &str, error: Error) -> Result<HttpResponse> {
    match error.refusal() {
        Some(refusal) if refusal != JOURNEY_LOST && refusal != joining::CODE_REFUSED => draw(visitor, journey, step, Some(refusal)).await,
        _ => Err(error),
    }
}

pub async fn start(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let journey = journey_of(&visitor)?;
    let group = group::get(&visitor.kernel, journey.group).await?;
    let chosen = form.get("way").map(String::as_str).unwrap_or_default();
    let way = ways::to_choose(&visitor.kernel, &group).await?.into_iter().find(|it| it.modality == chosen);
    let journey = Journey { has_read: true, way, ..journey };
    set_way(&visitor, Some(Way::In(Box::new(journey))));
    Ok(answer::go("/join/device"))
}

pub async fn device(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let journey = Journey { has_advice: true, ..journey_of(&visitor)? };
    let good_until = invitation::find_by_id(&visitor.kernel, journey.invitation).await?.until;
    set_way(&visitor, Some(Way::In(Box::new(journey))));
    devices::advise(&visitor, &form, Some(good_until))
}

pub async fn consent(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let mut journey = journey_of(&visitor)?;
    let group = group::get(&visitor.kernel, journey.group).await?;
    let field = |name: &str| form.get(name).map(String::as_str);
    let (purpose, shown) = (field("purpose").unwrap_or_default(), field("shown").unwrap_or_default());
    match consents::read(&visitor.kernel, &group, purpose, field("answer"), shown, visitor.language).await {
        Ok(answer) => {
            journey.answer(answer);
            let next = if journey.answers.len() < journey.purposes { "consent" } else { "agreement" };
            set_way(&visitor, Some(Way::In(Box::new(journey))));
            Ok(answer::go(format!("/join/{next}")))
        }
        Err(error) => again(&visitor, &journey, "consent", error).await,
    }
}

pub async fn agreement(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let mut journey = journey_of(&visitor)?;
    let shown = form.get("shown").map_or("", String::as_str);
    match agreements::read(&visitor.kernel, journey.group, form.contains_key("agree"), shown).await {
        Ok(agreed) => journey.agreed = Some(agreed),
        Err(error) => return again(&visitor, &journey, "agreement", error).await,
    }
    match journey.is_named {
        true => {
            set_way(&visitor, Some(Way::In(Box::new(journey))));
            Ok(answer::go("/join/alias"))
        }
        false => finish(&visitor, journey, "agreement").await,
    }
}

pub async fn alias(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let mut journey = journey_of(&visitor)?;
    match form.get("alias").map(String::as_str) {
        None => draw(&visitor, &journey, "alias", Some(joining::ANSWER_NEEDED)).await,
        Some("") => own_page(&visitor, String::new(), None),
        Some(name) => {
            let group = group::get(&visitor.kernel, journey.group).await?;
            match aliases::check(&visitor.kernel, &group, name, false, None).await {
                Ok(name) => {
                    journey.alias = Some(name);
                    finish(&visitor, journey, "alias").await
                }
                Err(error) => again(&visitor, &journey, "alias", error).await,
            }
        }
    }
}

pub async fn own(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let mut journey = journey_of(&visitor)?;
    let group = group::get(&visitor.kernel, journey.group).await?;
    let typed = form.get("own").cloned().unwrap_or_default();
    match aliases::check(&visitor.kernel, &group, &typed, form.contains_key("sure"), None).await {
        Ok(name) => {
            journey.alias = Some(name);
            finish(&visitor, journey, "alias").await
        }
        Err(error) => match error.refusal() {
            Some(refusal) => own_page(&visitor, typed, Some(refusal)),
            None => Err(error),
        },
    }
}

fn own_page(visitor: &Visitor, value: String, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let page = page(visitor);
    let error = refusal.map(|it| page.say(it.code)).unwrap_or_default();
    let status = refusal.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    answer::page_with(status, &Own { step: number("alias"), of: of(), value, error, asks_sure: refusal == Some(ALIAS_SURE), page })
}

/// Everything is answered: she comes in. Something may have changed since: then its step is shown again, and the rest kept.
async fn finish(visitor: &Visitor, mut journey: Journey, step: &str) -> Result<HttpResponse> {
    if journey.next() != "return" {
        return Ok(go_on(visitor, journey));
    }
    match arrived::arrive(visitor, journey.clone()).await {
        Err(error) => match error.refusal() {
            Some(joining::SHOWN_CHANGED) => {
                journey.agreed = None;
                set_way(visitor, Some(Way::In(Box::new(journey.clone()))));
                again(visitor, &journey, "agreement", error).await
            }
            Some(joining::ALIAS_TAKEN) => {
                journey.alias = None;
                again(visitor, &journey, step, error).await
            }
            _ => Err(error),
        },
        done => done,
    }
}

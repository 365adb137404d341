//! Agreeing and consenting again, from inside: when the promises changed, when a consent ends, or because she thought again.
//! Reading never waits for either.
use super::{Fields, of, steps};
use crate::member::frame;
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, ServiceConfig},
};
use hearth_core::{
    Refusal, Result,
    admission::Admission,
    joining::{
        SHOWN_CHANGED,
        agreement::{self as agreements},
        consent::{self as consents},
    },
    page::Here,
    web::{Visitor, answer},
};

pub fn agreement_routes(config: &mut ServiceConfig) {
    config.route("", web::get().to(agreement)).route("", web::post().to(agree));
}

pub fn consent_routes(config: &mut ServiceConfig) {
    config.route("", web::get().to(consent)).route("", web::post().to(answer_again));
}

async fn agreement(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    draw_agreement(&visitor, &admission, None).await
}

async fn draw_agreement(visitor: &Visitor, admission: &Admission, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let page = frame::of_group(visitor, admission, Here::Choices);
    let shown = agreements::shown(&visitor.kernel, admission.group(), page.language).await?.ok_or(SHOWN_CHANGED)?;
    let standing = admission.standing();
    let is_agreed = standing.accepted == Some(shown.id);
    let changes = agreements::changes(&visitor.kernel, admission.group(), standing.accepted, page.language).await?;
    let mistakes = refusal.map(|it| ("agree", page.say(it.code))).into_iter().collect();
    let status = refusal.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let (action, talk) = (format!("/g/{}/agreement", admission.group()), format!("/g/{}/staff", admission.group()));
    let back = "/home".into();
    answer::page_with(status, &steps::Agreement { step: 0, of: of(), back, action, talk, shown, changes, is_agreed, mistakes, page })
}

async fn agree(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let shown = form.get("shown").map_or("", String::as_str);
    match agreements::read(&visitor.kernel, admission.group(), form.contains_key("agree"), shown).await {
        Ok(agreed) => {
            agreements::accept(&visitor.kernel, &admission, visitor.language, agreed).await?;
            Ok(answer::go("/home"))
        }
        Err(error) => match error.refusal() {
            Some(refusal) => draw_agreement(&visitor, &admission, Some(refusal)).await,
            None => Err(error),
        },
    }
}

async fn consent(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    draw_consent(&visitor, &admission, None).await
}

async fn draw_consent(visitor: &Visitor, admission: &Admission, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    let page = frame::of_group(visitor, admission, Here::Choices);
    let standing = admission.standing();
    let purpose = consents::purposes(kernel, &standing.group).into_iter().next().ok_or(SHOWN_CHANGED)?;
    let notice = consents::notice(kernel, &standing.group, purpose, page.language).await?;
    let state = consents::state(kernel, &standing.membership).await?.into_iter().find(|it| it.purpose == purpose.key);
    let words = match state {
        Some(it) if it.is_given => it.until.map(|until| page.say1("join-consent-given", "day", page.date(until))).unwrap_or_default(),
        Some(it) if it.event.is_some() => page.say("join-consent-ended"),
        _ => String::new(),
    };
    let mistakes = refusal.map(|it| ("answer", page.say(it.code))).into_iter().collect();
    let status = refusal.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let action = format!("/g/{}/consent", admission.group());
    answer::page_with(status, &steps::Consent { step: 0, of: of(), back: "/choices".into(), action, notice, standing: words, mistakes, page })
}

async fn answer_again(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let (kernel, standing) = (&visitor.kernel, admission.standing());
    let field = |name: &str| form.get(name).map(String::as_str);
    let (purpose, shown) = (field("purpose").unwrap_or_default(), field("shown").unwrap_or_default());
    match consents::read(kernel, &standing.group, purpose, field("answer"), shown, visitor.language).await {
        Ok(given) => {
            let yes = given.yes;
            consents::answer(kernel, &standing.membership, given).await?;
            Ok(answer::go(if yes { "/home" } else { "/choices" }))
        }
        Err(error) => match error.refusal() {
            Some(refusal) => draw_consent(&visitor, &admission, Some(refusal)).await,
            None => Err(error),
        },
    }
}

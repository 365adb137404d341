//! Asking to come, for people whom nobody here knows. The page exists only while the group takes applications. Answers
//! travel in the form from question to question, and are stored once, sealed, at the end.
use super::join::{Fields, address, code};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    admission::UNKNOWN_GROUP,
    group::about::{self, About, AboutText, MOST_QUESTIONS},
    joining::{application, grouped, work},
    page::{Face, Page},
    table::{application::ApplicationState, group},
    web::{Source, Visitor, answer},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/apply/go", web::post().to(go))
        .route("/apply/withdraw", web::post().to(withdraw))
        .route("/apply/{code}", web::get().to(intro))
        .route("/apply/{code}", web::post().to(question));
}

#[derive(Template)]
#[template(path = "member/apply/intro.html")]
struct Intro {
    page: Page,
    code: String,
    text: AboutText,
    method: Vec<String>,
    questions: usize,
    talk: String,
}

#[derive(Template)]
#[template(path = "member/apply/question.html")]
struct Question {
    page: Page,
    code: String,
    carried: Vec<(String, String)>,
    number: usize,
    of: usize,
    name: String,
    words: String,
    why: String,
    help: String,
    value: String,
    is_last: bool,
    work: String,
    bits: u32,
    mistakes: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "member/apply/status.html")]
struct Status {
    page: Page,
    title: String,
    paragraphs: Vec<String>,
    code: String,
    grouped: String,
    address: String,
    is_new: bool,
    is_accepted: bool,
    is_declined: bool,
}

/// Where applications from one place are counted.
const APPLICATIONS: &str = "apply";

async fn intro(visitor: Visitor, code: Path<String>) -> Result<HttpResponse> {
    let (group, about) = application::open_group(&visitor.kernel, &code).await?.ok_or(UNKNOWN_GROUP)?;
    let page = Page::new(&visitor, Face::Member);
    let method = about::method(&visitor.kernel, &group, &about, page.language).await?;
    let talk = match page.site.staff_phone.as_str() {
        "" => page.say("join-refused-next"),
        phone => page.say1("join-call", "phone", phone),
    };
    let questions = about.questions.len().min(MOST_QUESTIONS);
    answer::page(&Intro { code: code.into_inner(), text: about.for_language(page.language), method, questions, talk, page })
}

/// Shows the question that is asked for; after the last one, takes the application.
async fn question(visitor: Visitor, source: Source, code: Path<String>, form: Form<Fields>) -> Result<HttpResponse> {
    let (group, about) = application::open_group(&visitor.kernel, &code).await?.ok_or(UNKNOWN_GROUP)?;
    let count = about.questions.len().min(MOST_QUESTIONS);
    let next = form.get("next").and_then(|it| it.parse::<usize>().ok()).unwrap_or(0);
    match next < count {
        true => draw(&visitor, &code, &about, next, &form, None).await,
        false => take(&visitor, &source, &code, &group, &about, &form).await,
    }
}

fn answers(about: &About, form: &Fields) -> application::Answers {
    let given = |key: &String| form.get(&format!("a-{key}")).map(|it| (key.clone(), it.clone()));
    about.questions.iter().take(MOST_QUESTIONS).filter_map(|it| given(&it.key)).collect()
}

async fn draw(visitor: &Visitor, code: &str, about: &About, index: usize, form: &Fields, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let page = Page::new(visitor, Face::Member);
    let question = about.questions.get(index).ok_or(UNKNOWN_GROUP)?;
    let of = about.questions.len().min(MOST_QUESTIONS);
    let name = format!("a-{}", question.key);
    let carried = answers(about, form).into_iter().filter(|it| it.0 != question.key).map(|(key, value)| (format!("a-{key}"), value)).collect();
    let is_last = index + 1 == of;
    let work = if is_last { work::ask(&visitor.kernel).await? } else { String::new() };
    let status = refusal.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let page = Question {
        code: code.to_owned(),
        carried,
        number: index + 1,
        of,
        words: question.words(page.language).to_owned(),
        why: question.why(page.language).to_owned(),
        help: page.say(if question.is_required { "join-apply-needed" } else { "join-apply-optional" }),
        value: form.get(&name).cloned().unwrap_or_default(),
        is_last,
        work,
        bits: work::BITS,
        mistakes: refusal.map(|it| (name.clone(), page.say(it.code))).into_iter().collect(),
        name,
        page,
    };
    answer::page_with(status, &page)
}

async fn take(visitor: &Visitor, source: &Source, code: &str, group: &group::Model, about: &About, form: &Fields) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    let (source, now) = (source.0, kernel.clock.now());
    kernel.throttle.ask(source, APPLICATIONS, now)?;
    let made = match application::apply(kernel, group, about, answers(about, form), visitor.language).await {
        Ok(made) => made,
        Err(error) => {
            let Some(refusal) = error.refusal() else { return Err(error) };
            // Back to the one that must be answered, or to the last.
            let needed =
                about.questions.iter().position(|it| it.is_required && form.get(&format!("a-{}", it.key)).is_none_or(|it| it.trim().is_empty()));
            let index = needed.unwrap_or(about.questions.len().min(MOST_QUESTIONS).saturating_sub(1));
            return draw(visitor, code, about, index, form, Some(refusal)).await;
        }
    };
    let field = |name: &str| form.get(name).map_or("", String::as_str);
    let weight = if work::is_done(kernel, field("p"), field("w")).await? { 1 } else { 3 };
    for _ in 0..weight {
        kernel.throttle.failed(source, APPLICATIONS, now)?;
    }
    let page = Page::new(visitor, Face::Member);
    let paragraphs = vec![page.say("join-apply-sent-about")];
    answer::page(&Status {
        title: page.say("join-apply-sent"),
        paragraphs,
        grouped: grouped(&made),
        code: made,
        address: address(kernel),
        is_new: true,
        is_accepted: false,
        is_declined: false,
        page,
    })
}

/// How it stands, for who has the code.
pub async fn status(visitor: &Visitor, code: &str) -> Result<HttpResponse> {
    let found = application::find(&visitor.kernel, code).await?;
    let page = Page::new(visitor, Face::Member);
    let (title, words) = match found.state {
        ApplicationState::Accepted => ("join-apply-yes", "join-apply-yes-about"),
        ApplicationState::Declined => ("join-apply-no", "join-apply-no-about"),
        ApplicationState::Waiting | ApplicationState::Withdrawn => ("join-apply-waits", "join-apply-waits-about"),
    };
    answer::page(&Status {
        title: page.say(title),
        paragraphs: vec![page.say(words), page.say1("join-apply-until", "day", page.date(found.purge))],
        code: code.to_owned(),
        grouped: String::new(),
        address: String::new(),
        is_new: false,
        is_accepted: found.state == ApplicationState::Accepted,
        is_declined: found.state == ApplicationState::Declined,
        page,
    })
}

/// Accepted: on to the same steps as everyone.
async fn go(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    let id = application::invitation(&visitor.kernel, form.get("code").map_or("", String::as_str)).await?;
    code::set_off(&visitor, id).await
}

async fn withdraw(visitor: Visitor, form: Form<Fields>) -> Result<HttpResponse> {
    application::withdraw(&visitor.kernel, form.get("code").map_or("", String::as_str)).await?;
    Ok(answer::go("/join/declined"))
}

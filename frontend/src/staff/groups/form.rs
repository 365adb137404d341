//! A page that asks about one part of a group. Each part says what it asks and how it keeps the answer; showing it, keeping
//! what was typed beside a mistake, and going on are the same for all.
use super::frame::{self, Opened, STEPS};
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Error, Result,
    page::Page,
    web::{GroupPath, Staff, answer},
};
use std::collections::HashMap;

/// What stands in the fields, by their names.
pub type Values = HashMap<String, String>;
/// Field, and what is wrong with it in words.
pub type Mistake = (String, String);

/// One part of a group.
pub trait Section: 'static {
    /// Its address under the group's; `groups-PAGE-title` and `-lead` are its words.
    const PAGE: &'static str;
    /// What is set now.
    async fn values(opened: &Opened) -> Result<Values>;
    /// What is asked.
    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>>;
    /// Keeps it, or says what is wrong.
    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>>;
}

/// One thing on a form.
pub enum Part {
    Heading(String),
    Note(String),
    Text {
        name: String,
        label: String,
        help: String,
        value: String,
        kind: &'static str,
        longest: u32,
    },
    Area {
        name: String,
        label: String,
        help: String,
        value: String,
    },
    Choices {
        question: String,
        help: String,
        options: Vec<Choice>,
        is_many: bool,
    },
    /// Radio buttons that show what each means.
    Weigh {
        question: String,
        name: String,
        ways: Vec<Weighed>,
    },
}

pub struct Choice {
    pub name: String,
    pub value: String,
    pub label: String,
    pub help: String,
    pub is_chosen: bool,
}

/// A way of meeting with its considerations: headings and what is said.
pub struct Weighed {
    pub value: String,
    pub label: String,
    pub help: String,
    pub is_chosen: bool,
    pub title: String,
    pub facts: Vec<(String, String)>,
}

impl Part {
    pub fn text(page: &Page, name: &str, values: &Values, kind: &'static str) -> Part {
        let (label, help) = words(page, name);
        Part::Text { name: name.to_owned(), label, help, value: get(values, name), kind, longest: 200 }
    }

    pub fn area(page: &Page, name: &str, values: &Values) -> Part {
        let (label, help) = words(page, name);
        Part::Area { name: name.to_owned(), label, help, value: get(values, name) }
    }

    /// One of several values; the words of each are `groups-NAME-VALUE`.
    pub fn one_of(page: &Page, name: &str, values: &Values, of: &[&str]) -> Part {
        let (question, help) = words(page, name);
        let chosen = get(values, name);
        let options = of
            .iter()
            .map(|value| {
                let (label, help) = words(page, &format!("{name}-{value}"));
                Choice { name: name.to_owned(), value: (*value).to_owned(), label, help, is_chosen: chosen == *value }
            })
            .collect();
        Part::Choices { question, help, options, is_many: false }
    }
}

/// `groups-NAME` and, where there is more to say, `groups-NAME-help`. Underscores are hyphens.
fn words(page: &Page, name: &str) -> (String, String) {
    let key = format!("groups-{}", name.replace('_', "-"));
    let help = format!("{key}-help");
    let help = if page.kernel.words.has(page.language, &help) { page.say(&help) } else { String::new() };
    (page.say(&key), help)
}

pub fn tick(name: impl Into<String>, label: impl Into<String>, values: &Values) -> Choice {
    let name = name.into();
    Choice { is_chosen: values.contains_key(&name), name, value: "on".into(), label: label.into(), help: String::new() }
}

pub fn get(values: &Values, name: &str) -> String {
    values.get(name).map(|it| it.trim().to_owned()).unwrap_or_default()
}

/// A number, none where the field is empty or something else.
pub fn number(values: &Values, name: &str) -> Option<i32> {
    get(values, name).parse().ok()
}

#[derive(Template)]
#[template(path = "staff/groups/form.html")]
struct Shown {
    page: Page,
    opened: Opened,
    title: String,
    lead: String,
    step: Option<String>,
    parts: Vec<Part>,
    mistakes: Vec<Mistake>,
    action: String,
}

impl Shown {
    fn mistake(&self, name: &str) -> String {
        self.mistakes.iter().find(|(field, _)| field == name).map(|(_, words)| words.clone()).unwrap_or_default()
    }
}

pub async fn show<S: Section>(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, S::PAGE).await?;
    let values = S::values(&opened).await?;
    page::<S>(opened, values, Vec::new(), StatusCode::OK).await
}

pub async fn keep<S: Section>(staff: Staff, group: GroupPath, Form(values): Form<Values>) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, S::PAGE).await?;
    let mistakes = match S::save(&opened, &values).await {
        Ok(mistakes) => mistakes,
        // A refusal belongs on the page where it can be mended.
        Err(Error::Refused(refusal)) => vec![("form".to_owned(), opened.page.say(refusal.code))],
        Err(fault) => return Err(fault),
    };
    if !mistakes.is_empty() {
        return page::<S>(opened, values, mistakes, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let here = STEPS.iter().position(|it| *it == S::PAGE).filter(|_| opened.is_draft());
    let next = here.filter(|_| get(&values, "then") == "next").and_then(|it| STEPS.get(it + 1));
    Ok(answer::go(opened.address(next.copied().unwrap_or(""))))
}

async fn page<S: Section>(opened: Opened, values: Values, mistakes: Vec<Mistake>, status: StatusCode) -> Result<HttpResponse> {
    let page = opened.page.clone();
    let parts = S::parts(&opened, &values).await?;
    let step = opened.step(S::PAGE).map(|it| page.say2("groups-step", "step", it, "steps", STEPS.len()));
    let shown = Shown {
        title: page.say(&format!("groups-{}-title", S::PAGE)),
        lead: page.say(&format!("groups-{}-lead", S::PAGE)),
        action: opened.address(S::PAGE),
        step,
        parts,
        mistakes,
        page,
        opened,
    };
    answer::page_with(status, &shown)
}

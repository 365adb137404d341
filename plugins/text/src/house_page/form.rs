//! One line: a new one of a carrier, or one that is there. What was typed stands in its fields again when something is missing.
use super::{
    ADDRESS, Given,
    fields::{self, Shown},
};
use crate::{
    frame::{Able, abilities},
    line::{self, INCOMPLETE, Kept, Line, NO_SUCH_LINE},
    offered::{self, Offered},
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use askama::Template;
use hearth_core::{
    Result,
    page::{
        Page,
        staff::{self, Here},
    },
    permission::Permission,
    web::{Staff, answer},
};
use serde_json::Value;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "text/line.html")]
struct LinePage {
    page: Page,
    errors: Vec<(String, String)>,
    /// The same for the top of the page, where each says which field it is about.
    listed: Vec<(String, String)>,
    /// Where the form goes.
    address: String,
    carrier: String,
    what: String,
    able: Vec<Able>,
    number: String,
    fields: Vec<Shown>,
    /// The address that the carrier calls; none before the line is kept.
    calls: Option<String>,
}

impl LinePage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(it, _)| it == field).map_or("", |(_, words)| words)
    }
}

/// The form of a new line.
pub async fn add(staff: Staff, path: Path<String>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let carrier = offered::by_code(&path).ok_or(NO_SUCH_LINE)?;
    draw(&staff, carrier, None, &Given::new(), Vec::new()).await
}

pub async fn keep_new(staff: Staff, path: Path<String>, form: Form<Given>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let carrier = offered::by_code(&path).ok_or(NO_SUCH_LINE)?;
    keep_as(&staff, carrier, None, &form).await
}

/// The form of a line that is there.
pub async fn page(staff: Staff, path: Path<Uuid>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let kept = line::find(&staff.kernel, *path).await?;
    let carrier = offered::by_code(&kept.line.carrier).ok_or(NO_SUCH_LINE)?;
    let mut given = fields::given(carrier, &kept.line.config);
    given.insert("number".into(), kept.line.number.clone());
    draw(&staff, carrier, Some(&kept), &given, Vec::new()).await
}

pub async fn keep(staff: Staff, path: Path<Uuid>, form: Form<Given>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let kept = line::find(&staff.kernel, *path).await?;
    let carrier = offered::by_code(&kept.line.carrier).ok_or(NO_SUCH_LINE)?;
    keep_as(&staff, carrier, Some(&kept), &form).await
}

async fn keep_as(staff: &Staff, carrier: &'static Offered, kept: Option<&Kept>, given: &Given) -> Result<HttpResponse> {
    let before = kept.map_or(&Value::Null, |it| &it.line.config);
    let config = fields::config(carrier, given, before);
    let number = given.get("number").map(|it| it.trim().to_owned()).unwrap_or_default();
    let mut wrong = fields::mistakes(carrier, &config);
    if number.is_empty() {
        wrong.insert(0, ("number", INCOMPLETE.code));
    }
    if !wrong.is_empty() {
        return draw(staff, carrier, kept, given, wrong).await;
    }
    // Nobody has looked at it as it is now.
    let line = Line { carrier: carrier.code.into(), number, config, looked: None, refused: None };
    let id = line::keep(&staff.kernel, staff.person, kept.map(|it| it.id), line).await?;
    line::settle(&staff.kernel, id).await?;
    Ok(answer::go(format!("{ADDRESS}?done=kept")))
}

type Wrong = Vec<(&'static str, &'static str)>;

async fn draw(staff: &Staff, carrier: &'static Offered, kept: Option<&Kept>, given: &Given, wrong: Wrong) -> Result<HttpResponse> {
    let page = staff::page(staff, Here::Settings).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let label = |field: &str| page.say(&fields::key(field, ""));
    let listed = |(field, key): &(&'static str, &'static str)| {
        ((*field).to_owned(), page.say2("text-field-wrong", "field", label(field), "words", page.say(key)))
    };
    let listed: Vec<(String, String)> = wrong.iter().map(listed).collect();
    let errors: Vec<(String, String)> = wrong.into_iter().map(|(field, key)| (field.to_owned(), page.say(key))).collect();
    let line = LinePage {
        address: match kept {
            Some(it) => format!("{ADDRESS}/line/{}", it.id.as_simple()),
            None => format!("{ADDRESS}/add/{}", carrier.code),
        },
        carrier: page.say(&format!("text-carrier-{}", carrier.code)),
        what: page.say(&format!("text-carrier-{}-what", carrier.code)),
        able: abilities(&page, &carrier.abilities),
        number: given.get("number").cloned().unwrap_or_default(),
        fields: fields::shown(&page, carrier, given, kept.map_or(&Value::Null, |it| &it.line.config), &errors),
        calls: kept.map(|it| offered::calls(&staff.kernel, it.id)),
        errors,
        listed,
        page,
    };
    answer::page_with(status, &line)
}

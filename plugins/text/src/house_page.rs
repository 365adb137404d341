//! How texts come and go, for administrators: the lines in their order, what the last look at each found, a test, and what can be added.
//! A secret is taken here and never shown again.
mod fields;
mod form;

pub use form::{add, keep, keep_new, page as edit};

use crate::{
    carrier::{Address, Network},
    frame::{Able, abilities, network},
    line::{self, Kept},
    lines::Lines,
    number, offered, phone,
    settings::Text as Settings,
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Query},
};
use askama::Template;
use hearth_core::{
    Result,
    contact::{self, Medium, Outcome},
    page::{
        Page,
        staff::{self, Here},
    },
    permission::Permission,
    settings,
    web::{Staff, answer},
};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

pub const ADDRESS: &str = "/staff/plugins/text";
/// What is wrong with the choice of a test's network; all else is wrong with its number.
const NO_NETWORK: &str = "text-test-no-network";
pub type Given = HashMap<String, String>;

/// A line, as it stands.
struct Line {
    id: Uuid,
    carrier: String,
    number: String,
    state: String,
    /// How it looks: a kind of tag.
    tag: &'static str,
    words: String,
    looked: Option<String>,
    /// When it refused a text for good, in words.
    refused: Option<String>,
    /// Another line of its network is tried before it.
    may_be_first: bool,
    /// The address that its carrier calls.
    calls: String,
}

/// A carrier that can be added.
struct Choosable {
    code: &'static str,
    name: String,
    what: String,
    able: Vec<Able>,
}

#[derive(Template)]
#[template(path = "text/house.html")]
struct HousePage {
    page: Page,
    errors: Vec<(String, String)>,
    done: String,
    lines: Vec<Line>,
    offered: Vec<Choosable>,
    /// To which a test can go: value, words, whether it is chosen.
    networks: Vec<(String, String, bool)>,
    to: String,
}

impl HousePage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(it, _)| it == field).map_or("", |(_, words)| words)
    }
}

#[derive(Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// What a test said that was not taken.
#[derive(Default)]
struct Tried {
    to: String,
    network: String,
    wrong: Option<&'static str>,
}

pub async fn page(staff: Staff, asked: Query<Asked>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let done = match asked.done.as_deref() {
        Some(it @ ("kept" | "removed" | "tested")) => format!("text-staff-done-{it}"),
        _ => String::new(),
    };
    draw(&staff, &done, Tried::default()).await
}

/// Looks at a line, puts it before the others, or takes it away.
pub async fn act(staff: Staff, form: Form<Given>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let id = form.get("line").and_then(|it| Uuid::parse_str(it).ok()).ok_or(line::NO_SUCH_LINE)?;
    let done = match form.get("do").map(String::as_str) {
        Some("look") => line::look(&staff.kernel, id).await.map(|()| "")?,
        Some("first") => line::first(&staff.kernel, id).await.map(|()| "")?,
        Some("remove") => line::remove(&staff.kernel, staff.person, id).await.map(|()| "?done=removed")?,
        _ => "",
    };
    Ok(answer::go(format!("{ADDRESS}{done}")))
}

/// One neutral sentence to a phone of staff's own.
pub async fn test(staff: Staff, form: Form<Given>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let kernel = &staff.kernel;
    let said = |name: &str| form.get(name).map(|it| it.trim().to_owned()).unwrap_or_default();
    let (to, chosen) = (said("to"), said("network"));
    let at = number::normal(&to, phone::home(kernel).await?);
    let network = testable(&staff).await?.into_iter().find(|it| network(*it) == chosen);
    let wrong = match (at, network) {
        (None, _) => Some("text-test-no-number"),
        (_, None) => Some(NO_NETWORK),
        (Some(at), Some(network)) => send_test(&staff, Address { network, at }).await?,
    };
    match wrong {
        None => Ok(answer::go(format!("{ADDRESS}?done=tested"))),
        wrong => draw(&staff, "", Tried { to, network: chosen, wrong }).await,
    }
}

/// What kept it from going, as a key of words.
async fn send_test(staff: &Staff, to: Address) -> Result<Option<&'static str>> {
    let kernel = &staff.kernel;
    if phone::is_stopped(kernel, &phone::hash(kernel, &to).await?).await? {
        return Ok(Some("text-test-stopped"));
    }
    let house = settings::get::<Settings>(kernel, None).await?;
    if !number::country(&to.at).is_some_and(|it| house.goes_to(it)) {
        return Ok(Some("text-test-country"));
    }
    let words = kernel.words.say(staff.visitor.language, "text-test-words", &[]);
    let sent = contact::reply(kernel, Medium::Text, phone::write(&to), words).await?;
    Ok(match sent {
        Outcome::Sent => None,
        Outcome::Refused => Some("text-test-refused"),
        Outcome::Waits | Outcome::NotSent => Some("text-test-not-sent"),
    })
}

/// Networks on which the house can write first.
async fn testable(staff: &Staff) -> Result<Vec<Network>> {
    let mut found = Vec::new();
    for line in staff.kernel.held::<Lines>().running(&staff.kernel).await?.iter() {
        if !line.carrier.abilities().she_begins && !found.contains(&line.network) {
            found.push(line.network);
        }
    }
    Ok(found)
}

async fn draw(staff: &Staff, done: &str, tried: Tried) -> Result<HttpResponse> {
    let kernel = &staff.kernel;
    let page = staff::page(staff, Here::Settings).await?;
    let kept = line::all(kernel).await?;
    let offered = offered::ALL.iter().map(|it| Choosable {
        code: it.code,
        name: page.say(&format!("text-carrier-{}", it.code)),
        what: page.say(&format!("text-carrier-{}-what", it.code)),
        able: abilities(&page, &it.abilities),
    });
    let networks = testable(staff).await?.into_iter().map(network);
    let house = HousePage {
        done: if done.is_empty() { String::new() } else { page.say(done) },
        errors: tried.wrong.iter().map(|it| (if *it == NO_NETWORK { "network" } else { "to" }.to_owned(), page.say(it))).collect(),
        lines: kept.iter().enumerate().map(|(at, it)| shown(&page, it, &kept[..at])).collect(),
        offered: offered.collect(),
        networks: networks.map(|it| (it.to_owned(), page.say(it), tried.network == it)).collect(),
        to: tried.to,
        page,
    };
    let status = if tried.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer::page_with(status, &house)
}

fn shown(page: &Page, kept: &Kept, before: &[Kept]) -> Line {
    let looked = kept.line.looked.as_ref();
    let network = |it: &Kept| offered::by_code(&it.line.carrier).map(|it| it.network);
    let (state, tag, words) = match looked {
        _ if kept.line.refused.is_some() => ("text-staff-bad", "danger", page.say("text-staff-refuses")),
        None => ("text-staff-unknown", "quiet", page.say("text-staff-not-looked")),
        Some(line::Looked { trouble: None, .. }) => ("text-staff-good", "good", page.say("text-staff-ready")),
        Some(line::Looked { trouble: Some(why), .. }) => ("text-staff-bad", "danger", page.say(why)),
    };
    Line {
        id: kept.id,
        carrier: page.say(&format!("text-carrier-{}", kept.line.carrier)),
        number: number::readable(&kept.line.number),
        state: page.say(state),
        tag,
        words,
        looked: looked.map(|it| page.ago(it.at)),
        refused: kept.line.refused.map(|it| page.ago(it)),
        may_be_first: before.iter().any(|it| network(it) == network(kept)),
        calls: offered::calls(&page.kernel, kept.id),
    }
}

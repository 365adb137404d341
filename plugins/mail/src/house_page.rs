//! How letters come and go, for administrators: the domain, the server that sends, the way in, the records to publish, what the
//! self-check found, and what waits. A passphrase is taken here and never shown again.
mod fields;
pub(crate) mod looking;

use crate::{
    check::{Finding, State},
    house::{self, House},
    round,
};
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use fields::{Given, Typed};
use hearth_core::{
    Refusal, Result,
    contact::{Medium, owed},
    page::{
        Page,
        staff::{self, Here},
    },
    permission::Permission,
    web::{Staff, answer},
};

const ADDRESS: &str = "/staff/plugins/mail";

/// One point of the self-check, in words.
struct Checked {
    point: String,
    state: String,
    /// How it looks: a kind of tag.
    tag: &'static str,
    words: String,
    /// What is to be copied, where there is something.
    record: Option<String>,
}

/// Something to publish in the domain.
struct Record {
    kind: &'static str,
    name: String,
    value: String,
}

struct Waits {
    count: u64,
    why: String,
}

#[derive(Template)]
#[template(path = "mail/house.html")]
struct HousePage {
    page: Page,
    errors: Vec<(String, String)>,
    typed: Typed,
    out_seals: Vec<(String, String, bool)>,
    in_seals: Vec<(String, String, bool)>,
    has_out_passphrase: bool,
    has_in_passphrase: bool,
    is_set: bool,
    looked: Option<String>,
    checked: Vec<Checked>,
    records: Vec<Record>,
    waiting: Vec<Waits>,
    oldest: Option<String>,
}

impl HousePage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(it, _)| it == field).map_or("", |(_, words)| words)
    }

    fn passphrase_help(&self, is_there: bool) -> &'static str {
        if is_there { "mail-staff-passphrase-kept" } else { "mail-staff-passphrase-help" }
    }
}

pub async fn page(staff: Staff) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let kept = house::find(&staff.kernel).await?;
    let typed = Typed::of(&kept);
    draw(&staff, &kept, typed, None).await
}

pub async fn keep(staff: Staff, form: Form<Given>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let kept = house::find(&staff.kernel).await?;
    let typed = Typed::read(&form);
    match typed.house(&kept, &form) {
        Ok(house) => {
            house::change(&staff.kernel, staff.person, house).await?;
            Ok(answer::go(ADDRESS))
        }
        Err(wrong) => draw(&staff, &kept, typed, Some(wrong)).await,
    }
}

/// Looks anew, or sends a letter round: out by the one way and in by the other.
pub async fn look(staff: Staff, form: Form<Given>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    match form.get("do").map(String::as_str) {
        Some("round-trip") => round::send(&staff.kernel).await?,
        _ => looking::look(&staff.kernel).await?,
    }
    Ok(answer::go(ADDRESS))
}

async fn draw(staff: &Staff, kept: &House, typed: Typed, wrong: Option<(&'static str, Refusal)>) -> Result<HttpResponse> {
    let kernel = &staff.kernel;
    let page = staff::page(staff, Here::Settings).await?;
    let (findings, looked) = looking::found(kernel, kept).await?;
    let waiting = owed::waits(kernel, Medium::Email).await?;
    let waits = [("mail-staff-waits-owed", waiting.owed), ("mail-staff-waits-held", waiting.held)];
    let seals = |chosen: &str| {
        let words = |it: &'static str| (it.to_owned(), page.say(&format!("mail-staff-seal-{it}")), it == chosen);
        fields::SEALS.map(words).to_vec()
    };
    let status = wrong.map_or(StatusCode::OK, |(_, it)| StatusCode::from_u16(it.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY));
    let house = HousePage {
        errors: wrong.iter().map(|(field, it)| ((*field).to_owned(), page.say(it.code))).collect(),
        out_seals: seals(&typed.goes.seal),
        in_seals: seals(&typed.comes.seal),
        has_out_passphrase: kept.relay.as_ref().is_some_and(|it| !it.passphrase.is_empty()),
        has_in_passphrase: kept.mailbox.as_ref().is_some_and(|it| !it.passphrase.is_empty()),
        is_set: !kept.domain.is_empty(),
        looked: looked.map(|it| page.ago(it)),
        checked: findings.iter().map(|it| checked(&page, it)).collect(),
        records: records(kept),
        waiting: waits.into_iter().filter(|it| it.1 > 0).map(|(why, count)| Waits { count, why: page.say(why) }).collect(),
        oldest: waiting.since.map(|it| page.waited(it)),
        typed,
        page,
    };
    answer::page_with(status, &house)
}

/// What has to stand in the domain whatever else does; what depends on what is there already, the self-check says.
fn records(house: &House) -> Vec<Record> {
    let mut records = Vec::new();
    if !house.domain.is_empty() && house.mailbox.is_none() {
        records.push(Record { kind: "MX", name: house.domain.clone(), value: format!("10 {}.", house.host) });
    }
    let signing = house.keys.as_ref().map(|it| it.records(&house.domain)).unwrap_or_default();
    records.extend(signing.into_iter().map(|it| Record { kind: "TXT", name: it.name, value: it.value }));
    records
}

fn checked(page: &Page, finding: &Finding) -> Checked {
    let tag = match finding.state {
        State::Good => "good",
        State::Warn => "notice",
        State::Bad => "danger",
        State::Unknown => "quiet",
    };
    // A record stands in a field of its own, where it can be copied whole.
    let below = page.say("mail-staff-record-below");
    let with: Vec<_> = finding.with.iter().map(|(name, value)| (*name, if *name == "record" { &*below } else { &**value }.into())).collect();
    Checked {
        point: page.say(finding.point.say()),
        state: page.say(finding.state.say()),
        tag,
        words: page.kernel.words.say(page.language, finding.say, &with),
        record: finding.with.iter().find(|(name, _)| *name == "record").map(|(_, value)| value.clone()),
    }
}

//! Who did what, for administrators: codes in words, names of staff, never of participants, and whether the chain is whole.
use super::navigation::{self, Here};
use actix_web::{
    HttpResponse,
    web::{self, Query, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result, audit,
    id::PersonId,
    page::Page,
    permission::Permission,
    person,
    web::{Staff, answer},
};
use serde::Deserialize;
use std::collections::{HashMap, hash_map};

pub fn routes(config: &mut ServiceConfig) {
    config.route("/staff/audit", web::get().to(list));
}

const ON_A_PAGE: usize = 50;
/// As far back as the page goes; older acts are in the export.
const MOST: u64 = 1_000;

struct Row {
    day: String,
    time: String,
    who: String,
    act: String,
    reason: String,
    /// The beginning of the subject's id: enough to see what belongs together.
    subject: String,
}

#[derive(Template)]
#[template(path = "staff/audit.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    broken: Option<i64>,
    newer: Option<String>,
    older: Option<String>,
}

#[derive(Deserialize)]
struct At {
    #[serde(default)]
    page: usize,
}

async fn list(staff: Staff, at: Query<At>) -> Result<HttpResponse> {
    staff.may(Permission::Audit).await?;
    let kernel = &staff.kernel;
    let page = navigation::page(&staff, Here::Audit).await?;
    let all = audit::list(kernel, MOST).await?;
    let at = at.page.min(MOST as usize / ON_A_PAGE);
    let mut names: HashMap<PersonId, String> = HashMap::new();
    let mut rows = Vec::new();
    for row in all.iter().skip(at * ON_A_PAGE).take(ON_A_PAGE) {
        let who = match row.actor {
            None => page.say("desk-audit-system"),
            Some(actor) => {
                if let hash_map::Entry::Vacant(unknown) = names.entry(actor) {
                    let name = person::staff_name(kernel, actor).await.unwrap_or_default();
                    unknown.insert(if name.is_empty() { page.say("desk-audit-participant") } else { name });
                }
                names[&actor].clone()
            }
        };
        let local = page.site.zone().weekday_and_minute(row.at).1;
        rows.push(Row {
            day: page.date(row.at),
            time: format!("{:02}:{:02}", local / 60, local % 60),
            who,
            act: code(&page, &row.act).unwrap_or_else(|| row.act.clone()),
            reason: row.reason.as_ref().map(|it| reason(&page, it)).unwrap_or_default(),
            subject: row.subject.map(|it| it.simple().to_string()[..8].to_owned()).unwrap_or_default(),
        });
    }
    let address = |at: usize| format!("/staff/audit?page={at}");
    answer::page(&List {
        rows,
        broken: audit::first_broken_link(kernel).await?,
        newer: (at > 0).then(|| address(at - 1)),
        older: ((at + 1) * ON_A_PAGE < all.len()).then(|| address(at + 1)),
        page,
    })
}

/// The words of a code. One from a plugin that is no longer there is shown as it is.
fn code(page: &Page, code: &str) -> Option<String> {
    page.kernel.acts.get(code).and_then(|key| page.kernel.words.find(page.language, key, &[]))
}

/// A reason is a key itself, or one of a place in a group, or an act that was asked about.
fn reason(page: &Page, it: &str) -> String {
    let words = |key: &str| page.kernel.words.find(page.language, key, &[]);
    words(it).or_else(|| words(&format!("desk-why-{it}"))).or_else(|| code(page, it)).unwrap_or_else(|| it.to_owned())
}

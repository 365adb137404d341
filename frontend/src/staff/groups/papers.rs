//! Papers about a group, made from what is really set and meant for printing: how to connect, the decision record, and the
//! annex to the shelter's policy with the questions that a vendor's checklist asks.
use super::{
    care,
    frame::{self, Opened},
};
use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    group::{about, agreement_text, decision},
    locale::Language,
    modality::{Modality, Takes},
    page::Page,
    web::{GroupPath, Staff, answer},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/groups/{group}/instructions", web::get().to(instructions))
        .route("/staff/groups/{group}/record", web::get().to(record))
        .route("/staff/groups/{group}/policy", web::get().to(policy));
}

#[derive(Template)]
#[template(path = "staff/groups/instructions.html")]
struct Instructions {
    page: Page,
    opened: Opened,
    /// One sheet a language, in that language.
    sheets: Vec<Sheet>,
}

/// What is handed to a person: nothing on it tells what it is for.
struct Sheet {
    language: Language,
    site: String,
    steps: Vec<String>,
    phone: String,
    leave: String,
}

async fn instructions(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, "instructions").await?;
    let page = opened.page.clone();
    let address = opened.kernel.house.address.as_str().trim_end_matches('/').to_owned();
    let sheets = opened
        .about
        .languages
        .iter()
        .map(|language| {
            let say = |key: &str| opened.kernel.words.say(*language, key, &[]);
            let say1 = |key: &str, name: &str, value: &str| opened.kernel.words.say(*language, key, &[(name, value.to_owned().into())]);
            let way = opened.group.modality.as_deref().map(|it| format!("{it}-connect"));
            let mut steps =
                vec![say1("groups-sheet-open", "address", &address), say("groups-sheet-code"), say("groups-sheet-name"), say("groups-sheet-back")];
            // What is special about the way of meeting, where its plugin says something.
            if let Some(key) = way.filter(|key| opened.kernel.words.has(*language, key)) {
                steps.push(say(&key));
            }
            let phone = opened.page.site.staff_phone.clone();
            let phone = if phone.is_empty() { phone } else { say1("groups-sheet-phone", "phone", &phone) };
            Sheet { language: *language, site: opened.page.site.discreet_name.clone(), steps, phone, leave: say("groups-sheet-leave") }
        })
        .collect();
    answer::page(&Instructions { page, opened, sheets })
}

#[derive(Template)]
#[template(path = "staff/groups/record.html")]
struct Record {
    page: Page,
    opened: Opened,
    found: Option<decision::Decision>,
    about: String,
}

async fn record(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, "record").await?;
    let found = decision::find(&opened.kernel, group.0).await?;
    let page = opened.page.clone();
    let about = found.as_ref().map_or_else(String::new, |it| {
        let version = page.say2("groups-record-version", "version", it.version, "way", page.say(&format!("{}-name", it.modality)));
        it.at.map_or(version.clone(), |at| format!("{version} {}", page.date(at)))
    });
    answer::page(&Record { page, opened, found, about })
}

#[derive(Template)]
#[template(path = "staff/groups/policy.html")]
struct Policy {
    page: Page,
    opened: Opened,
    lead: String,
    sections: Vec<(String, Vec<String>)>,
}

async fn policy(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    let opened = frame::open(&staff, group.0, "policy").await?;
    let (page, kernel) = (opened.page.clone(), &opened.kernel);
    let text = opened.about.for_language(page.language);
    let covered = care::covered(&opened, &page).await?;
    let who = covered.into_iter().map(|(name, hours)| if hours.is_empty() { name } else { format!("{name} : {hours}") }).collect();
    let method = about::method(kernel, &opened.group, &opened.about, page.language).await?;
    let agreement = agreement_text::current(kernel, opened.group.id).await?;
    let agreed = agreement.iter().flat_map(|it| it.words.lines(page.language)).map(str::to_owned).collect();
    let way = opened.group.modality.as_deref().and_then(|it| kernel.modality(it));
    let mut vendor = vec![
        page.say(if staff.kernel.store.is_alone() { "groups-policy-storage-here" } else { "groups-policy-storage-shared" }),
        page.say("groups-policy-encryption"),
        page.say("groups-policy-access"),
        page.say(if opened.group.keep_hours.is_some() { "groups-policy-deletion-kept" } else { "groups-policy-deletion-fleeting" }),
        page.say("groups-policy-downtime"),
    ];
    if let Some(way) = way {
        vendor.push(page.say(if way.capabilities().hides_from_providers { "groups-policy-no-provider" } else { "groups-policy-provider" }));
        vendor.push(data(&opened, way.as_ref()));
    }
    let incident = ["lock", "freeze", "tell", "write"].iter().map(|it| page.say(&format!("groups-policy-incident-{it}"))).collect();
    let sections = vec![
        (page.say("groups-policy-what"), vec![text.purpose, text.for_whom, text.length]),
        (page.say("groups-policy-who"), who),
        (page.say("groups-policy-how"), method),
        (page.say("groups-policy-agreed"), agreed),
        (page.say("groups-policy-vendor"), vendor),
        (page.say("groups-policy-incident"), incident),
    ];
    let lead = page.say1("groups-policy-lead", "day", page.date(page.now()));
    answer::page(&Policy { page, opened, lead, sections })
}

/// What an hour of it takes of one person's line, and how that is known.
pub fn data(opened: &Opened, way: &dyn Modality) -> String {
    let (key, kilobytes) = match way.takes(&opened.kernel, opened.group.id) {
        Takes::Known(it) => ("groups-data", it),
        Takes::Reckoned(it) => ("groups-data-reckoned", it),
        Takes::Measured(it) => ("groups-data-measured", it),
    };
    opened.page.say1(key, "kilobytes", kilobytes)
}

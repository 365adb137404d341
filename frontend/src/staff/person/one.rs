//! One person's place in a group: how to reach her, where she stands, what is hidden about her and who looked.
use super::{is_frozen, place, seen, state};
use crate::staff::navigation::{self, Here};
use actix_web::{HttpResponse, http::StatusCode, web::Path};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    admission::Admission,
    audit,
    contact::safe_contact,
    group::{
        about,
        membership::{self, Hidden},
    },
    id::MembershipId,
    joining::consent,
    page::Page,
    person,
    table::membership::{MembershipState, Model},
    web::{Staff, answer},
};

/// One thing that is hidden about her, as it stands for whoever looks now.
struct Secret {
    code: &'static str,
    name: String,
    is_kept: bool,
    none: String,
    /// What was just opened.
    seen: Option<String>,
    may_see: bool,
    show: String,
    is_asked: bool,
    ask: String,
    reasons: Vec<(&'static str, String)>,
}

pub struct Looked {
    pub who: String,
    pub day: String,
    pub what: String,
    pub why: String,
}

#[derive(Template)]
#[template(path = "staff/person/one.html")]
pub struct One {
    page: Page,
    alias: String,
    shape: i32,
    state: String,
    state_class: &'static str,
    is_active: bool,
    is_paused: bool,
    is_frozen: bool,
    why: String,
    group: String,
    back: String,
    base: String,
    since: String,
    invited_by: String,
    agreement: String,
    consents: Vec<(String, String)>,
    seen: String,
    reach: String,
    ask_again: String,
    secrets: Vec<Secret>,
    looked: Vec<Looked>,
    error: String,
}

impl One {
    fn pause_reasons(&self) -> &'static [&'static str] {
        membership::PAUSE_REASONS
    }

    fn end_reasons(&self) -> &'static [&'static str] {
        membership::END_REASONS
    }

    fn why_key(&self, code: &str) -> String {
        format!("desk-why-{code}")
    }
}

pub async fn show(staff: Staff, path: Path<MembershipId>) -> Result<HttpResponse> {
    draw(&staff, path.into_inner(), None, None).await
}

/// The page; with what was hidden and was just opened, or with what was refused.
pub async fn draw(staff: &Staff, id: MembershipId, opened: Option<(Hidden, String)>, refused: Option<Refusal>) -> Result<HttpResponse> {
    let (by, line) = place(staff, id).await?;
    let kernel = &staff.kernel;
    let page = navigation::page(staff, Here::Groups).await?;
    let membership = &line.membership;
    let (state, state_class) = state(&page, membership.state);
    let group = &by.standing().group;
    let agreed = membership::accepted_version(kernel, membership.id).await?;
    let mut consents = Vec::new();
    for it in consent::state(kernel, membership).await? {
        let words = match (it.is_given, it.until) {
            (true, Some(until)) => page.say1("desk-consent-until", "day", page.date(until)),
            (true, None) => page.say("desk-consent-given"),
            (false, _) => page.say("desk-consent-not"),
        };
        consents.push((page.say(&format!("desk-consent-{}", it.purpose)), words));
    }
    let (reach, ask_again) = match safe_contact::find(kernel, membership.person).await? {
        None => (page.say("desk-reach-nothing"), String::new()),
        Some(kept) => {
            let words = if kept.content.never { "desk-reach-never" } else { "desk-reach-some" };
            (page.say(words), page.date(kept.ask_again))
        }
    };
    let mut looked = Vec::new();
    for it in audit::about(kernel, id.0).await? {
        let Some(what) = Hidden::ALL.into_iter().find(|what| what.revealed() == it.act) else { continue };
        let who = match it.actor {
            Some(actor) => person::staff_name(kernel, actor).await.unwrap_or_default(),
            None => String::new(),
        };
        let why = it.reason.map(|it| page.say(&format!("desk-why-{it}"))).unwrap_or_default();
        looked.push(Looked { who, day: page.date(it.at), what: page.say(&format!("desk-hidden-{}", what.code())), why });
    }
    let invited_by = match membership.invited_by {
        Some(person) => person::staff_name(kernel, person).await.unwrap_or_default(),
        None => String::new(),
    };
    let status = refused.map_or(StatusCode::OK, |it| StatusCode::from_u16(it.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY));
    let one = One {
        alias: line.alias.clone(),
        shape: membership.shape,
        state,
        state_class,
        is_active: membership.state == MembershipState::Active,
        is_paused: membership.state == MembershipState::Paused,
        is_frozen: is_frozen(staff, membership).await?,
        why: membership.why.as_ref().map(|it| page.say(&format!("desk-why-{it}"))).unwrap_or_default(),
        group: about::find(kernel, group).await?.name(page.language),
        back: format!("/staff/groups/{}/people", group.id),
        base: format!("/staff/people/{id}"),
        since: page.date(membership.joined),
        invited_by,
        agreement: match agreed {
            Some(version) => page.say1("desk-agreement-version", "version", i64::from(version)),
            None => page.say("desk-agreement-none"),
        },
        consents,
        seen: seen(&page, membership),
        reach,
        ask_again,
        secrets: secrets(&page, &by, membership, opened).await?,
        looked,
        error: refused.map(|it| page.say(it.code)).unwrap_or_default(),
        page,
    };
    answer::page_with(status, &one)
}

/// Everything that is hidden about her, with what was just opened in its place.
async fn secrets(page: &Page, by: &Admission, place: &Model, mut opened: Option<(Hidden, String)>) -> Result<Vec<Secret>> {
    let mut secrets = Vec::new();
    for what in Hidden::ALL {
        let code = what.code();
        let say = |of: &str| page.say(&format!("desk-hidden-{code}-{of}"));
        secrets.push(Secret {
            code,
            name: page.say(&format!("desk-hidden-{code}")),
            is_kept: membership::is_kept(&page.kernel, place, what).await?,
            none: say("none"),
            seen: opened.take_if(|it| it.0 == what).map(|it| it.1),
            may_see: membership::may_reveal(&page.kernel, by, place.id, what).await?.is_some(),
            show: say("show"),
            is_asked: membership::is_asked(&page.kernel, by, place.id, what).await?,
            ask: say("ask"),
            reasons: what.reasons().iter().map(|it| (*it, page.say(&format!("desk-why-{it}")))).collect(),
        });
    }
    Ok(secrets)
}

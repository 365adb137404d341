//! One person's place in a group: how to reach her, where she stands, what is hidden about her and who looked.
use super::{is_frozen, place, seen, state};
use crate::staff::navigation::{self, Here};
use actix_web::{HttpResponse, http::StatusCode, web::Path};
use askama::Template;
use hearth_core::{
    Refusal, Result, audit,
    contact::safe_contact,
    group::{about, membership},
    id::MembershipId,
    joining::consent,
    page::Page,
    person,
    table::membership::MembershipState,
    web::{Staff, answer},
};

pub struct Looked {
    pub who: String,
    pub day: String,
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
    has_note: bool,
    may_read: bool,
    note: Option<String>,
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

    fn reveal_reasons(&self) -> &'static [&'static str] {
        membership::REVEAL_REASONS
    }

    fn why_key(&self, code: &str) -> String {
        format!("desk-why-{code}")
    }
}

pub async fn show(staff: Staff, path: Path<MembershipId>) -> Result<HttpResponse> {
    draw(&staff, path.into_inner(), None, None).await
}

/// The page; with the hidden note where it was just opened, or with what was refused.
pub async fn draw(staff: &Staff, id: MembershipId, note: Option<String>, refused: Option<Refusal>) -> Result<HttpResponse> {
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
    for it in audit::about(kernel, id.0).await?.into_iter().filter(|it| it.act == "suitability.revealed") {
        let who = match it.actor {
            Some(actor) => person::staff_name(kernel, actor).await.unwrap_or_default(),
            None => String::new(),
        };
        let why = it.reason.map(|it| page.say(&format!("desk-why-{it}"))).unwrap_or_default();
        looked.push(Looked { who, day: page.date(it.at), why });
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
        has_note: membership.suitability.is_some(),
        may_read: membership::may_reveal(kernel, &by, id).await?.is_some(),
        note,
        looked,
        error: refused.map(|it| page.say(it.code)).unwrap_or_default(),
        page,
    };
    answer::page_with(status, &one)
}

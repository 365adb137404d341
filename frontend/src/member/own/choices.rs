//! The page of choices itself: how things are set, what is kept, who looked.
use super::super::frame;
use actix_web::{HttpResponse, web::Query};
use askama::Template;
use hearth_core::{
    Kernel, Result, audit,
    clock::Moment,
    contact::safe_contact,
    group::{about, membership::Hidden, ways},
    joining::{alias, consent},
    page::{Here, Page},
    person::{self, sign_in},
    personal_data::{
        held,
        inventory::{self, Row},
        own, release,
    },
    table::membership::{MembershipState, Role},
    web::{Member, answer},
};
use std::collections::HashMap;

/// One place of hers.
struct Place {
    id: String,
    name: String,
    alias: String,
    shape: i32,
    may_rename: bool,
    shows_notes: bool,
    consents: String,
    /// Pages of the ways by which the group meets.
    more: Vec<(String, String)>,
    is_on_break: bool,
}

impl Place {
    fn notes_key(&self) -> &'static str {
        if self.shows_notes { "own-notes-before" } else { "own-notes-beside" }
    }
}

/// One line of the table of what is kept.
struct Kept {
    what: String,
    who: String,
    until: String,
}

#[derive(Template)]
#[template(path = "member/own/choices.html")]
struct Choices {
    page: Page,
    done: String,
    last_used: String,
    places: Vec<Place>,
    contact: String,
    way_back: String,
    devices: String,
    has_others: bool,
    releases: String,
    kept: Vec<Kept>,
    inventory: Vec<Row>,
    looked: Vec<String>,
}

/// What a redirect may say was done; anything else says nothing.
const DONE: &[&str] = &["notes", "break", "back", "name", "consent", "contact", "still", "stopped", "devices", "signed", "ended", "left", "out"];

pub async fn show(member: Member, query: Query<HashMap<String, String>>) -> Result<HttpResponse> {
    let (visitor, kernel) = (&member.visitor, &member.visitor.kernel);
    let page = frame::of_person(visitor, Here::Choices).await?;
    let places = places(&member, &page).await?;
    let her = own::person(kernel, member.person).await?;
    let devices = sign_in::list(kernel, member.person).await?;
    let here = visitor.signed_in.as_ref().map(|it| it.id);
    let others: Vec<_> = devices.iter().filter(|it| Some(it.id) != here).collect();
    let done = query.get("done").filter(|it| DONE.contains(&it.as_str())).map(|it| page.say(&format!("own-done-{it}"))).unwrap_or_default();
    let last = others.iter().map(|it| it.used).max().or(her.seen);
    let choices = Choices {
        done,
        last_used: last.map(|it| page.say1("own-last-used", "day", page.day(it))).unwrap_or_default(),
        contact: contact(&page, &member).await?,
        way_back: match person::passphrase::has(kernel, member.person).await? {
            true => page.say("own-way-back-words"),
            false => page.say("own-way-back-other"),
        },
        devices: match others.iter().map(|it| it.begun).min() {
            Some(begun) => page.say2("own-devices-others", "count", others.len(), "day", page.day(begun)),
            None => page.say("own-devices-this"),
        },
        has_others: !others.is_empty(),
        releases: releases(&page, &member).await?,
        kept: kept(&page, &member).await?,
        inventory: inventory(&member).await?,
        looked: looked(&page, &member).await?,
        places,
        page,
    };
    answer::page(&choices)
}

async fn places(member: &Member, page: &Page) -> Result<Vec<Place>> {
    let kernel = &member.visitor.kernel;
    let mut places = Vec::new();
    for it in own::memberships(kernel, member.person).await? {
        if it.state == MembershipState::Ended || it.role == Role::Facilitator {
            continue;
        }
        let Some(group) = own::group_of(kernel, it.group).await? else { continue };
        let states = consent::state(kernel, &it).await?;
        let given = states.iter().filter(|it| it.is_given);
        let until = given.clone().filter_map(|it| it.until).min();
        places.push(Place {
            id: it.id.to_string(),
            name: about::find(kernel, &group).await?.name(page.language),
            alias: hearth_core::group::membership::alias(kernel, &it).await?,
            shape: it.shape,
            may_rename: alias::are_chosen(&group) && it.state == MembershipState::Active,
            shows_notes: it.shows_notes,
            consents: match until {
                Some(until) => page.say2("own-consents-given", "count", given.count(), "day", page.date(until)),
                None => page.say("own-consents-none"),
            },
            more: ways::beside(&page.kernel, &group).map(|it| (page.say(it.name), it.address(group.id))).collect(),
            is_on_break: it.state == MembershipState::Paused && it.why.as_deref() == Some(own::BREAK),
        });
    }
    Ok(places)
}

async fn contact(page: &Page, member: &Member) -> Result<String> {
    let kept = safe_contact::find(&page.kernel, member.person).await?;
    Ok(match kept {
        Some(kept) if !kept.content.never && !kept.content.ways.is_empty() => match kept.ask_again <= page.now() {
            true => page.say("own-messages-stopped"),
            false => page.say1("own-messages-some", "words", page.say(&kept.content.words)),
        },
        _ => page.say("own-messages-none"),
    })
}

async fn releases(page: &Page, member: &Member) -> Result<String> {
    let all = release::list(&page.kernel, member.person).await?;
    let in_force = all.iter().filter(|it| it.is_in_force(page.now())).count();
    let open = all.iter().filter(|it| it.is_open(page.now())).count();
    Ok(match (in_force, open) {
        (0, 0) => page.say("own-releases-none"),
        _ => page.say2("own-releases-some", "count", in_force, "open", open),
    })
}

async fn kept(page: &Page, member: &Member) -> Result<Vec<Kept>> {
    let says_until = |until: Option<Moment>| match until {
        Some(until) => page.date(until),
        None => page.say("own-until-you-leave"),
    };
    let held = held::list(&page.kernel, member.person).await?;
    Ok(held
        .into_iter()
        .map(|it| Kept {
            what: page.say1(&format!("own-kept-{}", it.kind.code()), "count", it.count),
            who: page.say(&format!("own-kept-{}-who", it.kind.code())),
            until: says_until(it.until),
        })
        .collect())
}

/// The classes that are about her, as they are for the newest of her places.
async fn inventory(member: &Member) -> Result<Vec<Row>> {
    let (kernel, language) = (&member.visitor.kernel, member.visitor.language);
    for place in own::memberships(kernel, member.person).await? {
        if let Some(group) = own::group_of(kernel, place.group).await? {
            return Ok(inventory::of_group(kernel, &group, language));
        }
    }
    Ok(inventory::in_general(&kernel.words, language).into_iter().filter(|it| it.class.is_personal()).collect())
}

/// Who of staff looked at what is hidden about her, and who did something with her places.
async fn looked(page: &Page, member: &Member) -> Result<Vec<String>> {
    let kernel: &Kernel = &page.kernel;
    let mut acts = audit::about(kernel, member.person.0).await?;
    for place in own::memberships(kernel, member.person).await? {
        acts.extend(audit::about(kernel, place.id.0).await?);
    }
    acts.retain(|it| it.actor != Some(member.person));
    acts.sort_by_key(|it| std::cmp::Reverse(it.at));
    let mut lines = Vec::new();
    for act in acts.into_iter().take(50) {
        let name = match act.actor {
            Some(actor) => person::staff_name(kernel, actor).await?,
            None => String::new(),
        };
        let name = if name.is_empty() { page.say("own-talk-staff") } else { name };
        let key = format!("own-act-{}", act.act.replace('.', "-"));
        let what = match kernel.words.has(page.language, &key) {
            true => page.say(&key),
            false => page.say("own-act-other"),
        };
        let line = format!("{} · {name} · {what}", page.day(act.at));
        lines.push(match act.reason.filter(|_| Hidden::of_act(&act.act).is_some()) {
            Some(why) => format!("{line} · {}", page.say(&format!("own-why-{why}"))),
            None => line,
        });
    }
    Ok(lines)
}

pub async fn sign_out_others(member: Member) -> Result<HttpResponse> {
    let kernel = &member.visitor.kernel;
    let here = member.visitor.signed_in.as_ref().map(|it| it.id);
    for device in sign_in::list(kernel, member.person).await? {
        if Some(device.id) != here {
            sign_in::end(kernel, device.id).await?;
        }
    }
    Ok(answer::go("/choices?done=devices"))
}

//! Texts, for who looks after the group: where people write to, what each carrier can do and cannot do, who takes part by texts and how
//! it stands with each. Aliases, states and counts: nobody's words, and nobody's number.
use crate::{
    frame::{Able, Reader, abilities, network},
    lines::Lines,
    number::readable,
    seat,
    table::seat::{Mode, Model, Rest},
    unread,
};
use actix_web::{HttpResponse, web::Form};
use askama::Template;
use hearth_core::{
    Result,
    admission::{Admission, UNKNOWN_GROUP},
    contribution::faces,
    id::MembershipId,
    page::{Page, post::Author},
    table::group::Timing,
    web::{Visitor, answer},
};
use std::collections::HashMap;
use uuid::Uuid;

struct Line {
    network: String,
    number: String,
    able: Vec<Able>,
}

/// Somebody who takes part by texts.
struct Taking {
    membership: MembershipId,
    author: Author,
    /// What comes, and why nothing does.
    state: Vec<String>,
    needs_you: bool,
    /// Staff stopped it, and can let it go on.
    is_ours: bool,
    may_stop: bool,
    waits: u64,
}

#[derive(Template)]
#[template(path = "text/about.html")]
struct About<'a> {
    page: &'a Page,
    base: &'a str,
    is_own: bool,
    lines: Vec<Line>,
    taking: Vec<Taking>,
    waits: u64,
}

pub async fn page(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let reader = Reader::facilitator(&visitor, admission).await?;
    let (kernel, page, group) = (&reader.kernel, &reader.page, reader.admission.group());
    let running = kernel.held::<Lines>().running(kernel).await?;
    let lines = running.iter().map(|it| Line {
        network: page.say(network(it.network)),
        number: readable(&it.number),
        able: abilities(page, &it.carrier.abilities()),
    });
    let seats = seat::of_group(kernel, group).await?;
    let known = faces(kernel, group, seats.iter().map(|it| it.membership)).await?;
    let meets = reader.admission.standing().group.timing == Some(Timing::Synchronous);
    let mut taking = Vec::with_capacity(seats.len());
    for seat in &seats {
        taking.push(Taking {
            membership: seat.membership,
            author: reader.author(seat.membership, &known),
            state: state(page, seat),
            needs_you: matches!(seat.rests, Some(Rest::Gone | Rest::Silent | Rest::NotMe)),
            is_ours: seat.rests == Some(Rest::Staff),
            may_stop: seat.rests.is_none(),
            // What was said in a meeting waits for nobody: it is over with it.
            waits: if meets { 0 } else { unread::count(kernel, seat).await? },
        });
    }
    taking.sort_by(|a, b| (!a.needs_you, &a.author.name).cmp(&(!b.needs_you, &b.author.name)));
    let waits = taking.iter().map(|it| it.waits).sum();
    answer::page(&About { page, base: &reader.base, is_own: reader.is_own, lines: lines.collect(), taking, waits })
}

/// Stops one person's texts at once, or lets them go on.
pub async fn stop(visitor: Visitor, admission: Admission, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let reader = Reader::facilitator(&visitor, admission).await?;
    let kernel = &reader.kernel;
    let of = form.get("of").and_then(|it| Uuid::parse_str(it).ok()).map(MembershipId).ok_or(UNKNOWN_GROUP)?;
    // Found through her group: nobody else's can be named.
    let seat = seat::by_membership(kernel, of).await?.filter(|it| it.group == reader.admission.group()).ok_or(UNKNOWN_GROUP)?;
    match form.get("do").map(String::as_str) {
        // Why it rests already says more than that staff stopped it, too.
        Some("stop") if seat.rests.is_none() => seat::stop(kernel, &reader.admission, of).await?,
        Some("release") => seat::release(kernel, &reader.admission, of).await?,
        _ => {}
    }
    Ok(answer::go(format!("{}/about", reader.base)))
}

fn state(page: &Page, seat: &Model) -> Vec<String> {
    let comes = match seat.mode {
        Mode::Nothing => "text-list-nothing",
        Mode::Notice => "text-list-notice",
        Mode::Digest => "text-list-digest",
        Mode::Whole => "text-list-whole",
    };
    let mut state = vec![page.say(comes)];
    if let Some(since) = seat.paused {
        state.push(page.say1("text-list-paused", "day", page.date(since)));
    }
    if let Some(why) = seat.rests {
        state.push(page.say(match why {
            Rest::Gone => "text-list-gone",
            Rest::Silent => "text-list-silent",
            Rest::NotMe => "text-list-not-me",
            Rest::Staff => "text-list-stopped",
        }));
    }
    if seat.word.is_some() {
        state.push(page.say("text-list-word"));
    }
    state
}

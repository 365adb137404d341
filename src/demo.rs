//! A believable shelter, made up, for looking around: `hearth demo`. Everything goes through the same doors as in life, on a
//! clock that is moved, so that what was said days ago was said days ago.
mod groups;
mod people;
mod story;

use anyhow::Result;
use hearth_core::{
    Kernel,
    clock::{Clock, days},
    id::PersonId,
    table::sign_in::Door,
};

/// How long ago the story begins.
pub const BEGINS: u32 = 20;

/// Someone whom one can be, for a look around.
#[derive(Debug, Clone)]
pub struct Part {
    /// `administrator`, `participant`, …
    pub who: String,
    pub person: PersonId,
    pub door: Door,
    /// Where it begins.
    pub place: String,
}

/// Everyone, and the codes of two people who are not there yet.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    pub parts: Vec<Part>,
    /// Follows `/#i=` in an invitation's link.
    pub invitation: String,
    /// The same for the link of a meeting that is about to begin.
    pub meeting: String,
    /// Where one may apply.
    pub application: String,
}

/// Fills an empty house. The kernel's clock stands at the story's beginning and is moved to its end.
pub async fn fill(kernel: &Kernel, clock: &Clock) -> Result<Cast> {
    let mut cast = Cast::default();
    people::set_up(kernel).await?;
    let staff = people::staff(kernel, &mut cast).await?;
    clock.pass(days(1));
    let evening = groups::open(kernel, &staff, &story::SUJETS).await?;
    let topics = groups::open(kernel, &staff, &story::OPEN_TOPICS).await?;
    let room = groups::open(kernel, &staff, &story::EVENINGS).await?;
    let table = groups::open(kernel, &staff, &story::TOGETHER).await?;
    let window = groups::open(kernel, &staff, &story::WINDOW_SEAT).await?;
    groups::draft(kernel, &staff, story::DRAFT_NAME).await?;
    people::card(kernel, &staff).await?;
    clock.pass(days(1));
    let french = people::join_all(kernel, &staff, &evening, &story::SUJETS).await?;
    let english = people::join_all(kernel, &staff, &topics, &story::OPEN_TOPICS).await?;
    let wrens = people::join_all(kernel, &staff, &room, &story::EVENINGS).await?;
    let finches = people::join_all(kernel, &staff, &table, &story::TOGETHER).await?;
    let robins = people::join_all(kernel, &staff, &window, &story::WINDOW_SEAT).await?;
    let mut today = BEGINS - 2;
    while today > 0 {
        today -= 1;
        clock.pass(days(1));
        people::talk(kernel, &staff, &topics, &english, &story::OPEN_TOPICS, today).await?;
        people::talk(kernel, &staff, &room, &wrens, &story::EVENINGS, today).await?;
        people::talk(kernel, &staff, &evening, &french, &story::SUJETS, today).await?;
    }
    people::last_day(kernel, &staff, (&topics, &english), (&evening, &french), &mut cast).await?;
    for alias in ["Wren", "Heron"] {
        if let Some((person, _)) = wrens.get(alias) {
            cast.parts.push(Part { who: format!("talker ({alias}, en)"), person: *person, door: Door::Member, place: "/home".into() });
        }
    }
    if let Some((person, _)) = finches.get("Finch") {
        cast.parts.push(Part { who: "caller (Finch, en)".into(), person: *person, door: Door::Member, place: "/home".into() });
    }
    for alias in story::WINDOW_SEAT.people {
        if let Some((person, _)) = robins.get(alias) {
            cast.parts.push(Part { who: format!("face ({alias}, en)"), person: *person, door: Door::Member, place: "/home".into() });
        }
    }
    groups::meets_now(kernel, &staff, &story::WINDOW_SEAT, window.id).await?;
    cast.meeting = groups::meets_now(kernel, &staff, &story::TOGETHER, table.id).await?;
    Ok(cast)
}

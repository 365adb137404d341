//! What every page of one group begins with: the group, opened for someone who may arrange it.
use crate::staff::navigation::{self, Here};
use hearth_core::{
    Kernel, Result,
    group::{self, about, about::About},
    id::GroupId,
    joining,
    page::{Page, Tab},
    table::group::{GroupState, Model, Timing},
    web::Staff,
};

/// A group on its staff pages.
pub struct Opened {
    pub kernel: Kernel,
    pub person: hearth_core::id::PersonId,
    pub page: Page,
    pub group: Model,
    pub about: About,
    pub name: String,
    /// The pages of the group.
    pub parts: Vec<Tab>,
}

/// The order of the pages while the group is new: each is one decision.
pub const STEPS: [&str; 7] = ["words", "timing", "way", "vetting", "care", "keeping", "agreement"];

/// People and invitations are only shown to those for whom these pages are there.
const PARTS: &[(&str, &str)] = &[
    ("", "groups-tab-overview"),
    ("people", "groups-tab-people"),
    ("invitations", "groups-tab-invitations"),
    ("meetings", "groups-tab-meetings"),
    ("words", "groups-tab-words"),
    ("care", "groups-tab-care"),
    ("agreement", "groups-tab-agreement"),
    ("settings", "groups-tab-settings"),
];

/// The group is not there for anyone who may not arrange it.
pub async fn open(staff: &Staff, id: GroupId, here: &str) -> Result<Opened> {
    let group = group::arranged_by(&staff.kernel, staff.person, id).await?;
    let page = navigation::page(staff, Here::Groups).await?;
    let about = about::find(&staff.kernel, &group).await?;
    let mut parts = Vec::with_capacity(PARTS.len());
    for (part, words) in PARTS {
        let is_there = match *part {
            "people" => group::facilitates(&staff.kernel, staff.person, id).await?,
            "meetings" => group.timing == Some(Timing::Synchronous),
            "invitations" => joining::may_invite(&staff.kernel, staff.person, id).await.is_ok(),
            _ => true,
        };
        if is_there {
            parts.push(Tab { address: address(id, part), words: page.say(words), is_here: *part == here, count: None });
        }
    }
    Ok(Opened { kernel: staff.kernel.clone(), person: staff.person, name: about.name(page.language), page, group, about, parts })
}

impl Opened {
    pub fn address(&self, part: &str) -> String {
        address(self.group.id, part)
    }

    pub fn is_draft(&self) -> bool {
        self.group.state == GroupState::Draft
    }

    pub fn state_class(&self) -> &'static str {
        state_class(self.group.state)
    }

    pub fn say_state(&self) -> String {
        say_state(&self.page, self.group.state)
    }

    /// The step of a page, counted from one, while the group is new.
    pub fn step(&self, part: &str) -> Option<usize> {
        if !self.is_draft() {
            return None;
        }
        STEPS.iter().position(|it| *it == part).map(|it| it + 1)
    }
}

fn address(id: GroupId, part: &str) -> String {
    if part.is_empty() { format!("/staff/groups/{id}") } else { format!("/staff/groups/{id}/{part}") }
}

pub fn state_class(state: GroupState) -> &'static str {
    match state {
        GroupState::Draft => "draft",
        GroupState::Rehearsing => "rehearsing",
        GroupState::Open => "open",
        GroupState::Paused => "paused",
        GroupState::Closed => "closed",
    }
}

pub fn say_state(page: &Page, state: GroupState) -> String {
    page.say(&format!("groups-state-{}", state_class(state)))
}

/// What comes next for a group, by its dates.
pub fn next(page: &Page, group: &Model) -> String {
    let now = page.now();
    if group.state == GroupState::Closed {
        return group.purge.map_or(String::new(), |it| page.say1("groups-next-erased", "day", page.date(it)));
    }
    if let Some(starts) = group.starts.filter(|it| *it > now) {
        return page.say1("groups-next-begins", "day", page.date(starts));
    }
    if let Some(ends) = group.ends {
        return page.say1("groups-next-ends", "day", page.date(ends));
    }
    match group.timing {
        Some(Timing::Asynchronous) => page.say("groups-any-time"),
        _ => page.say("groups-not-chosen"),
    }
}

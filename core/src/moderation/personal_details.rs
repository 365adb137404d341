//! Words that could show who or where somebody is: a telephone number, an address, a school, a plate, a name, a place and a time.
//!
//! Looked for here, by patterns, in English and French; nothing is sent anywhere. It finds most and not all: the fixture
//! corpus beside this file says how much. While she writes, it is advice. What can lead somebody to a door by itself (a
//! number, an address) is held for a facilitator, unless the group chose otherwise.
#[cfg(test)]
mod corpus;
mod patterns;

use super::{Rule, Verdict};
use crate::{
    Kernel, Result,
    admission::Admission,
    contribution::{Draft, Words},
    id::GroupId,
    settings::{self, Settings},
};
use async_trait::async_trait;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

pub const REASON: &str = "moderation-hold-personal-details";

/// What was found. Its words are under `moderation-found-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Phone,
    Email,
    Address,
    Plate,
    School,
    Name,
    PlaceAndTime,
}

impl Kind {
    pub fn key(self) -> &'static str {
        match self {
            Kind::Phone => "moderation-found-phone",
            Kind::Email => "moderation-found-email",
            Kind::Address => "moderation-found-address",
            Kind::Plate => "moderation-found-plate",
            Kind::School => "moderation-found-school",
            Kind::Name => "moderation-found-name",
            Kind::PlaceAndTime => "moderation-found-place-and-time",
        }
    }

    /// Leads to a person by itself.
    pub fn is_held(self) -> bool {
        matches!(self, Kind::Phone | Kind::Email | Kind::Address)
    }
}

/// One finding: what, and where in the text (bytes, at the borders of characters).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// Everything that a text seems to give away, in its order. None overlaps another.
pub fn find(text: &str) -> Vec<Found> {
    let mut all = patterns::find(text);
    // The more telling one first where two overlap: kinds are in that order.
    all.sort_by_key(|it| (it.kind, it.range.start));
    let mut kept: Vec<Found> = Vec::new();
    for found in all {
        if kept.iter().all(|it| it.range.end <= found.range.start || found.range.end <= it.range.start) {
            kept.push(found);
        }
    }
    kept.sort_by_key(|it| it.range.start);
    kept
}

/// The text without these findings, a mark in the place of each.
pub fn without(text: &str, found: &[Found]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for it in found {
        if let (Some(before), true) = (text.get(from..it.range.start), it.range.end <= text.len()) {
            left.push_str(before);
            left.push_str("[…]");
            from = it.range.end;
        }
    }
    left.push_str(text.get(from..).unwrap_or_default());
    left
}

/// What is done about personal details in what people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Care {
    /// Nothing.
    Off,
    /// The person is asked before it is sent.
    Nudge,
    /// She is asked, and a telephone number, an e-mail address or a street address waits for a facilitator.
    #[default]
    Hold,
}

/// What the kernel's rules do, for a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Moderation {
    /// What happens when words could show who or where someone is.
    #[garde(skip)]
    #[schemars(extend("x-per" = "group"))]
    pub personal_details: Care,
    /// How many people can come in within one hour. Who stole invitations cannot fill a group with strangers at once.
    #[garde(range(min = 1, max = 100))]
    #[schemars(extend("x-per" = "group"))]
    pub joins_per_hour: u32,
    /// How many entries somebody can write in ten minutes on her first day. Who comes to flood the group is slowed at once.
    #[garde(range(min = 1, max = 10_000))]
    #[schemars(extend("x-per" = "group"))]
    pub first_day_entries: u32,
}

impl Default for Moderation {
    fn default() -> Self {
        Moderation { personal_details: Care::default(), joins_per_hour: 5, first_day_entries: 10 }
    }
}

impl Settings for Moderation {
    const NAMESPACE: &'static str = "moderation";
}

/// What a group asks for.
pub async fn care(kernel: &Kernel, group: GroupId) -> Result<Care> {
    Ok(settings::shared::<Moderation>(kernel, Some(group)).await?.personal_details)
}

/// Whether anything in these words seems to show who or where somebody is.
pub(super) fn tells(words: &Words) -> bool {
    let texts = [words.heading.as_deref(), words.note.as_deref(), Some(words.body.as_str())];
    texts.into_iter().flatten().any(|it| !find(it).is_empty())
}

pub(super) struct PersonalDetails;

#[async_trait]
impl Rule for PersonalDetails {
    fn name(&self) -> &'static str {
        "personal-details"
    }

    async fn judge(&self, kernel: &Kernel, admission: &Admission, draft: &Draft) -> Result<Verdict> {
        if admission.is_facilitator() || care(kernel, admission.group()).await? != Care::Hold {
            return Ok(Verdict::Pass);
        }
        let Words { heading, note, body, .. } = &draft.words;
        let texts = [heading.as_deref(), note.as_deref(), Some(body.as_str())];
        let tells = texts.into_iter().flatten().any(patterns::is_held);
        Ok(if tells { Verdict::Hold(REASON) } else { Verdict::Pass })
    }
}

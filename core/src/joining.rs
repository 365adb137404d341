//! The steps from an invitation, or an application, to a membership.
pub mod agreement;
pub mod alias;
pub mod application;
pub mod arrival;
pub mod conflict;
pub mod consent;
mod gate;
pub mod guest;
pub mod interpreter;
pub mod invitation;
pub mod journey;
pub mod meeting_code;
mod place;
mod secret;
mod tidy;
mod visits;
pub mod work;

pub use gate::{asks_for, may_invite};
pub use journey::{Journey, Step};
pub use secret::{Entered, grouped};
pub use visits::Visits;

use crate::{job::Job, refusals};
use std::sync::Arc;

refusals! {
    /// A code or link that opens nothing: wrong, used, expired, taken back or mistyped. One answer for all of them.
    CODE_REFUSED = "joining-code-refused" => 422;
    /// Too much time went by: the steps begin again with the code.
    JOURNEY_LOST = "joining-journey-lost" => 409;
    /// What she answered is not what holds now: she is shown the text as it is.
    SHOWN_CHANGED = "joining-shown-changed" => 409;
    /// One answer is needed.
    ANSWER_NEEDED = "joining-answer-needed" => 422;
    /// The promises are needed to come in.
    PROMISE_NEEDED = "joining-promise-needed" => 422;
    /// Nobody is invited who has not said that she wants to come.
    INTEREST_NEEDED = "joining-interest-needed" => 422;
    /// The group has as many people as it can take.
    GROUP_FULL = "joining-group-full" => 409;
    /// As many people came in within this hour as the group takes in one.
    HOUR_FULL = "joining-hour-full" => 409;
    /// The group is not open, or takes nobody in any more.
    INTAKE_CLOSED = "joining-intake-closed" => 409;
    /// This person cannot come into this group. No reason is given: it would tell who else is in it.
    NOT_THIS_GROUP = "joining-not-this-group" => 409;
    /// The word agreed with staff is another.
    WRONG_WORD = "joining-wrong-word" => 422;
    /// Two to thirty characters, of which one is a letter.
    ALIAS_LENGTH = "joining-alias-length" => 422;
    /// Letters of more than one writing system, or signs that are no letters.
    ALIAS_SIGNS = "joining-alias-signs" => 422;
    /// Too close to a name that is already there.
    ALIAS_TAKEN = "joining-alias-taken" => 422;
    /// A name for staff, or for the place.
    ALIAS_RESERVED = "joining-alias-reserved" => 422;
    /// It looks like a real name, an address or a number. Asked once, then it is hers to decide.
    ALIAS_SURE = "joining-alias-sure" => 422;
    /// In this group names are given, not chosen.
    ALIAS_GIVEN = "joining-alias-given" => 409;
    /// An answer is longer than anyone can read.
    ANSWER_LONG = "joining-answer-long" => 422;
    /// Every criterion of the group needs its yes or no.
    CRITERION_NEEDED = "joining-criterion-needed" => 422;
    /// A second reviewer must agree, and is someone else.
    SECOND_NEEDED = "joining-second-needed" => 409;
    /// It is decided already.
    DECIDED = "joining-decided" => 409;
}

/// What runs on a schedule here.
pub fn jobs() -> Vec<Arc<dyn Job>> {
    vec![Arc::new(consent::Expiry), Arc::new(tidy::Tidy)]
}

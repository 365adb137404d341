//! The steps from an invitation, or an application, to a membership.
mod visits;

pub use visits::Visits;

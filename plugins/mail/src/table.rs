//! The list's tables, one file each.
pub mod gone;
pub mod house;
pub mod list;
pub mod seat;
pub mod thread;
pub mod turned_away;

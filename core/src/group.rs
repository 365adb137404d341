//! A group: people who support each other, and what staff decided about it.
pub mod membership;
pub mod switches;

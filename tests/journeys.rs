//! Journeys through several modules, through the front door: the desk by its pages, what was typed and not taken, and one person
//! in two groups.
#[path = "forum/arrange.rs"]
#[expect(dead_code, reason = "it arranges for the forum's own tests as well")]
mod arrange;
#[path = "journeys/desk.rs"]
mod desk;
#[path = "journeys/names.rs"]
mod names;
#[path = "journeys/stopping.rs"]
mod stopping;
#[path = "journeys/typed.rs"]
mod typed;

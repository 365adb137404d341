//! Promises of `docs/safety.md` that no journey of one page proves: what holds on every page, at every door, and at the end of time.
#[path = "joining/arrange.rs"]
mod arrange;
#[path = "promises/coming_in.rs"]
mod coming_in;
#[path = "promises/help.rs"]
mod help;
#[path = "promises/keeping.rs"]
mod keeping;
#[path = "promises/leaving.rs"]
mod leaving;
#[path = "promises/moderating.rs"]
mod moderating;
#[path = "promises/second.rs"]
mod second;
#[path = "promises/signed_in.rs"]
mod signed_in;
#[path = "forum/arrange.rs"]
mod talking;

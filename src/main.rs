//! The one binary: a match on the command.
fn main() {}

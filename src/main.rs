//! The one binary: a match on the command, in `hearth::command`.
use clap::Parser;
use hearth::command::{self, Arguments};
use std::process::ExitCode;

fn main() -> ExitCode {
    command::run(Arguments::parse())
}

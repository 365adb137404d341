//! The commands of the binary, one file each.
pub mod check;
pub mod demo;
pub mod docs;
pub mod export_person;
pub mod serve;
pub mod start;

use crate::config::{self, Given};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Online support groups for a shelter: one program, started without any arguments.
#[derive(Debug, Parser)]
#[command(name = "hearth", version, about)]
pub struct Arguments {
    #[command(flatten)]
    given: Given,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the server. This is what happens without a command.
    Serve,
    /// Say what is wrong with the configuration and the files, without starting.
    Check {
        /// Ask the running server whether it answers, and say nothing.
        #[arg(long)]
        health: bool,
    },
    /// Print everything that is kept about one person, as JSON.
    ExportPerson {
        /// The person's id.
        person: String,
    },
    /// Start a throw-away house filled with a made-up shelter, and print a link for each kind of person.
    Demo,
    /// Write the generated pages of the manual into this folder of the sources.
    Docs {
        #[arg(default_value = ".")]
        folder: std::path::PathBuf,
    },
}

/// Why a command ended: a sentence for whoever reads the terminal, and the exit code.
#[derive(Debug)]
pub struct Ended {
    pub code: u8,
    pub why: String,
}

/// The configuration is wrong.
pub const WRONG_CONFIGURATION: u8 = 2;
/// Anything else.
pub const FAILED: u8 = 1;

impl Ended {
    pub fn failed(why: impl Into<String>) -> Ended {
        Ended { code: FAILED, why: why.into() }
    }
}

impl From<anyhow::Error> for Ended {
    fn from(fault: anyhow::Error) -> Ended {
        Ended::failed(format!("{fault:#}"))
    }
}

/// Runs what the command line asks for.
pub fn run(arguments: Arguments) -> ExitCode {
    match carry_out(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(ended) => {
            if !ended.why.is_empty() {
                eprintln!("{}", ended.why);
            }
            ExitCode::from(ended.code)
        }
    }
}

fn wrong<T>(read: anyhow::Result<T>) -> Result<T, Ended> {
    read.map_err(|fault| Ended { code: WRONG_CONFIGURATION, why: format!("{fault:#}") })
}

fn carry_out(arguments: Arguments) -> Result<(), Ended> {
    let command = arguments.command.unwrap_or(Command::Serve);
    if let Command::Docs { folder } = &command {
        return docs::run(folder);
    }
    if let Command::Demo = command {
        // Of a file that is given, and of no other: what the house beside it has is in use.
        let media = match &arguments.given.config {
            Some(_) => wrong(config::read(&arguments.given).and_then(|it| it.media()))?,
            None => None,
        };
        let Given { listen, data, .. } = arguments.given;
        let choice = demo::Choice { media, listen: listen.unwrap_or_else(|| "127.0.0.1:8081".into()), data: data.map(Into::into) };
        return Ok(actix_web::rt::System::new().block_on(demo::run(choice))?);
    }
    let config = wrong(config::read(&arguments.given))?;
    match command {
        Command::Serve => serve::run(&config),
        Command::Check { health: true } => check::health(&config),
        Command::Check { health: false } => check::run(&config),
        Command::ExportPerson { person } => export_person::run(&config, &person),
        Command::Docs { .. } | Command::Demo => Ok(()),
    }
}

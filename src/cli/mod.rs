//! The command line: one file a subcommand. It parses, calls a verb of `casework`, prints. Data
//! goes to stdout, talk to stderr. It decides nothing that the web desk would have to decide again.

mod arguments;
mod exit;
mod print;

mod account;
mod adopt;
mod authority;
mod backup;
mod cancel;
mod check;
mod clock;
mod demo;
mod doctor;
mod draft;
mod due;
mod extract;
mod forget;
mod holidays;
mod init;
mod list;
mod log;
mod password;
mod preview;
mod read;
mod review;
mod send;
mod set;
mod shell;
mod show;
mod template;
mod triage;
mod why;

pub use arguments::{Foi, Global};
pub use exit::Exit;

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::{CommandFactory as _, FromArgMatches as _};

use crate::casework::{Desk, Error, Result};
use crate::law::london;

/// What a command is given: the global options, the time, and how to print.
#[derive(Debug)]
pub struct Context {
    /// The global options.
    pub global: Global,
    /// The time that is recorded.
    pub now: DateTime<Utc>,
    /// The civil date in London, or `--today`.
    pub today: NaiveDate,
}

impl Context {
    fn new(global: Global, clock: DateTime<Utc>) -> Self {
        // With --today the whole run happens at noon of that day, so that it can be repeated.
        let now = match global.today {
            Some(day) => day.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12),
            None => clock,
        };
        Context { today: london::date(now), now, global }
    }

    /// The desk's folder: `--desk`, or the nearest one at or above the working folder.
    pub fn desk_folder(&self) -> Result<PathBuf> {
        match &self.global.desk {
            Some(folder) => Ok(folder.clone()),
            None => Desk::find(&working_folder()?),
        }
    }

    /// Opens the desk.
    pub fn desk(&self) -> Result<Desk> {
        Desk::open(&self.desk_folder()?)
    }

    /// Whether she may be asked: stdin and stderr are a terminal and `--no-input` is not given.
    pub fn may_ask(&self) -> bool {
        use std::io::IsTerminal as _;
        !self.global.no_input && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }
}

fn working_folder() -> Result<PathBuf> {
    std::env::current_dir()
        .map_err(|error| Error::failed("cannot tell the working folder").because(error))
}

/// Runs the command line `arguments` (the program's name first) at the time `clock`.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>, clock: DateTime<Utc>) -> Exit {
    let parsed = Foi::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Foi::from_arg_matches(&matches));
    let foi = match parsed {
        Ok(foi) => foi,
        Err(error) => return arguments::told(&error),
    };
    foi.global.color.write_global();
    // Attachments are read by this program again, as a child with limits.
    if let Ok(program) = std::env::current_exe() {
        crate::mailbox::text::use_program(program);
    }
    let context = Context::new(foi.global, clock);
    match foi.command.run(&context) {
        Ok(exit) => exit,
        Err(error) => exit::told(&error, context.global.json),
    }
}

//! The arguments: global options and the list of subcommands. Adding a subcommand is one line here
//! and one file beside this one.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

use super::{Context, Exit};
use crate::casework::Result;
use crate::law::facts::{BadClosure, Closure};

/// Ask many public authorities the same questions under the Freedom of Information Act: draft,
/// send, read the answers. Nothing is sent until you say so.
#[derive(Debug, Parser)]
#[command(name = "foi", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Exit codes: 0 done, 1 failed, 2 usage, 3 done in part, 4 account or \
configuration, 5 stopped by a guard, 130 interrupted.\nTry it without a desk: foi demo")]
pub struct Foi {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options that every subcommand takes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The desk's folder [default: the nearest folder at or above this one that holds foi.toml]
    #[arg(long, value_name = "DIR", global = true, env = "FOI_DESK")]
    pub desk: Option<PathBuf>,
    /// Print JSON, as the contract in docs/contract.md says
    #[arg(long, global = true)]
    pub json: bool,
    /// Take this for today's date
    #[arg(long, value_name = "YYYY-MM-DD", global = true, value_parser = date)]
    pub today: Option<NaiveDate>,
    /// Never ask anything
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Colour in what is printed
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: Color,
    /// Say more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// When to colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    pub(super) fn write_global(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// A date as the contract spells it; a two-digit year is refused, not guessed.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    crate::law::date::parse(text).map_err(|problem| problem.to_string())
}

/// `FROM..TO`, or one day.
pub(super) fn closure(text: &str) -> Result<Closure, String> {
    text.parse().map_err(|problem: BadClosure| problem.to_string())
}

/// The subcommands: each line is one, in the order of `foi --help`.
macro_rules! subcommands {
    ($($(#[$meta:meta])* $name:ident($module:ident::$args:ident)),+ $(,)?) => {
        #[derive(Debug, Subcommand)]
        pub(super) enum Command {
            $($(#[$meta])* $name(super::$module::$args)),+
        }

        impl Command {
            pub(super) fn run(self, context: &Context) -> Result<Exit> {
                match self {
                    $(Command::$name(command) => command.run(context)),+
                }
            }
        }
    };
}

subcommands! {
    Demo(demo::Demo),
    Init(init::Init),
    Authority(authority::AuthorityCommand),
    Template(template::TemplateCommand),
    Draft(draft::Draft),
    Preview(preview::Preview),
    Cancel(cancel::Cancel),
    Send(send::Send),
    Adopt(adopt::Adopt),
    Check(check::Check),
    Triage(triage::Triage),
    Why(why::Why),
    Read(read::Read),
    Status(list::StatusCommand),
    List(list::List),
    Show(show::Show),
    Due(due::Due),
    Review(review::Review),
    Set(set::Set),
    Forget(forget::Forget),
    Log(log::Log),
    Undo(log::Undo),
    Clock(clock::Clock),
    Holidays(holidays::HolidaysCommand),
    /// Your mail accounts: add one, list them, list the providers that are known
    Account(account::AccountCommand),
    Doctor(doctor::Doctor),
    Backup(backup::Backup),
    Completions(shell::Completions),
    Man(shell::Man),
    #[command(name = "__extract", hide = true)]
    Extract(extract::Extract),
}

/// Prints what clap says: help to stdout with exit 0, a usage error to stderr with exit 2.
pub(super) fn told(error: &clap::Error) -> Exit {
    // A closed pipe while printing help is no failure.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}

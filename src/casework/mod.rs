//! The verbs, shared by the command line and the web desk: draft, send, check, adopt, triage,
//! review, report. Joins the pure rooms with store, outbox and mailbox; prints nothing.

pub mod account;
pub mod adopt;
pub mod board;
pub mod calendar;
pub mod cancel;
pub mod check;
pub mod checks;
pub mod demo;
pub mod desk;
pub mod draft;
pub mod due;
pub mod enclosures;
pub mod error;
pub mod follow_up;
pub mod forget;
pub mod history;
pub mod holidays;
pub mod mail;
pub mod pace;
pub mod preview;
pub mod read;
pub mod register;
pub mod selection;
pub mod send;
pub mod sent_log;
pub mod settings;
pub mod standing;
pub mod templates;
pub mod triage;
pub mod window;

pub use desk::Desk;
pub use error::{Error, ErrorKind};
pub use settings::{Identity, Settings};

/// Result of a verb.
pub type Result<T, E = Error> = std::result::Result<T, E>;

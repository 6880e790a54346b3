//! foidesk: one set of questions put to many public authorities under the Freedom of Information
//! Act, and every answer read.
//!
//! The modules in reading order; `docs/ARCHITECTURE.md` is the map with its invariants. The pure
//! rooms (`law`, `request`, `letter`, `reading`) know no clock, file, database or terminal.

pub mod words;

pub mod law;
pub mod request;

pub mod letter;
pub mod mailbox;
pub mod reading;

pub mod outbox;

pub mod store;

pub mod casework;

pub mod cli;

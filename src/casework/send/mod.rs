//! Sending: the one path by which mail leaves. Joins the journal (store), `sent.log` and the outbox.
//!
//! In reading order: [`plan`] says which letters would go and what speaks against it; [`deliver`]
//! hands them over one by one, each journalled by rule 1 of the design; [`recover`](recover::recover)
//! finds what a crash cut off; [`settle`] clears what is in doubt; [`rehearse`] is the practice run. Prints nothing: what happens is told to a watcher.

mod connection;
pub mod deliver;
mod delivery;
pub mod desk_lock;
pub mod evidence;
pub mod gate;
mod journal;
pub mod plan;
mod reader;
pub mod recover;
pub mod rehearse;
pub mod settle;
mod stopped;
mod verdict;

pub use deliver::Report;
pub use delivery::{Delivery, Happened};
pub use plan::{Choice, Plan, Planned};
pub use recover::recover;
pub use rehearse::Practice;
pub use stopped::{Stopped, clock_time};

use std::path::PathBuf;

use crate::outbox::Server;

use super::account::Account;

/// Where the letters go.
#[derive(Debug, Clone)]
pub enum Destination {
    /// Into a folder, as `.eml` files.
    Folder(PathBuf),
    /// To the server of one of her accounts.
    Account {
        /// The account.
        account: Box<Account>,
        /// Its server, with the login in hand.
        server: Box<Server>,
    },
}

/// How the journal names a folder.
const FOLDER: &str = "folder ";

impl Destination {
    /// The name under which the journal counts it.
    pub fn name(&self) -> String {
        match self {
            Destination::Folder(path) => format!("{FOLDER}{}", path.display()),
            Destination::Account { account, .. } => account.name.clone(),
        }
    }

    /// The account, where it is one.
    pub fn account(&self) -> Option<&Account> {
        match self {
            Destination::Folder(_) => None,
            Destination::Account { account, .. } => Some(account),
        }
    }
}

//! `foi __extract`: the child process that reads attachments for `foi` itself. Hidden; it talks in
//! frames of [`crate::mailbox::text`], not in words.

use clap::Args;

use super::{Context, Exit};
use crate::casework::{Error, Result};
use crate::mailbox::text;

/// Read attachments from standard input (used by foi itself)
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// Most memory it may use, in bytes
    memory: u64,
}

impl Extract {
    pub(super) fn run(self, _context: &Context) -> Result<Exit> {
        text::serve(self.memory, std::io::stdin(), std::io::stdout())
            .map_err(|error| Error::failed("cannot serve attachments").because(error))?;
        Ok(Exit::Done)
    }
}

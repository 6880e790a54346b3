//! `foi forget`: erases one message for good, and leaves a note that it did.

use std::io::{BufRead as _, Write as _};

use clap::Args;

use super::print::{data, json, talk};
use super::{Context, Exit};
use crate::casework::{Error, Result, forget, triage};
use crate::store::StoredMessage;

/// Erase one message for good: sent in error, or somebody else's data
#[derive(Debug, Args)]
#[command(after_help = "Example: foi forget 17 --reason \"sent to me in error\" --yes\n\
Copies in your mailbox, exports and backups are yours to erase.")]
pub(super) struct Forget {
    /// The message: its number or its Message-ID
    message: String,
    /// Why, for the record
    #[arg(long, value_name = "TEXT", default_value = "no reason given")]
    reason: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

impl Forget {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let message = triage::message(&desk, &self.message)?;
        if !self.yes {
            confirmed(context, &message)?;
        }
        let forgotten = forget::forget(&desk, &message, &self.reason, context.now)?;
        if context.global.json {
            json(&serde_json::json!({
                "message": message.key, "message_id": message.message_id,
                "requests": forgotten.requests,
            }));
        } else {
            data(&format!("message {} is erased", message.key));
        }
        talk(
            "This cannot be undone. Copies in your mailbox, exports and backups are yours to erase.",
        );
        Ok(Exit::Done)
    }
}

/// She types the message's number; a script gives `--yes`.
fn confirmed(context: &Context, message: &StoredMessage) -> Result<()> {
    let stopped = || {
        Error::guard(format!("message {} was not erased", message.key))
            .hint("erasing cannot be undone; give --yes to do it without being asked")
    };
    if !context.may_ask() {
        return Err(stopped());
    }
    talk(&format!(
        "{}: {}",
        message.from_address.as_deref().unwrap_or("unknown sender"),
        message.subject
    ));
    let _ = write!(anstream::stderr(), "Type {} to erase it for good: ", message.key);
    let mut answer = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(|error| Error::failed("cannot read your answer").because(error))?;
    if answer.trim() == message.key.to_string() { Ok(()) } else { Err(stopped()) }
}

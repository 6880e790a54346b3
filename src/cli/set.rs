//! `foi set`: her word on a request: its status or outcome, or a fact that moves its clock. Each is
//! an event with its day; nothing is overwritten.

mod facts;

use chrono::NaiveDate;
use clap::Args;

use self::facts::Facts;
use super::arguments::date;
use super::print::{data, json, talk};
use super::{Context, Exit};
use crate::casework::{Error, Result, history, selection};
use crate::request::{EventKind, Status};

/// Decide the status of a request, or set a fact that moves its clock
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  foi set social-media/dunbridge partly_successful\n  \
foi set FOIA1198 --clarification-given 2026-03-09\n  \
foi set FOIA1198 refused --answered 2026-03-09 --because \"by post\"\n  \
foi set FOIA1198 --extended --as-claim --because \"said on the telephone\"\n  \
foi set FOIA1198 --due 2026-04-10 --because \"agreed by telephone\"")]
pub(super) struct Set {
    /// The request: its id, authority, reference or token
    request: String,
    /// Its status: awaiting_response, awaiting_clarification, successful, partly_successful,
    /// refused, not_held, postal, internal_review, with_regulator, withdrawn
    status: Option<String>,
    /// Why, for the record
    #[arg(long, visible_alias = "because", value_name = "TEXT")]
    note: Option<String>,
    /// The day from which your word counts [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<NaiveDate>,
    /// The response is due on this day, whatever the law says (give the reason with --because)
    #[arg(long, value_name = "DATE", value_parser = date)]
    due: Option<NaiveDate>,
    #[command(flatten)]
    facts: Facts,
}

impl Set {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let request = selection::request(&desk, &self.request)?;
        let events = self.events()?;
        let done = history::set(&desk, &request.id, self.on, &events, context.now)?;
        if context.global.json {
            json(&serde_json::json!({
                "request": request.id, "status_before": done.before.status,
                "status_after": done.after.status, "outcome": done.after.outcome,
            }));
        } else {
            data(&format!("{}\t{} -> {}", request.id, done.before.status, done.after.status));
        }
        talk("`foi undo` takes this back.");
        Ok(Exit::Done)
    }

    /// What she said, as events, her decision last; at least one thing must be said.
    fn events(&self) -> Result<Vec<EventKind>> {
        let because = self.note.clone().unwrap_or_default();
        let mut events = self.facts.events(&because);
        if let Some(due) = self.due {
            if self.note.is_none() {
                return Err(Error::usage("a due date of your own needs its reason")
                    .hint("add --because \"...\""));
            }
            events.push(EventKind::DueOverridden { due, because });
        }
        if let Some(word) = &self.status {
            events.push(history::decision(status(word)?, self.note.clone()));
        }
        if events.is_empty() {
            return Err(
                Error::usage("nothing to set").hint("name a status, or a date such as --received")
            );
        }
        Ok(events)
    }
}

/// A status she may decide; the others follow from what happened.
fn status(word: &str) -> Result<Status> {
    let status: Status =
        word.parse().map_err(|error: crate::words::UnknownWord| Error::usage(error.to_string()))?;
    match status {
        Status::Unsent | Status::Undelivered | Status::Answered => Err(Error::usage(format!(
            "`{status}` follows from letters and messages and cannot be set"
        ))
        .hint("decide an outcome: successful, partly_successful, refused, not_held")),
        decided => Ok(decided),
    }
}

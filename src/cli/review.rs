//! `foi review`: drafts a request for internal review for each request named, from what is on
//! record; `foi send` sends it.

use clap::Args;
use serde_json::json;

use super::print::{count, data, table, talk};
use super::{Context, Exit, draft, print};
use crate::casework::follow_up::review::{self, Order, Skipped};
use crate::casework::follow_up::{FollowUp, put};
use crate::casework::{Desk, Result, selection};
use crate::letter::grounds::Cause;
use crate::store::Request;

/// Draft requests for internal review (Scotland: requirements for review)
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  foi review social-media/dunbridge\n  foi review FOIA1198 --item 2a --item 4\n  \
foi review --due\n  foi send --kind review --dry-run"
)]
pub(super) struct Review {
    /// The requests: ids, authorities, references or tokens
    #[arg(value_name = "REQUEST", required_unless_present = "due")]
    requests: Vec<String>,
    /// Every request whose answer is late or refuses something, and that had no review yet
    #[arg(long, conflicts_with = "requests")]
    due: bool,
    /// The ground: late, not_held, refused, denied, partly [default: follows from their answer]
    #[arg(long = "ground", value_name = "GROUND", value_parser = cause)]
    grounds: Vec<Cause>,
    /// The items it is about [default: all]
    #[arg(long = "item", value_name = "ID")]
    items: Vec<String>,
    /// Another template than `review`
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// Show it and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn cause(word: &str) -> Result<Cause, String> {
    word.parse().map_err(|error: crate::words::UnknownWord| error.to_string())
}

impl Review {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let requests = self.requests(&desk)?;
        let order = Order {
            causes: self.grounds.clone(),
            about: self.items.clone(),
            template: self.template.clone(),
        };
        let (letters, skipped) =
            review::plan(&desk, &requests, &order, context.now, &mut draft::random()?)?;
        if !self.dry_run {
            put(&desk, &letters, context.now)?;
        }
        self.show(context, &letters, &skipped);
        Ok(match (letters.is_empty(), skipped.is_empty()) {
            (_, true) => Exit::Done,
            (true, false) if !self.due => Exit::Failed,
            _ if self.due => Exit::Done,
            _ => Exit::Part,
        })
    }

    fn requests(&self, desk: &Desk) -> Result<Vec<Request>> {
        if !self.due {
            return self.requests.iter().map(|text| selection::request(desk, text)).collect();
        }
        Ok(desk.store.requests()?)
    }

    fn show(&self, context: &Context, letters: &[FollowUp], skipped: &[Skipped]) {
        if context.global.json {
            let rows: Vec<_> = letters.iter().map(row).collect();
            let left: Vec<_> = skipped
                .iter()
                .map(|one| json!({ "request": one.request.id, "because": one.because }))
                .collect();
            return print::json(
                &json!({ "letters": rows, "left_out": left, "written": !self.dry_run }),
            );
        }
        let rows: Vec<Vec<String>> = letters
            .iter()
            .map(|one| {
                vec![
                    one.request.id.to_string(),
                    one.letter.to_address.clone(),
                    one.letter.subject.clone(),
                ]
            })
            .collect();
        if rows.is_empty() {
            data("no review to draft");
        } else {
            table(&["request", "address", "subject"], &rows);
        }
        for one in letters {
            for remark in &one.remarks {
                talk(&format!("{}: {remark}", one.request.id));
            }
        }
        // With --due most requests need none: only the reasons of those she named are told.
        for one in skipped.iter().filter(|_| !self.due) {
            talk(&format!("left out: {}: {}", one.request.id, one.because));
        }
        let done = if self.dry_run { "would be drafted" } else { "drafted" };
        talk(&format!("{} {done}", count(letters.len(), "review", "reviews")));
        if let (Some(first), false) = (letters.first(), self.dry_run) {
            talk(&format!(
                "Next: `foi preview {}`, then `foi send --kind review --dry-run`",
                first.request.id
            ));
        }
    }
}

fn row(one: &FollowUp) -> serde_json::Value {
    json!({ "request": one.request.id, "to": one.letter.to_address, "subject": one.letter.subject,
        "body": one.letter.body, "message_id": one.letter.message_id, "remarks": one.remarks })
}

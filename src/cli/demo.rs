//! `foi demo`: a whole campaign on this machine, to try everything without writing to anybody.

use std::path::PathBuf;

use clap::Args;

use super::print::{count, data, json, table, talk};
use super::{Context, Exit};
use crate::casework::board::{Board, Row};
use crate::casework::demo::{self, Demo as Made};
use crate::casework::{Desk, Result};

/// Run a whole campaign to 124 invented universities on this machine
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The folder for its desk; one that an earlier demo made is made anew
    #[arg(default_value = "foi-demo")]
    dir: PathBuf,
}

impl Demo {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let made = demo::run(&self.dir, context.now, context.today, &mut |step| talk(step))?;
        let desk = Desk::open(&made.root)?;
        let board = Board::read(&desk, context.today)?;
        if context.global.json {
            json(&summary(&made, &board));
        } else {
            show(&made, &board);
        }
        try_next(&made);
        Ok(Exit::Done)
    }
}

fn summary(made: &Made, board: &Board) -> serde_json::Value {
    serde_json::json!({
        "desk": made.root, "drafted": made.drafted, "sent": made.sent,
        "mailbox": made.mailbox, "messages": made.checked.messages, "filed": made.checked.filed,
        "suggested": made.checked.suggested, "unmatched": made.checked.unmatched,
        "unrelated": made.checked.unrelated, "statuses": Board::counts(board.rows()),
        "overdue": board.rows().iter().filter(|row| row.overdue).count(),
        "reviews_drafted": made.reviews,
    })
}

fn show(made: &Made, board: &Board) {
    data(&format!("{} drafted, {} sent", count(made.drafted, "letter", "letters"), made.sent));
    data(&format!(
        "{} read: {} filed, {} likely, {} unmatched, {} unrelated",
        count(made.checked.messages, "message", "messages"),
        made.checked.filed,
        made.checked.suggested,
        made.checked.unmatched,
        made.checked.unrelated,
    ));
    data("");
    let rows: Vec<Vec<String>> = Board::counts(board.rows())
        .iter()
        .map(|(status, n)| {
            vec![status.to_string(), n.to_string(), sample(board, |row| row.status == *status)]
        })
        .collect();
    table(&["Status", "Requests", "For example"], &rows);
    let overdue = board.rows().iter().filter(|row| row.overdue).count();
    let reviews = count(made.reviews, "internal review", "internal reviews");
    data(&format!("{overdue} overdue, {reviews} drafted"));
}

/// The first request of a sort, to look at.
fn sample(board: &Board, chosen: impl Fn(&Row) -> bool) -> String {
    board
        .rows()
        .iter()
        .find(|row| chosen(row))
        .map(|row| row.request.to_string())
        .unwrap_or_default()
}

fn try_next(made: &Made) {
    let desk = made.root.display();
    talk("");
    talk("Nothing has left this machine. Try next:");
    talk(&format!("  foi --desk {desk} list --overdue"));
    talk(&format!("  foi --desk {desk} triage"));
    talk(&format!("  foi --desk {desk} due"));
    talk(&format!("  foi --desk {desk} send {} --kind review --dry-run", demo::CAMPAIGN));
    talk(&format!(
        "  foi --desk {desk} check {}   # a second time changes nothing",
        made.mailbox.display()
    ));
}

//! `foi check`: read mail, file what is certain, move statuses; print what changed.

use std::path::PathBuf;

use clap::Args;

use super::print::{count, json, table, talk};
use super::{Context, Exit};
use crate::casework::Result;
use crate::casework::check::{self, Item, Report};
use crate::reading::matching::Certainty;

/// Read mail and file the answers under your requests
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  foi check Inbox.mbox\n  foi check ~/Maildir Takeout.zip\n\n\
mbox of every flavour, Maildir, .eml, folders and zip, gzip or tar of those; what a file is shows in \
its content. Nothing is ever written to them. Running it again changes nothing. Mail that is about \
no request leaves only a salted fingerprint in the desk.")]
pub(super) struct Check {
    /// Files and folders of mail
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let report = check::check(&desk, &self.paths, context.now)?;
        if context.global.json {
            json(&report);
        } else {
            tell(&report, context.global.verbose > 0);
        }
        for settled in &report.settled {
            let (letter, state) = (&settled.letter, settled.state);
            talk(&format!(
                "no longer in doubt: the {} of {} is {state}: {}",
                letter.kind, letter.request, settled.because
            ));
        }
        Ok(if report.problems.is_empty() { Exit::Done } else { Exit::Part })
    }
}

/// Prints where messages were placed.
pub(super) fn table_of(report: &Report, all: bool) {
    let shown = report.items.iter().filter(|item| all || item.certainty != Certainty::None);
    let rows: Vec<Vec<String>> = shown.map(row).collect();
    if !rows.is_empty() {
        table(&["request", "certainty", "kind", "references", "status", "message"], &rows);
    }
}

/// Prints what a check did.
fn tell(report: &Report, all: bool) {
    table_of(report, all);
    talk(&format!(
        "{}: {} new, {} seen before; {} filed, {} to look at, {} unmatched, {} unrelated, {} your own",
        count(report.messages, "message", "messages"),
        report.new,
        report.duplicates,
        report.filed,
        report.suggested,
        report.unmatched,
        report.unrelated,
        report.own,
    ));
    for problem in &report.problems {
        talk(&format!("problem: {problem}"));
    }
    for item in report.items.iter().filter(|item| all && !item.problems.is_empty()) {
        talk(&format!("{}: {}", item.source, item.problems.join("; ")));
    }
    if report.suggested > 0 {
        talk("Next: foi triage walks through what could not be filed by itself");
    }
}

fn row(item: &Item) -> Vec<String> {
    let request = match (&item.request, item.candidates.first()) {
        (Some(request), _) => request.to_string(),
        (None, Some(candidate)) => format!("{candidate}?"),
        (None, None) => "-".to_owned(),
    };
    let status = match (item.status_before, item.status_after) {
        (Some(before), Some(after)) if before != after => format!("{before} -> {after}"),
        (_, Some(after)) => after.to_string(),
        (_, None) => String::new(),
    };
    let message = item.message_id.clone().unwrap_or_else(|| item.source.clone());
    vec![
        request,
        item.certainty.to_string(),
        item.kind.to_string(),
        item.references.join(", "),
        status,
        message,
    ]
}

//! `foi holidays`: the bank holidays that are counted with, and newer ones taken over from GOV.UK.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::print::{count, data, json, table, talk};
use super::{Context, Exit};
use crate::casework::{Result, holidays};
use crate::law::holidays::{Division, YearChange};

/// Show the bank holidays held, or take over newer ones
#[derive(Debug, Args)]
#[command(after_help = "The file is that of https://www.gov.uk/bank-holidays.json; \
foi never fetches anything by itself.")]
pub(super) struct HolidaysCommand {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Take over the years that a file of GOV.UK has; years it lacks stay as they are
    Update {
        /// The file, as downloaded from <https://www.gov.uk/bank-holidays.json>
        file: PathBuf,
    },
}

impl HolidaysCommand {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        match self.what {
            None => held(context),
            Some(What::Update { file }) => update(context, &file),
        }
    }
}

fn held(context: &Context) -> Result<Exit> {
    let held = holidays::load()?;
    let extents = || {
        Division::ALL.iter().filter_map(|division| {
            held.extent(*division).map(|(days, first, last)| (*division, days, first, last))
        })
    };
    if context.global.json {
        let divisions: Vec<_> = extents()
            .map(|(division, days, first, last)| {
                serde_json::json!({
                    "division": division, "days": days, "first": first, "last": last,
                })
            })
            .collect();
        json(&serde_json::json!({ "last_year": held.last_year(), "divisions": divisions }));
        return Ok(Exit::Done);
    }
    let rows: Vec<Vec<String>> = extents()
        .map(|(division, days, first, last)| {
            vec![division.to_string(), days.to_string(), first.to_string(), last.to_string()]
        })
        .collect();
    table(&["Division", "Days", "First", "Last"], &rows);
    talk(&format!("Dates after {} are provisional.", held.last_year()));
    Ok(Exit::Done)
}

fn update(context: &Context, file: &std::path::Path) -> Result<Exit> {
    let updated = holidays::update(file)?;
    if context.global.json {
        let changes: Vec<_> = updated.changes.iter().map(change_as_json).collect();
        json(&serde_json::json!({
            "path": updated.path, "last_year": updated.last_year, "changes": changes,
        }));
        return Ok(Exit::Done);
    }
    for change in &updated.changes {
        for (sign, days) in [("+", &change.added), ("-", &change.removed)] {
            for day in days {
                data(&format!("{sign} {}\t{}\t{}", day.date, change.division, day.title));
            }
        }
    }
    let removed: usize = updated.changes.iter().map(|change| change.removed.len()).sum();
    if removed > 0 {
        talk(&format!(
            "{} taken out: the file has those years without them.",
            count(removed, "day was", "days were")
        ));
    }
    if updated.changes.is_empty() {
        talk("Nothing new in that file.");
    }
    talk(&format!(
        "Kept in {}; dates after {} are provisional.",
        updated.path.display(),
        updated.last_year
    ));
    Ok(Exit::Done)
}

fn change_as_json(change: &YearChange) -> serde_json::Value {
    serde_json::json!({
        "division": change.division, "year": change.year,
        "added": change.added, "removed": change.removed,
    })
}

//! `foi list` and `foi status`: the board as a table, and how many requests stand where.

use clap::Args;

use super::print::{count, data, json, table, talk};
use super::{Context, Exit};
use crate::casework::board::{Board, Row};
use crate::casework::{Error, Result};
use crate::request::alert::About;
use crate::request::{Do, Status};
use crate::words::nearest;

/// List requests: where each stands, what is due, what to do next
#[derive(Debug, Args)]
#[command(visible_alias = "ls")]
pub(super) struct List {
    /// Only this campaign's
    campaign: Option<String>,
    /// Only those with this status
    #[arg(long, value_name = "STATUS")]
    status: Option<Status>,
    /// Only those whose answer is late
    #[arg(long)]
    overdue: bool,
    /// Only those with this next action (chase, triage, ask_review, ...)
    #[arg(long = "do", value_name = "ACTION")]
    next: Option<Do>,
    /// Only those with this alert (expiring_link, reply_by, review, claim, closed, sent_in_error, returned, silence)
    #[arg(long, value_name = "ALERT")]
    alert: Option<About>,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        known_campaign(&desk, self.campaign.as_deref())?;
        let board = Board::read(&desk, context.today)?;
        let rows: Vec<&Row> = board.rows().iter().filter(|row| self.chooses(row)).collect();
        if context.global.json {
            json(&rows);
            return Ok(Exit::Done);
        }
        let cells: Vec<Vec<String>> = rows.iter().map(|row| cells(row)).collect();
        table(&["Request", "Status", "Sent", "Due", "Reference", "Next"], &cells);
        if board.rows().is_empty() {
            talk("No requests yet. Next: `foi draft CAMPAIGN --template NAME --to SELECTOR`");
        }
        Ok(Exit::Done)
    }

    fn chooses(&self, row: &Row) -> bool {
        self.campaign.as_ref().is_none_or(|campaign| row.campaign.as_str() == campaign)
            && self.status.is_none_or(|status| row.status == status)
            && (!self.overdue || row.overdue)
            && self.next.is_none_or(|next| row.next_action.what == next)
            && self.alert.is_none_or(|about| row.alerts.iter().any(|alert| alert.about == about))
    }
}

fn cells(row: &Row) -> Vec<String> {
    let day = |date: Option<chrono::NaiveDate>| date.map(|day| day.to_string()).unwrap_or_default();
    let status = match (row.overdue, row.suggestion) {
        (true, _) => format!("{}, overdue", row.status),
        (false, Some(suggestion)) => format!("{} ({suggestion}?)", row.status),
        (false, None) => row.status.to_string(),
    };
    let next = match row.next_action.by {
        Some(by) => format!("{} by {by}", row.next_action.what),
        None => row.next_action.what.to_string(),
    };
    vec![
        row.request.to_string(),
        status,
        day(row.sent_on),
        row.due_told.clone().unwrap_or_default(),
        row.reference.clone().unwrap_or_default(),
        next,
    ]
}

/// Count requests by status, and what waits for you
#[derive(Debug, Args)]
pub(super) struct StatusCommand {
    /// Only this campaign's
    campaign: Option<String>,
}

impl StatusCommand {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        known_campaign(&desk, self.campaign.as_deref())?;
        let board = Board::read(&desk, context.today)?;
        let rows: Vec<&Row> = board
            .rows()
            .iter()
            .filter(|row| self.campaign.as_ref().is_none_or(|id| row.campaign.as_str() == id))
            .collect();
        let counts = Board::counts(rows.iter().copied());
        let overdue = rows.iter().filter(|row| row.overdue).count();
        if context.global.json {
            json(&serde_json::json!({
                "requests": rows.len(), "overdue": overdue, "statuses": counts,
                "next_actions": actions(&rows), "alerts": alerts(&rows),
            }));
            return Ok(Exit::Done);
        }
        let lines: Vec<Vec<String>> =
            counts.iter().map(|(status, n)| vec![status.to_string(), n.to_string()]).collect();
        table(&["Status", "Requests"], &lines);
        data(&format!("{}, {overdue} overdue", count(rows.len(), "request", "requests")));
        for (action, n) in actions(&rows) {
            talk(&format!("To do: {action} {n} (`foi list --do {action}`)"));
        }
        for (about, n) in alerts(&rows) {
            talk(&format!("To look at: {about} {n} (`foi list --alert {about}`)"));
        }
        Ok(Exit::Done)
    }
}

/// How many requests have each next action that is hers to take.
fn actions<'a>(rows: &[&'a Row]) -> std::collections::BTreeMap<&'a str, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for row in rows {
        let action = row.next_action.what.word();
        if !matches!(action, "wait" | "none" | "close") {
            *counts.entry(action).or_insert(0) += 1;
        }
    }
    counts
}

/// How many requests have each alert.
fn alerts<'a>(rows: &[&'a Row]) -> std::collections::BTreeMap<&'a str, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for about in About::ALL {
        let n =
            rows.iter().filter(|row| row.alerts.iter().any(|alert| alert.about == *about)).count();
        if n > 0 {
            counts.insert(about.word(), n);
        }
    }
    counts
}

/// A campaign that is not there is a mistake, not an empty list.
pub(super) fn known_campaign(desk: &crate::casework::Desk, named: Option<&str>) -> Result<()> {
    let Some(named) = named else { return Ok(()) };
    let campaigns = desk.store.campaigns()?;
    if campaigns.iter().any(|campaign| campaign.id.as_str() == named) {
        return Ok(());
    }
    let error = Error::usage(format!("there is no campaign `{named}` in this desk"));
    Err(match nearest(named, campaigns.iter().map(|campaign| campaign.id.as_str())) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error.hint("`foi status` counts the requests of all campaigns"),
    })
}

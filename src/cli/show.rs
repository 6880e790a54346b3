//! `foi show`: one request with everything that happened, in order.

use clap::Args;

use super::print::{data, json};
use super::{Context, Exit};
use crate::casework::board::Board;
use crate::casework::standing::Clocks;
use crate::casework::{Desk, Error, Result, selection};
use crate::law::Report;
use crate::request::event::Basis;
use crate::request::{Event, EventKind, RequestClock, fold};
use crate::store::Request;

/// Show one request: its dates, references, letters and everything that happened
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The request: its id, authority, reference or token
    request: String,
    /// Prove its dates day by day
    #[arg(long)]
    proof: bool,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let request = selection::request(&desk, &self.request)?;
        let board = Board::read(&desk, context.today)?;
        let row = board
            .rows()
            .iter()
            .find(|row| row.request == request.id)
            .ok_or_else(|| Error::failed(format!("`{}` is not on the board", request.id)))?;
        let events = desk.store.events(&request.id)?;
        let clocks = Clocks::read(&desk)?;
        let clock = clocks.clock(&request, &events);
        let report =
            clock.as_ref().map(|clock| Report::of(&clock.facts, &clock.law, clocks.holidays()));
        if context.global.json {
            json(&serde_json::json!({
                "request": row, "questions": request.questions, "subject": request.subject,
                "regime": request.regime, "events": events,
                "references": references(&desk, &request)?,
                "clock": report,
                "remarks": clock.as_ref().map(RequestClock::remarks).unwrap_or_default(),
            }));
            return Ok(Exit::Done);
        }
        data(&format!("{} ({})", request.authority_name, request.id));
        data(&format!("subject:   {}", request.subject));
        data(&format!("law:       {}", request.regime));
        data(&format!("status:    {}{}", row.status, if row.overdue { ", overdue" } else { "" }));
        print_optional("outcome:  ", row.outcome);
        print_optional("suggested:", row.suggestion);
        print_optional("sent:     ", row.sent_on);
        print_optional("due:      ", row.due);
        for known in desk.store.references(&request.id)? {
            let slip = known
                .mistype_of
                .as_ref()
                .map(|value| {
                    format!(
                        " (taken for a slip of {value}: {})",
                        known.because.as_deref().unwrap_or("")
                    )
                })
                .unwrap_or_default();
            data(&format!("reference: {}{slip}", known.value));
        }
        data(&format!("next:      {}: {}", row.next_action.what, row.next_action.because));
        for remark in clock.as_ref().map(RequestClock::remarks).unwrap_or_default() {
            data(&format!("note:      {remark}"));
        }
        if let Some(report) = report.filter(|_| self.proof) {
            data("");
            data(&report.to_string());
        }
        data("");
        for line in history(&events) {
            data(&line);
        }
        Ok(Exit::Done)
    }
}

fn print_optional<T: std::fmt::Display>(label: &str, value: Option<T>) {
    if let Some(value) = value {
        data(&format!("{label} {value}"));
    }
}

fn references(desk: &Desk, request: &Request) -> Result<Vec<serde_json::Value>> {
    Ok(desk
        .store
        .references(&request.id)?
        .into_iter()
        .map(|known| {
            serde_json::json!({
                "value": known.value, "kind": known.kind, "place": known.place,
                "message": known.message, "seen_at": known.seen_at,
                "mistype_of": known.mistype_of, "because": known.because,
            })
        })
        .collect())
}

/// One line an event, in the order in which they happened; what was taken back is marked.
fn history(events: &[Event]) -> Vec<String> {
    let undone = fold::undone(events);
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|event| (event.occurred_at, event.id));
    ordered
        .into_iter()
        .map(|event| {
            let mark = if undone.contains(&event.id) { " (taken back)" } else { "" };
            format!("{}  {}{mark}", event.occurred_at.format("%Y-%m-%d %H:%M"), told(&event.kind))
        })
        .collect()
}

fn whose(basis: Basis) -> &'static str {
    match basis {
        Basis::Claim => "their claim",
        Basis::Decision => "by your word",
    }
}

fn told(kind: &EventKind) -> String {
    let noted = |text: &Option<String>| text.as_ref().map(|t| format!(": {t}")).unwrap_or_default();
    match kind {
        EventKind::Letter { kind, state, because, .. } => {
            format!("letter ({kind}) {state}{}", noted(because))
        }
        EventKind::Filed { message, kind, suggests, by_her, .. } => {
            let whose = if *by_her { ", filed by you" } else { "" };
            let suggests =
                suggests.map(|status| format!(", suggests {status}")).unwrap_or_default();
            format!("message {message}: {kind}{suggests}{whose}")
        }
        EventKind::Unfiled { message } => format!("message {message} taken out"),
        EventKind::Decided { status, note } => format!("you decided: {status}{}", noted(note)),
        EventKind::ClarificationAsked { on, basis } => {
            format!("they asked for clarification on {on} ({})", whose(*basis))
        }
        EventKind::IdentityAsked { on, basis } => {
            format!("they asked who you are on {on} ({})", whose(*basis))
        }
        EventKind::ClarificationGiven { on } => format!("they have your clarification of {on}"),
        EventKind::FeeNotice { on, basis, .. } => {
            format!("fees notice of {on} ({})", whose(*basis))
        }
        EventKind::FeePaid { on } => format!("fee received on {on}"),
        EventKind::Extended { until, because, basis } => {
            let until = until.map(|day| format!(" until {day}")).unwrap_or_default();
            let because = Some(because.clone()).filter(|text| !text.is_empty());
            format!("more time{until} ({}){}", whose(*basis), noted(&because))
        }
        EventKind::Transferred { to, on, basis } => {
            let to = to.as_deref().unwrap_or("somebody else");
            format!("passed on to {to} on {on} ({})", whose(*basis))
        }
        EventKind::SchoolClosed { from, to } => format!("no school from {from} to {to}"),
        EventKind::ReviewWindow { until } => format!("a review may be asked for until {until}"),
        EventKind::DueClaimed { due } => format!("they name {due} as their date"),
        EventKind::DueOverridden { due, because } => format!("due {due} by your word: {because}"),
        EventKind::ReceivedOn { on, because } => format!("received on {on}: {because}"),
        EventKind::RegulatorDecided { on } => format!("the regulator decided on {on}"),
        EventKind::Note { text } => format!("note: {text}"),
        EventKind::Undone { event } => format!("event {event} taken back"),
    }
}

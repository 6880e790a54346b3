//! `foi show`: one request with everything that happened, in order.

mod dates;
mod history;

use clap::Args;

use self::dates::Dates;
use self::history::history;
use super::print::{data, json};
use super::{Context, Exit};
use crate::casework::board::Board;
use crate::casework::standing::Clocks;
use crate::casework::{Desk, Error, Result, selection};
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
        let dates =
            clocks.clock(&request, &events).map(|clock| Dates::of(&clock, clocks.holidays()));
        if context.global.json {
            json(&serde_json::json!({
                "request": row, "questions": request.questions.as_ref(), "subject": request.subject,
                "regime": request.regime, "events": events,
                "references": references(&desk, &request)?,
                "clock": dates.as_ref().map(|dates| &dates.law),
                "claims": dates.as_ref().map(Dates::claims_as_json).unwrap_or_default(),
                "clock_if_all_claims_are_good": dates.as_ref().and_then(|dates| dates.all_good.as_ref()),
                "stated": dates.as_ref().map(|dates| &dates.stated[..]).unwrap_or_default(),
                "remarks": dates.as_ref().map(|dates| &dates.remarks[..]).unwrap_or_default(),
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
        print_optional("due:      ", row.due_told.as_ref());
        print_optional("answered: ", dates.as_ref().and_then(|dates| dates.answered.as_ref()));
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
        let by = row.next_action.by.map(|by| format!(" by {by}")).unwrap_or_default();
        data(&format!("next:      {}{by}: {}", row.next_action.what, row.next_action.because));
        for alert in &row.alerts {
            let by = alert.by.map(|day| format!(" ({day})")).unwrap_or_default();
            data(&format!("alert:     {}{by}: {}", alert.about, alert.because));
        }
        for remark in dates.iter().flat_map(|dates| &dates.remarks) {
            data(&format!("note:      {remark}"));
        }
        if let Some(dates) = dates.filter(|_| self.proof) {
            data("");
            data(dates.to_string().trim_end());
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

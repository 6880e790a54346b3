//! What is due on the desk: every dated matter of every request by legal consequence, as a list
//! and as a calendar file. The matters are `request::agenda`'s.

use chrono::{DateTime, Days, NaiveDate, Utc};
use icalendar::{Calendar, Component as _, Event, EventLike as _};
use serde::Serialize;

use super::board::{Board, Row};
use crate::request::agenda::{self, Consequence, Item, Matter};
use crate::request::{CampaignId, RequestId};

/// One dated matter of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueItem {
    /// The request.
    pub request: RequestId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The authority's name.
    pub authority_name: String,
    /// The matter.
    #[serde(flatten)]
    pub item: Item,
}

/// Every open matter of the desk, first what ends for good, then what is late, then what is
/// coming, each by date.
pub fn all(board: &Board) -> Vec<DueItem> {
    let mut items: Vec<DueItem> = board.rows().iter().flat_map(of_row).collect();
    items.sort_by(|a, b| {
        let key = |due: &DueItem| (due.item.consequence, due.item.date, due.item.matter);
        key(a).cmp(&key(b)).then_with(|| a.request.cmp(&b.request))
    });
    items
}

fn of_row(row: &Row) -> impl Iterator<Item = DueItem> {
    row.agenda.iter().map(|item| DueItem {
        request: row.request.clone(),
        campaign: row.campaign.clone(),
        authority_name: row.authority_name.clone(),
        item: item.clone(),
    })
}

/// Those that fall within so many days, or have passed.
pub fn within(items: Vec<DueItem>, today: NaiveDate, days: u32) -> Vec<DueItem> {
    items.into_iter().filter(|due| agenda::is_within(&due.item, today, days)).collect()
}

/// A calendar of these matters (RFC 5545): whole days, each with an identifier that stays the same
/// when its date moves, so that a second import updates and does not double.
pub fn calendar(items: &[DueItem], now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//foidesk//foi//EN"))
        .append_property(("METHOD", "PUBLISH"))
        .name("foi: what is due");
    for due in items {
        calendar.push(event(due, now));
    }
    calendar.to_string()
}

fn event(due: &DueItem, now: DateTime<Utc>) -> Event {
    let summary = match (due.item.matter, due.item.consequence) {
        (Matter::Appeal, _) => "last day to appeal",
        (Matter::Complain, _) => "last day to complain",
        (Matter::AskReview, _) => "last day to ask for a review",
        (Matter::PayFee, _) => "last day to pay the fee",
        (Matter::Answer, Consequence::Overdue) => "answer overdue since",
        (Matter::Answer, _) => "answer due",
        (Matter::Review, Consequence::Overdue) => "review overdue since",
        (Matter::Review, _) => "review due",
    };
    let next_day = due.item.date.checked_add_days(Days::new(1)).unwrap_or(due.item.date);
    // A later export has a higher sequence, by which programs know the newer of two.
    let sequence = u32::try_from(now.timestamp() / 60).unwrap_or(0);
    let mut event = Event::new();
    event
        .uid(&uid(due))
        .timestamp(now)
        .last_modified(now)
        .sequence(sequence)
        .starts(due.item.date)
        .ends(next_day)
        .summary(&format!("{}: {summary}", due.authority_name))
        .description(&format!("{}: {} ({})", due.request, due.item.because, due.item.date))
        .add_property("TRANSP", "TRANSPARENT");
    event.done()
}

/// The same for a matter of a request whatever its date: RFC 7986 section 5.3 asks for nothing
/// else.
fn uid(due: &DueItem) -> String {
    let request = due.request.as_str().replace('/', ".");
    format!("{}.{request}@foidesk", due.item.matter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(date: &str) -> DueItem {
        DueItem {
            request: RequestId::from("social/dunbridge"),
            campaign: CampaignId::from("social"),
            authority_name: "Dunbridge; Ash, and Elm College".to_owned(),
            item: Item {
                matter: Matter::Answer,
                consequence: Consequence::Due,
                date: date.parse().unwrap(),
                working_days: 3,
                because: "the answer is due".to_owned(),
            },
        }
    }

    fn written(date: &str, now: &str) -> String {
        calendar(&[due(date)], now.parse().unwrap())
    }

    #[test]
    fn a_calendar_is_one_that_programs_import() {
        let text = written("2026-03-31", "2026-03-02T12:00:00Z");
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "DTSTAMP:20260302T120000Z",
            "DTSTART;VALUE=DATE:20260331",
            "DTEND;VALUE=DATE:20260401",
            "UID:answer.social.dunbridge@foidesk",
            "SUMMARY:Dunbridge\\; Ash\\, and Elm College: answer due",
            "END:VCALENDAR",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
        assert!(text.lines().all(|line| line.len() <= 75), "lines are folded");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "ends of RFC 5545");
    }

    #[test]
    fn a_moved_date_keeps_its_identifier_and_counts_up() {
        let (first, second) = (
            written("2026-03-31", "2026-03-02T12:00:00Z"),
            written("2026-04-16", "2026-03-20T12:00:00Z"),
        );
        let field = |text: &str, name: &str| -> String {
            text.lines().find(|line| line.starts_with(name)).unwrap().to_owned()
        };
        assert_eq!(field(&first, "UID:"), field(&second, "UID:"));
        assert!(field(&first, "SEQUENCE:") < field(&second, "SEQUENCE:"));
    }
}

//! The calendar file of a desk (RFC 5545): one entry a dated matter, and the same entry in every
//! file. What was written before and is over is cancelled, so that no program keeps it as open.
//!
//! METHOD:PUBLISH says that the file states what is, and wants no answer (RFC 5546 section 3.2.1); it
//! takes cancelled entries beside open ones, where METHOD:CANCEL would cancel the whole file.
//! A program that knows the UID takes the entry with the higher SEQUENCE for the newer one.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus};
use sha2::{Digest as _, Sha256};

use super::due::DueItem;
use super::{Desk, Result, mail};
use crate::request::RequestId;
use crate::request::agenda::{Consequence, Matter};
use crate::store::CalendarEntry;

/// A calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its text.
    pub text: String,
    /// How many matters it holds that are open.
    pub open: usize,
    /// How many it holds as cancelled.
    pub cancelled: usize,
}

/// The file of these matters, which are all that is open of the requests `chosen`. What it states
/// is kept, and what earlier files stated of these requests is carried on.
pub fn file(
    desk: &Desk,
    items: &[DueItem],
    chosen: &HashSet<&RequestId>,
    now: DateTime<Utc>,
) -> Result<File> {
    let salt = mail::salt(desk, now)?;
    let known = desk.store.calendar_entries()?;
    let mut entries: BTreeMap<String, CalendarEntry> = known
        .into_iter()
        .filter(|entry| chosen.contains(&entry.request))
        .map(|entry| (entry.uid.clone(), entry))
        .collect();
    let changed = brought_up_to_date(&mut entries, items, &salt, now);
    if !changed.is_empty() {
        let change = desk.store.keep_books(now)?;
        for entry in changed.iter().filter_map(|uid| entries.get(uid)) {
            change.put_calendar_entry(entry)?;
        }
        change.commit()?;
    }
    let cancelled = entries.values().filter(|entry| entry.cancelled).count();
    let text = written(entries.values(), now);
    Ok(File { text, open: entries.len() - cancelled, cancelled })
}

/// Puts in what is open and cancels what is not; tells the identifiers of what changed.
fn brought_up_to_date(
    entries: &mut BTreeMap<String, CalendarEntry>,
    items: &[DueItem],
    salt: &str,
    now: DateTime<Utc>,
) -> Vec<String> {
    let mut changed = Vec::new();
    let mut open = HashSet::new();
    for due in items {
        let new = entry(due, salt, now);
        open.insert(new.uid.clone());
        match entries.get(&new.uid) {
            Some(old) if says_the_same(old, &new) => continue,
            old => {
                let sequence = new.sequence.max(old.map_or(0, |old| old.sequence + 1));
                changed.push(new.uid.clone());
                entries.insert(new.uid.clone(), CalendarEntry { sequence, ..new });
            }
        }
    }
    for entry in entries.values_mut().filter(|entry| !entry.cancelled && !open.contains(&entry.uid))
    {
        entry.cancelled = true;
        entry.summary = format!("over: {}", entry.summary);
        entry.sequence = sequence(now).max(entry.sequence + 1);
        entry.changed_at = now;
        changed.push(entry.uid.clone());
    }
    changed
}

fn says_the_same(old: &CalendarEntry, new: &CalendarEntry) -> bool {
    (&old.date, &old.summary, &old.description, old.cancelled)
        == (&new.date, &new.summary, &new.description, new.cancelled)
}

/// The matter as it stands.
fn entry(due: &DueItem, salt: &str, now: DateTime<Utc>) -> CalendarEntry {
    let item = &due.item;
    CalendarEntry {
        uid: uid(salt, item.matter, &due.request),
        request: due.request.clone(),
        matter: item.matter,
        date: item.date,
        summary: format!(
            "{}: {}{}",
            due.authority_name,
            what(item.matter, item.consequence),
            if item.provisional { " (provisional)" } else { "" }
        ),
        description: format!(
            "{}: {} ({}). `foi show {} --proof` proves the date.",
            due.request, item.because, item.date, due.request
        ),
        cancelled: false,
        sequence: sequence(now),
        changed_at: now,
    }
}

/// The minutes since 1970: a desk restored from an older backup still counts on from what its later
/// files said.
fn sequence(now: DateTime<Utc>) -> u32 {
    u32::try_from(now.timestamp() / 60).unwrap_or(0)
}

/// The same for a matter of a request whatever its date, another for every desk, and telling
/// nothing of either (RFC 7986 section 5.3): a UUID of version 8 (RFC 9562).
fn uid(salt: &str, matter: Matter, request: &RequestId) -> String {
    let hash = Sha256::digest(format!("calendar\n{salt}\n{matter}\n{request}"));
    let mut bytes: Vec<u8> = hash[..16].to_vec();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn what(matter: Matter, consequence: Consequence) -> &'static str {
    match (matter, consequence) {
        (Matter::Appeal, _) => "last day to appeal",
        (Matter::Complain, _) => "last day to complain",
        (Matter::AskReview, _) => "last day to ask for a review",
        (Matter::PayFee, _) => "last day to pay the fee",
        (Matter::AnswerThem, _) => "last day to answer their question",
        (Matter::Answer, Consequence::Overdue) => "answer overdue since",
        (Matter::Answer, Consequence::Lapses | Consequence::Due) => "answer due",
        (Matter::Review, Consequence::Overdue) => "review overdue since",
        (Matter::Review, Consequence::Lapses | Consequence::Due) => "review due",
    }
}

fn written<'a>(entries: impl Iterator<Item = &'a CalendarEntry>, now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//foidesk//foi//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .name("foi: what is due");
    for entry in entries {
        calendar.push(event(entry, now));
    }
    calendar.to_string()
}

fn event(entry: &CalendarEntry, now: DateTime<Utc>) -> Event {
    let status = if entry.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed };
    let mut event = Event::new();
    event
        .uid(&entry.uid)
        .timestamp(now)
        .last_modified(entry.changed_at)
        .sequence(entry.sequence)
        .status(status)
        .starts(entry.date)
        .ends(day_after(entry.date))
        .summary(&entry.summary)
        .description(&entry.description)
        .add_property("TRANSP", "TRANSPARENT");
    event.done()
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::CampaignId;
    use crate::request::agenda::Item;

    fn due(matter: Matter, date: &str) -> DueItem {
        DueItem {
            request: RequestId::from("social/dunbridge"),
            campaign: CampaignId::from("social"),
            authority_name: "Dunbridge; Ash, and Elm College".to_owned(),
            item: Item {
                matter,
                consequence: Consequence::Due,
                date: date.parse().unwrap(),
                working_days: 3,
                provisional: false,
                because: "the answer is due".to_owned(),
            },
        }
    }

    /// The files that a desk writes one after the other.
    #[derive(Default)]
    struct Files(BTreeMap<String, CalendarEntry>);

    impl Files {
        fn next(&mut self, items: &[DueItem], now: &str) -> (String, usize) {
            let now = now.parse().unwrap();
            let changed = brought_up_to_date(&mut self.0, items, "salt", now);
            (written(self.0.values(), now), changed.len())
        }
    }

    fn field(text: &str, name: &str) -> String {
        text.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_calendar_is_one_that_programs_import() {
        let (text, _) =
            Files::default().next(&[due(Matter::Answer, "2026-03-31")], "2026-03-02T12:00:00Z");
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "DTSTAMP:20260302T120000Z",
            "DTSTART;VALUE=DATE:20260331",
            "DTEND;VALUE=DATE:20260401",
            "STATUS:CONFIRMED",
            "SUMMARY:Dunbridge\\; Ash\\, and Elm College: answer due",
            "END:VCALENDAR",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
        assert!(text.lines().all(|line| line.len() <= 75), "lines are folded");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "ends of RFC 5545");
        let uid = field(&text, "UID:");
        assert_eq!((uid.len(), uid.as_bytes()[18]), (40, b'8'), "{uid}");
    }

    #[test]
    fn a_moved_date_keeps_its_identifier_and_counts_up_even_within_a_minute() {
        let mut files = Files::default();
        let (first, _) = files.next(&[due(Matter::Answer, "2026-03-31")], "2026-03-02T12:00:00Z");
        let (second, _) = files.next(&[due(Matter::Answer, "2026-04-16")], "2026-03-02T12:00:30Z");
        assert_eq!(field(&first, "UID:"), field(&second, "UID:"));
        assert!(field(&first, "SEQUENCE:") < field(&second, "SEQUENCE:"));
        let same = files.next(&[due(Matter::Answer, "2026-04-16")], "2026-03-09T12:00:00Z");
        assert_eq!((field(&same.0, "SEQUENCE:"), same.1), (field(&second, "SEQUENCE:"), 0));
    }

    #[test]
    fn what_is_over_is_cancelled_and_comes_back_when_it_is_open_again() {
        let mut files = Files::default();
        let answer = due(Matter::Answer, "2026-03-31");
        let (first, _) = files.next(std::slice::from_ref(&answer), "2026-03-02T12:00:00Z");
        let (over, _) = files.next(&[due(Matter::AskReview, "2026-05-05")], "2026-03-20T12:00:00Z");
        assert_eq!(over.matches("BEGIN:VEVENT").count(), 2);
        let cancelled = over
            .split("BEGIN:VEVENT")
            .find(|event| event.contains("STATUS:CANCELLED"))
            .unwrap_or_default();
        assert_eq!(field(cancelled, "UID:"), field(&first, "UID:"));
        assert!(field(cancelled, "SEQUENCE:") > field(&first, "SEQUENCE:"));
        assert!(field(cancelled, "SUMMARY:").starts_with("SUMMARY:over: Dunbridge"));
        let (again, _) = files.next(&[answer], "2026-03-20T12:00:10Z");
        assert_eq!(again.matches("STATUS:CANCELLED").count(), 1, "the review now");
        let back = again.split("BEGIN:VEVENT").find(|event| event.contains("answer due")).unwrap();
        assert!(field(back, "SEQUENCE:") > field(cancelled, "SEQUENCE:"));
    }

    #[test]
    fn two_desks_and_two_requests_never_share_an_identifier() {
        let uids: HashSet<String> = [("a", "x/y.z"), ("a", "x.y/z"), ("b", "x/y.z")]
            .into_iter()
            .map(|(salt, request)| uid(salt, Matter::Answer, &RequestId::from(request)))
            .collect();
        assert_eq!(uids.len(), 3);
    }
}

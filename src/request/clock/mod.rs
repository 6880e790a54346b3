//! The clock of a request of the desk: its events as facts for the law, in two versions. One rests
//! on what happened and on her word; the other takes the authority's claims as good. The first one
//! decides what is late: no claim alone silences a warning.

mod claim;
mod questions;
mod rules;
mod stated;
#[cfg(test)]
mod tests;
mod timeline;
mod weight;

pub use claim::{ClaimReading, Claimed, Good, IfGood};
pub use questions::Questions;
pub use rules::Rules;
pub use stated::{Stated, StatedWhat};
pub use timeline::{Extension, HerWord, Timeline};

use chrono::NaiveDate;

use super::Event;
use super::event::Basis;
use crate::law::claim::{Claim, compare};
use crate::law::{Calendar, Clock, Facts, Holidays, Regime, compute};
use crate::words::words;

words! {
    /// Whose date the due date is.
    pub enum DueBy ("origin of a due date") {
        /// The law's.
        Law = "law",
        /// More time that she granted.
        Granted = "granted",
        /// Her own, with a reason.
        Override = "override",
    }
}

/// One version of what happened, and the dates that it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The facts.
    pub facts: Facts,
    /// The dates by law.
    pub clock: Clock,
}

impl Version {
    /// The version in which these claims are good; `None` before anything was received.
    fn of(timeline: &Timeline, rules: &Rules, good: Good, holidays: &Holidays) -> Option<Self> {
        let facts = timeline.facts(rules, good)?;
        let clock = compute(&facts, holidays);
        Some(Version { facts, clock })
    }
}

/// The dates of a request of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestClock {
    /// What happened.
    pub timeline: Timeline,
    /// By which rules it is counted.
    pub rules: Rules,
    /// The facts that the dates rest on.
    pub facts: Facts,
    /// The dates by law.
    pub law: Clock,
    /// The dates if all their claims are good, where that differs.
    pub claimed: Option<Version>,
    /// The last day for the answer as it stands: hers, granted, or the law's.
    pub due: Option<NaiveDate>,
    /// Whose date that is.
    pub due_by: DueBy,
    /// The last day before the answer is late.
    pub late_after: Option<NaiveDate>,
    /// The last day to ask for a review: the law's, or the one that she says they allow.
    pub review_ask_by: Option<NaiveDate>,
    /// The last day to ask for a review by a letter of theirs, where it is another one.
    pub their_window: Option<NaiveDate>,
    /// How the date they named stands to the law.
    pub their_date: Option<(NaiveDate, Claim)>,
}

impl RequestClock {
    /// The clock of a request with these events; `None` before anything was received.
    pub fn of(events: &[Event], rules: Rules, holidays: &Holidays) -> Option<Self> {
        let timeline = Timeline::of(events);
        let Version { facts, clock: law } =
            Version::of(&timeline, &rules, Good::Nothing, holidays)?;
        let claimed = (!timeline.claims().is_empty())
            .then(|| Version::of(&timeline, &rules, Good::All, holidays))
            .flatten()
            .filter(|claimed| claimed.clock.marks != law.marks);
        let (due, due_by, late_after) = in_force(&timeline, &facts, &law);
        let their_date = timeline.due_claimed.and_then(|date| {
            let claim = compare(date, &facts, &law, &timeline.acknowledged, holidays)?;
            Some((date, claim))
        });
        let hers = timeline.review_window.as_ref().map(|word| word.date);
        Some(RequestClock {
            review_ask_by: law.dates.review_ask_by.map(|by| hers.unwrap_or(by)),
            their_window: their_window(&timeline, &law, holidays).filter(|_| hers.is_none()),
            timeline,
            rules,
            facts,
            law,
            claimed,
            due,
            due_by,
            late_after,
            their_date,
        })
    }

    /// The last day to ask for a review as it stands on a day: of the law's, the more cautious one
    /// and their own the first that is not over; no window of theirs silences the law's.
    pub fn review_ask_next(&self, today: NaiveDate) -> Option<NaiveDate> {
        let days = [self.law.dates.review_ask_advised, self.review_ask_by, self.their_window];
        let open = days.into_iter().flatten().filter(|by| *by >= today).min();
        open.or_else(|| days.into_iter().flatten().max())
    }

    /// Whether the answer is late on a day. Not while a question that she accepted waits for her,
    /// nor while a fee asked for in time is unpaid.
    pub fn answer_is_late(&self, today: NaiveDate) -> bool {
        self.facts.answered.is_none()
            && !self.timeline.questions.is_open(false)
            && self.late_after.is_some_and(|last| today > last)
    }

    /// The last day for the answer in words: the range of a school whose holidays are unknown, whose
    /// date it is where it is not the law's, and whether it may still move.
    pub fn due_told(&self, holidays: &Holidays) -> Option<String> {
        let due = self.due?;
        let mut told = due.to_string();
        if let (DueBy::Law, Some(last)) = (self.due_by, self.late_after.filter(|last| *last > due))
        {
            told = format!("{due} to {last}");
        }
        match self.due_by {
            DueBy::Law => {}
            DueBy::Granted => told.push_str(" (granted)"),
            DueBy::Override => told.push_str(" (yours)"),
        }
        if self.due_by == DueBy::Law && self.is_provisional(due, holidays) {
            told.push_str(" (provisional)");
        }
        Some(told)
    }

    /// Whether a date of the request lies beyond the years whose bank holidays are known, and was
    /// counted with them.
    pub fn is_provisional(&self, date: NaiveDate, holidays: &Holidays) -> bool {
        let claimed = self.claimed.iter().flat_map(|good| &good.clock.marks);
        let marks = self.law.marks.iter().chain(claimed);
        marks.filter(|mark| mark.date == date).any(|mark| mark.is_provisional(holidays))
    }

    /// The last day to pay a fee, whoever's word that it is good.
    pub fn fee_pay_by(&self) -> Option<NaiveDate> {
        let claimed = self.claimed.as_ref().and_then(|good| good.clock.dates.fee_pay_by);
        self.law.dates.fee_pay_by.or(claimed)
    }

    /// Whether a review is late on a day.
    pub fn review_is_late(&self, today: NaiveDate) -> bool {
        self.facts.review_asked.is_some()
            && self.facts.review_answered.is_none()
            && self.law.dates.review_due.is_some_and(|due| today > due)
    }

    /// By how many working days the answer is or was late on a day.
    pub fn late_by(&self, today: NaiveDate, holidays: &Holidays) -> u32 {
        let until = self.facts.answered.unwrap_or(today);
        self.late_after
            .map_or(0, |last| Calendar::of(self.facts.regime).between(last, until, holidays))
    }

    /// What she should know beside the dates: their claims, their own date, her own words.
    pub fn remarks(&self, holidays: &Holidays) -> Vec<String> {
        let mut remarks = self.words_of_hers();
        let readings = self.readings(holidays);
        remarks.extend(readings.iter().map(ClaimReading::sentence));
        if let (2.., Some(all)) = (readings.len(), &self.claimed)
            && let Some(due) = all.clock.late_after
        {
            remarks.push(format!("if all that is good, due {due}"));
        }
        if let Some((date, claim)) = self.their_date.filter(|(_, claim)| *claim != Claim::Agrees) {
            remarks.push(format!("they name {date}: {claim}"));
        }
        remarks.extend(self.window_remark());
        remarks.extend(self.law.notes.iter().map(ToString::to_string));
        remarks
    }

    fn words_of_hers(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Some(word) = &self.timeline.received_on {
            remarks.push(format!("counted as received on {}: {}", word.date, word.because));
        }
        let by_law = self.law.dates.due.map(|law| format!("; by law {law}")).unwrap_or_default();
        if let Some(on) = self.timeline.answered.filter(|on| *on < self.facts.received) {
            let received = self.facts.received;
            remarks.push(format!(
                "their answer is dated {on}, before they had the request: counted as of {received}"
            ));
        }
        if let Some(own) = &self.timeline.overridden {
            remarks.push(format!("due {} by your word: {}{by_law}", own.date, own.because));
        } else if let (DueBy::Granted, Some(due)) = (self.due_by, self.due) {
            remarks.push(format!("more time granted to {due}{by_law}"));
        }
        remarks
    }

    /// Their window for a review beside the law's.
    fn window_remark(&self) -> Option<String> {
        let otherwise = self.law.dates.review_ask_by.map(|by| format!(" (otherwise {by})"));
        let otherwise = otherwise.unwrap_or_default();
        if let Some(word) = &self.timeline.review_window {
            let until = word.date;
            return Some(format!("they allow a review to be asked for until {until}{otherwise}"));
        }
        let (_, window) = self.timeline.stated_window.as_ref()?;
        let until = self.their_window?;
        let quote = &window.quote;
        Some(format!(
            "their letter allows a review to be asked for until {until}{otherwise}: \"{quote}\""
        ))
    }
}

/// Where the window that a letter of theirs states ends, if that is not where the law's does by one
/// reading or another.
fn their_window(timeline: &Timeline, law: &Clock, holidays: &Holidays) -> Option<NaiveDate> {
    let (on, window) = timeline.stated_window.as_ref()?;
    let by_law = law.dates.review_ask_by?;
    let calendar = Calendar::of(law.dates.regime);
    let end = window.within.map(|length| length.end(*on, calendar, holidays)).or(window.until);
    end.filter(|end| *end != by_law && Some(*end) != law.dates.review_ask_advised)
}

/// The date in force: her own, then more time she granted, then the law's.
fn in_force(
    timeline: &Timeline,
    facts: &Facts,
    law: &Clock,
) -> (Option<NaiveDate>, DueBy, Option<NaiveDate>) {
    if let Some(own) = &timeline.overridden {
        return (Some(own.date), DueBy::Override, Some(own.date));
    }
    let granted = timeline.extension.as_ref().filter(|(_, basis)| *basis == Basis::Decision);
    match granted.map(|(more, _)| more.until) {
        Some(Some(until)) => (Some(until), DueBy::Granted, Some(until)),
        Some(None) if facts.regime != Regime::Foisa => {
            (law.dates.extended_latest, DueBy::Granted, law.late_after)
        }
        _ => (law.dates.due, DueBy::Law, law.late_after),
    }
}

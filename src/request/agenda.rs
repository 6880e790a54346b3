//! What is due, overdue and about to lapse in one request, by legal consequence: first the rights
//! that end and cannot be had back, then what the authority owes and is late with, then what is
//! coming. Pure; `foi due` prints it and makes a calendar of it.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::Status;
use super::clock::RequestClock;
use super::fold::State;
use crate::law::{Calendar, Holidays, Regime};
use crate::words::words;

words! {
    /// What has its day.
    pub enum Matter ("matter") {
        /// Her appeal from the regulator's decision.
        Appeal = "appeal",
        /// Her complaint to the regulator.
        Complain = "complain",
        /// Her request for a review.
        AskReview = "ask_review",
        /// Her payment of a fee.
        PayFee = "pay_fee",
        /// Her answer to their question, before they close the request.
        AnswerThem = "answer_them",
        /// Their answer.
        Answer = "answer",
        /// Their review.
        Review = "review",
    }
}

words! {
    /// What the day means. The order is that of consequence.
    pub enum Consequence ("consequence") {
        /// A right of hers ends with that day.
        Lapses = "lapses",
        /// They are late.
        Overdue = "overdue",
        /// It is due.
        Due = "due",
    }
}

/// One dated matter of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What has its day.
    pub matter: Matter,
    /// What the day means on the day it was asked for.
    pub consequence: Consequence,
    /// The last day.
    pub date: NaiveDate,
    /// Working days until it, or since it when overdue.
    pub working_days: u32,
    /// Whether the date may move with bank holidays that are not known yet.
    pub provisional: bool,
    /// In a sentence.
    pub because: String,
}

/// Every open matter of a request on a day, whatever its distance.
pub fn open(
    state: State,
    clock: &RequestClock,
    today: NaiveDate,
    holidays: &Holidays,
) -> Vec<Item> {
    let open = Open { state, clock, today, holidays };
    let mut items: Vec<Item> = [
        open.appeal(),
        open.complaint(),
        open.review_window(),
        open.fee(),
        open.reply(),
        open.answer(),
        open.review(),
    ]
    .into_iter()
    .flatten()
    .collect();
    items.sort_by_key(|item| (item.consequence, item.date, item.matter));
    items
}

/// Whether an item belongs on a list that looks so many days ahead: everything overdue, and what
/// falls on or before the last of these days.
pub fn is_within(item: &Item, today: NaiveDate, days: u32) -> bool {
    let last = today.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
    item.consequence == Consequence::Overdue || item.date <= last
}

struct Open<'a> {
    state: State,
    clock: &'a RequestClock,
    today: NaiveDate,
    holidays: &'a Holidays,
}

impl Open<'_> {
    fn is_over(&self) -> bool {
        matches!(
            self.state.status,
            Status::Successful | Status::Withdrawn | Status::WithRegulator | Status::Undelivered
        ) || self.clock.timeline.complained
    }

    fn item(
        &self,
        matter: Matter,
        consequence: Consequence,
        date: NaiveDate,
        because: &str,
    ) -> Item {
        let calendar = Calendar::of(self.clock.facts.regime);
        let (from, to) = if date < self.today { (date, self.today) } else { (self.today, date) };
        let working_days = calendar.between(from, to, self.holidays);
        let provisional = self.clock.is_provisional(date, self.holidays);
        Item { matter, consequence, date, working_days, provisional, because: because.to_owned() }
    }

    /// A right of hers whose last day has not passed.
    fn lapses(&self, matter: Matter, by: Option<NaiveDate>, because: &str) -> Option<Item> {
        let by = by.filter(|by| *by >= self.today)?;
        Some(self.item(matter, Consequence::Lapses, by, because))
    }

    /// What they owe: due, or overdue once the day has passed.
    fn owed(
        &self,
        matter: Matter,
        last: Option<NaiveDate>,
        is_late: bool,
        because: &str,
    ) -> Option<Item> {
        let consequence = if is_late { Consequence::Overdue } else { Consequence::Due };
        Some(self.item(matter, consequence, last?, because))
    }

    fn appeal(&self) -> Option<Item> {
        if matches!(self.state.status, Status::Successful | Status::Withdrawn) {
            return None;
        }
        self.lapses(
            Matter::Appeal,
            self.clock.law.dates.appeal_by,
            "the last day to appeal from the regulator's decision",
        )
    }

    fn complaint(&self) -> Option<Item> {
        let may = self.clock.facts.review_answered.is_some()
            || self.clock.law.dates.review_latest.is_some_and(|latest| self.today > latest);
        if self.is_over() || !may {
            return None;
        }
        self.lapses(
            Matter::Complain,
            self.clock.law.dates.regulator_by,
            "the last day to complain to the regulator",
        )
    }

    /// A review of an answer that is not all she asked for, or of silence where the law wants one.
    fn review_window(&self) -> Option<Item> {
        if self.is_over() || self.clock.facts.review_asked.is_some() {
            return None;
        }
        let is_answered = self.clock.facts.answered.is_some();
        // Under FOIA alone silence needs no review, and its time does not run.
        let of_silence = match self.clock.facts.regime {
            Regime::Foia => false,
            Regime::Foisa | Regime::Eir | Regime::Eisr => self.clock.answer_is_late(self.today),
        };
        let is_content = self.state.suggestion == Some(Status::Successful);
        if !(of_silence || is_answered && !is_content) {
            return None;
        }
        let by = self.clock.review_ask_next(self.today);
        let because = if by.is_some() && by == self.clock.their_window {
            "the last day to ask for a review, as their letter allows it"
        } else {
            "the last day to ask for a review"
        };
        self.lapses(Matter::AskReview, by, because)
    }

    fn fee(&self) -> Option<Item> {
        let timeline = &self.clock.timeline;
        if self.is_over() || timeline.fee.is_none() || timeline.fee_paid.is_some() {
            return None;
        }
        self.lapses(Matter::PayFee, self.clock.fee_pay_by(), "the last day to pay the fee")
    }

    /// Their question, where they will close the request unless she answers it.
    fn reply(&self) -> Option<Item> {
        if self.state.status != Status::AwaitingClarification || self.is_over() {
            return None;
        }
        let because = "the last day to answer them, by their word";
        self.lapses(Matter::AnswerThem, self.clock.timeline.reply_wanted, because)
    }

    fn answer(&self) -> Option<Item> {
        let is_waiting = matches!(
            self.state.status,
            Status::Unsent
                | Status::AwaitingResponse
                | Status::AwaitingClarification
                | Status::Postal
        );
        if !is_waiting || self.is_over() || self.clock.facts.answered.is_some() {
            return None;
        }
        let is_late = self.clock.answer_is_late(self.today);
        let because = if is_late { "the answer is late" } else { "the answer is due" };
        self.owed(Matter::Answer, self.clock.late_after, is_late, because)
    }

    fn review(&self) -> Option<Item> {
        let asked = self.clock.facts.review_asked.is_some();
        if self.is_over() || !asked || self.clock.facts.review_answered.is_some() {
            return None;
        }
        let is_late = self.clock.review_is_late(self.today);
        let because = if is_late { "the review is late" } else { "the review is due" };
        self.owed(Matter::Review, self.clock.law.dates.review_due, is_late, because)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Body;
    use crate::letter::{LetterKind, LetterState};
    use crate::reading::Kind;
    use crate::request::clock::Rules;
    use crate::request::{
        Event, EventId, EventKind, LetterId, MailPlace, MessageKey, RequestId, fold,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn items(regime: Regime, today: &str, story: &[(&str, EventKind)]) -> Vec<String> {
        let events: Vec<Event> = story
            .iter()
            .enumerate()
            .map(|(i, (at, kind))| {
                let at = format!("{at}T12:00:00Z").parse().unwrap();
                let (id, request) = (EventId(i as i64 + 1), RequestId::from("c/a"));
                Event { id, request, occurred_at: at, recorded_at: at, kind: kind.clone() }
            })
            .collect();
        let holidays = Holidays::shipped();
        let clock = RequestClock::of(&events, Rules::of(regime, Body::Ordinary), holidays).unwrap();
        open(fold::fold(&events), &clock, day(today), holidays)
            .iter()
            .map(|item| {
                format!("{} {} {} {}", item.matter, item.consequence, item.date, item.working_days)
            })
            .collect()
    }

    fn letter(id: i64, kind: LetterKind) -> EventKind {
        let state = LetterState::Accepted;
        EventKind::Letter { letter: LetterId(id), kind, state, because: None }
    }

    #[test]
    fn a_request_due_today_is_due_and_overdue_the_day_after() {
        let story = [("2020-06-02", letter(1, LetterKind::Request))];
        for (today, expected) in [
            ("2020-06-29", "answer due 2020-06-30 1"),
            ("2020-06-30", "answer due 2020-06-30 0"),
            ("2020-07-01", "answer overdue 2020-06-30 1"),
        ] {
            assert_eq!(items(Regime::Foia, today, &story), [expected]);
        }
    }

    #[test]
    fn a_right_that_lapses_comes_before_what_they_owe() {
        let story = [("2026-01-12", letter(1, LetterKind::Request))];
        assert_eq!(
            items(Regime::Foisa, "2026-02-10", &story),
            ["ask_review lapses 2026-04-07 39", "answer overdue 2026-02-09 1"]
        );
        assert_eq!(items(Regime::Foisa, "2026-04-08", &story), ["answer overdue 2026-02-09 41"]);
    }

    #[test]
    fn an_appeal_has_its_day_after_the_regulators_decision() {
        let decided = EventKind::RegulatorDecided { on: day("2026-03-05") };
        let story = [("2025-06-02", letter(1, LetterKind::Request)), ("2026-03-06", decided)];
        assert_eq!(items(Regime::Foia, "2026-04-01", &story), ["appeal lapses 2026-04-02 1"]);
        assert_eq!(items(Regime::Foisa, "2026-04-16", &story), ["appeal lapses 2026-04-16 0"]);
        assert_eq!(items(Regime::Foia, "2026-04-03", &story), [""; 0]);
    }

    #[test]
    fn after_a_refusal_the_review_window_is_open_until_she_uses_it() {
        let refusal = EventKind::Filed {
            message: MessageKey(1),
            kind: Kind::RefusalExemption,
            suggests: Some(Status::Refused),
            known_sender: true,
            by_her: false,
            place: MailPlace::default(),
        };
        let mut story =
            vec![("2026-01-05", letter(1, LetterKind::Request)), ("2026-01-20", refusal)];
        assert_eq!(items(Regime::Foia, "2026-03-18", &story), ["ask_review lapses 2026-03-18 0"]);
        assert_eq!(items(Regime::Foia, "2026-03-19", &story), [""; 0]);
        story.push(("2026-02-02", letter(2, LetterKind::Review)));
        assert_eq!(items(Regime::Foia, "2026-03-04", &story), ["review overdue 2026-03-02 2"]);
    }
}

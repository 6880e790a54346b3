//! What she should do next about a request, by when, and why. Follows from where it stands and
//! from its clock; decides nothing and writes no letter.

mod dispute;
mod silence;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::Serialize;

use super::Status;
use super::clock::RequestClock;
use super::fold::State;
use crate::law::Holidays;
use crate::words::words;

words! {
    /// The next action, in the words of the contract.
    pub enum Do ("next action") {
        /// Send its first letter.
        Send = "send",
        /// Find out whether a letter was sent.
        Settle = "settle",
        /// Find an address that takes mail.
        FixAddress = "fix_address",
        /// Wait.
        Wait = "wait",
        /// Answer their question, pay or decline.
        AnswerThem = "answer_them",
        /// Decide whether what they claim is good.
        DecideClaim = "decide_claim",
        /// Say yes or no to what the program suggests.
        Triage = "triage",
        /// Remind them.
        Chase = "chase",
        /// Ask for a review.
        AskReview = "ask_review",
        /// Remind them of the review.
        ChaseReview = "chase_review",
        /// Complain to the regulator.
        Complain = "complain",
        /// Close it: no step is left.
        Close = "close",
        /// Nothing.
        None = "none",
    }
}

/// The next action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextAction {
    /// What to do.
    #[serde(rename = "do")]
    pub what: Do,
    /// By when; `None` where nothing lapses.
    pub by: Option<NaiveDate>,
    /// Why, in a sentence.
    pub because: String,
}

fn act(what: Do, by: Option<NaiveDate>, because: impl Into<String>) -> NextAction {
    NextAction { what, by, because: because.into() }
}

/// What its letters have to say about the next action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Nothing beyond the state.
    Plain,
    /// One may or may not have been sent.
    InDoubt,
    /// She gave up the first one before it went, and drafted no other.
    Cancelled,
}

/// What to do next on a day. `clock` is `None` before anything was received.
pub fn next_action(
    state: State,
    clock: Option<&RequestClock>,
    letters: Letters,
    today: NaiveDate,
    holidays: &Holidays,
) -> NextAction {
    if letters == Letters::InDoubt {
        return act(Do::Settle, None, "a letter may or may not have been sent");
    }
    match (state.status, clock) {
        (Status::Undelivered, _) => act(
            Do::FixAddress,
            None,
            "its first letter did not arrive: mend the address, then `foi draft --again`",
        ),
        (Status::Withdrawn, _) => act(Do::None, None, "you gave it up"),
        (_, Some(clock)) => Asked { state, clock, today, holidays }.next(),
        (Status::Unsent, None) if letters == Letters::Cancelled => {
            act(Do::None, None, "you cancelled its letter; `foi draft --again` makes it anew")
        }
        (Status::Unsent, None) => act(Do::Send, None, "its first letter has not gone"),
        (_, None) if state.suggestion.is_some() => triage(state, None),
        (_, None) => act(Do::None, None, "nothing is known of when it was received"),
    }
}

fn triage(state: State, by: Option<NaiveDate>) -> NextAction {
    let because = match state.suggestion {
        Some(suggestion) => format!("what came looks like `{suggestion}`: yes or no?"),
        None => "an answer is in: what is its outcome?".to_owned(),
    };
    act(Do::Triage, by, because)
}

/// A request that was received, on a day.
struct Asked<'a> {
    state: State,
    clock: &'a RequestClock,
    today: NaiveDate,
    holidays: &'a Holidays,
}

impl Asked<'_> {
    fn next(&self) -> NextAction {
        if self.state.suggestion.is_some() {
            return triage(self.state, self.window(self.review_by()));
        }
        match self.state.status {
            Status::Unsent | Status::AwaitingResponse | Status::Undelivered => self.unanswered(),
            Status::AwaitingClarification => self.question(),
            Status::Postal => self.by_post(),
            Status::Answered => triage(self.state, self.window(self.review_by())),
            Status::Successful => act(Do::Close, None, "you have what you asked for"),
            Status::PartlySuccessful | Status::Refused | Status::NotHeld => self.dissatisfied(),
            Status::InternalReview => self.review(),
            Status::WithRegulator => self.regulator(),
            Status::Withdrawn => act(Do::None, None, "you gave it up"),
        }
    }

    /// A last day that is not over yet.
    fn window(&self, by: Option<NaiveDate>) -> Option<NaiveDate> {
        by.filter(|by| *by >= self.today)
    }

    /// The last day to ask for a review, the first one that is not over.
    fn review_by(&self) -> Option<NaiveDate> {
        self.clock.review_ask_next(self.today)
    }

    fn is_late(&self) -> bool {
        self.clock.answer_is_late(self.today)
    }

    /// A date, marked where it may move with bank holidays that are not known yet.
    fn told(&self, date: NaiveDate) -> String {
        let provisional = self.clock.is_provisional(date, self.holidays);
        format!("{date}{}", if provisional { " (provisional)" } else { "" })
    }

    fn late_because(&self) -> String {
        let last = self.clock.late_after.unwrap_or(self.today);
        let days = match self.clock.late_by(self.today, self.holidays) {
            1 => "1 working day".to_owned(),
            days => format!("{days} working days"),
        };
        format!("the answer was due by {}, {days} ago", self.told(last))
    }

    fn question(&self) -> NextAction {
        let fee_open = self.clock.timeline.fee.is_some() && self.clock.timeline.fee_paid.is_none();
        let pay_by = self.clock.fee_pay_by();
        let mut because =
            if fee_open { "they want a fee" } else { "they asked something" }.to_owned();
        if self.is_late() {
            because = format!("{because}; if that did not stop the clock, {}", self.late_because());
        }
        let by = [pay_by.filter(|_| fee_open), self.clock.timeline.reply_wanted];
        act(Do::AnswerThem, by.into_iter().filter_map(|by| self.window(by)).min(), because)
    }

    fn by_post(&self) -> NextAction {
        if self.clock.late_after.is_some_and(|last| self.today > last) {
            return act(
                Do::Triage,
                None,
                "the answer comes by post: say what it is once it is there",
            );
        }
        act(Do::Wait, self.clock.late_after, "the answer comes by post")
    }
}

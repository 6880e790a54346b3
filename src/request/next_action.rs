//! What she should do next about a request, by when, and why. Follows from where it stands and
//! from its clock; decides nothing and writes no letter.

use chrono::NaiveDate;
use serde::Serialize;

use super::Status;
use super::clock::{Claimed, IfGood, RequestClock};
use super::fold::State;
use crate::law::{Holidays, Regime};
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

/// What to do next on a day. `clock` is `None` before anything was received.
pub fn next_action(
    state: State,
    clock: Option<&RequestClock>,
    in_doubt: bool,
    today: NaiveDate,
    holidays: &Holidays,
) -> NextAction {
    if in_doubt {
        return act(Do::Settle, None, "a letter may or may not have been sent");
    }
    match (state.status, clock) {
        (Status::Undelivered, _) => act(Do::FixAddress, None, "its first letter did not arrive"),
        (Status::Withdrawn, _) => act(Do::None, None, "you gave it up"),
        (_, Some(clock)) => Asked { state, clock, today, holidays }.next(),
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

    fn unanswered(&self) -> NextAction {
        if let Some(claim) = self.undecided_claim() {
            let because = match claim {
                Claimed::Clarification => "they say that they need to know more",
                Claimed::Fee => "they want a fee",
                Claimed::Extension => "they claim more time",
                Claimed::Transfer => "they say that another body has to answer",
            };
            let late = if self.is_late() { self.late_because() } else { self.due_because() };
            let by = self.window(self.clock.late_after);
            return act(Do::DecideClaim, by, format!("{because}; {late} if that does not hold"));
        }
        if !self.is_late() {
            return act(Do::Wait, self.clock.late_after, self.due_because());
        }
        match self.clock.facts.regime {
            Regime::Foia | Regime::Eir => self.chase_then_complain(),
            Regime::Foisa | Regime::Eisr => self.review_of_silence(),
        }
    }

    fn due_because(&self) -> String {
        match self.clock.late_after {
            Some(last) => format!("the answer is due by {}", self.told(last)),
            None => "the time for the answer stands still".to_owned(),
        }
    }

    /// A claim waits for her word, unless it changes nothing.
    fn undecided_claim(&self) -> Option<Claimed> {
        let readings = self.clock.readings(self.holidays);
        readings.into_iter().find(|one| one.if_good != IfGood::Unmoved).map(|one| one.claim)
    }

    /// No answer under FOIA or the EIR: remind them, then complain; no review is needed.
    fn chase_then_complain(&self) -> NextAction {
        let Some(count) = self.clock.reminded() else {
            return act(Do::Chase, None, self.late_because());
        };
        let (chased, patience) = (count.from, count.end(self.holidays));
        if self.today <= patience {
            return act(Do::Wait, Some(patience), format!("you reminded them on {chased}"));
        }
        let late = self.late_because();
        act(Do::Complain, None, format!("{late}, and your reminder of {chased} did not help"))
    }

    /// No answer under the Scottish laws: a review comes first, and has its last day.
    fn review_of_silence(&self) -> NextAction {
        let because = match self.review_by() {
            Some(by) if by < self.today => {
                format!(
                    "{}; the last day to ask was {by}, they may still take it",
                    self.late_because()
                )
            }
            _ => self.late_because(),
        };
        act(Do::AskReview, self.window(self.review_by()), because)
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

    /// An outcome she may not be content with.
    fn dissatisfied(&self) -> NextAction {
        if self.clock.facts.review_answered.is_some() {
            return self.complaint("the review did not help");
        }
        if self.clock.facts.review_asked.is_some() {
            return self.review();
        }
        match self.review_by() {
            Some(by) if by >= self.today => act(
                Do::AskReview,
                Some(by),
                format!("a review may be asked for until {}", self.told(by)),
            ),
            Some(by) => act(Do::Close, None, format!("the last day to ask for a review was {by}")),
            None => act(Do::AskReview, None, "a review may be asked for"),
        }
    }

    /// The regulator decides, and its decision leaves her a time for an appeal.
    fn regulator(&self) -> NextAction {
        match (self.clock.timeline.regulator_decided, self.clock.law.dates.appeal_by) {
            (Some(decided), Some(by)) if by >= self.today => {
                let because = format!("the regulator decided on {decided}: appeal until {by}");
                act(Do::Close, Some(by), because)
            }
            (Some(decided), _) => {
                act(Do::Close, None, format!("the regulator decided on {decided}"))
            }
            (None, _) => act(Do::Wait, None, "the complaint is with the regulator"),
        }
    }

    fn complaint(&self, because: &str) -> NextAction {
        match self.clock.law.dates.regulator_by {
            Some(by) if by < self.today => {
                act(Do::Close, None, format!("the last day to complain was {by}"))
            }
            by => act(Do::Complain, by, because),
        }
    }

    fn review(&self) -> NextAction {
        if self.clock.facts.review_answered.is_some() {
            return act(
                Do::Triage,
                self.window(self.clock.law.dates.regulator_by),
                "the review is answered: what is its outcome?",
            );
        }
        let law = &self.clock.law.dates;
        let (Some(due), Some(latest)) = (law.review_due, law.review_latest) else {
            return act(Do::Wait, None, "the review is under way");
        };
        if self.today <= due {
            return act(Do::Wait, Some(due), format!("the review is due by {}", self.told(due)));
        }
        if self.today > latest {
            return self
                .complaint(&format!("the review was due by {} at the latest", self.told(latest)));
        }
        match self.clock.timeline.chased {
            Some(_) => act(
                Do::Wait,
                Some(latest),
                format!("the review is due by {} at the latest", self.told(latest)),
            ),
            None => act(Do::ChaseReview, Some(latest), format!("the review was due by {due}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Body;
    use crate::letter::{LetterKind, LetterState};
    use crate::reading::Kind;
    use crate::request::clock::Rules;
    use crate::request::event::{Basis, Event, EventKind};
    use crate::request::{EventId, LetterId, MessageKey, RequestId, fold};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn events(story: &[(&str, EventKind)]) -> Vec<Event> {
        let events = story.iter().enumerate().map(|(i, (at, kind))| {
            let at = format!("{at}T12:00:00Z").parse().unwrap();
            let (id, request) = (EventId(i as i64 + 1), RequestId::from("c/a"));
            Event { id, request, occurred_at: at, recorded_at: at, kind: kind.clone() }
        });
        events.collect()
    }

    fn letter(id: i64, kind: LetterKind) -> EventKind {
        let state = LetterState::Accepted;
        EventKind::Letter { letter: LetterId(id), kind, state, because: None }
    }

    fn mail(kind: Kind, suggests: Status) -> EventKind {
        let (message, suggests) = (MessageKey(1), Some(suggests));
        EventKind::Filed { message, kind, suggests, known_sender: true, by_her: false }
    }

    fn next(regime: Regime, today: &str, story: &[(&str, EventKind)]) -> (Do, Option<String>) {
        let events = events(story);
        let holidays = Holidays::shipped();
        let clock = RequestClock::of(&events, Rules::of(regime, Body::Ordinary), holidays);
        let next = next_action(fold::fold(&events), clock.as_ref(), false, day(today), holidays);
        assert!(!next.because.is_empty());
        (next.what, next.by.map(|by| by.to_string()))
    }

    fn by(date: &str) -> Option<String> {
        Some(date.to_owned())
    }

    #[test]
    fn silence_is_waited_out_chased_and_complained_of() {
        let mut story = vec![("2026-01-05", letter(1, LetterKind::Request))]; // due 2 February
        assert_eq!(next(Regime::Foia, "2026-02-02", &story), (Do::Wait, by("2026-02-02")));
        assert_eq!(next(Regime::Foia, "2026-02-03", &story), (Do::Chase, None));
        story.push(("2026-02-04", letter(2, LetterKind::Chaser)));
        assert_eq!(next(Regime::Foia, "2026-02-18", &story), (Do::Wait, by("2026-02-18")));
        assert_eq!(next(Regime::Foia, "2026-02-19", &story), (Do::Complain, None));
    }

    #[test]
    fn silence_in_scotland_needs_a_review() {
        let story = vec![("2026-01-12", letter(1, LetterKind::Request))]; // due 9 February
        assert_eq!(next(Regime::Foisa, "2026-02-10", &story), (Do::AskReview, by("2026-04-07")));
        assert_eq!(next(Regime::Foisa, "2026-04-08", &story), (Do::AskReview, None));
    }

    #[test]
    fn a_refusal_is_decided_reviewed_and_complained_of() {
        let mut story = vec![
            ("2026-01-05", letter(1, LetterKind::Request)),
            ("2026-01-20", mail(Kind::RefusalExemption, Status::Refused)),
        ];
        assert_eq!(next(Regime::Foia, "2026-01-21", &story), (Do::Triage, by("2026-03-18")));
        story.push(("2026-01-21", EventKind::Decided { status: Status::Refused, note: None }));
        assert_eq!(next(Regime::Foia, "2026-01-22", &story), (Do::AskReview, by("2026-03-18")));
        assert_eq!(next(Regime::Foia, "2026-03-19", &story), (Do::Close, None));
        story.push(("2026-02-02", letter(2, LetterKind::Review))); // due 2 March, latest 31 March
        assert_eq!(next(Regime::Foia, "2026-03-02", &story), (Do::Wait, by("2026-03-02")));
        assert_eq!(next(Regime::Foia, "2026-03-03", &story), (Do::ChaseReview, by("2026-03-31")));
        assert_eq!(next(Regime::Foia, "2026-04-01", &story), (Do::Complain, None));
        story.push(("2026-03-10", mail(Kind::ReviewUpheld, Status::Refused)));
        assert_eq!(next(Regime::Foia, "2026-03-11", &story).0, Do::Triage);
        story.push(("2026-03-11", EventKind::Decided { status: Status::Refused, note: None }));
        assert_eq!(next(Regime::Foia, "2026-03-12", &story), (Do::Complain, by("2026-04-21")));
        assert_eq!(next(Regime::Foia, "2026-04-22", &story), (Do::Close, None));
    }

    #[test]
    fn a_claim_waits_for_her_word() {
        let mut story = vec![
            ("2026-01-05", letter(1, LetterKind::Request)),
            ("2026-01-30", mail(Kind::Extension, Status::AwaitingResponse)),
        ];
        assert_eq!(next(Regime::Foia, "2026-02-03", &story), (Do::DecideClaim, None));
        assert_eq!(next(Regime::Foisa, "2026-02-03", &story), (Do::AskReview, by("2026-03-30")));
        let (until, because) = (Some(day("2026-02-20")), String::new());
        story.push(("2026-02-03", EventKind::Extended { until, because, basis: Basis::Decision }));
        assert_eq!(next(Regime::Foia, "2026-02-04", &story), (Do::Wait, by("2026-02-20")));
        assert_eq!(next(Regime::Foia, "2026-02-21", &story), (Do::Chase, None));
    }

    #[test]
    fn a_question_is_hers_to_answer_and_the_clock_still_shows() {
        let story = vec![
            ("2026-01-05", letter(1, LetterKind::Request)),
            ("2026-01-20", mail(Kind::Clarification, Status::AwaitingClarification)),
        ];
        assert_eq!(next(Regime::Foia, "2026-02-10", &story), (Do::AnswerThem, None));
    }

    #[test]
    fn a_fee_has_its_last_day() {
        let story = vec![
            ("2026-03-02", letter(1, LetterKind::Request)),
            ("2026-03-16", mail(Kind::FeeNotice, Status::AwaitingClarification)),
        ];
        assert_eq!(next(Regime::Foia, "2026-03-17", &story), (Do::AnswerThem, by("2026-06-15")));
    }

    #[test]
    fn what_never_arrived_is_sent_or_mended() {
        assert_eq!(next(Regime::Foia, "2026-02-10", &[]), (Do::Send, None));
        let (state, because) = (LetterState::Refused, None);
        let refused =
            EventKind::Letter { letter: LetterId(1), kind: LetterKind::Request, state, because };
        assert_eq!(
            next(Regime::Foia, "2026-02-10", &[("2026-02-09", refused)]),
            (Do::FixAddress, None)
        );
    }
}

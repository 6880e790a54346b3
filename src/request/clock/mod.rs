//! The clock of a request of the desk: its events as facts for the law, in two versions. One rests
//! on what happened and on her word; the other takes the authority's claims as good. The first one
//! decides what is late: no claim alone silences a warning.

use chrono::NaiveDate;

use super::event::Basis;
use super::fold::{self, Letters};
use super::{Event, EventKind, Status};
use crate::law::claim::{self, Claim};
use crate::law::facts::{BadFacts, Closure};
use crate::law::{Body, Calendar, Clock, Facts, Holidays, Regime, compute, london};
use crate::letter::{LetterKind, LetterState};
use crate::reading::Kind;
use crate::words::words;

words! {
    /// What an authority claims that would move a date.
    pub enum Claimed ("claim") {
        /// That it needs to know what she means (s.1(3)).
        Clarification = "clarification",
        /// A fee (s.9).
        Fee = "fee",
        /// More time (s.10(3), reg 7).
        Extension = "extension",
        /// That another body has to answer.
        Transfer = "transfer",
    }
}

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

/// What the events of a request say, in the order in which they happened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// The day the first letter that arrived was accepted.
    pub sent_on: Option<NaiveDate>,
    /// The day of receipt where it is another one, with the reason.
    pub received_on: Option<(NaiveDate, String)>,
    /// The last question, and whose word that it stops the clock.
    pub question: Option<(NaiveDate, Basis)>,
    /// The first question, whoever's word it rests on.
    pub first_question: Option<NaiveDate>,
    /// The day they received her explanation.
    pub clarified: Option<NaiveDate>,
    /// The last fees notice, and whose word that it is good.
    pub fee: Option<(NaiveDate, Basis)>,
    /// The day they received the fee.
    pub fee_paid: Option<NaiveDate>,
    /// The last extension: its date, whose word, the day of it.
    pub extension: Option<(Option<NaiveDate>, Basis)>,
    /// A transfer that they claim: to whom, as far as is known.
    pub transfer: Option<Option<String>>,
    /// The day she received an answer.
    pub answered: Option<NaiveDate>,
    /// The day they received her request for a review.
    pub review_asked: Option<NaiveDate>,
    /// The day she received the review's outcome.
    pub review_answered: Option<NaiveDate>,
    /// The last day that they themselves allow for asking for a review.
    pub review_window: Option<NaiveDate>,
    /// The date they named for their answer.
    pub due_claimed: Option<NaiveDate>,
    /// The date she set herself, with her reason.
    pub overridden: Option<(NaiveDate, String)>,
    /// The days they acknowledged it.
    pub acknowledged: Vec<NaiveDate>,
    /// The day of her last reminder.
    pub chased: Option<NaiveDate>,
    /// When the school is closed, as far as she recorded it.
    pub closures: Vec<Closure>,
    /// The day the regulator's decision notice was sent.
    pub regulator_decided: Option<NaiveDate>,
    /// Whether a complaint went to the regulator.
    pub complained: bool,
    /// Whether a letter may or may not have been sent.
    pub in_doubt: bool,
    /// The last message that may have been an answer.
    last_message: Option<NaiveDate>,
}

impl Timeline {
    /// Reads the events of one request, in any order.
    pub fn of(events: &[Event]) -> Self {
        let counting = fold::counting(events);
        let letters = Letters::of(&counting);
        let mut timeline =
            Timeline { in_doubt: letters.any(LetterState::InDoubt), ..Timeline::default() };
        for event in counting {
            timeline.take(event, &letters);
        }
        timeline
    }

    fn take(&mut self, event: &Event, letters: &Letters) {
        let day = london::date(event.occurred_at);
        match &event.kind {
            EventKind::Letter { letter, kind, state, .. } => {
                if letters.is_delivery(*letter, *kind, *state) {
                    self.take_delivery(*kind, day);
                }
            }
            EventKind::Filed { kind, suggests, known_sender, by_her, .. } => {
                // What comes from an unknown sender moves no date (rule 9).
                if *known_sender || *by_her {
                    self.take_message(*kind, *suggests, day);
                }
            }
            EventKind::Decided { status, .. } => self.take_decision(*status, day),
            EventKind::ClarificationAsked { on, basis }
            | EventKind::IdentityAsked { on, basis } => self.take_question(*on, *basis),
            EventKind::ClarificationGiven { on } => self.clarified = Some(*on),
            EventKind::FeeNotice { on, basis, .. } => self.fee = firmer(self.fee, *on, *basis),
            EventKind::FeePaid { on } => self.fee_paid = Some(*on),
            EventKind::Extended { until, basis, .. } => {
                self.extension = firmer(self.extension, *until, *basis);
            }
            EventKind::Transferred { to, on, basis } => match basis {
                Basis::Claim => self.transfer = Some(to.clone()),
                Basis::Decision => {
                    let to = to.as_deref().unwrap_or("another authority");
                    self.received_on = Some((*on, format!("passed on to {to}")));
                    self.transfer = None;
                }
            },
            EventKind::SchoolClosed { from, to } => {
                self.closures.push(Closure { from: *from, to: *to });
            }
            EventKind::RegulatorDecided { on } => {
                self.regulator_decided = Some(*on);
                self.complained = true;
            }
            EventKind::ReviewWindow { until } => self.review_window = Some(*until),
            EventKind::DueClaimed { due } => self.due_claimed = Some(*due),
            EventKind::DueOverridden { due, because } => {
                self.overridden = Some((*due, because.clone()));
            }
            EventKind::ReceivedOn { on, because } => {
                self.received_on = Some((*on, because.clone()));
            }
            EventKind::Unfiled { .. } | EventKind::Note { .. } | EventKind::Undone { .. } => {}
        }
    }

    fn take_question(&mut self, on: NaiveDate, basis: Basis) {
        self.first_question = Some(self.first_question.map_or(on, |first| first.min(on)));
        self.question = firmer(self.question, on, basis);
    }

    fn take_delivery(&mut self, kind: LetterKind, day: NaiveDate) {
        match kind {
            LetterKind::Request => {
                self.sent_on = Some(self.sent_on.map_or(day, |first| first.min(day)));
            }
            LetterKind::Reply => {
                if self.question.is_some_and(|(asked, _)| asked <= day) {
                    self.clarified = Some(day);
                }
            }
            LetterKind::Chaser => self.chased = Some(day),
            LetterKind::Review => {
                self.review_asked = Some(day);
                self.review_answered = None;
                self.chased = None;
            }
            LetterKind::Complaint => self.complained = true,
        }
    }

    fn take_message(&mut self, kind: Kind, suggests: Option<Status>, day: NaiveDate) {
        match weight(kind, suggests) {
            Weight::Receipt => self.acknowledged.push(day),
            Weight::Claim(Claimed::Clarification) => self.take_question(day, Basis::Claim),
            Weight::Claim(Claimed::Fee) => self.fee = firmer(self.fee, day, Basis::Claim),
            Weight::Claim(Claimed::Extension) => {
                let until = self.extension.and_then(|(until, _)| until);
                self.extension = firmer(self.extension, until, Basis::Claim);
            }
            Weight::Claim(Claimed::Transfer) => {
                self.transfer = Some(self.transfer.take().flatten());
            }
            Weight::Answer => {
                self.answered.get_or_insert(day);
            }
            Weight::Review => self.review_answered = Some(day),
            Weight::Nothing => return,
        }
        if matches!(weight(kind, suggests), Weight::Answer | Weight::Review) {
            self.last_message = Some(day);
        }
    }

    /// Her decision: an outcome means that an answer is in, and a wait that none is and that what
    /// they claimed does not count.
    fn take_decision(&mut self, status: Status, day: NaiveDate) {
        match status {
            Status::AwaitingResponse => {
                self.answered = None;
                self.drop_claims();
            }
            Status::Successful | Status::PartlySuccessful | Status::Refused | Status::NotHeld => {
                self.answered.get_or_insert(self.last_message.unwrap_or(day));
                let after_review = self.last_message > self.review_asked;
                if self.review_asked.is_some() && self.review_answered.is_none() && after_review {
                    self.review_answered = self.last_message;
                }
            }
            Status::InternalReview => {
                self.review_asked.get_or_insert(day);
            }
            Status::WithRegulator => self.complained = true,
            Status::Unsent
            | Status::Undelivered
            | Status::AwaitingClarification
            | Status::Answered
            | Status::Postal
            | Status::Withdrawn => {}
        }
    }

    fn drop_claims(&mut self) {
        self.question = self.question.filter(|(_, basis)| *basis == Basis::Decision);
        self.fee = self.fee.filter(|(_, basis)| *basis == Basis::Decision);
        self.extension = self.extension.filter(|(_, basis)| *basis == Basis::Decision);
        self.transfer = None;
    }

    /// The facts by law, on her word alone or with their claims taken as good; `None` before
    /// anything was received.
    pub fn facts(&self, regime: Regime, body: Body, with_claims: bool) -> Option<Facts> {
        let received = self.received_on.as_ref().map(|(day, _)| *day).or(self.sent_on)?;
        let counts = |basis: Basis| with_claims || basis == Basis::Decision;
        let question = self.question.filter(|(_, basis)| counts(*basis)).map(|(day, _)| day);
        // Her explanation restarts the clock when it answers a question that stops it, and when
        // she records it without any question.
        let answers_a_question = question.is_some() || self.question.is_none();
        let clarified = self.clarified.filter(|_| answers_a_question);
        let fee = self.fee.filter(|(_, basis)| counts(*basis)).map(|(day, _)| day);
        Some(Facts {
            // A second question after her explanation is open; the first one's answer stands.
            clarification_asked: question
                .filter(|asked| clarified.is_none_or(|given| *asked <= given)),
            clarified,
            fee_notice: fee,
            fee_paid: fee.and(self.fee_paid),
            extended: self.extension.is_some_and(|(_, basis)| counts(basis)),
            answered: self.answered,
            review_asked: self.review_asked,
            review_answered: self.review_answered,
            regulator_decided: self.regulator_decided,
            closures: self.closures.clone(),
            ..Facts::received(regime, body, received)
        })
    }

    /// Whether a question that counts waits for her explanation.
    fn question_is_open(&self) -> bool {
        self.question.is_some_and(|(asked, basis)| {
            basis == Basis::Decision && self.clarified.is_none_or(|given| given < asked)
        })
    }

    /// What cannot be true in what was recorded, in the words of the law's own facts.
    pub fn problems(&self, regime: Regime) -> Vec<BadFacts> {
        let Some(facts) = self.facts(regime, Body::Ordinary, true) else { return Vec::new() };
        let recorded = Facts {
            clarification_asked: self.first_question,
            clarified: self.clarified,
            fee_notice: self.fee.map(|(day, _)| day),
            fee_paid: self.fee_paid,
            ..facts
        };
        recorded.problems()
    }

    /// What they claim and she has not decided.
    pub fn claims(&self) -> Vec<Claimed> {
        let is_claim = |basis: Basis| basis == Basis::Claim;
        [
            (self.question.is_some_and(|(_, basis)| is_claim(basis)), Claimed::Clarification),
            (self.fee.is_some_and(|(_, basis)| is_claim(basis)), Claimed::Fee),
            (self.extension.is_some_and(|(_, basis)| is_claim(basis)), Claimed::Extension),
            (self.transfer.is_some(), Claimed::Transfer),
        ]
        .into_iter()
        .filter_map(|(claimed, what)| claimed.then_some(what))
        .collect()
    }
}

/// The newer of two, except that a claim never takes the place of her decision.
fn firmer<T>(known: Option<(T, Basis)>, new: T, basis: Basis) -> Option<(T, Basis)> {
    match known {
        Some((known, Basis::Decision)) if basis == Basis::Claim => Some((known, Basis::Decision)),
        _ => Some((new, basis)),
    }
}

/// What a message weighs for the clock.
enum Weight {
    Receipt,
    Claim(Claimed),
    Answer,
    Review,
    Nothing,
}

fn weight(kind: Kind, suggests: Option<Status>) -> Weight {
    match kind {
        Kind::Acknowledgement | Kind::AutoReply => Weight::Receipt,
        Kind::Clarification | Kind::IdentityRequest => Weight::Claim(Claimed::Clarification),
        Kind::FeeNotice => Weight::Claim(Claimed::Fee),
        Kind::Extension => Weight::Claim(Claimed::Extension),
        Kind::Transfer => Weight::Claim(Claimed::Transfer),
        Kind::Released
        | Kind::PartlyReleased
        | Kind::NotHeld
        | Kind::RefusalCost
        | Kind::RefusalVexatious
        | Kind::RefusalExemption
        | Kind::RefusalPublished
        | Kind::NeitherConfirmNorDeny
        | Kind::Excluded
        | Kind::RedirectedSar => Weight::Answer,
        Kind::ReviewUpheld | Kind::ReviewPartlyUpheld | Kind::ReviewOverturned => Weight::Review,
        Kind::NarrowingInvited
        | Kind::PortalNotice
        | Kind::Correction
        | Kind::Postal
        | Kind::Closed
        | Kind::OtherCorrespondence
            if suggests.is_some_and(Status::is_outcome) =>
        {
            Weight::Answer
        }
        Kind::NarrowingInvited
        | Kind::PortalNotice
        | Kind::Correction
        | Kind::Postal
        | Kind::Closed
        | Kind::OtherCorrespondence
        | Kind::Bounce
        | Kind::BounceDelayed
        | Kind::DeliveryNotice
        | Kind::OutOfOffice
        | Kind::Recall
        | Kind::WebFormDemand
        | Kind::Holding
        | Kind::Interim
        | Kind::SentInError
        | Kind::ReviewAcknowledgement
        | Kind::Regulator
        | Kind::Unrelated => Weight::Nothing,
    }
}

/// The dates of a request of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestClock {
    /// What happened.
    pub timeline: Timeline,
    /// The facts that the dates rest on.
    pub facts: Facts,
    /// The dates by law.
    pub law: Clock,
    /// The dates if their claims are good, where that differs.
    pub claimed: Option<Clock>,
    /// The last day for the answer as it stands: hers, granted, or the law's.
    pub due: Option<NaiveDate>,
    /// Whose date that is.
    pub due_by: DueBy,
    /// The last day before the answer is late.
    pub late_after: Option<NaiveDate>,
    /// The last day to ask for a review: their own window where they set one.
    pub review_ask_by: Option<NaiveDate>,
    /// How the date they named stands to the law.
    pub their_date: Option<(NaiveDate, Claim)>,
}

impl RequestClock {
    /// The clock of a request with these events; `None` before anything was received.
    pub fn of(events: &[Event], regime: Regime, body: Body, holidays: &Holidays) -> Option<Self> {
        let timeline = Timeline::of(events);
        let facts = timeline.facts(regime, body, false)?;
        let law = compute(&facts, holidays);
        let claimed = (!timeline.claims().is_empty())
            .then(|| timeline.facts(regime, body, true))
            .flatten()
            .map(|facts| compute(&facts, holidays))
            .filter(|claimed| claimed.marks != law.marks);
        let (due, due_by, late_after) = in_force(&timeline, &facts, &law);
        let their_date = timeline.due_claimed.and_then(|date| {
            let claim = claim::compare(date, &facts, &law, &timeline.acknowledged, holidays)?;
            Some((date, claim))
        });
        Some(RequestClock {
            review_ask_by: law.review_ask_by.map(|by| timeline.review_window.unwrap_or(by)),
            timeline,
            facts,
            law,
            claimed,
            due,
            due_by,
            late_after,
            their_date,
        })
    }

    /// Whether the answer is late on a day. Not while a question that she accepted waits for her,
    /// nor while a fee asked for in time is unpaid.
    pub fn answer_is_late(&self, today: NaiveDate) -> bool {
        self.facts.answered.is_none()
            && !self.timeline.question_is_open()
            && self.late_after.is_some_and(|last| today > last)
    }

    /// Whether a review is late on a day.
    pub fn review_is_late(&self, today: NaiveDate) -> bool {
        self.facts.review_asked.is_some()
            && self.facts.review_answered.is_none()
            && self.law.review_due.is_some_and(|due| today > due)
    }

    /// By how many working days the answer is or was late on a day.
    pub fn late_by(&self, today: NaiveDate, holidays: &Holidays) -> u32 {
        let until = self.facts.answered.unwrap_or(today);
        self.late_after
            .map_or(0, |last| Calendar::of(self.facts.regime).between(last, until, holidays))
    }

    /// What she should know beside the dates: their claims, their own date, her own words.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Some((day, because)) = &self.timeline.received_on {
            remarks.push(format!("counted as received on {day}: {because}"));
        }
        if let Some((due, because)) = &self.timeline.overridden {
            let law = self.law.due.map(|law| format!("; by law {law}")).unwrap_or_default();
            remarks.push(format!("due {due} by your word: {because}{law}"));
        } else if let (DueBy::Granted, Some(due), Some(law)) = (self.due_by, self.due, self.law.due)
        {
            remarks.push(format!("more time granted to {due}; by law {law}"));
        }
        for claim in self.timeline.claims() {
            remarks.push(self.claim_remark(claim));
        }
        if let Some((date, claim)) = self.their_date.filter(|(_, claim)| *claim != Claim::Agrees) {
            remarks.push(format!("they name {date}: {claim}"));
        }
        if let Some(until) = self.timeline.review_window {
            let code = self.law.review_ask_by.map(|by| format!(" (otherwise {by})"));
            remarks.push(format!(
                "they allow a review to be asked for until {until}{}",
                code.unwrap_or_default()
            ));
        }
        remarks.extend(self.law.notes.iter().map(ToString::to_string));
        remarks
    }

    /// A claim with the date it would make, and what the law supports.
    fn claim_remark(&self, claim: Claimed) -> String {
        let with = self.claimed.as_ref().and_then(|clock| clock.late_after);
        let named = match (claim, self.timeline.extension) {
            (Claimed::Extension, Some((Some(until), _))) => format!(" until {until}"),
            _ => String::new(),
        };
        let dates = match (with, self.law.late_after) {
            (Some(with), Some(without)) if with != without => {
                format!(": due {with} if it is good, {without} if not")
            }
            (None, Some(without)) => {
                format!(": no date while it is open if it is good, {without} if not")
            }
            _ => String::new(),
        };
        let said = match claim {
            Claimed::Clarification => "they ask what you mean",
            Claimed::Fee => "they want a fee",
            Claimed::Extension => "they claim more time",
            Claimed::Transfer => "they say that another body has to answer",
        };
        format!("{said}{named}{dates}; {}", support(claim, self.facts.regime))
    }
}

/// What the law says to a claim.
fn support(claim: Claimed, regime: Regime) -> &'static str {
    match (claim, regime) {
        (Claimed::Clarification, Regime::Foia) => {
            "only a question needed to identify the information restarts the clock (s.1(3), s.10(6)(b))"
        }
        (Claimed::Clarification, Regime::Foisa) => {
            "only a question needed to identify the information restarts the clock (s.1(3), s.10(1)(b))"
        }
        (Claimed::Clarification, Regime::Eir | Regime::Eisr) => {
            "only a request formulated in too general a manner allows it (reg 9)"
        }
        (Claimed::Fee, Regime::Foia) => {
            "a fees notice must come within the time for the answer (s.9)"
        }
        (Claimed::Fee, Regime::Foisa) => {
            "a fees notice must come within the time for the answer (s.9)"
        }
        (Claimed::Fee, Regime::Eir | Regime::Eisr) => {
            "only a reasonable charge notified within twenty working days (reg 8)"
        }
        (Claimed::Extension, Regime::Foia) => {
            "only the public interest under a qualified exemption gives more time, and the notice \
             naming it is due all the same (s.10(3), s.17(2)); an apology gives none"
        }
        (Claimed::Extension, Regime::Foisa) => "the law knows no extension",
        (Claimed::Extension, Regime::Eir | Regime::Eisr) => {
            "only a complex and voluminous request, notified within twenty working days (reg 7)"
        }
        (Claimed::Transfer, _) => "the clock of the other body starts when it receives the request",
    }
}

/// The date in force: her own, then more time she granted, then the law's.
fn in_force(
    timeline: &Timeline,
    facts: &Facts,
    law: &Clock,
) -> (Option<NaiveDate>, DueBy, Option<NaiveDate>) {
    if let Some((due, _)) = timeline.overridden {
        return (Some(due), DueBy::Override, Some(due));
    }
    match timeline.extension {
        Some((Some(until), Basis::Decision)) => (Some(until), DueBy::Granted, Some(until)),
        Some((None, Basis::Decision)) if facts.regime != Regime::Foisa => {
            (law.extended_latest, DueBy::Granted, law.late_after)
        }
        _ => (law.due, DueBy::Law, law.late_after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{EventId, LetterId, MessageKey, RequestId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn events(story: Vec<(&str, EventKind)>) -> Vec<Event> {
        let events = story.into_iter().enumerate().map(|(i, (at, kind))| {
            let at = format!("{at}T12:00:00Z").parse().unwrap();
            let request = RequestId::from("c/a");
            Event { id: EventId(i as i64 + 1), request, occurred_at: at, recorded_at: at, kind }
        });
        events.collect()
    }

    fn letter(id: i64, kind: LetterKind, state: LetterState) -> EventKind {
        EventKind::Letter { letter: LetterId(id), kind, state, because: None }
    }

    fn sent() -> EventKind {
        letter(1, LetterKind::Request, LetterState::Accepted)
    }

    fn mail(kind: Kind, known_sender: bool) -> EventKind {
        EventKind::Filed {
            message: MessageKey(1),
            kind,
            suggests: None,
            known_sender,
            by_her: false,
        }
    }

    fn clock(story: Vec<(&str, EventKind)>) -> RequestClock {
        let events = events(story);
        RequestClock::of(&events, Regime::Foia, Body::Ordinary, Holidays::shipped()).unwrap()
    }

    #[test]
    fn the_seeds_dates_come_out() {
        let westminster =
            clock(vec![("2020-06-02", sent()), ("2020-07-09", mail(Kind::Released, true))]);
        assert_eq!(westminster.due, Some(day("2020-06-30")));
        assert_eq!(westminster.law.late_by, Some(7));
        let coventry = clock(vec![
            ("2020-06-02", sent()),
            ("2020-06-03", mail(Kind::Acknowledgement, true)),
            ("2020-06-03", EventKind::DueClaimed { due: day("2020-06-30") }),
        ]);
        assert_eq!(coventry.due, Some(day("2020-06-30")));
        assert_eq!(coventry.their_date, Some((day("2020-06-30"), Claim::Agrees)));
    }

    #[test]
    fn a_claim_is_shown_both_ways_and_silences_nothing() {
        let claimed =
            clock(vec![("2026-01-05", sent()), ("2026-01-30", mail(Kind::Extension, true))]);
        assert_eq!(claimed.due, Some(day("2026-02-02")));
        assert_eq!(claimed.claimed.as_ref().unwrap().late_after, Some(day("2026-03-02")));
        assert!(claimed.answer_is_late(day("2026-02-03")));
        assert!(claimed.remarks()[0].contains("due 2026-03-02 if it is good, 2026-02-02 if not"));
    }

    #[test]
    fn her_yes_to_a_claim_moves_the_date() {
        let yes =
            EventKind::Extended { until: None, because: String::new(), basis: Basis::Decision };
        let granted = clock(vec![
            ("2026-01-05", sent()),
            ("2026-01-30", mail(Kind::Extension, true)),
            ("2026-01-31", yes),
        ]);
        assert_eq!((granted.due, granted.due_by), (Some(day("2026-03-02")), DueBy::Granted));
        assert!(!granted.answer_is_late(day("2026-02-03")));
        assert_eq!(granted.timeline.claims(), []);
    }

    #[test]
    fn a_question_restarts_the_clock_only_by_her_word() {
        let asked = EventKind::ClarificationAsked { on: day("2026-01-20"), basis: Basis::Decision };
        let story = vec![
            ("2026-01-05", sent()),
            ("2026-01-20", mail(Kind::Clarification, true)),
            ("2026-01-26", letter(2, LetterKind::Reply, LetterState::Accepted)),
        ];
        let claim = clock(story.clone());
        assert_eq!(claim.due, Some(day("2026-02-02")));
        assert_eq!(claim.claimed.as_ref().unwrap().due, Some(day("2026-02-23")));
        let decided = clock([story, vec![("2026-01-27", asked)]].concat());
        assert_eq!(decided.due, Some(day("2026-02-23")));
        assert_eq!(decided.claimed, None);
    }

    #[test]
    fn a_second_question_leaves_the_first_ones_answer_standing() {
        let asked =
            |on: &str| EventKind::ClarificationAsked { on: day(on), basis: Basis::Decision };
        let story = clock(vec![
            ("2026-01-05", sent()),
            ("2026-01-12", asked("2026-01-12")),
            ("2026-01-26", EventKind::ClarificationGiven { on: day("2026-01-26") }),
            ("2026-02-09", asked("2026-02-09")),
        ]);
        assert_eq!(story.due, Some(day("2026-02-23")));
        assert!(!story.answer_is_late(day("2026-02-24")), "they wait for her");
    }

    #[test]
    fn what_cannot_have_happened_is_known() {
        let given = EventKind::ClarificationGiven { on: day("2026-01-08") };
        let story = events(vec![
            ("2026-01-05", sent()),
            ("2026-01-12", mail(Kind::Clarification, true)),
            ("2026-01-13", given),
        ]);
        let problems = Timeline::of(&story).problems(Regime::Foia);
        assert!(problems[0].to_string().contains("before clarification asked on 2026-01-12"));
    }

    #[test]
    fn a_stranger_stops_no_clock() {
        let forged = clock(vec![
            ("2026-01-05", sent()),
            ("2026-01-20", mail(Kind::Released, false)),
            ("2026-01-21", mail(Kind::Extension, false)),
        ]);
        assert_eq!(forged.facts.answered, None);
        assert_eq!(forged.timeline.claims(), []);
        assert!(forged.answer_is_late(day("2026-02-03")));
    }

    #[test]
    fn a_letter_that_came_back_was_not_received() {
        let story = vec![
            ("2026-01-05", sent()),
            ("2026-01-06", letter(1, LetterKind::Request, LetterState::Bounced)),
        ];
        let regime = (Regime::Foia, Body::Ordinary);
        let bounced =
            RequestClock::of(&events(story.clone()), regime.0, regime.1, Holidays::shipped());
        assert_eq!(bounced, None);
        let again = ("2026-01-09", letter(2, LetterKind::Request, LetterState::Accepted));
        assert_eq!(clock([story, vec![again]].concat()).due, Some(day("2026-02-06")));
    }

    #[test]
    fn her_own_date_and_a_window_of_theirs_are_shown_as_such() {
        let mine = clock(vec![
            ("2020-06-02", sent()),
            (
                "2020-06-30",
                EventKind::DueOverridden { due: day("2020-07-15"), because: "by telephone".into() },
            ),
            ("2020-07-08", mail(Kind::Released, true)),
            ("2020-07-08", EventKind::ReviewWindow { until: day("2020-09-08") }),
        ]);
        assert_eq!((mine.due, mine.due_by), (Some(day("2020-07-15")), DueBy::Override));
        assert_eq!(mine.law.due, Some(day("2020-06-30")));
        assert_eq!(mine.review_ask_by, Some(day("2020-09-08")));
        assert!(mine.remarks()[0].contains("due 2020-07-15 by your word: by telephone"));
    }
}

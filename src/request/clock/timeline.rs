//! What the events of a request say, in the order in which they happened: the facts that its clock
//! counts with, each with whose word it rests on. Counts nothing itself.

use chrono::NaiveDate;

use super::questions::Questions;
use super::weight::{Weight, weight};
use super::{Claimed, Good, Rules};
use crate::law::facts::{BadFacts, Closure};
use crate::law::{Body, Facts, Regime, london};
use crate::letter::{LetterKind, LetterState};
use crate::reading::Kind;
use crate::reading::date::Window;
use crate::request::event::Basis;
use crate::request::fold::{self, Letters};
use crate::request::{Event, EventKind, Status};

/// What the events of a request say, in the order in which they happened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// The day the first letter that arrived was accepted.
    pub sent_on: Option<NaiveDate>,
    /// The day of receipt where it is another one, with the reason.
    pub received_on: Option<HerWord>,
    /// What they asked her, and her answers.
    pub questions: Questions,
    /// The last fees notice, and whose word that it is good.
    pub fee: Option<(NaiveDate, Basis)>,
    /// The day they received the fee.
    pub fee_paid: Option<NaiveDate>,
    /// The last extension, and whose word that it is good.
    pub extension: Option<(Extension, Basis)>,
    /// A transfer that they claim: to whom, as far as is known.
    pub transfer: Option<Option<String>>,
    /// The day she received an answer.
    pub answered: Option<NaiveDate>,
    /// The day they received her request for a review.
    pub review_asked: Option<NaiveDate>,
    /// The day she received the review's outcome.
    pub review_answered: Option<NaiveDate>,
    /// The last day that they allow for asking for a review, by her word.
    pub review_window: Option<HerWord>,
    /// The time for asking that a letter of theirs states, and the day she received it.
    pub stated_window: Option<(NaiveDate, Window)>,
    /// The date they named for their answer.
    pub due_claimed: Option<NaiveDate>,
    /// The date she set herself.
    pub overridden: Option<HerWord>,
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
    /// The day by which they want her answer to their question, by their word.
    pub reply_wanted: Option<NaiveDate>,
    /// The last message that may have been an answer.
    last_message: Option<NaiveDate>,
    /// An outcome by her word of a review that was not asked for by then.
    unasked_outcome: Option<NaiveDate>,
}

/// A date by her word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HerWord {
    /// The date.
    pub date: NaiveDate,
    /// Why, in her words.
    pub because: String,
    /// The day she said so.
    pub said_on: NaiveDate,
}

/// More time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Its end, where one is named.
    pub until: Option<NaiveDate>,
    /// Why.
    pub because: String,
    /// The day it was said.
    pub said_on: NaiveDate,
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
            | EventKind::IdentityAsked { on, basis } => self.questions.ask(*on, *basis),
            EventKind::ClarificationGiven { on } => self.questions.give(*on),
            EventKind::ClarificationReceived { on } => self.questions.confirm(*on, day),
            EventKind::Wrote { .. } => self.take_delivery(LetterKind::Reply, day),
            EventKind::ReplyWanted { by } => self.reply_wanted = Some(*by),
            EventKind::FeeNotice { on, basis, .. } => {
                self.fee = firmer(self.fee.take(), *on, *basis);
            }
            EventKind::FeePaid { on } => self.fee_paid = Some(*on),
            EventKind::Extended { until, because, basis } => {
                let more = Extension { until: *until, because: because.clone(), said_on: day };
                self.extension = firmer(self.extension.take(), more, *basis);
            }
            EventKind::Transferred { to, on, basis } => {
                self.take_transfer(to.as_deref(), *on, *basis, day);
            }
            EventKind::SchoolClosed { from, to } => {
                self.closures.push(Closure { from: *from, to: *to });
            }
            EventKind::Acknowledged { on } => self.acknowledged.push(*on),
            EventKind::Chased { on } => self.chased = Some(*on),
            EventKind::Answered { on } => {
                self.answered = Some(*on);
                self.last_message = Some(*on);
            }
            EventKind::ReviewAsked { on } => self.take_delivery(LetterKind::Review, *on),
            EventKind::ReviewAnswered { on } => {
                if self.review_asked.is_none_or(|asked| asked > *on) {
                    self.unasked_outcome = Some(*on);
                }
                self.review_answered = Some(*on);
                self.last_message = Some(*on);
            }
            EventKind::Complained { .. } => self.complained = true,
            EventKind::RegulatorDecided { on } => {
                self.regulator_decided = Some(*on);
                self.complained = true;
            }
            EventKind::ReviewWindow { until } => {
                self.review_window = Some(her_word(*until, "", day));
            }
            EventKind::ReviewWindowStated { on, window } => {
                self.stated_window = Some((*on, window.clone()));
            }
            EventKind::DueClaimed { due } => self.due_claimed = Some(*due),
            EventKind::DueOverridden { due, because } => {
                self.overridden = Some(her_word(*due, because, day));
            }
            EventKind::ReceivedOn { on, because } => {
                self.received_on = Some(her_word(*on, because, day));
            }
            EventKind::TookBack { .. }
            | EventKind::Unfiled { .. }
            | EventKind::NotAbout { .. }
            | EventKind::Reopened { .. }
            | EventKind::Note { .. }
            | EventKind::Undone { .. } => {}
        }
    }

    fn take_transfer(&mut self, to: Option<&str>, on: NaiveDate, basis: Basis, day: NaiveDate) {
        match basis {
            Basis::Claim => self.transfer = Some(to.map(str::to_owned)),
            Basis::Decision => {
                let because = format!("passed on to {}", to.unwrap_or("another authority"));
                self.received_on = Some(her_word(on, &because, day));
                self.transfer = None;
            }
        }
    }

    fn take_delivery(&mut self, kind: LetterKind, day: NaiveDate) {
        match kind {
            LetterKind::Request => {
                self.sent_on = Some(self.sent_on.map_or(day, |first| first.min(day)));
            }
            LetterKind::Reply => self.questions.give_in_reply(day),
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
            Weight::Claim(Claimed::Clarification) => self.questions.ask(day, Basis::Claim),
            Weight::Claim(Claimed::Fee) => {
                self.fee = firmer(self.fee.take(), day, Basis::Claim);
            }
            Weight::Claim(Claimed::Extension) => {
                let known = self.extension.take();
                let until = known.as_ref().and_then(|(more, _)| more.until);
                let more = Extension { until, because: String::new(), said_on: day };
                self.extension = firmer(known, more, Basis::Claim);
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
        self.questions.drop_claims();
        self.fee = self.fee.take().filter(|(_, basis)| *basis == Basis::Decision);
        self.extension = self.extension.take().filter(|(_, basis)| *basis == Basis::Decision);
        self.transfer = None;
    }

    /// The facts by law, on her word and with these claims of theirs taken as good; `None` before
    /// anything was received.
    pub fn facts(&self, rules: &Rules, good: Good) -> Option<Facts> {
        let received = self.received_on.as_ref().map(|word| word.date).or(self.sent_on)?;
        let counts =
            |basis: Basis, claimed: Claimed| basis == Basis::Decision || good.includes(claimed);
        let questions = good.includes(Claimed::Clarification);
        let fee = self.fee.filter(|(_, basis)| counts(*basis, Claimed::Fee)).map(|(day, _)| day);
        let mut facts = Facts {
            clarification_asked: self.questions.asked(questions),
            clarified: self.questions.clarified(questions),
            fee_notice: fee,
            fee_paid: fee.and(self.fee_paid),
            extended: (self.extension.as_ref())
                .is_some_and(|(_, basis)| counts(*basis, Claimed::Extension)),
            // A letter dated before the request is misdated: what answers it came later.
            answered: self.answered.map(|on| on.max(received)),
            review_asked: self.review_asked,
            review_answered: self.review_answered,
            regulator_decided: self.regulator_decided,
            ..rules.received(received)
        };
        facts.closures.extend(&self.closures);
        Some(facts)
    }

    /// What cannot be true in what was recorded, in the words of the law's own facts.
    pub fn problems(&self, regime: Regime) -> Vec<BadFacts> {
        let rules = Rules::of(regime, Body::Ordinary);
        let Some(facts) = self.facts(&rules, Good::All) else { return Vec::new() };
        let recorded = Facts {
            clarification_asked: self.questions.first(),
            clarified: self.questions.first_given(),
            fee_notice: self.fee.map(|(day, _)| day),
            fee_paid: self.fee_paid,
            answered: self.answered,
            ..facts
        };
        let unasked = self.unasked_outcome.map(BadFacts::ReviewUnasked);
        recorded.problems().into_iter().chain(unasked).collect()
    }

    /// What they claim and she has not decided.
    pub fn claims(&self) -> Vec<Claimed> {
        let is_claim = |basis: Option<Basis>| basis == Some(Basis::Claim);
        [
            (self.questions.holds_a_claim(), Claimed::Clarification),
            (is_claim(self.fee.map(|(_, basis)| basis)), Claimed::Fee),
            (is_claim(self.extension.as_ref().map(|(_, basis)| *basis)), Claimed::Extension),
            (self.transfer.is_some(), Claimed::Transfer),
        ]
        .into_iter()
        .filter_map(|(claimed, what)| claimed.then_some(what))
        .collect()
    }
}

fn her_word(date: NaiveDate, because: &str, said_on: NaiveDate) -> HerWord {
    HerWord { date, because: because.to_owned(), said_on }
}

/// The newer of two, except that a claim never takes the place of her decision.
fn firmer<T>(known: Option<(T, Basis)>, new: T, basis: Basis) -> Option<(T, Basis)> {
    match known {
        Some((known, Basis::Decision)) if basis == Basis::Claim => Some((known, Basis::Decision)),
        _ => Some((new, basis)),
    }
}

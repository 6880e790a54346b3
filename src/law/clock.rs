//! The clock of one request: every date that the law sets, out of the facts. The rules are in
//! `response`, `review` and `complaint`; this joins them and says what is odd. How it is printed
//! is in `report`.

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::Calendar;
pub use super::facts::{BadFacts, Closure, Facts};
use super::holidays::Holidays;
use super::mark::{Mark, What};
use super::note::Note;
use super::{Body, Regime, complaint, response, review};

/// Every date of a request, `None` where a step does not arise; serialises as the contract's keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// The law.
    pub regime: Regime,
    /// The day of receipt.
    pub received: NaiveDate,
    /// The last day for the answer; for a school whose holidays are unknown the earliest that can
    /// be it.
    pub due: Option<NaiveDate>,
    /// A school's cap.
    pub due_latest: Option<NaiveDate>,
    /// The last day in the reading of the Code of Practice, where it differs.
    pub due_by_code: Option<NaiveDate>,
    /// The outer mark of an extension.
    pub extended_latest: Option<NaiveDate>,
    /// By how many working days the answer was late; 0 when in time.
    pub late_by: Option<u32>,
    /// The last day to ask for a review.
    pub review_ask_by: Option<NaiveDate>,
    /// The same by the more cautious reading, where there are two.
    pub review_ask_advised: Option<NaiveDate>,
    /// The day by which the review should be answered.
    pub review_due: Option<NaiveDate>,
    /// Its outer date.
    pub review_latest: Option<NaiveDate>,
    /// The first day for a complaint, where that is not the day of a review's outcome.
    pub regulator_from: Option<NaiveDate>,
    /// The last day for a complaint.
    pub regulator_by: Option<NaiveDate>,
    /// The last day for an appeal.
    pub appeal_by: Option<NaiveDate>,
    /// The last day to pay a fee.
    pub fee_pay_by: Option<NaiveDate>,
    /// Whether a date lies beyond the years whose bank holidays are known.
    pub provisional: bool,
}

/// The dates of a request with what they rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The dates.
    pub dates: Dates,
    /// The last day before the answer is late: the due date, the end of an extension, a school's
    /// cap while its holidays are unknown.
    pub late_after: Option<NaiveDate>,
    /// The dates with their rules and proofs, in the order of the steps.
    pub marks: Vec<Mark>,
    /// What is to be said beside the dates.
    pub notes: Vec<Note>,
}

/// The dates that later steps are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The last day before the answer is late.
    pub last: Option<NaiveDate>,
    /// The outer date of the review.
    pub review_latest: Option<NaiveDate>,
}

/// Computes every date. Total: facts that cannot be true give dates all the same; whoever takes
/// facts from outside asks [`Facts::problems`] first.
pub fn compute(facts: &Facts, holidays: &Holidays) -> Clock {
    let mut marks: Vec<Mark> = [
        response::due_at_first(facts, holidays),
        response::due(facts, holidays),
        response::due_latest(facts, holidays),
        response::due_by_code(facts, holidays),
        response::extended_latest(facts, holidays),
        response::fee_pay_by(facts, holidays),
        review::due(facts, holidays),
        review::latest(facts, holidays),
    ]
    .into_iter()
    .flatten()
    .collect();
    let limits =
        Limits { last: late_after(facts, &marks), review_latest: find(&marks, What::ReviewLatest) };
    let later = [
        review::ask_by(facts, &limits, holidays),
        review::ask_advised(facts, &limits, holidays),
        complaint::from(facts, &limits),
        complaint::by(facts, &limits),
        complaint::appeal_by(facts, holidays),
    ];
    marks.extend(later.into_iter().flatten());
    marks.sort_by_key(|mark| mark.what);
    let late_by = facts
        .answered
        .zip(limits.last)
        .map(|(answered, last)| Calendar::of(facts.regime).between(last, answered, holidays));
    clock(facts, limits, late_by, marks, holidays)
}

fn clock(
    facts: &Facts,
    limits: Limits,
    late_by: Option<u32>,
    marks: Vec<Mark>,
    holidays: &Holidays,
) -> Clock {
    let date = |what| find(&marks, what);
    let dates = Dates {
        regime: facts.regime,
        received: facts.received,
        due: date(What::Due),
        due_latest: date(What::DueLatest),
        due_by_code: date(What::DueByCode),
        extended_latest: date(What::ExtendedLatest),
        late_by,
        review_ask_by: date(What::ReviewAskBy),
        review_ask_advised: date(What::ReviewAskAdvised),
        review_due: date(What::ReviewDue),
        review_latest: date(What::ReviewLatest),
        regulator_from: date(What::RegulatorFrom),
        regulator_by: date(What::RegulatorBy),
        appeal_by: date(What::AppealBy),
        fee_pay_by: date(What::FeePayBy),
        provisional: marks.iter().any(|mark| mark.is_provisional(holidays)),
    };
    let notes = notes(facts, limits, late_by, &marks, holidays);
    Clock { dates, late_after: limits.last, marks, notes }
}

fn find(marks: &[Mark], what: What) -> Option<NaiveDate> {
    marks.iter().find(|mark| mark.what == what).map(|mark| mark.date)
}

/// The last day on which an answer is in time.
fn late_after(facts: &Facts, marks: &[Mark]) -> Option<NaiveDate> {
    let unknown_school = facts.body == Body::School && facts.closures.is_empty();
    let cap = find(marks, What::DueLatest).filter(|_| unknown_school);
    find(marks, What::ExtendedLatest).or(cap).or_else(|| find(marks, What::Due))
}

fn notes(
    facts: &Facts,
    limits: Limits,
    late_by: Option<u32>,
    marks: &[Mark],
    holidays: &Holidays,
) -> Vec<Note> {
    let mut notes = Vec::new();
    if marks.iter().any(|mark| mark.is_provisional(holidays)) {
        notes.push(Note::Provisional { last_year: holidays.last_year() });
    }
    notes.extend(notes_on_body(facts));
    notes.extend(notes_on_fee(facts, marks, holidays));
    notes.extend(notes_on_answer(facts, limits, late_by, marks));
    notes.extend(notes_on_review(facts, limits, marks));
    notes
}

fn notes_on_body(facts: &Facts) -> Vec<Note> {
    let is_regulations = matches!(facts.regime, Regime::Eir | Regime::Eisr);
    let mut notes = Vec::new();
    if facts.body == Body::School && facts.closures.is_empty() {
        notes.push(Note::SchoolHolidaysUnknown);
    }
    if facts.body != Body::School && !facts.closures.is_empty() {
        notes.push(Note::ClosuresDoNotCount);
    }
    if facts.body == Body::Archive && is_regulations {
        notes.push(Note::NoArchiveRule(facts.regime));
    }
    notes
}

fn notes_on_fee(facts: &Facts, marks: &[Mark], holidays: &Holidays) -> Vec<Note> {
    let (Some(notice), Some(pay_by)) = (facts.fee_notice, find(marks, What::FeePayBy)) else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    if response::fee_notice_is_late(facts, holidays) {
        notes.push(Note::FeeNoticeLate { notice });
    } else if facts.fee_paid.is_none() {
        notes.push(Note::FeeUnpaid { pay_by });
    }
    if let Some(paid) = facts.fee_paid.filter(|paid| *paid > pay_by) {
        notes.push(Note::FeePaidLate { paid, pay_by });
    }
    notes
}

fn notes_on_answer(
    facts: &Facts,
    limits: Limits,
    late_by: Option<u32>,
    marks: &[Mark],
) -> Vec<Note> {
    let mut notes = Vec::new();
    if let (Some(asked), Some(due)) = (facts.clarification_asked, find(marks, What::DueAtFirst)) {
        notes.push(Note::ClarificationAskedLate { asked, due });
    }
    if facts.clarification_asked.is_some() && facts.clarified.is_none() {
        notes.push(Note::ClarificationPending);
    }
    if facts.answered.zip(facts.clarified).is_some_and(|(answered, given)| answered < given) {
        notes.push(Note::AnsweredBeforeClarified);
    }
    let is_late = facts.answered.zip(limits.last).is_some_and(|(answered, last)| answered > last);
    if is_late && late_by == Some(0) {
        notes.push(Note::LateOnDayOff);
    }
    match (facts.extended, facts.regime, find(marks, What::Due)) {
        (true, Regime::Foisa, _) => notes.push(Note::NoExtension),
        (true, Regime::Foia, Some(due)) => notes.push(Note::NoticeStillDue { due }),
        _ => {}
    }
    let emergency =
        response::in_emergency(facts.answered) || response::in_emergency(facts.review_answered);
    if facts.regime == Regime::Foisa && emergency {
        notes.push(Note::Emergency);
    }
    notes
}

fn notes_on_review(facts: &Facts, limits: Limits, marks: &[Mark]) -> Vec<Note> {
    let mut notes = Vec::new();
    let ask_by = find(marks, What::ReviewAskBy);
    match (facts.review_asked, facts.answered) {
        (Some(asked), answered) => {
            if let Some(by) = ask_by.filter(|by| asked > *by) {
                notes.push(Note::ReviewAskedLate { by });
            }
            let nothing_yet = answered.is_none_or(|answered| asked < answered);
            if let Some(last) = limits.last.filter(|last| nothing_yet && asked <= *last) {
                notes.push(Note::ReviewAskedEarly { last });
            }
        }
        (None, None) if matches!(facts.regime, Regime::Foia | Regime::Eir) => {
            notes.push(Note::NoReviewNeeded);
        }
        (None, _) if facts.review_answered.is_none() && facts.regulator_decided.is_none() => {
            notes.push(Note::ReviewFirst);
        }
        (None, _) => {}
    }
    notes
}

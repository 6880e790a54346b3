//! A clock as the contract's JSON: each date with its rule, its section and its proof. As a page
//! that a lawyer can check it is in `page`.

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::Calendar;
use super::clock::{Clock, Dates};
use super::count::{Count, Step};
use super::facts::Facts;
use super::holidays::Holidays;
use super::mark::{Mark, What};
use super::{Regime, regulator};

/// A clock with its proofs; serialises as the contract's object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The dates.
    #[serde(flatten)]
    pub dates: Dates,
    /// Who hears a complaint.
    pub regulator: String,
    /// The proof of the due date, day by day.
    pub proof: Vec<Step>,
    /// The days by which the answer was late, from the last day for it to the day it came; empty
    /// when it was not.
    pub late_proof: Vec<Step>,
    /// Every section that was applied, in the order of the steps.
    pub law: Vec<String>,
    /// Every date with its rule and its proof.
    pub steps: Vec<Dated>,
    /// What is to be said beside the dates.
    pub notes: Vec<String>,
}

/// One date with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// Which date.
    pub what: What,
    /// The date.
    pub date: NaiveDate,
    /// The rule in plain words.
    pub rule: String,
    /// Its section.
    pub law: String,
    /// Whether it lies beyond the known bank holidays.
    pub provisional: bool,
    /// Its proof.
    pub proof: Vec<Step>,
}

impl Report {
    /// The report of a clock that was computed from these facts.
    pub fn of(facts: &Facts, clock: &Clock, holidays: &Holidays) -> Self {
        let steps: Vec<Dated> =
            clock.marks.iter().map(|mark| dated(facts, mark, holidays)).collect();
        let proof = steps
            .iter()
            .find(|step| step.what == What::Due)
            .map_or_else(|| unproved(facts), |step| step.proof.clone());
        Report {
            dates: clock.dates.clone(),
            regulator: regulator::on(facts.regime, facts.latest()).name.clone(),
            proof,
            late_proof: lateness(facts, clock, holidays),
            law: sections(facts, clock),
            steps,
            notes: clock.notes.iter().map(ToString::to_string).collect(),
        }
    }

    /// The dates that another reading of the same request does not have, or has otherwise.
    pub fn apart_from(&self, other: &Report) -> Vec<&Dated> {
        self.steps.iter().filter(|step| !other.steps.contains(step)).collect()
    }
}

/// The days from the last one for the answer to the one on which it came.
fn lateness(facts: &Facts, clock: &Clock, holidays: &Holidays) -> Vec<Step> {
    let late = facts.answered.zip(clock.late_after).filter(|(answered, last)| answered > last);
    let Some((answered, last)) = late else { return Vec::new() };
    Count::new(last, u32::MAX, Calendar::of(facts.regime)).proof_to(
        answered,
        "the last day for the answer",
        holidays,
    )
}

fn dated(facts: &Facts, mark: &Mark, holidays: &Holidays) -> Dated {
    let mut proof = mark.proof(holidays);
    if let Some(because) = before_the_count(facts, mark, &proof) {
        proof.insert(0, Step { date: facts.received, day: None, because: because.to_owned() });
    }
    for step in &mut proof {
        if step.day.is_some_and(|day| day > 0) && !is_known(step.date, holidays) {
            step.because.push_str(", provisionally: its bank holidays are not known yet");
        }
    }
    Dated {
        what: mark.what,
        date: mark.date,
        rule: mark.rule.to_owned(),
        law: mark.law.to_owned(),
        provisional: mark.is_provisional(holidays),
        proof,
    }
}

/// Why a count for the answer starts later than on the day of receipt.
fn before_the_count(facts: &Facts, mark: &Mark, proof: &[Step]) -> Option<&'static str> {
    proof.first().filter(|first| first.date > facts.received)?;
    match mark.what {
        What::Due | What::DueLatest | What::ExtendedLatest => {
            Some("received; the clock starts anew below")
        }
        What::DueByCode => Some("received"),
        What::DueAtFirst
        | What::FeePayBy
        | What::ReviewAskBy
        | What::ReviewAskAdvised
        | What::ReviewDue
        | What::ReviewLatest
        | What::RegulatorFrom
        | What::RegulatorBy
        | What::AppealBy => None,
    }
}

fn is_known(date: NaiveDate, holidays: &Holidays) -> bool {
    use chrono::Datelike as _;
    date.year() <= holidays.last_year()
}

/// What can be shown when there is no date to prove: an unpaid fee.
fn unproved(facts: &Facts) -> Vec<Step> {
    let mut steps =
        vec![Step { date: facts.received, day: Some(0), because: "received".to_owned() }];
    if let Some(date) = facts.fee_notice {
        let because = "fees notice given; days are disregarded until it is paid".to_owned();
        steps.push(Step { date, day: None, because });
    }
    steps
}

/// The sections applied, each once: those of the dates, of what moved them, of working days.
fn sections(facts: &Facts, clock: &Clock) -> Vec<String> {
    let mut sections: Vec<&str> = Vec::new();
    let applied = clock.marks.iter().map(|mark| mark.law);
    for section in applied.chain(moved_by(facts)).chain(working_days(facts.regime, clock)) {
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    sections.into_iter().map(str::to_owned).collect()
}

fn moved_by(facts: &Facts) -> impl Iterator<Item = &'static str> {
    let clarified = facts.clarified.map(|_| match facts.regime {
        Regime::Foia => "s.10(6)(b)",
        Regime::Foisa => "s.10(1)(b)",
        Regime::Eir => "reg 9(4)",
        Regime::Eisr => "reg 9",
    });
    let fee = facts.fee_notice.map(|_| match facts.regime {
        Regime::Foia => "s.10(2)",
        Regime::Foisa => "s.10(3)",
        Regime::Eir => "reg 8(6)",
        Regime::Eisr => "reg 8",
    });
    clarified.into_iter().chain(fee)
}

fn working_days(regime: Regime, clock: &Clock) -> Option<&'static str> {
    clock.marks.iter().any(|mark| mark.calendar().is_some()).then_some(match regime {
        Regime::Foia => "s.10(6)",
        Regime::Foisa => "s.73",
        Regime::Eir => "reg 2(1) (s.10(6))",
        Regime::Eisr => "reg 2(1) (s.73)",
    })
}

/// The name of a law.
pub fn title(regime: Regime) -> &'static str {
    match regime {
        Regime::Foia => "Freedom of Information Act 2000",
        Regime::Foisa => "Freedom of Information (Scotland) Act 2002",
        Regime::Eir => "Environmental Information Regulations 2004",
        Regime::Eisr => "Environmental Information (Scotland) Regulations 2004",
    }
}

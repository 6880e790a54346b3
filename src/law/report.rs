//! A clock as the contract's JSON, and as a page that a lawyer can check: each date with its rule
//! and section, then each count, one line a day or span with the skipped days named.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::Calendar;
use super::clock::Clock;
use super::count::Step;
use super::facts::Facts;
use super::holidays::Holidays;
use super::mark::{Mark, What};
use super::{Regime, regulator};

/// A clock with its proofs; serialises as the contract's object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The law.
    pub regime: Regime,
    /// The day of receipt.
    pub received: NaiveDate,
    /// See [`Clock`] for this and the following dates.
    pub due: Option<NaiveDate>,
    /// A school's cap.
    pub due_latest: Option<NaiveDate>,
    /// The Code's reading.
    pub due_by_code: Option<NaiveDate>,
    /// The outer mark of an extension.
    pub extended_latest: Option<NaiveDate>,
    /// Working days late.
    pub late_by: Option<u32>,
    /// The last day to ask for a review.
    pub review_ask_by: Option<NaiveDate>,
    /// The same by the more cautious reading.
    pub review_ask_advised: Option<NaiveDate>,
    /// The review is due.
    pub review_due: Option<NaiveDate>,
    /// Its outer date.
    pub review_latest: Option<NaiveDate>,
    /// Who hears a complaint.
    pub regulator: String,
    /// The first day for one.
    pub regulator_from: Option<NaiveDate>,
    /// The last day for one.
    pub regulator_by: Option<NaiveDate>,
    /// The last day for an appeal.
    pub appeal_by: Option<NaiveDate>,
    /// The last day to pay a fee.
    pub fee_pay_by: Option<NaiveDate>,
    /// Whether a date lies beyond the known bank holidays.
    pub provisional: bool,
    /// The proof of the due date, day by day.
    pub proof: Vec<Step>,
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
            regime: clock.regime,
            received: clock.received,
            due: clock.due,
            due_latest: clock.due_latest,
            due_by_code: clock.due_by_code,
            extended_latest: clock.extended_latest,
            late_by: clock.late_by,
            review_ask_by: clock.review_ask_by,
            review_ask_advised: clock.review_ask_advised,
            review_due: clock.review_due,
            review_latest: clock.review_latest,
            regulator: regulator::on(clock.regime, facts.latest()).name.clone(),
            regulator_from: clock.regulator_from,
            regulator_by: clock.regulator_by,
            appeal_by: clock.appeal_by,
            fee_pay_by: clock.fee_pay_by,
            provisional: clock.provisional,
            proof,
            law: sections(facts, clock),
            steps,
            notes: clock.notes.iter().map(ToString::to_string).collect(),
        }
    }
}

fn dated(facts: &Facts, mark: &Mark, holidays: &Holidays) -> Dated {
    let mut proof = mark.proof(holidays);
    let counts_from_clarification = matches!(mark.what, What::Due | What::DueLatest)
        && proof.first().is_some_and(|first| first.date > facts.received);
    if counts_from_clarification {
        let because = "received; the clock starts anew below".to_owned();
        proof.insert(0, Step { date: facts.received, day: None, because });
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
    for section in applied.chain(moved_by(facts)).chain(working_days(clock)) {
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

fn working_days(clock: &Clock) -> Option<&'static str> {
    clock.marks.iter().any(|mark| mark.calendar().is_some()).then_some(match clock.regime {
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

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: received {}", title(self.regime), long(self.received))?;
        writeln!(f)?;
        for step in &self.steps {
            let provisional = if step.provisional { " (provisional)" } else { "" };
            writeln!(
                f,
                "{:<26}{:<29}{} [{}]",
                step.what.label(),
                format!("{}{provisional}", long(step.date)),
                step.rule,
                step.law
            )?;
        }
        if let Some(late_by) = self.late_by {
            writeln!(f, "{:<26}{}", "late by", days(late_by))?;
        }
        writeln!(f, "{:<26}{}", "regulator", self.regulator)?;
        for note in &self.notes {
            writeln!(f, "note: {note}")?;
        }
        for step in self.steps.iter().filter(|step| step.what != What::RegulatorFrom) {
            writeln!(f)?;
            writeln!(f, "{}: {} [{}]", step.what.label(), step.rule, step.law)?;
            write_spans(f, &step.proof)?;
        }
        write!(f, "\nWorking days: {}", working_day_rule(self.regime))
    }
}

fn working_day_rule(regime: Regime) -> &'static str {
    match Calendar::of(regime) {
        Calendar::Uk => {
            "all but Saturdays, Sundays, Christmas Day, Good Friday and bank holidays in any part \
             of the United Kingdom (FOIA s.10(6))"
        }
        Calendar::Scotland => {
            "all but Saturdays, Sundays, Christmas Day and bank holidays in Scotland (FOISA s.73)"
        }
    }
}

fn days(count: u32) -> String {
    format!("{count} working day{}", if count == 1 { "" } else { "s" })
}

/// "Tue 30 June 2020".
fn long(date: NaiveDate) -> String {
    date.format("%a %-d %B %Y").to_string()
}

/// One line a run: working days that follow each other, a weekend, a reason that lasts.
fn write_spans(f: &mut fmt::Formatter<'_>, proof: &[Step]) -> fmt::Result {
    for run in proof.chunk_by(runs_on) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let numbers = match (first.day, last.day) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => format!("{from}-{to}"),
            _ => "-".to_owned(),
        };
        let span = if first.date == last.date {
            long(first.date)
        } else {
            format!("{} to {}", first.date.format("%a %-d %b"), long(last.date))
        };
        writeln!(f, "  {numbers:>6}  {span:<36}{}", reasons(run))?;
    }
    Ok(())
}

fn runs_on(a: &Step, b: &Step) -> bool {
    let is_weekend = |step: &Step| matches!(step.because.as_str(), "Saturday" | "Sunday");
    a.date.succ_opt() == Some(b.date)
        && a.day.is_some() == b.day.is_some()
        && (a.because == b.because || is_weekend(a) && is_weekend(b))
}

fn reasons(run: &[Step]) -> String {
    let mut reasons: Vec<&str> = run.iter().map(|step| step.because.as_str()).collect();
    reasons.dedup();
    match reasons[..] {
        ["working day"] if run.len() > 1 => "working days".to_owned(),
        _ => reasons.join(", "),
    }
}

//! A report as a page that a lawyer can check: each date with its rule and section, then each
//! count, one line a day or span with the skipped days named.

use std::fmt;

use chrono::NaiveDate;

use super::Regime;
use super::calendar::Calendar;
use super::count::Step;
use super::report::{Dated, Report, title};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dates = &self.dates;
        writeln!(f, "{}: received {}", title(dates.regime), long(dates.received))?;
        writeln!(f)?;
        let all: Vec<&Dated> = self.steps.iter().collect();
        write_table(f, &all)?;
        if let Some(late_by) = dates.late_by {
            writeln!(f, "{:<26}{}", "late by", days(late_by))?;
        }
        writeln!(f, "{:<26}{}", "regulator", self.regulator)?;
        for note in &self.notes {
            writeln!(f, "note: {note}")?;
        }
        write_proofs(f, &all)?;
        if let Some(late_by) = dates.late_by.filter(|_| !self.late_proof.is_empty()) {
            write!(f, "\nlate by: {}\n{}", days(late_by), Spans(&self.late_proof))?;
        }
        write!(f, "\nWorking days: {}", working_day_rule(dates.regime))
    }
}

/// What another reading of the same request makes different: its own dates and their proofs.
#[derive(Debug, Clone, Copy)]
pub struct Otherwise<'a> {
    /// The reading.
    pub reading: &'a Report,
    /// The one that is shown already.
    pub than: &'a Report,
}

impl fmt::Display for Otherwise<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dates = self.reading.apart_from(self.than);
        write_table(f, &dates)?;
        for note in self.reading.notes.iter().filter(|note| !self.than.notes.contains(note)) {
            writeln!(f, "note: {note}")?;
        }
        write_proofs(f, &dates)
    }
}

/// One line a date: what it is, the date, its rule and section.
fn write_table(f: &mut fmt::Formatter<'_>, dates: &[&Dated]) -> fmt::Result {
    for dated in dates {
        let (label, date) = (dated.what.label(), long(dated.date));
        let provisional = if dated.provisional { " (provisional)" } else { "" };
        writeln!(f, "{label:<26}{date:<24}{} [{}]{provisional}", dated.rule, dated.law)?;
    }
    Ok(())
}

fn write_proofs(f: &mut fmt::Formatter<'_>, dates: &[&Dated]) -> fmt::Result {
    for dated in dates {
        writeln!(f)?;
        writeln!(f, "{}: {} [{}]", dated.what.label(), dated.rule, dated.law)?;
        write!(f, "{}", Spans(&dated.proof))?;
    }
    Ok(())
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
pub fn long(date: NaiveDate) -> String {
    date.format("%a %-d %B %Y").to_string()
}

/// A proof, one line a run: working days that follow each other, a weekend, a reason that lasts.
#[derive(Debug, Clone, Copy)]
pub struct Spans<'a>(pub &'a [Step]);

impl fmt::Display for Spans<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for run in self.0.chunk_by(runs_on) {
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
            writeln!(f, "  {numbers:>6}  {span:<37}{}", reasons(run))?;
        }
        Ok(())
    }
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

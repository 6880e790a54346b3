//! Every date of a request with its proof: the law's, those that follow if a claim of theirs is
//! good, and those that rest on somebody's word.

use std::fmt;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cli::print::count;
use crate::law::page::Otherwise;
use crate::law::{Holidays, Report};
use crate::request::RequestClock;
use crate::request::clock::{ClaimReading, IfGood, Stated, Version};

/// The dates of a request.
pub(super) struct Dates {
    /// Those of the law, on what happened and on her word.
    pub law: Report,
    /// Their claims, each with the dates if it alone is good and where those differ.
    pub claims: Vec<(ClaimReading, Option<Report>)>,
    /// The dates if all their claims are good, where they make several.
    pub all_good: Option<Report>,
    /// Those that rest on no section.
    pub stated: Vec<Stated>,
    /// The day of the answer, and by how much it was late.
    pub answered: Option<String>,
    /// What she should know beside them.
    pub remarks: Vec<String>,
}

impl Dates {
    pub(super) fn of(clock: &RequestClock, holidays: &Holidays) -> Self {
        let report = |version: &Version| Report::of(&version.facts, &version.clock, holidays);
        let claims: Vec<_> = clock
            .readings(holidays)
            .into_iter()
            .map(|reading| {
                let good = reading.version.as_ref().map(report);
                (reading, good)
            })
            .collect();
        let several = claims.len() > 1;
        Dates {
            law: Report::of(&clock.facts, &clock.law, holidays),
            claims,
            all_good: clock.claimed.as_ref().filter(|_| several).map(report),
            stated: clock.stated(holidays),
            answered: clock.facts.answered.map(|on| answered(clock, on, holidays)),
            remarks: clock.remarks(holidays),
        }
    }

    /// Each claim read both ways.
    pub(super) fn claims_as_json(&self) -> Vec<Value> {
        let told = |(reading, good): &(ClaimReading, Option<Report>)| {
            let (due, effect) = match reading.if_good {
                IfGood::Due(day) => (Some(day), "moves"),
                IfGood::Open => (None, "open"),
                IfGood::Elsewhere => (None, "elsewhere"),
                IfGood::Unmoved => (reading.if_not, "unmoved"),
            };
            json!({
                "claim": reading.claim, "if_good": effect, "due_if_good": due,
                "due_if_not": reading.if_not, "named": reading.named,
                "law_says": reading.law_says, "clock_if_good": good,
            })
        };
        self.claims.iter().map(told).collect()
    }
}

fn answered(clock: &RequestClock, on: NaiveDate, holidays: &Holidays) -> String {
    match clock.late_by(on, holidays) {
        0 => on.to_string(),
        days => format!("{on}, {} late", count(days as usize, "working day", "working days")),
    }
}

impl fmt::Display for Dates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.law)?;
        for (reading, good) in &self.claims {
            if let Some(good) = good {
                write!(f, "\nIf it is good in law that {}:\n\n", reading.said())?;
                write!(f, "{}", Otherwise { reading: good, than: &self.law })?;
            }
        }
        if let Some(good) = &self.all_good {
            write!(f, "\nIf all that they claim is good in law:\n\n")?;
            write!(f, "{}", Otherwise { reading: good, than: &self.law })?;
        }
        if !self.stated.is_empty() {
            write!(f, "\nNot by a section of the law:\n")?;
        }
        for stated in &self.stated {
            write!(f, "\n{stated}")?;
        }
        Ok(())
    }
}

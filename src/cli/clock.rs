//! `foi clock`: the dates of any request by law, with a proof. Needs no desk.

use chrono::NaiveDate;
use clap::Args;

use super::arguments::{closure, date};
use super::print::{data, json};
use super::{Context, Exit};
use crate::casework::{Error, Result, holidays};
use crate::law::clock::Closure;
use crate::law::{Body, Facts, Regime, Report, compute};

/// Work out the dates of a request by law, each proved day by day (needs no desk)
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  foi clock --regime foia --received 2020-06-02 \
--answered 2020-07-09\n  foi clock --regime foia --body school --received 2025-07-21 \
--closures 2025-07-24..2025-09-02\n  foi clock --regime foisa --received 2026-01-12 \
--review-asked 2026-03-16 --json\n\nThe day of receipt is day 0 whatever day it is. A date that \
breaks a rule is computed and noted;\nwhat cannot have happened is refused. Nothing here is legal \
advice.")]
pub(super) struct Clock {
    /// The law: foia, foisa, eir, eisr
    #[arg(long, value_name = "LAW")]
    regime: Regime,
    /// The day the authority received the request
    #[arg(long, value_name = "DATE", value_parser = date)]
    received: NaiveDate,
    /// The kind of body: ordinary, school (school days, at most 60 working days), archive (30)
    #[arg(long, value_name = "KIND", default_value = "ordinary")]
    body: Body,
    /// Days on which a school is closed, both included; may be given several times
    #[arg(long, value_name = "FROM..TO", value_parser = closure)]
    closures: Vec<Closure>,
    /// The day they asked what you mean
    #[arg(long, value_name = "DATE", value_parser = date)]
    clarification_asked: Option<NaiveDate>,
    /// The day they received your clarification: the clock starts anew
    #[arg(long, value_name = "DATE", value_parser = date)]
    clarified: Option<NaiveDate>,
    /// The day of a fees notice
    #[arg(long, value_name = "DATE", value_parser = date)]
    fee_notice: Option<NaiveDate>,
    /// The day they received the fee
    #[arg(long, value_name = "DATE", value_parser = date)]
    fee_paid: Option<NaiveDate>,
    /// They extended the time (public interest; complex and voluminous)
    #[arg(long)]
    extended: bool,
    /// The day you received their answer
    #[arg(long, value_name = "DATE", value_parser = date)]
    answered: Option<NaiveDate>,
    /// The day they received your request for a review
    #[arg(long, value_name = "DATE", value_parser = date)]
    review_asked: Option<NaiveDate>,
    /// The day you received the outcome of the review
    #[arg(long, value_name = "DATE", value_parser = date)]
    review_answered: Option<NaiveDate>,
    /// The day the regulator's decision notice was sent
    #[arg(long, value_name = "DATE", value_parser = date)]
    regulator_decided: Option<NaiveDate>,
}

impl Clock {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let facts = self.facts();
        refuse(&facts)?;
        let holidays = holidays::load()?;
        let report = Report::of(&facts, &compute(&facts, &holidays), &holidays);
        if context.global.json {
            json(&report);
        } else {
            data(&report.to_string());
        }
        Ok(Exit::Done)
    }

    fn facts(self) -> Facts {
        Facts {
            regime: self.regime,
            body: self.body,
            received: self.received,
            closures: self.closures,
            clarification_asked: self.clarification_asked,
            clarified: self.clarified,
            fee_notice: self.fee_notice,
            fee_paid: self.fee_paid,
            extended: self.extended,
            answered: self.answered,
            review_asked: self.review_asked,
            review_answered: self.review_answered,
            regulator_decided: self.regulator_decided,
        }
    }
}

/// What cannot be true is refused, the first problem as the message.
fn refuse(facts: &Facts) -> Result<()> {
    let mut problems = facts.problems().into_iter();
    match problems.next() {
        None => Ok(()),
        Some(first) => Err(problems
            .fold(Error::usage(first.to_string()), |error, other| error.hint(other.to_string()))),
    }
}

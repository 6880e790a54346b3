//! The facts that move a clock, as options of `foi set`, and the event that each of them is.

use chrono::NaiveDate;
use clap::Args;

use crate::cli::arguments::{closure, date};
use crate::law::clock::Closure;
use crate::request::EventKind;
use crate::request::event::Basis;

/// What happened to a request, each on its day.
#[derive(Debug, Args)]
pub(super) struct Facts {
    /// They received the request on this day (re-sent, redirected)
    #[arg(long, value_name = "DATE", value_parser = date)]
    received: Option<NaiveDate>,
    /// They asked for clarification on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    clarification_asked: Option<NaiveDate>,
    /// They asked who you are on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    identity_asked: Option<NaiveDate>,
    /// They want your answer or the fee by this day, or will close the request
    #[arg(long, value_name = "DATE", value_parser = date)]
    reply_by: Option<NaiveDate>,
    /// They received your clarification, or your name, on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    clarification_given: Option<NaiveDate>,
    /// They gave a fees notice on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    fee_notice: Option<NaiveDate>,
    /// They received your fee on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    fee_paid: Option<NaiveDate>,
    /// You accept more time, up to this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    extended_until: Option<NaiveDate>,
    /// You accept that they extended the time by law (public interest; complex and voluminous)
    #[arg(long, conflicts_with = "extended_until")]
    extended: bool,
    /// Another authority received the request on this day, and answers it
    #[arg(long, value_name = "DATE", value_parser = date)]
    transferred: Option<NaiveDate>,
    /// To whom it was passed on
    #[arg(long, value_name = "NAME", requires = "transferred")]
    to: Option<String>,
    /// They acknowledged it on this day, by post or by telephone
    #[arg(long, value_name = "DATE", value_parser = date)]
    acknowledged: Option<NaiveDate>,
    /// They name this day for their answer (kept beside the law's, moves nothing)
    #[arg(long, value_name = "DATE", value_parser = date)]
    due_claimed: Option<NaiveDate>,
    /// The school is closed on these days, both included; may be given several times
    #[arg(long, value_name = "FROM..TO", value_parser = closure)]
    closures: Vec<Closure>,
    /// You reminded them on this day, by post or by telephone
    #[arg(long, value_name = "DATE", value_parser = date)]
    chased: Option<NaiveDate>,
    /// You received their answer on this day, by post or by telephone
    #[arg(long, value_name = "DATE", value_parser = date)]
    answered: Option<NaiveDate>,
    /// They received your request for a review on this day, by post or by telephone
    #[arg(long, value_name = "DATE", value_parser = date)]
    review_asked: Option<NaiveDate>,
    /// You received the outcome of the review on this day, by post or by telephone
    #[arg(long, value_name = "DATE", value_parser = date)]
    review_answered: Option<NaiveDate>,
    /// They allow a review to be asked for up to this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    review_window: Option<NaiveDate>,
    /// You complained to the regulator on this day, by post or on its site
    #[arg(long, value_name = "DATE", value_parser = date)]
    complained: Option<NaiveDate>,
    /// The regulator's decision notice was sent on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    regulator_decided: Option<NaiveDate>,
    /// They only say so: keep a question, a fee, more time or a transfer as their claim, which moves
    /// no date of the law's
    #[arg(long)]
    as_claim: bool,
}

impl Facts {
    /// The facts as events, in the order in which a request goes. `because` is her reason.
    pub(super) fn events(&self, because: &str) -> Vec<EventKind> {
        let received = |on| EventKind::ReceivedOn { on, because: because.to_owned() };
        self.received
            .map(received)
            .into_iter()
            .chain(self.what_stops_it())
            .chain(self.what_moves_it(because))
            .chain(self.what_came_and_went())
            .collect()
    }

    /// Whose word it is that a question, a fee, more time or a transfer is good.
    fn basis(&self) -> Basis {
        if self.as_claim { Basis::Claim } else { Basis::Decision }
    }

    /// Questions and fees, and her part in them.
    fn what_stops_it(&self) -> impl Iterator<Item = EventKind> {
        let basis = self.basis();
        let notice = |on| EventKind::FeeNotice { on, pence: None, basis };
        [
            self.clarification_asked.map(|on| EventKind::ClarificationAsked { on, basis }),
            self.identity_asked.map(|on| EventKind::IdentityAsked { on, basis }),
            self.clarification_given.map(|on| EventKind::ClarificationGiven { on }),
            self.fee_notice.map(notice),
            self.reply_by.map(|by| EventKind::ReplyWanted { by }),
            self.fee_paid.map(|on| EventKind::FeePaid { on }),
        ]
        .into_iter()
        .flatten()
    }

    /// More time, another authority, their own date, a school's holidays.
    fn what_moves_it(&self, because: &str) -> impl Iterator<Item = EventKind> {
        let basis = self.basis();
        let more = |until| EventKind::Extended { until, because: because.to_owned(), basis };
        let passed_on = |on| EventKind::Transferred { to: self.to.clone(), on, basis };
        let closed =
            |closure: &Closure| EventKind::SchoolClosed { from: closure.from, to: closure.to };
        let closures: Vec<EventKind> = self.closures.iter().map(closed).collect();
        [
            self.extended_until.map(|until| more(Some(until))),
            self.extended.then(|| more(None)),
            self.transferred.map(passed_on),
            self.due_claimed.map(|due| EventKind::DueClaimed { due }),
        ]
        .into_iter()
        .flatten()
        .chain(closures)
    }

    /// What the mailbox does not hold, and what comes after the answer.
    fn what_came_and_went(&self) -> impl Iterator<Item = EventKind> {
        [
            self.acknowledged.map(|on| EventKind::Acknowledged { on }),
            self.chased.map(|on| EventKind::Chased { on }),
            self.answered.map(|on| EventKind::Answered { on }),
            self.review_window.map(|until| EventKind::ReviewWindow { until }),
            self.review_asked.map(|on| EventKind::ReviewAsked { on }),
            self.review_answered.map(|on| EventKind::ReviewAnswered { on }),
            self.complained.map(|on| EventKind::Complained { on }),
            self.regulator_decided.map(|on| EventKind::RegulatorDecided { on }),
        ]
        .into_iter()
        .flatten()
    }
}

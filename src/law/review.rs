//! The time for a review: asking for one, and its answer. FOIA leaves both to the Code of Practice
//! under s.45 (2018); FOISA ss.20, 21, EIR reg 11 and EISR reg 16 make them law.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::clock::Limits;
use super::count::Count;
use super::facts::Facts;
use super::holidays::Holidays;
use super::mark::{Mark, What};
use super::response::{EMERGENCY_LAW, in_emergency};
use super::{Body, Regime};

/// The last day to ask for a review, forty working days on. FOIA: after the answer (Code para
/// 5.3); without an answer none is needed. EIR reg 11(2), EISR reg 16(2): after the day on which
/// she believes the authority failed her, the day of the answer or, without one, the last day for
/// it. FOISA s.20(5): after the time for the answer has run out, or after the answer where it came
/// late; an early answer does not shorten it.
///
/// FOISA, received 12 January 2026: 7 April 2026 when answered on 26 January, and 21 April when
/// answered on 23 February.
pub fn ask_by(facts: &Facts, limits: &Limits, holidays: &Holidays) -> Option<Mark> {
    let (from, (day_zero, rule)) = match facts.regime {
        Regime::Foia => (facts.answered?, ANSWERED),
        Regime::Eir | Regime::Eisr => match facts.answered {
            Some(answered) => (answered, ANSWERED),
            None => (limits.last?, FAILED),
        },
        Regime::Foisa => match (facts.answered, limits.last) {
            (Some(answered), Some(last)) if answered > last => (answered, LATE),
            (_, Some(last)) => (last, RAN_OUT),
            (answered, None) => (answered?, ANSWERED),
        },
    };
    let law = match facts.regime {
        Regime::Foia => "s.45 Code of Practice para 5.3",
        Regime::Eir => "reg 11(2)",
        Regime::Foisa => "s.20(5)",
        Regime::Eisr => "reg 16(2)",
    };
    Some(forty(What::ReviewAskBy, facts, from, day_zero, (law, rule), holidays))
}

/// What the time to ask for a review is counted from, and the rule in plain words.
type From = (&'static str, &'static str);
const ANSWERED: From = ("answer received", "the 40th working day after the answer");
const LATE: From = ("late answer received", "the 40th working day after the late answer");
const RAN_OUT: From = (
    "the time for the answer ran out",
    "the 40th working day after the time for the answer ran out",
);
const FAILED: From =
    ("last day for the answer", "the 40th working day after the last day for the answer");

/// FOISA only, after an answer before its time: the more cautious last day, counted from the
/// answer, because some authorities count so.
///
/// Received 12 January 2026, answered 26 January: 23 March rather than 7 April.
pub fn ask_advised(facts: &Facts, limits: &Limits, holidays: &Holidays) -> Option<Mark> {
    let answered = facts.answered?;
    if facts.regime != Regime::Foisa || limits.last.is_none_or(|last| answered >= last) {
        return None;
    }
    let law = ("s.20(5)", "40 working days after the answer, as some authorities count");
    Some(forty(What::ReviewAskAdvised, facts, answered, "answer received", law, holidays))
}

fn forty(
    what: What,
    facts: &Facts,
    from: NaiveDate,
    day_zero: &'static str,
    law: (&'static str, &'static str),
    holidays: &Holidays,
) -> Mark {
    let count = Count::new(from, 40, Calendar::of(facts.regime));
    Mark::counted(what, count, day_zero, law, holidays)
}

/// The day by which the review should be answered, from the day the authority received the
/// request for it. FOIA: twenty working days (Code para 5.4). FOISA s.21(1): twenty, thirty for an
/// archive, sixty for an answer of spring 2020. EIR reg 11(4): forty. EISR reg 16(4): twenty.
///
/// FOIA, asked 10 July 2020: 11 August 2020.
pub fn due(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    let asked = facts.review_asked?;
    let (number, law, rule) = match (facts.regime, facts.body) {
        (Regime::Foia, _) => (20, "s.45 Code of Practice para 5.4", TWENTY),
        (Regime::Foisa, _) if in_emergency(facts.review_answered) => {
            (60, EMERGENCY_LAW, "the 60th working day, for a review of 7 April to 26 May 2020")
        }
        (Regime::Foisa, Body::Archive) => (30, "s.21(2)", "the 30th working day, for an archive"),
        (Regime::Foisa, Body::Ordinary | Body::School) => (20, "s.21(1)", TWENTY),
        (Regime::Eir, _) => (40, "reg 11(4)", "the 40th working day after the request for it"),
        (Regime::Eisr, _) => (20, "reg 16(4)", TWENTY),
    };
    let count = Count::new(asked, number, Calendar::of(facts.regime));
    Some(Mark::counted(What::ReviewDue, count, "review asked for", (law, rule), holidays))
}

const TWENTY: &str = "the 20th working day after the request for it";

/// The outer date of a review: forty working days under FOIA, in exceptional cases (Code para
/// 5.5), after which the Commissioner takes a complaint. Where the law sets the time, it is that.
///
/// FOIA, asked 10 July 2020: 9 September 2020.
pub fn latest(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    let asked = facts.review_asked?;
    match facts.regime {
        Regime::Foia => {
            let law =
                ("s.45 Code of Practice para 5.5", "40 working days, in exceptional cases only");
            Some(forty(What::ReviewLatest, facts, asked, "review asked for", law, holidays))
        }
        Regime::Foisa | Regime::Eir | Regime::Eisr => {
            due(facts, holidays).map(|mark| Mark { what: What::ReviewLatest, ..mark })
        }
    }
}

//! The time for a complaint to the regulator and for an appeal from its decision: FOIA ss.50, 57
//! (which EIR reg 18 takes over), FOISA ss.47, 56 (which EISR reg 17 takes over).

use chrono::{Days, Months, NaiveDate};

use super::Regime;
use super::calendar::Calendar;
use super::clock::Limits;
use super::facts::Facts;
use super::holidays::Holidays;
use super::mark::{Mark, Way, What};

/// The first day for a complaint, where it is not the day of the review's outcome. Without any
/// answer the Information Commissioner takes it once the time has run out, without a review; with
/// a review unanswered, once its outer date has passed. The Scottish Commissioner takes none
/// without a review (s.47(1)).
///
/// FOIA, due 30 June 2020 and nothing came: from 1 July 2020.
pub fn from(facts: &Facts, limits: &Limits) -> Option<Mark> {
    if facts.review_answered.is_some() {
        return None;
    }
    let law = match facts.regime {
        Regime::Foia => "s.50(1)",
        Regime::Eir => "reg 18 (s.50(1))",
        Regime::Foisa => "s.47(1)",
        Regime::Eisr => "reg 17 (s.47(1))",
    };
    let (day, what, rule) = match (limits.review_latest, facts.answered, facts.regime) {
        (Some(latest), _, _) => (latest, "last day for the review", "when no review came in time"),
        (None, None, Regime::Foia | Regime::Eir) => {
            (limits.last?, "last day for the answer", "when no answer came in time")
        }
        (None, None, Regime::Foisa | Regime::Eisr) | (None, Some(_), _) => return None,
    };
    let date = day.checked_add_days(Days::new(1))?;
    Some(Mark { what: What::RegulatorFrom, date, rule, law, way: Way::After { day, what } })
}

/// The last day for a complaint. The Information Commissioner wants it within six weeks of the
/// outcome of the review, and may refuse after undue delay (s.50(2)(b)). The Scottish Commissioner
/// must have it before six months have passed since the outcome was received or, without one,
/// since the time for the review ran out (s.47(4)).
///
/// FOIA, outcome 10 March 2026: 21 April 2026. FOISA, outcome 14 April 2026: 14 October 2026.
pub fn by(facts: &Facts, limits: &Limits) -> Option<Mark> {
    match facts.regime {
        Regime::Foia | Regime::Eir => {
            let from = facts.review_answered?;
            let law = match facts.regime {
                Regime::Foia => "s.50(2)(b)",
                Regime::Eir | Regime::Foisa | Regime::Eisr => "reg 18 (s.50(2)(b))",
            };
            let end = from.checked_add_days(Days::new(42))?;
            let way = period(from, "outcome of the review received", end, "six weeks", None);
            let rule = "six weeks after the outcome, the Commissioner's limit";
            Some(Mark { what: What::RegulatorBy, date: end, rule, law, way })
        }
        Regime::Foisa | Regime::Eisr => {
            let (from, day_zero) = match facts.review_answered {
                Some(answered) => (answered, "outcome of the review received"),
                None => (limits.review_latest?, "the time for the review ran out"),
            };
            let law = if facts.regime == Regime::Foisa { "s.47(4)" } else { "reg 17 (s.47(4))" };
            let end = from.checked_add_months(Months::new(6))?;
            let way = period(from, day_zero, end, "six months", None);
            let rule = "before six months have passed";
            Some(Mark { what: What::RegulatorBy, date: end, rule, law, way })
        }
    }
}

/// The last day for an appeal. Information Commissioner: to the First-tier Tribunal within 28 days
/// of the day the notice was sent (s.57; GRC Rules 2009 r.22), moved to the next working day (r.12).
/// Scottish Commissioner: to the Court of Session on a point of law, 42 days after the notice
/// (s.56; Rules of the Court of Session), not moved.
///
/// Notice 5 March 2026: 2 April 2026. Scottish notice 1 May 2026: 12 June 2026.
pub fn appeal_by(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    let sent = facts.regulator_decided?;
    let (days, length, rolls) = match facts.regime {
        Regime::Foia | Regime::Eir => (28, "28 days", Some(Calendar::Uk)),
        Regime::Foisa | Regime::Eisr => (42, "42 days", None),
    };
    let (law, rule) = match facts.regime {
        Regime::Foia => ("s.57(1), GRC Rules 2009 r.22", TRIBUNAL),
        Regime::Eir => ("reg 18 (s.57(1)), GRC Rules 2009 r.22", TRIBUNAL),
        Regime::Foisa => ("s.56", COURT),
        Regime::Eisr => ("reg 17 (s.56)", COURT),
    };
    let end = sent.checked_add_days(Days::new(days))?;
    let date = rolls.map_or(end, |calendar| calendar.on_or_after(end, holidays));
    let way = period(sent, "decision notice sent", end, length, rolls);
    Some(Mark { what: What::AppealBy, date, rule, law, way })
}

const TRIBUNAL: &str = "28 days to the First-tier Tribunal, moved to a working day";
const COURT: &str = "42 days to the Court of Session, on a point of law";

fn period(
    from: NaiveDate,
    day_zero: &'static str,
    end: NaiveDate,
    length: &'static str,
    rolls: Option<Calendar>,
) -> Way {
    Way::Period { from, day_zero, end, length, rolls }
}

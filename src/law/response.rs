//! The time for the answer: one rule of law, one function. FOIA ss.9, 10 and SI 2004/3364, FOISA
//! ss.9, 10, EIR regs 5, 7, 8, 9, EISR regs 5, 7, 8, 9. Reviews and complaints are elsewhere.
//!
//! The day of receipt is day 0 whatever day of the week it is, and lasts until midnight.

use chrono::{Days, Months, NaiveDate};

use super::calendar::Calendar;
use super::count::{Count, Disregard, Span};
use super::facts::Facts;
use super::holidays::Holidays;
use super::mark::{Mark, Way, What};
use super::{Body, Regime};

/// The cap on a school's time (SI 2004/3364 reg 3), and Scotland's number in spring 2020.
const SIXTY: u32 = 60;

/// The first and the last day on which an answer under FOISA was judged by the emergency rule.
const EMERGENCY: (NaiveDate, NaiveDate) = (
    NaiveDate::from_ymd_opt(2020, 4, 7).expect("7 April 2020 is a date"),
    NaiveDate::from_ymd_opt(2020, 5, 26).expect("26 May 2020 is a date"),
);

/// The day the clock runs from. Where the authority reasonably needed to know more to identify and
/// locate the information, it is the day that it got it, if later: FOIA s.10(6)(b), FOISA
/// s.10(1)(b), EIR reg 9(4), EISR reg 9.
///
/// Received 5 January 2026, clarified 26 January: the clock runs from 26 January.
pub fn start(facts: &Facts) -> NaiveDate {
    facts.clarified.map_or(facts.received, |clarified| clarified.max(facts.received))
}

fn day_zero(facts: &Facts) -> &'static str {
    if start(facts) == facts.received {
        "received"
    } else {
        match facts.regime {
            Regime::Foia => "clarification received, the date of receipt by s.10(6)(b)",
            Regime::Foisa => "clarification received, counted from by s.10(1)(b)",
            Regime::Eir => "particulars received, counted from by reg 9(4)",
            Regime::Eisr => "particulars received, counted from by reg 9",
        }
    }
}

/// Working days from the day of a fees notice to the day of payment, both included, are
/// disregarded: FOIA s.10(2), FOISA s.10(3), EIR reg 8(6), EISR reg 8.
///
/// Notice Monday 16 March 2026, paid Monday 30 March: ten working days are left out.
fn fee_span(facts: &Facts) -> Option<Span> {
    let (from, to) = (facts.fee_notice?, facts.fee_paid?);
    Some(Span { from, to, because: Disregard::Fee })
}

/// A count from the start of the clock, leaving out the days of a fees notice.
fn from_start(facts: &Facts, number: u32) -> Count {
    Count::new(start(facts), number, Calendar::of(facts.regime)).disregarding(fee_span(facts))
}

/// The day by which the answer is due: the twentieth working day after receipt, or the thirtieth
/// for an archive, the twentieth school day for a school (at most the sixtieth working day), the
/// sixtieth for Scottish answers of spring 2020. `None` while a fee asked for in time is unpaid.
///
/// Received Tuesday 2 June 2020: due Tuesday 30 June 2020.
pub fn due(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    if waits_for_fee(facts, holidays) {
        return None;
    }
    Some(match facts.body {
        Body::School => school(facts, holidays),
        Body::Ordinary | Body::Archive => whole_time(facts, holidays),
    })
}

/// The day by which the answer was due before they asked what she means, where they asked only
/// after it: a late question restarts the clock and undoes no breach (s.1(3) with s.10(1)).
///
/// Received 5 January 2026, asked on 9 February: due at first on 2 February.
pub fn due_at_first(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    let asked = facts.clarification_asked?;
    let first = Facts { clarification_asked: None, clarified: None, ..facts.clone() };
    let mark = due_latest(&first, holidays).filter(|_| first.closures.is_empty());
    let mark = mark.or_else(|| due(&first, holidays)).filter(|mark| asked > mark.date)?;
    Some(Mark { what: What::DueAtFirst, ..mark })
}

fn whole_time(facts: &Facts, holidays: &Holidays) -> Mark {
    let (number, law) = number(facts);
    let rule = match number {
        30 => "the 30th working day after receipt, for a record in an archive",
        SIXTY => "the 60th working day after receipt, for an answer of 7 April to 26 May 2020",
        _ => "the 20th working day after receipt",
    };
    Mark::counted(What::Due, from_start(facts, number), day_zero(facts), (law, rule), holidays)
}

/// Which working day is the last one, and by which provision.
fn number(facts: &Facts) -> (u32, &'static str) {
    match (facts.regime, facts.body) {
        (Regime::Foisa, _) if in_emergency(facts.answered) => (SIXTY, EMERGENCY_LAW),
        (Regime::Foia, Body::Archive) => (30, "SI 2004/3364 reg 4"),
        (Regime::Foisa, Body::Archive) => (30, "s.10(2)"),
        (Regime::Foia | Regime::Foisa, Body::Ordinary | Body::School) => (20, "s.10(1)"),
        (Regime::Eir | Regime::Eisr, Body::Ordinary | Body::School | Body::Archive) => {
            (20, "reg 5(2)")
        }
    }
}

/// The emergency rule's provision.
pub(super) const EMERGENCY_LAW: &str = "Coronavirus (Scotland) Act 2020 Sch.6";

/// Whether an answer under FOISA was given while sixty days applied: 7 April to 26 May 2020. From
/// 27 May twenty applied again, to outstanding requests as well (Coronavirus (Scotland) (No.2) Act
/// 2020). The Scottish Regulations were not changed.
///
/// Received 7 April 2020, answered 20 May: due 3 July. Answered on 1 June: due 6 May.
pub(super) fn in_emergency(answered: Option<NaiveDate>) -> bool {
    answered.is_some_and(|day| EMERGENCY.0 <= day && day <= EMERGENCY.1)
}

/// Maintained schools and nurseries, academies, schools of Northern Ireland: the twentieth working
/// day leaving out days without school, or the sixtieth working day, whichever is earlier
/// (SI 2004/3364 reg 3, SI 2009/1369, SI 2010/2768). Without known closures this is the earliest
/// day that can be the last; see [`due_latest`].
///
/// Received 21 July 2025, closed 24 July to 2 September: due 26 September 2025.
fn school(facts: &Facts, holidays: &Holidays) -> Mark {
    let closed = facts.closures.iter().map(|closure| Span {
        from: closure.from,
        to: closure.to,
        because: Disregard::NoSchool,
    });
    let school_days = from_start(facts, 20).disregarding(closed);
    let cap = from_start(facts, SIXTY);
    let limit = cap.end(holidays);
    match school_days.end_by(limit, holidays) {
        Some(_) => {
            let rule = if facts.closures.is_empty() {
                "the 20th working day after receipt: the earliest it can be, school holidays unknown"
            } else {
                "the 20th school day after receipt"
            };
            Mark::counted(What::Due, school_days, day_zero(facts), (SCHOOL_LAW, rule), holidays)
        }
        None => Mark::counted(What::Due, cap, day_zero(facts), (SCHOOL_LAW, SCHOOL_CAP), holidays),
    }
}

const SCHOOL_LAW: &str = "SI 2004/3364 reg 3";
const SCHOOL_CAP: &str = "the 60th working day after receipt, before the 20th school day";

/// A school's cap: no school has longer than sixty working days, and without its term dates none
/// is late before.
///
/// Received 21 July 2025: 15 October 2025.
pub fn due_latest(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    if facts.body != Body::School || waits_for_fee(facts, holidays) {
        return None;
    }
    let law = (SCHOOL_LAW, "the 60th working day after receipt, whatever the school's holidays");
    let count = from_start(facts, SIXTY);
    Some(Mark::counted(What::DueLatest, count, day_zero(facts), law, holidays))
}

/// The Code of Practice under FOIA s.45 (2018, para 4.2) takes what arrives on a day off as
/// received on the next working day, which makes it due a day later. The Act says otherwise
/// (s.10(6)), and the Commissioner follows the Act; the reading is kept to explain the difference.
///
/// Received Saturday 7 February 2026: due 6 March by the Act, 9 March by the Code.
pub fn due_by_code(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    let start = start(facts);
    let taken_as = Calendar::of(facts.regime).on_or_after(start, holidays);
    if facts.regime != Regime::Foia || taken_as == start {
        return None;
    }
    let by_code = match facts.clarified {
        Some(_) => Facts { clarified: Some(taken_as), ..facts.clone() },
        None => Facts { received: taken_as, ..facts.clone() },
    };
    let mut mark = due(&by_code, holidays)?;
    mark.what = What::DueByCode;
    mark.law = "s.45 Code of Practice para 4.2";
    mark.rule = "the Code takes it as received on the next working day";
    if let Way::Count { day_zero, .. } = &mut mark.way {
        *day_zero = "taken as received, by the Code";
    }
    Some(mark)
}

/// The outer mark of an extension. FOIA: while the public interest is weighed under a qualified
/// exemption the time is what is reasonable (s.10(3)), which the Commissioner puts at no more than
/// forty working days in all. EIR and EISR reg 7(1): forty working days after receipt, for a
/// request that is complex and voluminous. FOISA knows no extension.
///
/// EIR, received 15 December 2025: 13 February 2026.
pub fn extended_latest(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    let law = match facts.regime {
        Regime::Foia => ("s.10(3)", "40 working days in all, the Commissioner's outer mark"),
        Regime::Eir | Regime::Eisr => ("reg 7(1)", "the 40th working day after receipt"),
        Regime::Foisa => return None,
    };
    if !facts.extended || waits_for_fee(facts, holidays) {
        return None;
    }
    let forty = from_start(facts, 40);
    let mark = Mark::counted(What::ExtendedLatest, forty, day_zero(facts), law, holidays);
    // A school's own time may be longer than the mark; an extension never makes it shorter.
    let own = due_latest(facts, holidays).filter(|_| facts.closures.is_empty());
    let own = own.or_else(|| due(facts, holidays)).filter(|own| own.date > mark.date);
    Some(own.map_or(mark, |own| Mark { what: What::ExtendedLatest, ..own }))
}

/// Whether the answer waits for a fee: the notice was given in time and nothing was paid. A notice
/// after the twentieth day comes too late to stop anything (FOIA s.9(1) with s.10(1)).
pub fn waits_for_fee(facts: &Facts, holidays: &Holidays) -> bool {
    facts.fee_paid.is_none()
        && facts.fee_notice.is_some_and(|notice| notice <= last_day_without_fee(facts, holidays))
}

/// Whether a fees notice came after the time for the answer.
pub fn fee_notice_is_late(facts: &Facts, holidays: &Holidays) -> bool {
    facts.fee_notice.is_some_and(|notice| notice > last_day_without_fee(facts, holidays))
}

fn last_day_without_fee(facts: &Facts, holidays: &Holidays) -> NaiveDate {
    let plain = Facts { fee_notice: None, fee_paid: None, ..facts.clone() };
    let latest = due_latest(&plain, holidays).filter(|_| facts.closures.is_empty());
    latest
        .unwrap_or_else(|| match plain.body {
            Body::School => school(&plain, holidays),
            Body::Ordinary | Body::Archive => whole_time(&plain, holidays),
        })
        .date
}

/// The last day to pay. FOIA s.9(2), FOISA s.9: within three months beginning with the day of the
/// notice, so the day before the same day of the third month, or the last of that month if it has
/// no such day. EIR reg 8(5), EISR reg 8: sixty working days after the notice.
///
/// Notice 16 March 2026: 15 June 2026.
pub fn fee_pay_by(facts: &Facts, holidays: &Holidays) -> Option<Mark> {
    let notice = facts.fee_notice?;
    let law = match facts.regime {
        Regime::Foia => "s.9(2)",
        Regime::Foisa => "s.9",
        Regime::Eir => "reg 8(5)",
        Regime::Eisr => "reg 8",
    };
    match facts.regime {
        Regime::Foia | Regime::Foisa => {
            let date = three_months_beginning_with(notice);
            let day_zero = "fees notice given: the first day of the three months";
            let length = "three months";
            let way = Way::Period { from: notice, day_zero, end: date, length, rolls: None };
            let rule = "within three months beginning with the day of the fees notice";
            Some(Mark { what: What::FeePayBy, date, rule, law, way })
        }
        Regime::Eir | Regime::Eisr => {
            let count = Count::new(notice, SIXTY, Calendar::of(facts.regime));
            let law = (law, "the 60th working day after the notice");
            Some(Mark::counted(What::FeePayBy, count, "fees notice given", law, holidays))
        }
    }
}

fn three_months_beginning_with(day: NaiveDate) -> NaiveDate {
    use chrono::Datelike as _;
    let same_day = day.checked_add_months(Months::new(3)).unwrap_or(NaiveDate::MAX);
    if same_day.day() == day.day() { same_day - Days::new(1) } else { same_day }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::facts::Closure;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn received(regime: Regime, on: &str) -> Facts {
        Facts::received(regime, Body::Ordinary, day(on))
    }

    fn due_of(facts: &Facts) -> Option<String> {
        due(facts, Holidays::shipped()).map(|mark| mark.date.to_string())
    }

    #[test]
    fn three_months_end_before_the_same_day_or_with_the_month() {
        for (notice, end) in [
            ("2026-03-16", "2026-06-15"),
            ("2025-11-30", "2026-02-28"), // there is no 30 February
            ("2025-11-28", "2026-02-27"),
            ("2023-11-29", "2024-02-28"),
            ("2026-12-01", "2027-02-28"),
        ] {
            assert_eq!(three_months_beginning_with(day(notice)), day(end), "{notice}");
        }
    }

    #[test]
    fn an_unpaid_fee_holds_the_answer_only_when_it_was_asked_for_in_time() {
        let holidays = Holidays::shipped();
        let mut facts = received(Regime::Foia, "2026-03-02"); // due 31 March
        facts.fee_notice = Some(day("2026-03-31"));
        assert!(waits_for_fee(&facts, holidays));
        assert_eq!(due_of(&facts), None);
        facts.fee_notice = Some(day("2026-04-01"));
        assert!(fee_notice_is_late(&facts, holidays));
        assert_eq!(due_of(&facts).as_deref(), Some("2026-03-31"));
        facts.fee_paid = Some(day("2026-04-10"));
        assert_eq!(due_of(&facts).as_deref(), Some("2026-03-31"), "it cannot bring time back");
    }

    #[test]
    fn the_days_of_a_fees_notice_are_left_out_with_both_its_ends() {
        let mut facts = received(Regime::Foia, "2026-03-02"); // due 31 March without a fee
        facts.fee_notice = Some(day("2026-03-16"));
        for (paid, due) in [
            ("2026-03-16", "2026-04-01"),
            ("2026-03-18", "2026-04-02"),
            ("2026-03-30", "2026-04-16"),
        ] {
            facts.fee_paid = Some(day(paid)); // 17 March, 3 and 6 April are holidays
            assert_eq!(due_of(&facts).as_deref(), Some(due), "paid on {paid}");
        }
    }

    #[test]
    fn a_long_closure_is_capped_at_the_sixtieth_working_day() {
        let mut facts = Facts::received(Regime::Foia, Body::School, day("2020-03-20"));
        facts.closures = vec![Closure { from: day("2020-03-23"), to: day("2020-08-31") }];
        assert_eq!(due_of(&facts).as_deref(), Some("2020-06-18"));
    }

    #[test]
    fn the_emergency_rule_judges_answers_by_their_own_day() {
        let mut facts = received(Regime::Foisa, "2020-04-07");
        for (answered, due) in [
            (None, "2020-05-06"),
            (Some("2020-04-07"), "2020-07-03"),
            (Some("2020-05-26"), "2020-07-03"),
            (Some("2020-05-27"), "2020-05-06"),
        ] {
            facts.answered = answered.map(day);
            assert_eq!(due_of(&facts).as_deref(), Some(due), "answered {answered:?}");
        }
        let regulations =
            Facts { answered: Some(day("2020-05-20")), ..received(Regime::Eisr, "2020-04-07") };
        assert_eq!(due_of(&regulations).as_deref(), Some("2020-05-06"));
    }

    #[test]
    fn a_school_is_counted_by_its_own_days_and_capped() {
        let mut facts = Facts::received(Regime::Foia, Body::School, day("2025-07-21"));
        let latest = due_latest(&facts, Holidays::shipped()).map(|mark| mark.date);
        assert_eq!(latest, Some(day("2025-10-15")));
        assert_eq!(due_of(&facts).as_deref(), Some("2025-08-19"), "the earliest it can be");
        facts.closures = vec![Closure { from: day("2025-07-24"), to: NaiveDate::MAX }];
        assert_eq!(
            due_of(&facts).as_deref(),
            Some("2025-10-15"),
            "a closure without end is capped"
        );
    }

    #[test]
    fn an_extension_never_shortens_a_schools_time() {
        let mut facts = Facts::received(Regime::Foia, Body::School, day("2025-07-21"));
        facts.extended = true;
        let latest = extended_latest(&facts, Holidays::shipped()).map(|mark| mark.date);
        assert_eq!(latest, Some(day("2025-10-15")));
    }
}

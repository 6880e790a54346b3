//! What the clock has to say beside its dates: rules that were broken, readings that differ, dates
//! that are not final. A note never changes a date.

use chrono::NaiveDate;

use super::Regime;

/// A remark on a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Bank holidays are known only up to the end of this year.
    Provisional {
        /// The last year known.
        last_year: i32,
    },
    /// The fees notice came after the time for the answer.
    FeeNoticeLate {
        /// Its day.
        notice: NaiveDate,
    },
    /// A fee asked for in time is not paid.
    FeeUnpaid {
        /// The last day to pay it.
        pay_by: NaiveDate,
    },
    /// The fee was paid after its time.
    FeePaidLate {
        /// When.
        paid: NaiveDate,
        /// The last day for it.
        pay_by: NaiveDate,
    },
    /// They asked and have no answer yet.
    ClarificationPending,
    /// The question came when the answer was already late.
    ClarificationAskedLate {
        /// When it came.
        asked: NaiveDate,
        /// When the answer was due.
        due: NaiveDate,
    },
    /// The answer came before the explanation that restarts the clock.
    AnsweredBeforeClarified,
    /// The answer is late, by less than a working day.
    LateOnDayOff,
    /// School holidays are unknown: a range, and late only after its end.
    SchoolHolidaysUnknown,
    /// Closures were given for a body whose closures never count.
    ClosuresDoNotCount,
    /// Thirty days were asked for under Regulations that do not know them.
    NoArchiveRule(Regime),
    /// FOISA was said to be extended.
    NoExtension,
    /// FOIA extension: what it does not extend.
    NoticeStillDue {
        /// The day the notice is due.
        due: NaiveDate,
    },
    /// The review was asked for after the last day.
    ReviewAskedLate {
        /// The last day.
        by: NaiveDate,
    },
    /// The review was asked for before there was anything to review.
    ReviewAskedEarly {
        /// The last day for the answer.
        last: NaiveDate,
    },
    /// FOIA: nothing came; no review is needed.
    NoReviewNeeded,
    /// A review comes before a complaint.
    ReviewFirst,
    /// The emergency rule applied.
    Emergency,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Note::Provisional { last_year } => write!(
                f,
                "provisional: the bank holidays after {last_year} are not known yet, so a date \
                 there can only move later (`foi holidays update FILE` takes newer ones)"
            ),
            Note::FeeNoticeLate { notice } => {
                write!(f, "the fees notice of {notice} came out of time; it does not move the date")
            }
            Note::FeeUnpaid { pay_by } => write!(
                f,
                "no date for the answer while the fee is unpaid; the request lapses after {pay_by}"
            ),
            Note::FeePaidLate { paid, pay_by } => write!(
                f,
                "the fee was paid on {paid}, after {pay_by}: the authority need not answer"
            ),
            Note::ClarificationPending => f.write_str(
                "they asked and wait for your answer: if the question was needed to find the \
                 information, the clock stands until they have it, and then starts anew",
            ),
            Note::ClarificationAskedLate { asked, due } => write!(
                f,
                "they asked on {asked}, when the answer was late since {due}: that breach stands"
            ),
            Note::AnsweredBeforeClarified => {
                f.write_str("the answer came before the clarification that restarts the clock")
            }
            Note::LateOnDayOff => {
                f.write_str("late all the same: the answer came on a day off after the last day")
            }
            Note::SchoolHolidaysUnknown => f.write_str(
                "a range: the school's holidays are not known, so it is late only after the 60th \
                 working day (--closures FROM..TO makes it exact)",
            ),
            Note::ClosuresDoNotCount => f.write_str(
                "closures are left out of account: only a school's closures stop the clock",
            ),
            Note::NoArchiveRule(regime) => write!(
                f,
                "the thirty days of an archive are not known under {regime}: twenty are counted"
            ),
            Note::NoExtension => f.write_str(
                "FOISA knows no extension for the public interest: the date does not move",
            ),
            Note::NoticeStillDue { due } => write!(
                f,
                "an extension moves only the weighing of the public interest: a notice naming the \
                 exemption, with a date for the decision, was due by {due} (s.17(1) and (2))"
            ),
            Note::ReviewAskedLate { by } => write!(
                f,
                "the review was asked for after {by}: the authority may take it, it need not"
            ),
            Note::ReviewAskedEarly { last } => write!(
                f,
                "the review was asked for while the answer was not late (last day {last})"
            ),
            Note::NoReviewNeeded => f.write_str(
                "without an answer in time no review is needed: remind them, keep the reminder, \
                 then complain",
            ),
            Note::ReviewFirst => {
                f.write_str("the regulator takes a complaint after a review: ask for that first")
            }
            Note::Emergency => f.write_str(
                "answers given from 7 April to 26 May 2020 were judged by sixty working days in \
                 Scotland; later ones by twenty again",
            ),
        }
    }
}

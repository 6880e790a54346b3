//! A time that is given to the reader as a length: "please reply within 10 working days", "if we do
//! not hear from you within 20 working days of this email". Counted from the day of the letter.

use std::sync::LazyLock;

use crate::law::calendar::Calendar;
use crate::law::holidays::Holidays;
use crate::reading::pattern::Regex;
use crate::reading::prose::fold;
use chrono::NaiveDate;

use super::role::speaks_of_us;
use super::window::{lengths, of_review};

/// The words before a length that bind her.
static HERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:please|kindly|grateful|could you|would you|can you|ask (?:that )?you|you (?:must|should|need to|have to|will need to))\b[^.;]{0,80}\b(?:reply|respond|provide|confirm|clarif\w+|pay|let (?:us|me) (?:know|have)|send|supply|return|answer|get back|come back|write back|advise|contact)\b[^.;]{0,60}$",
        r"|\b(?:if|unless|should) (?:we|i) (?:(?:do|have|should|did)(?: not|n't) |don't |haven't |not )?(?:hear|heard|receive|received|have|had)\b[^.;]{0,80}$",
        r"|\b(?:fee|payment)\b[^.;]{0,40}\b(?:must|should|needs? to|is to|has to|not)\b[^.;]{0,30}\b(?:paid|received|made|reach(?:es)?)\b[^.;]{0,20}$",
        r"|\byour (?:reply|response|clarification|payment|identification)\b[^.;]{0,40}\b(?:must|should|needs? to|not)\b[^.;]{0,30}\b(?:reach|received|sent|provided|given)\b[^.;]{0,20}$",
        r"|\b(?:clarification|reply|response|payment) (?:is|has) not (?:been )?(?:received|provided|given|paid)[^.;]{0,20}$",
    ))
});
/// Her wait for them is spoken of: "if you do not receive our reply within 20 working days".
static THEIR_TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\byou (?:do not|don't|have not|haven't) (?:hear|heard|receive|received|had|have)\b|\b(?:after|of) (?:receiving|receipt of) your\b|\bplease (?:note|be (?:aware|advised|assured)|allow|expect)\b",
    )
});

/// The last day of the time that a sentence gives her; `before` is the sentence before, folded.
pub(super) fn ends(sentence: &str, before: &str, written: NaiveDate) -> Option<NaiveDate> {
    let folded = fold(sentence);
    if of_review(&folded) || of_review(before) || THEIR_TIME.is_match(&folded) {
        return None;
    }
    let hers = |lead: &str| HERS.is_match(lead) && !speaks_of_us(lead);
    let (_, length) =
        lengths(&folded).into_iter().find(|(start, _)| hers(folded[..*start].trim_end()))?;
    Some(length.end(written, Calendar::Uk, Holidays::shipped()))
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is constant and tested")
}

#[cfg(test)]
mod tests {
    use crate::reading::date::read;

    #[test]
    fn a_length_that_she_is_given_ends_on_a_day() {
        let written = "2025-10-14".parse().ok();
        for (text, by) in [
            ("Please reply within 10 working days.", "2025-10-28"),
            (
                "If we do not hear from you within 20 working days of this email, we will close it.",
                "2025-11-11",
            ),
            ("Please respond within 28 days, otherwise we will close your request.", "2025-11-11"),
            ("If we do not receive clarification within three months it will lapse.", "2026-01-14"),
            ("The fee must be paid within three months of this notice.", "2026-01-14"),
        ] {
            assert_eq!(read(text, written).reply_by, by.parse().ok(), "{text}");
            assert_eq!(read(text, None).reply_by, None, "{text}");
        }
        let both = "Please reply within 10 working days, that is by 27 October 2025.";
        assert_eq!(read(both, written).reply_by, "2025-10-27".parse().ok());
    }

    #[test]
    fn a_length_that_they_take_or_that_a_review_has_binds_her_to_nothing() {
        let written = "2025-10-14".parse().ok();
        for text in [
            "We will respond to you within 20 working days.",
            "Please note that we will respond within 20 working days.",
            "If you do not receive a response within 20 working days, please contact us.",
            "Please write within two months if you want an internal review.",
            "If you are unhappy, please contact us within 40 working days to ask for a review.",
            "You should receive a response within 20 working days.",
            "We aim to answer within 20 working days of receiving your clarification.",
            "Invoices are paid within 30 days.",
        ] {
            assert_eq!(read(text, written).reply_by, None, "{text}");
        }
    }
}

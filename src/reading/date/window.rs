//! How long a review may be asked for, as an answer states it: "within two months", "by 8 September
//! 2020". What the law allows is `law`'s; the regulator's time and the time in which the authority
//! itself will answer are none of these.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::civil;
use crate::law::Length;
use crate::law::length::Unit;
use crate::reading::prose::{fold, sentences};

/// The time for asking for a review that a letter states: a length or a day, and its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The length, from the day the letter was received.
    pub within: Option<Length>,
    /// The last day, where the letter names one.
    pub until: Option<NaiveDate>,
    /// The sentence that says so.
    pub quote: String,
}

/// No authority allows longer than this; a greater number is about something else.
const LONGEST: u32 = 366;

/// A number of days, weeks or months behind a word of limit.
static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:within|in|later than|exceeding|up to|limit of|have|has|before the end of|inside|after)(?: a| the)?(?: (?:further|maximum|period|time limit|window) of)? (?P<number>\d{1,3}|one|two|three|four|five|six|eight|ten|twelve|fourteen|fifteen|twenty|twenty eight|twenty-eight|thirty|forty|sixty)(?: ?\(? ?\w+ ?\)?)??(?P<calendar> calendar)? (?P<unit>working days?|business days?|days?|weeks?|months?)\b",
    )
});
/// She is the one who acts: verbs alone, because "your request for a review" is what they answer.
static HERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:request(?:ed|ing| an?| such| that| this| the| us| our| it)|ask(?:ed|ing)?|submit(?:ted|ting)?|made|mak(?:e|ing)|sent|send|lodged?|appl(?:y|ied)|seek|writ(?:e|ing)|contact|complain|raised?|do (?:so|this|that)|exercised?|received|reach(?:es)?)\b",
    )
});
/// They are the ones who act.
static THEIRS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:respond(?:ed)?|repl(?:y|ied)|completed?|conducted?|carried out|considered|acknowledged?|dealt with|deal with|write to you|hear from us|inform you|notify you|let you know|we (?:will|aim|shall|endeavour|try|should)|(?:university|council|trust|college|authority) (?:will|aims|shall)|determined?|concluded?|receive (?:a|our|the) (?:response|reply|outcome|decision))\b",
    )
});
/// What they decide or send is spoken of, and it is that which is made or sent.
static OUTCOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:decision|response|reply|outcome|answer|determination|findings|result)s?\b[^,;]{0,80}\b(?:made|sent|received|issued|given|provided)$",
    )
});
/// What a review is asked of.
static ASKED_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:of|to|with|into) (?:this|that|our|the|your) (?:\w+ )?(?:decision|response|reply|outcome|answer)\b",
    )
});
/// What follows a length that she "has".
static TO_ASK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:to|in which to|for) (?:request|ask|seek|apply|submit|complain|make|requesting|asking)\b",
    )
});
/// The sentence speaks of a review by the authority.
static REVIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:internal|independent|formal)? ?reviews?(?:ed)?\b|\bcomplaints? procedure\b|\breconsider\w*\b",
    )
});
/// The sentence speaks of the regulator, whose time is another one.
static REGULATOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:commissioner'?s?|ico|osic|ombudsman|tribunal)\b"));
/// A word of limit right before a day.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:by|before|until|later than)(?: (?:the|(?:mon|tues|wednes|thurs|fri|satur|sun)day))*$",
    )
});

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is constant and tested")
}

/// Reads the time for asking for a review out of `text`, an answer written on `written`.
pub fn window(text: &str, written: Option<NaiveDate>) -> Option<Window> {
    let mut before = String::new();
    for sentence in sentences(text) {
        let folded = fold(sentence);
        let goes_on = REVIEW.is_match(&before) && !REGULATOR.is_match(&before);
        let of_review = REVIEW.is_match(&folded) || goes_on;
        if of_review && !REGULATOR.is_match(&folded) {
            let quote = || sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(within) = length(&folded) {
                return Some(Window { within: Some(within), until: None, quote: quote() });
            }
            if let Some(until) = day(sentence, written) {
                return Some(Window { within: None, until: Some(until), quote: quote() });
            }
        }
        before = folded;
    }
    None
}

/// Whether `day` is the last on which she may ask for a review or go to the regulator, which binds her to
/// nothing; `before` is the sentence before, folded.
pub(super) fn is_last_for_review(
    sentence: &str,
    before: &str,
    found: civil::Found,
    written: Option<NaiveDate>,
) -> bool {
    static WANTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:grounds|reasons|clarif\w+|explain|tell us|let us know|confirm)\b")
    });
    let folded = fold(sentence);
    let spoken_of = |text: &str| REVIEW.is_match(text) || REGULATOR.is_match(text);
    (spoken_of(&folded) || spoken_of(before))
        && !WANTED.is_match(&folded)
        && day(sentence, written) == Some(found.date)
}

fn length(folded: &str) -> Option<Length> {
    LENGTH.captures_iter(folded).find_map(|hit| {
        let whole = hit.get(0)?;
        let has = whole.as_str().starts_with("have") || whole.as_str().starts_with("has");
        let hers = if has {
            TO_ASK.is_match(&folded[whole.end()..])
        } else {
            is_hers(&folded[..whole.start()])
        };
        let number = number(hit.name("number")?.as_str())?;
        let unit = match hit.name("unit")?.as_str() {
            unit if unit.starts_with("working") || unit.starts_with("business") => {
                Unit::WorkingDays
            }
            unit if unit.starts_with("day") => Unit::Days,
            unit if unit.starts_with("week") => Unit::Weeks,
            _ => Unit::Months,
        };
        (hers && (1..=LONGEST).contains(&number)).then_some(Length { number, unit })
    })
}

/// Whether the words before a limit are about what she does, not about what they do.
fn is_hers(lead: &str) -> bool {
    let lead = ASKED_OF.replace_all(lead, "of it");
    if OUTCOME.is_match(lead.trim_end()) {
        return false;
    }
    let last = |words: &Regex| words.find_iter(&lead).last().map(|found| found.start());
    match (last(&HERS), last(&THEIRS)) {
        (Some(hers), Some(theirs)) => hers > theirs,
        (hers, _) => hers.is_some(),
    }
}

fn day(sentence: &str, written: Option<NaiveDate>) -> Option<NaiveDate> {
    civil::find(sentence, written)
        .into_iter()
        .find(|found| {
            let lead = fold(&sentence[..found.start]);
            let near = written.is_none_or(|written| {
                found.date > written && found.date.year() - written.year() <= 1
            });
            let lead = lead.trim_end_matches([',', ':', ' ']);
            let limit = BY.find(lead).filter(|_| near);
            let to_ask = || TO_ASK.is_match(&fold(&sentence[found.end..]));
            limit.is_some_and(|limit| {
                let lead = lead[..limit.start()].trim_end();
                is_hers(lead) || lead.ends_with("you have") && to_ask()
            })
        })
        .map(|found| found.date)
}

fn number(text: &str) -> Option<u32> {
    let words = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("eight", 8),
        ("ten", 10),
        ("twelve", 12),
        ("fourteen", 14),
        ("fifteen", 15),
        ("twenty", 20),
        ("twenty eight", 28),
        ("twenty-eight", 28),
        ("thirty", 30),
        ("forty", 40),
        ("sixty", 60),
    ];
    let spelt = words.iter().find(|(word, _)| *word == text).map(|(_, number)| *number);
    spelt.or_else(|| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Option<NaiveDate> {
        Some("2026-03-02".parse().unwrap())
    }

    fn told(text: &str) -> Option<String> {
        let window = window(text, written())?;
        let until = window.until.map(|day| day.to_string());
        window.within.map(|length| length.to_string()).or(until)
    }

    #[test]
    fn the_time_for_asking_is_read() {
        for (text, expected) in [
            (
                "You may ask for an internal review. Such requests must reach us within two \
                 months of the day you receive this letter.",
                "2 months",
            ),
            (
                "If you are unhappy with our answer please request an internal review within 40 \
                 working days of this email.",
                "40 working days",
            ),
            (
                "You have 20 working days from the date of this letter to request a review of \
                 our decision.",
                "20 working days",
            ),
            (
                "A review should be asked for in writing no later than 28 days after this letter.",
                "28 days",
            ),
            (
                "Requests for internal review must be submitted within three (3) calendar months.",
                "3 months",
            ),
            ("Any request for review has to be made within a period of eight weeks.", "8 weeks"),
            (
                "To seek an internal review, write to the Secretary by Friday 8 May 2026.",
                "2026-05-08",
            ),
            ("Please send your request for a review before 12/05/2026.", "2026-05-12"),
            (
                "You can ask us to review this. You must do this within 40 working days of our \
                 answer.",
                "40 working days",
            ),
            (
                "Requests for a review of this decision must be received within 40 working days.",
                "40 working days",
            ),
            (
                "Please ask for an internal review within 8 weeks, and we will respond within 20 \
                 working days.",
                "8 weeks",
            ),
        ] {
            assert_eq!(told(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_times_are_not_taken_for_it() {
        for text in [
            "You may ask for an internal review. We will respond to it within 20 working days.",
            "Reviews are completed within 20 working days of receipt.",
            "We will aim to respond to your request for an internal review within 20 working days.",
            "You will receive our response to your request for an internal review within 20 \
             working days.",
            "We will write to you within 20 working days of receiving your request for a review.",
            "A decision on the internal review will be made within 20 working days.",
            "The outcome of the review will be sent by 8 May 2026.",
            "After the internal review you may go to the Information Commissioner. You should do \
             so within three months of the last contact.",
            "If you are not content with the internal review you may complain to the Information \
             Commissioner within six weeks.",
            "We aim to answer requests within 20 working days.",
            "You have the right to an internal review.",
            "The internal review of our library service in 2025 took two months.",
            "The university will let you know the outcome of the review by 8 May 2026.",
            "Your request of 2 February 2026 was reviewed by the panel on 27 February 2026.",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn the_sentence_is_quoted_on_one_line() {
        let text = "You may ask for an internal review.\nPlease do so within\ntwo months.\n";
        assert_eq!(window(text, None).unwrap().quote, "Please do so within two months.");
    }
}

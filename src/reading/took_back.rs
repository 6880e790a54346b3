//! A letter that takes back an earlier one: "please disregard our response of 5 March", "it was issued in
//! error", Outlook's recall. What was said in it does not stand. Not a footer for those whom a mail does not
//! concern, nor a file that should not have been attached: the answer around it stands.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::date;
use super::kind::Kind;
use super::pattern::Regex;
use super::prose;

/// Which earlier letter is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TookBack {
    /// Its day, where that is named.
    pub of: Option<NaiveDate>,
    /// Whether it is called an answer: a response, a decision.
    pub an_answer: bool,
}

/// What a letter of a kind, written on a day, takes back.
pub(super) fn read(new_text: &str, kind: Kind, written: Option<NaiveDate>) -> Option<TookBack> {
    let may = matches!(
        kind,
        Kind::SentInError
            | Kind::Recall
            | Kind::Correction
            | Kind::OtherCorrespondence
            | Kind::Holding
            | Kind::Acknowledgement
    );
    let said = || prose::sentences(new_text).into_iter().find_map(|one| of_sentence(one, written));
    let by_recall = (kind == Kind::Recall).then_some(TookBack { of: None, an_answer: false });
    Some(kind).filter(|_| may).and_then(|_| said()).or(by_recall)
}

fn of_sentence(sentence: &str, written: Option<NaiveDate>) -> Option<TookBack> {
    static LETTER: &str = r"(?P<letter>response|reply|answer|decision|refusal|disclosure|letter|e-?mail|message|correspondence|attempt|notice)";
    static SAYS: LazyLock<[Regex; 3]> = LazyLock::new(|| {
        let wrongly = r"(?:in error|by mistake|in mistake|by accident|mistakenly|accidentally|erroneously|inadvertently|prematurely|too (?:early|soon))";
        let ours = r"(?:our|my|the|that|its|yesterday's|today's|last week's)\s(?:[a-z]+\s){0,3}?";
        [
            format!(r"\b(?:disregard|ignore|discard|withdraw|withdrawing|recall|recalling|retract|retracting|rescind|rescinding)\s{ours}{LETTER}\b"),
            format!(r"\b{ours}{LETTER}\b[^;]{{0,80}}\b(?:sent|issued|released|sent out)\s(?:to you\s)?{wrongly}\b"),
            format!(r"\b(?:sent|issued|released)\s(?:you\s)?{ours}{LETTER}\s(?:to you\s)?{wrongly}\b"),
        ]
        .map(|pattern| Regex::new(&pattern).expect("the pattern is constant and tested"))
    });
    // "If you have received it in error"; "please disregard this reminder if you have answered".
    static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:if|unless|should you|attached to|attachment|spreadsheet|your (?:response|reply|answer|letter|e-?mail|message))\b")
            .expect("the pattern is constant and tested")
    });
    let folded = prose::fold(sentence);
    if CONDITION.is_match(&folded) {
        return None;
    }
    let letter = SAYS.iter().find_map(|says| says.captures(&folded)?.name("letter"))?;
    let an_answer = matches!(
        letter.as_str(),
        "response" | "reply" | "answer" | "decision" | "refusal" | "disclosure"
    );
    let of = date::find(sentence, written).first().map(|found| found.date);
    Some(TookBack { of, an_answer })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_taken_back_in_so_many_words() {
        let written = "2026-03-20".parse().ok();
        for (text, day, an_answer) in [
            ("Please disregard our response of 5 March 2026.", Some("2026-03-05"), true),
            ("Please ignore my previous email.", None, false),
            ("The response dated 5 March was sent to you in error.", Some("2026-03-05"), true),
            ("I am writing to withdraw our decision letter.", None, true),
            ("Yesterday's letter was issued prematurely.", None, false),
            ("We issued the refusal in error.", None, true),
        ] {
            let of = day.and_then(|day| day.parse().ok());
            let expected = Some(TookBack { of, an_answer });
            assert_eq!(read(text, Kind::SentInError, written), expected, "{text}");
        }
        assert!(read("", Kind::Recall, written).is_some());
    }

    #[test]
    fn footers_reminders_and_files_take_nothing_back() {
        for text in [
            "If you have received this email in error please delete it and ignore the message.",
            "Please disregard our reminder email if you have replied.",
            "The spreadsheet attached to our response was sent in error.",
            "Your email was sent to us in error.",
            "We have passed your response on.",
        ] {
            assert_eq!(read(text, Kind::SentInError, None), None, "{text}");
        }
        assert_eq!(read("Please disregard our response.", Kind::Released, None), None);
    }
}

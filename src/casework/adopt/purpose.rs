//! What a letter of hers is for: whether it asks for information at all, and, of a request that goes
//! on, whether it chases, asks for a review, complains or only answers.

use std::sync::LazyLock;

use regex::Regex;

use super::letter::squeezed;
use super::recipient::Recipients;
use super::sent::Sent;
use crate::letter::LetterKind;
use crate::reading::{Address, prose};

/// Why a letter outside any known thread begins no request.
pub(super) fn not_a_request(
    sent: &Sent,
    to: &Address,
    text: &str,
    recipients: &Recipients,
) -> Option<&'static str> {
    let subject = sent.message.subject.to_lowercase();
    let speaks_of_law = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        [
            "freedom of information",
            "environmental information regulations",
            "foi request",
            "foia",
            "eir request",
            "information request",
            "rhyddid gwybodaeth",
        ]
        .iter()
        .any(|words| text.contains(words))
    };
    let answers = subject.starts_with("re:") && !sent.message.in_reply_to.is_empty();
    if answers {
        return Some("it answers mail that belongs to no request of this desk");
    }
    if subject.starts_with("fwd:") || subject.starts_with("fw:") {
        return Some("it passes on other mail");
    }
    let asks =
        speaks_of_law(&subject) || speaks_of_law(text) || recipients.has_address(&to.address);
    (!asks).then_some("it does not speak of a request for information")
}

/// What a letter after the first is for.
pub(super) fn kind_of(subject: &str, text: &str, first: Option<&str>) -> LetterKind {
    let squeezed = squeezed(text);
    if first
        .is_some_and(|first| !first.is_empty() && (first == squeezed || squeezed.contains(first)))
    {
        return LetterKind::Request;
    }
    let words = format!("{subject} {squeezed}").to_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    if says(&[
        "internal review",
        "requirement for review",
        "review of your decision",
        "review of the decision",
        "review the handling",
    ]) {
        LetterKind::Review
    } else if says(&["information commissioner", "decision notice", "section 50"])
        && says(&["complain"])
    {
        LetterKind::Complaint
    } else if says(&[
        "overdue",
        "reminder",
        "chase",
        "still waiting",
        "have not received",
        "haven't received",
        "not yet received",
        "no reply",
        "no response",
        "when can i expect",
        "by law",
        "deadline",
    ]) {
        LetterKind::Chaser
    } else {
        LetterKind::Reply
    }
}

/// Whether a letter of hers that goes on with a request says something in answer to a question: more than
/// that an answer will come, or a question in turn.
pub(in crate::casework) fn answers_a_question(subject: &str, text: &str) -> bool {
    let is_review = subject.to_lowercase().contains("internal review");
    !is_review
        && kind_of("", text, None) == LetterKind::Reply
        && prose::sentences(text).into_iter().any(says_something)
}

fn says_something(sentence: &str) -> bool {
    static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:dear|hi|hello|hiya|good (?:morning|afternoon|evening)|(?:kind|best|warm|many) |regards|yours|all the best|thanks?\b|thank you|cheers|sent from|sorry|apologies|i (?:have received|acknowledge|received|got) your)")
            .expect("the pattern is constant and tested")
    });
    static PUT_OFF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:i|we)(?:'ll| will| shall|'m going to| am going to| hope to| plan to| need to)\b.*\b(?:reply|respond|answer|write|get back|come back|be in touch|let you know|send|clarify|think|consider|check)\b")
            .expect("the pattern is constant and tested")
    });
    static ASKS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:and |but |so |please )?(?:why|what|which|how|when|where|who|do you|did you|is it|is there|are you|are there|(?:could|can|would|will) you (?:please |kindly )?(?:explain|tell|say|clarify|let me know|confirm))\b.*\?$")
            .expect("the pattern is constant and tested")
    });
    let folded = prose::fold(sentence);
    !(COURTESY.is_match(&folded)
        || PUT_OFF.is_match(&folded)
        || ASKS.is_match(folded.trim_end())
        || is_name(sentence))
}

/// Whether a line is a name: words with capitals alone.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && !word.ends_with('.');
    let short = ["yes", "no", "both", "either"];
    let answers = words.iter().any(|word| short.contains(&word.to_lowercase().as_str()));
    words.len() <= 4 && words.iter().all(capital) && !answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_answers_a_question() {
        for (text, answers) in [
            ("Dear Sam,\n\nThe years 2019 and 2020, please.\n\nKind regards\nRobin Example", true),
            ("Both years, please.", true),
            ("Yes\n\nRobin", true),
            ("Could I have 2019 to 2021, please?", true),
            ("I mean trees on streets. I will send a map next week.", true),
            ("Dear Sam,\n\nThank you. I will get back to you next week.\n\nRobin Example", false),
            ("Thanks for your email.", false),
            ("Which years do you hold?\n\nRobin", false),
            ("Could you explain why you need this?", false),
            ("Your answer is overdue.", false),
            ("I ask for an internal review of your decision.", false),
        ] {
            assert_eq!(answers_a_question("Re: trees", text), answers, "{text}");
        }
        assert!(!answers_a_question("Internal review: trees", "I am not content."));
    }

    #[test]
    fn what_a_later_letter_is_for() {
        let first = Some("I ask for the number of trees.");
        for (subject, text, expected) in [
            ("Trees", "I ask for the\nnumber of trees.", LetterKind::Request),
            ("Internal review: trees", "I am not content.", LetterKind::Review),
            ("Re: trees", "Your answer is overdue.", LetterKind::Chaser),
            ("Re: trees", "The years 2019 and 2020, please.", LetterKind::Reply),
        ] {
            assert_eq!(kind_of(subject, text, first), expected, "{text}");
        }
    }
}

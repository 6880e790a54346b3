//! What a letter of hers is for: whether it asks for information at all, and, of a request that goes
//! on, whether it chases, asks for a review, complains or only answers.

use super::letter::squeezed;
use super::recipient::Recipients;
use super::sent::Sent;
use crate::letter::LetterKind;
use crate::reading::Address;

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

#[cfg(test)]
mod tests {
    use super::*;

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

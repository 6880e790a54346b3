//! Whether a message says that it answers more than one request: in words, or by a list of their
//! numbers or tokens as what it is about.

use std::sync::LazyLock;

use super::mention::place_of;
use super::signals::Signals;
use crate::letter::token;
use crate::reading::pattern::Regex;
use crate::reading::prose;

/// Whether the message says that more than one request is answered.
pub(super) fn are_answered(signals: &Signals) -> bool {
    let text = &signals.new_text;
    answers_several(text) || heads_several(&signals.subject) && !answers_one_of_several(text)
}

/// Whether the subject, or a sentence that answers, lists two references or more and nothing between:
/// "FOI 901, FOI 902 and FOI 903: we apologise".
pub(super) fn are_listed(signals: &Signals) -> bool {
    !answers_one_of_several(&signals.new_text) && has_list(signals)
}

fn has_list(signals: &Signals) -> bool {
    static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:answers?|respon\w+|reply|replies|decision)\b[^.;:\n]{0,40}$")
            .expect("a constant pattern")
    });
    let given = signals.references.iter().filter(|one| one.fresh).map(|one| one.value.as_str());
    let mut values: Vec<&str> = given.collect();
    if list_in(&signals.subject, &values).is_some() {
        return true;
    }
    let tokens: Vec<String> =
        token::find(&signals.new_text).iter().map(ToString::to_string).collect();
    values.extend(tokens.iter().map(String::as_str));
    values.len() > 1
        && prose::sentences(&signals.new_text).into_iter().any(|sentence| {
            let start = list_in(sentence, &values);
            start.and_then(|at| sentence.get(..at)).is_some_and(|lead| ANSWERS.is_match(lead))
        })
}

/// Where a text begins to list two of these or more, one after the other.
fn list_in(text: &str, values: &[&str]) -> Option<usize> {
    let mut places: Vec<(usize, usize)> =
        values.iter().filter_map(|value| Some((place_of(text, value)?, value.len()))).collect();
    places.sort_unstable();
    places.dedup();
    let are_joined = |pair: &[(usize, usize)]| {
        let between = text.get(pair[0].0 + pair[0].1..pair[1].0);
        between.is_some_and(|between| {
            let words = between.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| !word.is_empty()).all(|word| matches!(word, "and" | "a" | "ac"))
        })
    };
    (places.len() > 1 && places.windows(2).all(are_joined)).then(|| places[0].0)
}

/// Whether the text says that more than one request is answered.
fn answers_several(text: &str) -> bool {
    static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b(?:also|and)\s+(?:answers?|responds?\s+to|covers?|deals?\s+with|relates?\s+to)\s+(?:to\s+)?your\s+(?:other|second|further|previous|earlier|separate)\b
            | \bboth\s+(?:of\s+)?(?:your\s+)?(?:requests|enquiries|cases|references)\b
            | \b(?:your|the)\s+(?:two|three|other\s+two|several)\s+(?:\w+\s+){0,3}(?:requests|enquiries)\b
            | \b(?:answers?|covers?|addresses|responds?\s+to|deals?\s+with|relates?\s+to)\s+(?:both|all\s+(?:three|four|of\s+(?:them|these|your))|the\s+(?:two|three))\b
            | \brequests?\b[^.;\n]{0,120}\b(?:(?:were|was|been|are)\s+(?:combined|aggregated|joined|merged|(?:dealt\s+with|answered|considered|treated)\s+together))\b
            | \b(?:answer|respon\w+|reply)\s+to\s+your\s+(?:\w+\s+){0,4}requests\b
            | \bjoint\s+(?:response|reply|answer)\b",
        )
        .expect("a constant pattern")
    });
    SEVERAL.is_match(text) && !answers_one_of_several(text)
}

/// A text without the sentences that say that some request is answered another time, and by another
/// letter: what they speak of is not what this one is about.
pub(super) fn without_those_to_come(text: &str) -> String {
    static APART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \byour\s+(?:[\w-]+\s+){0,4}(?:requests?|enquir(?:y|ies)|questions?)\b [^.;\n]{0,160}
            \b(?:separately|(?:in|by|with)\s+a\s+(?:separate|further|later|second)\s+(?:letter|e-?mail|response|reply|answer|message)|under\s+separate\s+cover
              |(?:in|with)\s+its\s+own\s+(?:letter|e-?mail|response|reply|answer))\b",
        )
        .expect("a constant pattern")
    });
    if !APART.is_match(text) {
        return text.to_owned();
    }
    let kept = prose::sentences(text).into_iter().filter(|sentence| !APART.is_match(sentence));
    kept.collect::<Vec<_>>().join("\n")
}

/// Whether the text says that her other requests are answered another time.
fn answers_one_of_several(text: &str) -> bool {
    static LATER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \byour\s+(?:other|second|remaining|further)\s+(?:\w+\s+){0,4}(?:requests?|enquir(?:y|ies))\b
            [^.;\n]{0,60} \b(?:still|being|separately|shortly|follow|later|progress|in\s+hand|its\s+own|considered|outstanding|due\s+course)\b",
        )
        .expect("a constant pattern")
    });
    LATER.is_match(text)
}

/// Whether the subject is that of an answer to several requests.
fn heads_several(subject: &str) -> bool {
    static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\byour\s+(?:\w+\s+){0,3}(?:requests|enquiries)\b")
            .expect("a constant pattern")
    });
    SEVERAL.is_match(subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::matching::NamedReference;

    #[test]
    fn several_requests_are_answered_only_when_it_says_so() {
        let naming = |subject: &str, text: &str| Signals {
            subject: subject.into(),
            new_text: text.into(),
            references: ["FOI 901", "FOI 902", "FOI 901"]
                .map(|value| NamedReference { value: value.into(), fresh: true })
                .into(),
            ..Signals::default()
        };
        for (subject, text, expected) in [
            ("FOI 901 and FOI 902 - delay", "We are late.", true),
            ("FOI 901, FOI 902", "Your other request is still being dealt with.", false),
            ("FOI 901", "This is our answer to FOI 901 & FOI 902.", true),
            ("FOI 901 (see our answer FOI 902)", "None.", false),
            ("FOI 901", "We have logged FOI 901 and FOI 902.", false),
        ] {
            assert_eq!(are_listed(&naming(subject, text)), expected, "{subject} {text}");
        }
        for text in [
            "This message also answers your other request about trees.",
            "We refer to both your requests.",
            "This is a response to your two requests of May.",
        ] {
            assert!(answers_several(text), "{text}");
        }
        for (text, kept) in [
            ("Nine. Your request about bins will be answered separately.", "Nine."),
            ("Nine. Your FOI request on bins is dealt with in a separate letter.", "Nine."),
            ("Nine. Your request about bins is answered.", ""),
            ("Nine. We hold the bins separately.", ""),
        ] {
            let expected = if kept.is_empty() { text } else { kept };
            assert_eq!(without_those_to_come(text), expected);
        }
        for text in [
            "This answers your request.",
            "Requests are logged daily.",
            "If you make other requests",
            "The answer to your two requests of May: nine. Your other request is still being dealt with.",
        ] {
            assert!(!answers_several(text), "{text}");
        }
    }
}

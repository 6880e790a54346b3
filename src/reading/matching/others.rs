//! Numbers that a message tells of another request: "an earlier request from another applicant,
//! reference FOI-3001", "as with FOI-3001". They are no references of the request that it answers. Knows
//! nothing of what a reference looks like.

use std::sync::LazyLock;

use super::mention::place_of;
use crate::reading::pattern::Regex;
use crate::reading::prose;

/// Whether every sentence of these texts that holds the value speaks of other people's requests.
pub(super) fn is_of_others(value: &str, texts: &[&str]) -> bool {
    let mut holding =
        texts.iter().flat_map(|text| prose::sentences(text)).filter(|one| one.contains(value));
    let Some(first) = holding.next() else { return false };
    is_told_of_others(first, value) && holding.all(|sentence| is_told_of_others(sentence, value))
}

/// Whether a sentence gives the number as that of a complaint, an account or the like, and none of
/// them as that of a request.
pub(super) fn is_of_another_log(value: &str, texts: &[&str]) -> bool {
    static LOG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b(?:complaints?|subject\s+access(?:\s+requests?)?|planning|parking|penalty|invoices?|accounts?|council\s+tax|service\s+requests?|incidents?|licen[cs]es?
              |orders?|tickets?|bookings?|claims?|payments?|permits?|crime|reports?|repairs?|collections?|appeals?)\b [^.;!?]{0,60} $",
        )
        .expect("a constant pattern")
    });
    static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:foi\w*|eir|information|your\s+(?:request|enquiry)|review)\b")
            .expect("a constant pattern")
    });
    let sentences = texts.iter().flat_map(|text| prose::sentences(text));
    let mut leads = sentences.filter_map(|sentence| {
        place_of(sentence, value).and_then(|at| sentence.get(..at)).map(str::to_owned)
    });
    let (mut of_log, mut of_request) = (false, false);
    leads.by_ref().for_each(|lead| {
        of_request |= REQUEST.is_match(&lead);
        of_log |= LOG.is_match(&lead) && !REQUEST.is_match(&lead);
    });
    of_log && !of_request
}

/// Of the numbers that a text gives, those that it lists without a label where another is said to be
/// "our ref": of answers to read, and not of what it answers.
pub(super) fn listed_beside_its_own<'v>(values: &[&'v str], texts: &[&str]) -> Vec<&'v str> {
    static OUR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bour\s+ref(?:erence)?\b(?:\s+(?:is|no|number))?[\s.:]*$")
            .expect("a constant pattern")
    });
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:ref(?:erence)?s?|quot(?:e|ing)|numbers?|cases?|your|requests?|enquir(?:y|ies)|logged)\b[^.;\n]{0,80}$")
            .expect("a constant pattern")
    });
    let lead = |value: &str, label: &Regex| {
        texts.iter().any(|text| {
            place_of(text, value).and_then(|at| text.get(..at)).is_some_and(|b| label.is_match(b))
        })
    };
    if !values.iter().any(|value| lead(value, &OUR)) {
        return Vec::new();
    }
    let bare: Vec<&str> = values.iter().copied().filter(|one| !lead(one, &LABEL)).collect();
    if bare.len() > 1 { bare } else { Vec::new() }
}

/// Whether a sentence tells the value of somebody else's request.
fn is_told_of_others(sentence: &str, value: &str) -> bool {
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b(?:another|other|different|previous|earlier|separate|third)\s+
                (?:applicants?|requeste?[ro]r?s?|enquirers?|correspondents?|part(?:y|ies)|persons?|people|individuals?|customers?|members?\s+of\s+the\s+public)\b
            | \bsome(?:one|body)\s+else\b
            | \ban?\s+(?:very\s+)?(?:similar|identical|almost\s+identical|previous|earlier)\s+(?:\w+\s+){0,3}(?:requests?|enquiry|response|disclosure|answer|reply)\b",
        )
        .expect("a constant pattern")
    });
    static HERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:your|our)\s+(?:\w+\s+){0,2}(?:ref(?:erence)?|request|case|number)\b[\s\w.:]{0,20}$|\byou\s+(?:made|sent|submitted|asked)\b")
            .expect("a constant pattern")
    });
    static IN_PASSING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b(?:as\s+with|unlike|similar\s+to|identical\s+to|the\s+same\s+as|repeats?|duplicates?|overlaps?|disclosure\s+log|see\s+also
              | our\s+(?:earlier|previous)\s+(?:answer|response|reply|disclosure))\b [^.,;\n]{0,80} $",
        )
        .expect("a constant pattern")
    });
    if sentence.split(value).next().is_some_and(|before| IN_PASSING.is_match(before)) {
        return true;
    }
    OTHERS.is_match(sentence)
        && sentence.split(value).next().is_some_and(|before| !HERS.is_match(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_complaint_is_none_of_a_request() {
        for (text, expected) in [
            ("Your complaint about bins, ref 1234, is closed.", true),
            ("Parking appeal\n1234", true),
            ("Our ref: Subject access request 1234", true),
            ("Our ref: Service request 1234", true),
            ("Your information request, ref 1234, is closed.", false),
            ("Your complaint about your request, ref 1234, is closed.", false),
            ("Ref: 1234. Your complaint is closed.", false),
            ("Your complaint 11234 is closed.", false),
        ] {
            assert_eq!(is_of_another_log("1234", &[text]), expected, "{text}");
        }
    }

    #[test]
    fn numbers_in_a_list_beside_our_ref_are_none_of_the_answers() {
        let text = "Useful: FOI-090, FOI-091, FOI-092. Our ref FOI-101.";
        let values = ["FOI-090", "FOI-091", "FOI-092", "FOI-101"];
        assert_eq!(listed_beside_its_own(&values, &[text]), values[..3]);
        for text in [
            "Your requests FOI-090, FOI-091, FOI-092. Our ref FOI-101.",
            "FOI-090, FOI-091, FOI-092, FOI-101",
            "Our ref FOI-101. See FOI-090.",
        ] {
            let values: Vec<&str> = values.into_iter().filter(|one| text.contains(one)).collect();
            assert!(listed_beside_its_own(&values, &[text]).len() < 2, "{text}");
        }
    }

    #[test]
    fn a_number_told_of_others_is_not_hers() {
        for (text, expected) in [
            ("We had an earlier request from another applicant, reference FOI-3001.", true),
            ("Please see our response FOI-3001 to a different requester.", true),
            ("We answered a similar request (FOI-3001) in May.", true),
            ("This repeats part of your earlier request FOI-3001.", true),
            ("Similar information is in the disclosure log under FOI-3001.", true),
            ("As with FOI-3001 we will charge nothing.", true),
            ("We answer your earlier request FOI-3001.", false),
            ("Another person asked the same. Your reference is FOI-3001.", false),
            ("Unlike another applicant's, your reference is FOI-3001.", false),
            ("We answered an earlier request that you made, FOI-3001.", false),
            ("Our ref: FOI-3001. Other people may read our answer.", false),
            ("As another requester was told under FOI-3001, FOI-3001 is closed.", true),
        ] {
            assert_eq!(is_of_others("FOI-3001", &[text]), expected, "{text}");
        }
        assert!(!is_of_others("FOI-3001", &["FOI-3001", "Another applicant had FOI-3001."]));
        assert!(!is_of_others("FOI-3001", &["Another applicant."]));
    }
}

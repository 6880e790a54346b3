//! What a message says that her request is about, held against what the request asks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::Voice;
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::index::Index;
use crate::reading::matching::several;
use crate::reading::matching::signals::Signals;
use crate::reading::pattern::Regex;
use crate::reading::topic::Topic;

/// What a message says that her request is about.
pub(super) struct Asked {
    pub(super) topic: Topic,
    /// Whether it says so in words that mean nothing else: "your request about bins". One "on cost
    /// grounds" may be refused.
    plainly: bool,
}

/// It says what the request asks for, and that is nothing of what this one asks, nor is anything else
/// in it. One word tells too little where the headers name the request, unless it is said plainly.
pub(super) fn hear_foreign_topic(
    voice: &mut Voice,
    request: usize,
    index: &Index,
    text: &Topic,
    asked: &[Asked],
) {
    let entry = &index.requests[request];
    let hers = index.her_name.stems();
    let is_hers = |word: &String| hers.contains(word);
    if asked.is_empty()
        || entry.topic.is_empty()
        || !entry.topic.support(text).words.iter().all(is_hers)
    {
        return;
    }
    let aside: BTreeSet<String> =
        index.authorities[entry.authority].name_stems.union(hers).cloned().collect();
    let foreign = |is_told: &dyn Fn(&Asked, usize) -> bool| {
        let is_foreign = |asked: &&Asked| {
            let words = asked.topic.words_besides(&aside).len();
            is_told(asked, words) && !entry.topic.meets(&asked.topic)
        };
        let topic = &asked.iter().find(is_foreign)?.topic;
        Some(Evidence::new(Rule::AnotherTopic, &topic.words_besides(&aside).join(", ")))
    };
    if let Some(evidence) = foreign(&|asked, words| words >= 2 || asked.plainly && words == 1) {
        voice.against.push(evidence);
        voice.own_against += 1;
    } else {
        voice.one_foreign_word = foreign(&|_, words| words >= 1);
    }
}

/// What a message or the letter attached to it says that her request is about: "your request for dog
/// warden rotas", "you asked for dog warden rotas", a heading, or a subject that is another than hers.
pub(super) fn asked_in(signals: &Signals) -> Vec<Asked> {
    let is_machines = signals.auto_reply || signals.bounce.is_some();
    let own = several::without_those_to_come(&signals.new_text);
    let texts = [&own, &signals.attached_text];
    let titles = { texts.into_iter().flat_map(|text| headings(text)) }
        .chain(titled(&signals.subject).filter(|_| !is_machines))
        .map(|title| (title, false));
    let asked = texts.into_iter().flat_map(|text| asked_about(text)).chain(titles);
    asked.map(|(of, plainly)| Asked { topic: Topic::of(&of, &BTreeSet::new()), plainly }).collect()
}

/// What a text says that her request is about, and whether plainly: "your request for dog warden rotas".
fn asked_about(text: &str) -> Vec<(String, bool)> {
    static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xim) (?: (?: \byour\s+(?:\w+\s+){0,5}(?:request|enquiry) | ^\W*(?:re\W+)?request ) (?:\s+for\s+(?:\w+\s+)?information)?
            \s+(?:(?P<plain>about|regarding|concerning|relating\s+to|in\s+relation\s+to)|on|for)
            | \byou\s+(?:have\s+)?(?:asked|requested)(?:\s+us)?(?:\s+(?:for|(?P<how>about|how\s+(?:many|much))))?
              (?:\s+(?:the\s+)?(?:number|details|copies|a\s+copy|information|data)\s+(?:of|on|about))? )
            \s+(?:the\s+)?([^.,;:!?()\n]{4,80})",
        )
        .expect("a constant pattern")
    });
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:which|that|whether|dated|received|sent|made|submitted|under|has|have|was|were|is|are|will|been|in\s+which)\b",
        )
        .expect("a constant pattern")
    });
    // "Refuse your request on cost grounds".
    static GROUNDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:cost|(?:\w+\s+)?grounds?|basis|behalf)\b").expect("a constant pattern")
    });
    let phrase = |found: &str| {
        let end = END.find(found).map_or(found.len(), |end| end.start());
        found[..end].to_owned()
    };
    ABOUT
        .captures_iter(text)
        .filter_map(|found| {
            let of = phrase(found.get(3)?.as_str());
            let plainly = found.name("plain").or(found.name("how")).is_some();
            (!GROUNDS.is_match(&of)).then_some((of, plainly))
        })
        .collect()
}

/// Lines above a letter that say what it is about.
const HEAD: usize = 12;

/// What the headings of a letter say that it is about: "Freedom of Information request: allotments".
fn headings(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && line.len() < 120);
    lines.take(HEAD).filter_map(titled).collect()
}

/// What a subject or a heading about a request says behind its colon or dash.
fn titled(line: &str) -> Option<String> {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) ^(?:(?:re|fwd?|aw)\s*:\s*)* (?:\[[^\]]*\]\s*)?
            (?:(?:response|reply|answer|your|our|the)\s+(?:to\s+)?)*
            (?:foi|eir|freedom\s+of\s+information|information|environmental\s+information)\b
            [^:–—]{0,50}? (?::|\s[-–—])\s+ ([^:]{4,90})$",
        )
        .expect("a constant pattern")
    });
    Some(TITLE.captures(line)?.get(1)?.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_request_is_said_to_be_about_ends_where_the_sentence_goes_on() {
        for (text, expected) in [
            (
                "Thank you for your request for dog warden rotas, received on Monday.",
                "dog warden rotas",
            ),
            (
                "We answer your enquiry about the dog warden rotas which you sent.",
                "dog warden rotas ",
            ),
            ("Your Freedom of Information request regarding parking fines.", "parking fines"),
            ("Your request for information about parking fines", "parking fines"),
            ("You asked for the number of dog wardens we have.", "dog wardens we "),
            ("You requested copies of dog warden rotas", "dog warden rotas"),
        ] {
            let asked: Vec<String> = asked_about(text).into_iter().map(|(of, _)| of).collect();
            assert_eq!(asked, [expected], "{text}");
        }
        for (text, plainly) in [
            ("Your request about bins.", true),
            ("You asked how many bins were emptied.", true),
            ("Your request for bins.", false),
        ] {
            assert_eq!(asked_about(text)[0].1, plainly, "{text}");
        }
        for text in [
            "We refuse your request on cost grounds.",
            "Your request of 5 May.",
            "Our request for payment of fines.",
            "Your request: parking",
        ] {
            assert!(asked_about(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_title_says_what_a_letter_is_about() {
        for (line, expected) in [
            ("FOI response: Allotment waiting lists", Some("Allotment waiting lists")),
            ("FOI 1234 - Allotment waiting lists", Some("Allotment waiting lists")),
            ("RE: Freedom of Information request: trees", Some("trees")),
            ("FREEDOM OF INFORMATION REQUEST: ALLOTMENTS", Some("ALLOTMENTS")),
            ("Information you may want to know", None),
            ("Freedom of Information Act 2000", None),
            ("RE: trees", None),
        ] {
            assert_eq!(titled(line).as_deref(), expected, "{line}");
        }
    }
}

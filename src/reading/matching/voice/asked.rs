//! What a message says that her request is about, held against what the request asks.

use std::sync::LazyLock;

use super::Voice;
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::index::Index;
use crate::reading::pattern::Regex;
use crate::reading::topic::Topic;

/// It says what the request asks for, and that is nothing of what this one asks, nor is anything else
/// in it.
pub(super) fn hear_foreign_topic(
    voice: &mut Voice,
    request: usize,
    index: &Index,
    text: &Topic,
    asked: &[Topic],
) {
    let entry = &index.requests[request];
    let is_hers = |word: &String| index.her_name.stems().contains(word);
    if asked.is_empty()
        || entry.topic.is_empty()
        || !entry.topic.support(text).words.iter().all(is_hers)
    {
        return;
    }
    let aside = &index.authorities[entry.authority].name_stems;
    if let Some(foreign) = asked.iter().find(|topic| topic.words_besides(aside).len() >= 2) {
        let quote = foreign.words_besides(aside).join(", ");
        voice.against.push(Evidence::new(Rule::AnotherTopic, &quote));
        voice.own_against += 1;
    }
}

/// What a text says that her request is about: "your request for dog warden rotas".
pub(super) fn asked_about(text: &str) -> Vec<String> {
    static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \byour\s+(?:\w+\s+){0,5}(?:request|enquiry) (?:\s+for\s+(?:\w+\s+)?information)?
            \s+(?:about|regarding|concerning|on|for|relating\s+to|in\s+relation\s+to)
            \s+(?:the\s+)?([^.,;:!?()\n]{6,80})",
        )
        .expect("a constant pattern")
    });
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:which|that|dated|received|sent|made|submitted|under|has|have|was|were|is|are|will|been|in\s+which)\b",
        )
        .expect("a constant pattern")
    });
    let phrase = |found: &str| {
        let end = END.find(found).map_or(found.len(), |end| end.start());
        found[..end].to_owned()
    };
    ABOUT.captures_iter(text).filter_map(|found| Some(phrase(found.get(1)?.as_str()))).collect()
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
        ] {
            assert_eq!(asked_about(text), [expected], "{text}");
        }
        for text in
            ["Your request of 5 May.", "Our request for payment of fines.", "Your request: parking"]
        {
            assert!(asked_about(text).is_empty(), "{text}");
        }
    }
}

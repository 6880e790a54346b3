//! Sentences that state a fact: "The council owned 14 sweepers", "Repairs: nil", "Our boats are leased".
//! Such a sentence answers a request, whatever courtesy stands before it; no phrase tells it, only what it
//! is: indicative, of the present or the past, with a figure or a word of her request, and not about the
//! request itself.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::reading::date::is_month;
use crate::reading::pattern::Forward;
use crate::reading::topic::Topic;

fn pattern(source: &str) -> Forward {
    Forward::new(source).expect("the pattern is constant and tested")
}

/// What foresees, asks or supposes states nothing.
static NOT_INDICATIVE: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\?$|\b(?:will|shall|would|may|might|could|should|must|if|unless|where|when|whether|until|please|aims?|expects?|hopes?|intends?|normally|usually|generally|sometimes|i'll|we'll)\b|\b(?:is|are|am) being\b|\b(?:am|are|is|being)(?: \w+)? (?:look|check|gather|collat|wait|await|work|process|consider|review|deal|chas|prepar|search|mak|tak|receiv|seek|ask|assess)ing\b",
    )
});

/// What is about the request, the mailbox or the law is no fact that was asked for.
static OF_THE_REQUEST: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\b(?:your|eich|byddwn|dylech|cewch|diolch|sections?|limit)\b|\b(?:requests?|e-?mails?|mailbox|inbox|enquir(?:y|ies)|quer(?:y|ies)|correspondence|acknowledg\w*|received|logged|registered|reference|ref|foi|foia|freedom of info|act|regulations?|working days?|deadline|office hours|telephone|phone|fax|commissioner|privacy|gdpr|data protection|disclaimer|confidential|copyright|complaints?|appeals?|dear|sincerely|faithfully|regards|thank|thanks|apolog\w*|sorry|delay\w*|backlog|attached|enclosed)\b",
    )
});

/// A verb in the present or the past.
static INDICATIVE: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\b(?:is|are|was|were|has|have|had|does|do|did|owns?|uses?|keeps?|holds?|held|runs?|ran|spends?|spent|pays?|paid|sold|sells?|bought|buys?|made|makes|got|came|comes|cost|costs|employs?|leases?|hires?|\w{2,}ed)\b",
    )
});

/// "Sweepers: 14", and what heads a letter in the same form.
static LABELLED: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^[^:?!]{2,70}: ?(?:£ ?)?(?:\d|nil\b|none\b|zero\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)",
    )
});
static HEADING: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^[^:]*\b(?:date|dated|sent|tel|telephone|phone|fax|mobile|ext|extension|direct|dial|switchboard|ref|reference|id|case|ticket|log|request|number for|contact|deadline|due|room|page|subject|hours|vat|company|charity|registered|version|issue|time|re|our ref|your ref)\b[^:]*:",
    )
});

/// What the authority does or has: "The harbour runs two dredgers", whatever it was asked about.
static DEED: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:i|we) (?:can |am able to |are able to )?confirm (?:that )?|yes,? |however,? |in (?:20\d\d|total),? )*",
        r"(?:(?:the |our |this )?(?:[a-z'&-]+ ){0,2}?(?:university|council|trust|college|department|force|board|school|authority|police|service|ministry|agency|academy|practice|commission|constabulary|company|harbour|hospital|office|team|company)|we|it)",
        r"(?: does| do| did| has| have| had| currently| also| only| now| still)*? (?:uses?|used|monitor(?:s|ed)?|employ(?:s|ed)?|operate[sd]?|own(?:s|ed)?|runs?|ran|spends?|spent|pays?|paid|buys?|bought|purchase[sd]?|lease[sd]?|hire[sd]?|rent(?:s|ed)?|charge[sd]?|train(?:s|ed)?|carr(?:y|ies|ied) out|check(?:s|ed)?|commission(?:s|ed)?|outsource[sd]?|contract(?:s|ed) (?:with|out)|sells?|sold|suspend(?:s|ed)?|dismiss(?:es|ed)?|(?:have|has|had) (?:an?|two|three|four|five|six|seven|eight|nine|ten|\d+))\b",
    ))
});

/// What an authority has to do, and what it does with requests, is no such deed.
static DUTY: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\b(?:duty|duties|responsib\w+|obligations?|rights?|legitimate|concerns?|search\w*|exempt\w*|withh\w+|not|never|no|process|procedure for|publication scheme|log|form|team who|policy of)\b",
    )
});

/// "41 requests were refused under section 40": figures about decisions are an answer and none.
pub(super) static COUNTED: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:in|during|since|between|for) [^.]{3,30}?,? |of these,? |a total of |there were |(?:we|the \w+) (?:received|had) )*",
        r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|some|most|none|all) (?:of (?:them|these|those) )?",
        r"(?:(?:[a-z]+ ){0,2}(?:requests?|applications?|complaints?|foi\w*|appeals?|reviews?)(?: in (?:total|20\d\d))?(?: that| which)?(?:,? of which \d[\d,]*)? (?:were|was|went|had been|have been)|(?:were|was) (?:refused|upheld|overturned|answered late|considered vexatious))\b",
        r"|\bof which \d[\d,]*(?: \w+)? (?:were|was|went)\b",
        r"|^(?:partly )?(?:refused|withheld|upheld|overturned|exempted)\b[^:]{0,40}: ?\d",
    ))
});

/// Of her own request nothing is counted.
static YOURS: LazyLock<Forward> =
    LazyLock::new(|| pattern(r"\b(?:your?|will|may|might|if|\w+ questions?)\b"));

/// Whether a folded sentence tells what the authority does or has, with or without a figure.
pub(super) fn is_deed(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    DEED.is_match(bytes)
        && ![&NOT_INDICATIVE, &OF_THE_REQUEST, &DUTY].iter().any(|no| no.is_match(bytes))
}

/// Where a person or an office is to be found.
static ADDRESS: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:\w+ ){0,3}\d+[a-z]?,? (?:[a-z'-]+ ){0,3}(?:street|st|road|rd|avenue|ave|lane|house|floor|square|way|drive|place|court|building|hill|crescent|terrace|gardens|row|quay|parade)\b(?:,|\.|$)|\bpo box\b|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b",
    )
});

/// By what a sentence is known to state a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// A figure in it counts something.
    Figure,
    /// It speaks of what she asked about.
    Topic,
}

/// The fact that the folded sentence states, if it states one; `topic` is what she asked about.
pub(super) fn stated(folded: &str, topic: &Topic) -> Option<Fact> {
    let bytes = folded.as_bytes();
    if COUNTED.is_match(bytes) && !YOURS.is_match(bytes) {
        return Some(Fact::Figure);
    }
    let no =
        [&NOT_INDICATIVE, &OF_THE_REQUEST, &ADDRESS].iter().any(|pattern| pattern.is_match(bytes));
    if no {
        return None;
    }
    if LABELLED.is_match(bytes) {
        return (!HEADING.is_match(bytes)).then_some(Fact::Figure);
    }
    let figure = has_figure(folded);
    if figure && folded.split(' ').count() <= 3 {
        return is_figure_alone(folded).then_some(Fact::Figure);
    }
    match INDICATIVE.is_match(bytes) {
        true if figure => Some(Fact::Figure),
        true if speaks_of(folded, topic) => Some(Fact::Topic),
        _ => None,
    }
}

/// Whether the folded sentence says that something is so, and not of the request: "It is free."
pub(super) fn is_matter(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    let no = [&NOT_INDICATIVE, &OF_THE_REQUEST, &ADDRESS];
    INDICATIVE.is_match(bytes) && !no.iter().any(|pattern| pattern.is_match(bytes))
}

/// Whether it begins as a statement on what she asked about: "All our boats are leased".
fn speaks_of(folded: &str, topic: &Topic) -> bool {
    const OPENINGS: &[&str] = &["all", "both", "none", "the", "our", "we", "it", "no", "neither"];
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let opens =
        words.clone().next().is_some_and(|word| OPENINGS.contains(&word) || topic.holds(word));
    opens && words.any(|word| topic.holds(word))
}

/// What she asked about, by its subject and what is quoted of it.
pub(super) fn topic(subject: &str, quoted: &str) -> Topic {
    let quoted = &quoted[..quoted.floor_char_boundary(QUOTED)];
    Topic::of(&format!("{subject} {quoted}"), &BTreeSet::new())
}

/// So much of what is quoted is looked at, in bytes.
const QUOTED: usize = 4000;

/// "Fourteen.", "About £20k": nothing else.
fn is_figure_alone(folded: &str) -> bool {
    let mut words = folded.split(' ');
    words.all(|word| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        matches!(word, "about" | "around" | "roughly" | "approximately" | "just" | "over" | "under")
            || matches!(word, "it" | "they" | "there" | "is" | "are" | "was" | "were")
            || matches!(word, "in" | "total" | "altogether")
            || is_number(word.trim_start_matches('£'))
            || word.is_empty()
    })
}

/// Whether a word is one of those in the list.
fn is_among(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Whether a figure stands in it that counts something: no date, year, time, section or reference.
fn has_figure(folded: &str) -> bool {
    const BEFORE: &str = "section sections s regulation question questions item items part parts point no number \
        ref reference paragraph article schedule page version year room case q";
    const AFTER: &str = "working day days week weeks month months hour hours minutes am pm";
    let words: Vec<&str> = folded
        .split([' ', '\t'])
        .map(|word| {
            word.trim_matches(|c: char| matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '"'))
        })
        .filter(|word| !word.is_empty())
        .collect();
    // A telephone number goes on behind its first figures.
    let dialled = |word: &str| word.len() > 2 && (word.starts_with('0') || word.starts_with("+44"));
    if words.iter().any(|word| dialled(word)) {
        return false;
    }
    (0..words.len()).any(|at| {
        let word = words[at].trim_start_matches('£');
        let year = words[at].len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        let after = words.get(at + 1).copied().unwrap_or("");
        is_number(word)
            && !year
            && !is_among(BEFORE, before)
            && !is_among(AFTER, after)
            && !is_month(after)
            && !is_among(AFTER, before)
            && !is_month(before)
    })
}

/// "14", "20,300", "2.5m", "nine", "nil"; not "one", which is a person as often.
fn is_number(word: &str) -> bool {
    const SPELT: &str = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty \
        ninety hundred thousand nil none zero dozen";
    let word = word.trim_end_matches(['k', 'm', '%']);
    let figures = word.bytes().filter(u8::is_ascii_digit).count();
    let plain = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    is_among(SPELT, word)
        || plain && (1..=9).contains(&figures) && (figures < 6 || word.contains(','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::prose;

    fn states(sentence: &str) -> bool {
        let topic = topic("RE: Freedom of Information request: ferry timetables", "");
        stated(&prose::fold(sentence), &topic).is_some()
    }

    #[test]
    fn facts_are_stated() {
        for sentence in [
            "The council owned 14 ferries on 1 April 2026.",
            "We sold 40 tickets in 2025 and lost two boats.",
            "Repairs came to £20,300.",
            "The number of crossings was nine.",
            "The total paid was nil.",
            "Crossings: 310",
            "Number of boats owned: 14.",
            "Fourteen.",
            "It is 412.",
            "There were twelve.",
            "About £20k.",
            "Quick answer: 14, and about £20k.",
            "Our harbour master tells me that we owned twelve boats then.",
            "All our ferries are leased, and repairs are part of the lease.",
            "The harbour has no ferries; the county runs them.",
            "The timetable was withdrawn after the storm.",
            "41 requests were refused under section 40.",
            "In 2024 two complaints were upheld.",
            "14 in total.",
        ] {
            assert!(states(sentence), "{sentence}");
        }
    }

    #[test]
    fn deeds_are_told_of_the_authority() {
        for (sentence, deed) in [
            ("The harbour runs dredgers.", true),
            ("We lease our buoys from Hale Marine.", true),
            ("I can confirm that the Trust does own boats.", true),
            ("The Council has two pilots.", true),
            ("The harbour does not run dredgers.", false),
            ("We will use the chart.", false),
            ("We have a duty to advise you.", false),
            ("The Council uses your address to reply.", false),
            ("The council carried out a search.", false),
        ] {
            assert_eq!(is_deed(&prose::fold(sentence)), deed, "{sentence}");
        }
    }

    #[test]
    fn courtesy_procedure_and_addresses_state_nothing() {
        for sentence in [
            "Thank you for your request about 14 ferries.",
            "You will receive a response by 29 October 2026.",
            "We have 20 working days to answer.",
            "We receive 40 requests a week and answer 95% on time.",
            "It has been given the number 4471.",
            "Our office is open from 9 am to 5 pm.",
            "Please quote reference 4471.",
            "If the cost exceeds £450 we may refuse.",
            "Request number: 4471",
            "Date: 13 October 2026",
            "Telephone: 01632 960111",
            "14 Harbour Street",
            "2nd floor, 7 Quay House, Northmarsh NM1 2AB",
            "On 3 March 2026 the ferry question came up.",
            "Under section 12 the limit is £450.",
            "The ferry timetable is being looked at.",
            "Colleagues are checking the ferry timetables.",
            "How many ferries were there?",
            "Jo Hale",
            "Harbour Officer",
            "Out of hours repairs are on 01632 960 112.",
        ] {
            assert!(!states(sentence), "{sentence}");
        }
    }
}

//! Rules as data, and which of them a sentence fulfils: of the hundreds only those are tried whose
//! letters the sentence has. A rule that matched is asked again only to see whether it was conditional.

use super::rules;
use super::signal::Signal;
use crate::reading::pattern::{Forward, Many, Source};
use std::sync::LazyLock;

/// What a sentence may be taken to say, when it matches a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// Its name in the evidence.
    pub(super) id: &'static str,
    /// What the sentence says.
    pub(super) signal: Signal,
    /// How much it counts; five are enough alone.
    pub(super) weight: u8,
    /// Over the folded sentence; see [`expand`] for the words in braces.
    pub(super) pattern: &'static str,
    /// What keeps a sentence from fulfilling it.
    pub(super) guard: Guard,
}

/// Sentences that match a pattern and yet do not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// None.
    Nothing,
    /// Those under a condition: "if an exemption applies".
    Condition,
    /// Those that only foresee a need: "we may need to ask you to clarify".
    Foreseen,
}

/// A rule that conditional sentences do not fulfil.
pub(super) const fn says(
    id: &'static str,
    signal: Signal,
    weight: u8,
    pattern: &'static str,
) -> Rule {
    Rule { id, signal, weight, pattern, guard: Guard::Condition }
}

/// A rule that sentences do not fulfil which only foresee that something may be asked.
pub(super) const fn asks(
    id: &'static str,
    signal: Signal,
    weight: u8,
    pattern: &'static str,
) -> Rule {
    Rule { id, signal, weight, pattern, guard: Guard::Foreseen }
}

/// A rule that any sentence fulfils.
pub(super) const fn any(
    id: &'static str,
    signal: Signal,
    weight: u8,
    pattern: &'static str,
) -> Rule {
    Rule { id, signal, weight, pattern, guard: Guard::Nothing }
}

/// Words in braces stand for a choice of words.
const WORDS: &[(&str, &str)] = &[
    (
        "{info}",
        r"(?:information|data|dataset|records?|figures?|details?|documents?|documentation|statistics|material|files?|correspondence|emails|e-mails|reports?|minutes|spreadsheets?|breakdown|numbers|totals?|costs?|contracts?|agreements?|plans?|procedures?|guidance|assessments?|strateg(?:y|ies)|invoices?|drawings?|maps?|photographs?|papers?|registers?|schedules?|emails?|cop(?:y|ies)|polic(?:y|ies)|tables?|extracts?|lists?)",
    ),
    (
        "{req}",
        r"(?:requests?|enquir(?:y|ies)|quer(?:y|ies)|e-?mails?|correspondence|messages?|letters?|questions?|applications?)",
    ),
    (
        "{sec}",
        r"(?:\bsections?|\bss?\.?|\bsec\.?|\bexemptions?(?: (?:at|under|in))?|\badran(?:nau)?) ?",
    ),
    ("{ex}", r"(?:2[346-9]|3\d|4[0-4])\b"),
    ("{be}", r"(?:is|are|was|were|has been|have been|will be|being|be)"),
    (
        "{we}",
        r"(?:we|i|they|university|college|council|trust|board|force|constabulary|department|ministry|authority|school|academy|office|service|agency|commission|police|corporation|company|association|organisation|hospital|practice|partnership|team|panel|institution|institute|mps|icb)",
    ),
    (
        "{ask}",
        r"(?:please|kindly|(?:could|can|would|will|might|may) (?:you|i|we)|are you able to|(?:grateful|obliged|helpful|appreciate it|help|helps|useful) if you|(?:need|ask|asking|like|want|invite|require|requires|requesting) (?:that )?you(?: to)?|need to (?:know|check|ask|establish|be (?:sure|satisfied))|(?:asked|want|wanted|wish) to (?:check|find out|ask)|you (?:will )?(?:need|must|have|are required) to)",
    ),
    (
        "{body}",
        r"(?:council|police|constabulary|trust|university|college|department|ministry|home office|cabinet office|treasury|nhs|agency|commission|authority|board|government|executive|ofsted|hmrc|association|icb|ccg|academy|parliament|assembly|school|head ?teacher|body|bodies|organisation|providers?|company|operator|contractor|service|county|borough|llywodraeth|cyngor|bwrdd|heddlu)",
    ),
];

/// Contractions, written out.
const CONTRACTIONS: &[(&str, &str)] = &[
    ("won't", "will not"),
    ("can't", "cannot"),
    ("can not", "cannot"),
    ("shan't", "shall not"),
    ("n't", " not"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'re", " are"),
    ("i'm", "i am"),
    ("i'd", "i would"),
    ("we'd", "we would"),
    ("you'd", "you would"),
    ("it'd", "it would"),
    ("they'd", "they would"),
    ("it's", "it is"),
    ("that's", "that is"),
    ("there's", "there is"),
    ("she's", "she is"),
    ("he's", "he is"),
    ("here's", "here is"),
    ("what's", "what is"),
];

/// The pattern with every word in braces replaced.
fn expand(pattern: &str) -> String {
    let expanded = WORDS
        .iter()
        .fold(pattern.to_owned(), |expanded, (word, choice)| expanded.replace(word, choice));
    plain_names(&expanded)
}

/// Contractions written out; and the names that hold the word "information" without being some,
/// of laws and of the request itself, cut short.
pub(super) fn plain_names(folded: &str) -> String {
    let spelt_out = if folded.contains('\'') || folded.contains("can not") {
        CONTRACTIONS.iter().fold(folded.to_owned(), |text, (short, long)| text.replace(short, long))
    } else {
        folded.to_owned()
    };
    let spelt_out = spelt_out.replace("no plans to", "no intention to");
    if !spelt_out.contains("information") {
        return spelt_out;
    }
    spelt_out
        .replace("freedom of information", "freedom of info")
        .replace("environmental information", "environmental info")
        .replace("request for information", "request")
        .replace("requests for information", "requests")
        // "The information requested" is information.
        .replace("information requested", "information\u{0}requested")
        .replace("information request", "request")
        .replace('\u{0}', " ")
}

/// The pattern with a word in braces standing for anything: what it needs besides.
fn outline(pattern: &str) -> String {
    let open =
        WORDS.iter().fold(pattern.to_owned(), |open, (word, _)| open.replace(word, "(?s:.)+"));
    plain_names(&open)
}

/// A rule's pattern for the search.
fn source(rule: &Rule) -> Source {
    Source { whole: expand(rule.pattern), outline: outline(rule.pattern) }
}

/// All rules of some tables.
pub(super) struct Rules {
    list: Vec<&'static Rule>,
    patterns: Many,
}

/// What a sentence comes to by some rules.
#[derive(Debug, Default)]
pub(super) struct Fulfilled {
    /// Those that it fulfils.
    pub(super) rules: Vec<&'static Rule>,
    /// It speaks of a refusal under a condition: "where an exemption applies we may refuse".
    pub(super) supposes_a_refusal: bool,
}

/// The rules over sentences.
pub(super) static SENTENCES: LazyLock<Rules> = LazyLock::new(|| Rules::new(&rules::sentences()));
/// The rules over the subject line.
pub(super) static SUBJECTS: LazyLock<Rules> = LazyLock::new(|| Rules::new(&[rules::SUBJECT]));

impl Rules {
    fn new(tables: &[&'static [Rule]]) -> Self {
        let list: Vec<&'static Rule> = tables.iter().copied().flatten().collect();
        let patterns = Many::new(list.iter().copied().map(source).collect());
        Rules { list, patterns }
    }

    /// What the folded sentence fulfils.
    pub(super) fn fulfilled(&self, folded: &str) -> Fulfilled {
        let mut fulfilled = Fulfilled::default();
        for index in self.patterns.matching(folded) {
            let rule = self.list[index];
            let kept = match rule.guard {
                Guard::Nothing => true,
                Guard::Condition => !self.is_conditional(index, folded),
                Guard::Foreseen => !FORESEEN.is_match(folded.as_bytes()),
            };
            if kept {
                fulfilled.rules.push(rule);
            } else {
                fulfilled.supposes_a_refusal |= rule.signal.decides_against_her();
            }
        }
        fulfilled
    }

    /// Whether a condition stands before or inside what the rule matched.
    fn is_conditional(&self, index: usize, folded: &str) -> bool {
        let end = self.patterns.end(index, folded).unwrap_or(folded.len());
        CONDITION.is_match(&folded.as_bytes()[..end])
    }
}

/// Words that only foresee a need.
static FORESEEN: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(concat!(
        r"\b(?:may|might|could|will|would) (?:also |then |still |well |only )*(?:need to |have to |be in touch to |contact you to |write to you to |be necessary|be required|be asked)",
        r"|\b(?:if|should|where|unless) (?:we|i|any|further|clarification|more|it is|it becomes|your request is|the request is|your request does)\b.{0,40}\b(?:need\w*|requir\w*|necessary|clarif\w*|unclear|contact you|not clear)",
        r"|\b(?:will|shall) (?:contact|let|tell|inform|advise|notify|write to|be in touch with) you\b.{0,40}\bif\b|\bin (?:some|certain) cases\b|\bmay (?:ask|contact|require|request|also)\b|\bwe may\b",
        r"|\bif you (?:need|require|have) (?:any|anything|further|more)\b|\blet (?:me|us) know if (?:you (?:need|require|have|would like|wish|want (?:any|more))|there is)|\bshould you (?:need|require|have|wish)\b|^if (?:you (?:are|want|have|wish|need|require|do)|your|it is|we|the)\b.{0,60}\b(?:we|you) (?:will|may|would|should) (?:need|require|ask|contact)|\bin which case\b|^should\b|^where (?:we|a|the|this|your|it|that)\b|^if you (?:have|need|want|are|wish)\b|\boccasionally\b|\bin (?:such a|that|such) case\b|\bwould be (?:suspended|paused|stopped)\b|\buntil (?:the fee|payment)\b",
    ))
    .expect("the pattern is constant and tested")
});

/// Words that make a statement conditional or general.
static CONDITION: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(concat!(
        r"\b(?:may|might) not be\b|\b(?:would|will|shall) only (?:refuse|withhold|decline|apply|charge)\b|\bif (?:you|we|i|the|any|anything|anyone|something|this|it|there|your|our|an|some|information|a|that|and when|necessary|applicable|appropriate|not|required|so|for|they|one|all|relevant|disclosure|in)\b",
        r"|\b(?:may|might|could|can) (?:also |still |well |only |therefore |sometimes |in some cases )*(?:be (?:exempt|withheld|subject|refused|turned down|charged|necessary|required|asked|a (?:fee|charge)|redacted|extended|transferred|considered|some|unable|delay\w*|exceptions?|occasions?|instances?|circumstances)|apply|exceed|contain|need|produce|fall|involve|incur|go (?:over|beyond)|cover|refuse|decline|reject|withhold|decide|require|charge|extend|ask|have to|take longer|mean|result|include|delay)",
        r"|\bwhere (?:we|the (?:information|request|cost|work|exemption)|information|an|any|this|that|such|appropriate|applicable|necessary|it|possible|there|a|relevant|requests?|exemptions?)\b|\bin which case\b|\bon occasions?\b|\b(?:in|where|if) (?:such a case|that case|that is (?:so|the case)|so)\b|^should (?:\w+ ){1,8}|\boccasionally\b|\bsome (?:requests|situations|circumstances)\b|\bthere (?:are|may be) (?:some )?(?:times|occasions|cases|situations|circumstances|instances)\b|\b(?:entitled|permits?|allows?|enables?) (?:us |an authority |authorities )?to (?:decline|refuse|withhold|charge)\b.{0,20}\bif\b|\b(?:will|would|shall) (?:\w+ ){0,6}if (?:it|the|a|an|any|we|you|this|there|your|they|necessary)\b",
        r"|\bshould (?:you|we|the|your|any|it|there|this|an)\b(?: \w+){0,4}? (?:be|need|have|wish|require|exceed|apply|fall|decide|consider|not|find|become|take)\b",
        r"|\bunless\b|\bin (?:some|certain|exceptional|most|many|all|complex) (?:cases|circumstances|instances)\b|\bsubject to (?:the|any|information|it|exempt|your|an)\b",
        r"|\bwhether (?:or not )?(?:the (?:information|data|requested)|any|an|it|we|you|this|that|your|exemptions?|disclosure|there)\b|\bin the event\b|\bsometimes\b|\bnormally\b|\busually\b|\bnot all\b|\bprovided that\b|\bos (?:nad|yw|ydy|oes)\b|\blikely to\b.{0,20}\b(?:exceed|delay)|\bto (?:decide|determine|see|establish|check|consider) (?:if|whether)\b|\bor (?:tell|inform|advise|let) you\b",
    ))
    .expect("the pattern is constant and tested")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::prose;

    /// Sentences as officers write them.
    const SENTENCES_OF: &[&str] = &[
        include_str!("wordings/asking.txt"),
        include_str!("wordings/delay.txt"),
        include_str!("wordings/giving.txt"),
        include_str!("wordings/later.txt"),
        include_str!("wordings/plain.txt"),
        include_str!("wordings/receipts.txt"),
        include_str!("wordings/refusing.txt"),
        include_str!("wordings/routing.txt"),
    ];

    #[test]
    fn every_pattern_can_be_compiled() {
        for rule in rules::sentences().into_iter().chain([rules::SUBJECT]).flatten() {
            let source = source(rule);
            let whole = [(source.whole.as_str(), source.outline.as_str())];
            for (pattern, outline) in source.choices().into_iter().chain(whole) {
                assert!(Forward::new(pattern).is_ok(), "{}: {pattern}", rule.id);
                assert!(Forward::new(outline).is_ok(), "{}: {outline}", rule.id);
            }
        }
    }

    #[test]
    fn no_rule_is_overlooked_for_the_letters_that_it_needs() {
        let each: Vec<(&Rule, Forward)> = rules::sentences()
            .into_iter()
            .flatten()
            .map(|rule| (rule, Forward::new(&expand(rule.pattern)).unwrap()))
            .collect();
        for line in SENTENCES_OF.iter().flat_map(|text| text.lines()) {
            let folded = plain_names(&prose::fold(line));
            let expected: Vec<&str> = each
                .iter()
                .filter(|(_, pattern)| pattern.is_match(folded.as_bytes()))
                .map(|(rule, _)| rule.id)
                .collect();
            let found: Vec<&str> = SENTENCES
                .patterns
                .matching(&folded)
                .into_iter()
                .map(|number| SENTENCES.list[number].id)
                .collect();
            assert_eq!(found, expected, "{folded}");
        }
    }
}

//! As whom a message speaks in its own words: which of the authorities that share an address, and
//! whether as a body that the thread, the sender or the number in it is not of. What an address says
//! of its writer is for `writer`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::domain;
use super::home::labels_below;
use super::index::Index;
use super::signals::Signals;
use super::writer::{Writer, signed};
use crate::reading::pattern::Regex;
use crate::reading::prose;
use crate::reading::topic::stem;

/// Of several authorities that share an address or a domain, those that the message names; all where
/// it names none of them.
pub(super) fn narrow(writers: &mut Vec<Writer>, signals: &Signals, index: &Index) {
    let named = named(signals, index);
    if writers.iter().any(|writer| named.contains(&writer.authority)) {
        writers.retain(|writer| named.contains(&writer.authority));
    }
}

/// Authorities that its own words name anywhere.
fn named(signals: &Signals, index: &Index) -> BTreeSet<usize> {
    let texts = [&signals.from_name, &signals.subject, &signals.new_text];
    texts.into_iter().flat_map(|text| index.named_in(text)).map(|(of, _)| of).collect()
}

/// As which authorities of the desk a message speaks.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// Those that it names at all.
    named: BTreeSet<usize>,
    /// Those whose answer it gives, or to which it says that her request was made; with the name.
    heard: Vec<(usize, String)>,
    /// Those that its sender is called, or that its subject, its head or its foot names.
    signed: Vec<(usize, String)>,
}

impl Speakers {
    /// Of a message that says her request was made to `asked_of`.
    pub(super) fn of(signals: &Signals, index: &Index, asked_of: &[usize]) -> Self {
        let named = named(signals, index);
        if named.is_empty() {
            return Speakers::default();
        }
        let asked = asked_of.iter().map(|of| (*of, index.authorities[*of].id.clone()));
        Speakers {
            named,
            heard: asked.chain(holders(&signals.new_text, index)).collect(),
            signed: {
                let mut signed = signed(&ends(&signals.new_text), index);
                let headed = [&signals.from_name, &signals.subject];
                signed.extend(headed.into_iter().flat_map(|text| index.named_in(text)));
                signed
            },
        }
    }

    /// The name of another authority as which it speaks, where it does not name this one. A letterhead
    /// says nothing where the sender's address is this one's alone.
    pub(super) fn another(&self, authority: usize, is_its_address: bool) -> Option<&str> {
        if self.named.contains(&authority) {
            return None;
        }
        let signed: &[_] = if is_its_address { &[] } else { &self.signed };
        let mut others = self.heard.iter().chain(signed).filter(|(of, _)| *of != authority);
        others.next().map(|(_, name)| name.as_str())
    }
}

/// Authorities of which it says in the third person what an answer says, where it says nothing of the
/// kind in the first: "We hold none, but Alder College holds them" speaks of another.
pub(super) fn holders(text: &str, index: &Index) -> Vec<(usize, String)> {
    static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)^[^.,;:\n]{3,90}?\s(?:holds?\s+(?:no|none|some|all|the|this|that|only|\d)|(?:does|do|did)\s+not\s+(?:hold|have|record|keep|employ|use)
            |has\s+(?:no|none|not|now|received|completed|considered|decided)|(?:can\s+)?confirms?\b|refuses|considers|is\s+(?:unable|not\s+obliged|withholding|refusing))",
        )
        .expect("a constant pattern")
    });
    static WE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:we|i)\s+(?:\w+\s+){0,2}(?:hold|have|confirm|enclose|attach|record|keep|refus\w*|withh\w*)\b")
            .expect("a constant pattern")
    });
    if WE.is_match(text) {
        return Vec::new();
    }
    let mut holders = Vec::new();
    for sentence in prose::sentences(text) {
        let sentence = sentence.trim();
        if index.has_name_at(sentence) && ANSWERS.is_match(sentence) {
            holders.extend(index.named_in(sentence).into_iter().take(1));
        }
    }
    holders
}

/// The first and the last lines of a letter, where letterheads and signatures stand.
fn ends(text: &str) -> String {
    const HEAD: usize = 3;
    const FOOT: usize = 5;
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let foot = lines.len().saturating_sub(FOOT);
    let at_an_end = |place: usize| place < HEAD || place >= foot;
    let kept = lines.iter().enumerate().filter(|(place, _)| at_an_end(*place));
    kept.map(|(_, line)| *line).collect::<Vec<_>>().join("\n")
}

/// Words that say what sort of body it is, and not which.
const SORTS: &str = "council university college constabulary school academy trust police nhs \
     foundation borough district county city metropolitan royal london parish town community \
     authority commissioner service services and of for the";

/// Whether a word only says what sort of body it is.
pub(super) fn is_sort_of_body(word: &str) -> bool {
    SORTS.split_whitespace().any(|sort| sort == word)
}

/// The name of a body as letters write it.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:[A-Z][\w'’-]+\s+(?:(?:of|and|the|&|[A-Z][\w'’-]+)\s+){0,5}(?:Council|University|College|Constabulary|School|Academy|Trust|Police)\b|University\s+of\s+[A-Z]\w+)",
    )
    .expect("a constant pattern")
});

impl Index {
    /// Whether the message is signed, or its sender called, as a body that this authority is not:
    /// one with a name that has none of its words.
    pub(super) fn is_signed_by_another(&self, authority: usize, signals: &Signals) -> bool {
        let own = &self.authorities[authority].name_stems;
        let is_own = |name: &str| {
            let words = name.split(|c: char| !c.is_alphanumeric());
            words
                .map(str::to_lowercase)
                .any(|word| !is_sort_of_body(&word) && own.contains(&stem(&word)))
        };
        let lines = signals.new_text.lines().filter(|line| line.split_whitespace().count() <= 8);
        std::iter::once(signals.from_name.as_str())
            .chain(lines)
            .any(|line| BODY.find(line).is_some_and(|body| !is_own(body.as_str())))
    }

    /// The name by which a message speaks as a body of its own below this authority's domain: what its
    /// host is called, and the authority is not, stands in the name. "Marl Fire Authority" writes from
    /// fire.marl.example, and is not Marl Council.
    pub(super) fn body_below(&self, authority: usize, signals: &Signals) -> Option<String> {
        static ANY: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"\b[A-Z][\w'’-]+(?:\s+(?:of|and|for|the|&|[A-Z][\w'’-]+)){0,6}\s+(?:Council|University|College|Constabulary|School|Academy|Trust|Police|Authority|Commissioner|Partnership|Service|Board|Agency|Company|Ltd|Limited)\b",
            )
            .expect("a constant pattern")
        });
        let host = domain::of_address(&signals.from).to_ascii_lowercase();
        let own = &self.authorities[authority].name_words;
        let labels: Vec<&str> = labels_below(&host, &domain::registrable(&host))
            .flat_map(|label| label.split('-'))
            .filter(|label| label.len() > 2 && !own.contains(*label))
            .collect();
        if labels.is_empty() || !self.by_sender(&signals.from).is_empty() {
            return None;
        }
        let texts = [&signals.from_name, &signals.subject, &signals.new_text];
        let bodies = texts.into_iter().flat_map(|text| ANY.find_iter(text));
        let is_called = |name: &str| {
            let mut words = name.split(|c: char| !c.is_alphanumeric());
            words.any(|word| labels.iter().any(|label| word.eq_ignore_ascii_case(label)))
        };
        // A department may stand before the authority's whole name.
        let is_this = |name: &str| self.named_in(name).iter().any(|(named, _)| *named == authority);
        let another =
            bodies.map(|body| body.as_str()).find(|name| is_called(name) && !is_this(name));
        another.map(str::to_owned)
    }
}

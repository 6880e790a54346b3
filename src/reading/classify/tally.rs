//! Counting what the sentences say: for each signal its weight, and the sentence that says it most
//! clearly.

use super::Evidence;
use super::beside::Beside;
use super::her_words::HerWords;
use super::items::Items;
use super::not_applied::not_applied;
use super::restated;
use super::rule::{Fulfilled, Rule, SENTENCES, SUBJECTS, any, plain_names};
use super::signal::Signal;
use super::statement::{self, Fact};
use crate::reading::pattern::Forward;
use crate::reading::prose;
use crate::reading::topic::Topic;
use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::LazyLock;

/// Weight from which a signal counts as given.
const ENOUGH: u32 = 5;

/// A rule too weak alone counts the first time, and once more when it was met this often.
const WEAK_COUNTS_AT: [u32; 2] = [1, 3];

/// One signal's account.
#[derive(Debug, Clone, Default)]
struct Account {
    weight: u32,
    best: u8,
    evidence: Option<Evidence>,
}

/// What all sentences say.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    accounts: Vec<Account>,
    times: BTreeMap<&'static str, u32>,
    words: usize,
    items: Items,
    /// Sentences that are neither hers nor about her rights.
    own: Vec<String>,
}

impl Default for Tally {
    fn default() -> Self {
        Tally {
            accounts: vec![Account::default(); Signal::COUNT],
            times: BTreeMap::new(),
            words: 0,
            items: Items::default(),
            own: Vec::new(),
        }
    }
}

/// A sentence about the right to complain, which every answer ends with.
static RIGHTS: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bif you (?:are|remain|were|would like to|wish to|feel|have any) (?:not |dis|un)?(?:satisf\w*|dissatisf\w*|unhappy|content|happy|appeal|complain|complaints?|challenge)|\bright (?:of|to) (?:complain|appeal|an? (?:internal )?review|ask|request an? (?:internal )?review|seek)|\bcomplain(?:t)? (?:to|about|procedure)\b|\bcomplaints procedure\b|\b(?:information )?commissioner(?:'s)? (?:office|will|can|cannot|for|at|who)|\bwycliffe house\b|\bask (?:us |for )?.{0,20}\b(?:internal review|a review|look at it again)\b|\bshould you (?:wish|remain|be|have)\b|\bcomisiynydd gwybodaeth\b|\b(?:your|their) review request should\b|\bappeal to the\b")
        .expect("the pattern is constant and tested")
});

/// What came of a complaint, and no offer of one.
static DECIDED: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"\bcomplaint\b.{0,60}\b(?:is|was|has|have|are|were)(?: not)?(?: been)? (?:upheld|dismissed)\b",
    )
});

/// What may be done with an answer, and until when it may be challenged.
static STANDING: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"\bre-?us(?:e|ed|ing)\b|\bcopyright\b|\bconfidential\b|\bprivacy notice\b|\bworking days of\b|\b(?:40|forty) working days\b|\bwithin (?:two|2) months\b|\b(?:six|6) months\b",
    )
});

fn regex(pattern: &str) -> Forward {
    Forward::new(pattern).expect("the pattern is constant and tested")
}

/// Facts are told by what sentences are, and not by a pattern.
static BY_FIGURE: Rule = any("answer.statement", Signal::State, 5, "");
static BY_TOPIC: Rule = any("answer.of-topic", Signal::State, 5, "");

static BY_MOOD: Rule = any("answer.said", Signal::Matter, 5, "");

/// What stands under the heading of an answer answers, whatever its words.
static BY_HEADING: Rule = any("response.headed", Signal::Response, 5, "");

/// Her words as they repeat them: "You say that section 12 should not apply".
static REPORTED: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"^(?:\(?[a-z0-9]{1,3}[.)] ?)?(?:and |but |while |also,? )?(?:you|your (?:request|letter|e-?mail|complaint|application|appeal))(?: have| had| also| then| further| specifically)* (?:says?|said|argued?|states?|stated|ask|asks|asked|suggest\w*|believe[ds]?|challenged?|complain(?:ed)?|feel|contend\w*|raised?|point(?:ed)? out|requested|replied|wrote|remarked|sought)\b",
    )
});

impl Tally {
    /// Reads the subject.
    pub(super) fn subject(&mut self, subject: &str) {
        let folded = plain_names(&prose::fold(subject));
        for rule in SUBJECTS.fulfilled(&folded).rules {
            self.add(rule, subject);
        }
    }

    /// Reads a text, leaving out what is hers: what is known to be, and what is written out as her request.
    pub(super) fn text(&mut self, text: &str, known: &[&HerWords], topic: &Topic) {
        let sentences = prose::sentences(text);
        let folded: Vec<String> = sentences.iter().map(|sentence| prose::fold(sentence)).collect();
        let hers = restated::hers(&folded, known);
        let mut headed = false;
        for ((sentence, folded), hers) in sentences.into_iter().zip(folded).zip(hers) {
            let mut says = Vec::new();
            if !hers {
                self.words += folded.split(' ').count();
                let spoken = spoken(&plain_names(&folded));
                if !spoken.beside_the_point {
                    self.own.push(sentence.to_owned());
                }
                spoken.rules.iter().for_each(|rule| self.add(rule, sentence));
                says = spoken.rules.iter().map(|rule| rule.signal).collect();
                if headed && says.is_empty() && !spoken.beside_the_point {
                    self.add(&BY_HEADING, sentence);
                }
                headed = restated::heads_an_answer(&folded);
                if says.is_empty() && !spoken.beside_the_point && statement::is_matter(&folded) {
                    self.add(&BY_MOOD, sentence);
                }
                if says.iter().all(|signal| signal.may_state()) {
                    match statement::stated(&folded, topic) {
                        Some(Fact::Figure) => self.add(&BY_FIGURE, sentence),
                        Some(Fact::Topic) => self.add(&BY_TOPIC, sentence),
                        None => {}
                    }
                }
            }
            self.items.sentence(&folded, &says);
        }
        self.items.close();
    }

    fn add(&mut self, rule: &'static Rule, quote: &str) {
        let times = self.times.entry(rule.id).or_default();
        *times += 1;
        let account = &mut self.accounts[rule.signal as usize];
        if u32::from(rule.weight) >= ENOUGH || WEAK_COUNTS_AT.contains(times) {
            account.weight += u32::from(rule.weight);
        }
        if rule.weight > account.best {
            account.best = rule.weight;
            account.evidence =
                Some(Evidence { rule: rule.id.to_owned(), quote: quote.trim().to_owned() });
        }
    }

    /// Whether the sentences say it.
    pub(super) fn says(&self, signal: Signal) -> bool {
        self.weight(signal) >= ENOUGH
    }

    /// Whether a sentence fulfilled the rule of that name.
    pub(super) fn has(&self, id: &str) -> bool {
        self.times.contains_key(id)
    }

    /// The rules that sentences fulfilled, by name.
    pub(super) fn rules(&self) -> Vec<&'static str> {
        self.times.keys().copied().collect()
    }

    /// How clearly they say it.
    pub(super) fn weight(&self, signal: Signal) -> u32 {
        self.accounts[signal as usize].weight
    }

    /// The sentence that says it most clearly.
    pub(super) fn evidence(&self, signal: Signal) -> Option<Evidence> {
        self.accounts[signal as usize].evidence.clone()
    }

    /// Whether some numbered or named items are answered and others refused.
    pub(super) fn has_mixed_items(&self) -> bool {
        self.items.are_mixed()
    }

    /// The authority's own sentences on the request, as they stand.
    pub(super) fn own(&self) -> Vec<&str> {
        self.own.iter().map(String::as_str).collect()
    }

    /// How many words were read.
    pub(super) fn words(&self) -> usize {
        self.words
    }
}

thread_local! {
    /// Sentences that this thread met, and what they say. Letters of one authority repeat whole paragraphs,
    /// and all of them say much the same of her rights.
    static MET: RefCell<HashMap<String, Rc<Spoken>, RandomState>> = RefCell::default();
}

/// So many sentences are remembered; then all are forgotten.
const REMEMBERED: usize = 4096;

/// Longer ones, in bytes, are not.
const LONGEST_REMEMBERED: usize = 600;

/// What a sentence says.
struct Spoken {
    /// The rules that it fulfils and is to be taken at its word for.
    rules: Vec<&'static Rule>,
    /// It is about her rights, or what may be done with the answer: that stands under letters of every kind;
    /// or about what is done with other requests.
    beside_the_point: bool,
}

/// What a folded sentence says.
fn spoken(folded: &str) -> Rc<Spoken> {
    if let Some(known) = MET.with_borrow(|met| met.get(folded).cloned()) {
        return known;
    }
    let rights = RIGHTS.is_match(folded.as_bytes()) && !DECIDED.is_match(folded.as_bytes());
    let Fulfilled { rules, supposes_a_refusal } = SENTENCES.fulfilled(folded);
    let rules = judged(rules, folded, rights);
    let spoken = Rc::new(Spoken {
        beside_the_point: rights
            || STANDING.is_match(folded.as_bytes())
            || not_applied(folded)
            || rules.is_empty() && supposes_a_refusal,
        rules,
    });
    if folded.len() <= LONGEST_REMEMBERED {
        MET.with_borrow_mut(|met| {
            if met.len() >= REMEMBERED {
                met.clear();
            }
            met.insert(folded.to_owned(), Rc::clone(&spoken));
        });
    }
    spoken
}

/// Those of the rules that a folded sentence is to be taken at its word for.
fn judged(mut fulfilled: Vec<&'static Rule>, folded: &str, rights: bool) -> Vec<&'static Rule> {
    if fulfilled.is_empty() {
        return fulfilled;
    }
    let among = fulfilled.clone();
    let beside = Beside::new(&among, folded);
    let reports_her = REPORTED.is_match(folded.as_bytes());
    let question = folded.ends_with('?');
    fulfilled.retain(|rule| {
        !(beside.silences(rule) || reports_her && !rule.signal.may_be_reported())
            && (!rights || rule.signal.about_review() && !is_standing_offer(folded))
            && (!question || rule.signal.may_be_asked())
    });
    fulfilled
}

/// Whether a folded sentence only offers a review or tells of the right to one.
pub(in crate::reading) fn offers_a_review(folded: &str) -> bool {
    is_standing_offer(folded)
}

/// "If you are dissatisfied you may ask for a review": the offer, not the review.
fn is_standing_offer(folded: &str) -> bool {
    [
        "if you",
        "you have the right",
        "you may",
        "you can",
        "should you",
        "your right",
        "right to",
        "until",
        "will not",
        "unless",
        "cannot",
        "generally",
        "normally",
    ]
    .iter()
    .any(|words| folded.contains(words))
}

//! Counting what the sentences say: for each signal its weight, and the sentence that says it most
//! clearly.

use super::Evidence;
use super::beside::Beside;
use super::her_words::HerWords;
use super::items::{Class, Items, Place, Sum, apart};
use super::not_applied::not_applied;
use super::parts::Parts;
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
    parts: Parts,
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
            parts: Parts::default(),
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

/// Items are classed by their few words, where no sentence stands for a rule.
static ITEM_NOT_HELD: Rule = any("item.not-held", Signal::NotHeld, 5, "");
static ITEM_EXEMPT: Rule = any("item.exempt", Signal::Exempt, 5, "");
static ITEM_COST: Rule = any("item.cost", Signal::CostRefused, 5, "");
static ITEM_PUBLISHED: Rule = any("item.published", Signal::Published, 5, "");
static ITEM_LINKED: Rule = any("item.linked", Signal::Linked, 5, "");
static ITEM_SMALL: Rule = any("item.small", Signal::Hidden, 5, "");
static ITEM_LATER: Rule = any("item.later", Signal::Interim, 5, "");

/// The sentences of a text, an answer apart from the next question.
fn lines(text: &str) -> Vec<&str> {
    let mut behind_question = false;
    let mut lines = Vec::new();
    for sentence in prose::sentences(text) {
        match sentence.contains('\n') {
            true => lines.extend(apart(sentence, behind_question)),
            false => lines.push(sentence),
        }
        behind_question = sentence.ends_with('?');
    }
    lines
}

/// Where a sentence of the text stands in it.
fn place(sentence: &str, text: &str) -> Place {
    let start = sentence.as_ptr() as usize - text.as_ptr() as usize;
    let before = text[..start].trim_end_matches([' ', '\t', '\r']);
    let behind = text[start + sentence.len()..].trim_start_matches([' ', '\t', '\r']);
    let above = before.trim_end_matches('\n').len();
    let begins = before.is_empty() || before.ends_with('\n');
    Place {
        opens: before.is_empty() || before[above..].matches('\n').count() > 1,
        alone: begins && (behind.is_empty() || behind.starts_with('\n')),
    }
}

/// What a sentence says of its item: a section that is only named keeps nothing.
fn item_signals(rules: &[&'static Rule]) -> Vec<Signal> {
    let counts = |rule: &&&Rule| rule.id != "cited.exemption";
    rules.iter().filter(counts).map(|rule| rule.signal).collect()
}

/// Whether a rule found that something is given, and not only that it is held.
fn gives(rule: &Rule) -> bool {
    matches!(rule.signal, Signal::Give | Signal::Item)
        && u32::from(rule.weight) >= ENOUGH
        && rule.id != "give.holds"
}

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
        let sentences = lines(text);
        let folded: Vec<String> = sentences.iter().map(|sentence| prose::fold(sentence)).collect();
        let hers = restated::hers(&folded, known);
        let mut classed = Vec::new();
        let mut headed = false;
        for ((sentence, folded), hers) in sentences.into_iter().zip(folded).zip(hers) {
            let heard = (!hers).then(|| self.hear(sentence, &folded, topic, headed));
            headed = restated::heads_an_answer(&folded);
            let (says, aside) = heard.unwrap_or_default();
            let class = match aside {
                true => None,
                false => self.items.sentence(&folded, &says, place(sentence, text)),
            };
            classed.extend(class.map(|class| (class, sentence)));
        }
        self.items.close();
        self.class_items(&classed);
    }

    /// Takes in a sentence of theirs, under the heading of an answer or not: what it says of its item, and
    /// whether it stands beside the point.
    fn hear(
        &mut self,
        sentence: &str,
        folded: &str,
        topic: &Topic,
        headed: bool,
    ) -> (Vec<Signal>, bool) {
        self.words += folded.split(' ').count();
        let spoken = spoken(&plain_names(folded));
        spoken.rules.iter().for_each(|rule| self.add(rule, sentence));
        let says: Vec<Signal> = spoken.rules.iter().map(|rule| rule.signal).collect();
        let counted = says.iter().all(|signal| signal.may_state())
            && self.state(sentence, folded, topic) == Some(Fact::Figure);
        if !spoken.beside_the_point {
            self.own.push(sentence.to_owned());
            let gives = spoken.rules.iter().any(|rule| gives(rule));
            self.parts.sentence(folded, &says, counted, gives);
        }
        if says.is_empty() && !spoken.beside_the_point {
            self.unexplained(sentence, folded, headed);
        }
        (item_signals(&spoken.rules), spoken.beside_the_point)
    }

    /// The fact that a sentence states counts as said.
    fn state(&mut self, sentence: &str, folded: &str, topic: &Topic) -> Option<Fact> {
        let fact = statement::stated(folded, topic)?;
        self.add(if fact == Fact::Figure { &BY_FIGURE } else { &BY_TOPIC }, sentence);
        Some(fact)
    }

    /// A sentence that no rule knows.
    fn unexplained(&mut self, sentence: &str, folded: &str, headed: bool) {
        if headed {
            self.add(&BY_HEADING, sentence);
        }
        if statement::is_matter(folded) {
            self.add(&BY_MOOD, sentence);
        }
    }

    /// What single items say counts as said, where no rule found it: "2. Exempt".
    fn class_items(&mut self, classed: &[(Class, &str)]) {
        if self.items.sum(self.parts.are_few()).is_none() {
            return;
        }
        for (class, sentence) in classed {
            let rule = match class {
                Class::NotHeld => &ITEM_NOT_HELD,
                Class::Exempt => &ITEM_EXEMPT,
                Class::Cost => &ITEM_COST,
                Class::Published => &ITEM_PUBLISHED,
                Class::Linked => &ITEM_LINKED,
                Class::Small => &ITEM_SMALL,
                Class::Later => &ITEM_LATER,
                Class::Answered | Class::Denied | Class::Neither | Class::Pointer => continue,
            };
            if self.evidence(rule.signal).is_none() {
                self.add(rule, sentence);
            }
        }
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

    /// What the items come to; none where something is given besides.
    pub(super) fn items(&self) -> Option<Sum> {
        let sum = self.items.sum(self.parts.are_few());
        sum.filter(|sum| *sum == Sum::Part || !self.items.give_more())
    }

    /// A plain fact stands beside a thing that is kept.
    pub(super) fn tells_some(&self) -> bool {
        self.parts.tell_some()
    }

    /// A plain fact stands beside what is still to come.
    pub(super) fn promises_more(&self) -> bool {
        self.parts.promise_more()
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

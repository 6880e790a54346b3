//! What makes a known number too little: mail about many requests that is written to others, and a
//! bare number from a box that writes about something else. Knows nothing of whose numbers they are.

use std::sync::LazyLock;

use super::Matter;
use crate::reading::matching::domain;
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::key::law_of;
use crate::reading::matching::voice::Voice;
use crate::reading::pattern::Regex;

/// So many figures and nothing else may be the number of anything.
const SHORT: usize = 5;

impl Matter<'_> {
    /// It speaks of her request to others: it greets many, or names other numbers of the same log and
    /// says nothing to her, as a disclosure log or a report to a committee does.
    pub(super) fn is_about_many(&self, requests: &[usize]) -> Option<Evidence> {
        static MANY: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?im)^\s*(?:dear|hi|hello|good\s+(?:morning|afternoon))\s+(?:all|everyone|everybody|councillors|cllrs|(?:\w+\s+)?members|colleagues|subscribers?|residents|readers?|editors?|friends|partners)\b[^\n]{0,30}$",
            )
            .expect("a constant pattern")
        });
        let evidence = |quote: &str| Evidence::new(Rule::SentToMany, quote);
        if let Some(greeting) = MANY.find(&self.signals.new_text) {
            return Some(evidence(greeting.as_str()));
        }
        if self.features.greets_her {
            return None;
        }
        if self.signals.to_many {
            return Some(evidence(&self.signals.subject));
        }
        (!self.signals.speaks_to_her()).then(|| self.number_beside(requests))?.map(evidence)
    }

    /// Whether a message about several requests tells others that they are answered: where to read it.
    pub(super) fn is_published(&self) -> bool {
        static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?i)\b(?:disclosure\s+log|on\s+(?:our|the)\s+web\s?site|publish(?:ed|es))\b",
            )
            .expect("a constant pattern")
        });
        !self.features.greets_her
            && [&self.signals.subject, &self.signals.new_text]
                .into_iter()
                .any(|text| PUBLISHED.is_match(text))
    }

    /// A number in it that is of the same log as that of these requests and none of theirs.
    fn number_beside(&self, requests: &[usize]) -> Option<&str> {
        let authority = self.index.requests[*requests.first()?].authority;
        let is_theirs = |key: &str| {
            requests.iter().any(|request| self.claims.is_claimed_by(authority, key, *request))
        };
        let own = self.keys().filter(|(key, _)| is_theirs(key));
        let has_letters = |form: &String| form.bytes().any(|byte| byte.is_ascii_alphabetic());
        let forms: Vec<String> = own.map(|(_, value)| form(value)).filter(has_letters).collect();
        let mut beside = self.keys().filter(|(key, _)| !is_theirs(key));
        beside.find(|(_, value)| forms.contains(&form(value))).map(|(_, value)| value.as_str())
    }

    /// A number without the law's word, from a box of the authority that never wrote about the request,
    /// in mail that has nothing else of it: a few figures may be the number of anything, and any number
    /// where the mail is about a repair or a vacancy.
    pub(super) fn another_matter(&self, request: usize, named: &[Evidence]) -> Option<Evidence> {
        static MATTER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?xi) \b(?:planning\s+application|parking|penalty\s+charge|invoices?|council\s+tax|licen[cs]es?|permits?|bookings?|payments?|crime
                  |repairs?|vacanc(?:y|ies)|job\s+application|(?:your|the|an)\s+application|blue\s+badge|badge|petitions?|admissions?|noise|electoral
                  |tenanc(?:y|ies)|rent|housing\s+benefit|missed\s+(?:bin|collection)|(?:bin|waste)\s+collections?|service\s+requests?|complaints?
                  |consultations?|certificates?|order\s+number)\b",
            )
            .expect("a constant pattern")
        });
        let authority = self.index.requests[request].authority;
        let from = &self.signals.from;
        let wrote = self.knowledge.wrote_about(from).is_some_and(|of| of.contains(&request));
        if wrote
            || self.signals.is_from_regulator()
            || self.index.by_sender(from).contains(&authority)
            || domain::is_shared(domain::of_address(from))
            || named.iter().any(|one| has_the_laws_word(&one.quote))
        {
            return None;
        }
        let value = &named.first()?.quote;
        let is_short = value.len() <= SHORT && value.bytes().all(|byte| byte.is_ascii_digit());
        let texts = [&self.signals.subject, &self.signals.new_text];
        let matter = texts.into_iter().find_map(|text| MATTER.find(text));
        if self.has_a_second_sign(request, matter.is_some()) {
            return None;
        }
        let quote = matter.map(|matter| format!("{value}: {}", matter.as_str()));
        let quote = quote.or(is_short.then(|| value.clone()))?;
        Some(Evidence::new(Rule::UnexplainedReference, &quote))
    }

    /// Whether it speaks of a request for information, or of what this one asks; in mail about another
    /// matter one word may be that one's.
    fn has_a_second_sign(&self, request: usize, has_matter: bool) -> bool {
        static LAW: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\b(?:freedom\s+of\s+information|environmental\s+information|foi\w*|eirs?|information\s+(?:request|rights|governance|access|commissioner)|requests?\s+for\s+information|internal\s+review|rhyddid\s+gwybodaeth)\b")
                .expect("a constant pattern")
        });
        let texts = [&self.signals.subject, &self.signals.new_text];
        let one_word_tells = |voice: &Voice| voice.supported || voice.shared.heading;
        let speaks_of_it =
            |voice: &Voice| voice.shared.words >= 2 || !has_matter && one_word_tells(voice);
        texts.into_iter().any(|text| LAW.is_match(text))
            || self.voice(request).is_some_and(speaks_of_it)
    }
}

/// Whether a number says that it is one of a request for information.
fn has_the_laws_word(value: &str) -> bool {
    let upper = value.to_ascii_uppercase();
    law_of(value).is_some() || ["FOI", "EIR", "RFI", "INFREQ"].iter().any(|w| upper.contains(w))
}

/// A number with its figures left open: numbers of one log have one form.
fn form(value: &str) -> String {
    let mut form = String::new();
    for c in value.chars().filter(char::is_ascii_alphanumeric) {
        match c.is_ascii_digit() {
            true if form.ends_with('#') => {}
            true => form.push('#'),
            false => form.push(c.to_ascii_uppercase()),
        }
    }
    form
}

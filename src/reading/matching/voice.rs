//! What a message says for and against one request: what it is about, the days it gives, the
//! letters it quotes, its subject, its time. Computed once a message, for every request at stake.

mod asked;
mod days;
mod years;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{NaiveDateTime, TimeDelta};

use super::evidence::{Evidence, Rule};
use super::index::Index;
use super::several;
use super::signals::{Quoted, Signals};
use super::subject::subject_key;
use super::year::years_in;
use crate::reading::pattern::Regex;
use crate::reading::prose;
use crate::reading::topic::Topic;
use asked::{Asked, asked_in, hear_foreign_topic};
use days::{hear_dates, hear_due};
use years::hear_years;

/// A text without the sentences that invite to look at a website, as automatic replies and footers do:
/// what they speak of is no request's topic.
fn without_notices(text: &str) -> String {
    static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bhave your say\b|\bfollow us\b|\bon our web ?site\b|\bsign up\b|\bconsultation (?:is|closes)\b")
            .expect("a constant pattern")
    });
    if !NOTICE.is_match(text) {
        return text.to_owned();
    }
    let kept = prose::sentences(text).into_iter().filter(|sentence| !NOTICE.is_match(sentence));
    kept.collect::<Vec<_>>().join("\n")
}

/// What a message says of one request.
#[derive(Debug, Clone, Default)]
pub(super) struct Voice {
    pub(super) evidence: Vec<Evidence>,
    /// Points of what it says itself.
    pub(super) own: i32,
    /// Points of what it carries along from the mail it answers: quotes, the subject.
    pub(super) carried: i32,
    /// Evidence for a sibling and against this one.
    pub(super) against: Vec<Evidence>,
    /// How much of that it says itself.
    pub(super) own_against: i32,
    /// Whether its own text supports this request among its siblings.
    pub(super) supported: bool,
    /// How many words of the request its subject and text have, and whether its subject has one that tells.
    pub(super) shared: Shared,
    /// Whether what it quotes first is a letter of the request, to the minute.
    pub(super) quotes_letter: bool,
    /// One word for what it says the request is about, and the request does not ask.
    pub(super) one_foreign_word: Option<Evidence>,
    /// That it is dated before the request was sent.
    pub(super) too_early: Option<Evidence>,
}

/// What a message has of all that a request asks, siblings or not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    /// Words in common.
    pub(super) words: usize,
    /// Whether the subject has a word of the request's own subject.
    pub(super) heading: bool,
    /// Whether it has no other words that tell.
    pub(super) nothing_else: bool,
}

/// A message, ready to be asked what it says of single requests.
pub(super) struct Hearing<'a> {
    signals: &'a Signals,
    index: &'a Index,
    text: Topic,
    subject: Topic,
    quoted: Topic,
    /// What it says the request asks for.
    asked: Vec<Asked>,
    /// Years that it speaks of.
    years: BTreeSet<String>,
    /// Those that its own text does, whatever the subject says that was carried along.
    told_years: BTreeSet<String>,
}

impl<'a> Hearing<'a> {
    pub(super) fn of(signals: &'a Signals, index: &'a Index) -> Self {
        let none = BTreeSet::new();
        let text = without_notices(&several::without_those_to_come(&signals.new_text));
        let own = [&text, &signals.attached_text, &signals.attachment_names.join("\n")]
            .map(String::as_str)
            .join("\n");
        Hearing {
            signals,
            index,
            text: Topic::of(&own, &none),
            subject: Topic::of(&signals.subject, &none),
            quoted: Topic::of(&signals.quoted_text, &none),
            asked: asked_in(signals),
            years: years_in(&format!("{} {own}", signals.subject)),
            told_years: years_in(&own),
        }
    }

    fn shared(&self, request: usize) -> Shared {
        let topic = &self.index.requests[request].topic;
        let (text, subject) = (topic.support(&self.text), topic.support(&self.subject));
        let hers = self.index.her_name.stems();
        let all = text.words.iter().chain(&subject.words).filter(|word| !hers.contains(*word));
        let words: BTreeSet<&String> = all.collect();
        let nothing_else = self.subject.is_within(topic);
        Shared { words: words.len(), heading: subject.heading, nothing_else }
    }

    /// What it says of a request.
    pub(super) fn voice(&self, request: usize) -> Voice {
        let (index, signals) = (self.index, self.signals);
        let mut voice = Voice::default();
        hear_topic(&mut voice, request, index, &self.text, &self.subject);
        voice.shared = self.shared(request);
        hear_foreign_topic(&mut voice, request, index, &self.text, &self.asked);
        hear_years(&mut voice, request, index, &self.years, &self.told_years);
        hear_dates(&mut voice, request, index, signals);
        hear_quotes(&mut voice, request, index, signals);
        hear_quoted_text(&mut voice, request, index, &self.quoted);
        hear_due(&mut voice, request, index, signals);
        hear_subject(&mut voice, request, index, signals);
        hear_address(&mut voice, request, index, signals);
        hear_time(&mut voice, request, index, signals);
        voice
    }
}

fn hear_topic(voice: &mut Voice, request: usize, index: &Index, text: &Topic, subject: &Topic) {
    let own = &index.requests[request].apart;
    let in_text = own.support(text);
    let in_subject = own.support(subject);
    let has_siblings = index.siblings(request).next().is_some();
    if has_siblings && (in_text.is_some() || in_subject.is_some()) {
        let words = if in_text.is_some() { &in_text.words } else { &in_subject.words };
        voice.evidence.push(Evidence::new(Rule::Topic, &words.join(", ")));
    }
    let rivals: Vec<_> = index
        .siblings(request)
        .map(|other| &index.requests[other].apart)
        .map(|other| (other.support(text), other.support(subject)))
        .collect();
    voice.supported = !rivals.is_empty()
        && in_text.is_some()
        && rivals.iter().all(|(rival, _)| in_text.outweighs(rival));
    if voice.supported {
        voice.own += 45;
    } else if !rivals.is_empty()
        && rivals.iter().all(|(_, rival)| in_subject.outweighs(rival))
        && in_subject.is_some()
    {
        voice.carried += 25;
    } else if in_text.is_some() {
        voice.own += 3;
    }
    for (rival_text, rival_subject) in &rivals {
        if rival_text.outweighs(&in_text) {
            voice.against.push(Evidence::new(Rule::AnotherTopic, &rival_text.words.join(", ")));
            voice.own_against += 1;
        } else if rival_subject.outweighs(&in_subject) {
            voice.against.push(Evidence::new(Rule::AnotherTopic, &rival_subject.words.join(", ")));
        }
    }
}

fn hear_quotes(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
    if let Some(id) =
        signals.returned_ids.iter().find(|id| index.by_message_id(id).contains(&request))
    {
        voice.evidence.push(Evidence::new(Rule::QuotedOriginal, &format!("<{id}>")));
        voice.carried += EXACT;
    }
    let mut best: Option<(i32, String)> = None;
    let mut rival_exact: Option<String> = None;
    for quoted in &signals.quoted {
        let (points, quote) = quote_points(index, request, quoted);
        if points > best.as_ref().map_or(0, |(points, _)| *points) {
            best = Some((points, quote));
        }
        for sibling in index.siblings(request) {
            let (points, quote) = quote_points(index, sibling, quoted);
            if points >= EXACT {
                rival_exact.get_or_insert(quote);
            }
        }
    }
    let own = best.as_ref().map_or(0, |(points, _)| *points);
    let first = signals.quoted.first().map(|quoted| quote_points(index, request, quoted).0);
    voice.quotes_letter = first.is_some_and(|points| points >= EXACT);
    if let Some((points, quote)) = best.filter(|(points, _)| *points >= TELLING) {
        voice.evidence.push(Evidence::new(Rule::QuotedOriginal, &quote));
        voice.carried += points;
    }
    if let Some(quote) = rival_exact.filter(|_| own < EXACT) {
        voice.against.push(Evidence::new(Rule::AnotherOriginal, &quote));
    }
}

/// Points from which a quote tells anything: an address alone may stand in anybody's mail.
const TELLING: i32 = 20;

/// Points of quoting what only this request asks.
const ITS_WORDS: i32 = 30;

/// A quote without a header is known by what only one request asks.
fn hear_quoted_text(voice: &mut Voice, request: usize, index: &Index, quoted: &Topic) {
    let support = index.requests[request].apart.support(quoted);
    let rivals: Vec<_> =
        index.siblings(request).map(|other| index.requests[other].apart.support(quoted)).collect();
    if !rivals.is_empty()
        && support.is_some()
        && rivals.iter().all(|rival| support.outweighs(rival))
    {
        voice.evidence.push(Evidence::new(Rule::QuotedOriginal, &support.words.join(", ")));
        voice.carried += ITS_WORDS;
    }
    if let Some(rival) = rivals.iter().find(|rival| rival.outweighs(&support)) {
        voice.against.push(Evidence::new(Rule::AnotherOriginal, &rival.words.join(", ")));
    }
}

/// Points of a quote that is a letter to the minute.
const EXACT: i32 = 50;

/// How well the header of a quote fits a letter of the request.
fn quote_points(index: &Index, request: usize, quoted: &Quoted) -> (i32, String) {
    let mut best = (0, String::new());
    for letter in &index.requests[request].facts.letters {
        let to = letter
            .to
            .iter()
            .find(|to| quoted.addresses.iter().any(|address| address.eq_ignore_ascii_case(to)));
        let hers = quoted.addresses.iter().find(|address| index.hers.owns(address));
        let minute = match (quoted.sent, letter.sent_at) {
            (Some(quoted), Some(sent)) => same_minute(quoted, sent.naive_utc()),
            _ => false,
        };
        let day = quoted.sent.zip(letter.sent_at).is_some_and(|(quoted, sent)| {
            (quoted.date() - sent.date_naive()).num_days().abs() <= 1
        });
        let subject = quoted
            .subject
            .as_deref()
            .is_some_and(|subject| subject_key(subject) == subject_key(&letter.subject));
        let points = match (minute, to.is_some(), hers.is_some()) {
            (true, true, _) => EXACT + 10,
            (true, false, true) => EXACT,
            _ if day && to.is_some() => 25,
            _ if to.is_some() && subject => 20,
            _ if to.is_some() => 10,
            _ => 0,
        };
        if points > best.0 {
            let when = quoted
                .sent
                .map(|sent| sent.format("%-d %B %Y %H:%M").to_string())
                .unwrap_or_default();
            best = (points, format!("{} {when}", to.or(hers).map_or("", String::as_str)));
        }
    }
    best
}

/// Whether two times are the same minute, or one an hour later by the clock of summer or of the
/// continent.
fn same_minute(quoted: NaiveDateTime, sent_utc: NaiveDateTime) -> bool {
    let apart = (quoted - sent_utc).num_minutes();
    let near = |hours: i64| (apart - 60 * hours).abs() <= 1;
    near(0) || near(1) || near(2) || near(-1)
}

fn hear_subject(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
    let key = subject_key(&signals.subject);
    let own = &index.requests[request].subjects;
    if let Some(subject) = own.iter().find(|own| key.contains(own.as_str())) {
        let alone =
            index.siblings(request).all(|other| !index.requests[other].subjects.contains(subject));
        voice.evidence.push(Evidence::new(Rule::Subject, &signals.subject));
        voice.carried += if alone { 20 } else { 5 };
    }
    // Word for word, with the years and numbers in which requests differ that are put every year.
    let whole = whole_subject(&signals.subject);
    let is_of = |request: usize| {
        let letters = &index.requests[request].facts.letters;
        letters.iter().any(|letter| whole_subject(&letter.subject) == whole)
    };
    let in_thread = |request: usize| {
        let mut ids = signals.thread_ids.iter();
        ids.any(|id| index.by_message_id(id).contains(&request))
    };
    if !whole.is_empty() && index.siblings(request).next().is_some() {
        match (is_of(request), index.siblings(request).any(is_of)) {
            // In the thread of another one it was put there; in its own it was carried along.
            (true, false) if index.siblings(request).any(in_thread) => voice.own += 15,
            (false, true) => {
                voice.against.push(Evidence::new(Rule::AnotherTopic, &signals.subject));
            }
            _ => {}
        }
    }
}

/// A subject with all its words and numbers, without reply prefixes and what stands in brackets.
fn whole_subject(subject: &str) -> Vec<String> {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\s*(?:(?:re|fwd?|aw|sv)\s*:\s*)+|\[[^\]]*\]").expect("a constant pattern")
    });
    let bare = ASIDE.replace_all(subject, " ");
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// What answers a letter goes to the address it came from: mail to her plain address answers a
/// request that was sent from it rather than one with a plus-address of its own.
fn hear_address(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
    let is_plain = |request: usize| {
        let letters = &index.requests[request].facts.letters;
        letters.iter().all(|letter| index.hers.tag(&letter.from).is_none())
    };
    if signals.to_plain_address
        && is_plain(request)
        && index.siblings(request).any(|other| !is_plain(other))
    {
        voice.own += 6;
    }
}

/// An automatic answer comes within minutes; of several letters the last before it is meant.
fn hear_time(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
    let Some(date) = signals.date else { return };
    let letters = &index.requests[request].facts.letters;
    let since = letters
        .iter()
        .filter_map(|letter| letter.sent_at)
        .map(|sent| date - sent)
        .filter(|since| *since >= TimeDelta::minutes(-2))
        .min();
    let Some(since) = since else {
        if index.first_sent(request).is_some_and(|first| first - date > TimeDelta::hours(26)) {
            let quote = date.format("%-d %B %Y").to_string();
            voice.too_early = Some(Evidence::new(Rule::BeforeTheRequest, &quote));
        }
        return;
    };
    if since <= TimeDelta::minutes(15) {
        voice.evidence.push(Evidence::new(
            Rule::SoonAfter,
            &format!("{} minutes", since.num_minutes().max(0)),
        ));
        voice.own += 12;
    } else if since <= TimeDelta::days(3) {
        voice.own += 2;
    }
}

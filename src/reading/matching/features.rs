//! What one message says in the terms of one index, before anything is learned: requests it names,
//! authorities that may have written it, and what it says for and against single requests. Computed
//! once a message; the rounds of filing only look at it.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use regex::Regex;

use super::domain;
use super::evidence::{Evidence, Rule};
use super::index::{Index, subject_key};
use super::knowledge::reference_key;
use super::signals::{Quoted, Signals};
use super::topic::Topic;
use crate::law::count::Count;
use crate::law::{Calendar, Holidays};

/// A message in the terms of an index.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// Requests named by what only their letters carry.
    pub(super) named: Vec<(usize, Evidence)>,
    /// Authorities it may come from.
    pub(super) writers: Vec<Writer>,
    /// Authorities its text names, where the sender's address points to none.
    pub(super) named_in_text: Vec<(usize, String)>,
    /// For requests of those authorities and those named: what it says for and against them.
    pub(super) voices: HashMap<usize, Voice>,
    /// Keys and values of the references it gives itself.
    pub(super) references: Vec<(String, String)>,
    /// Whether it says that it answers more than one request.
    pub(super) answers_several: bool,
    /// A letter of hers that it answers and that the index does not know.
    pub(super) unknown_letter: Option<String>,
    /// Message-IDs in its thread that are no letter of ours, nearest first.
    pub(super) strange_ids: Vec<String>,
    /// Whether the sender's domain imitates an authority's.
    pub(super) look_alike: bool,
    /// Whether it has a subject of its own that none of the authorities' requests has.
    pub(super) off_topic: bool,
}

/// An authority that may have written the message.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    pub(super) authority: usize,
    pub(super) evidence: Evidence,
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
}

impl Features {
    pub(super) fn of(signals: &Signals, index: &Index) -> Self {
        let mut features = Features {
            named: named(signals, index),
            writers: writers(signals, index),
            references: references(signals, index),
            answers_several: answers_several(&signals.new_text),
            ..Features::default()
        };
        features.look_alike = look_alike(signals, index, &features.writers);
        if features.writers.iter().all(|writer| writer.evidence.rule == Rule::AuthorityName) {
            features.named_in_text = index.named_in(&signals.new_text);
        }
        features.note_strange_ids(signals, index);
        let at_stake = features.at_stake(signals, index);
        features.hear(signals, index, &at_stake);
        features.off_topic = off_topic(signals, index, &at_stake);
        features
    }

    /// Requests about which the message may say something.
    fn at_stake(&self, signals: &Signals, index: &Index) -> BTreeSet<usize> {
        let mut authorities: BTreeSet<usize> =
            self.writers.iter().map(|writer| writer.authority).collect();
        authorities
            .extend(self.named.iter().map(|(request, _)| index.requests[*request].authority));
        let quoted = signals.quoted.iter().flat_map(|quoted| &quoted.addresses);
        let bounced = signals.bounce.iter().flat_map(|bounce| &bounce.recipients);
        for address in quoted.chain(bounced) {
            authorities.extend(
                index
                    .by_recipient(address)
                    .iter()
                    .map(|request| index.requests[*request].authority),
            );
        }
        authorities
            .iter()
            .flat_map(|authority| index.authorities[*authority].requests.iter().copied())
            .collect()
    }

    fn note_strange_ids(&mut self, signals: &Signals, index: &Index) {
        let returned = signals.bounce.iter().filter_map(|bounce| bounce.original_id.as_ref());
        let ids: Vec<&String> =
            signals.thread_ids.iter().chain(&signals.returned_ids).chain(returned).collect();
        if ids.iter().any(|id| !index.by_message_id(id).is_empty()) {
            self.strange_ids = signals
                .thread_ids
                .iter()
                .filter(|id| index.by_message_id(id).is_empty())
                .cloned()
                .collect();
            return;
        }
        for id in ids {
            let at = domain::of_address(id);
            if index.hers.owns_domain(at) && !domain::is_shared(at) {
                self.unknown_letter.get_or_insert_with(|| id.clone());
            } else if signals.thread_ids.contains(id) {
                self.strange_ids.push(id.clone());
            }
        }
        let unknown_tag = signals.header_tags.iter().find(|(_, tag)| index.by_tag(tag).is_empty());
        if let (None, Some((header, tag))) = (&self.unknown_letter, unknown_tag) {
            self.unknown_letter = Some(format!("{header}: +{tag}"));
        }
    }

    /// Collects what the message says of each request at stake.
    fn hear(&mut self, signals: &Signals, index: &Index, at_stake: &BTreeSet<usize>) {
        if at_stake.is_empty() {
            return;
        }
        let none = BTreeSet::new();
        let text = Topic::of(
            &format!("{}\n{}", signals.new_text, signals.attachment_names.join("\n")),
            &none,
        );
        let subject = Topic::of(&signals.subject, &none);
        let quoted = Topic::of(&signals.quoted_text, &none);
        for &request in at_stake {
            let mut voice = Voice::default();
            hear_topic(&mut voice, request, index, &text, &subject);
            hear_dates(&mut voice, request, index, signals);
            hear_quotes(&mut voice, request, index, signals);
            hear_quoted_text(&mut voice, request, index, &quoted);
            hear_due(&mut voice, request, index, signals);
            hear_subject(&mut voice, request, index, signals);
            hear_time(&mut voice, request, index, signals);
            self.voices.insert(request, voice);
        }
    }
}

/// Requests named by Message-IDs, plus-addresses and tokens.
fn named(signals: &Signals, index: &Index) -> Vec<(usize, Evidence)> {
    let mut named: Vec<(usize, Evidence)> = Vec::new();
    let mut add = |request: usize, rule: Rule, quote: &str| {
        if !named.iter().any(|(known, evidence)| *known == request && evidence.rule == rule) {
            named.push((request, Evidence::new(rule, quote)));
        }
    };
    let original = signals.bounce.iter().filter_map(|bounce| bounce.original_id.as_ref());
    for id in signals.thread_ids.iter().chain(&signals.returned_ids).chain(original) {
        for &request in index.by_message_id(id) {
            add(request, Rule::OurMessageId, &format!("<{id}>"));
        }
    }
    let in_text = signals.text_tags.iter().map(|tag| ("text", tag));
    for (place, tag) in
        signals.header_tags.iter().map(|(header, tag)| (header.as_str(), tag)).chain(in_text)
    {
        for request in index.by_tag(tag) {
            add(request, Rule::PlusAddress, &format!("{place}: +{tag}"));
        }
    }
    for (place, text) in [
        ("subject", &signals.subject),
        ("text", &signals.new_text),
        ("quoted text", &signals.quoted_text),
    ] {
        for (request, token) in index.by_token_in(text) {
            add(request, Rule::Token, &format!("{place}: {token}"));
        }
    }
    named
}

/// Authorities that the sender's address, domain or name points to. A name counts only where no
/// address does, and only where the sender puts it on (display name, subject, Reply-To) or signs
/// with it under a subject of hers.
fn writers(signals: &Signals, index: &Index) -> Vec<Writer> {
    let mut writers: Vec<Writer> = Vec::new();
    let mut add = |authority: usize, rule: Rule, quote: &str| {
        if !writers.iter().any(|known| known.authority == authority) {
            writers.push(Writer { authority, evidence: Evidence::new(rule, quote) });
        }
    };
    for &authority in index.by_sender(&signals.from) {
        add(authority, Rule::Sender, &signals.from);
    }
    let from_domain = domain::of_address(&signals.from);
    if !domain::is_shared(from_domain) {
        for &authority in index.by_domain(&domain::registrable(from_domain)) {
            add(authority, Rule::SenderDomain, &signals.from);
        }
    }
    if !writers.is_empty() || signals.is_forwarded() {
        return writers;
    }
    let mut add = |authority: usize, quote: &str| {
        if !writers.iter().any(|known| known.authority == authority) {
            writers.push(Writer { authority, evidence: Evidence::new(Rule::AuthorityName, quote) });
        }
    };
    for address in &signals.reply_to {
        for &authority in index.by_sender(address) {
            add(authority, address);
        }
    }
    for text in [&signals.from_name, &signals.subject] {
        for (authority, name) in index.named_in(text) {
            add(authority, &name);
        }
    }
    let key = subject_key(&signals.subject);
    for (authority, name) in index.named_in(&signals.new_text) {
        let requests = index.authorities[authority].requests.iter();
        if requests
            .flat_map(|request| &index.requests[*request].subjects)
            .any(|subject| key.contains(subject.as_str()))
        {
            add(authority, &name);
        }
    }
    writers
}

/// Whether the sender only looks like an authority that it names or that the index knows.
fn look_alike(signals: &Signals, index: &Index, writers: &[Writer]) -> bool {
    let suspect = domain::registrable(domain::of_address(&signals.from));
    let is_known = writers
        .iter()
        .any(|writer| matches!(writer.evidence.rule, Rule::Sender | Rule::SenderDomain));
    !is_known
        && !domain::is_shared(&suspect)
        && index
            .authorities
            .iter()
            .any(|a| a.domains.iter().any(|known| domain::imitates(&suspect, known)))
}

/// References that the message gives itself, without our own tokens.
fn references(signals: &Signals, index: &Index) -> Vec<(String, String)> {
    let mut references: Vec<(String, String)> = Vec::new();
    for reference in signals.references.iter().filter(|reference| reference.fresh) {
        let Some(key) = reference_key(&reference.value) else { continue };
        let ours = !index.by_token_in(&reference.value).is_empty();
        if !ours && !references.iter().any(|(known, _)| *known == key) {
            references.push((key, reference.value.clone()));
        }
    }
    references
}

/// Whether the text says that more than one request is answered.
fn answers_several(text: &str) -> bool {
    static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b(?:also|and)\s+(?:answers?|responds?\s+to|covers?|deals?\s+with|relates?\s+to)\s+(?:to\s+)?your\s+(?:other|second|further|previous|earlier|separate)\b
            | \bboth\s+(?:of\s+)?(?:your\s+)?(?:requests|enquiries|cases|references)\b
            | \byour\s+(?:two|three|other\s+two|several)\s+(?:\w+\s+){0,3}(?:requests|enquiries)\b
            | \b(?:answer|respon\w+|reply)\s+to\s+your\s+(?:\w+\s+){0,4}requests\b
            | \bjoint\s+(?:response|reply|answer)\b",
        )
        .expect("a constant pattern")
    });
    SEVERAL.is_match(text)
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

fn hear_dates(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
    for &day in &signals.dates_quoted {
        let fit = fit_of_request(index, request, day);
        let rival = index
            .siblings(request)
            .map(|other| fit_of_request(index, other, day))
            .max()
            .unwrap_or(0);
        let quote = day.format("%-d %B %Y").to_string();
        if fit > 0 {
            voice.evidence.push(Evidence::new(Rule::QuotedDate, &quote));
            voice.own += if rival == 0 { 20 * fit } else { 5 * fit };
            voice.supported |= rival == 0 && index.siblings(request).next().is_some();
        } else if rival > 0 {
            voice.against.push(Evidence::new(Rule::AnotherDate, &quote));
            voice.own_against += 1;
        }
    }
}

/// How well a day that a message gives for the request fits its letters: 2 the day of a letter, 1
/// the days until the next working day but one, 0 otherwise.
fn fit_of_request(index: &Index, request: usize, day: NaiveDate) -> i32 {
    let letters = &index.requests[request].facts.letters;
    letters
        .iter()
        .filter_map(|letter| letter.sent_at)
        .map(|sent| fit(sent.date_naive(), day))
        .max()
        .unwrap_or(0)
}

fn fit(sent: NaiveDate, day: NaiveDate) -> i32 {
    if sent == day {
        return 2;
    }
    let mut last = sent;
    loop {
        last = last + Days::new(1);
        if !matches!(last.weekday(), Weekday::Sat | Weekday::Sun) {
            break;
        }
    }
    i32::from(day > sent && day <= last)
}

fn hear_quotes(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
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

/// The day they promise is most often the twentieth working day after the request (s.10(1)): where
/// that fits one of several requests only, it tells them apart. It never speaks against one.
fn hear_due(voice: &mut Voice, request: usize, index: &Index, signals: &Signals) {
    let Some(due) = signals.due_quoted else { return };
    let fits = |request: usize| {
        index.requests[request].facts.letters.iter().filter_map(|letter| letter.sent_at).any(
            |sent| {
                let sent = sent.date_naive();
                let twentieth = |from| Count::new(from, 20, Calendar::Uk).end(Holidays::shipped());
                (0..=2).any(|later| twentieth(sent + Days::new(later)) == due)
            },
        )
    };
    if fits(request) && !index.siblings(request).any(fits) {
        voice
            .evidence
            .push(Evidence::new(Rule::QuotedDate, &format!("due {}", due.format("%-d %B %Y"))));
        voice.own += 15;
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
            voice
                .against
                .push(Evidence::new(Rule::BeforeTheRequest, &date.format("%-d %B %Y").to_string()));
            voice.own_against += 1;
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

/// Whether the subject is about something, and neither it nor the text shares a word with what any
/// of the requests asks.
fn off_topic(signals: &Signals, index: &Index, at_stake: &BTreeSet<usize>) -> bool {
    let mut aside = BTreeSet::new();
    for &request in at_stake {
        aside.extend(
            index.authorities[index.requests[request].authority].name_stems.iter().cloned(),
        );
    }
    let subject = Topic::of(&signals.subject, &aside);
    if subject.is_empty() {
        return false;
    }
    let text = Topic::of(&signals.new_text, &aside);
    !at_stake.iter().any(|request| {
        let own = &index.requests[*request].topic;
        own.meets(&subject) || own.support(&text).words.len() >= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_receipt_is_the_day_of_the_letter_or_the_next_working_day() {
        let day = |d| NaiveDate::from_ymd_opt(2025, 3, d).unwrap();
        for (sent, said, expected) in
            [(5, 5, 2), (5, 6, 1), (5, 7, 0), (5, 4, 0), (7, 10, 1), (8, 10, 1), (7, 11, 0)]
        {
            assert_eq!(fit(day(sent), day(said)), expected, "{sent} {said}");
        }
    }

    #[test]
    fn several_requests_are_answered_only_when_it_says_so() {
        for text in [
            "This message also answers your other request about trees.",
            "We refer to both your requests.",
            "This is a response to your two requests of May.",
        ] {
            assert!(answers_several(text), "{text}");
        }
        for text in [
            "This answers your request.",
            "Requests are logged daily.",
            "If you make other requests",
        ] {
            assert!(!answers_several(text), "{text}");
        }
    }
}

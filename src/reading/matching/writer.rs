//! Who may have written a message: the authorities that its address, its domain or the names in it
//! point to, and whether it only imitates one. As whom it speaks in its own words is for `speaker`.

use std::sync::LazyLock;

use super::domain;
use super::evidence::{Evidence, Rule};
use super::index::{Authority, Index};
use super::signals::Signals;
use super::speaker;
use super::subject::subject_key;
use crate::reading::pattern::Regex;

/// An authority that may have written the message.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    pub(super) authority: usize,
    pub(super) evidence: Evidence,
}

/// Authorities that the sender's address, domain or name points to. A name counts only where no
/// address does, and only where the sender puts it on (display name, subject, Reply-To) or signs
/// with it under a subject of hers.
pub(super) fn writers(signals: &Signals, index: &Index) -> Vec<Writer> {
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
    // An address of one authority is no other's, whoever shares its domain.
    if index.by_sender(&signals.from).is_empty() && !domain::is_shared(from_domain) {
        for authority in index.by_domain(from_domain) {
            add(authority, Rule::SenderDomain, &signals.from);
        }
    }
    if writers.len() > 1 {
        speaker::narrow(&mut writers, signals, index);
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
    for (authority, name) in signed(&signals.new_text, index) {
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
pub(super) fn look_alike(signals: &Signals, index: &Index, writers: &[Writer]) -> bool {
    let suspect = domain::registrable(domain::of_address(&signals.from));
    let is_known = writers
        .iter()
        .any(|writer| matches!(writer.evidence.rule, Rule::Sender | Rule::SenderDomain));
    !is_known
        && !domain::is_shared(&suspect)
        && index.authorities.iter().any(|authority| {
            let mut domains = authority.domains.iter();
            domains.any(|known| {
                domain::imitates(&suspect, known) || domain::is_read_as(&suspect, known)
            }) || domain::bears(&suspect, &authority.handles)
        })
}

impl Index {
    /// Whether a domain that is none of the authority's reads like one of its own: the same label under
    /// another ending, with a hyphen, with letters that look alike, or its whole name.
    pub(super) fn reads_like_its_own(&self, host: &str, authority: usize) -> bool {
        let Authority { domains: known, handles, .. } = &self.authorities[authority];
        let is_own = |label: &str| {
            let mut labels = known.iter().filter_map(|known| known.split('.').next());
            labels.any(|own| domain::as_read(own) == domain::as_read(label))
                || handles.contains(&domain::squeezed(label))
        };
        !known.contains(&domain::registrable(host)) && host.split('.').any(is_own)
    }
}

/// The most words of a line that names its writer, the name apart: "For and on behalf of".
const BESIDES: usize = 5;

/// Authorities that a text names as its writer, each with the name: on a line of their own, as
/// letterheads and signatures are. Whoever only speaks of an authority does so within a sentence, be
/// it that the sentence gives the name a line.
pub(super) fn signed(text: &str, index: &Index) -> Vec<(usize, String)> {
    let mut names: Vec<(usize, String)> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let goes_on = lines.peek().is_some_and(|next| {
            next.trim_start().starts_with(char::is_lowercase) && !line.trim_end().ends_with(',')
        });
        if line.len() >= 120 || goes_on {
            continue;
        }
        for (authority, name) in index.named_in(line) {
            let besides = line.split_whitespace().count().saturating_sub(name.split(' ').count());
            if besides <= BESIDES && !names.iter().any(|(known, _)| *known == authority) {
                names.push((authority, name));
            }
        }
    }
    names
}

/// Authorities that a message from an unknown sender names as its writer; in a regulator's letter,
/// all that it names. Mail from a private mailbox that only signs as an authority is nobody's.
pub(super) fn named_in_text(signals: &Signals, index: &Index) -> Vec<usize> {
    let named = match () {
        () if signals.is_from_regulator() => {
            let mut named = index.named_in(&signals.subject);
            named.extend(index.named_in(&signals.new_text));
            named
        }
        () if domain::is_mail_provider(domain::of_address(&signals.from)) => Vec::new(),
        () => {
            let mut named = signed(&signals.new_text, index);
            named.extend(speaker::holders(&signals.new_text, index));
            named
        }
    };
    let mut authorities: Vec<usize> = named.into_iter().map(|(authority, _)| authority).collect();
    authorities.sort_unstable();
    authorities.dedup();
    authorities
}

/// Authorities to which she made the request that the message speaks of: "your request to Marl
/// Council". It says whose request it is, and not who writes.
pub(super) fn asked_of(signals: &Signals, index: &Index) -> Vec<usize> {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:request|enquiry|e-?mail|letter|questions|complaint)\b[^.;:!?]{0,80}?\b(?:to|with)\s+(?:the\s+)?",
        )
        .expect("a constant pattern")
    });
    static PASSED_ON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:transfer|forward|refer|pass|redirect|sen[dt]|direct|submit|address)")
            .expect("a constant pattern")
    });
    let mut authorities: Vec<usize> = Vec::new();
    for text in [&signals.subject, &signals.new_text] {
        for lead in ASKED.find_iter(text) {
            let rest = &text[lead.end()..];
            // "We have sent your request on to them" tells whose it is now.
            let before = text.ceil_char_boundary(lead.start().saturating_sub(40));
            if PASSED_ON.is_match(&text[before..lead.end()]) {
                continue;
            }
            if index.has_name_at(rest)
                && let Some((authority, _)) = index.named_in(rest).first()
                && !authorities.contains(authority)
            {
                authorities.push(*authority);
            }
        }
    }
    authorities
}

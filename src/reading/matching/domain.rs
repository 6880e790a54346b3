//! Domains of senders: the registrable part by the Public Suffix List, those that many bodies
//! share (data in `shared_domains.txt`), and those that imitate another.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

const DATA: &str = include_str!("shared_domains.txt");

static SHARED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| entries(DATA.lines()));

/// Those under the heading "mail providers".
static PROVIDERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let below = DATA.lines().skip_while(|line| *line != "# mail providers").skip(1);
    entries(below.take_while(|line| !line.starts_with('#')))
});

fn entries(lines: impl Iterator<Item = &'static str>) -> HashSet<&'static str> {
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// The part of an address after the last `@`, or "".
pub fn of_address(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// The registrable domain (`foi.coventry.ac.uk` is `coventry.ac.uk`), lower-cased; the whole
/// domain where the list knows no suffix for it.
pub fn registrable(domain: &str) -> String {
    let domain = domain.trim_matches('.').to_ascii_lowercase();
    match psl::domain_str(&domain) {
        Some(registrable) => registrable.to_owned(),
        None => domain,
    }
}

/// Whether many bodies write from this domain, so that it is evidence for none of them.
pub fn is_shared(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    SHARED.contains(domain.as_str()) || SHARED.contains(registrable(&domain).as_str())
}

/// Whether the domain is one where anybody may have a mailbox.
pub fn is_mail_provider(domain: &str) -> bool {
    PROVIDERS.contains(registrable(domain).as_str())
}

/// Whether an address there is one person's or one office's, be the domain shared: mailboxes, and no
/// system that writes for many under one address.
pub fn is_of_mailboxes(domain: &str) -> bool {
    is_mail_provider(domain) || registrable(domain) == "nhs.net"
}

/// Endings under which only public bodies are given a name.
const RESERVED: [&str; 10] = [
    ".gov.uk",
    ".gov.scot",
    ".gov.wales",
    ".llyw.cymru",
    ".nhs.uk",
    ".nhs.scot",
    ".ac.uk",
    ".police.uk",
    ".mod.uk",
    ".parliament.uk",
];

/// Whether two addresses are one, or of one domain.
pub fn is_near_address(one: &str, other: &str) -> bool {
    let own = |address| registrable(of_address(address));
    one.eq_ignore_ascii_case(other) || !own(one).is_empty() && own(one) == own(other)
}

/// Whether mail from the domain is a public body's or comes through a system that bodies share.
pub fn is_of_bodies(domain: &str) -> bool {
    let registrable = registrable(domain);
    RESERVED.iter().any(|end| registrable.ends_with(end))
        || is_shared(domain) && !is_mail_provider(domain)
}

/// Whether `suspect` imitates `known` without being it or below it: the same name with something
/// added, or one or two letters changed. Both are registrable domains.
pub fn imitates(suspect: &str, known: &str) -> bool {
    if suspect == known || suspect.is_empty() {
        return false;
    }
    if RESERVED.iter().any(|end| suspect.ends_with(end)) {
        return false;
    }
    let (Some(suspect), Some(known)) = (first_label(suspect), first_label(known)) else {
        return false;
    };
    // A short name is within many others; with a hyphen it is still that name.
    if known.len() < 5 {
        return known.len() > 2 && suspect != known && suspect.split('-').any(|part| part == known);
    }
    suspect != known && suspect.contains(known) || is_near(suspect, known)
}

/// Whether `suspect`, a registrable domain, is read as `known` and is another: with letters that look
/// alike, or with letters of another script in place of its own.
pub fn is_read_as(suspect: &str, known: &str) -> bool {
    let is_free = !RESERVED.iter().any(|end| suspect.ends_with(end));
    let Some((suspect, known)) = first_label(suspect).zip(first_label(known)) else {
        return false;
    };
    is_free
        && suspect != known
        && known.len() > 2
        && (as_read(suspect) == as_read(known) || is_in_another_script(suspect, known))
}

/// A label as the eye takes it.
pub fn as_read(label: &str) -> String {
    let plain = squeezed(label).replace("rn", "m").replace("vv", "w");
    plain.replace('0', "o").replace(['1', 'i'], "l")
}

/// Whether a label written for other scripts (RFC 3492) has the letters of this one, but for as few as
/// were put in their place.
fn is_in_another_script(label: &str, known: &str) -> bool {
    let Some(encoded) = label.strip_prefix("xn--") else { return false };
    let plain = encoded.rsplit_once('-').map_or("", |(plain, _)| plain);
    let mut left = known.chars();
    let is_within = plain.chars().all(|c| left.any(|own| own == c));
    is_within && plain.len() < known.len() && plain.len() * 2 >= known.len()
}

/// Whether `suspect`, a registrable domain, bears one of an authority's names with something added.
pub fn bears(suspect: &str, names: &BTreeSet<String>) -> bool {
    let is_free = !RESERVED.iter().any(|end| suspect.ends_with(end));
    let label = first_label(suspect).map(squeezed).filter(|label| !names.contains(label));
    is_free && label.is_some_and(|label| names.iter().any(|name| label.contains(name.as_str())))
}

/// A name or a label by its letters and figures alone, in lower case.
pub fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The label left of the public suffix.
fn first_label(registrable: &str) -> Option<&str> {
    registrable.split('.').next().filter(|label| !label.is_empty())
}

/// Whether two labels of eight letters or more differ by one letter changed, added or dropped, or
/// by two neighbours exchanged.
fn is_near(a: &str, b: &str) -> bool {
    if a == b || a.len() < 8 || b.len() < 8 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same_start = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let same_end = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    let longer = a.len().max(b.len());
    if same_start + same_end + 1 >= longer {
        return true;
    }
    a.len() == b.len()
        && same_start + same_end + 2 == longer
        && a.as_bytes()[same_start] == b.as_bytes()[same_start + 1]
        && a.as_bytes()[same_start + 1] == b.as_bytes()[same_start]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_writes_from_below_its_body() {
        for (domain, expected) in [
            ("foi.dunbridge.ac.uk", "dunbridge.ac.uk"),
            ("Dunbridge.AC.uk", "dunbridge.ac.uk"),
            ("mail.norrwold.gov.uk", "norrwold.gov.uk"),
            ("case.hollow.example", "hollow.example"),
            ("localhost", "localhost"),
            ("", ""),
        ] {
            assert_eq!(registrable(domain), expected, "{domain}");
        }
    }

    #[test]
    fn what_many_share_is_evidence_for_none() {
        for domain in ["nhs.net", "norrwold.icasework.com", "GMAIL.com", "m.onetrust.com"] {
            assert!(is_shared(domain), "{domain}");
        }
        for domain in ["norrwold.gov.uk", "dunbridge.ac.uk", "trust.nhs.uk"] {
            assert!(!is_shared(domain), "{domain}");
        }
        assert!(is_mail_provider("Gmail.com") && !is_mail_provider("nhs.net"));
    }

    #[test]
    fn an_imitation_is_told_from_the_thing_and_from_a_stranger() {
        let known = "norrwold-council.example";
        for suspect in
            ["norrwold-council-secure.example", "norrwo1d-council.example", "norrwold-council.test"]
        {
            let expected = suspect != "norrwold-council.test";
            assert_eq!(imitates(suspect, known), expected, "{suspect}");
        }
        assert!(!imitates("marlbroughshire.gov.uk", "marlbrough.gov.uk"));
        let names = BTreeSet::from(["tarnbyheath".to_owned()]);
        assert!(bears("tarnby-heath-online.example", &names));
        assert!(!bears("tarnbyheath.example", &names));
        assert!(imitates("ashe-council.example", "ashe.example"));
        assert!(!imitates("washed.example", "ashe.example"));
        for suspect in ["mar1.example", "rnarl.example", "marl-.example", "xn--mrl-5cd.example"] {
            assert!(is_read_as(suspect, "marl.example"), "{suspect}");
        }
        for suspect in ["marl.example", "marl.test", "mole.example", "xn--mnchen-3ya.example"] {
            assert!(!is_read_as(suspect, "marl.example"), "{suspect}");
        }
        assert!(!imitates(known, known));
        assert!(!imitates("casehub.example", known));
    }
}

//! Her own addresses: which mail is hers, and the plus-addresses (RFC 5233 subaddresses) that she
//! gave to single requests, however a mail system wrote them down.

use serde::{Deserialize, Serialize};

/// The addresses she writes from, without their plus part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hers {
    /// `local@domain`, lower-cased, without `+tag`.
    bases: Vec<(String, String)>,
    /// What she calls herself.
    #[serde(default)]
    names: Vec<String>,
}

impl Hers {
    /// From addresses in any form; what is no address is left out.
    pub fn new<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let mut bases: Vec<(String, String)> = addresses
            .into_iter()
            .filter_map(split)
            .map(|(local, _, domain)| (local, domain))
            .collect();
        bases.sort();
        bases.dedup();
        Hers { bases, names: Vec::new() }
    }

    /// The same addresses, of somebody with that name.
    #[must_use]
    pub fn called(mut self, name: &str) -> Self {
        self.names.extend(Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned));
        self
    }

    /// What she calls herself, as far as that is known.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether she gave none.
    pub fn is_empty(&self) -> bool {
        self.bases.is_empty()
    }

    /// Her addresses, `local@domain`.
    pub fn addresses(&self) -> impl Iterator<Item = String> + '_ {
        self.bases.iter().map(|(local, domain)| format!("{local}@{domain}"))
    }

    /// Whether the address is hers, plus-addresses included.
    pub fn owns(&self, address: &str) -> bool {
        split(address).is_some_and(|(local, _, domain)| {
            self.bases.iter().any(|(l, d)| *l == local && *d == domain)
        })
    }

    /// Whether the domain is one she writes from.
    pub fn owns_domain(&self, domain: &str) -> bool {
        let domain = domain.to_ascii_lowercase();
        self.bases
            .iter()
            .any(|(_, known)| *known == domain || domain.ends_with(&format!(".{known}")))
    }

    /// The tag of a plus-address of hers, lower-cased.
    pub fn tag(&self, address: &str) -> Option<String> {
        let (_, tag, _) = split(address)?;
        if self.owns(address) { tag } else { None }
    }

    /// Whether the local part of an address of hers stands at the end of these bytes, as before the
    /// `+` of a plus-address.
    pub(super) fn ends_with_local(&self, before: &[u8]) -> bool {
        self.bases.iter().any(|(local, _)| {
            let start = before.len().checked_sub(local.len());
            start.is_some_and(|start| {
                let same = |(a, b): (&u8, &u8)| seen_as(*a) == seen_as(*b);
                before[start..].iter().zip(local.as_bytes()).all(same)
            })
        })
    }

    /// The tags of all her plus-addresses in a text: `local+tag@domain`, and the forms that
    /// envelope rewriting makes of them (`local+tag=domain@relay`).
    pub fn tags_in(&self, text: &str) -> Vec<String> {
        let mut tags = Vec::new();
        if !text.contains('+') {
            return tags;
        }
        let text = text.to_ascii_lowercase();
        let seen = as_seen(&text);
        for (local, domain) in &self.bases {
            let (opening, domain) = (as_seen(&format!("{local}+")), as_seen(domain));
            for (at, _) in seen.match_indices(&opening) {
                let rest = &text[at + opening.len()..];
                let tag: &str = rest.split(|c: char| !is_tag(c)).next().unwrap_or_default();
                let after = &rest[tag.len()..];
                let whole =
                    after.strip_prefix(['@', '=']).is_some_and(|d| as_seen(d).starts_with(&domain));
                if whole && !tag.is_empty() && !tags.iter().any(|known| known == tag) {
                    tags.push(tag.to_owned());
                }
            }
        }
        tags
    }
}

/// The form in which tags are compared when they were typed by hand: l and 1, o and 0 are one, and
/// hyphens may be left out.
pub fn loose(tag: &str) -> String {
    as_seen(&tag.replace('-', ""))
}

/// A text in lower case with one figure for letters that look like it; as long as the text.
fn as_seen(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { char::from(seen_as(c as u8)) } else { c }).collect()
}

fn seen_as(byte: u8) -> u8 {
    match byte.to_ascii_lowercase() {
        b'l' => b'1',
        b'o' => b'0',
        other => other,
    }
}

fn is_tag(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+')
}

/// `local+tag@domain` in its parts, lower-cased.
fn split(address: &str) -> Option<(String, Option<String>, String)> {
    let address = address.trim().trim_matches(['<', '>']).to_ascii_lowercase();
    let (local, domain) = address.rsplit_once('@')?;
    if local.is_empty() || domain.is_empty() {
        return None;
    }
    Some(match local.split_once('+') {
        Some((local, tag)) if !tag.is_empty() => {
            (local.to_owned(), Some(tag.to_owned()), domain.to_owned())
        }
        Some((local, _)) => (local.to_owned(), None, domain.to_owned()),
        None => (local.to_owned(), None, domain.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn her_plus_addresses_are_hers() {
        let hers = Hers::new(["Requests@Campaign.example", "nonsense"]);
        assert!(hers.owns("requests+a1b2@campaign.example"));
        assert!(hers.owns("REQUESTS@CAMPAIGN.EXAMPLE"));
        assert!(!hers.owns("juniper@campaign.example"));
        assert!(!hers.owns("requests@other.example"));
        assert_eq!(hers.tag("Requests+A1b2@campaign.example").as_deref(), Some("a1b2"));
        assert_eq!(hers.tag("bikes+a1b2@campaign.example"), None);
    }

    #[test]
    fn a_tag_is_found_wherever_it_hides() {
        let hers = Hers::new(["requests@campaign.example"]);
        for text in [
            "for <requests+q7x2@campaign.example>; Mon, 3 Mar",
            "REQUESTS+Q7X2@CAMPAIGN.EXAMPLE",
            "bounce-requests+q7x2=campaign.example@relay.example",
            "mailto:requests+q7x2@campaign.example?subject=Re",
            "requests+q7x2@campaign.examp1e",
        ] {
            assert_eq!(hers.tags_in(text), ["q7x2"], "{text}");
        }
        assert!(
            hers.tags_in("requests+q7x2@elsewhere.example and requests@campaign.example")
                .is_empty()
        );
    }

    #[test]
    fn letters_that_look_like_digits_are_one() {
        assert_eq!(loose("Ol1o0"), loose("0LlO0"));
        assert_ne!(loose("ab"), loose("ac"));
    }
}

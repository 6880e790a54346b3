//! One number in its spellings: what makes two of them equal, and which is told where a message writes
//! both. "FOI" before a number says what it is the number of; the number is the same without.

use crate::reading::pattern::Regex;
use std::sync::LazyLock;

use super::{Reference, figures, pattern};

/// Words before a number that only say what it is the number of.
const FAMILIES: [&str; 6] = ["FOISA", "FOIA", "FOI", "EIRS", "EIR", "REF"];

/// A number of fewer figures is not known without its family: "FOI 31".
const LEAST_FIGURES: usize = 3;

/// What makes two spellings of a reference equal: upper case, letters and figures only, without the
/// words before it that only say what it is (FOI, EIR, Ref, RhG), and without the zeros that a number
/// begins with.
pub fn normal(value: &str) -> String {
    let joined = without_zeros(&letters_and_figures(without_families(value)));
    { FAMILIES.iter() }
        .find_map(|family| joined.strip_prefix(family).filter(|own| is_own(own)))
        .map_or_else(|| joined.clone(), str::to_owned)
}

/// Whether what follows a family's name is a number of its own.
fn is_own(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
        && figures(rest.trim_start_matches('0')) >= LEAST_FIGURES
}

/// Letters and figures without the zeros that begin a number of other figures.
fn without_zeros(joined: &str) -> String {
    let mut bare = String::with_capacity(joined.len());
    for (at, one) in joined.char_indices() {
        let begins = !bare.ends_with(|c: char| c.is_ascii_digit());
        let goes_on = joined[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        if one != '0' || !begins || !goes_on {
            bare.push(one);
        }
    }
    bare
}

/// The value after families that stand as words of their own: "FOI IG/2025/111", "FOI/EIR 2026/T/9".
fn without_families(value: &str) -> &str {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:foi/eir|eir/foi|eis?r/foisa|foisa/eis?r|foisa|foia|foi|eirs|eir|ref|rhg)\.?[\s:#]+)+",
        )
    });
    let own = &value[WORDS.find(value).map_or(0, |words| words.end())..];
    let lettered = own.starts_with(|c: char| c.is_ascii_alphabetic());
    if lettered || is_own(own) { own } else { value }
}

fn letters_and_figures(value: &str) -> String {
    value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// References in the spelling in which the message itself gives the bare number, where it does:
/// "FOI 26/00931" in the subject of a letter that is about "26/00931" is 26/00931; and "EHCP FOI 10877"
/// over a letter about FOI 10877 is that.
pub(super) fn as_the_letter_writes(found: Vec<Reference>, texts: &[&str]) -> Vec<Reference> {
    let values: Vec<String> = found.iter().map(|one| one.value.clone()).collect();
    let mut told: Vec<Reference> = Vec::new();
    for mut one in found {
        if let Some(own) = shorter(&one.value, &values, texts) {
            one.normal = normal(&own);
            one.value = own;
        }
        if !told.iter().any(|known| known.normal == one.normal && known.place == one.place) {
            told.push(one);
        }
    }
    told
}

/// The end of a value that is the whole of another, or stands in the texts by itself.
fn shorter(value: &str, values: &[String], texts: &[&str]) -> Option<String> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:foi/eir|eir/foi|eis?r/foisa|foisa/eis?r|foisa|foia|foi|eirs|eir|rfi|rhg)[\s\-_/.:#]*|[a-z]{2,5} )",
        )
    });
    let own = &value[BEFORE.find(value)?.end()..];
    let initials = value.split(' ').next().is_some_and(|word| !is_family(word));
    let told = || values.iter().any(|other| other == own);
    let stands = || {
        !initials
            && (own.contains(['-', '/']) || figures(own) >= 5)
            && texts.iter().any(|text| stands_alone(text, own))
    };
    (is_own(own) || initials && figures(own) >= LEAST_FIGURES)
        .then_some(own)
        .filter(|_| told() || stands())
        .map(str::to_owned)
}

fn is_family(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    { FAMILIES.iter().chain(&["RFI", "RHG"]) }.any(|family| upper.starts_with(family))
}

/// Whether a number stands in a text with no family before it and nothing tied to it.
fn stands_alone(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].trim_end_matches([' ', '-', '/', '_', '.', ':', '#', '\u{a0}']);
        let word = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let tied = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "-/_".contains(c));
        !is_family(word)
            && !tied(text[..at].chars().next_back())
            && !tied(text[at + number.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::reference::{Places, find};

    #[test]
    fn spellings_have_one_normal_form() {
        for spellings in [
            vec!["FOI-771", "FOI-00771", "foi00771", "FOI 0771", "00771", "771"],
            vec!["FOI 42", "FOI-0042", "FOI42"],
            vec!["RFI 0042", "rfi42"],
            vec!["FOI2020/105", "foi 2020-105", "FOI 2020 105", "2020/105", "FOIA 2020/105"],
            vec!["17 419 924", "17419924", "ref17419924", "FOI Ref: 17419924"],
            vec!["FOI IG/2025/JUN/111", "IG/2025/JUN/111", "EIR IG/2025/JUN/111"],
            vec!["FOI W996293", "w996293"],
            vec!["FOI/EIR 2031/T/4", "2031/T/4", "FOI 2031/T/4"],
            vec!["RhG 2031-441", "2031-441", "EIR 2031-441"],
        ] {
            for spelling in &spellings {
                assert_eq!(normal(spelling), normal(spellings[0]), "{spelling}");
            }
        }
        for (one, other) in [
            ("FOI 31", "31"),
            ("IR-1198", "FOI-1198"),
            ("RFI 1198", "1198"),
            ("FOI/ICB/23/17", "ICB/23/17"),
        ] {
            assert_ne!(normal(one), normal(other), "{one} {other}");
        }
    }

    #[test]
    fn the_number_is_told_as_the_letter_itself_gives_it() {
        for (subject, body, values) in [
            ("Response to FOI 31/00512", "We answer 31/00512 today.", vec!["31/00512"]),
            ("EIR 31-0412 Trees", "Dear Ms Hale\n\nEIR 31-0412\n\nNone.", vec!["EIR 31-0412"; 2]),
            ("FOI/EIR 2031/T/4", "Ref 2031/T/4\n\nYes.", vec!["2031/T/4", "2031/T/4"]),
            ("FOI ref KMH-2204 Wards", "Ref: KMH-2204", vec!["KMH-2204", "KMH-2204"]),
            ("SEND FOI 20554", "FOI 20554\n\nPlease see below", vec!["FOI 20554", "FOI 20554"]),
            ("FOI 417 trees", "417 trees were felled", vec!["FOI 417"]),
            ("FOI2031/0417", "the year 2031/04171 and A2031/0417", vec!["FOI2031/0417"]),
        ] {
            let found = find(&Places { subject, body, ..Places::default() });
            let told: Vec<&str> = found.iter().map(|one| one.value.as_str()).collect();
            assert_eq!(told, values, "{subject}");
        }
    }
}

//! Years that a text speaks of, apart from its dates: they tell requests apart that put the same
//! questions every year. A year within a date, a number or the name of a law tells nothing.

use std::collections::BTreeSet;

use super::facts::RequestFacts;
use super::index::Index;

/// The years in a text: "in 2025", "2024/25", "2024-2025".
pub(super) fn years_in(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut before = "";
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if is_year(bare) && !leads_to_a_number(before) {
            found.insert(bare.replace('-', "/"));
        }
        before = word;
    }
    found
}

impl Index {
    /// Whether two requests bear one subject, numbers apart.
    pub(super) fn asks_again(&self, request: usize, other: usize) -> bool {
        !self.requests[request].subjects.is_disjoint(&self.requests[other].subjects)
    }

    /// Leaves to each request the years that none asks for that puts the same again.
    pub(super) fn set_years_apart(&mut self) {
        let all: Vec<BTreeSet<String>> =
            self.requests.iter().map(|one| one.years.clone()).collect();
        for request in 0..self.requests.len() {
            let again: Vec<usize> =
                self.siblings(request).filter(|other| self.asks_again(request, *other)).collect();
            let is_anothers = |year: &String| again.iter().any(|other| all[*other].contains(year));
            self.requests[request].years.retain(|year| !is_anothers(year));
        }
    }
}

/// The years that the first letter asks for.
pub(super) fn years_of(facts: &RequestFacts) -> BTreeSet<String> {
    let first = facts.letters.iter().min_by_key(|letter| letter.sent_at);
    first.map(|letter| years_in(&format!("{} {}", letter.subject, letter.text))).unwrap_or_default()
}

/// Whether a word is a year, or two that follow each other.
fn is_year(word: &str) -> bool {
    let is_whole = |word: &str| {
        word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
    };
    let ends =
        |word: &str| is_whole(word) || word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    match word.split_once(['/', '-', '–']) {
        Some((from, to)) => is_whole(from) && ends(to),
        None => is_whole(word),
    }
}

/// Whether what follows a word is a part of a date, of a number or of a law's name: "5 October 2026",
/// "FOI 2025", "Act 2000".
fn leads_to_a_number(word: &str) -> bool {
    const LAWS: [&str; 4] = ["act", "regulations", "regs", "order"];
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let ends_before =
        word.ends_with(['.', ',', ';']) && !word.starts_with(|c: char| c.is_ascii_digit());
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_short_name = bare.len() >= 2 && bare.bytes().all(|byte| byte.is_ascii_uppercase());
    let lower = bare.to_lowercase();
    let is_month = MONTHS.iter().any(|month| lower.starts_with(month)) && lower.len() <= 9;
    let has_figure = bare.bytes().any(|byte| byte.is_ascii_digit());
    is_month || has_figure || !ends_before && (is_short_name || LAWS.contains(&lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_told_from_dates_numbers_and_laws() {
        for (text, expected) in [
            ("In 2025, 412 staff. (2024: 9)", &["2024", "2025"][..]),
            ("Prevent training 2025", &["2025"]),
            ("for 2024/25 and 2025-26", &["2024/25", "2025/26"]),
            ("5 October 2026, Act 2000, FOI 2025 12, Regulations 2004, on 05/10/2026", &[]),
            ("2025/123 and 20255 and 1.2025", &[]),
        ] {
            assert_eq!(
                years_in(text).iter().map(String::as_str).collect::<Vec<_>>(),
                expected,
                "{text}"
            );
        }
    }
}

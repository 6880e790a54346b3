//! Her name, as her letters and her addresses give it: a letter that greets somebody else is not for
//! her. It judges surnames after a title only; a first name tells too little.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::domain;
use super::facts::RequestFacts;
use super::hers::Hers;
use super::quoted::addresses;
use super::signals::{Signals, speaks_of_a_case};
use crate::reading::pattern::Regex;
use crate::reading::topic::stem;

/// Letters by which a name that was misspelt is still hers.
const ALIKE: usize = 4;

/// The words of her name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HerName {
    words: BTreeSet<String>,
    /// The same as topics hold them.
    stems: BTreeSet<String>,
}

impl HerName {
    /// From what she calls herself, her addresses, and the last lines of her letters.
    pub(super) fn of(hers: &Hers, requests: &[RequestFacts]) -> Self {
        let letters = requests.iter().flat_map(|request| &request.letters);
        let signed = letters.filter_map(|letter| last_line(&letter.text));
        let mut words: BTreeSet<String> = signed.flat_map(words_of).collect();
        words.extend(hers.names().flat_map(words_of));
        // An address alone may be a role's: it only adds to a name.
        if !words.is_empty() {
            words.extend(
                hers.addresses().flat_map(|address| words_of(&address).collect::<Vec<_>>()),
            );
        }
        let stems = words.iter().map(|word| stem(word)).collect();
        HerName { words, stems }
    }

    /// Her name as words of a topic.
    pub(super) fn stems(&self) -> &BTreeSet<String> {
        &self.stems
    }

    /// The name by which a message greets somebody else, or the letter of a case attached to it: of
    /// letters that it discloses, which greet anybody, none speaks of a request.
    pub(super) fn is_to_another(&self, signals: &Signals) -> Option<String> {
        let attached = &signals.attached_text;
        self.greets_another(&signals.new_text)
            .or_else(|| self.is_anothers_by_subject(signals))
            .or_else(|| self.greets_another(attached).filter(|_| speaks_of_a_case(attached)))
    }

    /// The name by which a letter greets somebody else.
    fn greets_another(&self, text: &str) -> Option<String> {
        static GREETING: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?im)^[ \t]*(?:dear|annwyl|hello|hi|good\s+(?:morning|afternoon))\s+(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?)\b\.?\s+([^\n,:;]{2,50})",
            )
            .expect("a constant pattern")
        });
        if self.words.is_empty() {
            return None;
        }
        let is_name = |name: &str| (3..=30).contains(&name.chars().count());
        let greeting = GREETING.captures_iter(text).find(|greeting| is_name(&greeting[1]))?;
        let name = greeting.get(1)?.as_str();
        let is_hers = |word: String| self.words.iter().any(|own| is_alike(own, &word));
        let other = words_of(name).next().is_some() && !words_of(name).any(is_hers);
        other.then(|| greeting[0].trim().to_owned())
    }

    /// Whether a letter begins with her name: "Dear Robin", "Good morning Ms Hale".
    pub(super) fn is_greeted(&self, text: &str) -> bool {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let is_short = line.split_whitespace().count() <= 6;
        is_short && words_of(line).any(|word| self.words.contains(&word))
    }

    /// The first name by which a letter greets somebody else who stands in its subject: "FOI 42 (Tom
    /// Brown)", "Dear Tom".
    fn is_anothers_by_subject(&self, signals: &Signals) -> Option<String> {
        let (name, greeting) = self.strange_first_name(&signals.new_text)?;
        let named = |word: &str| {
            let word = word.trim_start_matches(|c: char| !c.is_alphabetic());
            word.starts_with(char::is_uppercase) && words_of(word).any(|word| word == name)
        };
        signals.subject.split_whitespace().any(named).then_some(greeting)
    }

    /// The first name by which a text greets somebody else, and the greeting.
    fn strange_first_name(&self, text: &str) -> Option<(String, String)> {
        static GREETING: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?im)^[ \t]*(?:dear|annwyl|hello|hi|good\s+(?:morning|afternoon))\s+([\p{L}'’-]+)[ \t]*[,!:]?[ \t]*$",
            )
            .expect("a constant pattern")
        });
        if self.words.is_empty() {
            return None;
        }
        let greeting = GREETING.captures(text)?;
        let name = words_of(greeting.get(1)?.as_str()).next()?;
        let is_hers = self.words.iter().any(|own| is_alike(own, &name));
        (!is_hers && !is_anybody(&name)).then(|| (name, greeting[0].trim().to_owned()))
    }

    /// The first name by which a letter greets somebody else whose letter it quotes below.
    pub(super) fn answers_another(&self, signals: &Signals, hers: &Hers) -> Option<String> {
        let (name, greeting) = self.strange_first_name(&signals.new_text)?;
        let office = domain::registrable(domain::of_address(&signals.from));
        let is_stranger = |address: &String| {
            !hers.owns(address) && domain::registrable(domain::of_address(address)) != office
        };
        let writes = |line: &str| {
            addresses(line).iter().any(is_stranger) && words_of(line).any(|word| word == name)
        };
        let lines = [&signals.quoted_text, &signals.new_text].into_iter().flat_map(|t| t.lines());
        let quotes = lines.into_iter().any(writes);
        quotes.then_some(greeting)
    }
}

/// Whether a letter to anybody greets so.
fn is_anybody(word: &str) -> bool {
    const ANYBODY: &str =
        "sir madam all applicant requester requestor enquirer customer resident colleague team";
    ANYBODY.split_whitespace().any(|anybody| anybody == word)
}

/// Whether two words are one name: the same beginning, as far as the shorter one or a slip leaves it.
fn is_alike(own: &str, word: &str) -> bool {
    let same = own.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    same >= ALIKE.min(own.chars().count()).min(word.chars().count())
}

/// The last line of a letter, where it is short enough for a name.
fn last_line(text: &str) -> Option<&str> {
    let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty())?;
    (line.split_whitespace().count() <= 4).then_some(line)
}

/// Words of three letters and more, in lower case.
fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .filter(|word| word.chars().count() >= 3)
        .map(|word| word.replace(['\'', '’'], "").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::matching::LetterFacts;

    #[test]
    fn a_greeting_by_another_surname_is_not_for_her() {
        let text = "Dear Marl,\n\nHow many trees?\n\nYours faithfully\nRobin O'Hale\n".to_owned();
        let letter = LetterFacts { text, ..LetterFacts::default() };
        let request = RequestFacts { letters: vec![letter], ..RequestFacts::default() };
        let name = HerName::of(&Hers::new(["rohale@campaign.example"]), &[request]);
        for (text, another) in [
            ("Dear Mr Dunne,\n\nThank you.", Some("Dear Mr Dunne")),
            ("Good afternoon Dr. T Dunne\n\nThank you.", Some("Good afternoon Dr. T Dunne")),
            ("Dear Ms O’Hale,\n\nThank you.", None),
            ("Dear Ms Ohalle and Mr Dunne", None),
            ("Dear Robin,", None),
            ("Dear Sir or Madam,", None),
            ("We told Dear Mr Dunne", None),
        ] {
            assert_eq!(name.greets_another(text).as_deref(), another, "{text}");
        }
        for (text, hers) in [
            ("\n Dear Robin,\nNone.", true),
            ("Good morning Ms O'Hale\nNone.", true),
            ("Dear Tom\nRobin asked", false),
            ("", false),
        ] {
            assert_eq!(name.is_greeted(text), hers, "{text}");
        }
        for (subject, text, another) in [
            ("FOI 901 (Tom Brown)", "Dear Tom\n\nWe hold none.", Some("Dear Tom")),
            ("FOI 901 (Robin Ohale)", "Dear Robin\n\nWe hold none.", None),
            ("FOI 901 for the applicant", "Dear Applicant\n\nWe hold none.", None),
            ("FOI 901 (Tom Brown)", "Dear Tomas\n\nWe hold none.", None),
        ] {
            let signals =
                Signals { subject: subject.into(), new_text: text.into(), ..Signals::default() };
            assert_eq!(name.is_anothers_by_subject(&signals).as_deref(), another, "{subject}");
        }
        assert_eq!(HerName::default().greets_another("Dear Mr Dunne"), None);
    }
}

//! Names of authorities, found in a text: by their first word, the longest first.

use std::collections::HashMap;

use super::speaker::is_sort_of_body;

/// Names and whose they are.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By the first word: all words of the name, and the authority.
    known: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Names {
    /// Adds a name and gives its words; one of a single word is found nowhere.
    pub(super) fn add(&mut self, authority: usize, name: &str) -> Vec<String> {
        let words: Vec<String> = name_words(name).collect();
        if let Some(first) = words.first()
            && words.len() > 1
        {
            let known = self.known.entry(first.clone()).or_default();
            if !known.contains(&(words.clone(), authority)) {
                known.push((words.clone(), authority));
            }
        }
        words
    }

    /// The first word of every name.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &String> {
        self.known.keys()
    }

    fn starting(&self, word: &str) -> &[(Vec<String>, usize)] {
        self.known.get(word).map_or(&[], Vec::as_slice)
    }

    /// Authorities named in the text, each with its name; a longer name hides one inside it, known or not.
    pub(super) fn named_in(&self, text: &str) -> Vec<(usize, String)> {
        let words: Vec<Word> = words(text).collect();
        let is_here = |at: usize, name: &[String]| {
            let here = words[at..].iter().map(|word| word.name.as_str());
            here.take(name.len()).eq(name.iter().map(String::as_str))
        };
        let mut named: Vec<(usize, String)> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let starting = self.starting(&words[at].name);
            let here = starting.iter().filter(|(name, _)| is_here(at, name));
            let Some((name, _)) = here.max_by_key(|(name, _)| name.len()) else {
                at += 1;
                continue;
            };
            let end = at + name.len();
            if !is_of_another(&words, at, end) {
                for (_, authority) in starting.iter().filter(|(other, _)| other == name) {
                    if !named.iter().any(|(known, _)| known == authority) {
                        named.push((*authority, name.join(" ")));
                    }
                }
            }
            at = end;
        }
        named
    }

    /// Whether the text starts with an authority's name.
    pub(super) fn is_at(&self, text: &str) -> bool {
        let Some(first) = name_words(text).next() else { return false };
        self.starting(&first)
            .iter()
            .any(|(name, _)| name_words(text).take(name.len()).eq(name.iter().cloned()))
    }
}

/// What makes another place of a name that follows: "North Marl Council" is not Marl Council.
const BEFORE: &str = "north south east west northern southern eastern western upper lower great greater \
     little new old mid central inner outer royal";

/// What makes another body of a name before it: "Marl Council Pension Fund", "Marl University Hospitals".
const AFTER: &str = "pension federation union charity hospital hospitals student students employees \
     association alumni academy fund branch group";

/// What does so also with a word or two between: "Marl Council Housing Association", "Marl University
/// Natural History Museum".
const FURTHER: &str = "association museum society unison union club federation charity trust hospital \
     hospitals news gazette herald chronicle observer times echo mercury courier watch campaign";

/// Whether the words from `start` to `end` are part of another body's name: what stands right beside them
/// on the line belongs to it.
fn is_of_another(words: &[Word], start: usize, end: usize) -> bool {
    let holds = |list: &str, word: &Word| list.split_whitespace().any(|one| one == word.name);
    let joined = |at: usize| words.get(at).filter(|word| !word.is_apart);
    let before = start.checked_sub(1).filter(|_| joined(start).is_some());
    let two_places = |at: usize| {
        let first = at.checked_sub(1).filter(|_| words[at].name == "and" && !words[at].is_apart);
        first.is_some_and(|at| words[at].is_capital && !is_sort_of_body(&words[at].name))
    };
    if before.is_some_and(|at| holds(BEFORE, &words[at]) || two_places(at)) {
        return true;
    }
    let Some(after) = joined(end) else { return false };
    let next = joined(end + 1);
    let on_the_line = (end..end + 3).map_while(joined).take_while(|word| word.is_capital);
    holds(AFTER, after)
        || { on_the_line }.any(|word| holds(FURTHER, word))
        || after.name == "of" && next.is_some_and(|next| next.is_capital)
        || after.name == "and" && next.is_some_and(|next| next.name == "crime")
}

/// A word of a text in which names are looked for.
struct Word {
    /// Lower-cased, apostrophes dropped.
    name: String,
    is_capital: bool,
    /// Whether more than a space or a hyphen stands between it and the word before it.
    is_apart: bool,
}

/// The words of a text, without articles; `&` is read as and.
fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut apart = true;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    text.split_inclusive(move |c: char| !is_part(c)).flat_map(move |piece| {
        let word = piece.trim_end_matches(move |c: char| !is_part(c));
        let rest = &piece[word.len()..];
        let mut found = Vec::new();
        let mut add = |name: String, is_capital: bool, apart: &mut bool| {
            if !name.is_empty() && name != "the" {
                found.push(Word { name, is_capital, is_apart: *apart });
                *apart = false;
            }
        };
        let is_capital = word.starts_with(char::is_uppercase);
        add(word.replace(['\'', '’'], "").to_lowercase(), is_capital, &mut apart);
        if rest == "&" {
            add("and".to_owned(), false, &mut apart);
        } else if !matches!(rest, " " | "-" | "\u{a0}" | "") {
            apart = true;
        }
        found
    })
}

/// Words of a name or a text as they are compared.
fn name_words(text: &str) -> impl Iterator<Item = String> {
    words(text).map(|word| word.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_within_another_bodys_name_is_not_found() {
        let mut names = Names::default();
        let _ = names.add(1, "Marl Council");
        let _ = names.add(2, "University of Marl");
        let _ = names.add(3, "South Marl Council");
        for (text, found) in [
            ("From Marl Council", &[1][..]),
            ("From North Marl Council", &[]),
            ("South Marl Council", &[3]),
            ("University of Marl Hospitals Trust", &[]),
            ("Kelham and Marl Council", &[]),
            ("Kelham Council and Marl Council", &[1]),
            ("From the North\nMarl Council", &[1]),
            ("Marl Council Pension Fund", &[]),
            ("Marl Council of Churches", &[]),
            ("Marl Council, Pension Team", &[1]),
            ("Marl Council Housing Association", &[]),
            ("Marl Council Housing Team", &[1]),
            ("Marl Council Branch of Unison", &[]),
            ("Marl Council Museum", &[]),
            ("Marl Council Evening News", &[]),
            ("Marl Council has a museum", &[1]),
            ("FOI Team Marl Council", &[1]),
            ("Mid-Marl Council", &[]),
        ] {
            let named: Vec<usize> = names.named_in(text).into_iter().map(|(of, _)| of).collect();
            assert_eq!(named, found, "{text}");
        }
    }

    #[test]
    fn apostrophes_articles_and_ampersands_do_not_matter() {
        let mut names = Names::default();
        let _ = names.add(4, "The King's Fund & Trust");
        for text in ["From the Kings Fund and Trust", "KING’S FUND & TRUST"] {
            assert_eq!(names.named_in(text).len(), 1, "{text}");
        }
        assert!(names.named_in("Kings Fund").is_empty());
        assert!(names.is_at("King's Fund and Trust, London") && !names.is_at("a King's Fund"));
    }
}

//! Names of authorities, found in a text: by their first word, the longest first.

use std::collections::HashMap;

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

    /// Authorities named in the text, each with its name; a longer name hides one inside it.
    pub(super) fn named_in(&self, text: &str) -> Vec<(usize, String)> {
        let words: Vec<String> = name_words(text).collect();
        let mut named: Vec<(usize, String)> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = self
                .starting(&words[at])
                .iter()
                .filter(|(name, _)| words[at..].starts_with(name))
                .max_by_key(|(name, _)| name.len());
            let Some((name, _)) = longest else {
                at += 1;
                continue;
            };
            let before = at.checked_sub(1).map(|before| words[before].as_str());
            let after = words.get(at + name.len()).map(String::as_str);
            if before.is_some_and(|word| BEFORE.contains(&word))
                || after.is_some_and(|word| AFTER.contains(&word))
            {
                at += 1;
                continue;
            }
            for (_, authority) in
                self.starting(&words[at]).iter().filter(|(other, _)| other == name)
            {
                if !named.iter().any(|(known, _)| known == authority) {
                    named.push((*authority, name.join(" ")));
                }
            }
            at += name.len();
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
const BEFORE: [&str; 17] = [
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper",
    "lower", "great", "greater", "little", "new", "old", "mid", "central",
];

/// What makes another body of a name before it: "University of Marl Hospitals".
const AFTER: [&str; 4] = ["hospital", "hospitals", "student", "students"];

/// Words of a name or a text for finding names, lower-cased, apostrophes dropped, `&` read as and.
fn name_words(text: &str) -> impl Iterator<Item = String> {
    text.split_inclusive('&')
        .flat_map(|piece| {
            let (piece, and) = piece.strip_suffix('&').map_or((piece, ""), |piece| (piece, "and"));
            let words = piece.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
            words.map(|word| word.replace(['\'', '’'], "").to_lowercase()).chain([and.to_owned()])
        })
        .filter(|word| !word.is_empty() && word != "the")
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

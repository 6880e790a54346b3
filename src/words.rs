//! One word per thing: closed sets of words that the code, the screen, the database and the
//! contract spell alike. Knows no meaning; each room defines its own sets with `words!`.

/// A word that is not of the set it was read as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not {} {set} ({})", self.article(), self.hint())]
pub struct UnknownWord {
    /// What was given.
    pub word: String,
    /// The set's name, for the message: "status", "kind of letter".
    pub set: &'static str,
    /// Every word of the set, separated by ", ".
    pub known: String,
}

impl UnknownWord {
    fn article(&self) -> &'static str {
        if self.set.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
    }

    /// The words that may have been meant; where none is near, every word.
    fn hint(&self) -> String {
        let meant: Vec<String> = near(&self.word, self.known.split(", "))
            .iter()
            .map(|word| format!("`{word}`"))
            .collect();
        match meant.as_slice() {
            [] => format!("one of: {}", self.known),
            [one] => format!("did you mean {one}?"),
            [first @ .., last] => format!("did you mean {} or {last}?", first.join(", ")),
        }
    }
}

/// Defines an enum whose variants each have one fixed word, with `ALL`, `word()`, `Display`,
/// `FromStr`, and serde as that word.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident ($set:literal) { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every member, in the order of their definition.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The one word for it, as in the contract and the database.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                $name::ALL.iter().copied().find(|known| known.word() == word).ok_or_else(|| {
                    $crate::words::UnknownWord {
                        word: word.to_owned(),
                        set: $set,
                        known: $name::ALL.iter().map(|known| known.word()).collect::<Vec<_>>().join(", "),
                    }
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                word.parse().map_err(<D::Error as serde::de::Error>::custom)
            }
        }
    };
}
pub(crate) use words;

/// How many there are, in words: "1 letter", "2 letters".
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The known word nearest to a mistyped one, for "did you mean": at most two edits away (one for
/// words of up to four letters), else the shortest that begins with it (of three letters or more).
pub fn nearest<'a>(mistyped: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = mistyped.chars().count();
    let allowed = if letters <= 4 { 1 } else { 2 };
    let known: Vec<&str> = known.into_iter().collect();
    let near = known.iter().map(|word| (edits(mistyped, word), *word));
    let near = near.filter(|(distance, _)| *distance <= allowed);
    let longer = known.iter().filter(|word| letters >= 3 && word.starts_with(mistyped));
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
        .or_else(|| longer.min_by_key(|word| word.len()).copied())
}

/// The words that a word may have been meant for: the nearest one, else those that share the most parts
/// with it ("college": `fe-college`, `sixth-form-college`). Case, spaces, hyphens and underscores do not
/// count.
fn near<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> Vec<&'a str> {
    let plain = |word: &str| word.trim().to_lowercase().replace([' ', '_'], "-");
    let word = plain(word);
    let spelt: Vec<(&str, String)> = known.map(|known| (known, plain(known))).collect();
    if let Some(one) = nearest(&word, spelt.iter().map(|(_, plain)| plain.as_str())) {
        return spelt.iter().filter(|(_, plain)| plain == one).map(|(known, _)| *known).collect();
    }
    let shared = |known: &str| {
        let has = |part: &&str| part.len() >= 3 && known.split('-').any(|other| other == *part);
        word.split('-').filter(has).count()
    };
    let most = spelt.iter().map(|(_, plain)| shared(plain)).max().filter(|most| *most > 0);
    let alike = spelt.iter().filter(|(_, plain)| Some(shared(plain)) == most);
    alike.map(|(known, _)| *known).collect()
}

/// Levenshtein distance in characters.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let cost = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        /// A set for these tests.
        enum Colour ("colour") { Red = "red", DarkBlue = "dark_blue", LightBlue = "light_blue" }
    }

    #[test]
    fn a_word_survives_the_way_there_and_back() {
        for colour in Colour::ALL {
            assert_eq!(colour.word().parse(), Ok(*colour));
            let json = serde_json::to_string(colour).unwrap();
            assert_eq!(serde_json::from_str::<Colour>(&json).unwrap(), *colour);
        }
    }

    #[test]
    fn an_unknown_word_is_told_with_the_known_ones() {
        for (word, hint) in [
            ("pink", "one of: red, dark_blue, light_blue"),
            ("rad", "did you mean `red`?"),
            ("Dark Bleu", "did you mean `dark_blue`?"),
            ("blue", "did you mean `dark_blue` or `light_blue`?"),
            ("light green-blue", "did you mean `light_blue`?"),
        ] {
            let error = word.parse::<Colour>().unwrap_err();
            assert_eq!(error.to_string(), format!("`{word}` is not a colour ({hint})"));
        }
    }

    #[test]
    fn the_nearest_word_is_offered_only_when_it_is_near() {
        assert_eq!(nearest("emial", ["name", "email"]), Some("email"));
        assert_eq!(nearest("colour", ["name", "email"]), None);
        let templates = ["review", "social-media-monitoring", "social-media-monitoring-2026"];
        assert_eq!(nearest("social-media", templates), Some("social-media-monitoring"));
        assert_eq!(nearest("so", templates), None);
    }
}

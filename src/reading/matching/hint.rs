//! Whether a text may hold words of requests for information or of their regulators: a search for a
//! few letters, and a look at the words beside them. It never overlooks what the patterns of `glance`
//! and `signals` find; where it sees something, they decide. Most texts hold nothing, and this is
//! many times as fast as asking the patterns.

use std::sync::LazyLock;

use regex::Regex;

/// What a text may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// Words or references of requests for information.
    pub(super) foi: bool,
    /// Words of regulators.
    pub(super) regulator: bool,
}

impl Hints {
    /// Of a text.
    pub(super) fn of(text: &str) -> Self {
        // The one letter beyond ASCII that is one of these where case does not count.
        if memchr::memmem::find(text.as_bytes(), "\u{17f}".as_bytes()).is_some() {
            return Hints { foi: true, regulator: true };
        }
        let lower = text.to_ascii_lowercase();
        let mut hints = Hints::default();
        let mut from = 0;
        while let Some(found) = LETTERS.find_at(&lower, from) {
            let place = Place { text, lower: &lower, start: found.start(), end: found.end() };
            hints.foi = hints.foi || place.hints_at_foi();
            hints.regulator = hints.regulator || place.hints_at_regulator();
            if hints.foi && hints.regulator {
                break;
            }
            // Another one may begin inside this one; its first letter is ASCII.
            from = found.start() + 1;
        }
        hints
    }
}

/// Letters of which each of the words and references holds some, in lower case.
static LETTERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"information|internal|access|request|enquiry|rhyddid|cais|exempt",
        r"|foi|eir|e\.ir|ei\.r|e\.i\.r|rfi|infreq",
        r"|complaint|commission|tribunal|decision|accepted",
    ))
    .expect("a constant pattern")
});

/// Letters found in a text.
struct Place<'a> {
    text: &'a str,
    lower: &'a str,
    start: usize,
    end: usize,
}

impl Place<'_> {
    fn letters(&self) -> &str {
        &self.lower[self.start..self.end]
    }

    /// Whether what stands before the letters, and white space, ends like this.
    fn follows(&self, words: &[&str]) -> bool {
        let before = self.lower[..self.start].trim_end();
        words.iter().any(|word| before.ends_with(word))
    }

    /// Whether what stands after the letters, and white space, begins like this.
    fn precedes(&self, words: &[&str]) -> bool {
        let after = self.lower[self.end..].trim_start();
        words.iter().any(|word| after.starts_with(word))
    }

    fn hints_at_foi(&self) -> bool {
        match self.letters() {
            "information" => {
                self.follows(&["of", "environmental", "for", "recorded"])
                    || self.precedes(&["request", "rights", "governance", "commissioner", "access"])
            }
            "request" => self.follows(&["your"]),
            "enquiry" => self.follows(&["your", "information"]),
            "internal" => self.precedes(&["review"]),
            "access" => self.follows(&["subject"]),
            "cais" => self.precedes(&["am"]),
            "eir" | "e.ir" | "ei.r" | "e.i.r" | "rfi" => self.is_short_name(),
            "rhyddid" | "exempt" | "foi" | "infreq" => true,
            _ => false,
        }
    }

    fn hints_at_regulator(&self) -> bool {
        match self.letters() {
            "complaint" | "commission" | "tribunal" => true,
            "decision" => self.precedes(&["notice"]),
            "accepted" => self.precedes(&["your"]),
            _ => false,
        }
    }

    /// Whether the letters are more than a part of an ordinary word such as "their": they begin one,
    /// are in capitals, or stand in one run with a figure.
    fn is_short_name(&self) -> bool {
        let bytes = self.text.as_bytes();
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let begins = !bytes[..self.start].last().is_some_and(goes_on);
        let capitals = bytes[self.start..self.end].iter().all(|byte| !byte.is_ascii_lowercase());
        begins
            || capitals
            || holds_figure(bytes[..self.start].iter().rev())
            || holds_figure(bytes[self.end..].iter())
    }
}

/// Whether a run of letters, figures and joints may hold a figure: a sign beyond ASCII at its end may
/// be one, and so may what comes after more signs than a reference has.
fn holds_figure<'a>(bytes: impl Iterator<Item = &'a u8>) -> bool {
    const LONGEST: usize = 80;
    let run =
        |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_' | b'-');
    for (length, byte) in bytes.enumerate() {
        if byte.is_ascii_digit() || !byte.is_ascii() || length == LONGEST {
            return true;
        }
        if !run(&byte) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::glance::{FOI_REFERENCE, REGULATOR_WORDS};
    use super::super::signals::FOI_WORDS;
    use super::*;
    use crate::reading::pattern;

    #[test]
    fn ordinary_words_are_no_hint() {
        for text in [
            "Their information is on request, and the decision was accepted.",
            "I surf the internal pages; their-s is internal access to the enquiry desk",
            "",
        ] {
            assert_eq!(Hints::of(text), Hints::default(), "{text}");
        }
        let both = Hints { foi: true, regulator: true };
        assert_eq!(Hints::of("Your  request\u{a0}led to a decision\nNOTICE"), both);
    }

    /// Pieces of texts, of which some are found by the patterns when they are put together.
    const PIECES: &[&str] = &[
        "freedom",
        "of",
        "information",
        "Information",
        "environmental",
        "FOI",
        "foi",
        "FOIA",
        "SA",
        "e.i.r",
        "E.IR",
        "EI.R",
        "EIR",
        "eir",
        "eirs",
        "th",
        "request",
        "requests",
        "REQUEST",
        "for",
        "rights",
        "governance",
        "commissioner",
        "access",
        "internal",
        "review",
        "subject",
        "your",
        "Your",
        "enquiry",
        "rhyddid",
        "gwybodaeth",
        "cais",
        "am",
        "wybodaeth",
        "exempt",
        "exemption",
        "recorded",
        "RFI",
        "rfi",
        "infreq",
        "INFREQ",
        "complaint",
        "Commission",
        "tribunal",
        "decision",
        "notice",
        "accepted",
        "your",
        " ",
        "  ",
        "\n",
        "\u{a0}",
        "\u{2003}",
        "1",
        "27",
        "\u{663}",
        "/",
        "-",
        ".",
        "_",
        "\u{2013}",
        "x",
        "\u{e9}",
        "\u{17f}",
        "reque\u{17f}t",
        ",",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn what_the_patterns_find_is_hinted_at(
            pieces in proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..14)
        ) {
            let text: String = pieces
                .iter()
                .flat_map(|(piece, apart)| [PIECES[*piece], if *apart { " " } else { "" }])
                .collect();
            let found = |source: &str| pattern::Regex::new(source).unwrap().is_match(&text);
            static FOI: LazyLock<[pattern::Regex; 2]> = LazyLock::new(|| {
                [FOI_WORDS, FOI_REFERENCE].map(|source| pattern::Regex::new(source).unwrap())
            });
            let hints = Hints::of(&text);
            prop_assert!(hints.foi || !FOI.iter().any(|one| one.is_match(&text)), "{text:?}");
            prop_assert!(hints.regulator || !found(REGULATOR_WORDS), "{text:?}");
        }
    }
}

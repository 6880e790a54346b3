//! Prose: a letter's text cut into sentences, and folded so that one pattern fits every spelling.
//! A sentence keeps the words as written, for quoting. Knows nothing of what a sentence means.

use crate::reading::pattern::Regex;
use std::sync::LazyLock;

/// A longer run without a full stop is cut here, so that no rule reads a whole table as a sentence.
const LONGEST: usize = 1500;

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "s", "ss", "sec", "sect", "reg", "regs", "art", "no", "nos", "ref", "e.g", "eg", "i.e", "ie",
    "mr", "mrs", "ms", "dr", "prof", "st", "approx", "inc", "ltd", "vs", "v", "p", "pp", "para",
    "paras", "etc", "fao", "tel", "ext", "cyf", "rev", "hon",
];

/// A list item or question number at the start of a line.
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:\(?\d{1,2}[a-z]?(?:[.):]| [–-])|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)]|(?:19|20)\d\d(?:[/-]\d\d)? ?[:=–-]|[•·*○▪–-])\s")
        .expect("the pattern is constant and tested")
});

/// The sentences of `text` in order, each without outer white space. Paragraphs, list items, rows of
/// tables and short heading lines end a sentence; a line break inside a paragraph does not.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (start, end) in blocks(text) {
        split_block(text, start, end, &mut found);
    }
    found
}

/// Byte ranges of text that no sentence crosses.
fn blocks(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut previous: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let ends_before = match previous {
            None => false,
            Some(before) => {
                before.trim().is_empty() != line.trim().is_empty() || breaks(before, line)
            }
        };
        if ends_before {
            found.push((start, at));
            start = at;
        }
        previous = Some(line);
        at += line.len();
    }
    found.push((start, at));
    found.retain(|(start, end)| !text[*start..*end].trim().is_empty());
    found
}

/// Whether a line is the row of a table: its cells are apart by tabs, by bars, or by wide gaps.
fn is_row(line: &str) -> bool {
    static GAP: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\S {3,}\S").expect("the pattern is constant and tested"));
    let line = line.trim().trim_start_matches(['>', '*', '•', '·']).trim_start();
    let bars = line.matches(" | ").count() > 0 || line.starts_with('|') && line.ends_with('|');
    line.contains('\t') || bars || line.contains("   ") && GAP.find_iter(line).count() > 1
}

/// Whether a new line of the same paragraph starts something new.
fn breaks(before: &str, line: &str) -> bool {
    if ITEM.is_match(line) || is_row(before) || is_row(line) {
        return true;
    }
    let before = before.trim_end();
    let short = before.trim_start().chars().count() < 40;
    let open = before.ends_with([',', '-', '(', '/'])
        || before.rsplit(' ').next().is_some_and(|word| {
            matches!(
                word.to_ascii_lowercase().as_str(),
                "the"
                    | "of"
                    | "to"
                    | "and"
                    | "or"
                    | "under"
                    | "in"
                    | "by"
                    | "for"
                    | "a"
                    | "an"
                    | "with"
            )
        });
    let open = open || splits_date(before, line);
    let capital = line.trim_start().chars().next().is_some_and(char::is_uppercase);
    short && capital && !open
}

/// Whether a day stands at the end of a line and its month at the start of the next.
fn splits_date(before: &str, line: &str) -> bool {
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let last = before.rsplit(' ').next().unwrap_or("").trim_end_matches(char::is_alphabetic);
    let day = last.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let word = line.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    day && MONTHS.contains(&word.to_lowercase().as_str())
}

/// Cuts one block at its full stops, question and exclamation marks.
fn split_block<'a>(text: &'a str, start: usize, end: usize, found: &mut Vec<&'a str>) {
    let block = &text[start..end];
    let mut from = 0;
    for (at, mark) in block.match_indices(['.', '?', '!']) {
        let after = at + mark.len();
        let marker = block[from..at].trim().chars().count() <= 3
            && block[from..at].trim().chars().all(char::is_alphanumeric);
        if after > from && !marker && ends_here(block, at, after) {
            push(&block[from..after], found);
            from = after;
        }
    }
    push(&block[from..], found);
}

/// Whether the mark at `at` ends a sentence.
fn ends_here(block: &str, at: usize, after: usize) -> bool {
    let rest = &block[after..];
    if !rest.starts_with(char::is_whitespace) {
        let mut after = rest.chars();
        return match after.next() {
            None => true,
            Some('"' | '”' | '’' | ')') => after.next().is_none_or(char::is_whitespace),
            Some(_) => false,
        };
    }
    let Some(next) = rest.trim_start().chars().next() else { return true };
    let word = block[..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let abbreviated = block[at..].starts_with('.')
        && (ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str())
            || word.chars().count() == 1 && word.chars().all(char::is_uppercase));
    !abbreviated && !next.is_lowercase()
}

/// Adds a sentence, in pieces when it is over-long.
fn push<'a>(sentence: &'a str, found: &mut Vec<&'a str>) {
    let mut rest = sentence.trim();
    while rest.len() > LONGEST {
        let mut cut = LONGEST;
        while !rest.is_char_boundary(cut) {
            cut -= 1;
        }
        found.push(&rest[..cut]);
        rest = rest[cut..].trim_start();
    }
    if !rest.is_empty() {
        found.push(rest);
    }
}

/// `text` in lower-case ASCII letters, one space for any white space, straight quotes and plain
/// hyphens; the pound sign stays, accents go (ŷ and ŵ too), anything else becomes a space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = true;
    for c in text.chars() {
        let folds_to = if c.is_ascii() { char::from(ASCII[c as usize]) } else { plain(c) };
        match folds_to {
            ' ' => {
                if !space {
                    folded.push(' ');
                }
                space = true;
            }
            '\u{200b}' => {}
            c => {
                folded.push(c);
                space = false;
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What each character of ASCII folds to: most of a text is that.
const ASCII: [u8; 128] = {
    let mut folded = [b' '; 128];
    let mut byte = b'!';
    while byte <= b'~' {
        folded[byte as usize] = byte.to_ascii_lowercase();
        byte += 1;
    }
    folded
};

/// One character beyond ASCII folded; `\u{200b}` stands for "nothing".
fn plain(c: char) -> char {
    match c {
        '£' => c,
        '‘' | '’' | '‛' | 'ʼ' | '´' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '≤' => '<',
        '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' => '\u{200b}',
        'à'..='å' | 'À'..='Å' | 'ā' => 'a',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ŵ' | 'Ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => 'w',
        'ŷ' | 'Ŷ' | 'ý' | 'ÿ' | 'ỳ' | 'Ÿ' => 'y',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_follow_meaning_and_not_lines() {
        let text = "Dear Ms Hale\nOUR REF: FOI 12\n\nWe hold the\ninformation under s. 40 of the Act. It is\nattached.\n1. How many? Four.\n";
        assert_eq!(
            sentences(text),
            [
                "Dear Ms Hale",
                "OUR REF: FOI 12",
                "We hold the\ninformation under s. 40 of the Act.",
                "It is\nattached.",
                "1. How many?",
                "Four."
            ]
        );
    }

    #[test]
    fn a_wrapped_line_before_a_capital_is_one_sentence() {
        let text = "I can confirm that the University of\nNorthmarsh holds it under the\nAct.";
        assert_eq!(sentences(text).len(), 1);
    }

    #[test]
    fn a_day_and_its_month_on_the_next_line_stay_together() {
        assert_eq!(sentences("We will answer by 11\nNovember 2025.").len(), 1);
        assert_eq!(sentences("We will answer by 11th\nNovember.").len(), 1);
        assert_eq!(sentences("Bridges 12\nNorth 14").len(), 2);
    }

    #[test]
    fn a_row_of_a_table_is_a_sentence() {
        for (text, rows) in [
            (
                "the wards and what was held back there:\nward\tnorth and\tfewer than 5\nward\tsouth\t31\nas you asked",
                vec![
                    "the wards and what was held back there:",
                    "ward\tnorth and\tfewer than 5",
                    "ward\tsouth\t31",
                    "as you asked",
                ],
            ),
            ("north | fewer than 5\nsouth | 31", vec!["north | fewer than 5", "south | 31"]),
            (
                "north     2024    fewer than 5\nsouth   2024   31",
                vec!["north     2024    fewer than 5", "south   2024   31"],
            ),
            ("we hold it.   it is\nin the yard", vec!["we hold it.   it is\nin the yard"]),
        ] {
            assert_eq!(sentences(text), rows, "{text}");
        }
    }

    #[test]
    fn folding_makes_spellings_equal() {
        assert_eq!(fold("We  don’t\u{a0}hold – Tŷ\n£5\u{200b}0"), "we don't hold - ty £50");
        assert_eq!(fold("  "), "");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic_and_no_word_is_lost(text in "\\PC{0,200}") {
            let joined: String = sentences(&text).concat();
            let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
            proptest::prop_assert_eq!(letters(&joined), letters(&text));
            let _ = fold(&text);
        }
    }
}

//! References that no label names: a token with the look of one that stands where letters put their
//! number: in the subject, alone on a line of the letter's head, before a dash or a stop there, or after
//! a word such as "number". One rule of shape for all authorities; their own prefixes are unknown.

use crate::reading::pattern::Regex;
use std::sync::LazyLock;

use super::foreign::{is_foreign, is_rejected};
use super::{Found, pattern, token};

/// Lines of a letter's head, blank ones not counted: salutation, number and heading stand there.
pub(super) const HEAD_LINES: usize = 12;

/// So many bytes before a number tell what happens under it.
const NEAR: usize = 80;

/// Tokens of a subject, wherever they stand.
pub(super) fn in_subject(subject: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in word_starts(subject) {
        let inside = found.last().is_some_and(|(start, value)| at < start + value.len());
        let value = token::at_start(&subject[at..]).filter(|value| !inside && has_shape(value));
        found.extend(value.filter(|value| stands(subject, at, value)).map(|v| (at, v.to_owned())));
    }
    found
}

/// Tokens of a letter: alone or first on a line of its head, and after a word that announces them.
pub(super) fn in_letter(text: &str) -> Vec<Found> {
    let mut found = in_head(text);
    for word in ANNOUNCED.find_iter(text) {
        let at = word.end();
        let near = text.ceil_char_boundary(at.saturating_sub(NEAR));
        let told = DEALT_WITH.is_match(&text[near..at]);
        let value =
            token::at_start(&text[at..]).filter(|value| is_strict(value) || told && is_case(value));
        found.extend(value.filter(|value| stands(text, at, value)).map(|v| (at, v.to_owned())));
    }
    found
}

/// Words right before a number that is the request's: "number S24-0417", "our decision in F24-0188".
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"\b(?:number(?:ed)?|(?:called|calling) (?:it|this)|with (?:regard|reference) to|further to|becomes?|renumbered(?: as| to)?|is now|requests?|cases?|cais|achos|application|review|(?:decision|refusal) (?:in|of|on)|(?:reply|replied|response|respond(?:ed|ing)?) (?:to|in)|complaint|message from the sender|under(?: number)?|with|headed|titled|entitled|quoting)[ \t]*[:,]?\s{0,2}["“'‘(\[]?"#,
    )
});

/// What happens to a request under its number: there even `IR/118`, `31-588` or `7743320` is no accident.
static DEALT_WITH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:answered|logged|refused|replied|handled|considered|dealt with|registered|recorded|refusal|decision|response|answer|reply|request|team|themselves),? \(?under\s+$|\bcall(?:ed|ing) (?:it|this|yours)\s+$",
    )
});

/// Initials, a stroke and a number of three figures; a year and a number; or a long number.
fn is_case(value: &str) -> bool {
    static CASE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?-i:[A-Z]{2,5})/\d{3}|(?:20)?\d{2}[-/]\d{3,6}|20\d{2}/\d{1,2}|\d{3,6}[-/](?:20)?\d{2}|\d{6,12})$",
        )
    });
    CASE.is_match(value)
}

fn in_head(text: &str) -> Vec<Found> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\W*(?:re|ref|case|cais|application|request|cyf|our ref)\s*[:.#]?\s+|[\s*_>#]*)",
        )
    });
    let mut found = Vec::new();
    let mut start = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let lead = LEAD.find(line).map_or(0, |lead| lead.end());
        let rest = line[lead..].trim_end();
        seen += usize::from(!line.trim().is_empty());
        if let Some(value) = token::at_start(rest)
            && has_shape(value)
            && sets_apart(&rest[value.len()..])
            && stands(text, start + lead, value)
        {
            found.push((start + lead, value.to_owned()));
        }
        start += line.len();
        if seen == HEAD_LINES {
            break;
        }
    }
    found
}

/// Whether what follows a value on its line sets it apart: nothing, a stop, a dash, a colon, or the
/// name of a file.
fn sets_apart(after: &str) -> bool {
    static FILE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[ _-][^\n]{0,60}\.(?:zip|pdf|docx?|xlsx?|odt|ods|rtf|csv)\b(?: \([^)]*\))?$")
    });
    let rest = after.trim_start_matches(['*', '_', ')', ']', '"', '”']);
    rest.is_empty()
        || matches!(rest, "." | ":" | "," | ";")
        || [". ", ": ", " - ", " – ", " — ", " / ", ", ", " ("]
            .iter()
            .any(|mark| rest.starts_with(mark))
        || FILE.is_match(after)
}

/// Where words start: not inside one, and not after what ties it to the word before.
pub(super) fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(move |(at, c)| {
        let before = text[..at].chars().next_back();
        let free = before.is_none_or(|b| !b.is_alphanumeric() && !"-/._@#£$€)".contains(b))
            || text[..at].ends_with("#");
        (c.is_ascii_alphanumeric() && free).then_some(at)
    })
}

/// Whether nothing around a value makes it something else.
pub(super) fn stands(text: &str, at: usize, value: &str) -> bool {
    let after = &text[at + value.len()..];
    let tied = after.starts_with(|c: char| c.is_alphanumeric() || "%@£(".contains(c));
    !tied && !is_rejected(value) && !is_foreign(&text[..at])
}

/// Whether a token looks like a reference: letters and figures with enough of both, or groups of
/// figures that are no period.
fn has_shape(value: &str) -> bool {
    static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\d{2}-\d{2}|\d{2,4})/\d{3,6}$|^(?:\d{2}-)?\d{2}-(?:0\d{2,5}|\d{4,6})$|^20\d{2}-\d{3,6}$|^(?:1920|2021|2122|2223|2324|2425|2526|2627|2728|2829|2930)-\d{3,5}$|^\d{3,5}/\d{2}$",
        )
    });
    let (letters, figures) = counts(value);
    let tied = value.contains(['-', '/', '.', '_', ' ']);
    if letters == 0 {
        return FIGURES.is_match(value) && !is_month(value);
    }
    let chained = letters > 1 && value.bytes().filter(|b| *b == b'/').count() > 1;
    let enough = match (tied, letters) {
        _ if chained => figures >= 2,
        (true, _) => figures >= 3,
        (false, 1) => figures >= 5,
        (false, _) => figures >= 4,
    };
    enough && is_lettered(value) && !is_period(value)
}

/// The shape that counts in running text too: capitals, a separator and figures.
fn is_strict(value: &str) -> bool {
    let (letters, figures) = counts(value);
    has_shape(value) && letters > 0 && figures >= 4 && value.contains(['-', '/'])
        || has_shape(value) && letters == 0
}

pub(super) fn counts(value: &str) -> (usize, usize) {
    let count = |is: fn(&u8) -> bool| value.bytes().filter(is).count();
    (count(u8::is_ascii_alphabetic), count(u8::is_ascii_digit))
}

/// Whether the letters are initials: capitals, at most eight in a row, or short with a capital first
/// (RhG). The names of standards are none.
pub(super) fn is_lettered(value: &str) -> bool {
    static STANDARD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:iso|bs|en|iec|pas|ieee|ifrs|covid|windows|office|boeing|airbus|act|version|page|part|reg|room|flat|unit|june?|july?|mar|apr|may|aug|sept?|oct|nov|dec|jan|feb)\b[\s-]?",
        )
    });
    let capitals = |word: &str| word.bytes().all(|b| b.is_ascii_uppercase()) && word.len() <= 8;
    let short = |word: &str| word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_uppercase());
    let words = value.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let single = |word: &str| word.len() == 1;
    { words }.all(|word| capitals(word) || short(word) || single(word)) && !STANDARD.is_match(value)
}

/// `PFI 2023/24`, `HS2-2024`: letters with a year or two that follow each other.
fn is_period(value: &str) -> bool {
    static PERIOD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[a-z]+[\s-]?(?:19|20)(\d\d)(?:[/-](?:19|20)?(\d\d))?$"));
    PERIOD.captures(value).is_some_and(|found| {
        let year = |group: usize| found.get(group).and_then(|y| y.as_str().parse::<u32>().ok());
        match (year(1), year(2)) {
            (Some(first), Some(second)) => (first + 1) % 100 == second,
            _ => true,
        }
    })
}

/// `11/2024`, a month.
pub(super) fn is_month(value: &str) -> bool {
    static MONTH: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d$"));
    MONTH.is_match(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_the_subject_or_alone_in_the_head_is_the_letters() {
        for (subject, values) in [
            ("TBC-23/24-0417 update", vec!["TBC-23/24-0417"]),
            ("F22-0901 / IR22-014", vec!["F22-0901", "IR22-014"]),
            ("Your requests TDC-2022-101 to TDC-2022-109", vec!["TDC-2022-101", "TDC-2022-109"]),
            ("24/6120 Refusal notice", vec!["24/6120"]),
            ("22-23/0415 Internal Review", vec!["22-23/0415"]),
            ("QHT 22/0518 Proof of identity", vec!["QHT 22/0518"]),
            ("Information request: response to F0012345", vec!["F0012345"]),
            ("PLEASE DELETE - QRQ-70112-K2", vec!["QRQ-70112-K2"]),
            ("RE: the A303 road and 2019/20 spending", vec![]),
            ("RE: PFI 2022/23 payments", vec![]),
            ("ISO 27001 and COVID-19 plans", vec![]),
            ("Windows 2000 desktops, 11/2023", vec![]),
            ("RE: spending over £25,000", vec![]),
            ("RE: planning application 22/01234/FUL", vec![]),
            ("RE: 40-50 libraries", vec![]),
        ] {
            let found: Vec<_> = in_subject(subject).into_iter().map(|(_, value)| value).collect();
            assert_eq!(found, values, "{subject}");
        }
        for (text, value) in [
            ("Dear Ms Hale\n\nRhT2023/041\n\nGofynnwyd", Some("RhT2023/041")),
            ("Mr Hale,\n\n22/4417. As the case is closed", Some("22/4417")),
            ("Good morning\n\nRe: TBC-23/24-0417\n\nThank you", Some("TBC-23/24-0417")),
            ("Hello\n\n    TBC-22-23-0417 final response.zip (3 MB)\n", Some("TBC-22-23-0417")),
            ("It goes on under number IR22-014.", Some("IR22-014")),
            ("Put \"22-23/0415\" in your mail headed \"22-23/0415 Reply\"", Some("22-23/0415")),
            ("Question 1: 2022/23 - 14 cases", None),
            ("2021/22\n2022/23\n602 reports", None),
            ("with 100-150 pupils, case 12", None),
            ("contract number PS-2022-117 ended", None),
        ] {
            let found = in_letter(text).into_iter().map(|(_, value)| value).next();
            assert_eq!(found.as_deref(), value, "{text}");
        }
    }
}

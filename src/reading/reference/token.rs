//! Where a reference ends: reads one token such as `FOI 19 1413`, `IG/2025/JUN/111` or
//! `17 419 924` from the start of a text. Says nothing of whether it is a reference.

use std::sync::LazyLock;

use super::pattern;
use crate::reading::pattern::Regex;

/// Letters before the number, in any case, that may be set off by a space.
const PREFIXES: &[&str] = &[
    "foi", "foia", "foisa", "eir", "rfi", "ref", "ir", "sar", "case", "crn", "iat", "crm", "foir",
    "isr", "info", "irt", "ati", "ig", "dpa", "rhg",
];

/// The token at the very start of `text`, as written, or `None` where no number follows.
pub(super) fn at_start(text: &str) -> Option<&str> {
    if let Some(parts) = with_colons(text).or_else(|| with_series(text)) {
        return Some(parts);
    }
    let mut end = 0;
    let mut digits = 0;
    let mut words_before_digits = 0;
    loop {
        let chunk = run(&text[end..]);
        if chunk.is_empty() {
            break;
        }
        digits += chunk.bytes().filter(u8::is_ascii_digit).count();
        end += chunk.len();
        match joint(&text[end..], chunk, digits, &mut words_before_digits) {
            Some(width) => end += width,
            None => break,
        }
    }
    let token = &text[..end];
    (digits > 0 && token.len() <= 40).then_some(token)
}

/// Letters and figures at the start.
fn run(text: &str) -> &str {
    let end = text.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(text.len());
    &text[..glued(&text[..end]).unwrap_or(end)]
}

/// Where a word begins that the space before was lost of: `466Dear`.
fn glued(run: &str) -> Option<usize> {
    run.as_bytes()
        .windows(4)
        .position(|four| {
            four[0].is_ascii_digit()
                && four[1].is_ascii_uppercase()
                && four[2].is_ascii_lowercase()
                && four[3].is_ascii_lowercase()
        })
        .map(|at| at + 1)
}

/// A number in three parts with colons, `FOI:26:193`: one colon sets a label off.
fn with_colons(text: &str) -> Option<&str> {
    static COLONS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[a-z]{2,6}:\d{2,4}:\d{1,7}\b"));
    COLONS.find(text).map(|found| found.as_str())
}

/// A number of a series that is named in brackets, `FOI(S) 26/37`.
fn with_series(text: &str) -> Option<&str> {
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:foia?|foisa|eir|rfi|ir)\s?\([a-z]{1,3}\)[\s/.-]?\d{1,6}[/-]\d{1,6}\b")
    });
    SERIES.find(text).map(|found| found.as_str())
}

/// The run together with what is tied to it by `-/._`.
fn tied(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|b| !(b.is_ascii_alphanumeric() || b"-/._".contains(&b)))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(['-', '/', '.', '_'])
}

/// How many bytes join `chunk`, just read, to the next chunk; `None` where the token ends.
fn joint(rest: &str, chunk: &str, digits: usize, words: &mut u8) -> Option<usize> {
    let mut bytes = rest.bytes();
    let first = bytes.next()?;
    if b"-/._".contains(&first) {
        if bytes.next().is_some_and(|b| b.is_ascii_alphanumeric()) {
            return Some(1);
        }
        return spaced_dash(rest, digits).filter(|_| is_prefix(chunk));
    }
    if !matches!(first, b' ' | b'\t') && !rest.starts_with('\u{a0}') {
        return None;
    }
    let width = rest.chars().next().map_or(1, char::len_utf8);
    let next = tied(&rest[width..]);
    if next.is_empty() {
        return spaced_dash(rest, digits)
            .filter(|_| is_prefix(chunk))
            .or_else(|| spaced_stroke(rest, chunk));
    }
    if digits == 0 {
        *words += 1;
        let numbered = next.bytes().any(|b| b.is_ascii_digit());
        let second_prefix = *words == 1 && next.len() <= 6 && is_prefix(next) && {
            let after = &rest[width + next.len()..];
            after.starts_with(' ') && tied(&after[1..]).bytes().any(|b| b.is_ascii_digit())
        };
        return (is_prefix(chunk) && *words <= 2 && (numbered || second_prefix)).then_some(width);
    }
    let goes_on = more_digits(chunk, next, digits)
        || is_school_year(next) && chunk.bytes().all(|b| b.is_ascii_digit()) && digits >= 3
        || is_step(next, &rest[width + next.len()..]);
    goes_on.then_some(width)
}

/// The year after a running number, `FOI 0393 26/27`: two years that follow each other.
fn is_school_year(next: &str) -> bool {
    let years = next.split_once(['/', '-']).filter(|(one, two)| one.len() == 2 && two.len() == 2);
    years.is_some_and(|(one, two)| match (one.parse::<u8>(), two.parse::<u8>()) {
        (Ok(one), Ok(two)) => (one + 1) % 100 == two,
        _ => false,
    })
}

/// The letter of a review after its number, where it ends there: `HG 26/771 R`.
fn is_step(next: &str, after: &str) -> bool {
    next == "R" && !after.trim_start_matches([' ', '\t']).starts_with(char::is_alphanumeric)
}

/// `FOI - 2101-1234567`: a dash between spaces before the first figure.
fn spaced_dash(rest: &str, digits: usize) -> Option<usize> {
    let trimmed = rest.trim_start_matches(' ');
    let dash = trimmed.chars().next().filter(|c| matches!(c, '-' | '–' | '/'))?;
    let after = trimmed[dash.len_utf8()..].trim_start_matches(' ');
    let width = rest.len() - after.len();
    (digits == 0 && width <= 5 && after.starts_with(|c: char| c.is_ascii_digit())).then_some(width)
}

/// `26 / 0470`: a stroke between spaces after the two figures of a year.
fn spaced_stroke(rest: &str, chunk: &str) -> Option<usize> {
    let after = rest.strip_prefix(" / ")?;
    let figures = after.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = chunk.len() == 2 && chunk.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && (3..=7).contains(&figures)).then_some(3)
}

/// Whether letters may stand apart before a number.
fn is_prefix(chunk: &str) -> bool {
    let short = (1..=8).contains(&chunk.len()) && chunk.bytes().all(|b| b.is_ascii_alphabetic());
    short
        && (chunk.bytes().all(|b| b.is_ascii_uppercase())
            || PREFIXES.contains(&chunk.to_ascii_lowercase().as_str()))
}

/// Whether a group of figures after a space goes on with the number: `17 419 924`,
/// `FOI 19 1413`, `FOI2023 78698`; a year or a sentence's next number does not.
fn more_digits(chunk: &str, next: &str, digits: usize) -> bool {
    // "FOI 2025 620-IR": what the number is followed by goes on with it.
    let next = next.split_once('-').filter(|(_, end)| is_suffix(end)).map_or(next, |(n, _)| n);
    let figures = !next.is_empty() && next.bytes().all(|b| b.is_ascii_digit());
    let ends_in_figure = chunk.bytes().last().is_some_and(|b| b.is_ascii_digit());
    let year = next.len() == 4 && (next.starts_with("19") || next.starts_with("20"));
    // "EIR 2020 17": the seventeenth of that year.
    let of_a_year = chunk.len() == 4 && ("2010".."2100").contains(&chunk) && digits == 4;
    figures
        && ends_in_figure
        && ((3..=7).contains(&next.len()) || of_a_year && next.len() == 2)
        && !(year && digits >= 3)
        && digits <= 9
}

/// Whether letters after a number say of what step it is: `IR`, `R`, `EIR`.
fn is_suffix(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_ends_where_prose_goes_on() {
        for (text, token) in [
            ("FOIA1198 in any letter", Some("FOIA1198")),
            ("FOI 2376-25\nDear", Some("FOI 2376-25")),
            ("FOI IG/2025/JUN/111, thank you", Some("FOI IG/2025/JUN/111")),
            ("17 419 924.", Some("17 419 924")),
            ("FOI 19 1413 was", Some("FOI 19 1413")),
            ("FOI2023 78698", Some("FOI2023 78698")),
            ("FOI 2024 518-IR, which", Some("FOI 2024 518-IR")),
            ("FOI 2024 518-seat hall", Some("FOI 2024")),
            ("FOI - 2101-1234567 ", Some("FOI - 2101-1234567")),
            ("FOI(S) 31/37, which", Some("FOI(S) 31/37")),
            ("EIR(S) 2004 apply", None),
            ("FOI (Scotland) Act 2002", None),
            ("EIR 2020 17 is", Some("EIR 2020 17")),
            ("EIR 2004 12 is", Some("EIR 2004")),
            ("FOI RFI 7580 - Final", Some("FOI RFI 7580")),
            ("1234 2020 budget", Some("1234")),
            ("FOI 0393 31/32 reply", Some("FOI 0393 31/32")),
            ("FOI 0393 31/33 reply", Some("FOI 0393")),
            ("HG 31/771 R\nDear", Some("HG 31/771 R")),
            ("FOI 31-0067 IR - outcome", Some("FOI 31-0067")),
            ("HG 31/771 R Hale", Some("HG 31/771")),
            ("validated - 203100871", None),
            ("C619087/FOI) has", Some("C619087/FOI")),
            ("for 12 cases", None),
            ("to your letter", None),
            ("", None),
        ] {
            assert_eq!(at_start(text), token, "{text}");
        }
    }
}

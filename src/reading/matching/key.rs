//! References as they are compared: spellings of one reference have one key, and a slip of the pen
//! is told from another number.

use std::ops::Range;

/// A reference reduced to what is compared: letters and digits in upper case, leading zeros and the
/// words that only say what it is (FOI, EIR, REF) dropped. Between two runs of figures a stroke stays,
/// whatever stands there: 12/34 is not 1234. Where so few figures remain that they name
/// nothing alone, the law's word stays with them: `FOI-0042` is `FOI42`. `None` where there is none.
pub fn reference_key(value: &str) -> Option<String> {
    const LABELS: [&str; 9] =
        ["FOI", "FOIA", "FOISA", "EIR", "EIRS", "REF", "FOIREF", "REQUEST", "CASE"];
    let mut law = "";
    let mut key = String::new();
    let mut before: Option<Range<usize>> = None;
    for run in runs(value) {
        let text = value[run.clone()].to_ascii_uppercase();
        let last = before.replace(run.clone());
        if key.is_empty() && LABELS.contains(&text.as_str()) {
            law = ["FOI", "EIR"].into_iter().find(|law| text.starts_with(law)).unwrap_or(law);
            continue;
        }
        let own = text.trim_start_matches('0');
        let apart = last.is_some_and(|last| is_apart(value, &last, &run));
        if apart && !key.is_empty() && !own.is_empty() {
            key.push('/');
        }
        key.push_str(own);
    }
    match figures(&key) {
        0 => None,
        MANY.. => Some(key),
        _ => Some(format!("{law}{key}")),
    }
}

/// The law whose request a reference says that it is of: FOI of `FOI 1234`, EIR of `EIR/1234`.
pub(super) fn law_of(value: &str) -> Option<&'static str> {
    let first = value[runs(value).first()?.clone()].to_ascii_uppercase();
    ["FOI", "EIR"].into_iter().find(|law| first.starts_with(law))
}

/// Of fewer figures hardly any two differ by more than a slip, and many name something else.
const MANY: usize = 3;

/// How many figures a key has.
pub(super) fn figures(key: &str) -> usize {
    key.bytes().filter(u8::is_ascii_digit).count()
}

/// The runs of letters and the runs of digits of a text.
pub(super) fn runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric()) {
        match runs.last_mut() {
            Some(last)
                if last.end == at && bytes[at - 1].is_ascii_digit() == byte.is_ascii_digit() =>
            {
                last.end = at + 1;
            }
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Whether two neighbouring runs are figures of their own, and not groups of one long number: 17 419 924.
fn is_apart(text: &str, one: &Range<usize>, next: &Range<usize>) -> bool {
    let is_figures = |run: &Range<usize>| text[run.clone()].bytes().all(|b| b.is_ascii_digit());
    let is_group = one.len() <= 3 && next.len() == 3;
    let spaced = text[one.end..next.start].chars().all(char::is_whitespace);
    is_figures(one) && is_figures(next) && !(spaced && is_group)
}

/// Whether two keys are the same number but for a slip of the pen (one character more, less or
/// other, or two exchanged), or one with something before it (`IR7812` for `7812`).
pub fn is_variant(a: &str, b: &str) -> bool {
    if a == b || (a.len() >= 4 && b.ends_with(a)) || (b.len() >= 4 && a.ends_with(b)) {
        return true;
    }
    if figures(a) < MANY || figures(b) < MANY {
        return false;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count()
        .min(a.len().min(b.len()) - start);
    let longer = a.len().max(b.len());
    let differ = longer - start - end;
    longer >= 4
        && a.len().abs_diff(b.len()) <= 1
        && (differ <= 1
            || (differ == 2
                && a.len() == b.len()
                && a[start] == b[start + 1]
                && a[start + 1] == b[start]))
}

/// Whether one key is the other as a hand slips: two neighbours changed round, or one character left
/// out or doubled. Another digit in place of one is no such slip: that is the next number of the log.
pub fn is_slip(a: &str, b: &str) -> bool {
    let next_number =
        a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() == 1;
    let longer_by_more = a.len().abs_diff(b.len()) > 1;
    a != b && !next_number && !longer_by_more && is_variant(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_reference_are_one() {
        for (a, b) in [
            ("FOI-2025-0978", "foi/2025/0978"),
            ("FOI2020/105", "FOI 2020-105"),
            ("FOI2020/105", "foi 2020 105"),
            ("17 419 924", "17419924"),
            ("FOI IG/2025/JUN/111", "IG/2025/JUN/111"),
            ("FOIA0042 17", "42 17"),
        ] {
            assert_eq!(reference_key(a), reference_key(b), "{a} {b}");
        }
        for (a, b) in [("12/34", "1234"), ("12-34", "1234"), ("FOI 2020 0105", "20200105")] {
            assert_ne!(reference_key(a), reference_key(b), "{a} {b}");
        }
        for (a, b) in [("FOI-0042", "FOI 42"), ("FOI42", "foia/042"), ("RFI 0042", "rfi42")] {
            assert_eq!(reference_key(a), reference_key(b), "{a} {b}");
        }
        for (a, b) in [("FOI 42", "EIR 42"), ("FOI 42", "FOI 43"), ("BR-2", "BR-1"), ("AB-9", "9")]
        {
            assert_ne!(reference_key(a), reference_key(b), "{a} {b}");
        }
        assert_eq!(reference_key("0009"), Some("9".into()));
        assert_eq!(reference_key("FOI-000"), None);
        assert_ne!(reference_key("T9456/25"), reference_key("T9457/25"));
        assert_eq!(reference_key("FOI100"), Some("100".into()));
    }

    #[test]
    fn a_slip_of_the_pen_is_a_variant() {
        for (a, b) in [
            ("1198", "1199"),
            ("8498", "4898"),
            ("1198", "198"),
            ("7812", "IR7812"),
            ("WFOI7812", "IRWFOI7812"),
        ] {
            assert!(is_variant(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("1198", "2076"),
            ("481", "516"),
            ("FS5012", "EA2099"),
            ("FOI42", "FOI4"),
            ("FOI42", "FOI24"),
        ] {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }

    #[test]
    fn the_next_number_of_the_log_is_no_slip() {
        for (a, b, expected) in [
            ("1198", "1189", true),
            ("1198", "198", true),
            ("1198", "1199", false),
            ("1198", "1198", false),
        ] {
            assert_eq!(is_slip(a, b), expected, "{a} {b}");
        }
    }
}

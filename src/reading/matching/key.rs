//! References as they are compared: spellings of one reference have one key, and a slip of the pen
//! is told from another number.

/// A reference reduced to what is compared: letters and digits in upper case, leading zeros and the
/// words that only say what it is (FOI, EIR, REF) dropped. Where so few figures remain that they name
/// nothing alone, the law's word stays with them: `FOI-0042` is `FOI42`. `None` where there is none.
pub fn reference_key(value: &str) -> Option<String> {
    const LABELS: [&str; 9] =
        ["FOI", "FOIA", "FOISA", "EIR", "EIRS", "REF", "FOIREF", "REQUEST", "CASE"];
    let mut law = "";
    let mut key = String::new();
    for run in runs(value) {
        if key.is_empty() && LABELS.contains(&run.as_str()) {
            law = ["FOI", "EIR"].into_iter().find(|law| run.starts_with(law)).unwrap_or(law);
            continue;
        }
        key.push_str(run.trim_start_matches('0'));
    }
    match figures(&key) {
        0 => None,
        MANY.. => Some(key),
        _ => Some(format!("{law}{key}")),
    }
}

/// Of fewer figures hardly any two differ by more than a slip, and many name something else.
const MANY: usize = 3;

/// How many figures a key has.
pub(super) fn figures(key: &str) -> usize {
    key.bytes().filter(u8::is_ascii_digit).count()
}

/// The runs of letters and the runs of digits of a text, in upper case.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let goes_on = before.is_some_and(|before| {
            (before.is_ascii_digit() && c.is_ascii_digit())
                || (before.is_ascii_alphabetic() && c.is_ascii_alphabetic())
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.push(c.to_ascii_uppercase()),
            None if c.is_ascii_alphanumeric() => runs.push(c.to_ascii_uppercase().to_string()),
            None => {}
        }
        before = Some(c);
    }
    runs
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
            ("17 419 924", "17419924"),
            ("FOI IG/2025/JUN/111", "IG/2025/JUN/111"),
            ("FOIA0042 17", "42 17"),
        ] {
            assert_eq!(reference_key(a), reference_key(b), "{a} {b}");
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

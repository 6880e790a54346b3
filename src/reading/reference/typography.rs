//! The typesetter's signs in a number: Word writes hyphens that do not break a line, and programs put
//! soft hyphens and thin spaces where a line may. Read as the plain signs that they stand for.

use std::borrow::Cow;

/// A text with plain hyphens, strokes and spaces, and without what is not seen.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{ff0d}' | '\u{fe63}' => out.push('-'),
            // A dash between words or beside a space is one.
            '\u{2012}'..='\u{2015}' => {
                let tied = out.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && rest.peek().is_some_and(char::is_ascii_digit);
                out.push(if tied { '-' } else { c });
            }
            '\u{2044}' | '\u{2215}' | '\u{ff0f}' => out.push('/'),
            '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => out.push(' '),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use crate::reading::reference::{Places, find};

    #[test]
    fn a_number_is_the_same_with_the_typesetters_signs() {
        for printed in [
            "FOI\u{2011}2025\u{2011}118",
            "FOI\u{2010}2025\u{2010}118",
            "FOI\u{2013}2025\u{2014}118",
            "FOI\u{2212}2025\u{ff0d}118",
            "FOI-\u{200b}2025-\u{ad}118",
        ] {
            let body = format!("Dear Ms Vale\n\nOur ref: {printed}\n\nWe own twelve.");
            for places in [
                Places { body: &body, ..Places::default() },
                Places { subject: printed, ..Places::default() },
                Places { attachments: vec![(None, &body)], ..Places::default() },
            ] {
                let values: Vec<String> = find(&places).into_iter().map(|one| one.value).collect();
                assert_eq!(values, ["FOI-2025-118"], "{printed}");
            }
        }
        for (printed, value) in [
            ("Our ref: 2025\u{2044}0118", "2025/0118"),
            ("Our ref: FOI\u{2009}25118", "FOI 25118"),
            ("FOI 25118 \u{2013} bridges", "FOI 25118"),
            ("FOI 25118\u{2014}bridges", "FOI 25118"),
        ] {
            let found = find(&Places { subject: printed, ..Places::default() });
            let values: Vec<&str> = found.iter().map(|one| one.value.as_str()).collect();
            assert_eq!(values, [value], "{printed}");
        }
    }
}

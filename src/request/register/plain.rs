//! The plain lines of which registers consist: `key = "text"`, lists of texts on one line, dates,
//! `[authority.extra]`, remarks on lines of their own. A part with anything else (escapes, numbers,
//! remarks behind values) is left to the TOML parser, which this must never contradict; it is some
//! six times faster, which 50,000 entries notice.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeArray, DeValue};
use toml::value::Datetime;

use super::parts::HEAD;
use super::read::Field;

/// An entry of plain lines.
#[derive(Debug)]
pub(super) struct Plain<'a> {
    /// The keys of its table.
    pub fields: Vec<Field<'a>>,
    /// The keys of `[authority.extra]`.
    pub extra: Vec<(Cow<'a, str>, String)>,
}

/// The fields of a part that is one entry in plain lines; `None` for everything else.
pub(super) fn fields(part: &str) -> Option<Plain<'_>> {
    let mut plain = Plain { fields: Vec::with_capacity(16), extra: Vec::new() };
    let (mut at, mut in_extra) = (0, false);
    for row in part.split_inclusive('\n') {
        let line = row.trim_matches([' ', '\t', '\r', '\n']);
        let start = at + (row.len() - row.trim_start_matches([' ', '\t']).len());
        match line {
            HEAD if at == 0 => {}
            "" => {}
            "[authority.extra]" if at > 0 && !in_extra => in_extra = true,
            _ if at == 0 => return None,
            _ if line.starts_with('#') => is_plain(line).then_some(())?,
            _ if in_extra => plain.extra.push(extra(line, &plain.extra)?),
            _ => plain.fields.push(field(line, start, &plain.fields)?),
        }
        at += row.len();
    }
    let doubled = in_extra && plain.fields.iter().any(|field| field.key == "extra");
    (at > 0 && part.starts_with(HEAD) && !doubled).then_some(plain)
}

fn field<'a>(line: &'a str, at: usize, before: &[Field<'_>]) -> Option<Field<'a>> {
    let (key, value) = key_and_value(line)?;
    if before.iter().any(|field| field.key == key) {
        return None;
    }
    let start = at + (line.len() - value.len());
    let value = Spanned::new(start..at + line.len(), read(value)?);
    Some(Field { at, key: Cow::Borrowed(key), value })
}

fn extra<'a>(line: &'a str, before: &[(Cow<'_, str>, String)]) -> Option<(Cow<'a, str>, String)> {
    let (key, value) = key_and_value(line)?;
    let text = text(value)?.trim().to_owned();
    let doubled = before.iter().any(|(known, _)| known == key);
    (!doubled).then_some((Cow::Borrowed(key), text))
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = match line.strip_prefix('"') {
        Some(quoted) => {
            let (key, rest) = quoted.split_once('"')?;
            (is_plain(key).then_some(key)?, rest)
        }
        None => {
            let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))?;
            if end == 0 {
                return None;
            }
            line.split_at(end)
        }
    };
    let value = rest.trim_start_matches([' ', '\t']).strip_prefix('=')?;
    Some((key, value.trim_start_matches([' ', '\t'])))
}

fn read(value: &str) -> Option<DeValue<'_>> {
    match value.as_bytes().first()? {
        b'"' => text(value).map(|text| DeValue::String(Cow::Borrowed(text))),
        b'[' => list(value),
        _ if is_day(value) => value.parse::<Datetime>().ok().map(DeValue::Datetime),
        _ => None,
    }
}

/// A text in double quotes without escapes.
fn text(value: &str) -> Option<&str> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    (is_plain(text) && !text.contains('"')).then_some(text)
}

fn list(value: &str) -> Option<DeValue<'_>> {
    let mut rest = value.strip_prefix('[')?.strip_suffix(']')?.trim_matches([' ', '\t']);
    let mut items = DeArray::new();
    while !rest.is_empty() {
        let (item, after) = rest.strip_prefix('"')?.split_once('"')?;
        is_plain(item).then_some(())?;
        items.push(Spanned::new(0..0, DeValue::String(Cow::Borrowed(item))));
        rest = after.trim_start_matches([' ', '\t']);
        if !rest.is_empty() {
            rest = rest.strip_prefix(',')?.trim_start_matches([' ', '\t']);
        }
    }
    Some(DeValue::Array(items))
}

/// What TOML takes as it stands between quotes: no escape, no control character.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|c| c != b'\\' && (c >= b' ' || c == b'\t') && c != 0x7f)
}

fn is_day(value: &str) -> bool {
    let day = value.as_bytes();
    let digit = |at: &usize| day[*at].is_ascii_digit();
    day.len() == 10
        && (day[4], day[7]) == (b'-', b'-')
        && [0, 1, 2, 3, 5, 6, 8, 9].iter().all(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_are_read_and_all_else_is_left() {
        let plain = fields(
            "[[authority]]\r\nname = \"Veskmere\"\n  # mine\ntags = [\"a\", \"b\",]\n\
             verified = 2026-11-22\n[authority.extra]\n\"LA (name)\" = \"Quarnshire\"\n",
        )
        .unwrap();
        let keys: Vec<_> = plain.fields.iter().map(|field| (field.at, &*field.key)).collect();
        assert_eq!(keys, [(15, "name"), (42, "tags"), (61, "verified")]);
        assert_eq!(plain.extra, [("LA (name)".into(), "Quarnshire".to_owned())]);
        for other in [
            "name = \"a\\tb\"",
            "name = 'a'",
            "name = \"a\" # why",
            "name = \"a\"\nname = \"b\"",
            "verified = 2026-02-31",
            "catalogue = false",
            "[other]",
            "a.b = \"c\"",
        ] {
            let text = format!("[[authority]]\n{other}\n");
            let left = fields(&text).is_none() || other.starts_with("catalogue");
            assert!(left, "{other}");
        }
        assert!(fields("# only a remark\n").is_none());
    }
}

//! One HTML tag read from text: its name and the attributes that matter. Follows the tokenizer of
//! the HTML standard as far as mail needs it.

use memchr::memmem;

/// A start or end tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name, lower-cased.
    pub name: String,
    /// Whether it is an end tag.
    pub closing: bool,
    /// Whether it closes itself (`<br/>`).
    pub empty: bool,
    /// Everything between the name and the closing bracket.
    pub attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute (lower-case name), unquoted; `None` where it is absent.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end =
                rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            if rest.is_empty() {
                return None;
            }
            let (found, after) = rest.split_at(end);
            let after = after.trim_start();
            let (value, after) = match after.strip_prefix('=') {
                Some(after) => value(after.trim_start()),
                None => ("", after),
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            if after.len() == rest.len() {
                return None;
            }
            rest = after;
        }
    }
}

/// An attribute's value at the start of `from`, and what follows it.
fn value(from: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = from.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = from.find(|c: char| c.is_ascii_whitespace()).unwrap_or(from.len());
    from.split_at(end)
}

/// Reads the tag at the start of `from` (which starts with `<`); gives it and what follows. `None`
/// where the bracket starts no tag: "a < b", `<foi@town.example>`.
pub(super) fn read(from: &str) -> Option<(Tag<'_>, &str)> {
    let body = &from[1..];
    let (closing, body) = body.strip_prefix('/').map_or((false, body), |body| (true, body));
    let length = body
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-'))
        .count();
    if length == 0 || !body.as_bytes()[0].is_ascii_alphabetic() {
        return None;
    }
    if !matches!(
        body.as_bytes().get(length),
        Some(b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>') | None
    ) {
        return None;
    }
    let end = end_of_tag(&body.as_bytes()[length..])? + length;
    let attributes = &body[length..end];
    let empty = attributes.ends_with('/');
    let tag = Tag { name: body[..length].to_ascii_lowercase(), closing, empty, attributes };
    Some((tag, &body[end + 1..]))
}

/// How far beyond its first bracket a quoted value is followed; what is never closed ends there.
const LONGEST_VALUE: usize = 1024;

/// The offset of the closing bracket, quoted values skipped. Where a quote is never closed, the
/// first bracket counts.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let first = memchr::memchr(b'>', bytes)?;
    let reach = bytes.len().min(first + LONGEST_VALUE);
    let mut quote = None;
    for (at, byte) in bytes[..reach].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if at > 0 && matches!(bytes[at - 1], b'=' | b' ') => {
                quote = Some(*byte);
            }
            (Some(open), _) if open == *byte => quote = None,
            _ => {}
        }
    }
    Some(first)
}

/// What follows the end tag of an element whose content is not markup (script, style); `None` where
/// it is never closed.
pub(super) fn after_closing<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let bytes = rest.as_bytes();
    for at in memmem::find_iter(bytes, b"</") {
        let after = &bytes[at + 2..];
        if after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            let end = memchr::memchr(b'>', after).map_or(bytes.len(), |end| at + 2 + end + 1);
            return Some(rest.get(end..).unwrap_or(""));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_told_from_a_bracket() {
        let cases = [
            ("<b>x", Some(("b", false, "x"))),
            ("</P >x", Some(("p", true, "x"))),
            ("<o:p>x", Some(("o:p", false, "x"))),
            ("<a title=\"1 > 2\">x", Some(("a", false, "x"))),
            ("<foi@town.example>", None),
            ("< b", None),
            ("<3", None),
        ];
        for (text, expected) in cases {
            let found = read(text).map(|(tag, rest)| (tag.name, tag.closing, rest));
            assert_eq!(
                found,
                expected.map(|(name, closing, rest)| (name.to_owned(), closing, rest)),
                "{text}"
            );
        }
    }

    #[test]
    fn attributes_are_found_quoted_and_bare() {
        let (tag, _) =
            read(r#"<div CLASS=gmail_quote id='x y' data-a style="border: none">"#).unwrap();
        assert_eq!(tag.attribute("class"), Some("gmail_quote"));
        assert_eq!(tag.attribute("id"), Some("x y"));
        assert_eq!(tag.attribute("style"), Some("border: none"));
        assert_eq!(tag.attribute("data-a"), Some(""));
        assert_eq!(tag.attribute("none"), None);
    }
}

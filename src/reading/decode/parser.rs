//! The one file that speaks to mail-parser (0.11): structured header values, HTML entities and the
//! character sets that the WHATWG list does not have. Its message parser is not used: a delimiter
//! in mid-line cuts a part there, never-closed multiparts take quadratic time, and every attachment
//! is decoded at once; `tree` splits messages instead.

use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::add_html_token;
use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, HeaderValue};

use super::continued;
use crate::reading::message::Address;

/// A Content-Type or Content-Disposition value (RFC 2045 section 5, RFC 2183, RFC 2231).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// `type/subtype` or the disposition, lower-cased; "" when there is none.
    pub value: String,
    /// Parameters with lower-cased names.
    pub parameters: Vec<(String, String)>,
}

impl Typed {
    /// The parameter of that (lower-case) name.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The mailboxes of an address header's raw value, groups opened.
pub(super) fn addresses(raw: &[u8]) -> Vec<Address> {
    let ended = ended(raw);
    match MessageStream::new(&ended).parse_address() {
        HeaderValue::Address(list) => list.iter().filter_map(mailbox).collect(),
        _ => Vec::new(),
    }
}

fn mailbox(found: &Addr<'_>) -> Option<Address> {
    let name = found.name().unwrap_or_default().trim().trim_matches(['"', '\'']).trim();
    let address = found.address().unwrap_or_default().trim().trim_matches(['<', '>', '\'', '"']);
    // "<a@b.example> <c@d.example>" and "mailto:" are seen in the wild.
    let address = address.strip_prefix("mailto:").unwrap_or(address).to_lowercase();
    if address.is_empty() && name.contains('@') && !name.contains(' ') {
        return Some(Address { name: String::new(), address: name.to_lowercase() });
    }
    (!name.is_empty() || !address.is_empty()).then(|| Address { name: name.to_owned(), address })
}

/// A Content-Type or Content-Disposition value with its parameters, continuations joined.
pub(super) fn typed(raw: &[u8]) -> Typed {
    let ended = ended(&continued::joined(raw));
    let HeaderValue::ContentType(found) = MessageStream::new(&ended).parse_content_type() else {
        return Typed::default();
    };
    let value = match found.subtype() {
        Some(subtype) => format!("{}/{}", found.ctype(), subtype),
        None => found.ctype().to_owned(),
    };
    let mut parameters: Vec<(String, String)> = found
        .attributes()
        .unwrap_or_default()
        .iter()
        .map(|attribute| (attribute.name.to_lowercase(), attribute.value.to_string()))
        .collect();
    if is_extended_last(raw) {
        parameters.reverse();
    }
    Typed { value: value.trim().to_lowercase(), parameters }
}

/// Whether a name is given twice, the second time in its extended form, which counts (RFC 6266 section
/// 4.3, for the parameters of RFC 2231).
fn is_extended_last(raw: &[u8]) -> bool {
    let lower = raw.to_ascii_lowercase();
    let plain = memchr::memmem::find(&lower, b"name=");
    plain.is_some_and(|at| memchr::memmem::find(&lower[at..], b"name*").is_some())
}

/// Decodes bytes in a character set that `encoding_rs` does not know (UTF-7, IBM 850, …).
pub(super) fn rare_charset(label: &str, bytes: &[u8]) -> Option<String> {
    charset_decoder(label.as_bytes()).map(|decode| decode(bytes))
}

/// Appends what an HTML entity such as `&eacute;` stands for; an unknown one as it is written.
pub(in crate::reading) fn push_entity(out: &mut String, entity: &str) {
    add_html_token(out, entity.as_bytes(), false);
}

/// The parser wants its values to end with a line end.
fn ended(raw: &[u8]) -> Vec<u8> {
    let mut value = raw.to_vec();
    if value.last() != Some(&b'\n') {
        value.push(b'\n');
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_in_every_common_form() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("foi@town.example\n", &[("", "foi@town.example")]),
            ("FOI Team <FOI@Town.example>\n", &[("FOI Team", "foi@town.example")]),
            (
                "\"Vale, Una\" <una@vale.example>, b@c.example\n",
                &[("Vale, Una", "una@vale.example"), ("", "b@c.example")],
            ),
            ("=?utf-8?q?J=C3=B6rg?= <j@x.example>\n", &[("Jörg", "j@x.example")]),
            ("Team: a@b.example, c@d.example;\n", &[("", "a@b.example"), ("", "c@d.example")]),
            ("\n", &[]),
        ];
        for (raw, expected) in cases {
            let read = addresses(raw.as_bytes());
            let read: Vec<_> = read.iter().map(|a| (a.name.as_str(), a.address.as_str())).collect();
            assert_eq!(&read, expected, "{raw}");
        }
    }

    #[test]
    fn a_continued_and_encoded_file_name_is_joined() {
        let read = typed(b"attachment; filename*0*=utf-8''a%20le; filename*1*=tter%C3%A9.pdf\n");
        assert_eq!(read.value, "attachment");
        assert_eq!(read.parameter("filename"), Some("a letteré.pdf"));
        let read = typed(b"attachment; filename*0*=utf-8''Caf%C3; filename*1*=%A9.pdf; size=9\n");
        assert_eq!(read.parameter("filename"), Some("Café.pdf"));
        assert_eq!(read.parameter("size"), Some("9"));
    }
}

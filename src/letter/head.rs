//! The head of a letter, line by line, as lettre writes it (RFC 5322 section 2.2, RFC 2047). A line
//! that needs neither encoding nor folding, as nearly every one, is put down here; every other one is
//! lettre's.

use lettre::message::header::{Header, Headers};
use lettre::message::{Mailbox, Mailboxes};

/// A line is folded beyond this (RFC 5322 section 2.1.1, without the line's end).
const LONGEST: usize = 76;

/// The lines so far, each with its end.
#[derive(Debug, Default)]
pub(super) struct Head {
    lines: String,
}

impl Head {
    pub fn new() -> Self {
        // A letter's head is mostly half as long.
        Head { lines: String::with_capacity(1024) }
    }

    /// A line that stands in every letter as it is.
    pub fn fixed(&mut self, name: &str, value: &str) {
        for piece in [name, ": ", value, "\r\n"] {
            self.lines.push_str(piece);
        }
    }

    /// A line of plain text.
    pub fn text<H: Header + From<String>>(&mut self, value: &str) {
        let name = H::name();
        match is_plain(value) && name.len() + ": ".len() + value.len() <= LONGEST {
            true => self.fixed(&name, value),
            false => self.other(H::from(value.to_owned())),
        }
    }

    /// A line of one mailbox.
    pub fn mailbox<H: Header + From<Mailboxes>>(&mut self, one: Mailbox) {
        match plain_mailbox(&H::name(), &one) {
            Some(value) => self.fixed(&H::name(), &value),
            None => self.other(H::from(Mailboxes::from(one))),
        }
    }

    /// A line as lettre writes it.
    pub fn other<H: Header>(&mut self, header: H) {
        let mut headers = Headers::new();
        headers.set(header);
        self.lines.push_str(&headers.to_string());
    }

    /// The bytes, with room for as many more.
    pub fn into_bytes(self, more: usize) -> Vec<u8> {
        let mut bytes = self.lines.into_bytes();
        bytes.reserve(more);
        bytes
    }
}

/// Whether lettre leaves a text as it is where it is short: ASCII, no space at its ends, no two of them
/// together.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        if !matches!(byte, b' '..=b'~') || (byte, before) == (b' ', b' ') {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// A mailbox where its name is of letters, digits, spaces and `-_.` alone, and the line is short.
fn plain_mailbox(header: &str, one: &Mailbox) -> Option<String> {
    let address: &str = one.email.as_ref();
    let name = one.name.as_deref().unwrap_or_default();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let sound = |text: &str| text.bytes().all(|byte| byte == b' ' || is_word(byte));
    let value = match (&one.name, name.contains(' ')) {
        (None, _) => address.to_owned(),
        (Some(_), _) if !is_plain(name) || !sound(name) => return None,
        (Some(_), true) => format!("\"{name}\" <{address}>"),
        (Some(_), false) => format!("{name} <{address}>"),
    };
    let is_short = header.len() + ": ".len() + value.len() <= LONGEST;
    (is_short && is_plain(address)).then_some(value)
}

#[cfg(test)]
mod tests {
    use lettre::message::header::{MessageId, ReplyTo, Subject, To};

    use super::*;

    /// What is put down, and what lettre would.
    fn both(write: impl FnOnce(&mut Head), header: impl Header) -> (String, String) {
        let (mut ours, mut theirs) = (Head::new(), Head::new());
        write(&mut ours);
        theirs.other(header);
        (ours.lines, theirs.lines)
    }

    #[test]
    fn what_needs_no_encoding_is_not_given_to_lettre() {
        for plain in ["A subject [fd-bcdf-ghjk-mnpr]", "x", "100% \"sure\" =?no?="] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in ["", " x", "x ", "a  b", "Tŷ", "a\tb", "a\r\nBcc: x"] {
            assert!(!is_plain(other), "{other:?}");
        }
        let party =
            |name: &str| Mailbox::new(Some(name.to_owned()), "a@b.example".parse().unwrap());
        assert_eq!(plain_mailbox("To", &party("A B")).as_deref(), Some("\"A B\" <a@b.example>"));
        assert_eq!(plain_mailbox("To", &party("A.B")).as_deref(), Some("A.B <a@b.example>"));
        for other in ["St Mary's", "A, B", "Tŷ", &"long ".repeat(20)] {
            assert_eq!(plain_mailbox("To", &party(other)), None, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_line_is_as_lettre_writes_it(
            text in "[ -~]{0,90}|[a-z ŷ’\"]{0,40}|[ a-z0-9.<>@-]{50,80}",
            name in "[ -~]{0,70}|[A-Za-z0-9 ._-]{0,70}|[a-z ŷ’\"]{0,40}",
            address in "[a-z0-9.+-]{1,30}@[a-z0-9]{1,20}\\.example",
        ) {
            let (ours, theirs) = both(|head| head.text::<Subject>(&text), Subject::from(text.clone()));
            proptest::prop_assert_eq!(ours, theirs);
            let (ours, theirs) =
                both(|head| head.text::<MessageId>(&text), MessageId::from(text.clone()));
            proptest::prop_assert_eq!(ours, theirs);
            let name = (!name.is_empty()).then_some(name);
            if let Ok(email) = address.parse() {
                let one = Mailbox::new(name, email);
                let (ours, theirs) =
                    both(|head| head.mailbox::<To>(one.clone()), To::from(Mailboxes::from(one.clone())));
                proptest::prop_assert_eq!(ours, theirs);
                let (ours, theirs) = both(
                    |head| head.mailbox::<ReplyTo>(one.clone()),
                    ReplyTo::from(Mailboxes::from(one.clone())),
                );
                proptest::prop_assert_eq!(ours, theirs);
            }
        }
    }
}

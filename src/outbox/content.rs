//! A message as it is written after DATA: lines that begin with a dot get another (RFC 5321, section
//! 4.5.2), and the final dot follows in the same write. One write matters: lettre writes body and
//! dot apart, and Nagle's algorithm then waits 40 ms for the server's delayed acknowledgement.

use memchr::memmem;

use super::{Cause, Fault, Phase};

/// The whole of what is written after the go-ahead, shown by `Display` as lettre wants it.
pub struct Content(String);

impl Content {
    /// Stuffs `message` and ends it with the final dot.
    ///
    /// Errors: a message that is not UTF-8, or has a line ended by a bare CR or LF (some servers
    /// would read another message out of it).
    pub fn new(message: &[u8]) -> Result<Self, Fault> {
        let unsendable = |text: &str| Fault::new(Phase::Data, Cause::Unsendable, text);
        let text = std::str::from_utf8(message).map_err(|_| unsendable("it is not UTF-8"))?;
        if !is_crlf_throughout(message) {
            return Err(unsendable("a line of it ends with a bare CR or LF"));
        }
        let mut content = String::with_capacity(text.len() + text.len() / 64 + 8);
        content.push_str(if text.starts_with('.') { "." } else { "" });
        let mut from = 0;
        for at in memmem::find_iter(message, b"\r\n.") {
            content.push_str(&text[from..at + 2]);
            content.push('.');
            from = at + 2;
        }
        content.push_str(&text[from..]);
        if !text.is_empty() && !text.ends_with("\r\n") {
            content.push_str("\r\n");
        }
        content.push_str(".\r\n");
        Ok(Content(content))
    }
}

/// Whether every line ends with CR LF and neither stands alone, nor a NUL anywhere.
fn is_crlf_throughout(message: &[u8]) -> bool {
    memchr::memchr3_iter(b'\r', b'\n', b'\0', message).all(|at| match message[at] {
        b'\r' => message.get(at + 1) == Some(&b'\n'),
        b'\n' => at > 0 && message[at - 1] == b'\r',
        _ => false,
    })
}

impl std::fmt::Display for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a server makes of it.
    fn received(content: &str) -> String {
        let mut message = String::new();
        for line in content.split_inclusive("\r\n") {
            if line == ".\r\n" {
                return message;
            }
            message.push_str(line.strip_prefix('.').unwrap_or(line));
        }
        panic!("no final dot in {content:?}")
    }

    #[test]
    fn dots_are_doubled_and_the_end_is_a_dot() {
        for (message, expected) in [
            ("a\r\n", "a\r\n.\r\n"),
            ("a", "a\r\n.\r\n"),
            (".\r\n", "..\r\n.\r\n"),
            ("a\r\n..b\r\n.", "a\r\n...b\r\n..\r\n.\r\n"),
            ("", ".\r\n"),
        ] {
            assert_eq!(Content::new(message.as_bytes()).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn a_line_that_could_smuggle_another_message_is_not_sent() {
        for message in ["a\n.\r\nb\r\n", "a\r.\r\n", "a\n", "\r", "\n", "\r\r\n", "a\0\r\n"] {
            assert!(Content::new(message.as_bytes()).is_err(), "{message:?}");
        }
        assert!(Content::new(b"\xff\r\n").is_err());
    }

    proptest! {
        #[test]
        fn the_server_reads_what_was_written(lines in prop::collection::vec("\\.{0,3}[a-z .]{0,9}", 0..20)) {
            let message: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
            let content = Content::new(message.as_bytes()).unwrap().to_string();
            prop_assert_eq!(received(&content), message);
        }
    }
}

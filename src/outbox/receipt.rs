//! What a server says when it takes a letter: the code, its words, its queue id, and the Message-ID
//! that it gave the letter instead of ours (Exchange Online does).

/// The server's word that it has a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The code, 250 as a rule; 0 for a file.
    pub code: u16,
    /// Its words.
    pub text: String,
    /// Its name for the letter, where it told one.
    pub queue_id: Option<String>,
    /// The Message-ID it put in place of ours, where it told one, with its angle brackets.
    pub replaced_message_id: Option<String>,
}

impl Receipt {
    /// Reads the final answer of a server; `ours` is the Message-ID we gave the letter.
    pub fn read(code: u16, text: &str, ours: Option<&str>) -> Self {
        Receipt {
            code,
            text: text.to_owned(),
            queue_id: queue_id(text),
            replaced_message_id: message_id(text).filter(|id| Some(id.as_str()) != ours),
        }
    }
}

/// The queue id in the words of the common servers.
fn queue_id(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let after = |word: &str| {
        let at = words.iter().position(|w| w.eq_ignore_ascii_case(word))?;
        words.get(at + 1).copied()
    };
    let internal = words.iter().find_map(|w| w.trim_start_matches('[').strip_prefix("InternalId="));
    let exim = words.iter().find_map(|w| w.strip_prefix("id="));
    let gmail =
        (words.last() == Some(&"gsmtp")).then(|| words.iter().rev().nth(2)).flatten().copied();
    // Sendmail: "2.0.0 16BDXabc012345 Message accepted for delivery".
    let sendmail = text.contains("Message accepted").then(|| words.get(1)).flatten().copied();
    let queued = after("as").filter(|_| text.to_ascii_lowercase().contains("queued as"));
    let id = queued.or(internal).or(exim).or(gmail).or(sendmail)?;
    let id = id.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    (!id.is_empty()).then(|| id.to_owned())
}

/// A Message-ID in the server's words.
fn message_id(text: &str) -> Option<String> {
    let start = text.find('<')?;
    let end = start + text[start..].find('>')?;
    let id = &text[start..=end];
    (id.contains('@') && !id.contains(char::is_whitespace)).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queue_ids_of_the_common_servers() {
        for (text, expected) in [
            ("2.0.0 Ok: queued as 4Tz1Qk0V2Wz9", Some("4Tz1Qk0V2Wz9")),
            ("OK id=1rA2bC-0003Xy-2Z", Some("1rA2bC-0003Xy-2Z")),
            (
                "2.0.0 OK 1699999999 a12-20020ab01c05000000b0.35 - gsmtp",
                Some("a12-20020ab01c05000000b0.35"),
            ),
            (
                "2.6.0 <AB1@mail.example> [InternalId=12345, Hostname=mail.example] 5120 bytes in 0.1, 40 KB/sec Queued mail for delivery",
                Some("12345"),
            ),
            ("2.0.0 3AB0xyz012345 Message accepted for delivery", Some("3AB0xyz012345")),
            ("2.0.0 Ok", None),
            ("OK", None),
        ] {
            assert_eq!(queue_id(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn only_another_message_id_replaces_ours() {
        let text = "2.6.0 <theirs@mail.example> [InternalId=1] Queued mail for delivery";
        let receipt = Receipt::read(250, text, Some("<ours@mail.example>"));
        assert_eq!(receipt.replaced_message_id.as_deref(), Some("<theirs@mail.example>"));
        let receipt = Receipt::read(250, text, Some("<theirs@mail.example>"));
        assert_eq!(receipt.replaced_message_id, None);
    }
}

//! Messages saved as files (.eml, message/rfc822): who wrote to whom, the subject, the text, and the texts
//! of what is attached to them. Often the decision is in one that was forwarded so.

use super::AttachmentText;
use super::archive::{Allowance, Collected};
use crate::reading::{self, Message};

/// Whether bytes that are text are a message, by its media type, its name and its first line.
pub fn is_one(start: &[u8], media_type: &str, name: &str) -> bool {
    let named = name.to_ascii_lowercase().ends_with(".eml");
    let called = matches!(media_type, "message/rfc822" | "message/global" | "message/news");
    (named || called) && begins_with_a_field(start)
}

/// RFC 5322 section 2.2: a name of printable ASCII and a colon.
fn begins_with_a_field(start: &[u8]) -> bool {
    let name = start.iter().take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    name > 0 && start.get(name) == Some(&b':')
}

/// The text of a message and of what is in it.
pub fn text(bytes: &[u8], allowance: &mut Allowance) -> AttachmentText {
    if !allowance.enter() {
        return AttachmentText::none("is packed too often, one message in another");
    }
    let message = reading::decode(bytes);
    let mut all = Collected::beginning(format!("{}\n{}", head(&message), message.text.trim()));
    for attachment in &message.attachments {
        if !allowance.one_more() {
            all.problem("holds more files than are read".to_owned());
            break;
        }
        let name = attachment.name.as_deref().unwrap_or("attachment");
        let content = reading::content(attachment, bytes);
        all.take(name, &super::read(&content, &attachment.media_type, name, allowance));
    }
    allowance.leave();
    all.finish("is a message not read whole")
}

/// Its head, in the lines that a mail program would show.
fn head(message: &Message) -> String {
    let person = |one: &reading::message::Address| match one.name.as_str() {
        "" => one.address.clone(),
        name => format!("{name} <{}>", one.address),
    };
    let to: Vec<String> = message.to.iter().map(person).collect();
    let fields = [
        ("From", message.from.as_ref().map(person)),
        ("Sent", message.date.map(|date| date.format("%-d %B %Y %H:%M").to_string())),
        ("To", (!to.is_empty()).then(|| to.join("; "))),
        ("Subject", (!message.subject.is_empty()).then(|| message.subject.clone())),
    ];
    fields.into_iter().filter_map(|(field, value)| Some(format!("{field}: {}\n", value?))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::read_here;

    const MAIL: &str = "From: IG <ig@trust.example>\r\nTo: una@vale.example\r\nSubject: Decision\r\nDate: Tue, 3 Mar 2026 10:00:00 +0000\r\nContent-Transfer-Encoding: base64\r\n\r\nTm90IGhlbGQu\r\n";
    const TOLD: &str = "From: IG <ig@trust.example>\nSent: 3 March 2026 10:00\nTo: una@vale.example\nSubject: Decision\n\nNot held.";

    #[test]
    fn a_saved_message_is_decoded() {
        for (media_type, name) in [
            ("message/rfc822", ""),
            ("application/octet-stream", "Decision.EML"),
            ("message/rfc822", "x.txt"),
        ] {
            assert_eq!(read_here(MAIL.as_bytes(), media_type, name).text, TOLD, "{name}");
        }
        let text = "Notes: not held.";
        assert_eq!(read_here(text.as_bytes(), "text/plain", "notes.txt").text, text);
        assert_eq!(read_here(b"not held", "message/rfc822", "").text, "not held");
    }

    #[test]
    fn what_is_attached_to_it_is_read_and_never_for_ever() {
        let mut mail = String::from("Subject: innermost\n\nTwelve.");
        for depth in 0..60 {
            mail = format!(
                "Subject: {depth}\nContent-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\nContent-Type: message/rfc822\n\n{mail}\n--b{depth}--\n"
            );
        }
        let deep = read_here(mail.as_bytes(), "message/rfc822", "");
        assert!(deep.problem.unwrap().contains("packed too often"));
        let two = format!(
            "Subject: outer\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee.\n--b\nContent-Type: message/rfc822\n\n{MAIL}\n--b--\n"
        );
        assert!(read_here(two.as_bytes(), "message/rfc822", "").text.contains("Not held."));
    }
}

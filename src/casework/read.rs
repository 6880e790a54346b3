//! Reading one raw message together with its attachments, for every verb that looks at mail. Joins
//! `reading`, which is pure, with `mailbox::text`, which reads attachments in a child process.

use crate::mailbox::text;
use crate::reading::{self, HerWords, Message, Reading};

/// Decodes and reads a raw message, attachments included.
pub fn message(raw: &[u8]) -> Reading {
    message_knowing(raw, &HerWords::default())
}

/// As [`message`], where sentences are known that she wrote.
pub fn message_knowing(raw: &[u8], her_words: &HerWords) -> Reading {
    let message = reading::decode(raw);
    let (texts, problems) = attachments(&message, raw);
    let mut read = reading::read_knowing(&message, &texts, her_words);
    read.problems.extend(problems);
    read
}

/// The text of every attachment in order, "" where there is none, and why there is none.
pub fn attachments(message: &Message, raw: &[u8]) -> (Vec<String>, Vec<String>) {
    let mut problems = Vec::new();
    let texts = message
        .attachments
        .iter()
        .map(|attachment| {
            let name = attachment.name.as_deref().unwrap_or("");
            // Most of the bytes of a mailbox are pictures, which their beginning tells.
            let head = reading::decode::head(attachment, raw);
            let found = text::of_picture(&head, attachment.bytes).unwrap_or_else(|| {
                text::of(&reading::content(attachment, raw), &attachment.media_type, name)
            });
            problems.extend(found.problem.map(|problem| {
                format!("{} {problem}", if name.is_empty() { "an attachment" } else { name })
            }));
            found.text
        })
        .collect();
    (texts, problems)
}

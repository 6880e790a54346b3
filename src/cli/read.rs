//! `foi read`: what the program sees in each message of some files. Needs no desk and changes
//! nothing; the JSON is part of the contract.

use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::print::{data, json, talk};
use super::{Context, Exit};
use crate::casework::{Result, read};
use crate::mailbox::{self, Mailbox};
use crate::reading::{Kind, Reading};

/// Show what foi sees in messages: kind, references, dates, sections, new text
///
/// Reads .eml files, mbox files, Maildirs and archives of them. Needs no desk; nothing is kept.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  foi read reply.eml
  foi read ~/Mail/inbox.mbox --json")]
pub(super) struct Read {
    /// Files or folders with messages
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// One message as the contract shows it.
#[derive(Debug, Serialize)]
struct Item {
    source: String,
    #[serde(flatten)]
    reading: Reading,
}

impl Read {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let mut exit = Exit::Done;
        let mut shown: Vec<Value> = Vec::new();
        for file in &self.files {
            let mailbox = mailbox::open(std::slice::from_ref(file));
            let mut items = items(&mailbox);
            let problems = problems(&mailbox, file, items.len());
            if !problems.is_empty() {
                exit = Exit::Part;
            }
            let problems = told_with_messages(problems, &mut items);
            if context.global.json {
                shown.extend(items.iter().filter_map(|item| serde_json::to_value(item).ok()));
                shown.extend(problems.iter().map(|(source, problem)| unread(source, problem)));
            } else {
                items.iter().for_each(print);
                problems.iter().for_each(|(source, problem)| talk(&format!("{source} {problem}")));
            }
        }
        if context.global.json {
            json(&shown);
        }
        Ok(exit)
    }
}

/// The readings of all messages, in order.
fn items(mailbox: &Mailbox) -> Vec<Item> {
    mailbox
        .par_iter()
        .map(|raw| Item { reading: read::message(&raw.bytes), source: raw.source })
        .collect()
}

/// What could not be read; a place without any message is told too.
fn problems(mailbox: &Mailbox, file: &std::path::Path, messages: usize) -> Vec<(String, String)> {
    let mut problems: Vec<(String, String)> =
        mailbox.problems().into_iter().map(|problem| (problem.path, problem.what)).collect();
    if messages == 0 && problems.is_empty() {
        problems.push((file.display().to_string(), "holds no message".to_owned()));
    }
    problems
}

/// What is the matter with a file whose messages are read all the same is told with the last of them;
/// gives what is left.
fn told_with_messages(
    problems: Vec<(String, String)>,
    items: &mut [Item],
) -> Vec<(String, String)> {
    let of = |source: &str, item: &Item| {
        item.source
            .strip_prefix(source)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
    };
    let mut left = Vec::new();
    for (source, problem) in problems {
        match items.iter_mut().rev().find(|item| of(&source, item)) {
            Some(item) => item.reading.problems.push(problem),
            None => left.push((source, problem)),
        }
    }
    left
}

/// The object for something that could not be read: every key, and no value but a kind of the list.
fn unread(source: &str, problem: &str) -> Value {
    json!({
        "source": source, "message_id": null, "date": null, "from": null, "to": [], "subject": "",
        "in_reply_to": null, "message_references": [], "kind": Kind::OtherCorrespondence, "kind_evidence": [],
        "auto_reply": false, "bounce": null, "authority_references": [], "regulator_references": [], "due_quoted": null,
        "reply_by": null, "review_window": null, "review_mentioned": null, "link_expires": null, "sections": [], "suggested_status": null, "new_text": "",
        "quoted_text": null, "rights_text": null, "footer_text": null, "attachments": [], "problems": [problem],
    })
}

/// One message for a reader: a line a fact, then the evidence.
fn print(item: &Item) {
    let read = &item.reading;
    data(&format!("{}: {}", item.source, read.kind));
    line("subject", &read.subject);
    line("from", read.from.as_deref().unwrap_or(""));
    line("date", read.date.as_deref().unwrap_or(""));
    let references: Vec<String> = read
        .authority_references
        .iter()
        .map(|one| format!("{} ({})", one.value, one.place))
        .collect();
    line("references", &references.join(", "));
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    line("answer by", &day(read.due_quoted));
    line("reply by", &day(read.reply_by));
    if let Some(window) = &read.review_window {
        line("ask for review", &format!("\"{}\"", window.quote));
    }
    let sections: Vec<String> =
        read.sections.iter().map(|one| format!("{} {}", one.law, one.section)).collect();
    line("sections", &sections.join(", "));
    line("suggests", read.suggested_status.map_or("", crate::request::Status::word));
    for evidence in &read.kind_evidence {
        line(
            "because",
            &format!("{} \u{201c}{}\u{201d}", evidence.rule, one_line(&evidence.quote)),
        );
    }
    for alert in &read.alerts {
        line("note", &format!("{}: {}", alert.topic, one_line(&alert.quote)));
    }
    for problem in &read.problems {
        line("problem", problem);
    }
}

fn line(name: &str, value: &str) {
    if !value.is_empty() {
        data(&format!("  {name}: {value}"));
    }
}

/// White space of any length as one space, so that a quote stays one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_ends_too_early_is_one_object() {
        let item = |source: &str| Item {
            source: source.to_owned(),
            reading: read::message(b"Subject: x\n\ntext\n"),
        };
        let mut items = [item("a.mbox#1"), item("a.mbox#2"), item("a.mbox.eml")];
        let problem = |source: &str| (source.to_owned(), "ends too early".to_owned());
        let left = told_with_messages(vec![problem("a.mbox"), problem("b")], &mut items);
        assert_eq!(left, [problem("b")]);
        let told: Vec<usize> = items.iter().map(|item| item.reading.problems.len()).collect();
        assert_eq!(told, [0, 1, 0]);
    }

    #[test]
    fn what_cannot_be_read_has_the_same_keys_as_what_can() {
        let read = Item { source: "a".to_owned(), reading: read::message(b"Subject: x\n\ntext\n") };
        let keys =
            |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        let told = serde_json::to_value(read).unwrap();
        assert_eq!(keys(&told), keys(&unread("a", "is empty")));
    }
}

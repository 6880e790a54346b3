//! Measures decoding, quoting, bounces and automatic replies against mail with known truth.
//!
//!     cargo run --release --example evaluate_reading -- TRUTH.jsonl FOLDER [-v]
//!
//! Each line of the truth names a file (`path`, or `maildir` below `FOLDER/Maildir`) and what is
//! expected of it, either beside it or under `expected`. Prints one line a check with the share
//! that is right; with `-v` every miss.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use foidesk::reading::{self, Message, NewText, bounce, html, new_text};
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let verbose = arguments.iter().any(|argument| argument == "-v");
    let [truth, folder] =
        &arguments.iter().filter(|argument| *argument != "-v").collect::<Vec<_>>()[..]
    else {
        bail!("usage: evaluate_reading TRUTH.jsonl FOLDER [-v]")
    };
    let rows = std::fs::read_to_string(truth).with_context(|| format!("cannot read {truth}"))?;
    let mut board = Board { verbose, ..Board::default() };
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row)?;
        board.judge(&row, Path::new(folder))?;
    }
    board.print();
    Ok(())
}

/// Right and wrong by check.
#[derive(Default)]
struct Board {
    verbose: bool,
    scores: BTreeMap<String, (usize, usize)>,
    slowest: Vec<(Duration, String)>,
    spent: Duration,
    bytes: usize,
}

/// One file, read.
struct Seen {
    source: String,
    raw: Vec<u8>,
    message: Message,
    parts: NewText,
}

impl Board {
    fn judge(&mut self, row: &Value, folder: &Path) -> anyhow::Result<()> {
        let path = path_of(row, folder)?;
        let raw =
            std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let expected = if row["expected"].is_object() { &row["expected"] } else { row };
        let source =
            row["path"].as_str().or(row["maildir"].as_str()).unwrap_or_default().to_owned();
        let started = Instant::now();
        let message = read(&raw, &expected["body_only"]);
        let parts = new_text::separate(&message);
        let spent = started.elapsed();
        self.spent += spent;
        self.bytes += raw.len();
        self.slowest.push((spent, source.clone()));
        let seen = Seen { source, raw, message, parts };
        self.quoting(&seen, expected);
        self.bounces(&seen, expected);
        self.automatic(&seen, expected);
        self.decoding(&seen, expected, folder);
        Ok(())
    }

    fn score(&mut self, check: &str, seen: &Seen, right: bool, told: impl FnOnce() -> String) {
        let corpus = seen.source.split('/').next().unwrap_or_default();
        let corpus = if matches!(corpus, "cur" | "new") { "campaign" } else { corpus };
        for name in [check.to_owned(), format!("{check}/{corpus}")] {
            let entry = self.scores.entry(name).or_default();
            entry.0 += usize::from(right);
            entry.1 += 1;
        }
        if !right && self.verbose {
            println!("MISS {check} {}: {}", seen.source, told());
        }
    }

    fn quoting(&mut self, seen: &Seen, expected: &Value) {
        let new = seen.parts.new_text.as_str();
        if let Some(text) = expected["reply_text"].as_str() {
            let loose = expected["compare"].is_string();
            let same = |text: &str| match loose {
                true => squeezed(new) == squeezed(text),
                false => lines(new) == lines(text),
            };
            let right =
                same(text) || texts(&expected["reply_text_also"]).iter().any(|one| same(one));
            self.score("reply_text", seen, right, || {
                format!("\n--- wanted\n{text}\n--- got\n{new}\n---")
            });
        }
        if let Some(line) = expected["first_line"].as_str() {
            let got = new.lines().next().unwrap_or_default().trim();
            self.score("first_line", seen, squeezed(new).starts_with(&squeezed(line)), || {
                format!("wanted {line:?}, got {got:?}")
            });
        }
        if expected["reply_is_whole"] == true {
            let whole = String::from_utf8_lossy(&seen.raw).into_owned();
            self.score("reply_is_whole", seen, lines(new) == lines(&whole), || new.to_owned());
        }
        let (must, must_not) =
            (texts(&expected["reply_must_contain"]), texts(&expected["reply_must_not_contain"]));
        if must.len() + must_not.len() > 0 {
            let flat = squeezed(new);
            let lost: Vec<_> = must.iter().filter(|text| !flat.contains(&squeezed(text))).collect();
            let kept: Vec<_> =
                must_not.iter().filter(|text| flat.contains(&squeezed(text))).collect();
            self.score("answer_kept", seen, lost.is_empty(), || {
                format!("lost {lost:?} in\n{new}\n---")
            });
            self.score("quote_gone", seen, kept.is_empty(), || {
                format!("kept {kept:?} in\n{new}\n---")
            });
        }
    }

    fn bounces(&mut self, seen: &Seen, expected: &Value) {
        let Some(is_bounce) = expected["is_bounce"].as_bool() else { return };
        let read = bounce::read(&seen.message);
        let subject = &seen.message.subject;
        let check = if is_bounce { "bounce_found" } else { "no_false_bounce" };
        self.score(check, seen, read.is_some() == is_bounce, || format!("{subject:?} {read:?}"));
        let Some(read) = read.filter(|_| is_bounce) else { return };
        let (given, derived) = (&expected["bounce"], &expected["derived"]["rfc3464"]);
        let wanted = |key: &str, one: &str| {
            [&given[key], &given[one], &derived[key]]
                .into_iter()
                .map(texts)
                .find(|list| !list.is_empty())
                .unwrap_or_default()
        };
        let recipients = wanted("recipients", "recipient");
        if !recipients.is_empty() {
            let got: Vec<String> =
                read.per_recipient.iter().map(|one| one.address.clone()).collect();
            // Who failed, or everybody the report names.
            let named = texts(&derived["recipients"]);
            let right = same(&got, &recipients) || (!named.is_empty() && same(&got, &named));
            self.score("bounce_recipients", seen, right, || {
                format!("wanted {recipients:?}, got {got:?}")
            });
        }
        let mut statuses = wanted("status", "status");
        if statuses.is_empty() {
            statuses = upstream_statuses(expected);
        }
        if !statuses.is_empty() {
            let got: Vec<String> =
                read.per_recipient.iter().filter_map(|one| one.status.clone()).collect();
            let right = statuses.iter().all(|status| got.contains(status));
            self.score("bounce_status", seen, right, || {
                format!("wanted {statuses:?}, got {read:?}")
            });
        }
        let permanent = given["permanent"]
            .as_bool()
            .or_else(|| expected["transient_only"].as_bool().map(|transient| !transient));
        if let Some(permanent) = permanent.filter(|permanent| given.is_object() || !permanent) {
            let right = read.permanent.unwrap_or(true) == permanent;
            self.score("bounce_permanent", seen, right, || {
                format!("wanted {permanent}, got {read:?}\n{}", seen.message.text)
            });
        }
        let ids = texts(&expected["derived"]["original_message_ids"]);
        if !ids.is_empty() {
            let right = read.original_message_id.as_ref().is_some_and(|id| ids.contains(id));
            self.score("bounce_original_id", seen, right, || {
                format!("wanted {ids:?}, got {:?}", read.original_message_id)
            });
        }
        let actions = wanted("action", "action");
        if !actions.is_empty() {
            let got: Vec<String> = read
                .per_recipient
                .iter()
                .filter_map(|one| one.action.map(|action| action.to_string()))
                .collect();
            self.score(
                "bounce_action",
                seen,
                actions.iter().all(|action| got.contains(action)),
                || format!("wanted {actions:?}, got {got:?}"),
            );
        }
    }

    fn automatic(&mut self, seen: &Seen, expected: &Value) {
        let Some(wanted) = expected["is_auto_reply"].as_bool().or(expected["is_auto"].as_bool())
        else {
            return;
        };
        let reading = reading::read(&seen.message, &[] as &[&str]);
        let check = if wanted { "auto_found" } else { "no_false_auto" };
        self.score(check, seen, reading.auto_reply == wanted, || {
            format!("{:?} {}\n{}", seen.message.subject, reading.kind, seen.parts.new_text)
        });
    }

    fn decoding(&mut self, seen: &Seen, expected: &Value, folder: &Path) {
        if let Some(subject) = expected["subject"].as_str() {
            let got = &seen.message.subject;
            self.score("subject", seen, squeezed(got) == squeezed(subject), || {
                format!("wanted {subject:?}, got {got:?}")
            });
        }
        if let Some(id) = expected["derived"]["message_id"].as_str() {
            let got = &seen.message.message_id;
            self.score("message_id", seen, got.as_deref() == Some(id), || {
                format!("wanted {id:?}, got {got:?}")
            });
        }
        if let Some(media_type) = expected["derived"]["top_content_type"].as_str() {
            let got = &seen.message.media_type;
            self.score("media_type", seen, got == media_type, || {
                format!("wanted {media_type:?}, got {got:?}")
            });
        }
        if expected["attachments"].is_array() {
            let wanted = names(&expected["attachments"]);
            let got: Vec<String> =
                seen.message.attachments.iter().filter_map(|one| one.name.clone()).collect();
            self.score("attachments", seen, same(&got, &wanted), || {
                format!("wanted {wanted:?}, got {got:?}")
            });
        }
        for part in texts(&expected["decoded_parts"]) {
            let Ok(bytes) = std::fs::read(folder.join(&part)) else { continue };
            let right = holds(&seen.message, &seen.raw, &bytes);
            self.score("decoded_part", seen, right, || {
                format!("{part}: {:.200}", String::from_utf8_lossy(&bytes))
            });
        }
    }

    fn print(mut self) {
        for (check, (right, all)) in &self.scores {
            println!(
                "{check:40} {right:5} of {all:5}  {:5.1} %",
                100.0 * *right as f64 / *all as f64
            );
        }
        self.slowest.sort_by_key(|(spent, _)| std::cmp::Reverse(*spent));
        let count = self.slowest.len().max(1) as u32;
        println!(
            "decode and separate: {:?} for {} messages, {:?} each, {} bytes",
            self.spent,
            count,
            self.spent / count,
            self.bytes
        );
        for (spent, source) in self.slowest.iter().take(3) {
            println!("  slowest {spent:?} {source}");
        }
    }
}

fn path_of(row: &Value, folder: &Path) -> anyhow::Result<PathBuf> {
    let below = row["path"].as_str().map(PathBuf::from);
    let maildir = row["maildir"].as_str().map(|name| Path::new("Maildir").join(name));
    Ok(folder.join(below.or(maildir).context("a row of the truth names no file")?))
}

/// A file is a whole message, or only a body where the truth says so.
fn read(raw: &[u8], body_only: &Value) -> Message {
    let text = || String::from_utf8_lossy(raw).replace("\r\n", "\n");
    match body_only {
        Value::Bool(true) => Message { text: text(), ..Message::default() },
        Value::String(_) => {
            let page = html::render(&text());
            Message {
                text: page.text,
                quoted: page.quoted,
                html: Some(text()),
                ..Message::default()
            }
        }
        _ => reading::decode(raw),
    }
}

/// Whether the content of a part stands somewhere in the message.
fn holds(message: &Message, raw: &[u8], bytes: &[u8]) -> bool {
    // The truth is in the part's own character set: compared by what is ASCII.
    let flat = |text: &str| squeezed(&text.replace(|c: char| !c.is_ascii(), ""));
    let text = flat(&String::from_utf8_lossy(bytes));
    let attached = message.attachments.iter().any(|one| {
        let content = reading::content(one, raw);
        content.as_ref() == bytes || flat(&String::from_utf8_lossy(&content)) == text
    });
    attached
        || text.is_empty()
        || flat(&message.text).contains(&text)
        || message.html.as_deref().is_some_and(|html| flat(html).contains(&text))
        || message.reports.iter().any(|(_, report)| flat(report).contains(&text))
        || message.enclosed.iter().any(|inner| holds(inner, raw, bytes))
}

fn upstream_statuses(expected: &Value) -> Vec<String> {
    let rows = expected["upstream"].as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .filter(|row| row["status_literal"] == true)
        .filter_map(|row| row["status"].as_str())
        .map(str::to_owned)
        .collect()
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn names(value: &Value) -> Vec<String> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|one| one.as_str().or(one["name"].as_str())).map(str::to_owned).collect()
}

fn same(got: &[String], wanted: &[String]) -> bool {
    let (mut got, mut wanted) =
        (got.to_vec(), wanted.iter().map(|one| one.to_lowercase()).collect::<Vec<_>>());
    got.iter_mut().for_each(|one| *one = one.to_lowercase());
    got.sort();
    got.dedup();
    wanted.sort();
    wanted.dedup();
    got == wanted
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lines(text: &str) -> String {
    text.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

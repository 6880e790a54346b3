//! Measures the reading of single messages against a file of truths: kinds, references, dates and
//! sections, with every miss.
//!
//! `cargo run --release --example evaluate_kinds -- TRUTH.jsonl MAIL.mbox` where line n of the truth
//! describes message n: `kind` (and `also`, kinds that are right too), `authority_refs`, `due_quoted`,
//! `reply_by`, `sections` (`{"law", "section"}` each, or the section alone), `is_auto`.
//! A regulator's number counts as found where it is told apart. Attachments are read in this process, so the mail should be of one's own making.

#![allow(clippy::print_stdout)]

use foidesk::reading::reference::{Place, normal};
use foidesk::reading::section::Citation;
use foidesk::reading::{Kind, Reading};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Right and wrong answers of one question.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
}

impl Score {
    fn add(&mut self, right: bool) {
        *(if right { &mut self.right } else { &mut self.wrong }) += 1;
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = self.right + self.wrong;
        write!(f, "{}/{} = {:.1} %", self.right, all, 100.0 * self.right as f64 / all.max(1) as f64)
    }
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [truth, mail] = arguments.as_slice() else {
        anyhow::bail!("give the truth (JSON lines) and the mailbox");
    };
    let truths: Vec<Value> = std::fs::read_to_string(truth)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let mailbox = foidesk::mailbox::open(&[PathBuf::from(mail)]);
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for (truth, raw) in truths.iter().zip(mailbox.iter()) {
        if truth["kind"] == "own_sent" {
            continue;
        }
        let read = foidesk::casework::read::message(&raw.bytes);
        judge(truth, &read, &raw.source, &mut scores);
    }
    for (question, score) in &scores {
        println!("{question}: {score}");
    }
    Ok(())
}

/// Compares one reading with its truth.
fn judge(truth: &Value, read: &Reading, source: &str, scores: &mut BTreeMap<&str, Score>) {
    let kinds = strings(&truth["also"]).into_iter().chain(strings(&truth["kind"]));
    let allowed = { kinds }.any(|word| fits(&word, read.kind));
    scores.entry("kind or second").or_default().add(allowed);
    let mut check = |question: &'static str, right: bool, wanted: &str, got: &str| {
        scores.entry(question).or_default().add(right);
        if !right {
            let (subject, words) = (&read.subject, first_words(&read.new_text));
            println!("{source} {question}: wanted {wanted}, got {got} | {subject} | {words}");
        }
    };
    let kind = truth["kind"].as_str().unwrap_or("");
    let evidence = read.kind_evidence.first().map_or("", |one| one.rule.as_str());
    let right = fits(kind, read.kind);
    check("kind", right, kind, &format!("{} ({evidence})", read.kind));
    let wanted = strings(&truth["authority_refs"]);
    let in_places = |places: &[Place]| -> Vec<String> {
        let there = read.authority_references.iter().filter(|one| places.contains(&one.place));
        there.map(|one| one.value.clone()).collect()
    };
    let stated = in_places(&[Place::Subject, Place::Body]);
    let got = in_places(&[Place::Subject, Place::Body, Place::Attachment]);
    if kind != "noise" {
        let regulators = &read.regulator_references;
        for value in &wanted {
            let found = got.iter().chain(regulators).any(|one| normal(one) == normal(value));
            check("references found", found, value, &got.join(", "));
            let as_written = got.iter().chain(regulators).any(|one| letters(one) == letters(value));
            check("references found in the very spelling", as_written, value, &got.join(", "));
        }
        for value in &stated {
            let true_one = wanted.iter().any(|one| normal(one) == normal(value));
            check("references true", true_one, &wanted.join(", "), value);
        }
        for (question, key, day) in [
            ("due", "due_quoted", read.due_quoted),
            ("reply by", "reply_by", read.reply_by),
            ("return", "return_date", read.return_date),
        ] {
            let wanted = truth[key].as_str().unwrap_or("").to_owned();
            let got = day.map_or_else(String::new, |day| day.to_string());
            check(question, wanted == got, &wanted, &got);
        }
        let wanted = provisions(&truth["sections"]);
        let with_law = wanted.iter().all(|one| one.contains(' '));
        let got = provisions(&told(&read.sections, with_law));
        if !wanted.is_empty() || !got.is_empty() {
            check("sections", wanted == got, &wanted.join(", "), &got.join(", "));
            for one in &wanted {
                check("sections found", got.contains(one), one, &got.join(", "));
            }
            for one in &got {
                check("sections true", wanted.contains(one), &wanted.join(", "), one);
            }
        }
        let auto = truth["is_auto"].as_bool().unwrap_or(false);
        check(
            "automatic",
            auto == read.auto_reply,
            &auto.to_string(),
            &read.auto_reply.to_string(),
        );
    }
}

/// The letters and figures of a value.
fn letters(value: &str) -> String {
    value.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Whether a kind is what the truth's word allows.
fn fits(word: &str, kind: Kind) -> bool {
    let allowed: &[Kind] = match word {
        "auto_reply" => &[Kind::AutoReply],
        "form_redirect" => &[Kind::WebFormDemand],
        "late_apology" => &[Kind::Holding, Kind::Extension],
        "partial" => &[Kind::PartlyReleased],
        "refusal" => &[
            Kind::RefusalExemption,
            Kind::RefusalCost,
            Kind::RefusalPublished,
            Kind::RefusalVexatious,
        ],
        "internal_review_ack" => &[Kind::ReviewAcknowledgement],
        "internal_review_outcome" => {
            &[Kind::ReviewUpheld, Kind::ReviewPartlyUpheld, Kind::ReviewOverturned]
        }
        "chat" => {
            &[Kind::OtherCorrespondence, Kind::SentInError, Kind::Acknowledgement, Kind::Correction]
        }
        "read_receipt" => &[Kind::DeliveryNotice],
        "survey" => &[Kind::Unrelated, Kind::OtherCorrespondence],
        "noise" => return true,
        other => return kind.word() == other,
    };
    allowed.contains(&kind)
}

/// The provisions of a list in order, each as "foia 40(2)".
fn provisions(list: &Value) -> Vec<String> {
    let one = |value: &Value| {
        let section = value.as_str().or(value["section"].as_str())?.to_uppercase();
        Some(value["law"].as_str().map_or(section.clone(), |law| format!("{law} {section}")))
    };
    let mut all: Vec<String> = list.as_array().into_iter().flatten().filter_map(one).collect();
    all.sort();
    all.dedup();
    all
}

/// Citations in the shape of the truth.
fn told(citations: &[Citation], with_law: bool) -> Value {
    if with_law {
        return serde_json::to_value(citations).unwrap_or_default();
    }
    citations.iter().map(|one| one.section.as_str()).collect()
}

fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(30).collect::<Vec<_>>().join(" ")
}

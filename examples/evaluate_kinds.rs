//! Measures the reading of single messages against a file of truths: kinds, references, dates and
//! sections, with every miss.
//!
//! `cargo run --release --example evaluate_kinds -- TRUTH.jsonl MAIL.mbox` where line n of the truth
//! describes message n: `kind`, `authority_refs`, `due_quoted`, `reply_by`, `sections`, `is_auto`.
//! Attachments are read in this process, so the mail should be of one's own making.

#![allow(clippy::print_stdout)]

use foidesk::reading::reference::{Place, normal};
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
    let mut check = |question: &'static str, right: bool, wanted: &str, got: &str| {
        scores.entry(question).or_default().add(right);
        if !right {
            println!(
                "{source} {question}: wanted {wanted}, got {got} | {} | {}",
                read.subject,
                first_words(&read.new_text)
            );
        }
    };
    let kind = truth["kind"].as_str().unwrap_or("");
    let evidence = read.kind_evidence.first().map_or("", |one| one.rule.as_str());
    check("kind", fits(kind, read.kind), kind, &format!("{} ({evidence})", read.kind));
    let wanted = strings(&truth["authority_refs"]);
    let got: Vec<String> = read
        .authority_references
        .iter()
        .filter(|one| matches!(one.place, Place::Subject | Place::Body))
        .map(|one| one.value.clone())
        .collect();
    if kind != "noise" {
        for value in &wanted {
            let found = got.iter().any(|one| normal(one) == normal(value));
            check("references found", found, value, &got.join(", "));
        }
        for value in &got {
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
        let wanted = strings(&truth["sections"]);
        let got: Vec<String> = read.sections.iter().map(|one| one.section.clone()).collect();
        if !wanted.is_empty() || !got.is_empty() {
            let same = wanted.len() == got.len() && wanted.iter().all(|one| got.contains(one));
            check("sections", same, &wanted.join(", "), &got.join(", "));
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

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one.as_str().map(str::to_owned))
        .collect()
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(30).collect::<Vec<_>>().join(" ")
}

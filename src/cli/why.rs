//! `foi why`: what the filing of a message rests on.

use clap::Args;

use super::print::{data, json};
use super::{Context, Exit};
use crate::casework::{Result, triage};
use crate::store::{Filed, MessagePlace, Standing};

/// Show why a message was filed where it is, or why it was not
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  foi why 17\n  foi why '<abc@council.example>'")]
pub(super) struct Why {
    /// The message: its number or its Message-ID
    message: String,
}

impl Why {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let message = triage::message(&desk, &self.message)?;
        let filings = desk.store.filings_of(message.key)?;
        if context.global.json {
            let filings: Vec<_> = filings.iter().map(as_json).collect();
            json(&serde_json::json!({
                "message": message.key, "message_id": message.message_id, "source": message.source,
                "date": message.sent_at, "from": message.from_address, "subject": message.subject,
                "place": message.place, "kind": message.kind,
                "kind_evidence": message.reading.get("kind_evidence"),
                "filings": filings, "problems": message.problems,
            }));
            return Ok(Exit::Done);
        }
        if message.place == MessagePlace::Forgotten {
            data(&format!("message {}: nothing of it is left but where it stood", message.key));
        } else {
            let from = message.from_address.as_deref().unwrap_or("nobody");
            data(&format!("message {} from {from}: {}", message.key, message.subject));
            data(&format!("read in {}; kind: {}", message.source, message.kind));
        }
        for evidence in message
            .reading
            .get("kind_evidence")
            .and_then(serde_json::Value::as_array)
            .into_iter()
            .flatten()
        {
            let part = |name: &str| {
                evidence.get(name).and_then(serde_json::Value::as_str).unwrap_or_default()
            };
            data(&format!("  {}: \"{}\"", part("rule"), part("quote")));
        }
        match message.place {
            MessagePlace::TakenBack => {
                data("the check that read it was taken back; the next one reads it again");
            }
            _ if filings.is_empty() => data("it matches no request"),
            MessagePlace::Filed | MessagePlace::Tray | MessagePlace::Forgotten => {}
        }
        filings.iter().for_each(tell);
        for problem in &message.problems {
            data(&format!("note: {problem}"));
        }
        Ok(Exit::Done)
    }
}

fn as_json(filed: &Filed) -> serde_json::Value {
    serde_json::json!({
        "request": filed.request, "standing": filed.standing, "certainty": filed.certainty,
        "by_her": filed.by_her, "evidence": filed.evidence,
    })
}

fn tell(filed: &Filed) {
    let how = match (filed.standing, filed.by_her) {
        (Standing::Filed, true) => "filed by you under",
        (Standing::Filed, false) => "filed under",
        (Standing::Candidate, _) => "may be about",
        (Standing::Refused, _) => "you said it is not about",
        (Standing::Withdrawn, _) => "no longer about",
    };
    data(&format!("{how} {}", filed.request));
    for evidence in &filed.evidence {
        let sign = if evidence.rule.is_against() { "-" } else { "+" };
        data(&format!("  {sign} {}: {}", evidence.rule, evidence.quote));
    }
}

//! `foi log` and `foi undo`: what was done on this desk, and taking the last of it back.

use clap::Args;

use super::print::{count, data, json, table, talk};
use super::{Context, Exit};
use crate::casework::Result;
use crate::casework::history::{self, Reach};

/// Show what was done on this desk, newest first
#[derive(Debug, Args)]
pub(super) struct Log {
    /// How many lines
    #[arg(long, short = 'n', default_value_t = 20, value_name = "N")]
    limit: usize,
}

impl Log {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let acts = context.desk()?.store.acts(self.limit)?;
        if context.global.json {
            let rows: Vec<_> = acts
                .iter()
                .map(|act| serde_json::json!({"id": act.id, "at": act.at, "what": act.sentence}))
                .collect();
            json(&rows);
        } else {
            let rows: Vec<Vec<String>> = acts
                .into_iter()
                .map(|act| vec![act.at.format("%Y-%m-%d %H:%M").to_string(), act.sentence])
                .collect();
            table(&["When (UTC)", "What"], &rows);
        }
        Ok(Exit::Done)
    }
}

/// Take back the last decision, filing, fact or drafting; a letter that was sent stays sent
#[derive(Debug, Args)]
pub(super) struct Undo {
    /// Pass over what was done last and has nothing to take back: an edited letter, a check that filed
    /// nothing
    #[arg(long)]
    older: bool,
}

impl Undo {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let reach = if self.older { Reach::Older } else { Reach::Last };
        let undone = history::undo(&context.desk()?, reach, context.now)?;
        let passed_over = undone.passed_over.iter().map(|act| act.sentence.as_str());
        if context.global.json {
            let requests: Vec<_> = undone.events.iter().map(|event| &event.request).collect();
            json(&serde_json::json!({
                "act": undone.act.id, "what": undone.act.sentence, "events": undone.events.len(),
                "requests": requests, "kept": undone.kept, "letters": undone.letters,
                "passed_over": passed_over.collect::<Vec<_>>(),
            }));
        } else {
            passed_over.for_each(|sentence| talk(&format!("passed over: {sentence}")));
            data(&format!("undone: {}", undone.act.sentence));
        }
        if undone.letters > 0 {
            let letters =
                count(undone.letters, "letter that it drafted is", "letters that it drafted are");
            talk(&format!("{letters} cancelled."));
        }
        if undone.kept > 0 {
            talk(&format!(
                "{} of it cannot be undone: a letter that was handed to a server stays sent.",
                count(undone.kept, "step", "steps")
            ));
        }
        Ok(Exit::Done)
    }
}

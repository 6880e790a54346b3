//! `foi cancel`: gives up letters that wait to be sent. What has gone, or may have, stays as it is.

use clap::Args;
use serde_json::json;

use super::print::{count, data, talk};
use super::{Context, Exit, print};
use crate::casework::{Result, cancel};
use crate::letter::LetterKind;

/// Give up letters that wait to be sent; `foi undo` takes that back
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  foi cancel social-media/dunbridge --reason \"asked by post\"\n  \
foi cancel social-media\n  foi cancel social-media/dunbridge --kind review\n\n\
A letter that is in doubt may have gone: `foi send --settle` clears that first."
)]
pub(super) struct Cancel {
    /// Campaigns, or requests (id, authority, reference or token)
    #[arg(required = true, value_name = "CAMPAIGN|REQUEST")]
    of: Vec<String>,
    /// Letters of this kind: request, chaser, review, reply, complaint [default: all]
    #[arg(long)]
    kind: Option<LetterKind>,
    /// Why, for the record
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Cancel {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let choice = cancel::Choice { of: self.of, kind: self.kind, reason: self.reason };
        let cancelled = cancel::cancel(&desk, &choice, context.now)?;
        if context.global.json {
            let rows: Vec<_> = cancelled
                .iter()
                .map(|one| {
                    json!({ "letter": one.letter, "request": one.request, "kind": one.kind,
                        "state_before": one.state, "authority_name": one.authority_name,
                        "to": one.to })
                })
                .collect();
            print::json(&rows);
        } else {
            for one in &cancelled {
                data(&format!("{}\t{}\tcancelled", one.request, one.kind));
            }
        }
        let letters = count(cancelled.len(), "letter", "letters");
        talk(&format!("{letters} cancelled; `foi undo` takes this back."));
        let mut first = cancelled.iter().filter(|one| one.kind == LetterKind::Request);
        if let Some(one) = first.next() {
            let (campaign, named) = (one.request.campaign(), one.request.authority().to_string());
            let whom = if first.next().is_some() { "SELECTOR" } else { &named };
            talk(&format!("`foi draft {campaign} --again --to {whom}` drafts it anew."));
        }
        Ok(Exit::Done)
    }
}

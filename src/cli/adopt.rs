//! `foi adopt`: requests out of letters she sent with her own mail program.

use std::path::PathBuf;

use clap::Args;

use super::print::{count, data, json, talk};
use super::{Context, Exit};
use crate::casework::Result;
use crate::casework::adopt::{self, Adopted, Wanted};

/// Make requests out of letters you sent with your own mail program
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  foi adopt Sent.mbox --campaign road-repairs --me ada@example.org\n  \
foi adopt Takeout/ --campaign road-repairs\n\nMail that is not from you is only used to follow threads. \
Running it again adopts nothing twice."
)]
pub(super) struct Adopt {
    /// Your sent mail: mbox, Maildir, .eml, a folder or an archive of those
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The campaign that the requests belong to
    #[arg(long, value_name = "NAME")]
    campaign: String,
    /// The address you wrote from; plus-addresses of it are yours too [default: as foi.toml or the
    /// mail itself says]
    #[arg(long, value_name = "ADDRESS")]
    me: Option<String>,
}

impl Adopt {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let wanted = Wanted { paths: self.paths, campaign: self.campaign, me: self.me };
        let adopted = adopt::adopt(&desk, &wanted, context.now)?;
        if context.global.json {
            json(&as_json(&adopted));
        } else {
            tell(&adopted, context.global.verbose > 0);
        }
        Ok(if adopted.problems.is_empty() { Exit::Done } else { Exit::Part })
    }
}

fn as_json(adopted: &Adopted) -> serde_json::Value {
    serde_json::json!({
        "me": adopted.me,
        "requests": adopted.requests,
        "follow_ups": adopted.follow_ups.iter().map(|(request, kind)| serde_json::json!({ "request": request, "kind": kind })).collect::<Vec<_>>(),
        "known": adopted.known,
        "left_out": adopted.left_out.iter().map(|left| serde_json::json!({
            "source": left.source, "subject": left.subject, "because": left.because,
        })).collect::<Vec<_>>(),
        "added_authorities": adopted.added.iter().map(|(id, name)| serde_json::json!({ "id": id, "name": name })).collect::<Vec<_>>(),
        "problems": adopted.problems,
    })
}

fn tell(adopted: &Adopted, all: bool) {
    for request in &adopted.requests {
        data(request.as_str());
    }
    talk(&format!(
        "{} adopted, {} attached to them, {} known already (you are {})",
        count(adopted.requests.len(), "request", "requests"),
        count(adopted.follow_ups.len(), "later letter", "later letters"),
        adopted.known,
        adopted.me.join(", "),
    ));
    if !adopted.added.is_empty() {
        talk(&format!(
            "{} added to authorities.toml; look at their names and kinds",
            count(adopted.added.len(), "authority", "authorities")
        ));
    }
    if !adopted.left_out.is_empty() {
        talk(&format!(
            "{} of yours left out{}",
            count(adopted.left_out.len(), "letter", "letters"),
            if all { ":" } else { " (-v tells which)" }
        ));
    }
    for left in adopted.left_out.iter().filter(|_| all) {
        talk(&format!("  {} \"{}\": {}", left.source, left.subject, left.because));
    }
    for problem in &adopted.problems {
        talk(&format!("problem: {problem}"));
    }
    if !adopted.requests.is_empty() {
        talk("Next: foi check PATH reads the answers");
    }
}

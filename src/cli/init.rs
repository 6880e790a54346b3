//! `foi init`: makes a desk. Asks her name and address on a terminal; with `--no-input` it
//! succeeds with nothing known.

use std::io::{BufRead as _, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::print::{data, talk};
use super::{Context, Exit, working_folder};
use crate::casework::{Desk, Error, Result, settings};
use crate::request::address;

/// Make a desk: a folder for your campaigns
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder [default: this one]
    dir: Option<PathBuf>,
    /// Your real name, as it should stand under your letters
    #[arg(long)]
    name: Option<String>,
    /// Your e-mail address
    #[arg(long)]
    email: Option<String>,
    /// The name of a mail account in your own configuration
    #[arg(long)]
    account: Option<String>,
}

impl Init {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let root = match self.dir.or_else(|| context.global.desk.clone()) {
            Some(dir) => dir,
            None => working_folder()?,
        };
        let name = asked(context, self.name, "Your real name: ")?;
        let email = asked(context, self.email, "Your e-mail address: ")?;
        if let Some(broken) = [&name, &email].into_iter().find(|text| text.contains(['\r', '\n'])) {
            return Err(Error::usage(format!("`{}` holds a line break", broken.escape_debug())));
        }
        if let Some(error) =
            (!email.is_empty()).then(|| address::parse(&email)).and_then(Result::err)
        {
            return Err(Error::usage(error.to_string()).hint("for example robin@example.org"));
        }
        let text = settings::written(&name, &email, self.account.as_deref());
        let written = Desk::create(&root, &text)?;
        if context.global.json {
            let files: Vec<String> =
                written.iter().map(|path| path.display().to_string()).collect();
            super::print::json(&serde_json::json!({ "desk": root, "written": files }));
        } else {
            data(&format!("{}", root.display()));
        }
        talk(
            "Next: `foi authority list`, then `foi draft CAMPAIGN --template social-media-monitoring --to kind:university`",
        );
        Ok(Exit::Done)
    }
}

/// What was given, or what she answers; empty when nobody may be asked.
fn asked(context: &Context, given: Option<String>, question: &str) -> Result<String> {
    if let Some(given) = given {
        return Ok(given);
    }
    if !context.may_ask() {
        return Ok(String::new());
    }
    let mut answer = String::new();
    let _ = write!(anstream::stderr(), "{question}");
    std::io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(|error| Error::failed("cannot read your answer").because(error))?;
    Ok(answer.trim().to_owned())
}

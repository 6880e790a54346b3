//! `foi preview`: letters that have not gone, as they will go; with `--edit`, one of them in her
//! editor.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use serde_json::json;

use super::print::{count, data, talk};
use super::{Context, Exit, print};
use crate::casework::checks::{self, Current};
use crate::casework::enclosures::Attached;
use crate::casework::preview::{self, Edited};
use crate::casework::{Desk, Error, Result};
use crate::letter::enclosure::Listed;
use crate::request::LetterId;
use crate::store::Letter;

/// Show letters as they will be sent, and edit them
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  foi preview social-media\n  foi preview social-media/dunbridge --edit\n  \
foi preview social-media --all --eml > letters.txt"
)]
pub(super) struct Preview {
    /// A campaign or a request [default: everything that has not gone]
    #[arg(value_name = "CAMPAIGN|REQUEST")]
    of: Option<String>,
    /// Show every letter, not only the first
    #[arg(long)]
    all: bool,
    /// Show the exact bytes, headers included (the Date is set when sending)
    #[arg(long, conflicts_with = "edit")]
    eml: bool,
    /// Open the letter in your editor ($VISUAL, $EDITOR)
    #[arg(long)]
    edit: bool,
}

impl Preview {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let letters = preview::waiting(&desk, self.of.as_deref())?;
        if context.global.json && !self.edit {
            print::json_rows(letters.iter().map(|id| Ok(row(&preview::letter(&desk, *id)?))))?;
            return Ok(Exit::Done);
        }
        if letters.is_empty() {
            talk("No letter waits here. `foi draft` makes some.");
            return Ok(Exit::Done);
        }
        if self.edit {
            return edit(context, &desk, &letters);
        }
        let shown = if self.all { letters.len() } else { 1 };
        let register = desk.register()?;
        let current = Current::read(&desk, &register)?;
        let mut told = BTreeSet::new();
        for id in letters.iter().take(shown) {
            let letter = preview::letter(&desk, *id)?;
            self.show(&letter);
            told.extend(changed(&current, &letter));
        }
        told.iter().for_each(|sentence| talk(sentence));
        let more = letters.len() - shown;
        if more > 0 {
            talk(&format!("{} more; `--all` shows them", count(more, "letter", "letters")));
        }
        Ok(Exit::Done)
    }

    fn show(&self, letter: &Letter) {
        if self.eml {
            data(&String::from_utf8_lossy(&letter.whole()).replace("\r\n", "\n"));
            return;
        }
        data(&format!("# {} · {} · {}", letter.request, letter.kind, letter.state));
        data(&format!(
            "From: {}\nTo: {}\nSubject: {}\n",
            letter.from_address, letter.to_address, letter.subject
        ));
        data(&letter.body);
        if let Some(told) = attached(files(letter).iter().map(|one| &one.file)) {
            data(&format!("Attached: {told}"));
        }
    }
}

/// What has changed since the letter was drafted, and how it is made anew.
fn changed(current: &Current<'_>, letter: &Letter) -> Option<String> {
    let basis = checks::basis(letter)?;
    let changes = current.changes(&basis);
    let redraft = checks::redraft(letter, Some(&basis));
    (!changes.is_empty()).then(|| {
        format!(
            "warning: {}; it is shown as it was drafted\n  {redraft} makes it anew",
            changes.join("; ")
        )
    })
}

/// The files that go with a letter.
fn files(letter: &Letter) -> Vec<Attached> {
    checks::basis(letter).map(|basis| basis.shared.attached).unwrap_or_default()
}

/// Files with their types and sizes, each told once; `None` without any.
pub(super) fn attached<'a>(files: impl Iterator<Item = &'a Listed>) -> Option<String> {
    let mut files: Vec<&Listed> = files.collect();
    files.sort_unstable();
    files.dedup();
    let told =
        |file: &&Listed| format!("{} ({}, {})", file.name, file.media_type, size(file.bytes));
    (!files.is_empty()).then(|| files.iter().map(told).collect::<Vec<_>>().join(", "))
}

/// Bytes as a person reads them.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => count(bytes, "byte", "bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn row(letter: &Letter) -> serde_json::Value {
    json!({ "letter": letter.id, "request": letter.request, "kind": letter.kind,
        "state": letter.state, "from": letter.from_address, "to": letter.to_address,
        "subject": letter.subject, "body": letter.body, "message_id": letter.message_id,
        "sha256": letter.sha256, "bytes": letter.size(),
        "attached": files(letter).into_iter().map(|one| one.file).collect::<Vec<_>>(), "edited": letter.basis["edited"].as_bool().unwrap_or(false) })
}

/// One letter in her editor. What she wrote is kept in a file until the desk has it.
fn edit(context: &Context, desk: &Desk, letters: &[LetterId]) -> Result<Exit> {
    let letter = &preview::letter(desk, letters[0])?;
    if letters.len() > 1 {
        return Err(Error::usage(format!(
            "{} letters wait here; edit one at a time",
            letters.len()
        ))
        .hint(format!("for example `foi preview {} --edit`", letter.request)));
    }
    let path = desk.root.join(".foi").join(format!("letter-{}.txt", letter.id));
    if !path.exists() {
        write(&path, &preview::as_text(letter))?;
    }
    open(&path)?;
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Error::failed(format!("cannot read {}", path.display())).because(error))?;
    let kept = format!("your text is kept in {}; `--edit` opens it again", path.display());
    let edited =
        preview::rewrite(desk, letter, &text, context.now).map_err(|error| error.hint(kept))?;
    // The desk has the text now; a copy left behind would only be opened by mistake.
    let _ = std::fs::remove_file(&path);
    match edited {
        Edited::Unchanged => talk("Nothing was changed."),
        Edited::Rewritten { token_put_back } => {
            data(&format!("{}\tedited", letter.request));
            if token_put_back {
                talk("The token was put back into the subject: replies are known by it.");
            }
        }
    }
    Ok(Exit::Done)
}

fn write(path: &PathBuf, text: &str) -> Result<()> {
    std::fs::write(path, text)
        .map_err(|error| Error::failed(format!("cannot write {}", path.display())).because(error))
}

/// Opens a file in her editor and waits for it.
fn open(path: &Path) -> Result<()> {
    let editor = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|editor| !editor.trim().is_empty())
        .unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    let status = if cfg!(windows) {
        Command::new(&editor).arg(path).status()
    } else {
        // The variable may hold arguments ("code --wait"): the shell takes it apart.
        Command::new("sh").args(["-c", &format!("{editor} \"$1\""), "foi"]).arg(path).status()
    };
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Error::failed(format!("the editor `{editor}` ended with {status}"))
            .hint(format!("your text is kept in {}", path.display()))),
        Err(error) => Err(Error::failed(format!("cannot start the editor `{editor}`"))
            .because(error)
            .hint("set EDITOR to one that is installed")),
    }
}

//! `foi draft`: one letter for each chosen authority, shown before it is written, with those left
//! out and why.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::print::{count, data, table, talk};
use super::{Context, Exit, authority, preview, print};
use crate::casework::draft::{self, LeftOut, Order, Outline, Plan};
use crate::casework::{Desk, Error, Result};
use crate::letter::enclosure::Listed;
use crate::request::Register;
use crate::request::register::Severity;

/// Draft one letter to each authority you choose
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
foi draft social-media --template social-media-monitoring --to kind:university\n  \
foi draft social-media --to tag:late-addition\n  \
foi draft social-media --again\n  \
foi draft monitoring --template safety-tech --to dunbridge-college --values 2020-college\n  \
foi draft mine --template my-letter --to @ids.txt --to '!coventry-university' --value 'since=May 2024'")]
pub(super) struct Draft {
    /// The campaign's name; a second draft under it adds only authorities not asked before
    campaign: String,
    /// The template; `foi template list` shows those there are
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// Whom to write to: ids, kind:, nation:, tag:, part of a name, @FILE, all; `!` leaves out
    #[arg(long = "to", value_name = "SELECTOR", default_value = "all")]
    to: Vec<String>,
    /// A named set of the template's values, such as 2020
    #[arg(long, value_name = "SET")]
    values: Option<String>,
    /// One value of the template
    #[arg(long = "value", value_name = "NAME=VALUE", value_parser = pair)]
    value: Vec<(String, String)>,
    /// The campaign's title [default: the template's]
    #[arg(long)]
    title: Option<String>,
    /// The information is environmental: ask under the Environmental Information Regulations
    #[arg(long)]
    environmental: bool,
    /// A file to go with every letter, beside those that the template names; may be repeated. With
    /// --again it replaces the files you named before ('' takes them away)
    #[arg(long, value_name = "FILE", value_parser = path_or_nothing)]
    attach: Vec<PathBuf>,
    /// Make the campaign's letters that have not gone anew, from the template, your identity and the
    /// register as they are now; the old ones are cancelled
    #[arg(long)]
    again: bool,
    /// Show it and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// A path; an empty one takes away what was there, which clap by itself refuses.
fn path_or_nothing(text: &str) -> Result<PathBuf, std::convert::Infallible> {
    Ok(PathBuf::from(text))
}

impl Draft {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let register = desk.register()?;
        let is_sound = told(&register);
        let selection = authority::selected(&register, &self.to)?;
        for problem in &selection.problems {
            talk(&format!("error: {problem}"));
        }
        if selection.chosen.is_empty() {
            return Err(Error::usage("no authority was chosen")
                .hint("`foi authority list SELECTOR` shows whom a selector means"));
        }
        let order = self.order(selection.chosen);
        let plan = draft::plan(&desk, &register, &order, context.now, &mut random()?)?;
        let letters = if self.dry_run { plan.try_out()? } else { plan.write(&desk, context.now)? };
        self.show(context, &plan, &letters);
        self.summary(&desk, &plan, letters.len());
        Ok(if is_sound && selection.problems.is_empty() { Exit::Done } else { Exit::Part })
    }

    fn order(&self, chosen: Vec<crate::request::AuthorityId>) -> Order {
        let mut given = BTreeMap::new();
        for (name, value) in &self.value {
            given.insert(name.clone(), toml::Value::String(value.clone()));
        }
        Order {
            campaign: self.campaign.clone(),
            title: self.title.clone(),
            template: self.template.clone(),
            chosen,
            on_purpose: !self.to.iter().any(|to| matches!(to.trim(), "all" | "catalogue")),
            set: self.values.clone(),
            given,
            environmental: self.environmental,
            attach: self.attached(),
            again: self.again,
        }
    }

    /// The files she names; `None` where she says nothing.
    fn attached(&self) -> Option<Vec<PathBuf>> {
        let named = self.attach.iter().filter(|path| !path.as_os_str().is_empty());
        (!self.attach.is_empty()).then(|| named.cloned().collect())
    }

    fn show(&self, context: &Context, plan: &Plan<'_>, letters: &[Outline]) {
        if context.global.json {
            return print::json(&as_json(plan, letters, self.dry_run));
        }
        let rows: Vec<Vec<String>> = letters
            .iter()
            .map(|letter| {
                vec![
                    letter.request.to_string(),
                    letter.authority_name.clone(),
                    letter.to_address.clone(),
                    letter.regime.to_string(),
                ]
            })
            .collect();
        if rows.is_empty() {
            data("no letter to draft");
        } else {
            table(&["request", "authority", "address", "law"], &rows);
        }
        left_out(&plan.left_out, context.global.verbose > 0);
    }

    fn summary(&self, desk: &Desk, plan: &Plan<'_>, drafted: usize) {
        let letters = count(drafted, "letter", "letters");
        let left = count(plan.left_out.len(), "authority", "authorities");
        let done = if self.dry_run { "would be drafted (nothing was written)" } else { "drafted" };
        let again = match plan.replaced {
            _ if drafted == 0 => String::new(),
            0 => String::new(),
            n => format!(" in place of {n} cancelled"),
        };
        talk(&format!("{letters} {done}{again}, {left} left out"));
        if plan.waiting > 0 {
            let asked = count(plan.waiting, "of them waits", "of them wait");
            talk(&format!(
                "{asked} for a letter that has not gone: `foi draft {} --again` drafts those anew",
                plan.campaign.id
            ));
        }
        if let Some(told) = preview::attached(plan.attached().map(|one| &one.file)) {
            talk(&format!("With each letter: {told}"));
        }
        if drafted == 0 || self.dry_run {
            return;
        }
        if plan.unverified > 0 {
            let addresses = count(plan.unverified, "address is", "addresses are");
            talk(&format!(
                "{addresses} unverified: nothing goes there before `foi authority verify AUTHORITY`"
            ));
        }
        let campaign = &plan.campaign.id;
        talk(&format!("Next: `foi preview {campaign}`, then `foi send {campaign} --dry-run`"));
        if desk.settings.sending.account.is_none() {
            talk(
                "No mail account is named in foi.toml: letters would go to outbox/ as .eml files.",
            );
        }
    }
}

/// Tells what in her register cannot be used: without it, a selector may mean another authority.
/// Whether there is nothing of the sort.
fn told(register: &Register) -> bool {
    let errors = || register.problems.iter().filter(|one| one.severity == Severity::Error);
    for problem in errors() {
        talk(&format!("error: authorities.toml {problem}"));
    }
    errors().next().is_none()
}

/// Those left out, one line a reason; all of their names only when she asks for more.
fn left_out(all: &[LeftOut], every: bool) {
    let mut by_reason: BTreeMap<&str, Vec<&LeftOut>> = BTreeMap::new();
    for left in all {
        by_reason.entry(left.because.word()).or_default().push(left);
    }
    for same in by_reason.values() {
        let shown = if every { same.len() } else { same.len().min(5) };
        for left in &same[..shown] {
            talk(&format!("left out: {} ({}): {}", left.name, left.authority, left.because));
        }
        if same.len() > shown {
            talk(&format!(
                "left out: {} more for the same reason; -v names them",
                same.len() - shown
            ));
        }
    }
}

fn as_json(plan: &Plan<'_>, letters: &[Outline], dry_run: bool) -> serde_json::Value {
    let letters: Vec<_> = letters
        .iter()
        .map(|letter| {
            json!({ "request": letter.request, "authority": letter.authority,
                "authority_name": letter.authority_name, "to": letter.to_address,
                "law": letter.regime, "subject": letter.subject,
                "token": letter.token.as_str(), "message_id": letter.message_id })
        })
        .collect();
    let left_out: Vec<_> = plan
        .left_out
        .iter()
        .map(|left| {
            json!({ "authority": left.authority, "authority_name": left.name,
                "reason": left.because.word(), "because": left.because.to_string() })
        })
        .collect();
    let files: Vec<&Listed> = plan.attached().map(|one| &one.file).collect();
    json!({ "campaign": plan.campaign.id, "template": plan.campaign.template,
        "questions": plan.campaign.questions, "written": !dry_run && !letters.is_empty(),
        "letters": letters, "attached": files, "cancelled": plan.replaced, "left_out": left_out })
}

/// Random bytes for tokens; they need no secrecy, only never to repeat.
pub(super) fn random() -> Result<impl FnMut() -> [u8; 8]> {
    let mut state = [0_u8; 8];
    getrandom::fill(&mut state).map_err(|error| {
        Error::failed("the system gives no random bytes").because(error.to_string())
    })?;
    let mut counter = u64::from_le_bytes(state);
    Ok(move || {
        use sha2::{Digest as _, Sha256};
        counter = counter.wrapping_add(1);
        let hash = Sha256::digest(counter.to_le_bytes());
        let mut seed = [0; 8];
        seed.copy_from_slice(&hash[..8]);
        seed
    })
}

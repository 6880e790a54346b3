//! `foi send`: shows the plan, asks her to type the count, hands the letters over, and says what
//! became of each. Practice runs, and settling what is in doubt.

mod findings;
mod report;
mod settle;

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;

use super::print::talk;
use super::{Context, Exit, password};
use crate::casework::account::{self, Account, Accounts};
use crate::casework::pace::Pace;
use crate::casework::send::desk_lock::DeskLock;
use crate::casework::send::{
    self, Choice, Delivery, Destination, Plan, deliver, gate, plan, recover, rehearse,
};
use crate::casework::{Desk, Error, Result, checks};
use crate::letter::LetterKind;
use crate::outbox::Server;

/// Send the letters that are ready; shows the plan and asks first
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  foi send social-media --dry-run\n  \
foi send social-media --to-self --limit 3\n  foi send social-media --pilot 5\n  \
foi send social-media --confirm 124\n  foi send --settle ~/Mail/Sent")]
pub(super) struct Send {
    /// The campaign whose letters go [default: the only one with letters waiting]
    campaign: Option<String>,
    /// Only the letters of this request (its id, authority, reference or token); may be repeated
    #[arg(long = "request", value_name = "ID")]
    requests: Vec<String>,
    /// Letters of this kind: request, chaser, review, reply, complaint [default: request, or all
    /// with --request]
    #[arg(long)]
    kind: Option<LetterKind>,
    /// Do everything but connect; exit 5 where a guard would stop the run
    #[arg(long)]
    dry_run: bool,
    /// Send without asking, if exactly so many letters would go
    #[arg(long, value_name = "N")]
    confirm: Option<usize>,
    /// Send at most so many
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    limit: Option<usize>,
    /// Practice: send them to yourself; no letter's state changes
    #[arg(long, conflicts_with_all = ["outbox", "settle"])]
    to_self: bool,
    /// Practice: write them to this folder as .eml files; no letter's state changes
    #[arg(long, value_name = "DIR", conflicts_with = "settle")]
    outbox: Option<PathBuf>,
    /// Send a sample of so many, across kinds of authority and nations; the rest waits
    #[arg(long, value_name = "N", conflicts_with = "limit", value_parser = at_least_one)]
    pilot: Option<usize>,
    /// Hold the batch so long before the first letter; Ctrl-C calls it back
    #[arg(long, value_name = "TIME", value_parser = delay)]
    delay: Option<std::time::Duration>,
    /// Clear what is in doubt: by your Sent folder or its export (PATH…), by what the desk has
    /// received since, or by your word (--arrived, --not-sent)
    #[arg(long, value_name = "PATH", num_args = 0..)]
    settle: Option<Vec<PathBuf>>,
    /// With --settle: the letter of this request, or those of this campaign, arrived
    #[arg(long, value_name = "REQUEST", requires = "settle")]
    arrived: Vec<String>,
    /// With --settle: it was not sent, and may go; also one that was only written to a folder
    #[arg(long, value_name = "REQUEST", requires = "settle")]
    not_sent: Vec<String>,
    /// With --settle: how you know; kept in the record
    #[arg(long, value_name = "TEXT", requires = "settle")]
    reason: Option<String>,
}

fn delay(text: &str) -> Result<std::time::Duration, String> {
    account::duration(text).ok_or_else(|| format!("`{text}` is not a time such as 30s or 10m"))
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("at least one letter has to go".to_owned()),
        Ok(n) => Ok(n),
        Err(_) => Err(format!("`{text}` is not a number of letters")),
    }
}

impl Send {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let clock = clock(context.now);
        if self.settle.is_some() {
            return settle::run(&self, context, &desk, &clock);
        }
        let practice = self.dry_run || self.to_self || self.outbox.is_some();
        let _lock = if practice { None } else { Some(DeskLock::take(&desk)?) };
        if !practice {
            let cut_off = recover(&desk, clock())?;
            if cut_off > 0 {
                talk(&format!("{} cut off in an earlier run.", report::in_doubt(cut_off)));
            }
        }
        let plan = plan::plan(&desk, &self.choice(), clock())?;
        plan::guard_against_old_desk(&plan.behind)?;
        if plan.letters.is_empty() {
            return Ok(report::nothing(context, &plan));
        }
        if let Some(folder) = &self.outbox {
            let practice = rehearse::to_folder(&desk, folder, &plan.letters, clock())?;
            let place = folder.display().to_string();
            return Ok(report::practice(context, &practice, "written to", &place));
        }
        let account = named_account(&desk)?;
        let duration = forecast(&desk, &plan, account.as_ref(), clock())?;
        report::plan(&desk, &plan, account.as_ref(), duration);
        report::window(account.as_ref(), clock());
        let ids: Vec<_> = plan.letters.iter().map(|letter| letter.letter).collect();
        let found = checks::told(&checks::before_sending(&desk, &ids, account.as_ref(), clock())?);
        findings::list(&found);
        if self.dry_run {
            if context.global.json {
                report::plan_json(&desk, &plan, account.as_ref(), duration, &found);
            }
            findings::stop_at_guard(&found)?;
            if self.confirm.is_some() {
                confirmed(context, self.confirm, plan.letters.len())?;
            }
            return Ok(Exit::Done);
        }
        if !self.to_self {
            findings::stop_at_guard(&found)?;
            confirmed(context, self.confirm, plan.letters.len())?;
        }
        let destination = destination(context, &desk, account)?;
        self.deliver(context, &desk, &plan, &destination, &clock)
    }

    fn choice(&self) -> Choice {
        Choice {
            campaign: self.campaign.clone(),
            requests: self.requests.clone(),
            kind: self.kind,
            limit: self.limit,
            pilot: self.pilot,
        }
    }

    fn deliver(
        &self,
        context: &Context,
        desk: &Desk,
        plan: &Plan,
        destination: &Destination,
        clock: &dyn Fn() -> DateTime<Utc>,
    ) -> Result<Exit> {
        let stop = stop_on_ctrl_c()?;
        if !self.to_self {
            self.hold(&stop)?;
        }
        let progress = report::Progress::new(plan.letters.len());
        let delivery = Delivery {
            desk,
            destination,
            clock,
            stop: &stop,
            watch: &mut |happened| progress.show(happened),
        };
        if self.to_self {
            let practice = rehearse::to_self(delivery, &plan.letters);
            progress.finish();
            let herself = &desk.settings.identity.email;
            return Ok(report::practice(context, &practice?, "sent to", herself));
        }
        let ended = deliver::deliver(delivery, &plan.letters);
        progress.finish();
        Ok(report::run(context, destination, plan, &ended?))
    }

    /// Waits with the whole batch, so that it can be called back.
    fn hold(&self, stop: &AtomicBool) -> Result<()> {
        let Some(delay) = self.delay else { return Ok(()) };
        talk(&format!("Held for {} s; Ctrl-C calls the whole batch back.", delay.as_secs()));
        let ends = SystemTime::now() + delay;
        while SystemTime::now() < ends {
            if stop.load(Ordering::Relaxed) {
                return Err(Error::interrupted("called back; nothing was sent")
                    .hint("the letters wait as before; `foi send` plans them again"));
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Ok(())
    }
}

/// How long the run will take at the account's pace.
fn forecast(
    desk: &Desk,
    plan: &Plan,
    account: Option<&Account>,
    now: DateTime<Utc>,
) -> Result<TimeDelta> {
    let Some(account) = account else { return Ok(TimeDelta::zero()) };
    let handed = gate::handed(desk, &account.name, now)?;
    let pace = Pace::new(account.limits, handed);
    let each = std::time::Duration::from_millis(300);
    Ok(pace.forecast(plan.letters.len(), each, now))
}

/// The time of the run, going on from `base`.
fn clock(base: DateTime<Utc>) -> impl Fn() -> DateTime<Utc> {
    let started = SystemTime::now();
    move || {
        let gone = SystemTime::now().duration_since(started).unwrap_or_default();
        base + TimeDelta::from_std(gone).unwrap_or_default()
    }
}

/// The account that the desk names, read from her own configuration.
fn named_account(desk: &Desk) -> Result<Option<Account>> {
    match &desk.settings.sending.account {
        None => Ok(None),
        Some(name) => Ok(Some(accounts()?.find(name)?.clone())),
    }
}

/// Her accounts.
pub(super) fn accounts() -> Result<Accounts> {
    Accounts::load(&accounts_path()?)
}

/// Where her configuration lies.
pub(super) fn accounts_path() -> Result<PathBuf> {
    account::default_path(|name| std::env::var_os(name)).ok_or_else(|| {
        Error::account("there is no folder for your configuration")
            .hint("set XDG_CONFIG_HOME or HOME")
    })
}

/// The account's server, with the login in hand.
pub(super) fn server(context: &Context, account: &Account) -> Result<Server> {
    let ask: Option<&account::Ask<'_>> =
        if context.may_ask() { Some(&password::ask) } else { None };
    account.server(|name| std::env::var_os(name), ask)
}

fn destination(context: &Context, desk: &Desk, account: Option<Account>) -> Result<Destination> {
    Ok(match account {
        None => Destination::Folder(desk.outbox()),
        Some(account) => {
            let server = Box::new(server(context, &account)?);
            send::Destination::Account { account: Box::new(account), server }
        }
    })
}

/// She types the count, or a script gives it; anything else stops.
fn confirmed(context: &Context, given: Option<usize>, count: usize) -> Result<()> {
    if let Some(given) = given {
        return if given == count {
            Ok(())
        } else {
            let letters = super::print::count(count, "letter", "letters");
            Err(Error::guard(format!("the plan has {letters}, and you confirmed {given}"))
                .hint("look at it with --dry-run"))
        };
    }
    if !context.may_ask() {
        return Err(Error::guard("nothing was sent: nobody confirmed it")
            .hint(format!("add --confirm {count}")));
    }
    let _ = write!(anstream::stderr(), "Type {count} to send: ");
    let mut answer = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(|error| Error::failed("cannot read your answer").because(error))?;
    if answer.trim() == count.to_string() {
        return Ok(());
    }
    Err(Error::guard("nothing was sent").hint(format!("the answer to send is {count}")))
}

/// The first Ctrl-C lets the letter under way finish, the second stops at once.
fn stop_on_ctrl_c() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let signals = [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM];
    for signal in signals {
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&stop)))
            .map_err(|error| Error::failed("cannot listen for Ctrl-C").because(error))?;
    }
    if std::io::stderr().is_terminal() {
        let stop = Arc::clone(&stop);
        std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            talk("\nFinishing the letter under way; Ctrl-C again stops at once.");
        });
    }
    Ok(stop)
}

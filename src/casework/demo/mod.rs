//! The demonstration: a whole campaign to 124 invented universities on this machine, by the same
//! code as the real commands. Letters go through lettre over a real SMTP dialogue to a server on
//! 127.0.0.1; the invented replies come back as an mbox and are checked like any export.
//!
//! It never looks at her configuration, and writes nothing outside its folder.

mod pdf;
mod post;
pub mod register;
mod replies;
mod script;
mod server;

pub use register::register_text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::account::Account;
use super::follow_up::{self, review};
use super::send::{Choice, Delivery, Destination, deliver, plan};
use super::{Desk, Error, Result, check, draft, settings};
use crate::law::{Calendar, Holidays};
use crate::request::authority::Layer;
use replies::Correspondent;
use server::{Received, Server};

/// The demo's campaign.
pub const CAMPAIGN: &str = "social-media";

/// How many days ago the letters of the demo went out: time for every story to end.
const DAYS_AGO: u64 = 56;

/// Marks a folder as a demo desk, which the next demo may make anew.
const MARKER: &str = ".foi/demo";

/// What the demo did.
#[derive(Debug)]
pub struct Demo {
    /// Its desk.
    pub root: PathBuf,
    /// Letters drafted.
    pub drafted: usize,
    /// Letters that the server took.
    pub sent: usize,
    /// The export that came back.
    pub mailbox: PathBuf,
    /// What reading it did.
    pub checked: check::Report,
    /// Requests for internal review drafted.
    pub reviews: usize,
}

/// Makes the demo in `root`, which must be empty, missing, or an earlier demo. `tell` is told each
/// step as it begins.
pub fn run(
    root: &Path,
    now: DateTime<Utc>,
    today: NaiveDate,
    tell: &mut dyn FnMut(&str),
) -> Result<Demo> {
    tell(&format!("Making a desk of 124 invented universities in {}", root.display()));
    let desk = make_desk(root)?;
    let sent_at = office_hours(today - Days::new(DAYS_AGO));
    tell("Drafting one letter to each");
    let drafted = draft_letters(&desk, sent_at)?;
    let server = Server::start()
        .map_err(|error| Error::failed("cannot listen on 127.0.0.1").because(error))?;
    tell(&format!("Sending them over SMTP to a server on 127.0.0.1:{}", server.port()));
    let sent = send(&desk, server.port(), sent_at)?;
    let received = server.stop();
    tell("Writing what they answer");
    let mailbox = root.join("replies.mbox");
    let mbox = replies::mbox(&received, &correspondents(&desk, &received)?, today)?;
    fs::write(&mailbox, mbox).map_err(|error| cannot_write(&mailbox, error))?;
    tell(&format!("Reading {}", mailbox.display()));
    let checked = check::check(&desk, std::slice::from_ref(&mailbox), now)?;
    tell("Drafting the internal reviews that are due");
    let reviews = draft_reviews(&desk, now)?;
    Ok(Demo { root: root.to_owned(), drafted, sent, mailbox, checked, reviews })
}

/// Ten in the morning of that day, or of the last working day before it.
fn office_hours(day: NaiveDate) -> DateTime<Utc> {
    let working = |day: &NaiveDate| Calendar::Uk.is_working(*day, Holidays::shipped());
    let day = day.iter_days().rev().take(10).find(working).unwrap_or(day);
    (day.and_time(NaiveTime::MIN) + TimeDelta::hours(10)).and_utc()
}

/// As `foi review --due` does.
fn draft_reviews(desk: &Desk, now: DateTime<Utc>) -> Result<usize> {
    let requests = desk.store.requests()?;
    let order = review::Order::default();
    let (letters, _) = review::plan(desk, &requests, &order, now, &mut counted())?;
    follow_up::put(desk, &letters, now)?;
    Ok(letters.len())
}

/// A new desk; one that an earlier demo made is made anew.
fn make_desk(root: &Path) -> Result<Desk> {
    let used = root.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    if used && !root.join(MARKER).is_file() {
        return Err(Error::guard(format!("{} is in use and is no demo", root.display()))
            .hint("name an empty folder: foi demo DIR"));
    }
    if used {
        fs::remove_dir_all(root).map_err(|error| cannot_write(root, error))?;
    }
    let settings = settings::written("Robin Example", "robin@campaign.example", None);
    fs::create_dir_all(root).map_err(|error| cannot_write(root, error))?;
    let register = root.join("authorities.toml");
    fs::write(&register, register_text()).map_err(|error| cannot_write(&register, error))?;
    Desk::create(root, &settings)?;
    let marker = root.join(MARKER);
    fs::write(&marker, "made by `foi demo`, which may make it anew\n")
        .map_err(|error| cannot_write(&marker, error))?;
    Desk::open(root)
}

fn draft_letters(desk: &Desk, at: DateTime<Utc>) -> Result<usize> {
    let register = desk.register()?;
    let chosen = register
        .authorities
        .iter()
        .filter(|authority| authority.layer == Layer::Desk)
        .map(|authority| authority.id.clone())
        .collect();
    let order = draft::Order {
        campaign: CAMPAIGN.to_owned(),
        title: None,
        template: Some("social-media-monitoring".to_owned()),
        chosen,
        on_purpose: true,
        set: None,
        given: BTreeMap::new(),
        environmental: false,
        attach: None,
        again: false,
    };
    let plan = draft::plan(desk, &register, &order, at, &mut counted())?;
    Ok(plan.write(desk, at)?.len())
}

/// Seeds of tokens, counted and not random: every demo is the same.
fn counted() -> impl FnMut() -> [u8; 8] {
    let mut count = 0_u64;
    move || {
        count += 1;
        count.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes()
    }
}

fn send(desk: &Desk, port: u16, at: DateTime<Utc>) -> Result<usize> {
    let choice = Choice { campaign: Some(CAMPAIGN.to_owned()), ..Choice::default() };
    let letters = plan::plan(desk, &choice, at)?.letters;
    let account = Account::on_this_machine("demo", port)?;
    let server = account.server(|_| None, None)?;
    let destination = Destination::Account { account: Box::new(account), server: Box::new(server) };
    let delivery = Delivery {
        desk,
        destination: &destination,
        clock: &|| at,
        stop: &AtomicBool::new(false),
        watch: &mut |_| {},
    };
    Ok(deliver::deliver(delivery, &letters)?.accepted.len())
}

/// Who the letters reached, by address, as the invented authorities know it of themselves.
fn correspondents(desk: &Desk, received: &[Received]) -> Result<BTreeMap<String, Correspondent>> {
    let mut who = BTreeMap::new();
    for request in desk.store.requests()? {
        for letter in desk.store.letters(&request.id)? {
            if received.iter().any(|one| one.to == letter.to_address) {
                who.insert(
                    letter.to_address,
                    Correspondent {
                        authority: request.authority_name.clone(),
                        regime: request.regime,
                        questions: request.questions.to_vec(),
                        token: request.token.clone(),
                    },
                );
            }
        }
    }
    Ok(who)
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    Error::failed(format!("cannot write {}", path.display())).because(error)
}

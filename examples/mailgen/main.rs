//! Makes a synthetic mailbox for measurements: ordinary mail of the kinds and sizes that mailboxes
//! hold, of which a share answers the requests of a desk. The same seed gives the same bytes.
//!
//!     cargo run --release --example mailgen -- FOLDER [--messages 10000] [--bytes 700000000]
//!         [--requests 500] [--share 0.05] [--maildir] [--seed 42]
//!
//! writes FOLDER/authorities.csv, FOLDER/sent.mbox (her requests, for `foi adopt`) and
//! FOLDER/inbox.mbox or FOLDER/Maildir (for `foi check`). benches/README.md says how they are used.
//! Everybody in it is invented; all hosts are under `.example`.

#![allow(clippy::print_stdout)]

mod desk;
mod post;
mod random;
mod target;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use chrono::TimeDelta;

use desk::{host, place, sent_id, start, token};
use random::Random;
use target::{Maildir, Mbox, Target};

fn main() -> io::Result<()> {
    let plan = Plan::from_arguments(std::env::args().skip(1));
    fs::create_dir_all(&plan.folder)?;
    plan.write_authorities()?;
    plan.write_sent()?;
    let bytes = plan.write_inbox()?;
    println!("{} messages, {} MB in {}", plan.messages, bytes / 1_000_000, plan.folder.display());
    Ok(())
}

/// What is wanted.
struct Plan {
    folder: PathBuf,
    messages: usize,
    bytes: usize,
    requests: usize,
    share: f64,
    maildir: bool,
    seed: u64,
}

impl Plan {
    fn from_arguments(arguments: impl Iterator<Item = String>) -> Plan {
        let all: Vec<String> = arguments.collect();
        let after = |name: &str| all.iter().skip_while(|a| *a != name).nth(1).cloned();
        let number = |name: &str, usual: f64| {
            after(name).and_then(|value| value.parse::<f64>().ok()).unwrap_or(usual)
        };
        Plan {
            folder: all
                .first()
                .filter(|a| !a.starts_with('-'))
                .map_or("mailgen".into(), PathBuf::from),
            messages: number("--messages", 10_000.0) as usize,
            bytes: number("--bytes", 700e6) as usize,
            requests: (number("--requests", 500.0) as usize).max(1),
            share: number("--share", 0.05),
            maildir: all.iter().any(|a| a == "--maildir"),
            seed: number("--seed", 42.0) as u64,
        }
    }

    fn write_authorities(&self) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(self.folder.join("authorities.csv"))?);
        writeln!(file, "name,email")?;
        for n in 0..self.requests {
            writeln!(file, "{} Borough Council,foi@{}", place(n), host(n))?;
        }
        file.flush()
    }

    fn write_sent(&self) -> io::Result<()> {
        let mut mbox = Box::new(Mbox::create(&self.folder.join("sent.mbox"))?);
        for n in 0..self.requests {
            let sent = start() + TimeDelta::minutes(7 * n as i64);
            let mail = format!(
                "From: Robin Example <robin@campaign.example>\nTo: foi@{host}\n\
                 Subject: Freedom of Information request - parking income [{token}]\nDate: {date}\n\
                 Message-ID: <{id}>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n\
                 Dear {place} Borough Council,\n\nUnder the Freedom of Information Act 2000 I ask for:\n\n\
                 1. the income from parking charges in each of the last three financial years;\n\
                 2. the number of penalty charge notices issued in the same years.\n\n\
                 Yours faithfully,\nRobin Example\n",
                host = host(n),
                token = token(n),
                date = sent.to_rfc2822(),
                id = sent_id(n),
                place = place(n),
            );
            mbox.add(sent, mail.as_bytes())?;
        }
        mbox.finish()
    }

    fn write_inbox(&self) -> io::Result<usize> {
        let mut random = Random(self.seed);
        let mut inbox: Box<dyn Target> = if self.maildir {
            Box::new(Maildir::create(&self.folder.join("Maildir"))?)
        } else {
            Box::new(Mbox::create(&self.folder.join("inbox.mbox"))?)
        };
        let mut written = 0;
        for n in 0..self.messages {
            let arrived = start() + TimeDelta::minutes(11 * n as i64 + 60);
            let left = self.messages - n;
            let wanted = self.bytes.saturating_sub(written) / left;
            let request = random.below(self.requests);
            let concerns = random.chance(self.share);
            let mail = post::message(&mut random, n, concerns.then_some(request), arrived, wanted);
            inbox.add(arrived, &mail)?;
            written += mail.len();
        }
        inbox.finish()?;
        Ok(written)
    }
}

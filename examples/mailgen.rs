//! Makes a synthetic mailbox for measurements: ordinary mail of the kinds and sizes that mailboxes
//! hold, of which a share answers the requests of a desk. The same seed gives the same bytes.
//!
//!     cargo run --release --example mailgen -- FOLDER [--messages 10000] [--bytes 700000000]
//!         [--requests 500] [--share 0.05] [--maildir] [--seed 42]
//!
//! writes FOLDER/authorities.csv, FOLDER/sent.mbox (her requests, for `foi adopt`) and
//! FOLDER/inbox.mbox or FOLDER/Maildir (for `foi check`). BENCHES.md says how they are used.
//! Everybody in it is invented; all hosts are under `.example`.

#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

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
        let mut mbox = Mbox::create(&self.folder.join("sent.mbox"))?;
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
            let mail = message(&mut random, n, concerns.then_some(request), arrived, wanted);
            inbox.add(arrived, &mail)?;
            written += mail.len();
        }
        inbox.finish()?;
        Ok(written)
    }
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_600_000, 0).unwrap_or_default()
}

/// An invented place for each number.
fn place(n: usize) -> String {
    let first =
        ["Alder", "Brack", "Corn", "Dun", "Elms", "Fern", "Gorse", "Hazel", "Iver", "Jessa"];
    let middle = ["ing", "er", "en", "al", "is", "or", "un", "et", "am", "ow"];
    let last = ["ton", "ley", "wick", "ford", "mere", "stead", "combe", "thorpe", "dale", "holt"];
    format!("{}{}{}", first[n % 10], middle[n / 10 % 10], last[n / 100 % 10])
        + &if n < 1000 { String::new() } else { format!(" {}", n / 1000) }
}

fn host(n: usize) -> String {
    format!("{}.example", place(n).to_lowercase().replace(' ', "-"))
}

fn token(n: usize) -> String {
    format!("PK/{n:05}")
}

fn sent_id(n: usize) -> String {
    format!("request-{n}.parking@campaign.example")
}

/// splitmix64: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn chance(&mut self, share: f64) -> bool {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64 <= share
    }

    /// A line of words.
    fn words(&mut self, count: usize) -> String {
        const WORDS: [&str; 24] = [
            "the", "meeting", "of", "our", "garden", "report", "train", "and", "market", "river",
            "invoice", "number", "for", "weekend", "school", "with", "paint", "order", "from",
            "kitchen", "budget", "to", "holiday", "plan",
        ];
        (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    fn paragraphs(&mut self, bytes: usize) -> String {
        let mut text = String::new();
        while text.len() < bytes {
            let words = 8 + self.below(5);
            text.push_str(&self.words(words));
            text.push_str(if self.chance(0.2) { ".\n\n" } else { "\n" });
            if self.chance(0.01) {
                text.push_str("From here on the list is shorter.\n");
            }
        }
        text
    }

    fn letters(&mut self, count: usize) -> String {
        const BASE64: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::with_capacity(count + count / 76 + 2);
        while text.len() < count {
            let mut bits = self.next();
            for _ in 0..10 {
                text.push(char::from(BASE64[(bits & 63) as usize]));
                bits >>= 6;
            }
            if text.len() % 77 >= 67 {
                let filled = text.len() % 77;
                (filled..76).for_each(|_| text.push('A'));
                text.push('\n');
            }
        }
        text
    }
}

/// One message: ordinary, or about a request.
fn message(
    random: &mut Random,
    n: usize,
    request: Option<usize>,
    at: DateTime<Utc>,
    wanted: usize,
) -> Vec<u8> {
    let mut mail = String::with_capacity(wanted + 8_000);
    if random.chance(0.65) {
        transport_headers(random, &mut mail);
    }
    let sender = match request {
        Some(request) => format!("{} Council <foi@{}>", place(request), host(request)),
        None => {
            format!("Person {0} <person{0}@mail{1}.example>", random.below(900), random.below(90))
        }
    };
    let subject =
        request.map_or_else(|| random.words(5), |_| "Freedom of Information request".into());
    let _ = writeln!(
        mail,
        "From: {sender}\nTo: Robin Example <robin@campaign.example>\nSubject: {subject}\nDate: {}\n\
         Message-ID: <{n}.{:x}@mail.example>\nMIME-Version: 1.0",
        at.to_rfc2822(),
        random.next(),
    );
    if let Some(request) = request {
        let _ = writeln!(mail, "In-Reply-To: <{0}>\nReferences: <{0}>", sent_id(request));
    }
    let text = match request {
        Some(request) => answer(random, request),
        None => {
            let bytes = 500 + random.below(4_000);
            random.paragraphs(bytes)
        }
    };
    body(random, &mut mail, &text, wanted);
    mail.into_bytes()
}

/// The parts: plain, with HTML, with attachments, a report, in the shares of ordinary mailboxes.
fn body(random: &mut Random, mail: &mut String, text: &str, wanted: usize) {
    let kind = random.below(100);
    let boundary = format!("=_part_{:x}", random.next());
    let plain = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 7bit\n\n";
    if kind < 38 {
        let _ = write!(mail, "{plain}{text}");
        return;
    }
    let kind_of = if kind < 73 { "alternative" } else { "mixed" };
    let _ = writeln!(
        mail,
        "Content-Type: multipart/{kind_of};\n\tboundary=\"{boundary}\"\n\n--{boundary}\n{plain}{text}"
    );
    if kind < 73 {
        let html = text.replace('\n', "<br>=0A=\n");
        let _ = writeln!(
            mail,
            "--{boundary}\nContent-Type: text/html; charset=utf-8\n\
             Content-Transfer-Encoding: quoted-printable\n\n<html><body><p class=3DMsoNormal>{html}</p></body></html>"
        );
    } else {
        // A quarter of the mail carries the bulk of the bytes.
        let size = 2_000 + random.below(wanted.saturating_mul(8).max(2_000));
        let _ = writeln!(
            mail,
            "--{boundary}\nContent-Type: image/jpeg; name=\"photo.jpg\"\n\
             Content-Disposition: attachment; filename=\"photo.jpg\"\nContent-Transfer-Encoding: base64\n\n{}",
            random.letters(size)
        );
    }
    let _ = writeln!(mail, "--{boundary}--");
}

/// What servers put before a message.
fn transport_headers(random: &mut Random, mail: &mut String) {
    for hop in 0..5 {
        let _ = writeln!(
            mail,
            "Received: from host{0}.mail.example (10.0.{0}.{hop}) by gw{hop}.mail.example with SMTP id {1:x}",
            random.below(250),
            random.next(),
        );
    }
    let signature = random.letters(340).replace('\n', "\n\t");
    let _ =
        writeln!(mail, "DKIM-Signature: v=1; a=rsa-sha256; d=mail.example; s=s1;\n\tb={signature}");
    for name in ["ARC-Seal", "ARC-Message-Signature", "X-MS-Exchange-AntiSpam-MessageData"] {
        let value = random.letters(1_400).replace('\n', "\n\t");
        let _ = writeln!(mail, "{name}: i=1; a=rsa-sha256;\n\tb={value}");
    }
}

/// What an authority writes, one of a few kinds, with its reference.
fn answer(random: &mut Random, request: usize) -> String {
    let reference = format!("FOI-{:04}-26", request + 1000);
    let said = match random.below(4) {
        0 => {
            "Thank you for your request, which we received today. We will answer within 20 working days."
        }
        1 => "We do not hold the information that you have asked for.",
        2 => {
            "We are withholding the figures under section 31(1)(g) of the Freedom of Information Act 2000."
        }
        _ => "Income was 1,204,332 pounds in 2023-24. The number of notices was 18,220.",
    };
    let place = place(request);
    format!(
        "Dear Robin Example,\n\nOur ref: {reference}\n\n{said}\n\nYours sincerely,\n\n\
         Information team\n{place} Borough Council\n\n> Under the Freedom of Information Act 2000 I ask for:\n\
         > 1. the income from parking charges\n"
    )
}

/// Where messages go.
trait Target {
    fn add(&mut self, arrived: DateTime<Utc>, mail: &[u8]) -> io::Result<()>;
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// An mboxrd file.
struct Mbox(BufWriter<File>);

impl Mbox {
    fn create(path: &Path) -> io::Result<Mbox> {
        Ok(Mbox(BufWriter::with_capacity(1 << 20, File::create(path)?)))
    }

    fn add(&mut self, arrived: DateTime<Utc>, mail: &[u8]) -> io::Result<()> {
        writeln!(self.0, "From sender@mail.example {}", arrived.format("%a %b %e %H:%M:%S %Y"))?;
        for line in mail.split_inclusive(|b| *b == b'\n') {
            let bare = line.iter().skip_while(|b| **b == b'>').take(5).copied();
            if bare.eq(*b"From ") {
                self.0.write_all(b">")?;
            }
            self.0.write_all(line)?;
        }
        self.0.write_all(if mail.ends_with(b"\n") { b"\n" } else { b"\n\n" })
    }

    fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Target for Mbox {
    fn add(&mut self, arrived: DateTime<Utc>, mail: &[u8]) -> io::Result<()> {
        Mbox::add(self, arrived, mail)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Mbox::finish(*self)
    }
}

/// A Maildir.
struct Maildir {
    cur: PathBuf,
    count: usize,
}

impl Maildir {
    fn create(path: &Path) -> io::Result<Maildir> {
        for inside in ["cur", "new", "tmp"] {
            fs::create_dir_all(path.join(inside))?;
        }
        Ok(Maildir { cur: path.join("cur"), count: 0 })
    }
}

impl Target for Maildir {
    fn add(&mut self, arrived: DateTime<Utc>, mail: &[u8]) -> io::Result<()> {
        self.count += 1;
        let name = format!("{}.M{:06}.mail.example:2,S", arrived.timestamp(), self.count);
        fs::write(self.cur.join(name), mail)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

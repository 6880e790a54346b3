//! Times the stages of reading mailboxes: `cargo run --release --example mailbox_speed -- PATH…`.
//! Finding the messages and giving them their identity on all processors; then, on one processor and
//! a message at a time, decoding, telling the new text apart, and the whole reading.
#![allow(clippy::print_stdout)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use foidesk::mailbox::{self, RawMail};
use foidesk::reading::{Message, decode, new_text, read};
use rayon::prelude::*;

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    for _ in 0..3 {
        let (opened, mail) = timed(|| mailbox::open(&paths));
        let (touched, bytes) =
            timed(|| mail.par_iter().map(|mail| mail.bytes.len()).sum::<usize>());
        let (identified, _) = timed(|| mail.par_iter().map(|mail| identity(&mail.bytes)).max());
        println!(
            "{} messages, {} MB: found in {opened:?}, touched in {touched:?}, identified in {identified:?}",
            mail.len(),
            bytes / 1_000_000,
        );
    }
    let mail = mailbox::open(&paths);
    each(&mail, "decoded", |_| ());
    each(&mail, "new text told apart", |message| drop(new_text::separate(message)));
    each(&mail, "read", |message| drop(read::<String>(message, &[])));
}

/// The time of one stage over all messages, decoding included, and the slowest message.
fn each(mailbox: &mailbox::Mailbox, what: &str, stage: impl Fn(&Message)) {
    let mut slowest = (Duration::ZERO, String::new());
    let (all, ()) = timed(|| {
        for mail in mailbox.iter() {
            let (took, _) = timed(|| stage(&decoded(&mail)));
            if took > slowest.0 {
                slowest = (took, mail.source);
            }
        }
    });
    let one = all / u32::try_from(mailbox.len().max(1)).unwrap_or(u32::MAX);
    println!("{what} in {all:?}, {one:?} a message, the slowest {:?}: {}", slowest.0, slowest.1);
}

fn decoded(mail: &RawMail<'_>) -> Message {
    decode(&mail.bytes)
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

/// The canonical form through the hash that the desk uses.
fn identity(mail: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;
    let mut hash = sha2::Sha256::new();
    mailbox::canonical(mail, &mut |piece| hash.update(piece));
    hash.finalize().into()
}

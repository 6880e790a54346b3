//! Times the reading of mailboxes: `cargo run --release --example mailbox_speed -- PATH…`. Finding the
//! messages, reading them, and giving them their identity, each five times.
#![allow(clippy::print_stdout)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use foidesk::mailbox;
use rayon::prelude::*;

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    for _ in 0..5 {
        let (opened, mail) = timed(|| mailbox::open(&paths));
        let (read, bytes) = timed(|| mail.par_iter().map(|mail| mail.bytes.len()).sum::<usize>());
        let (identified, _) = timed(|| mail.par_iter().map(|mail| identity(&mail.bytes)).max());
        println!(
            "{} messages, {} MB: found in {opened:?}, read in {read:?}, identified in {identified:?}",
            mail.len(),
            bytes / 1_000_000,
        );
    }
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

//! The rooms keep to themselves (docs/ARCHITECTURE.md, Invariants): what a newcomer could not see
//! from a signature is checked on the source.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Lines of code (comments and the tests at the bottom left out) that hold one of `words`.
fn saying(folders: &[&str], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in folders.iter().flat_map(|folder| sources(folder)) {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{name}: {}", line.trim()));
            }
        }
    }
    found
}

const PURE: &[&str] = &["law", "request", "letter", "reading"];

#[test]
fn pure_rooms_know_no_clock_file_database_or_terminal() {
    let world = [
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "std::fs",
        "File::open",
        "std::env::var",
        "std::net",
        "std::process",
        "rusqlite",
        "SmtpConnection",
        "println!",
        "eprintln!",
        "stdout()",
    ];
    assert_eq!(saying(PURE, &world), Vec::<String>::new());
}

#[test]
fn pure_rooms_know_no_room_that_touches_the_world() {
    let rooms =
        ["crate::store", "crate::outbox", "crate::mailbox", "crate::casework", "crate::cli"];
    assert_eq!(saying(PURE, &rooms), Vec::<String>::new());
}

#[test]
fn adapters_do_not_name_each_other_nor_the_verbs() {
    for (room, others) in [
        ("store", ["crate::outbox", "crate::mailbox", "crate::casework", "crate::cli"]),
        ("outbox", ["crate::store", "crate::mailbox", "crate::casework", "crate::cli"]),
        ("mailbox", ["crate::store", "crate::outbox", "crate::casework", "crate::cli"]),
    ] {
        assert_eq!(saying(&[room], &others), Vec::<String>::new(), "{room}");
    }
}

#[test]
fn only_the_store_speaks_sql_and_only_decode_speaks_mail_parser() {
    let elsewhere = ["law", "request", "letter", "reading", "outbox", "mailbox", "casework", "cli"];
    assert_eq!(saying(&elsewhere, &["rusqlite"]), Vec::<String>::new());
    let speakers: Vec<String> = saying(&[""], &["mail_parser::", "use mail_parser"])
        .into_iter()
        .filter(|line| !line.starts_with("src/reading/decode"))
        .collect();
    assert_eq!(speakers, Vec::<String>::new());
}

#[test]
fn only_the_command_line_prints() {
    let silent = ["law", "request", "letter", "reading", "store", "outbox", "mailbox", "casework"];
    let printing = ["println!", "eprintln!", "print!(", "stdout()", "stderr()"];
    assert_eq!(saying(&silent, &printing), Vec::<String>::new());
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<PathBuf> = sources("")
        .into_iter()
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//!"))
        .collect();
    assert_eq!(silent, Vec::<PathBuf>::new());
}

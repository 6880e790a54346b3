//! Prints what `foi` reads in attachments: `cargo run --example attachment_text -- FILE…`. With
//! `--time` it reads them all through one child process and prints how long that takes.

#![allow(clippy::print_stdout)]

use std::path::PathBuf;
use std::time::Instant;

use foidesk::mailbox::text::{self, Limits, Reader};

fn main() -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let timed = paths.first().is_some_and(|first| first.as_os_str() == "--time");
    if timed {
        paths.remove(0);
        return time(&paths);
    }
    for path in &paths {
        let found = text::read_here(&std::fs::read(path)?, "", &path.to_string_lossy());
        println!("== {} {}", path.display(), found.problem.unwrap_or_default());
        println!("{}", found.text);
    }
    Ok(())
}

/// The first path is `foi`, the rest are attachments.
fn time(paths: &[PathBuf]) -> std::io::Result<()> {
    let Some((foi, files)) = paths.split_first() else { return Ok(()) };
    let contents: Vec<Vec<u8>> = files.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    let mut reader = Reader::new(foi, Limits::default());
    let start = Instant::now();
    let read = contents.iter().filter(|c| !reader.read(c, "", "").text.is_empty()).count();
    let seconds = start.elapsed().as_secs_f64();
    let rate = contents.len() as f64 / seconds;
    println!(
        "{} attachments, {read} with text, {seconds:.3} s, {rate:.0} a second",
        contents.len()
    );
    Ok(())
}

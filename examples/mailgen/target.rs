//! Where messages go: an mboxrd file, or a Maildir.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

pub trait Target {
    fn add(&mut self, arrived: DateTime<Utc>, mail: &[u8]) -> io::Result<()>;
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// An mboxrd file.
pub struct Mbox(BufWriter<File>);

impl Mbox {
    pub fn create(path: &Path) -> io::Result<Mbox> {
        Ok(Mbox(BufWriter::with_capacity(1 << 20, File::create(path)?)))
    }
}

impl Target for Mbox {
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

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// A Maildir.
pub struct Maildir {
    cur: PathBuf,
    count: usize,
}

impl Maildir {
    pub fn create(path: &Path) -> io::Result<Maildir> {
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

//! Opening: from paths to the places of messages. Every path is told apart by content; what cannot
//! be read becomes a problem, and the rest goes on.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::bytes::{self, Bytes};
use super::form::{self, Form};
use super::mbox::{self, Quoting, Split};
use super::packed::{self, Allowance, Unpacked};
use super::{Item, Mailbox, Place, Problem, Store, folder, headers, why};

/// Enough of a file to tell what it is.
const HEAD: u64 = 16 * 1024;

/// Archives inside archives are opened so far.
const DEEPEST: usize = 3;

/// Finds every message under the given files and folders. It reads large files no further than to
/// find where messages begin; problems are in [`Mailbox::problems`].
pub fn open(paths: &[PathBuf]) -> Mailbox {
    let mut mailbox = Mailbox::default();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(about) if about.is_dir() => mailbox.add_folder(path),
            Ok(about) if !about.is_file() => mailbox.report(path, folder::NO_FILE.to_owned()),
            Ok(_) => mailbox.add_file(path),
            Err(error) => mailbox.report(path, cannot_be_read(&error)),
        }
    }
    mailbox
}

fn cannot_be_read(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "cannot be read: permission denied (whose file is it?)".to_owned()
        }
        _ => format!("cannot be read: {}", why(error)),
    }
}

/// What a look at the beginning of a folder's file told.
enum Glance {
    Message,
    NeedsAll,
    NotMail(String),
}

fn glance(path: &Path) -> Glance {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    if let Err(error) = read {
        return Glance::NotMail(cannot_be_read(&error));
    }
    let in_maildir = folder::arrived(path).is_some();
    match form::of(&head) {
        Form::Message => Glance::Message,
        Form::Mbox if in_maildir => Glance::Message,
        Form::Empty if head.is_empty() => Glance::NotMail("is empty".to_owned()),
        Form::Mbox | Form::Emlx | Form::Gzip | Form::Zip | Form::Tar | Form::Empty => {
            Glance::NeedsAll
        }
        Form::Other(_) if head.len() as u64 == HEAD => Glance::NeedsAll,
        Form::Other(what) => Glance::NotMail(what),
    }
}

impl Mailbox {
    fn report(&mut self, path: &Path, what: String) {
        self.problems.push(Problem { path: path.display().to_string(), what });
    }

    fn add_folder(&mut self, path: &Path) {
        let before = (self.items.len(), self.problems.len());
        let files = folder::files(path, &mut self.problems);
        let glances: Vec<Glance> = files.par_iter().map(|file| glance(file)).collect();
        for (file, glance) in files.into_iter().zip(glances) {
            match glance {
                Glance::Message => {
                    let arrived = folder::arrived(&file);
                    self.items.push(Item { place: Place::File(file), arrived });
                }
                Glance::NeedsAll => self.add_file(&file),
                Glance::NotMail(_) if folder::is_furniture(&file) => {}
                Glance::NotMail(what) => self.report(&file, what),
            }
        }
        if (self.items.len(), self.problems.len()) == before {
            self.report(path, "is a folder without mail".to_owned());
        }
    }

    fn add_file(&mut self, path: &Path) {
        match bytes::load(path) {
            Ok(bytes) => {
                let mut allowed = Allowance::of(bytes.len());
                let first = self.items.len();
                self.add_bytes(path.display().to_string(), bytes, 0, &mut allowed);
                if let [only] = &mut self.items[first..] {
                    only.arrived = only.arrived.or_else(|| folder::arrived(path));
                }
            }
            Err(error) => self.report(path, cannot_be_read(&error)),
        }
    }

    /// Adds what `bytes` holds under that name.
    fn add_bytes(&mut self, name: String, bytes: Bytes, depth: usize, allowed: &mut Allowance) {
        let what = match form::of(&bytes) {
            Form::Mbox => return self.add_mbox(name, bytes),
            Form::Message => return self.add_message(name, bytes),
            Form::Emlx => return self.add_emlx(name, bytes),
            Form::Gzip if depth < DEEPEST => {
                let unpacked = packed::gzip(&bytes, allowed);
                return self.add_unpacked(&name, unpacked, depth, allowed);
            }
            Form::Zip if depth < DEEPEST => {
                let unpacked = packed::zip(&bytes, allowed);
                return self.add_unpacked(&name, unpacked, depth, allowed);
            }
            Form::Tar if depth < DEEPEST => {
                let unpacked = packed::tar(&bytes, allowed);
                return self.add_unpacked(&name, unpacked, depth, allowed);
            }
            Form::Gzip | Form::Zip | Form::Tar => "is packed too often, one in another".to_owned(),
            Form::Empty => "is empty".to_owned(),
            Form::Other(what) => what,
        };
        self.problems.push(Problem { path: name, what });
    }

    fn add_mbox(&mut self, name: String, bytes: Bytes) {
        let Split { spans, quoting, headless } = mbox::split(&bytes);
        if headless > 0 {
            let what = format!("starts inside a message: its first {headless} bytes are not read");
            self.problems.push(Problem { path: name.clone(), what });
        }
        if spans.last().is_some_and(|last| is_cut(&bytes[last.content.clone()])) {
            let what = "ends inside a message: its last one is not whole".to_owned();
            self.problems.push(Problem { path: name.clone(), what });
        }
        let store = self.stores.len();
        self.items.extend(spans.into_iter().enumerate().map(|(index, span)| Item {
            place: Place::Part {
                store,
                content: span.content,
                quoted: span.quoted,
                number: index + 1,
            },
            arrived: span.arrived,
        }));
        self.stores.push(Store { name, bytes, quoting });
    }

    fn add_message(&mut self, name: String, bytes: Bytes) {
        let start = mbox::first_line(&bytes);
        self.add_part(name, bytes, start, usize::MAX);
    }

    /// Apple Mail's file: the first line counts the bytes of the message after it.
    fn add_emlx(&mut self, name: String, bytes: Bytes) {
        let count = String::from_utf8_lossy(mbox::line_at(&bytes, 0)).trim().parse();
        let start = mbox::next_line(&bytes, 0);
        self.add_part(name, bytes, start, count.unwrap_or(usize::MAX));
    }

    fn add_part(&mut self, name: String, bytes: Bytes, start: usize, length: usize) {
        let content = start..start.saturating_add(length).min(bytes.len());
        if is_cut(&bytes[content.clone()]) {
            let what = "ends too early: the message is not whole".to_owned();
            self.problems.push(Problem { path: name.clone(), what });
        }
        let place = Place::Part { store: self.stores.len(), content, quoted: None, number: 0 };
        self.items.push(Item { place, arrived: None });
        self.stores.push(Store { name, bytes, quoting: Quoting::Unescaped });
    }

    /// Adds the mail of an archive. What else lies in it matters only when there is no mail.
    fn add_unpacked(
        &mut self,
        name: &str,
        unpacked: Unpacked,
        depth: usize,
        allowed: &mut Allowance,
    ) {
        let (items, problems) = (self.items.len(), self.problems.len());
        for what in unpacked.problems {
            self.problems.push(Problem { path: name.to_owned(), what });
        }
        for entry in unpacked.entries {
            let name = match entry.name.as_str() {
                "" => name.to_owned(),
                inside => format!("{name}/{inside}"),
            };
            let mail = !matches!(form::of(&entry.bytes), Form::Other(_) | Form::Empty);
            if mail || name.is_empty() || entry.name.is_empty() {
                self.add_bytes(name, entry.bytes, depth + 1, allowed);
            }
        }
        if (self.items.len(), self.problems.len()) == (items, problems) {
            let what = "is an archive without mail".to_owned();
            self.problems.push(Problem { path: name.to_owned(), what });
        }
    }
}

/// Whether a message stops before its end: inside its headers, or before the closing boundary of
/// its outermost multipart.
fn is_cut(message: &[u8]) -> bool {
    let headers = headers::scan(message);
    if headers.cut && !headers.whole {
        return true;
    }
    let (head, body) = message.split_at(headers.length.min(message.len()));
    let boundary = headers::boundary(head);
    boundary.is_some_and(|boundary| {
        let closing = [b"--", boundary.as_slice(), b"--"].concat();
        memchr::memmem::rfind(body, &closing).is_none()
    })
}

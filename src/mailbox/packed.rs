//! What lies in a gzip, zip or tar file, unpacked with limits: a mailbox of which every byte grows
//! a thousandfold is an attack, and costs the one file that it is.

use std::io::{self, Cursor, Read};

use super::bytes::{Bytes, Spool};

/// Content may grow to this many times its packed size, or to `ALWAYS_ALLOWED`.
const LARGEST_RATIO: u64 = 200;

/// Unpacked bytes that are always allowed.
const ALWAYS_ALLOWED: u64 = 256 * 1024 * 1024;

/// Entries of one archive beyond this many are left.
const MOST_ENTRIES: usize = 2_000_000;

/// One file out of an archive.
pub struct Entry {
    /// Its path inside.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// What came out of an archive, and what went wrong on the way, in words to follow its name.
#[derive(Default)]
pub struct Unpacked {
    /// The files, in the archive's order.
    pub entries: Vec<Entry>,
    /// Problems; the entries that were read before are there all the same.
    pub problems: Vec<String>,
}

/// What the archive `packed` may still unpack to.
pub struct Allowance(u64);

impl Allowance {
    /// For a file of that size.
    pub fn of(packed: usize) -> Allowance {
        Allowance((packed as u64).saturating_mul(LARGEST_RATIO).max(ALWAYS_ALLOWED))
    }
}

/// Unpacks one gzip file (of several members too).
pub fn gzip(packed: &[u8], allowed: &mut Allowance) -> Unpacked {
    let mut unpacked = Unpacked::default();
    let (bytes, problem) = spool(flate2::bufread::MultiGzDecoder::new(packed), allowed);
    unpacked.problems.extend(problem.map(|what| format!("is cut or damaged: {what}")));
    unpacked.entries.extend(bytes.map(|bytes| Entry { name: String::new(), bytes }));
    unpacked
}

/// Unpacks every file of a zip archive; where its directory is missing (a download that was cut),
/// reads the entries one after another as far as they go.
pub fn zip(packed: &[u8], allowed: &mut Allowance) -> Unpacked {
    match zip::ZipArchive::new(Cursor::new(packed)) {
        Ok(archive) => whole_zip(archive, allowed),
        Err(error) => cut_zip(packed, &error, allowed),
    }
}

fn whole_zip(mut archive: zip::ZipArchive<Cursor<&[u8]>>, allowed: &mut Allowance) -> Unpacked {
    let mut unpacked = Unpacked::default();
    for index in 0..archive.len().min(MOST_ENTRIES) {
        match archive.by_index(index) {
            Ok(entry) => unpacked.take(entry, allowed),
            Err(zip::result::ZipError::UnsupportedArchive(_)) => unpacked
                .problems
                .push(format!("entry {}: is encrypted or packed in a way not known", index + 1)),
            Err(error) => unpacked.problems.push(format!("entry {}: {error}", index + 1)),
        }
    }
    unpacked
}

fn cut_zip(packed: &[u8], error: &zip::result::ZipError, allowed: &mut Allowance) -> Unpacked {
    let mut unpacked = Unpacked::default();
    unpacked.problems.push(format!("is cut or damaged: {error}"));
    let mut rest = packed;
    while let Ok(Some(entry)) = zip::read::read_zipfile_from_stream(&mut rest) {
        unpacked.take(entry, allowed);
        if unpacked.problems.len() > 1 {
            break;
        }
    }
    unpacked
}

impl Unpacked {
    fn take<R: Read>(&mut self, mut entry: zip::read::ZipFile<'_, R>, allowed: &mut Allowance) {
        if entry.is_dir() {
            return;
        }
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let (bytes, problem) = spool(&mut entry, allowed);
        self.problems.extend(problem.map(|what| format!("{name}: {what}")));
        self.entries.extend(bytes.map(|bytes| Entry { name, bytes }));
    }
}

/// Unpacks the plain files of a tar archive (POSIX ustar, with GNU and pax long names).
pub fn tar(packed: &[u8], allowed: &mut Allowance) -> Unpacked {
    let mut unpacked = Unpacked::default();
    let mut rest = packed;
    let mut long_name = None;
    while let Some((header, after)) = rest.split_at_checked(512).filter(|(h, _)| h[0] != 0) {
        let Some(size) = octal(&header[124..136]) else {
            unpacked.problems.push("is cut or damaged: a tar header cannot be read".to_owned());
            break;
        };
        let content = &after[..size.min(after.len())];
        match header[156] {
            b'L' => long_name = Some(text(content)),
            b'x' => long_name = pax_path(content).or(long_name),
            b'0' | 0 => {
                let name = long_name.take().unwrap_or_else(|| text(&header[..100]));
                let (bytes, problem) = spool(content, allowed);
                unpacked.problems.extend(problem.map(|what| format!("{name}: {what}")));
                unpacked.entries.extend(bytes.map(|bytes| Entry { name, bytes }));
            }
            _ => long_name = None,
        }
        if content.len() < size {
            unpacked.problems.push("is cut: its last file is not whole".to_owned());
            break;
        }
        rest = &after[size.next_multiple_of(512).min(after.len())..];
    }
    unpacked
}

/// A number of a tar header.
fn octal(field: &[u8]) -> Option<usize> {
    let digits = text(field);
    usize::from_str_radix(digits.trim(), 8).ok()
}

/// A text that ends at its first NUL.
fn text(field: &[u8]) -> String {
    let end = memchr::memchr(0, field).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

/// The `path` record of a pax header: lines of `length key=value`.
fn pax_path(records: &[u8]) -> Option<String> {
    String::from_utf8_lossy(records)
        .lines()
        .find_map(|line| line.split_once(" path=").map(|(_, path)| path.to_owned()))
}

/// Reads to the end, to an error or to the allowance; what was read until then is kept.
fn spool(mut from: impl Read, allowed: &mut Allowance) -> (Option<Bytes>, Option<String>) {
    let mut spool = Spool::default();
    let mut limited = (&mut from).take(allowed.0.saturating_add(1));
    let (copied, problem) = copy(&mut limited, &mut spool);
    let problem = match (copied > allowed.0, problem) {
        (true, _) => Some("unpacks to far more than mail can: not read further".to_owned()),
        (false, error) => error.map(|error| error.to_string()),
    };
    allowed.0 = allowed.0.saturating_sub(copied);
    match spool.finish() {
        Ok(bytes) => (Some(bytes), problem),
        Err(error) => (None, Some(format!("cannot be unpacked: {error}"))),
    }
}

/// As `io::copy`, but tells how much was copied before an error.
fn copy(from: &mut impl Read, to: &mut Spool) -> (u64, Option<io::Error>) {
    let mut buffer = vec![0; 256 * 1024];
    let mut copied = 0;
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return (copied, None),
            Ok(n) => {
                if let Err(error) = io::Write::write_all(to, &buffer[..n]) {
                    return (copied, Some(error));
                }
                copied += n as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (copied, Some(error)),
        }
    }
}

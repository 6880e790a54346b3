//! Zip archives among attachments: their files read with limits on number, depth and unpacked size, which
//! hold for messages saved as files too.

use std::io::{Cursor, Read};

use super::AttachmentText;

/// What one attachment may still unpack, with everything inside it.
#[derive(Debug)]
pub struct Allowance {
    bytes: u64,
    files: usize,
    depth: usize,
}

impl Default for Allowance {
    fn default() -> Self {
        Allowance { bytes: 100 * 1024 * 1024, files: 300, depth: 2 }
    }
}

impl Allowance {
    /// Goes one archive deeper; false where that would be too deep.
    pub fn enter(&mut self) -> bool {
        let deeper = self.depth.checked_sub(1);
        self.depth = deeper.unwrap_or(0);
        deeper.is_some()
    }

    /// Comes out of an archive again.
    pub fn leave(&mut self) {
        self.depth += 1;
    }

    /// Takes one more file; false where there have been enough.
    pub fn one_more(&mut self) -> bool {
        let left = self.files.checked_sub(1);
        self.files = left.unwrap_or(0);
        left.is_some()
    }
}

/// What is said of an archive that goes beyond its allowance.
const TOO_MUCH: &str = "unpacks to more than is read from an attachment";

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

fn open<'a>(bytes: &'a [u8], allowance: &Allowance) -> Result<Archive<'a>, String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("is a damaged archive: {error}"))?;
    match archive.decompressed_size() {
        Some(size) if size > u128::from(allowance.bytes) => Err(TOO_MUCH.to_owned()),
        _ => Ok(archive),
    }
}

/// The files of an archive to which `wanted` gives a place, unpacked, with their places. An archive
/// that declares more than is allowed is refused whole.
pub fn files(
    bytes: &[u8],
    wanted: &dyn Fn(&str) -> Option<usize>,
    allowance: &mut Allowance,
) -> Result<Vec<(usize, Vec<u8>)>, String> {
    let mut archive = open(bytes, allowance)?;
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let Some(place) = name(&archive, index).and_then(|name| wanted(&name)) else { continue };
        found.push((place, unpack(&mut archive, index, allowance)?));
    }
    Ok(found)
}

/// The name of an entry, with its folders.
fn name(archive: &Archive<'_>, index: usize) -> Option<String> {
    archive.name_for_index(index)?.ok().map(std::borrow::Cow::into_owned)
}

fn unpack(
    archive: &mut Archive<'_>,
    index: usize,
    allowance: &mut Allowance,
) -> Result<Vec<u8>, String> {
    let entry = archive.by_index(index).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(what) if what.contains("assword") => {
            "is locked by a password".to_owned()
        }
        error => format!("is a damaged archive: {error}"),
    })?;
    let mut content = Vec::new();
    let read = entry.take(allowance.bytes + 1).read_to_end(&mut content);
    let unpacked = content.len() as u64;
    if unpacked > allowance.bytes {
        return Err(TOO_MUCH.to_owned());
    }
    allowance.bytes -= unpacked;
    match read {
        Err(error) if content.is_empty() => Err(format!("is a damaged archive: {error}")),
        _ => Ok(content),
    }
}

/// The texts of the files in a zip archive, each after its name; problems name the file.
pub fn text(bytes: &[u8], allowance: &mut Allowance) -> AttachmentText {
    let mut archive = match open(bytes, allowance) {
        Ok(archive) => archive,
        Err(problem) => return AttachmentText::none(problem),
    };
    if !allowance.enter() {
        return AttachmentText::none("is packed too often, one archive in another");
    }
    let mut all = Collected::default();
    for index in 0..archive.len() {
        let Some(name) = name(&archive, index).filter(|n| !n.ends_with('/')) else { continue };
        let name = super::safe(&name);
        if !allowance.one_more() {
            all.problem("holds more files than are read".to_owned());
            break;
        }
        let found = match unpack(&mut archive, index, allowance) {
            Ok(content) => super::read(&content, "", &name, allowance),
            Err(problem) => AttachmentText::none(problem),
        };
        all.take(&name, &found);
    }
    allowance.leave();
    all.finish("is an archive not read whole")
}

/// The texts of files that came together, and what was wrong with them.
#[derive(Default)]
pub struct Collected {
    text: String,
    problems: Vec<String>,
}

impl Collected {
    /// What has a text before that of its files.
    pub fn beginning(text: String) -> Collected {
        Collected { text, problems: Vec::new() }
    }

    /// Adds what is wrong with the whole.
    pub fn problem(&mut self, problem: String) {
        self.problems.push(problem);
    }

    /// Adds a file: its name, and its text where it has one.
    pub fn take(&mut self, name: &str, found: &AttachmentText) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(name);
        if !found.text.is_empty() {
            self.text.push('\n');
            self.text.push_str(&found.text);
        }
        self.problems.extend(found.problem.as_ref().map(|problem| format!("{name} {problem}")));
    }

    /// All of it; its problems, if any, after `blame`.
    pub fn finish(mut self, blame: &str) -> AttachmentText {
        let shown = 5;
        if self.problems.len() > shown {
            let more = self.problems.len() - shown;
            self.problems.truncate(shown);
            self.problems.push(format!("and {more} more"));
        }
        let problem =
            (!self.problems.is_empty()).then(|| format!("{blame}: {}", self.problems.join("; ")));
        AttachmentText { text: self.text, problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn files_inside_are_read_with_their_names() {
        let inner = zip(&[("deep/rows.csv", b"a,b\n")]);
        let outer = zip(&[
            ("FOI 12 refusal.txt", b"Section 12."),
            ("more.zip", &inner),
            ("x.bin", &[0, 1, 2]),
        ]);
        let found = super::super::read_here(&outer, "", "");
        assert_eq!(
            found.text,
            "FOI 12 refusal.txt\nSection 12.\n\nmore.zip\nrows.csv\na,b\n\n\nx.bin"
        );
        assert!(found.problem.unwrap().contains("x.bin is of an unknown kind"));
    }

    #[test]
    fn bombs_are_refused() {
        let big = vec![b' '; 101 * 1024 * 1024];
        let bomb = zip(&[("a.txt", &big)]);
        assert_eq!(super::super::read_here(&bomb, "", "").problem.as_deref(), Some(TOO_MUCH));
        let mut nested = zip(&[("a.txt", b"x")]);
        for _ in 0..4 {
            nested = zip(&[("b.zip", &nested)]);
        }
        assert!(
            super::super::read_here(&nested, "", "").problem.unwrap().contains("packed too often")
        );
        let names: Vec<String> = (0..400).map(|n| format!("{n}.txt")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
        let found = super::super::read_here(&zip(&files), "", "");
        assert!(found.problem.unwrap().contains("more files than are read"));
    }
}

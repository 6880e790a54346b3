//! Files that go with a letter (RFC 2183, RFC 2046 section 5.1.3), put together through lettre. All
//! letters of a draft end in the same bytes: those are made once, shared, and kept once, however many
//! letters there are. A letter's own part comes before them.

use std::sync::Arc;

use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, Body, MultiPart, SinglePart};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::mime::MimeError;

/// A file to go with letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// The name under which the recipient finds it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is told of a file that goes with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Listed {
    /// The name under which the recipient finds it.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// How large it is, before it is encoded.
    pub bytes: usize,
    /// Lower-case hex SHA-256 of its bytes.
    pub sha256: String,
}

impl Enclosure {
    /// What is told of it.
    pub fn listed(&self) -> Listed {
        Listed {
            name: self.name.clone(),
            media_type: media_type(&self.name).to_owned(),
            bytes: self.bytes.len(),
            sha256: hex(&Sha256::digest(&self.bytes)),
        }
    }
}

/// The end of letters that have files with them: from the first file's boundary to the last byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    boundary: String,
    tail: Arc<[u8]>,
}

impl Enclosed {
    /// Puts files together; `None` without files.
    ///
    /// Errors: a name that would break a header.
    pub fn of(files: &[Enclosure]) -> Result<Option<Self>, MimeError> {
        if files.is_empty() {
            return Ok(None);
        }
        if files.iter().any(|file| file.name.chars().any(char::is_control)) {
            return Err(MimeError::HeaderBreak("name of an attached file"));
        }
        let boundary = boundary(files);
        let mut parts = MultiPart::mixed().boundary(&boundary).build();
        for file in files {
            parts = parts.singlepart(part(file)?);
        }
        let whole = parts.formatted();
        let opening = format!("--{boundary}\r\n");
        let start = memchr::memmem::find(&whole, opening.as_bytes()).unwrap_or(0);
        Ok(Some(Enclosed { boundary, tail: whole[start..].into() }))
    }

    /// What was put together before, as it is kept.
    pub fn kept(tail: Arc<[u8]>) -> Option<Self> {
        let end = memchr::memmem::find(&tail, b"\r\n")?;
        let boundary = std::str::from_utf8(&tail[..end]).ok()?.strip_prefix("--")?.to_owned();
        Some(Enclosed { boundary, tail })
    }

    /// The bytes, shared.
    pub fn tail(&self) -> &Arc<[u8]> {
        &self.tail
    }

    /// A letter's own part around its text; what follows it is the tail.
    pub(super) fn around(&self, text: SinglePart) -> MultiPart {
        MultiPart::mixed().boundary(&self.boundary).singlepart(text)
    }

    /// A letter as lettre ends it, without the end: the tail comes in its place.
    pub(super) fn open_end(&self, mut letter: Vec<u8>) -> Vec<u8> {
        let closing = format!("--{}--\r\n", self.boundary);
        if letter.ends_with(closing.as_bytes()) {
            letter.truncate(letter.len() - closing.len());
        }
        letter
    }
}

/// One file, always in base64: a text would come out with other line ends.
fn part(file: &Enclosure) -> Result<SinglePart, MimeError> {
    let builder = |error: String| MimeError::Builder(error);
    let content_type =
        ContentType::parse(media_type(&file.name)).map_err(|error| builder(error.to_string()))?;
    let body = Body::new_with_encoding(file.bytes.clone(), ContentTransferEncoding::Base64)
        .map_err(|_| builder(format!("{} cannot be encoded", file.name)))?;
    Ok(Attachment::new(file.name.clone()).body(body, content_type))
}

/// A line that stands in no file and in no letter: it is made from what the files hold.
fn boundary(files: &[Enclosure]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update((file.name.len() as u64).to_le_bytes());
        hash.update(file.name.as_bytes());
        hash.update((file.bytes.len() as u64).to_le_bytes());
        hash.update(&file.bytes);
    }
    // `=_` can stand in no encoded text (RFC 2045 section 6.7).
    format!("=_foi_{}", &hex(&hash.finalize())[..32])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The media type of a file by its extension (the IANA registry); what is not known is bytes.
pub fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref().unwrap_or_default() {
        "csv" => "text/csv",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "eml" => "application/octet-stream",
        "gif" => "image/gif",
        "htm" | "html" => "text/html",
        "jpg" | "jpeg" => "image/jpeg",
        "json" => "application/json",
        "md" => "text/markdown",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "rtf" => "application/rtf",
        "svg" => "image/svg+xml",
        "tif" | "tiff" => "image/tiff",
        "txt" => "text/plain",
        "webp" => "image/webp",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xml" => "application/xml",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> Enclosure {
        Enclosure { name: name.to_owned(), bytes: bytes.to_vec() }
    }

    #[test]
    fn what_is_kept_is_known_again() {
        let files = [file("a.csv", b"a,b\n")];
        let made = Enclosed::of(&files).unwrap().unwrap();
        assert_eq!(Enclosed::kept(Arc::clone(made.tail())), Some(made));
        assert_eq!(Enclosed::of(&[]), Ok(None));
        assert_eq!(Enclosed::kept(Arc::from(&b"no boundary"[..])), None);
    }

    #[test]
    fn no_name_of_a_file_breaks_a_header() {
        let broken = [file("a\r\nBcc: x@y.example", b"x")];
        assert_eq!(Enclosed::of(&broken), Err(MimeError::HeaderBreak("name of an attached file")));
    }

    #[test]
    fn types_are_told_by_the_extension() {
        for (name, expected) in [
            ("a.PDF", "application/pdf"),
            ("list.csv", "text/csv"),
            ("archive.tar.zip", "application/zip"),
            ("README", "application/octet-stream"),
            (".txt", "text/plain"),
            ("x.unknown", "application/octet-stream"),
        ] {
            assert_eq!(media_type(name), expected, "{name}");
            assert!(ContentType::parse(media_type(name)).is_ok());
        }
        let listed = file("a.csv", b"abc").listed();
        assert_eq!((listed.bytes, listed.media_type.as_str()), (3, "text/csv"));
        assert!(listed.sha256.starts_with("ba7816bf"));
    }
}

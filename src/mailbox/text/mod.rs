//! Attachments made into text: PDF, Word (old files too), OpenDocument, Excel, PowerPoint, RTF, HTML, plain
//! text and CSV, saved messages, and what is inside a zip. What an attachment is shows in its content.
//!
//! Attachments come from strangers. Each is read in a child process with limits on time and memory
//! ([`Reader`]), so that a bomb, an endless loop or a crash costs that attachment and nothing else.
//! Nothing is ever executed, opened by another program, or fetched. No text is recognised in pictures.

mod archive;
mod document;
mod html;
mod kind;
mod mail;
mod old_word;
mod outlook;
mod pdf;
mod plain;
mod rtf;
mod sheet;
mod worker;

pub use crate::reading::file_name::safe;
pub use kind::Kind;
pub use worker::{Limits, Reader, of, serve, use_program};

/// Longer texts are cut here: no letter is that long, and a spreadsheet is kept whole elsewhere.
pub const LONGEST_TEXT: usize = 4 * 1024 * 1024;

/// The text of one attachment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttachmentText {
    /// Its text, lines ended by `\n`, cells of a table apart by tabs; empty when there is none.
    pub text: String,
    /// Why there is no text, or not all of it, in words that follow its name: "is locked by a
    /// password". `None` for a small picture, which is a logo more often than a letter, and for the
    /// signature of a message.
    pub problem: Option<String>,
}

impl AttachmentText {
    fn none(problem: impl Into<String>) -> Self {
        AttachmentText { text: String::new(), problem: Some(problem.into()) }
    }
}

impl From<Result<String, String>> for AttachmentText {
    fn from(read: Result<String, String>) -> Self {
        match read {
            Ok(text) => AttachmentText { text, problem: None },
            Err(problem) => AttachmentText::none(problem),
        }
    }
}

/// Reads an attachment in this process, without limits on time and memory. `media_type` and `name`
/// only help where the content leaves a doubt, as with the charset of plain text.
pub fn read_here(bytes: &[u8], media_type: &str, name: &str) -> AttachmentText {
    let mut found = read(bytes, media_type, name, &mut archive::Allowance::default());
    if found.text.len() > LONGEST_TEXT {
        let end = found.text.floor_char_boundary(LONGEST_TEXT);
        found.text.truncate(end);
        found.problem.get_or_insert_with(|| "is very long: only its beginning is read".to_owned());
    }
    found
}

/// Pictures smaller than this are taken for logos and icons.
const SMALL_PICTURE: u64 = 64 * 1024;

/// What is told of an attachment that begins with `head`, if it is a picture; it has `bytes` bytes.
pub fn of_picture(head: &[u8], bytes: u64) -> Option<AttachmentText> {
    kind::is_picture(head).then(|| picture(bytes))
}

/// What is told of a picture of that many bytes.
fn picture(bytes: u64) -> AttachmentText {
    if bytes < SMALL_PICTURE {
        AttachmentText::default()
    } else {
        AttachmentText::none("is a picture: words in it are not read")
    }
}

fn read(
    bytes: &[u8],
    media_type: &str,
    name: &str,
    allowance: &mut archive::Allowance,
) -> AttachmentText {
    match kind::of(bytes, media_type, name) {
        Kind::Pdf => pdf::text(bytes),
        Kind::Word => document::word(bytes, allowance).into(),
        Kind::OpenDocument => document::open_document(bytes, allowance).into(),
        Kind::Slides => document::slides(bytes, allowance).into(),
        Kind::Sheet => sheet::text(bytes, allowance).into(),
        Kind::Rtf => rtf::text(bytes).into(),
        Kind::Html => html::text(&plain::decode(bytes, media_type)).into(),
        Kind::Plain => Ok(plain::decode(bytes, media_type)).into(),
        Kind::Zip => archive::text(bytes, allowance),
        Kind::Picture => picture(bytes.len() as u64),
        Kind::Locked => AttachmentText::none("is locked by a password"),
        Kind::OldWord => old_word::text(bytes).into(),
        Kind::Mail => mail::text(bytes, allowance),
        Kind::Outlook => outlook::text(bytes, allowance),
        Kind::Signature => AttachmentText::default(),
        Kind::Encrypted => AttachmentText::none(
            "is encrypted: decrypt it in your mail program, or ask for it unencrypted",
        ),
        Kind::Empty => AttachmentText::none("is empty"),
        Kind::Other(what) => AttachmentText::none(format!("is {what}: no text is read from it")),
    }
}

//! Text of PDF files (ISO 32000-1): the words of each page in the order in which they are written,
//! with lines as they lie on the page. `lopdf` knows the file's objects; what they say is read here, so
//! that one odd font or page costs itself and not the document.
//!
//! No words are recognised in pictures: a scan has no text, and is said to have none.

mod cmap;
mod font;
mod layout;
mod lexer;
mod page;
mod repair;
mod standard_font;

use lopdf::{Document, Object, ObjectId};

use super::AttachmentText;

/// Pages beyond this many are not read.
const MOST_PAGES: usize = 400;

/// The text of a PDF file.
pub fn text(bytes: &[u8]) -> AttachmentText {
    let (document, repaired) = match load(bytes) {
        Ok(loaded) => loaded,
        Err(problem) => return AttachmentText::none(problem),
    };
    let pages = pages(&document);
    let mut reading = page::Reading::default();
    for page in pages.iter().take(MOST_PAGES) {
        page::read(&document, *page, &mut reading);
        if reading.text.len() > super::LONGEST_TEXT {
            break;
        }
    }
    let text = super::document::tidy(&reading.text);
    let problem = problem(&text, &reading, pages.len(), repaired);
    AttachmentText { text, problem }
}

/// What to say of the text that came out.
fn problem(text: &str, reading: &page::Reading, pages: usize, repaired: bool) -> Option<String> {
    let words = text.chars().filter(|c| c.is_alphanumeric()).count();
    if pages == 0 {
        return Some("is damaged: no pages are left in it".to_owned());
    }
    if words == 0 && reading.unknown > 0 {
        return Some("has letters that cannot be told apart (its fonts say no more)".to_owned());
    }
    if words == 0 && repaired {
        return Some("is damaged: no text is left in it".to_owned());
    }
    if words == 0 {
        return Some("has no text: it is probably a scan".to_owned());
    }
    if reading.unknown > words {
        return Some("is hard to read: its fonts do not say which letters they show".to_owned());
    }
    (pages > MOST_PAGES).then(|| format!("is long: only its first {MOST_PAGES} pages are read"))
}

/// The document, and whether its table of objects had to be repaired. It is unlocked where no
/// password is needed.
fn load(bytes: &[u8]) -> Result<(Document, bool), String> {
    let (mut document, repaired) = match Document::load_mem(bytes) {
        Ok(document) if document.is_encrypted() || !pages(&document).is_empty() => {
            (document, false)
        }
        Ok(_) | Err(_) => match Document::load_mem(&repair::with_new_table(bytes)) {
            Ok(document) => (document, true),
            Err(lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword) => {
                return Err(locked());
            }
            Err(error) => return Err(format!("is a damaged PDF: {error}")),
        },
    };
    if document.is_encrypted() {
        document.decrypt("").map_err(|_| locked())?;
    }
    Ok((document, repaired))
}

fn locked() -> String {
    "is locked by a password".to_owned()
}

/// The pages in order; where the tree of pages is broken, all page objects in the file's order.
fn pages(document: &Document) -> Vec<ObjectId> {
    let listed: Vec<ObjectId> = document.page_iter().take(MOST_PAGES + 1).collect();
    if !listed.is_empty() {
        return listed;
    }
    let is_page = |object: &Object| object.as_dict().is_ok_and(|dict| dict.has_type(b"Page"));
    document.objects.iter().filter(|(_, object)| is_page(object)).map(|(id, _)| *id).collect()
}

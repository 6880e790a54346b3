//! Word documents of before 2007 (.doc): Word 97 to 2003 by MS-DOC, Word 6 and 95 as far as they keep
//! their text in the same way. The body comes first, then notes, headers, comments and text boxes, as the file
//! has them. Formatting is not read, so that what tracked changes have deleted is still there.

use std::io::{Cursor, Read};

use encoding_rs::WINDOWS_1252;

use super::LONGEST_TEXT;

/// The streams of a document of ours are no longer than this, in bytes; and no more is read of one, however
/// often its pieces name the same stretch.
const LONGEST_STREAM: u64 = 64 * 1024 * 1024;

/// The text of a Word document.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    let damaged = |what: &str| format!("is a damaged Word document: {what}");
    let mut file =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let document = stream(&mut file, "WordDocument").ok_or_else(|| damaged("it has no text"))?;
    let head = Head::read(&document).ok_or_else(|| damaged("its beginning is cut off"))?;
    if head.encrypted {
        return Err("is locked by a password".to_owned());
    }
    let table = match head.table {
        Some(name) => stream(&mut file, name).unwrap_or_default(),
        None => document.clone(),
    };
    let pieces = pieces(&table, &head).unwrap_or_else(|| vec![head.whole.clone()]);
    Ok(super::document::tidy(&words_of(&pieces, &document).text))
}

/// The words of the pieces, in their order.
fn words_of(pieces: &[Piece], document: &[u8]) -> Words {
    let (mut words, mut left) = (Words::default(), LONGEST_STREAM as usize);
    for piece in pieces {
        let bytes = piece.bytes(document);
        let bytes = &bytes[..bytes.len().min(left)];
        left -= bytes.len();
        piece.read(bytes, &mut words);
    }
    words
}

fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let stream = file.open_stream(name).ok()?;
    stream.take(LONGEST_STREAM).read_to_end(&mut content).ok()?;
    Some(content)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// What the file's head (the FIB, MS-DOC section 2.5) says about where its text is.
struct Head {
    encrypted: bool,
    /// The stream of tables; `None` where it is the document itself.
    table: Option<&'static str>,
    /// Where the list of pieces begins and how long it is.
    list: (usize, usize),
    /// The text of a document without a list of pieces.
    whole: Piece,
    wide: bool,
}

impl Head {
    fn read(document: &[u8]) -> Option<Head> {
        let word_97 = u16_at(document, 2)? >= 0x00c1;
        let flags = u16_at(document, 0x0a)?;
        let (begin, end) = (u32_at(document, 0x18)? as usize, u32_at(document, 0x1c)? as usize);
        let at = if word_97 { 0x1a2 } else { 0x160 };
        let number = |at| u32_at(document, at).unwrap_or(0) as usize;
        let table = if flags & 0x0200 == 0 { "0Table" } else { "1Table" };
        Some(Head {
            encrypted: flags & 0x0100 != 0,
            table: word_97.then_some(table),
            list: (number(at), number(at + 4)),
            whole: Piece { at: begin, characters: end.saturating_sub(begin), wide: false },
            wide: word_97,
        })
    }
}

/// A stretch of text as it lies in the document (MS-DOC section 2.9.177).
#[derive(Clone)]
struct Piece {
    /// Its first byte.
    at: usize,
    characters: usize,
    /// Two bytes a character (UTF-16) and not one (Windows-1252).
    wide: bool,
}

/// The pieces in the order of the text (the Clx, MS-DOC section 2.9.38); `None` where there is no such list.
fn pieces(table: &[u8], head: &Head) -> Option<Vec<Piece>> {
    let (begin, length) = head.list;
    let mut list = table.get(begin..begin.checked_add(length)?)?;
    // Before the pieces stand changes of formatting, each with its length.
    while let [1, rest @ ..] = list {
        list = rest.get(2 + usize::from(u16_at(rest, 0)?)..)?;
    }
    let [2, list @ ..] = list else { return None };
    let list = list.get(4..)?;
    let count = list.len().checked_sub(4)? / 12;
    let mut found = Vec::new();
    for index in 0..count {
        let (from, to) = (u32_at(list, 4 * index)?, u32_at(list, 4 * index + 4)?);
        let place = u32_at(list, 4 * (count + 1) + 8 * index + 2)?;
        let narrow = !head.wide || place & 0x4000_0000 != 0;
        let place = (place & 0x3fff_ffff) as usize;
        let characters = to.checked_sub(from)? as usize;
        let at = if head.wide && narrow { place / 2 } else { place };
        found.push(Piece { at, characters, wide: !narrow });
    }
    Some(found).filter(|found| !found.is_empty())
}

impl Piece {
    /// As much of it as the document has.
    fn bytes<'d>(&self, document: &'d [u8]) -> &'d [u8] {
        let length = self.characters.saturating_mul(if self.wide { 2 } else { 1 });
        let end = self.at.saturating_add(length).min(document.len());
        document.get(self.at..end).unwrap_or_default()
    }

    fn read(&self, bytes: &[u8], words: &mut Words) {
        if self.wide {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).for_each(|c| words.take(c.unwrap_or('\u{fffd}')));
        } else {
            WINDOWS_1252.decode_without_bom_handling(bytes).0.chars().for_each(|c| words.take(c));
        }
    }
}

/// The characters of the text made into lines (MS-DOC section 2.4.1 lists those that mean something).
#[derive(Default)]
struct Words {
    text: String,
    /// For each open field, whether its instruction is being read and not its result.
    fields: Vec<bool>,
    /// How many instructions are being read: counted, as a damaged document may open fields without end.
    instructions: usize,
}

impl Words {
    fn take(&mut self, c: char) {
        match c {
            '\u{13}' => {
                self.fields.push(true);
                self.instructions += 1;
            }
            '\u{14}' => {
                if let Some(instruction) = self.fields.last_mut() {
                    self.instructions -= usize::from(std::mem::take(instruction));
                }
            }
            '\u{15}' => self.instructions -= usize::from(self.fields.pop().unwrap_or(false)),
            _ if self.instructions > 0 || self.text.len() > LONGEST_TEXT => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{e}' => self.text.push('\n'),
            // The end of a cell, or of a row after its last cell.
            '\u{7}' if self.text.ends_with('\t') => self.text.push('\n'),
            '\u{7}' | '\t' => self.text.push('\t'),
            '\u{1e}' => self.text.push('-'),
            '\0'..'\u{20}' => {}
            _ => self.text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// A document of those pieces of text: narrow ones in Windows-1252, wide ones in UTF-16.
    fn document(pieces: &[(&str, bool)], flags: u16) -> Vec<u8> {
        let mut document = vec![0; 0x400];
        document[..2].copy_from_slice(&0xa5ecu16.to_le_bytes());
        document[2..4].copy_from_slice(&0x00c1u16.to_le_bytes());
        document[0x0a..0x0c].copy_from_slice(&(0x0200 | flags).to_le_bytes());
        let (mut ends, mut places, mut at) = (vec![0u32], Vec::new(), 0);
        for (text, wide) in pieces {
            let place = document.len() as u32;
            if *wide {
                document.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
                at += text.encode_utf16().count() as u32;
                places.push(place);
            } else {
                let bytes = WINDOWS_1252.encode(text).0;
                document.extend(&*bytes);
                at += bytes.len() as u32;
                places.push((place * 2) | 0x4000_0000);
            }
            ends.push(at);
        }
        // A change of formatting stands before the pieces; it is stepped over.
        let mut table = vec![1, 2, 0, 9, 9, 2];
        table.extend((ends.len() as u32 * 4 + places.len() as u32 * 8).to_le_bytes());
        table.extend(ends.iter().flat_map(|end| end.to_le_bytes()));
        for place in places {
            table.extend([0, 0]);
            table.extend(place.to_le_bytes());
            table.extend([0, 0]);
        }
        document[0x1a2..0x1a6].copy_from_slice(&0u32.to_le_bytes());
        document[0x1a6..0x1aa].copy_from_slice(&(table.len() as u32).to_le_bytes());
        compound(&[("WordDocument", &document), ("1Table", &table)])
    }

    fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, content) in streams {
            file.create_stream(name).unwrap().write_all(content).unwrap();
        }
        file.into_inner().into_inner()
    }

    #[test]
    fn pieces_are_read_in_the_order_of_the_text() {
        let doc = document(
            &[
                ("Our ref: FOI/12\rWe hold \u{2018}none\u{2019}.\r", false),
                ("Caf\u{e9}: \u{20ac}5\u{b}Year\u{7}2019\u{7}\u{7}", true),
                ("See \u{13} HYPERLINK \"http://x.example\" \u{14}our site\u{15}\u{1}.\r", false),
            ],
            0,
        );
        let found = super::super::read_here(&doc, "application/msword", "letter.doc");
        let expected = "Our ref: FOI/12\nWe hold \u{2018}none\u{2019}.\nCaf\u{e9}: \u{20ac}5\nYear\t2019\nSee our site.";
        assert_eq!((found.text.as_str(), found.problem), (expected, None));
    }

    #[test]
    fn fields_never_closed_and_pieces_named_again_and_again_end() {
        // Time grew with the square of these: a test that does not end is one that fails.
        let mut fields = "\u{13}\u{14}".repeat(200_000);
        fields.push_str(&"a".repeat(400_000));
        let length = |words: &str, times| {
            let whole = Piece { at: 0, characters: words.len(), wide: false };
            words_of(&vec![whole; times], words.as_bytes()).text.len()
        };
        assert_eq!(length(&fields, 1), 400_000);
        let stretch = "\u{1}".repeat(100_000);
        assert_eq!(length(&stretch, 2_000), 0);
    }

    #[test]
    fn locked_and_damaged_documents_are_told() {
        let locked = document(&[("x", false)], 0x0100);
        assert_eq!(text(&locked), Err("is locked by a password".to_owned()));
        let short = compound(&[("WordDocument", b"\xec\xa5\xc1\0")]);
        let damage = "is a damaged Word document: its beginning is cut off";
        assert_eq!(text(&short), Err(damage.to_owned()));
        let doc = document(&[("Section 12 applies.\r", false)], 0);
        let cut = text(&doc[..doc.len() / 2]);
        assert!(cut.is_ok() || cut.is_err_and(|problem| problem.starts_with("is a damaged")));
    }

    #[test]
    fn word_95_keeps_its_text_in_one_stretch() {
        let mut old = vec![0; 0x300];
        old[..4].copy_from_slice(b"\xdc\xa5\x65\0");
        old[0x18..0x1c].copy_from_slice(&0x300u32.to_le_bytes());
        old[0x1c..0x20].copy_from_slice(&0x312u32.to_le_bytes());
        old.extend(b"Request refused.\r\r and rubbish");
        assert_eq!(text(&compound(&[("WordDocument", &old)])), Ok("Request refused.".to_owned()));
    }
}

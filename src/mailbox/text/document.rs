//! Word, PowerPoint and OpenDocument texts: XML inside a zip archive, of which the words are taken.
//! Deleted text of tracked changes is left out, hidden text is not.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::{self, Allowance};

/// The text of a Word document: body, then notes, headers and footers.
pub fn word(bytes: &[u8], allowance: &mut Allowance) -> Result<String, String> {
    let wanted = |name: &str| {
        let part = name.strip_prefix("word/")?.strip_suffix(".xml")?;
        let part = part.trim_end_matches(|c: char| c.is_ascii_digit());
        ["document", "footnotes", "endnotes", "comments", "header", "footer"]
            .iter()
            .position(|p| *p == part)
    };
    parts(bytes, wanted, allowance)
}

/// The text of the slides in order, then their notes.
pub fn slides(bytes: &[u8], allowance: &mut Allowance) -> Result<String, String> {
    let number = |name: &str| {
        let digits = name.strip_suffix(".xml")?;
        let digits = &digits[digits.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        digits.parse::<usize>().ok().filter(|n| *n < 100_000)
    };
    let wanted = |name: &str| {
        if name.starts_with("ppt/slides/slide") {
            number(name)
        } else if name.starts_with("ppt/notesSlides/notesSlide") {
            number(name).map(|n| n + 100_000)
        } else {
            None
        }
    };
    parts(bytes, wanted, allowance)
}

/// The text of an OpenDocument text or presentation; its headers and footers are among the styles.
pub fn open_document(bytes: &[u8], allowance: &mut Allowance) -> Result<String, String> {
    let wanted = |name: &str| ["content.xml", "styles.xml"].iter().position(|part| *part == name);
    parts(bytes, wanted, allowance)
}

/// The words of those XML files of an archive to which `wanted` gives a place, in that order.
fn parts(
    bytes: &[u8],
    wanted: impl Fn(&str) -> Option<usize>,
    allowance: &mut Allowance,
) -> Result<String, String> {
    let mut found = archive::files(bytes, &wanted, allowance)?;
    found.sort_by_key(|(place, _)| *place);
    let texts: Vec<String> =
        found.iter().map(|(_, xml)| words(&String::from_utf8_lossy(xml))).collect();
    Ok(tidy(&texts.join("\n")))
}

/// Text of elements, with line ends and tabs where the elements mean them. Malformed XML gives the
/// words before the fault.
fn words(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut writer = Writer::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => writer.start(&tag),
            Ok(Event::Empty(tag)) => {
                writer.start(&tag);
                writer.end(&local(tag.name().as_ref()));
            }
            Ok(Event::End(tag)) => writer.end(&local(tag.name().as_ref())),
            Ok(Event::Text(text)) => writer.text(text.as_ref()),
            Ok(Event::CData(text)) => writer.text(text.as_ref()),
            Ok(Event::GeneralRef(entity)) => writer.entity(entity.as_ref()),
            Ok(Event::Eof) | Err(_) => return writer.text,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
}

/// The name of an element without its prefix.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

/// Elements whose content is no text: deleted, doubled for old programs, or instructions.
const SILENT: [&str; 6] =
    ["delText", "instrText", "Fallback", "tracked-changes", "delInstrText", "script"];

#[derive(Default)]
struct Writer {
    text: String,
    /// Depth inside text-bearing elements, and inside silent ones.
    bearing: usize,
    silent: usize,
}

impl Writer {
    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = local(tag.name().as_ref());
        match name.as_str() {
            // Word and PowerPoint keep text in `t`; OpenDocument directly in its paragraphs.
            "t" | "p" | "h" | "span" | "a" => self.bearing += 1,
            "tab" => self.put('\t'),
            "br" | "cr" | "line-break" => self.put('\n'),
            "noBreakHyphen" => self.put('-'),
            "s" => self.spaces(tag),
            name if SILENT.contains(&name) => self.silent += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" | "span" | "a" => self.bearing = self.bearing.saturating_sub(1),
            "p" | "h" => {
                self.bearing = self.bearing.saturating_sub(1);
                self.put('\n');
            }
            "tc" | "table-cell" => {
                // The cell's last paragraph ended a line; its neighbour belongs on the same one.
                if self.text.ends_with('\n') {
                    self.text.pop();
                }
                self.put('\t');
            }
            "tr" | "table-row" => self.put('\n'),
            name if SILENT.contains(&name) => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }

    /// OpenDocument's run of spaces.
    fn spaces(&mut self, tag: &BytesStart<'_>) {
        let count = tag.attributes().flatten().find(|a| local(a.key.as_ref()) == "c");
        let count = count.and_then(|a| a.value.parse::<usize>().ok()).unwrap_or(1);
        (0..count.min(200)).for_each(|_| self.put(' '));
    }

    fn text(&mut self, text: &str) {
        if self.silent == 0 && self.bearing > 0 && self.text.len() < super::LONGEST_TEXT {
            self.text.push_str(text);
        }
    }

    fn entity(&mut self, name: &str) {
        let number = name.strip_prefix('#').and_then(|code| match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => code.parse().ok(),
        });
        let c = number.and_then(char::from_u32).or(match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        });
        if let Some(c) = c {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn put(&mut self, c: char) {
        if self.silent == 0 && self.text.len() < super::LONGEST_TEXT {
            self.text.push(c);
        }
    }
}

/// A text without spaces at line ends and without more than one blank line at a time.
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !tidied.is_empty() {
            tidied.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        tidied.push_str(line);
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_paragraphs_tables_and_changes() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>Our ref</w:t><w:tab/><w:t xml:space='preserve'> FOI&amp;1 </w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:t>Year</w:t></w:p></w:tc><w:tc><w:p><w:t>2019</w:t></w:p></w:tc></w:tr></w:tbl>\
            <w:p><w:del><w:delText>old</w:delText></w:del><w:t>new</w:t><w:br/><w:t>line&#8217;s</w:t></w:p></w:body></w:document>";
        assert_eq!(tidy(&words(xml)), "Our ref\t FOI&1\nYear\t2019\nnew\nline\u{2019}s");
    }

    #[test]
    fn open_document_spaces_and_headings() {
        let xml = "<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Decision</text:h>\
            <text:p>Held<text:s text:c=\"2\"/>in <text:span>part</text:span><text:line-break/>only</text:p></office:text>";
        assert_eq!(tidy(&words(xml)), "Decision\nHeld  in part\nonly");
    }

    #[test]
    fn broken_xml_gives_the_words_before_the_fault() {
        assert_eq!(tidy(&words("<w:p><w:t>kept</w:t></w:p><w:p <<")), "kept");
        assert_eq!(words(&"<w:p>".repeat(100_000)), "");
    }
}

//! winmail.dat: what Outlook sends to the world by mistake (MS-OXTNEF). Gives the files inside, and
//! the text where the message has no other.
//!
//! Total and bounded: a length that does not fit ends the reading; nothing is allocated by a number
//! that the file claims.

use super::{charset, rtf};
use crate::reading::message::Attachment;

/// What a TNEF stream holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tnef {
    /// The plain text body.
    pub plain: Option<String>,
    /// The HTML body, also where it is wrapped in RTF.
    pub html: Option<String>,
    /// The files.
    pub files: Vec<Attachment>,
}

/// The first four bytes of every TNEF stream.
const SIGNATURE: u32 = 0x223E_9F78;
/// More files than any letter has.
const MAX_FILES: usize = 500;

/// Reads a TNEF stream; `None` where the bytes are none.
pub(super) fn read(bytes: &[u8]) -> Option<Tnef> {
    let mut from = Reader { rest: bytes };
    if from.u32()? != SIGNATURE {
        return None;
    }
    from.u16()?;
    let mut tnef = Tnef::default();
    let mut file: Option<File> = None;
    while let Some((id, data)) = attribute(&mut from) {
        match id {
            0x9002 => push(&mut tnef, file.replace(File::default())),
            0x8010 => file.get_or_insert_default().title = Some(string8(data)),
            0x800F => file.get_or_insert_default().content = Some(data.to_vec()),
            0x9005 => file.get_or_insert_default().take(data),
            0x800C => {
                tnef.plain =
                    Some(string8(data)).filter(|text| !text.trim().is_empty()).or(tnef.plain);
            }
            0x9003 => body(&mut tnef, data),
            _ => {}
        }
    }
    push(&mut tnef, file);
    Some(tnef)
}

/// One attribute: the low half of its id and its data. The checksum is not checked: damaged files
/// are wanted too.
fn attribute<'a>(from: &mut Reader<'a>) -> Option<(u16, &'a [u8])> {
    from.take(1)?;
    let id = from.u16()?;
    from.u16()?;
    let length = from.u32()? as usize;
    let data = from.take(length)?;
    from.u16()?;
    Some((id, data))
}

/// A file that is being read.
#[derive(Default)]
struct File {
    title: Option<String>,
    long: Option<String>,
    media_type: Option<String>,
    content: Option<Vec<u8>>,
}

impl File {
    fn take(&mut self, data: &[u8]) {
        properties(data, |id, kind, value| match id {
            0x3707 => self.long = Some(string(kind, value)),
            0x370E => self.media_type = Some(string(kind, value).to_lowercase()),
            0x3701 if self.content.is_none() => self.content = Some(value.to_vec()),
            _ => {}
        });
    }
}

fn push(tnef: &mut Tnef, file: Option<File>) {
    let Some(file) = file else { return };
    let Some(content) = file.content.filter(|_| tnef.files.len() < MAX_FILES) else { return };
    let media_type = file.media_type.unwrap_or_else(|| "application/octet-stream".to_owned());
    let name = file.long.or(file.title);
    tnef.files.push(super::body::decoded_attachment(name, &media_type, content));
}

/// The message's properties: its body in one of three forms.
fn body(tnef: &mut Tnef, data: &[u8]) {
    let mut wrapped = None;
    properties(data, |id, kind, value| match id {
        0x1000 => tnef.plain = Some(string(kind, value)),
        0x1013 => tnef.html = Some(string(kind, value)),
        0x1009 => wrapped = rtf::decompressed(value),
        _ => {}
    });
    let Some(wrapped) = wrapped.filter(|_| tnef.html.is_none()) else { return };
    match rtf::text(&wrapped) {
        rtf::Text::Html(html) => tnef.html = Some(html),
        rtf::Text::Plain(text) if tnef.plain.is_none() => tnef.plain = Some(text),
        rtf::Text::Plain(_) => {}
    }
}

/// Calls `each` with id, type and value of every property (MS-OXTNEF section 2.1.3.4).
fn properties(data: &[u8], mut each: impl FnMut(u16, u16, &[u8])) {
    let mut from = Reader { rest: data };
    let Some(count) = from.u32() else { return };
    for _ in 0..count {
        if property(&mut from, &mut each).is_none() {
            return;
        }
    }
}

fn property(from: &mut Reader<'_>, each: &mut impl FnMut(u16, u16, &[u8])) -> Option<()> {
    let kind = from.u16()?;
    let id = from.u16()?;
    if id >= 0x8000 {
        from.take(16)?;
        if from.u32()? == 0 {
            from.take(4)?;
        } else {
            from.padded()?;
        }
    }
    let many = kind & 0x1000 != 0;
    let kind = kind & 0x0FFF;
    let variable = matches!(kind, 0x1E | 0x1F | 0x102 | 0x0D);
    let values = if many || variable { from.u32()? } else { 1 };
    for _ in 0..values {
        let value = if variable { from.padded()? } else { from.take(fixed_len(kind)?)? };
        each(id, kind, value);
    }
    Some(())
}

/// The padded size of a value of fixed size.
fn fixed_len(kind: u16) -> Option<usize> {
    match kind {
        0x02 | 0x03 | 0x04 | 0x0A | 0x0B => Some(4),
        0x05..=0x07 | 0x14 | 0x40 => Some(8),
        0x48 => Some(16),
        _ => None,
    }
}

/// A string property: Unicode, or bytes in some character set.
fn string(kind: u16, value: &[u8]) -> String {
    if kind != 0x1F {
        return string8(value);
    }
    let units: Vec<u16> =
        value.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned()
}

fn string8(value: &[u8]) -> String {
    let end = value.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    charset::text(&value[..end], None).replace("\r\n", "\n")
}

/// Little-endian numbers and byte strings from the front of a slice.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// A length, so many bytes, and padding to a multiple of four (which may be cut off).
    fn padded(&mut self) -> Option<&'a [u8]> {
        let length = self.u32()? as usize;
        let taken = self.take(length)?;
        let padding = (4 - length % 4) % 4;
        self.rest = self.rest.get(padding..).unwrap_or_default();
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(id: u32, data: &[u8]) -> Vec<u8> {
        let mut out = vec![1];
        out.extend(id.to_le_bytes());
        out.extend((data.len() as u32).to_le_bytes());
        out.extend(data);
        out.extend([0, 0]);
        out
    }

    fn stream(attributes: &[Vec<u8>]) -> Vec<u8> {
        let mut out = SIGNATURE.to_le_bytes().to_vec();
        out.extend([1, 0]);
        out.extend(attributes.concat());
        out
    }

    #[test]
    fn files_and_text_are_found() {
        let mut long = 1u32.to_le_bytes().to_vec();
        long.extend([0x1E, 0, 0x07, 0x37, 1, 0, 0, 0, 11, 0, 0, 0]);
        long.extend(b"answer.pdf\0\0");
        let bytes = stream(&[
            attribute(0x0002_800C, b"Please see the file.\r\n\0"),
            attribute(0x0006_9002, &[0; 14]),
            attribute(0x0001_8010, b"ANSWER~1.PDF\0"),
            attribute(0x0006_800F, b"%PDF-"),
            attribute(0x0006_9005, &long),
        ]);
        let tnef = read(&bytes).unwrap();
        assert_eq!(tnef.plain.as_deref(), Some("Please see the file.\n"));
        assert_eq!(tnef.files.len(), 1);
        assert_eq!(tnef.files[0].name.as_deref(), Some("answer.pdf"));
        assert_eq!(tnef.files[0].bytes, 5);
    }

    #[test]
    fn what_is_cut_off_gives_what_was_there() {
        let bytes =
            stream(&[attribute(0x0002_800C, b"text\0"), attribute(0x0006_9003, &[255; 40])]);
        for end in 0..bytes.len() {
            read(&bytes[..end]);
        }
        assert_eq!(read(b"no tnef"), None);
    }
}

//! Messages that Outlook saved as files (.msg, MS-OXMSG): who wrote to whom, the subject, the text, and the
//! texts of what is attached to them. Often the decision is in one that was forwarded so.

use std::io::{Cursor, Read};

use chrono::{DateTime, TimeDelta};

use super::archive::{Allowance, Collected};
use super::{AttachmentText, html, plain};
use crate::reading::decode::rtf;

type File<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

/// The text of a message and of what is in it.
pub fn text(bytes: &[u8], allowance: &mut Allowance) -> AttachmentText {
    match cfb::CompoundFile::open(Cursor::new(bytes)) {
        Ok(mut file) => message(&mut file, "", allowance),
        Err(_) => {
            AttachmentText::none("is a damaged Outlook message: ask for it again, as PDF or text")
        }
    }
}

/// The message that is kept in that storage: the file's root, or an attachment.
fn message(file: &mut File<'_>, place: &str, allowance: &mut Allowance) -> AttachmentText {
    if !allowance.enter() {
        return AttachmentText::none("is packed too often, one message in another");
    }
    let mut own = head(file, place);
    if let Some(body) = body(file, place) {
        own.push('\n');
        own.push_str(body.trim());
    }
    let mut all = Collected::beginning(super::document::tidy(&own));
    for place in attachments(file, place) {
        if !allowance.one_more() {
            all.problem("holds more files than are read".to_owned());
            break;
        }
        let name = string(file, &place, 0x3707).or_else(|| string(file, &place, 0x3704));
        let name = super::safe(&name.unwrap_or_else(|| "attachment".to_owned()));
        let found = match property(file, &place, "37010102") {
            Some(content) => super::read(&content, "", &name, allowance),
            None => message(file, &format!("{place}/__substg1.0_3701000D"), allowance),
        };
        all.take(&name, &found);
    }
    allowance.leave();
    all.finish("is a message not read whole")
}

/// Its head, in the lines that a mail program would show.
fn head(file: &mut File<'_>, place: &str) -> String {
    let name = string(file, place, 0x0c1a);
    let address = string(file, place, 0x5d01).or_else(|| string(file, place, 0x0c1f));
    let address = address.filter(|address| address.contains('@'));
    let from = match (name, address) {
        (Some(name), Some(address)) if name != address => Some(format!("{name} <{address}>")),
        (name, address) => address.or(name),
    };
    let fields = [
        ("From", from),
        ("Sent", sent(file, place)),
        ("To", string(file, place, 0x0e04)),
        ("Subject", string(file, place, 0x0037)),
    ];
    fields.into_iter().filter_map(|(field, value)| Some(format!("{field}: {}\n", value?))).collect()
}

/// When it was sent, or else delivered: times are counted in tenths of microseconds from 1601.
fn sent(file: &mut File<'_>, place: &str) -> Option<String> {
    let properties = stream(file, &format!("{place}/__properties_version1.0"))?;
    // The root's list has a head of 32 bytes, that of a message within another one of 24.
    let entries = properties.get(if place.is_empty() { 32 } else { 24 }..)?;
    let time = |tag: u32| {
        let entry = entries.chunks_exact(16).find(|entry| entry[..4] == tag.to_le_bytes())?;
        let ticks = u64::from_le_bytes(entry[8..].try_into().ok()?);
        let since = TimeDelta::try_seconds(i64::try_from(ticks / 10_000_000).ok()?)?;
        DateTime::from_timestamp(-11_644_473_600, 0)?.checked_add_signed(since)
    };
    let when = time(0x0039_0040).or_else(|| time(0x0e06_0040))?;
    Some(when.format("%-d %B %Y %H:%M UTC").to_string())
}

/// Its text: as plain text, else as HTML, else as the RTF that Outlook makes of both.
fn body(file: &mut File<'_>, place: &str) -> Option<String> {
    if let Some(text) = string(file, place, 0x1000).filter(|text| !text.trim().is_empty()) {
        return Some(text);
    }
    if let Some(page) = property(file, place, "10130102") {
        return html::text(&plain::decode(&page, "text/html")).ok();
    }
    let packed = property(file, place, "10090102")?;
    match rtf::text(&rtf::decompressed(&packed)?) {
        rtf::Text::Html(page) => html::text(&page).ok(),
        rtf::Text::Plain(text) => Some(text),
    }
}

/// The storages of its attachments, in their order.
fn attachments(file: &File<'_>, place: &str) -> Vec<String> {
    let here = if place.is_empty() { "/" } else { place };
    let Ok(entries) = file.read_storage(here) else { return Vec::new() };
    let is_one =
        |entry: &cfb::Entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_");
    let mut found: Vec<String> =
        entries.filter(is_one).map(|entry| format!("{place}/{}", entry.name())).collect();
    found.sort();
    found
}

/// A property that is a string, in UTF-16 or in the writer's charset.
fn string(file: &mut File<'_>, place: &str, id: u16) -> Option<String> {
    if let Some(wide) = property(file, place, &format!("{id:04X}001F")) {
        let units = wide.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        return Some(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect());
    }
    property(file, place, &format!("{id:04X}001E")).map(|narrow| plain::decode(&narrow, ""))
}

fn property(file: &mut File<'_>, place: &str, tag: &str) -> Option<Vec<u8>> {
    stream(file, &format!("{place}/__substg1.0_{tag}"))
}

fn stream(file: &mut File<'_>, path: &str) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    file.open_stream(path).ok()?.read_to_end(&mut content).ok()?;
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn saved(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, content) in streams {
            if let Some((storage, _)) = path.rsplit_once('/') {
                file.create_storage_all(storage).unwrap();
            }
            file.create_stream(path).unwrap().write_all(content).unwrap();
        }
        file.into_inner().into_inner()
    }

    /// A list of properties with one time in it: 3 March 2025, 11:34.
    fn properties(head: usize) -> Vec<u8> {
        let ticks = (1_741_001_640u64 + 11_644_473_600) * 10_000_000;
        let mut list = vec![0; head];
        list.extend(0x0039_0040u32.to_le_bytes());
        list.extend([0; 4]);
        list.extend(ticks.to_le_bytes());
        list
    }

    #[test]
    fn a_message_within_a_message_is_read_with_what_it_carries() {
        let first = "__attach_version1.0_#00000000";
        let second = "__attach_version1.0_#00000001";
        let inner = format!("{first}/__substg1.0_3701000D");
        let within = |tag: &str| format!("{inner}/__substg1.0_{tag}");
        let paths = [
            within("0037001F"),
            within("10130102"),
            format!("{inner}/__properties_version1.0"),
            format!("{second}/__substg1.0_3707001F"),
            format!("{second}/__substg1.0_37010102"),
        ];
        let message = saved(&[
            ("__properties_version1.0", properties(32)),
            ("__substg1.0_0C1A001F", wide("Information Team")),
            ("__substg1.0_5D01001F", wide("foi@ambleford.example")),
            ("__substg1.0_0E04001E", b"Robin".to_vec()),
            ("__substg1.0_0037001F", wide("RE: FOI/2025/17")),
            ("__substg1.0_1000001F", wide("Please see below.\r\n")),
            (&paths[0], wide("Decision")),
            (&paths[1], b"<p>Section 12 <b>applies</b>.</p>".to_vec()),
            (&paths[2], properties(24)),
            (&paths[3], wide("../counts.csv")),
            (&paths[4], b"Year,Number\n2019,4\n".to_vec()),
        ]);
        let found = super::super::read_here(&message, "application/vnd.ms-outlook", "x.msg");
        let expected = "From: Information Team <foi@ambleford.example>\nSent: 3 March 2025 11:34 UTC\nTo: Robin\n\
            Subject: RE: FOI/2025/17\n\nPlease see below.\n\n\
            attachment\nSent: 3 March 2025 11:34 UTC\nSubject: Decision\n\nSection 12 applies.\n\n\
            counts.csv\nYear,Number\n2019,4\n";
        assert_eq!((found.text.as_str(), found.problem), (expected, None));
    }
}

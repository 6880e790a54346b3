//! How much of a message is judged. All of it is kept and shown; kind, dates, sections and references are
//! looked for where letters have them, so that a mail which holds a register of a thousand pages takes
//! no longer than a long letter.

use std::borrow::Cow;

use crate::reading::new_text::NewText;

/// Bytes at the beginning of a text, and at its end, that are judged: some thirty pages and four.
const HEAD: usize = 64 * 1024;
const TAIL: usize = 8 * 1024;

/// The parts of a message as far as they are judged.
pub(super) fn judged(parts: &NewText) -> Cow<'_, NewText> {
    let optional = [&parts.quoted_text, &parts.rights, &parts.footer];
    let texts = optional.into_iter().flatten().chain([&parts.new_text]);
    if texts.into_iter().all(|text| text.len() <= HEAD + TAIL) {
        return Cow::Borrowed(parts);
    }
    let cut_some = |text: &Option<String>| text.as_deref().map(cut);
    Cow::Owned(NewText {
        new_text: cut(&parts.new_text),
        quoted_text: cut_some(&parts.quoted_text),
        rights: cut_some(&parts.rights),
        footer: cut_some(&parts.footer),
    })
}

/// The beginning and the end of a text, at the ends of lines where there are any.
fn cut(text: &str) -> String {
    if text.len() <= HEAD + TAIL {
        return text.to_owned();
    }
    let head = &text[..text.floor_char_boundary(HEAD)];
    let tail = &text[text.ceil_char_boundary(text.len() - TAIL)..];
    let head = head.rfind('\n').map_or(head, |end| &head[..end]);
    let tail = tail.find('\n').map_or(tail, |start| &tail[start + 1..]);
    format!("{head}\n\n{tail}")
}

#[cfg(test)]
mod tests {
    use crate::reading::{self, Kind, decode};

    #[test]
    fn a_letter_above_a_register_and_its_end_are_judged_and_all_of_it_is_kept() {
        let register = "Item 417, 12 May 2025, repaired. Section 3 of the fence was painted.\n";
        let half = register.repeat(2_000);
        let rows = format!("{half}\nOur ref: FOI-9999\n\n{half}");
        let body = format!(
            "Our ref: FOI-4417\n\nWe hold the information and give the register below.\n\n{rows}\nWe withhold the names under section 40(2) of the Act.\n"
        );
        let mail = format!("From: foi@town.example\nSubject: Your request\n\n{body}");
        let read = reading::read(&decode(mail.as_bytes()), &[""; 0]);
        let references = read.authority_references.iter().map(|one| one.value.as_str());
        assert_eq!(references.collect::<Vec<_>>(), ["FOI-4417"], "the middle is not looked at");
        assert!(read.sections.iter().any(|one| one.section == "40(2)"), "{:?}", read.sections);
        assert_eq!(read.kind, Kind::PartlyReleased);
        assert_eq!(read.new_text, body.trim());
    }
}

//! One stretch of a message's text in its plain and its HTML version, and which of them is read.
//! `multipart/alternative` (RFC 2046, 5.1.4) promises that both say the same; programs do not keep it.

use crate::reading::html;
use crate::reading::message::Message;

/// One stretch of body text, in one or both of its versions.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// The plain version.
    pub plain: Option<String>,
    /// The HTML version.
    pub html: Option<String>,
}

impl Piece {
    /// A stretch that has only its plain version.
    pub(super) fn plain(text: String) -> Self {
        Self { plain: Some(text), html: None }
    }

    /// Adds itself to the text: the plain version, or the HTML where that says nothing.
    pub(super) fn append_to(&self, message: &mut Message) {
        if !message.text.is_empty() && !message.text.ends_with('\n') {
            message.text.push('\n');
        }
        let rendered = match (&self.plain, &self.html) {
            (Some(plain), None) => return message.text.push_str(plain),
            (None, Some(html)) => html::render(html),
            (Some(plain), Some(html)) => {
                if !is_stub(plain) {
                    return message.text.push_str(plain);
                }
                let rendered = html::render(html);
                if rendered.text.trim().len() <= plain.trim().len() {
                    return message.text.push_str(plain);
                }
                rendered
            }
            (None, None) => return,
        };
        let start = message.text.len();
        message.text.push_str(&rendered.text);
        let moved = rendered.quoted.into_iter().map(|range| range.start + start..range.end + start);
        message.quoted.extend(moved);
    }
}

/// A plain version that only says that there is an HTML one, or nothing.
fn is_stub(plain: &str) -> bool {
    let text = plain.trim();
    text.is_empty()
        || !text.contains(|c: char| c.is_alphanumeric())
        || (text.len() < 400 && {
            let text = text.to_lowercase();
            text.contains("html")
                && ["view", "display", "support", "enable", "read"]
                    .iter()
                    .any(|word| text.contains(word))
        })
}

/// Several texts as one, or none.
pub(super) fn joined<'a>(texts: impl Iterator<Item = &'a Option<String>>) -> Option<String> {
    let texts: Vec<&str> = texts.filter_map(Option::as_deref).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

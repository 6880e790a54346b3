//! One stretch of a message's text in its plain and its HTML version, and which of them is read.
//! `multipart/alternative` (RFC 2046, 5.1.4) promises that both say the same; programs do not keep it.

use std::collections::HashSet;

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
                let better = if is_stub(plain) {
                    Some(html::render(html)).filter(|page| says_something(&page.text))
                } else {
                    whole_of(plain, html)
                };
                let Some(rendered) = better else { return message.text.push_str(plain) };
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
        || !says_something(text)
        || (text.len() < 400 && {
            let text = text.to_lowercase();
            text.contains("html")
                && ["view", "display", "support", "enable", "read"]
                    .iter()
                    .any(|word| text.contains(word))
        })
}

fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The HTML version, where the plain one is but a small part of it: a footer, a first line. The words
/// of the plain version are all in it, so that nothing is lost.
fn whole_of(plain: &str, html: &str) -> Option<html::Rendered> {
    // Longer ones are letters, and pages are not looked at for each of them.
    const SHORT: usize = 160;
    if plain.trim().len() > SHORT || html.len() < 4 * plain.len() {
        return None;
    }
    let rendered = html::render(html);
    let shown: HashSet<&str> = rendered.text.split_whitespace().collect();
    let words = plain.split_whitespace();
    let count = words.clone().count();
    let is_part = words.filter(|word| shown.contains(word)).count() == count;
    let is_small = rendered.text.split_whitespace().count() > 2 * count + 5;
    (is_part && is_small).then_some(rendered)
}

/// Several texts as one, or none.
pub(super) fn joined<'a>(texts: impl Iterator<Item = &'a Option<String>>) -> Option<String> {
    let texts: Vec<&str> = texts.filter_map(Option::as_deref).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

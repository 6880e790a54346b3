//! Where a link in a sentence leads: "published <a href=…>here</a>" says it nowhere else. The target is set
//! behind the words as plain text has it, `here <https://…>`; buttons, pictures and addresses that are
//! written out need none.

use super::tag::Tag;

/// A link that is open.
#[derive(Debug)]
pub(super) struct Link {
    /// Where it leads.
    target: String,
    /// Where its words start in the text.
    start: usize,
}

/// Words of a line before a link that make it part of a sentence.
const SENTENCE: usize = 2;

impl Link {
    /// The link that a start tag opens where the text is `length` long; `None` for what leads to no page.
    pub(super) fn opened(tag: &Tag<'_>, length: usize) -> Option<Link> {
        let target = tag.attribute("href")?.trim();
        let leads = target.starts_with("https://") || target.starts_with("http://");
        let target = target.replace("&amp;", "&");
        leads.then_some(Link { target, start: length })
    }

    /// What is set behind its words, the text being `text` so far.
    pub(super) fn told(self, text: &str) -> Option<String> {
        let words = text.get(self.start..)?.trim();
        let line = text[..self.start].rsplit('\n').next().unwrap_or("");
        let is_pointer = matches!(
            words.to_lowercase().trim_end_matches('.'),
            "here" | "click here" | "this link" | "the link" | "link" | "this page" | "yma"
        );
        let in_sentence = line.split_whitespace().count() >= SENTENCE;
        let shown = bare(words);
        let is_shown = shown.contains('.') && bare(&self.target).starts_with(shown);
        let wanted = !words.is_empty() && !is_shown && (is_pointer || in_sentence);
        wanted.then(|| format!(" <{}>", self.target))
    }
}

/// An address without its scheme, `www.` and the slash at its end.
fn bare(address: &str) -> &str {
    let of_scheme = |scheme| address.strip_prefix(scheme);
    let address = of_scheme("https://").or_else(|| of_scheme("http://")).unwrap_or(address);
    address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/')
}

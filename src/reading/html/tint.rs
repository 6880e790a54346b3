//! What stands in another colour than black: answers written into the questions of a letter.

use super::Page;
use super::tag::Tag;

/// The texts of a page that are coloured, each without line ends. Links are blue by themselves and
/// do not count.
pub fn coloured(html: &str) -> Vec<String> {
    let mut page = Page { tints: Some(Tints::default()), ..Page::default() };
    page.read(html);
    let ranges = page.tints.map(|tints| tints.ranges).unwrap_or_default();
    ranges
        .into_iter()
        .map(|(start, end)| page.out[start..end].split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The colours of the open elements.
#[derive(Debug, Default)]
pub(super) struct Tints {
    /// Name of an open element, and whether it colours its text; `None` where it says nothing.
    open: Vec<(String, Option<bool>)>,
    ranges: Vec<(usize, usize)>,
}

impl Tints {
    /// Follows a tag.
    pub(super) fn follow(&mut self, tag: &Tag<'_>) {
        const VOID: &[&str] = &["img", "br", "hr", "input", "meta", "link", "col", "wbr"];
        if tag.empty || VOID.contains(&tag.name.as_str()) {
            return;
        }
        if !tag.closing {
            if self.open.len() < super::MAX_DEPTH {
                self.open.push((tag.name.clone(), tint(tag)));
            }
        } else if let Some(at) = self.open.iter().rposition(|(name, _)| *name == tag.name) {
            self.open.truncate(at);
        }
    }

    /// Remembers that text was written from `start` to `end`.
    pub(super) fn written(&mut self, start: usize, end: usize) {
        let coloured = self.open.iter().rev().find_map(|(_, tint)| *tint).unwrap_or(false);
        if !coloured {
            return;
        }
        match self.ranges.last_mut() {
            Some((_, last)) if start <= *last + 1 => *last = end,
            _ => self.ranges.push((start, end)),
        }
    }
}

/// Whether the tag colours its text, or makes it plain again.
fn tint(tag: &Tag<'_>) -> Option<bool> {
    if tag.name == "a" {
        return Some(false);
    }
    let style = tag.attribute("style").unwrap_or("");
    let rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    let colour = { rules }
        .find(|(property, _)| property.trim().eq_ignore_ascii_case("color"))
        .map(|(_, value)| value)
        .or_else(|| tag.attribute("color"))?;
    is_colour(&colour.trim().to_ascii_lowercase())
}

/// Whether a CSS colour is one: far enough from grey; `None` where it only inherits.
fn is_colour(value: &str) -> Option<bool> {
    let channel = |text: Option<&str>| u8::from_str_radix(text.unwrap_or("0"), 16).unwrap_or(0);
    let of = |r: u8, g: u8, b: u8| r.max(g).max(b) - r.min(g).min(b) >= 0x40;
    if let Some(hex) = value.strip_prefix('#') {
        return Some(match hex.len() {
            3 => of(
                channel(hex.get(0..1)) * 17,
                channel(hex.get(1..2)) * 17,
                channel(hex.get(2..3)) * 17,
            ),
            _ => of(channel(hex.get(0..2)), channel(hex.get(2..4)), channel(hex.get(4..6))),
        });
    }
    if let Some(parts) = value.strip_prefix("rgb(").or_else(|| value.strip_prefix("rgba(")) {
        let parts: Vec<u8> =
            parts.split([',', ')', ' ']).filter_map(|part| part.trim().parse().ok()).collect();
        return (parts.len() >= 3).then(|| of(parts[0], parts[1], parts[2]));
    }
    match value {
        "inherit" | "initial" | "unset" | "currentcolor" | "" => None,
        "black" | "windowtext" | "white" | "gray" | "grey" | "auto" | "dimgray" => Some(false),
        _ => Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coloured_text_is_found() {
        for (html, texts) in [
            ("<p>a</p><p><span style='color:red'>b <b>c</b></span></p>", &["b c"][..]),
            ("<font color=\"#0000ff\">blue</font> black", &["blue"]),
            ("<p style=\"color: rgb(0, 128, 0)\">green</p>", &["green"]),
            (
                "<span style='color:#1f1f1f'>grey</span><span style='background-color:red'>x</span>",
                &[],
            ),
            ("<a style='color:blue'>link</a>", &[]),
            (
                "<p style='color:red'>no <span style='color:black'>plain</span> end</p>",
                &["no", "end"],
            ),
        ] {
            assert_eq!(coloured(html), texts, "{html}");
        }
    }
}

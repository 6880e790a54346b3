//! What a page sets off, by colour or by bold type: answers written into the questions of a letter.

use super::Page;
use super::tag::Tag;

/// How text is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stress {
    /// In another colour than black. Links are blue by themselves and do not count.
    Colour,
    /// In bold type.
    Bold,
}

/// The texts of a page that are set off so, each without line ends.
pub fn stressed(html: &str, stress: Stress) -> Vec<String> {
    let runs = Runs { stress, open: Vec::new(), ranges: Vec::new() };
    let mut page = Page { runs: Some(runs), ..Page::default() };
    page.read(html);
    let ranges = page.runs.map(|runs| runs.ranges).unwrap_or_default();
    ranges
        .into_iter()
        .map(|(start, end)| page.out[start..end].split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect()
}

/// What is set off so far.
#[derive(Debug)]
pub(super) struct Runs {
    stress: Stress,
    /// Name of an open element, and whether it sets its text off; `None` where it says nothing.
    open: Vec<(String, Option<bool>)>,
    ranges: Vec<(usize, usize)>,
}

impl Runs {
    /// Follows a tag.
    pub(super) fn follow(&mut self, tag: &Tag<'_>) {
        const VOID: &[&str] = &["img", "br", "hr", "input", "meta", "link", "col", "wbr"];
        if tag.empty || VOID.contains(&tag.name.as_str()) {
            return;
        }
        if !tag.closing {
            if self.open.len() < super::MAX_DEPTH {
                let says = match self.stress {
                    Stress::Colour => colours(tag),
                    Stress::Bold => bolds(tag),
                };
                self.open.push((tag.name.clone(), says));
            }
        } else if let Some(at) = self.open.iter().rposition(|(name, _)| *name == tag.name) {
            self.open.truncate(at);
        }
    }

    /// Remembers that text was written from `start` to `end`.
    pub(super) fn written(&mut self, start: usize, end: usize) {
        let stressed = self.open.iter().rev().find_map(|(_, says)| *says).unwrap_or(false);
        if !stressed {
            return;
        }
        match self.ranges.last_mut() {
            Some((_, last)) if start <= *last + 1 => *last = end,
            _ => self.ranges.push((start, end)),
        }
    }
}

/// Whether the tag sets its text in bold type, or makes it plain again.
fn bolds(tag: &Tag<'_>) -> Option<bool> {
    if matches!(tag.name.as_str(), "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4") {
        return Some(true);
    }
    let style = tag.attribute("style").unwrap_or("");
    let weight = { style.split(';').filter_map(|rule| rule.split_once(':')) }
        .find(|(property, _)| property.trim().eq_ignore_ascii_case("font-weight"))
        .map(|(_, value)| value.trim().to_ascii_lowercase())?;
    Some(matches!(weight.as_str(), "bold" | "bolder" | "600" | "700" | "800" | "900"))
}

/// Whether the tag colours its text, or makes it plain again.
fn colours(tag: &Tag<'_>) -> Option<bool> {
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
            assert_eq!(stressed(html, Stress::Colour), texts, "{html}");
        }
    }

    #[test]
    fn bold_text_is_found() {
        let html = "a <b>b <i>c</i></b> and <span style='font-weight: bold'>d <span style='font-weight:normal'>e</span></span>";
        assert_eq!(stressed(html, Stress::Bold), ["b c", "d"]);
    }
}

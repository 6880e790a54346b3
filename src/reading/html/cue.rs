//! What a tag says about quoting: the marks that mail programs put around the message they answer.

use super::tag::Tag;

/// A mark of quoting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// The element's content is quoted.
    Inside,
    /// Everything from here on is quoted.
    Onward,
}

/// Classes of elements that hold a quoted message.
const QUOTING_CLASSES: &[&str] = &[
    "gmail_attr",
    "yahoo_quoted",
    "protonmail_quote",
    "moz-cite-prefix",
    "zmail_extra",
    "tutanota_quote",
    "fm_quote",
    "ydpquoted",
    "quoted-text",
    "wordsection1_quote",
    "aol_quote",
    "freebirdfxquote",
    "history_container",
    "front-blockquote",
    "gmail_quote_attribution",
    "sh-quoted-content",
    "freshdesk_quote",
    "reply-quote",
];

/// Names of elements that hold a quoted message.
const QUOTING_NAMES: &[&str] = &["quote", "quoted-content", "messagereplysection"];

/// Zimbra marks the parts of an answer by an attribute of its own.
const QUOTING_MARKERS: &[&str] = &["__headers__", "__quoted_text__"];

/// Ids of elements after which (or in which) the earlier message stands.
const ONWARD_IDS: &[&str] = &[
    "divrplyfwdmsg",
    "appendonsend",
    "olk_src_body_section",
    "stopspelling",
    "mail-editor-reference-message-container",
    "reply-intro",
    "ms-outlook-mobile-reference",
    "zwchr",
    "yiv_divrplyfwdmsg",
    "bloop_reply",
    "_replyheadercontainer",
    "_originalcontent",
];

/// The mark that a start tag carries.
pub(super) fn of(tag: &Tag<'_>) -> Option<Cue> {
    match tag.name.as_str() {
        "blockquote" => blockquote(tag),
        "div" | "span" | "hr" | "section" | "td" | "table" => container(tag),
        _ => None,
    }
}

/// A blockquote is a quotation where a mail program made it; bare ones indent, and stay text.
fn blockquote(tag: &Tag<'_>) -> Option<Cue> {
    let cited = tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"))
        || tag.attribute("cite").is_some()
        || tag.attribute("id").is_some_and(|id| id.to_ascii_lowercase().contains("quote"))
        || has_class(tag, &["gmail_quote", "protonmail_quote", "front-blockquote"])
        || style(tag).is_some_and(|style| draws_border(&style, "border-left"));
    cited.then_some(Cue::Inside)
}

fn container(tag: &Tag<'_>) -> Option<Cue> {
    if tag.attributes.len() < 4 {
        return None;
    }
    if let Some(id) = tag.attribute("id") {
        let id = id.trim_start_matches("x_").to_ascii_lowercase();
        if ONWARD_IDS.contains(&id.as_str()) {
            return Some(Cue::Onward);
        }
    }
    let says = |attribute: &str, known: &[&str]| {
        tag.attribute(attribute).is_some_and(|value| known.contains(&&*value.to_ascii_lowercase()))
    };
    if has_class(tag, QUOTING_CLASSES)
        || says("name", QUOTING_NAMES)
        || says("data-marker", QUOTING_MARKERS)
    {
        return Some(Cue::Inside);
    }
    let onward = draws_reply_rule(tag) || has_class(tag, &["outlookmessageheader"]);
    onward.then_some(Cue::Onward)
}

/// Outlook's line above the header of the message it answers.
fn draws_reply_rule(tag: &Tag<'_>) -> bool {
    tag.name == "div"
        && style(tag).is_some_and(|style| {
            draws_border(&style, "border-top")
                && (style.contains("#b5c4df") || style.contains("#e1e1e1"))
        })
}

fn has_class(tag: &Tag<'_>, known: &[&str]) -> bool {
    let Some(class) = tag.attribute("class") else { return false };
    class.split_ascii_whitespace().any(|class| {
        let class = class.trim_start_matches("x_").to_ascii_lowercase();
        known.iter().any(|known| class == *known || is_yahoos(&class, known))
    })
}

/// Yahoo puts "ydp" and a number of its own before the classes of a mail.
fn is_yahoos(class: &str, known: &str) -> bool {
    class.strip_prefix("ydp").and_then(|class| class.strip_suffix(known)).is_some_and(|between| {
        between.len() <= 12 && between.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn style(tag: &Tag<'_>) -> Option<String> {
    tag.attribute("style").map(str::to_ascii_lowercase)
}

/// Whether the style draws that border: it has one, and not of no width.
fn draws_border(style: &str, side: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        property.trim() == side && !value.contains("none") && !value.trim_start().starts_with('0')
    })
}

/// Whether the element is not shown.
pub(super) fn is_hidden(tag: &Tag<'_>) -> bool {
    const VOID: &[&str] = &["img", "br", "hr", "input", "meta", "link", "col", "wbr"];
    tag.attributes.len() > 8
        && !VOID.contains(&tag.name.as_str())
        && style(tag).is_some_and(|style| {
            let style: String = style.split_ascii_whitespace().collect();
            style.contains("display:none") || style.contains("mso-hide:all")
        })
}

/// Whether a paragraph has no space around it: Word's classes, or a margin of nought.
pub(super) fn is_tight(tag: &Tag<'_>) -> bool {
    if tag.name != "p" {
        return false;
    }
    let word =
        tag.attribute("class").is_some_and(|class| class.to_ascii_lowercase().contains("mso"));
    word || style(tag).is_some_and(|style| {
        let style: String = style.split_ascii_whitespace().collect();
        style.contains("margin:0") || style.contains("margin-top:0")
    })
}

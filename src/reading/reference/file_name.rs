//! References in the name of a file: often the only place where a decision names its case.

use crate::reading::pattern::Regex;
use std::sync::LazyLock;

use super::distinct;
use super::family::{families, free};
use super::foreign::is_rejected;
use super::label::labelled;

/// References in a file's name.
pub(super) fn in_name(name: &str) -> Vec<String> {
    let Some((stem, ending)) = name.rsplit_once('.') else { return Vec::new() };
    if matches!(
        ending.to_ascii_lowercase().as_str(),
        "png" | "jpg" | "jpeg" | "gif" | "bmp" | "ics" | "vcf"
    ) {
        return Vec::new();
    }
    if GENERATED.is_match(stem) {
        return Vec::new();
    }
    let text = words_apart(&stem.replace("_-_", " - "));
    let mut found = labelled(&text);
    found.extend(families(&text));
    found.extend(free(&text));
    for word in NAME_TOKEN.find_iter(&text) {
        found.push((word.start(), word.as_str().to_owned()));
    }
    found.retain(|(_, value)| !is_rejected(value));
    found.sort_by_key(|(at, _)| *at);
    distinct(found)
}

/// `FOI_4417_Response_Letter` as `FOI_4417 Response Letter`: an underscore before a word is a space.
fn words_apart(stem: &str) -> String {
    let is_word = |piece: &str| piece.len() > 3 && piece.chars().all(char::is_alphabetic);
    let mut pieces = stem.split('_');
    let mut text = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        text.push(if is_word(piece) { ' ' } else { '_' });
        text.push_str(piece);
    }
    text
}

/// Names that mail programs, scanners and cameras give: they name no case.
static GENERATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:att|image|img|dsc|dscn|outlook|noname|unnamed|winmail|smime|untitled|mime-attachment|screenshot|scan|doc)[ _]?(?:\d{3,8}|\d{8}[ _]?\d{4,6})$",
    )
    .expect("the pattern is constant")
});

/// Initials and a long number in a file's name, with what is tied to it: `Response W497574.pdf`,
/// `Letter DSC-4417-25.docx`.
static NAME_TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[A-Z]{1,6}[-/]?\d{4,9}(?:[-/.]\d{1,6})*\b").expect("the pattern is constant")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_a_program_gave_names_no_case() {
        for name in ["ATT0001.htm", "ATT00001.txt", "image001.gif", "scan_20260302.pdf"] {
            assert_eq!(in_name(name), [""; 0], "{name}");
        }
        assert_eq!(in_name("Response W497574.pdf"), ["W497574"]);
    }
}

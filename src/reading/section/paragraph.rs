//! The paragraphs of a section: `(2)`, `(b)`, `(i)`; which go below each other and which side by side.

/// The paragraphs of a citation, each with its brackets: `(2)`, `(b)`, `(i)`.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    bare.split_inclusive(')').map(str::to_owned).collect()
}

/// What a paragraph is numbered by.
#[derive(PartialEq, Eq)]
enum Level {
    Figure,
    Letter,
    Roman,
}

/// The level of the last of some paragraphs: `(i)` below a letter is a Roman figure.
fn level(paragraphs: &[String]) -> Level {
    let inner = |one: &String| one.trim_matches(['(', ')']).to_ascii_lowercase();
    let last = paragraphs.last().map(inner).unwrap_or_default();
    let above = paragraphs.len().checked_sub(2).map(|at| inner(&paragraphs[at]));
    let roman = last.bytes().all(|b| b"ivx".contains(&b));
    let below_letter = above.is_some_and(|above| above.bytes().all(|b| b.is_ascii_alphabetic()));
    match () {
        () if last.starts_with(|c: char| c.is_ascii_digit()) => Level::Figure,
        () if roman && (last.len() > 1 || below_letter) => Level::Roman,
        () => Level::Letter,
    }
}

/// "(ii)" after "36(2)(b)(i)": the paragraph of the same level is replaced.
pub(super) fn continued(above: &[String], own: Vec<String>) -> Vec<String> {
    let first = level(&own[..1]);
    let kept = (1..=above.len()).rev().find(|end| level(&above[..*end]) == first);
    let mut all = above[..kept.map_or(above.len(), |end| end - 1)].to_vec();
    all.extend(own);
    all
}

/// "31(1)(a)(b)" is (a) and (b), "40(2)(3A)(a)" is (2) and (3A)(a): a paragraph of a level that is there
/// already stands beside it.
pub(super) fn siblings(own: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    let mut current: Vec<String> = Vec::new();
    for one in own {
        let next = [current.as_slice(), std::slice::from_ref(one)].concat();
        let same = (1..=current.len()).find(|end| level(&current[..*end]) == level(&next));
        if let Some(end) = same {
            all.push(current.concat());
            current.truncate(end - 1);
        }
        current.push(one.clone());
    }
    all.push(current.concat());
    all
}

/// Paragraph letters in lower case, the A and B of inserted subsections in upper: `(5b)` is `(5B)`.
pub(super) fn with_case(paragraphs: &str) -> String {
    let mut cased = String::with_capacity(paragraphs.len());
    let mut after_figure = false;
    for c in paragraphs.chars() {
        cased.push(if after_figure { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() });
        after_figure = c.is_ascii_digit();
    }
    cased
}

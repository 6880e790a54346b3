//! The paragraphs on the right to a review and to complain to the regulator, which end every answer.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

/// Takes the paragraphs on the right to a review out of the lines.
pub(super) fn take<'a>(lines: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    static START: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\bif you (are|remain|feel|were|should be|still|continue|have any)\b[^.]{0,60}\b(not (satisfied|happy|content)|dissatisfied|unhappy|unsatisfied|complaint)",
            r"|\bif you (wish|want|would like|are minded) to\b[^.]{0,60}\b(complain|appeal|review|challenge)",
            r"|\bshould you (wish|be|remain|want|feel|have)\b[^.]{0,80}\b(complain|complaint|appeal|review|challenge|dissatisfied|unhappy|satisfied)",
            r"|\byou have (the|a) right (to|of)\b[^.]{0,60}\b(appeal|complain|review)",
            r"|\byou (may|can) (ask|apply|appeal|request)[^.]{0,60}\b(internal review|for a review|decision to be reviewed)",
            r"|^\W*(your )?(rights? of appeal|appeal rights|complaints? procedure|review procedure|rights? to (complain|review|appeal|request a review)|right of review|your rights|how to complain|internal review( procedure)?)\W*$",
            r"|\bos (ydych|nad ydych)\b[^.]{0,40}(anfodlon|fodlon|hapus)|\bhawl i (gwyno|apelio|ofyn am adolygiad)",
        ))
        .expect("the pattern is fixed and tested")
    });
    let start = lines.iter().enumerate().skip(1).find_map(|(at, _)| {
        let opens = at == 0 || lines[at - 1].trim().is_empty();
        (opens && START.is_match(&paragraph_at(lines, at))).then_some(at)
    });
    let Some(start) = start else { return (lines.to_vec(), Vec::new()) };
    let paragraph_end = end_of_paragraph(lines, start);
    let text = lines[start..paragraph_end].join(" ");
    // The right must open the paragraph: an answer may stand before it.
    let opens = START.find(&text).is_some_and(|found| !text[..found.start()].contains(". "));
    let end = rights_end(lines, paragraph_end);
    // "Write to the chairman" is no remedy that the law gives: it stays where it stands.
    if answers_too(&text) {
        return (lines.to_vec(), Vec::new());
    }
    if !opens || !REMEDY.is_match(&lines[start..end].join(" ")) {
        return (lines.to_vec(), Vec::new());
    }
    let says =
        lines[..start].iter().filter(|line| line.contains(char::is_alphanumeric)).count() > 1;
    if !says {
        return (lines.to_vec(), Vec::new());
    }
    let mut rest = lines[..start].to_vec();
    rest.extend(lines[end..].iter().skip_while(|line| line.trim().is_empty()));
    (rest, lines[start..end].to_vec())
}

/// Whether a sentence of the paragraph answers: then all of it stays.
fn answers_too(paragraph: &str) -> bool {
    static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)[.!?]\s+(?:in (?:answer|response) to (?:your )?question|we (?:also |do |can |have |do not |don['’]t )*(?:hold|held|enclose|attach|own|recorded|received|spent|paid)\b|the (?:council|trust|university|college|authority|force|department) (?:also )?(?:holds|held|owns|owned|recorded|received|spent|paid|decided|does not hold)\b|there (?:are|were) (?:\d|no\b))")
            .expect("the pattern is fixed and tested")
    });
    ANSWER.is_match(paragraph)
}

/// What the law gives who is not content.
static REMEDY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\breviews?\b|\breconsider|\bappeal|\bcomplain(t|ts)?\b|commissioner|\bico\b|ico\.org\.uk|ombudsman|\btribunal|\bregulator\b|adolyg|comisiynydd|cwyn|gwyno|apelio",
    )
    .expect("the pattern is fixed and tested")
});

/// The paragraphs that go on about it.
fn rights_end(lines: &[&str], from: usize) -> usize {
    static ON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)information commissioner|\bico\b|ico\.org\.uk|wycliffe|wilmslow|sk9 ?5af|kinburn|foi\.scot|itspublicknowledge|0303 ?123|internal review",
            r"|\bcomplain|\bappeal|within (40|forty|two months|20 working)|comisiynydd gwybodaeth|\bregulator\b|review (will|request)|casework",
        ))
        .expect("the pattern is fixed and tested")
    });
    let mut end = from;
    loop {
        let Some(next) = (end..lines.len()).find(|at| !lines[*at].trim().is_empty()) else {
            return end;
        };
        if !ON.is_match(&paragraph_at(lines, next)) {
            return end;
        }
        end = end_of_paragraph(lines, next);
    }
}

fn end_of_paragraph(lines: &[&str], from: usize) -> usize {
    (from..lines.len()).find(|at| lines[*at].trim().is_empty()).unwrap_or(lines.len())
}

fn paragraph_at(lines: &[&str], from: usize) -> String {
    lines[from..end_of_paragraph(lines, from)].join(" ")
}

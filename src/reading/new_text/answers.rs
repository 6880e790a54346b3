//! Answers that were written into the reader's own letter without quoting it: told apart by the
//! writer's initials, by a word such as "Answer:", by colour or by capitals.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use crate::reading::html;

/// Whether the words above a letter say that the answers stand in it.
pub(super) fn are_announced(above: &str) -> bool {
    static BELOW: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)\b(answers?|responses?|repl(y|ies)|comments?)\b[^.\n]{0,60}\b(below|beneath|in[- ]?line|under each)\b|\b(below|in[- ]?line)\b[^.\n]{0,30}\b(answers|responses|replies|comments)\b",
            r"|antworten[^.\n]{0,60}(unten|unterhalb|im text|in (rot|blau|grün)|dazwischen)|réponses[^.\n]{0,60}(ci-dessous|plus bas|dans (le|votre) (texte|message)|en (rouge|bleu|vert))|respuestas[^.\n]{0,60}(abajo|debajo|a continuación|en (rojo|azul|verde))",
            r"|risposte[^.\n]{0,60}(sotto|di seguito|in (rosso|blu))|antwoorden[^.\n]{0,60}(hieronder|in (het )?(rood|blauw|groen)|tussen)|svar\w*[^.\n]{0,60}(nedan|nedenfor|i rött|i rødt|med rødt|i blått)|atebion[^.\n]{0,60}(isod|mewn (coch|glas))|odpowiedzi[^.\n]{0,60}(poniżej|na czerwono)",
        ))
    });
    BELOW.is_match(above)
}

/// For each row of the letter whether it is an answer; `None` where nothing marks them.
pub(super) fn among(rows: &[Line<'_>], above: &str, html: Option<&str>) -> Option<Vec<bool>> {
    let marked = by_prefix(rows, above)
        .or_else(|| by_colour(rows, html?))
        .or_else(|| above.to_lowercase().contains("capitals").then(|| by_capitals(rows)));
    marked.filter(|marked| marked.contains(&true))
}

/// Lines that start with the writer's initials or with "Answer:", and what goes on below each.
fn by_prefix(rows: &[Line<'_>], above: &str) -> Option<Vec<bool>> {
    static MARKED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"(?:marked|prefixed|signed|gekennzeichnet|mit|marquées?|gemarkeerd|markerade?)[^.\n]{0,24}?\b([A-Z]{2,4})\b"#,
        )
    });
    static INITIALS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^\W{0,3}([A-Z]{2,4})\]?\s?(?::|>|–|-)\s*\S"));
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\W{0,3}(?:a|ans|answer|response|reply|antwort|réponse|respuesta|risposta|antwoord|svar|ateb|odpowiedź)\s?\d{0,2}\s?[:–>-]\s*\S",
        )
    });
    let initials = |line: &Line<'_>| -> Option<String> {
        INITIALS.captures(line.text).map(|found| found[1].to_owned())
    };
    let told = MARKED.captures(above).map(|found| found[1].to_owned());
    let mut all: Vec<String> = rows.iter().filter_map(initials).collect();
    all.retain(|one| !matches!(one.as_str(), "RE" | "FW" | "CC" | "TO" | "PS" | "NB" | "FOI"));
    let repeated = all.iter().find(|one| all.iter().filter(|other| other == one).count() > 1);
    let by = told.filter(|told| all.contains(told)).or_else(|| repeated.cloned());
    let starts =
        |line: &Line<'_>| LABEL.is_match(line.text) || (by.is_some() && initials(line) == by);
    let mut inside = false;
    let marks: Vec<bool> = rows
        .iter()
        .map(|line| {
            inside =
                !line.is_blank() && line.depth == 0 && (starts(line) || (inside && !asks(line)));
            inside
        })
        .collect();
    marks.contains(&true).then_some(marks)
}

/// Whether the next question starts here.
fn asks(line: &Line<'_>) -> bool {
    static NUMBERED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^\W{0,2}(?:q(?:uestion)?\s?)?(?:\d{1,2}|[a-z])\s?[.):]"));
    NUMBERED.is_match(line.text)
}

/// Lines whose text the HTML version colours.
fn by_colour(rows: &[Line<'_>], html: &str) -> Option<Vec<bool>> {
    let coloured = html::coloured(html);
    let is = |line: &Line<'_>| {
        let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        !text.is_empty() && coloured.iter().any(|run| run.contains(&text))
    };
    let marks: Vec<bool> = rows.iter().map(|line| line.depth == 0 && is(line)).collect();
    // A letter that is coloured as a whole tells nothing apart.
    let texts = rows.iter().filter(|line| !line.is_blank()).count();
    let count = marks.iter().filter(|mark| **mark).count();
    (count > 0 && count < texts).then_some(marks)
}

/// Lines in capitals.
fn by_capitals(rows: &[Line<'_>]) -> Vec<bool> {
    let is = |line: &Line<'_>| {
        line.text.chars().filter(|c| c.is_uppercase()).count() > 1
            && !line.text.contains(char::is_lowercase)
    };
    rows.iter().map(|line| line.depth == 0 && is(line)).collect()
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

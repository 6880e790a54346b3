//! Answers that were written into the reader's own letter without quoting it: told apart by the
//! writer's name or initials, by a word such as "Answer:", by colour or bold type, by capitals, or by
//! a mark at the start of the line.

use std::ops::Range;
use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::announced::are_announced;
use super::below::Reader;
use super::lines::Line;
use crate::reading::html::{self, Stress};

/// For each row of the letter whether it is an answer; `None` where nothing marks them. Marks that a
/// letter of hers may have itself count only where answers are announced.
pub(super) fn among(
    rows: &[Line<'_>],
    above: &str,
    announced: bool,
    reader: Reader<'_>,
) -> Option<Vec<bool>> {
    let told = by_name(rows, reader.sender)
        .or_else(|| by_label(rows, above, announced))
        .or_else(|| by_arrow(rows));
    let told = told.or_else(|| {
        let weak = || {
            let html = reader.html;
            html.and_then(|html| by_stress(rows, html, Stress::Colour))
                .or_else(|| by_cells(rows))
                .or_else(|| by_depth(rows))
                .or_else(|| between_marked(rows))
                .or_else(|| by_mark(rows))
                .or_else(|| by_capitals(rows))
                .or_else(|| html.and_then(|html| by_stress(rows, html, Stress::Bold)))
        };
        let set_off = || reader.html.and_then(|html| below_questions(rows, html));
        if announced { weak() } else { set_off() }
    });
    told.filter(|marked| marked.contains(&true))
}

/// Rows that a `>` sets off as answers, where her questions stand at the margin: those right below "Our
/// response:", and those below each of the questions.
pub(super) fn set_off(lines: &[Line<'_>]) -> Vec<usize> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\W{0,3}(?:our |the )?(?:answers?|responses?|repl(?:y|ies))(?: (?:is|are)(?: as follows)?)?\s?:\s*$",
        )
    });
    let blocks = blocks(lines);
    let asks = |block: &Block<'_>| block.rows.clone().any(|row| lines[row].text.ends_with('?'));
    let right_above =
        |block: &Block<'_>| block.rows.start > 0 && !lines[block.rows.start - 1].is_blank();
    let asked = |block: &Block<'_>| block.lead.ends_with('?') && right_above(block) && !asks(block);
    let labelled = |block: &Block<'_>| LABEL.is_match(block.lead) && !asks(block);
    let all_asked = blocks.len() > 1 && blocks.iter().all(asked);
    let answers = blocks.into_iter().filter(|block| all_asked || labelled(block));
    answers.flat_map(|block| block.rows).collect()
}

/// Rows in a row that a `>` sets off, and the line above them.
struct Block<'a> {
    lead: &'a str,
    rows: Range<usize>,
}

fn blocks<'a>(lines: &[Line<'a>]) -> Vec<Block<'a>> {
    let starts = |row: &usize| lines[*row].depth > 0 && (*row == 0 || lines[row - 1].depth == 0);
    let block = |start: usize| {
        let more = lines[start..].iter().take_while(|line| line.depth > 0).count();
        let above = lines[..start].iter().rev().take(2).find(|line| !line.is_blank());
        let lead = above.map_or("", |line| line.text.trim_end());
        Block { lead, rows: start..start + more }
    };
    (0..lines.len()).filter(starts).map(block).collect()
}

/// Answers that stand inside her letter as it is quoted with `>`, set off as the words above say: in capitals,
/// or behind a mark, "marked ***".
pub(super) fn inside_quotation(rows: &[Line<'_>], above: &str) -> Option<Vec<bool>> {
    static MARKED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"(?i)\b(?:marked|prefixed|preceded|start(?:s|ing)?|begin(?:s|ning)?|in|between)\b(?: with| by)?[ "'“‘(]{1,3}([*#=~+\[{]{1,4})"#,
        )
    });
    let capitals = says_capitals(above);
    let mark = MARKED.captures(above).map(|found| found[1].to_owned());
    if !are_announced(above) || !capitals && mark.is_none() {
        return None;
    }
    let is_answer = |line: &Line<'_>| {
        let bare = line.text.trim_start_matches(['>', ' ']);
        mark.as_ref().is_some_and(|mark| bare.starts_with(mark)) || capitals && in_capitals(bare)
    };
    part_of(rows, rows.iter().map(is_answer).collect())
}

/// Whether a text says that something is in capitals.
pub(super) fn says_capitals(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("in caps") || lower.contains("in capitals")
}

/// Lines that start with the writer's name in brackets, as Outlook sets it before a comment.
fn by_name(rows: &[Line<'_>], sender: &str) -> Option<Vec<bool>> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^\W{0,3}[\[<{]{1,2}\s?([\p{L}][\p{L} .,'’-]{1,40}?)\s?[\]>}]{1,2}")
    });
    let named = |line: &Line<'_>| NAMED.captures(line.text).map(|found| found[1].to_lowercase());
    let all: Vec<String> = rows.iter().filter_map(named).collect();
    let sender = sender.to_lowercase();
    let of_sender = |name: &String| {
        !sender.is_empty() && name.split([' ', ',']).all(|word| sender.contains(word))
    };
    let name = { all.iter() }
        .find(|name| of_sender(name))
        .or_else(|| all.iter().find(|name| all.iter().filter(|other| other == name).count() > 1))?
        .clone();
    Some(continued(rows, |line| named(line).as_ref() == Some(&name)))
}

/// Lines that start with the writer's initials or with "Answer:", and what goes on below each.
fn by_label(rows: &[Line<'_>], above: &str, announced: bool) -> Option<Vec<bool>> {
    static MARKED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"(?:marked|prefixed|signed|start(?:ing)?|begin(?:ning)?|preceded|gekennzeichnet|mit|marquées?|gemarkeerd|markerade?)[^.\n]{0,24}?\b([A-Z]{2,4})\b"#,
        )
    });
    static INITIALS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^\W{0,3}([A-Z]{2,4})\]?\s?(?::|>|–|-)\s*\S"));
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\W{0,3}(?:answer|response|antwort|réponse|respuesta|risposta|antwoord|svar|ateb|odpowiedź)\s?\d{0,2}\s?[:–>-]\s*\S",
        )
    });
    static SHORT_LABEL: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^\W{0,3}(?:a|ans|r|reply)\s?\d{0,2}\s?[:–>-]\s*\S"));
    let initials = |line: &Line<'_>| -> Option<String> {
        INITIALS.captures(line.text).map(|found| found[1].to_owned())
    };
    let told = MARKED.captures(above).map(|found| found[1].to_owned());
    let mut all: Vec<String> = rows.iter().filter_map(initials).collect();
    all.retain(|one| !matches!(one.as_str(), "RE" | "FW" | "CC" | "TO" | "PS" | "NB" | "FOI"));
    let repeated = all.iter().find(|one| all.iter().filter(|other| other == one).count() > 1);
    let by =
        told.filter(|told| all.contains(told)).or_else(|| repeated.cloned()).filter(|_| announced);
    let starts = |line: &Line<'_>| {
        LABEL.is_match(line.text)
            || (announced && SHORT_LABEL.is_match(line.text))
            || (by.is_some() && initials(line) == by)
    };
    let marks = continued(rows, starts);
    marks.contains(&true).then_some(marks)
}

/// The lines that start an answer, and those that go on below each.
fn continued(rows: &[Line<'_>], starts: impl Fn(&Line<'_>) -> bool) -> Vec<bool> {
    let mut inside = false;
    rows.iter()
        .map(|line| {
            inside =
                !line.is_blank() && line.depth == 0 && (starts(line) || (inside && !asks(line)));
            inside
        })
        .collect()
}

/// Whether the next question starts here.
fn asks(line: &Line<'_>) -> bool {
    static NUMBERED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^\W{0,2}(?:q(?:uestion)?\s?)?(?:\d{1,2}|[a-z])\s?[.):]"));
    NUMBERED.is_match(line.text) || line.text.trim_end().ends_with('?')
}

/// Lines whose text the HTML version sets off, by colour or by bold type.
fn by_stress(rows: &[Line<'_>], html: &str, stress: Stress) -> Option<Vec<bool>> {
    let stressed = html::stressed(html, stress);
    let is = |line: &Line<'_>| {
        let bare = line.text.trim_start_matches(['>', ' ']);
        let text = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        let tail = text.rsplit_once('?').map_or("", |(_, tail)| tail.trim());
        let holds = |text: &str| !text.is_empty() && stressed.iter().any(|run| run.contains(text));
        holds(&text) || (tail.len() > 1 && holds(tail))
    };
    part_of(rows, rows.iter().map(is).collect())
}

/// Lines that the HTML version sets off below her questions. Where nothing announces them, most must
/// stand so: she may have set off a heading herself.
fn below_questions(rows: &[Line<'_>], html: &str) -> Option<Vec<bool>> {
    let below = |marks: &Vec<bool>| {
        let shown: Vec<usize> = (0..rows.len()).filter(|at| !rows[*at].is_blank()).collect();
        let first = |two: &&[usize]| marks[two[1]] && !marks[two[0]];
        let starts: Vec<&[usize]> = shown.windows(2).filter(first).collect();
        let asked = |two: &&&[usize]| rows[two[0]].text.trim_end().ends_with('?');
        let answers = starts.iter().filter(asked).count();
        let asks = (0..rows.len()).any(|at| marks[at] && rows[at].text.trim_end().ends_with('?'));
        answers > 0 && answers * 2 >= starts.len() && !asks
    };
    [Stress::Colour, Stress::Bold]
        .into_iter()
        .find_map(|stress| by_stress(rows, html, stress).filter(below))
}

/// Marks, where they leave something of the letter unmarked: one that is marked as a whole tells
/// nothing apart.
fn part_of(rows: &[Line<'_>], marks: Vec<bool>) -> Option<Vec<bool>> {
    let texts = rows.iter().filter(|line| !line.is_blank()).count();
    let count = marks.iter().filter(|mark| **mark).count();
    (count > 0 && count < texts).then_some(marks)
}

/// Rows of a table with something beside the question.
fn by_cells(rows: &[Line<'_>]) -> Option<Vec<bool>> {
    let beside = |line: &Line<'_>| {
        let (question, answer) = line.text.split_once('\t')?;
        (question.trim_end().ends_with('?') && !answer.trim().is_empty()).then_some(())
    };
    let marks: Vec<bool> = rows.iter().map(|line| beside(line).is_some()).collect();
    marks.contains(&true).then_some(marks)
}

/// Lines with a `>` in a letter that shows none otherwise.
fn by_depth(rows: &[Line<'_>]) -> Option<Vec<bool>> {
    let deep = rows.iter().filter(|line| line.depth > 0).count();
    let texts = rows.iter().filter(|line| !line.is_blank()).count();
    (deep > 0 && deep * 2 <= texts).then(|| rows.iter().map(|line| line.depth > 0).collect())
}

/// Lines without a `>` between those of a letter that is marked with it; what a long line of hers
/// was broken into stays hers.
fn between_marked(rows: &[Line<'_>]) -> Option<Vec<bool>> {
    let marked = |line: &&Line<'_>| line.depth > 0;
    let texts = rows.iter().filter(|line| !line.is_blank()).count();
    let first = rows.iter().position(|line| marked(&line))?;
    if rows.iter().filter(marked).count() * 3 < texts {
        return None;
    }
    let long = |line: &Line<'_>| line.text.chars().count() >= WRAPPED;
    let mut hers = false;
    let is_answer = |(number, line): (usize, &Line<'_>)| {
        hers = line.depth > 0 && long(line) || hers && line.depth == 0 && !line.is_blank();
        number > first && line.depth == 0 && !line.is_blank() && !hers
    };
    Some(rows.iter().enumerate().map(is_answer).collect())
}

/// From this length on, in characters, a program may have broken a line without marking its end.
const WRAPPED: usize = 66;

/// Lines that start with a mark which stands below the questions.
fn by_mark(rows: &[Line<'_>]) -> Option<Vec<bool>> {
    const MARKS: &[&str] =
        &["=>", "->", "-->", "==>", "→", "***", "**", "##", "#", "*", "•", "+", "~", "–", "-"];
    let after_question = |at: usize| {
        rows[..at].iter().rev().find(|line| !line.is_blank()).is_some_and(|line| {
            let text = line.text.trim_end();
            text.ends_with('?')
        })
    };
    let mark = MARKS.iter().find(|mark| {
        let starting = (0..rows.len()).filter(|at| rows[*at].text.trim_start().starts_with(**mark));
        let all: Vec<usize> = starting.collect();
        all.len() > 1 && all.iter().filter(|at| after_question(**at)).count() * 2 >= all.len()
    })?;
    part_of(rows, continued(rows, |line| line.text.trim_start().starts_with(mark)))
}

/// Lines that start with an arrow right below a question: nobody answers her own letter so.
fn by_arrow(rows: &[Line<'_>]) -> Option<Vec<bool>> {
    const ARROWS: &[&str] = &["=>", "->", "-->", "==>", "→", "⇒", "➔", "➜"];
    let points = |line: &Line<'_>| {
        line.depth == 0 && ARROWS.iter().any(|arrow| line.text.trim_start().starts_with(arrow))
    };
    let asked = |at: usize| {
        let above = rows[..at].iter().rev().find(|line| !line.is_blank() && !points(line));
        above.is_some_and(|line| line.text.trim_end().ends_with('?'))
    };
    let answers = (0..rows.len()).any(|at| points(&rows[at]) && asked(at));
    answers.then(|| part_of(rows, continued(rows, points))).flatten()
}

/// Whether questions of the letter stand above it too: there they are answered.
pub(super) fn are_asked_above(rows: &[Line<'_>], above: &str) -> bool {
    const QUESTION: usize = 12;
    let above = squeezed(above);
    // HTML runs the questions of one paragraph together.
    rows.iter()
        .flat_map(|line| line.text.split_inclusive('?'))
        .map(|question| squeezed(question.trim_start_matches(['>', ' '])))
        .any(|question| {
            question.len() > QUESTION && question.ends_with('?') && above.contains(&question)
        })
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Lines in capitals.
fn by_capitals(rows: &[Line<'_>]) -> Option<Vec<bool>> {
    let marks: Vec<bool> =
        rows.iter().map(|line| line.depth == 0 && in_capitals(line.text)).collect();
    part_of(rows, marks).filter(|marks| marks.contains(&true))
}

fn in_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() > 1 && !text.contains(char::is_lowercase)
}

/// Where a line holds a question and, after it, the answer in capitals: one past the question.
pub(super) fn capitals_after_question(text: &str) -> Option<usize> {
    let (question, answer) = text.rsplit_once('?')?;
    (question.contains(char::is_lowercase) && in_capitals(answer)).then_some(question.len() + 1)
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

#[cfg(test)]
#[path = "answers_tests.rs"]
mod tests;

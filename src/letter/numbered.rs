//! The numbered questions of a letter that another program sent: "1.", "2a", "a)", "(i)", "Q1",
//! "Question 3:", and parts inside a sentence, "(a) … (b) …". For adopting a campaign.
//!
//! A number counts only where it follows the one before, so that years, sums and section numbers at
//! the beginning of a line are no questions. Text after the last question ends it at a blank line.

use std::sync::LazyLock;

use regex::Regex;

use super::question::Question;

/// The questions of a letter in order; none where the letter numbers nothing.
pub fn questions(letter: &str) -> Vec<Question> {
    let mut reader = Reader::default();
    for line in letter.lines() {
        if is_sign_off(line) && !reader.found.is_empty() {
            break;
        }
        reader.line(line);
    }
    reader.finish()
}

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    /// `2.`, `Q2`, `(2)`, and `2a.`, `2(a)`, `2.1`.
    Number(u32, Option<char>),
    /// `a.`, `(a)`, `a)`.
    Letter(char),
    /// `(i)`, `iv.`.
    Roman(String),
}

#[derive(Default)]
struct Reader {
    found: Vec<Question>,
    number: u32,
    part: Option<char>,
    /// Whether a blank line came since the last text of a question.
    after_blank: bool,
    /// A paragraph after a blank line: it belongs to the question above only if another follows.
    pending: String,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let text = line.trim();
        if text.is_empty() {
            self.after_blank = true;
            return;
        }
        if text.starts_with('>') {
            return;
        }
        match mark(text).and_then(|(mark, rest)| Some((self.id(&mark)?, rest))) {
            Some((id, rest)) => self.begin(id, rest),
            None => self.go_on(text),
        }
    }

    /// The id that a mark means here; `None` where it does not follow what came before.
    fn id(&mut self, mark: &Mark) -> Option<String> {
        match mark {
            Mark::Number(number, part) => {
                let follows = match part {
                    None => *number > self.number && *number <= self.number + 2,
                    Some('a') => *number == self.number || *number == self.number + 1,
                    Some(_) => *number == self.number,
                };
                if !follows || (self.number == 0 && *number != 1) {
                    return None;
                }
                (self.number, self.part) = (*number, *part);
                Some(part.map_or_else(|| number.to_string(), |part| format!("{number}{part}")))
            }
            Mark::Letter(letter) => {
                let next = self.part.map_or(b'a', |part| part as u8 + 1);
                if self.number == 0 || *letter as u8 != next {
                    return None;
                }
                self.part = Some(*letter);
                Some(format!("{}{letter}", self.number))
            }
            Mark::Roman(roman) => {
                let part = self.part?;
                Some(format!("{}{part}({roman})", self.number))
            }
        }
    }

    fn begin(&mut self, id: String, rest: &str) {
        let pending = std::mem::take(&mut self.pending);
        if !pending.is_empty() {
            // What stands between two questions is said of the whole question before.
            let whole = self.found.iter_mut().rev().find(|question| question.level() == 0);
            if let Some(question) = whole {
                append(&mut question.text, &pending);
            }
        }
        self.after_blank = false;
        self.found.push(Question { id, text: rest.to_owned() });
    }

    fn go_on(&mut self, text: &str) {
        let Some(question) = self.found.last_mut() else { return };
        if self.after_blank && !question.text.is_empty() {
            append(&mut self.pending, text);
        } else {
            append(&mut question.text, text);
            self.after_blank = false;
        }
    }

    fn finish(self) -> Vec<Question> {
        let own_parts: Vec<String> = self
            .found
            .iter()
            .filter(|question| question.level() > 0)
            .map(|one| one.id.clone())
            .collect();
        self.found
            .into_iter()
            .flat_map(|question| {
                let first_part = format!("{}a", question.id);
                if question.level() > 0 || own_parts.contains(&first_part) {
                    vec![question]
                } else {
                    in_sentence(question)
                }
            })
            .filter(|question| !question.text.is_empty())
            .collect()
    }
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// A question whose parts stand inside its sentence, "(a) … and (b) …", with a question for each;
/// the question itself keeps its whole text.
fn in_sentence(question: Question) -> Vec<Question> {
    let mut starts = Vec::new();
    for letter in 'a'..='z' {
        let from = starts.last().map_or(0, |(_, end)| *end);
        let label = format!("({letter})");
        match question.text[from..].find(&label) {
            Some(at) => starts.push((from + at, from + at + label.len())),
            None => break,
        }
    }
    if starts.len() < 2 {
        return vec![question];
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([question.text.len()]);
    let parts: Vec<Question> = ('a'..='z')
        .zip(starts.iter().zip(ends))
        .map(|(letter, ((_, start), end))| Question {
            id: format!("{}{letter}", question.id),
            text: trimmed(&question.text[*start..end]).to_owned(),
        })
        .collect();
    std::iter::once(question).chain(parts).collect()
}

fn trimmed(part: &str) -> &str {
    let part = part.trim().trim_end_matches([',', ';']);
    part.strip_suffix(" and").unwrap_or(part).trim_end_matches([',', ';', ' '])
}

/// The mark at the beginning of a line, and the text after it.
fn mark(text: &str) -> Option<(Mark, &str)> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:(?i:question|q|item|no\.?)\s*)?\(?(\d{1,2})(?:\.([1-9])[.)]?\s|(?:\s?\(?([a-z])\)?)?(?:[.):]+|\s+-|\s*$))\s*(.*)$",
        )
        .expect("the pattern is fixed")
    });
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:question|q)\s*(\d{1,2})([a-z])?\s+(.*)$").expect("the pattern is fixed")
    });
    static LETTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\(([a-z])\)|([a-z])[.)])\s*(.*)$").expect("the pattern is fixed")
    });
    static ROMAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\(?([ivx]{1,4})[.)]+\s+(.*)$").expect("the pattern is fixed")
    });
    if let Some(found) = NUMBER.captures(text) {
        let number = found[1].parse().ok()?;
        let letter = found.get(3).and_then(|part| part.as_str().chars().next());
        let decimal = found.get(2).and_then(|part| part.as_str().parse::<u8>().ok());
        let part = letter.or_else(|| decimal.map(|nth| char::from(b'a' + nth - 1)));
        return Some((Mark::Number(number, part), rest(&found, 4)));
    }
    if let Some(found) = WORD.captures(text) {
        let part = found.get(2).and_then(|part| part.as_str().chars().next());
        return Some((Mark::Number(found[1].parse().ok()?, part), rest(&found, 3)));
    }
    let roman = ROMAN.captures(text);
    if let Some(found) = LETTER.captures(text) {
        let letter = found.get(1).or_else(|| found.get(2))?.as_str().chars().next()?;
        // A single i, v or x is a numeral where letters cannot have come so far.
        if roman.is_none() || !matches!(letter, 'i' | 'v' | 'x') {
            return Some((Mark::Letter(letter), rest(&found, 3)));
        }
    }
    let found = roman?;
    Some((Mark::Roman(found[1].to_owned()), rest(&found, 2)))
}

fn rest<'t>(found: &regex::Captures<'t>, group: usize) -> &'t str {
    found.get(group).map_or("", |text| text.as_str().trim())
}

/// Whether a letter is over: its closing formula.
fn is_sign_off(line: &str) -> bool {
    static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^\s*(?:yours (?:faithfully|sincerely|truly)|(?:kind(?:est)?|best|with best|warm) (?:regards|wishes)|regards|sincerely|thank you|thanks|many thanks|-- ?$)",
        )
        .expect("the pattern is fixed")
    });
    SIGN_OFF.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(letter: &str) -> Vec<String> {
        questions(letter).into_iter().map(|question| question.id).collect()
    }

    #[test]
    fn every_way_of_numbering_gives_the_same_ids() {
        for letter in [
            "Dear X,\n\n1. One\n2. Two\na. A\nb. B\n3. Three\n\nThank you.\nRobin",
            "1) One\n\n2) Two\n (a) A\n (b) B\n\n3) Three\n",
            "Q1 One\nQ2: Two\nQ2a: A\nQ2b: B\nQ3. Three",
            "Question 1: One\nQuestion 2: Two\n2(a) A\n2(b) B\nQuestion 3: Three",
            "1.One\n2.Two\n2.1 A\n2.2 B\n3.Three",
            "1. One\n\n2. Two\n    2a. A\n    2b. B\n\n3. Three\n\nHow to answer: by mail.\n",
            "1. One\n2. Two: (a) A, and (b) B\n3. Three",
        ] {
            assert_eq!(ids(letter), ["1", "2", "2a", "2b", "3"], "{letter}");
        }
    }

    #[test]
    fn a_question_goes_over_lines_and_the_letter_around_it_does_not_belong_to_it() {
        let letter = "Dear X,\n\nSince\n2016. I ask:\n\n1. The policy\nof the house.\n\n2. Copies of\n\na. this;\nb. that.\n\n\
                      Say which do not exist.\n\n3. Who?\n\nPlease answer by mail.\n\nYours faithfully,\n4. Robin\n";
        let found = questions(letter);
        let texts: Vec<&str> = found.iter().map(|question| question.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "The policy of the house.",
                "Copies of Say which do not exist.",
                "this;",
                "that.",
                "Who?"
            ]
        );
    }

    #[test]
    fn parts_of_parts_have_roman_numerals() {
        assert_eq!(
            ids("1. One\na) A\n(i) first\n(ii) second\nb) B\n2. Two"),
            ["1", "1a", "1a(i)", "1a(ii)", "1b", "2"]
        );
    }

    #[test]
    fn numbers_that_do_not_follow_are_no_questions() {
        assert_eq!(ids("1. One\n12. December was cold\n2. Two\n1. again"), ["1", "2"]);
        assert_eq!(ids("On\n14. May I asked\nsection 12. Nothing"), Vec::<String>::new());
        assert_eq!(ids(""), Vec::<String>::new());
    }

    #[test]
    fn our_own_letters_read_back_as_they_were_put() {
        let template = crate::letter::Library::built_in().get("social-media-monitoring").unwrap();
        let snapshot =
            include_str!("snapshots/foidesk__letter__render__tests__social_media_2020.snap");
        assert_eq!(ids(snapshot), template.question_ids);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "(?s)[ -~\n>é’()]{0,200}") {
            let _ = questions(&text);
        }
    }
}

//! Lines of one paragraph that are sentences of their own where answers stand between questions.

/// The sentence, cut where a line begins with the number of a question or an answer, and behind a short
/// answer on the line of its question: "(Do you own any buoys?) No / How many did you own?"
pub(in super::super) fn apart(sentence: &str, behind_question: bool) -> Vec<&str> {
    const SHORT: usize = 60;
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in sentence.match_indices('\n') {
        let line = sentence[start..at].trim();
        let next = sentence[at..].trim_start();
        let short = pieces.is_empty() && behind_question && line.chars().count() < SHORT;
        let capital = next.starts_with(char::is_uppercase) && !line.ends_with([',', '-', '(', '/']);
        if !line.is_empty() && (short && capital || is_numbered(next)) {
            pieces.push(line);
            start = at;
        }
    }
    pieces.push(sentence[start..].trim());
    pieces
}

/// "Q2 How many", "A2. Nine".
fn is_numbered(line: &str) -> bool {
    let Some(behind) = line.strip_prefix(['Q', 'q', 'A']) else { return false };
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let ends = if line.starts_with('A') { &['.', ')', ':'][..] } else { &['.', ')', ':', ' '] };
    (1..=2).contains(&digits) && behind[digits..].starts_with(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_on_the_line_of_its_question_ends_there() {
        for (sentence, behind_question, pieces) in [
            ("No\nHow many did it own?", true, vec!["No", "How many did it own?"]),
            ("We own\nHow many did it own?", false, vec!["We own\nHow many did it own?"]),
            ("- not held\nQ2 How many?", false, vec!["- not held", "Q2 How many?"]),
            ("Yes, of\nsize A4 only", true, vec!["Yes, of\nsize A4 only"]),
        ] {
            assert_eq!(apart(sentence, behind_question), pieces, "{sentence}");
        }
    }
}

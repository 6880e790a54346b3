//! A text as the words that are weighed: lower case, one word for every number, amount, address,
//! and one for each section of an Act however it is spelt. Knows no meaning.

/// The words of a text in their order.
///
/// `Section 12(1)`, `s.12` and `s12` are `s12`, a regulation is `r12`; every other number is `#`, an
/// amount of money `£`, a mail or web address `@`.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for chunk in text.split_whitespace() {
        if chunk.len() > 1 && (chunk.contains('@') || chunk.contains("://")) {
            found.push("@".to_owned());
        } else {
            cut(&spelt_out(chunk), &mut found);
        }
    }
    found.iter_mut().for_each(shorten);
    found
}

/// Leaves out what only grammar adds: `disclosed`, `disclosing` and `discloses` are one word.
fn shorten(word: &mut String) {
    if word.len() < 5 || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        return;
    }
    for end in
        ["'s", "ations", "ation", "ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "e", "y"]
    {
        if word.ends_with(end) && word.len() - end.len() >= 4 {
            word.truncate(word.len() - end.len());
            break;
        }
    }
}

/// Lower case, with "n't" and the like as words of their own.
fn spelt_out(chunk: &str) -> String {
    let mut plain = chunk.to_lowercase();
    if !plain.is_ascii() {
        plain = plain.replace('\u{2019}', "'");
    }
    if !plain.contains('\'') {
        return plain;
    }
    for (short, long) in [
        ("won't", "will not"),
        ("can't", "cannot"),
        ("n't", " not"),
        ("'ve", " have"),
        ("'ll", " will"),
        ("'re", " are"),
        ("i'm", "i am"),
    ] {
        if plain.contains(short) {
            plain = plain.replace(short, long);
        }
    }
    plain
}

/// Cuts what stands between two spaces.
fn cut(chunk: &str, found: &mut Vec<String>) {
    let mut rest = chunk;
    while let Some(first) = rest.chars().next() {
        let length = if first == ' ' {
            1
        } else if first.is_ascii_digit() {
            number(rest, found)
        } else if first == '£' {
            found.push("£".to_owned());
            1 + rest.chars().skip(1).take_while(|c| is_of_a_number(*c)).count()
        } else if first.is_alphabetic() {
            let word: String = rest.chars().take_while(|c| is_of_a_word(*c)).collect();
            let length = word.chars().count();
            found.push(word.trim_end_matches('\'').to_owned());
            length
        } else {
            1
        };
        rest = rest.char_indices().nth(length).map_or("", |(at, _)| &rest[at..]);
    }
}

/// A number, or the section that it numbers; gives its length in characters.
fn number(rest: &str, found: &mut Vec<String>) -> usize {
    let mut length = rest.chars().take_while(|c| is_of_a_number(*c)).count();
    let initial = match found.last().map(String::as_str) {
        Some("section" | "sections" | "s" | "ss" | "sec" | "adran") => Some('s'),
        Some("regulation" | "regulations" | "reg" | "regs" | "rheoliad") => Some('r'),
        _ => None,
    };
    match initial {
        Some(initial) => {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            found.pop();
            found.push(format!("{initial}{digits}"));
            // Its subsections: "(1)(a)".
            length += rest
                .chars()
                .skip(length)
                .take_while(|c| "()".contains(*c) || c.is_ascii_alphanumeric())
                .count();
        }
        None => {
            found.push("#".to_owned());
            length += rest.chars().skip(length).take_while(|c| c.is_alphanumeric()).count();
        }
    }
    length
}

fn is_of_a_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '%')
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '\''
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_sections_are_one_word_each() {
        for (text, wanted) in [
            ("Under Section 12(1), we refuse.", "under s12 we refus"),
            ("We haven't disclosed; disclosing", "we have not disclos disclos"),
            ("s.40(2) and s40; regulation 12(5)(b)", "s40 and s40 r12"),
            ("It's £1,200.50 by 4th May 2025", "it's £ by # may #"),
            ("write to foi@wick.example or https://wick.example/foi", "writ to @ or @"),
            ("Dŵr — 97.3%", "dŵr #"),
            ("", ""),
            ("' £ ( %", "£"),
        ] {
            assert_eq!(words(text).join(" "), wanted, "{text}");
        }
    }
}

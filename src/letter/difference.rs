//! In what a text differs from what it was, as one sentence: the first line that is another, and how
//! many more. For showing, not for patching.

/// So much of a line is shown.
const SHOWN: usize = 80;

/// "line 3 was `…` and is now `…`, and 2 more lines differ"; `None` where nothing differs but how lines
/// end.
pub fn difference(then: &str, now: &str) -> Option<String> {
    let (then, now): (Vec<&str>, Vec<&str>) = (then.lines().collect(), now.lines().collect());
    let same = then.iter().zip(&now).take_while(|(a, b)| a == b).count();
    let (then, now) = (&then[same..], &now[same..]);
    let tail = then.iter().rev().zip(now.iter().rev()).take_while(|(a, b)| a == b).count();
    let (then, now) = (&then[..then.len() - tail], &now[..now.len() - tail]);
    let line = same + 1;
    let first = match (then.first(), now.first()) {
        (None, None) => return None,
        (Some(then), Some(now)) => {
            format!("line {line} was `{}` and is now `{}`", shown(then), shown(now))
        }
        (None, Some(now)) => format!("line {line} is new: `{}`", shown(now)),
        (Some(then), None) => format!("line {line} is gone: `{}`", shown(then)),
    };
    Some(match then.len().max(now.len()) - 1 {
        0 => first,
        1 => format!("{first}, and 1 more line differs"),
        more => format!("{first}, and {more} more lines differ"),
    })
}

fn shown(line: &str) -> String {
    let line = line.trim();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_is_another_is_shown() {
        for (then, now, expected) in [
            ("a\nb\nc", "a\nb\r\nc\n", None),
            ("a\nb\nc", "a\nx\nc", Some("line 2 was `b` and is now `x`")),
            ("a\nc", "a\nb\nc", Some("line 2 is new: `b`")),
            ("a\nb\nc", "a\nc", Some("line 2 is gone: `b`")),
            (
                "a\nb\nc\nd",
                "a\nx\ny\nd",
                Some("line 2 was `b` and is now `x`, and 1 more line differs"),
            ),
            ("a", "b\nc\nd", Some("line 1 was `a` and is now `b`, and 2 more lines differ")),
        ] {
            assert_eq!(difference(then, now).as_deref(), expected, "{then:?} {now:?}");
        }
        let long = difference("", &"ä".repeat(100)).unwrap();
        assert_eq!(long, format!("line 1 is new: `{}…`", "ä".repeat(80)));
    }
}

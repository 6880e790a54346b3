//! format=flowed undone (RFC 3676): lines that end with a space go on in the next one.

/// The text with its flowed paragraphs joined. Quote marks stay, one `> ` a level; `delete_space`
/// is the DelSp parameter.
pub(super) fn unfold(text: &str, delete_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let content = &line[depth..];
        let content = content.strip_prefix(' ').unwrap_or(content);
        let signature = content == "-- ";
        let flows = content.ends_with(' ') && !signature && !content.trim().is_empty();
        if open != Some(depth) || signature {
            start_line(&mut out, open.is_some(), depth, !content.is_empty());
        }
        let kept = if flows && delete_space { &content[..content.len() - 1] } else { content };
        out.push_str(kept);
        open = flows.then_some(depth);
        if !flows {
            out.push('\n');
        }
    }
    if open.is_some() {
        out.push('\n');
    }
    out
}

/// Starts a line at that quote depth, ending one that was left open.
fn start_line(out: &mut String, unfinished: bool, depth: usize, spaced: bool) {
    if unfinished {
        out.push('\n');
    }
    if depth > 0 {
        out.extend(std::iter::repeat_n('>', depth));
        if spaced {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_joined_within_their_depth() {
        let cases = [
            ("one \ntwo\nthree", false, "one two\nthree\n"),
            ("one \ntwo", true, "onetwo\n"),
            ("> a \n> b\nnew \n> c", false, "> a b\nnew \n> c\n"),
            (" From here\n >x", false, "From here\n>x\n"),
            ("text \n-- \nname", false, "text \n-- \nname\n"),
            (">> deep \n> less", false, ">> deep \n> less\n"),
            ("", false, ""),
        ];
        for (text, delsp, expected) in cases {
            assert_eq!(unfold(text, delsp), expected, "{text:?}");
        }
    }
}

//! Text that is marked up, or armoured, in the ways of older mail: text/enriched (RFC 1896),
//! text/richtext (RFC 1341 section 7.1.3) and the clear-signed text of OpenPGP (RFC 9580 section 7).

/// Enriched text as plain text: commands and their parameters left out, a single line end a blank,
/// `<<` a `<`.
pub(super) fn enriched(text: &str) -> String {
    let joined = unwrapped(text);
    let mut out = String::with_capacity(joined.len());
    let mut rest = joined.as_str();
    let mut in_parameter = false;
    while let Some(at) = rest.find('<') {
        push(&mut out, &rest[..at], in_parameter);
        let after = &rest[at + 1..];
        if let Some(literal) = after.strip_prefix('<') {
            push(&mut out, "<", in_parameter);
            rest = literal;
            continue;
        }
        match command(after) {
            Some((name, tail)) => {
                in_parameter = match name.to_ascii_lowercase().as_str() {
                    "param" => true,
                    "/param" => false,
                    _ => in_parameter,
                };
                rest = tail;
            }
            None => {
                push(&mut out, "<", in_parameter);
                rest = after;
            }
        }
    }
    push(&mut out, rest, in_parameter);
    out
}

/// Richtext as plain text: line ends are blanks, `<nl>` ends a line, `<lt>` is a `<`, comments say
/// nothing.
pub(super) fn richtext(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let joined = text.replace("\r\n", " ").replace('\n', " ");
    let mut rest = joined.as_str();
    let mut in_comment = false;
    while let Some(at) = rest.find('<') {
        push(&mut out, &rest[..at], in_comment);
        let Some((name, tail)) = command(&rest[at + 1..]) else {
            push(&mut out, "<", in_comment);
            rest = &rest[at + 1..];
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "comment" => in_comment = true,
            "/comment" => in_comment = false,
            "nl" | "np" | "/paragraph" => push(&mut out, "\n", in_comment),
            "lt" => push(&mut out, "<", in_comment),
            _ => {}
        }
        rest = tail;
    }
    push(&mut out, rest, in_comment);
    out.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// The text of a clear-signed message without its armour; `None` where there is none.
pub(super) fn clear_signed(text: &str) -> Option<String> {
    const OPENING: &str = "-----BEGIN PGP SIGNED MESSAGE-----\n";
    let (before, signed) =
        text.split_at(memchr::memmem::find(text.as_bytes(), OPENING.as_bytes())?);
    let signed = &signed[OPENING.len()..];
    let (_, signed) = signed.split_once("\n\n")?;
    let (signed, after) = signed.split_once("-----BEGIN PGP SIGNATURE-----")?;
    let after = after.split_once("-----END PGP SIGNATURE-----").map_or("", |(_, after)| after);
    let lines = signed.lines().map(|line| line.strip_prefix("- ").unwrap_or(line));
    let mut out = before.to_owned();
    out.push_str(&lines.collect::<Vec<_>>().join("\n"));
    out.push('\n');
    out.push_str(after.trim_start_matches('\n'));
    Some(out)
}

/// Of a run of line ends one is left out; a single one is a blank.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut ends = 0;
    for c in text.chars() {
        if c == '\n' {
            ends += 1;
            continue;
        }
        match ends {
            0 => {}
            1 => out.push(' '),
            more => out.extend(std::iter::repeat_n('\n', more - 1)),
        }
        ends = 0;
        out.push(c);
    }
    out
}

/// The name of a command that begins here, and what follows its `>`.
fn command(text: &str) -> Option<(&str, &str)> {
    let (name, tail) = text.split_once('>')?;
    let is_name = name.len() <= 60
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'));
    is_name.then_some((name, tail))
}

fn push(out: &mut String, text: &str, is_left_out: bool) {
    if !is_left_out {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_left_out() {
        for (text, expected) in [
            (
                "<bold>Our ref:</bold> FOIA1198\n\n<paraindent><param>left</param>We hold\n<< 5.</paraindent>",
                "Our ref: FOIA1198\nWe hold < 5.",
            ),
            ("a < b and <not a command", "a < b and <not a command"),
        ] {
            assert_eq!(enriched(text), expected);
        }
        assert_eq!(
            richtext("<bold>Ref:</bold> 17<nl>\nWe hold <lt> 5<comment>no</comment>."),
            "Ref: 17\nWe hold < 5."
        );
    }

    #[test]
    fn armour_is_taken_off() {
        let signed = "Note\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOur ref: 17\n- - dash\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\nP.S.\n";
        assert_eq!(clear_signed(signed).as_deref(), Some("Note\nOur ref: 17\n- dash\nP.S.\n"));
        assert_eq!(clear_signed("-----BEGIN PGP SIGNED MESSAGE-----\nnever ends"), None);
    }
}

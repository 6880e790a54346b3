//! Names of attachments made safe to show and to save under: no folder, no control character, no
//! turning of the reading direction, no name that a system reserves or a command takes for an option.

/// Names are cut to so many bytes; file systems end at 255.
const LONGEST: usize = 180;

/// What a name is replaced by when nothing is left of it.
const NAMELESS: &str = "attachment";

/// A name for an attachment that can neither leave its folder nor pretend to be something else:
/// `../../x.pdf` becomes `x.pdf`.
pub fn safe(name: &str) -> String {
    made_safe(name).unwrap_or_else(|| NAMELESS.to_owned())
}

/// The same, or `None` where nothing is left of the name.
pub fn made_safe(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).find(|part| !part.trim_matches(['.', ' ']).is_empty());
    let kept: String = last
        .unwrap_or_default()
        .chars()
        .filter(|c| !is_deceptive(*c))
        .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
        .collect();
    let kept = kept.trim().trim_start_matches(['.', '-', ' ']).trim_end_matches(['.', ' ']);
    let short = shorten(kept);
    match short.as_str() {
        "" => None,
        reserved if is_reserved(reserved) => Some(format!("{NAMELESS}-{short}")),
        _ => Some(short),
    }
}

/// Control characters, and those that reorder or hide what is shown.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Cuts the stem, so that the ending stays.
fn shorten(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').filter(|(_, e)| e.len() <= 10).unwrap_or((name, ""));
    let stem = &stem[..stem.floor_char_boundary(LONGEST - ending.len() - 1)];
    if ending.is_empty() { stem.to_owned() } else { format!("{stem}.{ending}") }
}

/// A device's name on Windows.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
        || port.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_neither_leave_its_folder_nor_deceive() {
        let cases = [
            ("Response FOI 12.pdf", "Response FOI 12.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\x.pdf", "x.pdf"),
            ("letter\u{202e}fdp.exe", "letterfdp.exe"),
            ("a\nb\0.pdf", "ab.pdf"),
            ("FOI: 3/4?.pdf", "4_.pdf"),
            (".hidden", "hidden"),
            ("-rf.txt", "rf.txt"),
            ("a|b.pdf", "a_b.pdf"),
            ("nul.txt", "attachment-nul.txt"),
            ("..", "attachment"),
            ("", "attachment"),
        ];
        for (name, expected) in cases {
            assert_eq!(safe(name), expected, "{name:?}");
        }
        let long = format!("{}.pdf", "\u{e9}".repeat(300));
        assert!(safe(&long).len() <= LONGEST && safe(&long).ends_with(".pdf"));
    }
}

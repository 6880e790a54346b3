//! A near miss: a reference mistyped by the authority, such as FOIA199 for FOIA1198. Only a
//! judgement of two values; that they stand in one thread is for the caller to know.

use super::normal;

/// Why `seen` is held to be `known` mistyped; `None` where it is equal or another reference.
///
/// The letters must agree and the figures differ by one typing slip (a figure left out, doubled,
/// changed, or two changed round), or by two of which one changed their number, and by less than
/// half of them. Two figures that differ are another number.
pub fn mistype(seen: &str, known: &str) -> Option<&'static str> {
    let (seen, known) = (normal(seen), normal(known));
    let (letters_seen, figures_seen) = parts(&seen);
    let (letters_known, figures_known) = parts(&known);
    if seen == known || letters_seen != letters_known || figures_known.len() < 3 {
        return None;
    }
    let slips = slips(figures_seen.as_bytes(), figures_known.as_bytes());
    let most = if figures_seen.len() == figures_known.len() { 1 } else { 2 };
    let bearable = slips <= most && slips * 2 <= figures_known.len().min(figures_seen.len() + 1);
    if !bearable {
        return None;
    }
    Some(match figures_seen.len().cmp(&figures_known.len()) {
        std::cmp::Ordering::Less => "a figure is missing",
        std::cmp::Ordering::Greater => "there is a figure too many",
        std::cmp::Ordering::Equal => "one figure differs, or two are changed round",
    })
}

/// Whether `seen` is `known` mistyped.
pub fn is_mistype_of(seen: &str, known: &str) -> bool {
    mistype(seen, known).is_some()
}

/// The letters and the figures of a normalised reference, each joined.
fn parts(normal: &str) -> (String, String) {
    normal.chars().partition(|c| !c.is_ascii_digit())
}

/// Optimal string alignment distance: insertions, deletions, changes, neighbours changed round.
fn slips(a: &[u8], b: &[u8]) -> usize {
    let width = b.len() + 1;
    let mut rows: Vec<usize> = vec![0; (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i * width + j] = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = rows[(i - 1) * width + j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let left_out = rows[(i - 1) * width + j].min(rows[i * width + j - 1]) + 1;
                let plain = changed.min(left_out);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    plain.min(rows[(i - 2) * width + j - 2] + 1)
                } else {
                    plain
                }
            };
        }
    }
    rows[a.len() * width + b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_are_seen_and_neighbours_in_a_log_are_for_the_caller() {
        for (seen, known, is) in [
            ("FOIA199", "FOIA1198", true),
            ("FOIA1199", "FOIA1198", true),
            ("WFOI 4898", "WFOI 8498", true),
            ("NHSFOI3139", "NHSFOI1339", true),
            ("FOI2020/105", "FOI 2020-105", false),
            ("FOIA1198", "FOI1198", false),
            ("FOIA4417", "FOIA1198", false),
            ("IR12", "IR21", false),
            ("DE27590411645", "DE25790411645", true),
            ("FOI-4451", "FOI-4402", false),
            ("FOI-771", "FOI-00771", false),
        ] {
            assert_eq!(is_mistype_of(seen, known), is, "{seen} for {known}");
        }
    }

    #[test]
    fn the_reason_is_told() {
        assert_eq!(mistype("FOIA199", "FOIA1198"), Some("a figure is missing"));
    }
}

//! Subjects as they are compared: what mail programs and offices put before and behind them is left
//! out.

/// A subject without reply prefixes, marks in brackets and references, for comparing: its words in
/// lower case.
pub fn subject_key(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((before, after)) = rest.split_once(':') {
        let prefix = before.trim().to_lowercase();
        let known = matches!(
            prefix.as_str(),
            "re" | "fw"
                | "fwd"
                | "aw"
                | "wg"
                | "tr"
                | "sv"
                | "ynt"
                | "auto"
                | "automatic reply"
                | "undeliverable"
                | "undelivered"
                | "internal review"
                | "read"
                | "delivered"
                | "accepted"
                | "recall"
                | "automatic response"
        ) || prefix.starts_with("[external");
        if !known {
            break;
        }
        rest = after.trim();
    }
    let mut depth = 0_i32;
    let plain: String = rest
        .chars()
        .filter(|c| {
            match c {
                '[' | '(' => depth += 1,
                ']' | ')' => depth -= 1,
                _ => return depth <= 0,
            }
            false
        })
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.chars().any(|c| c.is_ascii_digit()))
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_compared_without_what_replies_add() {
        for subject in [
            "RE: Street trees [OUR-1]",
            "Fwd: RE: street trees (FOI 123)",
            "[EXTERNAL] Re: Street trees",
        ] {
            assert!(
                subject_key(subject).ends_with("street trees"),
                "{subject}: {}",
                subject_key(subject)
            );
        }
    }
}

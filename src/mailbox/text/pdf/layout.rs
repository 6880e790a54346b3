//! From placed strings to lines: the strings come in the order of the content stream, and their places
//! tell where a space, a tab, a line or a paragraph ends.

/// A string on the page, along and across its own writing direction.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Where it begins and ends along the line.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// How far down its line lies.
    pub down: f64,
    /// The size of its letters.
    pub size: f64,
    /// Its direction in degrees, rounded.
    pub direction: i32,
    /// Its characters.
    pub text: String,
}

/// Collects the strings of one page.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    last: Option<Placed>,
}

impl Lines {
    /// Adds a string where it lies.
    pub fn add(&mut self, placed: Placed) {
        if let Some(last) = &self.last {
            let separator = separator(last, &placed);
            let spaced = self.text.ends_with([' ', '\t', '\n']) || placed.text.starts_with(' ');
            match separator {
                Some(' ') if spaced => {}
                Some('\r') => self.text.push_str("\n\n"),
                Some(separator) => self.text.push(separator),
                None => {}
            }
        }
        self.text.push_str(&placed.text);
        self.last = Some(placed);
    }

    /// The page's text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// What stands between two strings: nothing, a space, a tab, a line end, or a blank line (`\r`).
fn separator(last: &Placed, next: &Placed) -> Option<char> {
    let size = last.size.max(next.size).max(0.1);
    let (down, gap) = (next.down - last.down, next.from - last.to);
    if last.direction != next.direction {
        return Some('\r');
    }
    if down.abs() > 0.5 * size {
        let far = down < -0.5 * size || down > 2.2 * size;
        return Some(if far { '\r' } else { '\n' });
    }
    match gap / size {
        gap if gap > 2.5 => Some('\t'),
        gap if gap > 0.1 => Some(' '),
        gap if gap > -0.6 => None,
        // Back on the same line: drawn over itself for boldness, or a cell drawn out of order.
        _ if last.text == next.text && (last.from - next.from).abs() < 0.3 * size => Some(' '),
        _ => Some('\t'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(strings: &[(f64, f64, f64, &str)]) -> String {
        let mut lines = Lines::default();
        for (from, to, down, text) in strings {
            let text = (*text).to_owned();
            lines.add(Placed { from: *from, to: *to, down: *down, size: 10.0, direction: 0, text });
        }
        lines.finish()
    }

    #[test]
    fn gaps_tell_words_cells_lines_and_paragraphs() {
        let cases = [
            (lines(&[(0.0, 20.0, 0.0, "ha"), (20.5, 30.0, 0.0, "nd")]), "hand"),
            (lines(&[(0.0, 20.0, 0.0, "Our"), (23.0, 30.0, 0.0, "ref")]), "Our ref"),
            (lines(&[(0.0, 20.0, 0.0, "Our "), (23.0, 30.0, 0.0, "ref")]), "Our ref"),
            (lines(&[(0.0, 20.0, 0.0, "Year"), (90.0, 99.0, 0.0, "2019")]), "Year\t2019"),
            (lines(&[(0.0, 20.0, 0.0, "one"), (0.0, 9.0, 12.0, "two")]), "one\ntwo"),
            (lines(&[(0.0, 20.0, 0.0, "one"), (0.0, 9.0, 30.0, "two")]), "one\n\ntwo"),
            (lines(&[(0.0, 20.0, 0.0, "10"), (20.0, 24.0, -3.0, "th")]), "10th"),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
    }
}

//! A pattern in the rough: letters that stand in it, in sequence and by choice, and where anything may
//! stand. Reads the syntax of the `regex` crate, many times as fast as its own parser, which tells far
//! more: patterns by the hundred are looked at whenever the program starts. What it does not understand
//! it takes for anything; it judges no pattern right or wrong.

use std::iter::Peekable;
use std::str::Chars;

/// What a part of a pattern stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sketch {
    /// Just these letters, in lower case; none for a bound of words.
    Letters(String),
    /// Anything, or nothing.
    Anything,
    /// Its part, once at least.
    Repeated(Box<Sketch>),
    /// One part after the other.
    Sequence(Vec<Sketch>),
    /// One of its parts.
    Choice(Vec<Sketch>),
}

impl Sketch {
    /// Of a pattern.
    pub(super) fn of(pattern: &str) -> Self {
        let mut reader = Reader { rest: pattern.chars().peekable(), unknown: false };
        let sketch = reader.choice();
        if reader.unknown || reader.rest.peek().is_some() { Sketch::Anything } else { sketch }
    }
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    /// Something was met that is not understood.
    unknown: bool,
}

impl Reader<'_> {
    fn takes(&mut self, sign: char) -> bool {
        self.rest.next_if_eq(&sign).is_some()
    }

    /// Skips what stands before a sign, and the sign; tells what was skipped.
    fn up_to(&mut self, signs: &[char]) -> (String, Option<char>) {
        let mut skipped = String::new();
        loop {
            match self.rest.next() {
                Some(sign) if signs.contains(&sign) => return (skipped, Some(sign)),
                Some(other) => skipped.push(other),
                None => {
                    self.unknown = true;
                    return (skipped, None);
                }
            }
        }
    }

    fn choice(&mut self) -> Sketch {
        let mut parts = vec![self.sequence()];
        while self.takes('|') {
            parts.push(self.sequence());
        }
        if parts.len() > 1 { Sketch::Choice(parts) } else { parts.remove(0) }
    }

    fn sequence(&mut self) -> Sketch {
        let mut parts = Vec::new();
        while self.rest.peek().is_some_and(|sign| !matches!(sign, '|' | ')')) {
            let part = self.part();
            let part = self.times(part);
            match (parts.last_mut(), part) {
                (Some(Sketch::Letters(run)), Sketch::Letters(more)) => run.push_str(&more),
                (_, part) => parts.push(part),
            }
        }
        if parts.len() == 1 { parts.remove(0) } else { Sketch::Sequence(parts) }
    }

    fn part(&mut self) -> Sketch {
        match self.rest.next() {
            Some('(') => self.group(),
            Some('[') => self.class(),
            Some('\\') => self.escaped(),
            Some('.') | None => Sketch::Anything,
            Some('^' | '$') => Sketch::Letters(String::new()),
            Some(letter) => Sketch::Letters(letter.to_lowercase().collect()),
        }
    }

    fn group(&mut self) -> Sketch {
        if self.takes('?') {
            let (flags, end) = self.up_to(&[':', ')', '>']);
            // White space and what follows a `#` would mean nothing.
            let named = end == Some('>');
            self.unknown |= !named && flags.contains('x');
            if end == Some(')') {
                return Sketch::Letters(String::new());
            }
        }
        let inside = self.choice();
        self.unknown |= !self.takes(')');
        inside
    }

    fn class(&mut self) -> Sketch {
        self.takes('^');
        self.takes(']');
        let mut depth = 1;
        while depth > 0 {
            match self.rest.next() {
                Some('\\') => {
                    self.rest.next();
                }
                Some('[') => depth += 1,
                Some(']') => depth -= 1,
                Some(_) => {}
                None => {
                    self.unknown = true;
                    return Sketch::Anything;
                }
            }
        }
        Sketch::Anything
    }

    fn escaped(&mut self) -> Sketch {
        match self.rest.next() {
            Some('b' | 'B' | 'A' | 'z' | '<' | '>') => Sketch::Letters(String::new()),
            Some(sign) if !sign.is_ascii_alphanumeric() => Sketch::Letters(sign.to_string()),
            Some('d' | 'D' | 's' | 'S' | 'w' | 'W' | 'n' | 't' | 'r') => Sketch::Anything,
            Some('p' | 'P' | 'x' | 'u') if self.takes('{') => {
                self.up_to(&['}']);
                Sketch::Anything
            }
            Some('x') => {
                self.rest.nth(1);
                Sketch::Anything
            }
            Some(_) | None => {
                self.unknown = true;
                Sketch::Anything
            }
        }
    }

    /// The part as often as is said behind it.
    fn times(&mut self, part: Sketch) -> Sketch {
        let part = match self.rest.peek() {
            Some('*' | '?') => {
                self.rest.next();
                Sketch::Anything
            }
            Some('+') => {
                self.rest.next();
                Sketch::Repeated(Box::new(part))
            }
            Some('{') => {
                self.rest.next();
                let (times, _) = self.up_to(&['}']);
                let least = times.split(',').next().and_then(|least| least.trim().parse().ok());
                if least.is_some_and(|least: u32| least > 0) {
                    Sketch::Repeated(Box::new(part))
                } else {
                    Sketch::Anything
                }
            }
            _ => return part,
        };
        // Few of them, or several times over.
        self.takes('?');
        self.times(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(sketch: &Sketch) -> String {
        let all =
            |parts: &[Sketch], between| parts.iter().map(show).collect::<Vec<_>>().join(between);
        match sketch {
            Sketch::Letters(letters) => letters.clone(),
            Sketch::Anything => "…".to_owned(),
            Sketch::Repeated(part) => format!("<{}>", show(part)),
            Sketch::Sequence(parts) => all(parts, "+"),
            Sketch::Choice(parts) => format!("({})", all(parts, "|")),
        }
    }

    #[test]
    fn patterns_are_read_as_far_as_letters_go() {
        for (pattern, expected) in [
            (r"\bWe do not\b", "we do not"),
            (r"hold(?:s|ing)? (?P<what>no|any) ab+c", "hold+…+ +(no|any)+ a+<b>+c"),
            (r"a{2,3}b{0,3}c*?d+?", "<a>+…+…+<d>"),
            (r"[^\]|(]x[]y]z[a[bc]d]", "…+x+…+z+…"),
            (r"\d\.\p{L}\x27\x{201c}\(", "…+.+…+…+…+("),
            (r"(?i)a|(?s:.)+|", "(a|<…>|)"),
            (r"(?x) a b", "…"),
            (r"(?P<text>x)(?-u:y)", "xy"),
            (r"(a", "…"),
            (r"a)b", "…"),
            (r"a\q", "…"),
            (r"", ""),
        ] {
            assert_eq!(show(&Sketch::of(pattern)), expected, "{pattern}");
        }
    }
}

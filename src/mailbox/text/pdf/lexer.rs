//! The tokens of a content stream or a CMap (ISO 32000-1, section 7.2). Tolerant: what it does not
//! understand it leaves out.

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// A number.
    Number(f64),
    /// A string, literal or hexadecimal, decoded.
    Text(Vec<u8>),
    /// A name without its slash, `#xx` decoded.
    Name(Vec<u8>),
    /// `[`.
    ArrayStart,
    /// `]`.
    ArrayEnd,
    /// An operator or keyword.
    Word(Vec<u8>),
}

/// Reads tokens one after another.
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

impl<'a> Lexer<'a> {
    /// A lexer at the start of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Lexer { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Moves behind an inline image, of which `ID` was just read: to `EI` between white space.
    pub fn skip_inline_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let end = memchr::memmem::find_iter(rest, b"EI").find(|at| {
            let before = at.checked_sub(1).map(|at| rest[at]);
            before.is_some_and(is_space) && rest.get(at + 2).copied().is_none_or(is_space)
        });
        self.at += end.map_or(rest.len(), |at| at + 2);
    }

    fn run(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 0;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => return text,
                b')' => depth -= 1,
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' if self.peek() == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push(code.to_le_bytes()[0]);
            }
            byte => text.push(byte),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let rest = &self.bytes[self.at..];
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        let digits: Vec<u8> = rest[..end]
            .iter()
            .filter_map(|byte| char::from(*byte).to_digit(16)?.try_into().ok())
            .collect();
        digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn name(&mut self) -> Vec<u8> {
        let raw = self.run();
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((byte, after)) = rest.split_first() {
            let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            match code.filter(|_| *byte == b'#') {
                Some(code) => {
                    name.push(code);
                    rest = &after[2..];
                }
                None => {
                    name.push(*byte);
                    rest = after;
                }
            }
        }
        name
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            self.skip_space();
            let byte = self.peek()?;
            if !is_delimiter(byte) {
                let run = self.run();
                let number = std::str::from_utf8(run).ok().and_then(number);
                return Some(number.map_or_else(|| Token::Word(run.to_vec()), Token::Number));
            }
            self.at += 1;
            match byte {
                b'(' => return Some(Token::Text(self.literal())),
                // Dictionaries of marked content carry no text: their marks are left out.
                b'<' if self.peek() == Some(b'<') => self.at += 1,
                b'<' => return Some(Token::Text(self.hexadecimal())),
                b'/' => return Some(Token::Name(self.name())),
                b'[' => return Some(Token::ArrayStart),
                b']' => return Some(Token::ArrayEnd),
                _ => {}
            }
        }
    }
}

/// A number as PDF writes them: no exponent, no infinity.
fn number(word: &str) -> Option<f64> {
    let plain = word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.'));
    let number = word.parse::<f64>().ok().filter(|_| plain);
    // Some writers give "--5" or "5-3"; readers take the number that is there.
    number.or_else(|| {
        let trimmed = word.trim_start_matches('-');
        let digits = trimmed.split('-').next().unwrap_or_default();
        let found = digits.parse::<f64>().ok().filter(|_| plain && !digits.is_empty())?;
        Some(if word.starts_with('-') { -found } else { found })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_every_kind() {
        let found: Vec<Token> =
            Lexer::new(b"/F#31 12.5 Tf % note\n[(a\\)(b)\\101\\\nc) -20 <4a4B5>] TJ T* -.5 --3")
                .collect();
        let expected = [
            Token::Name(b"F1".to_vec()),
            Token::Number(12.5),
            Token::Word(b"Tf".to_vec()),
            Token::ArrayStart,
            Token::Text(b"a)(b)Ac".to_vec()),
            Token::Number(-20.0),
            Token::Text(b"JKP".to_vec()),
            Token::ArrayEnd,
            Token::Word(b"TJ".to_vec()),
            Token::Word(b"T*".to_vec()),
            Token::Number(-0.5),
            Token::Number(-3.0),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_inline_image_is_passed_over() {
        let mut lexer = Lexer::new(b"ID \x00EI\xff(( EI Q");
        assert_eq!(lexer.next(), Some(Token::Word(b"ID".to_vec())));
        lexer.skip_inline_image();
        assert_eq!(lexer.next(), Some(Token::Word(b"Q".to_vec())));
    }

    #[test]
    fn broken_streams_end() {
        for bytes in [&b"(abc"[..], b"<41", b"/", b"[", b"(\\", b"<<", b">>>", b"%"] {
            assert!(Lexer::new(bytes).count() < 4);
        }
    }
}

//! CMaps (Adobe Technical Note 5014, ISO 32000-1 sections 9.7.5 and 9.10.3): which bytes of a string
//! are one code, which CID and which characters a code stands for.

use std::collections::HashMap;

use super::lexer::{Lexer, Token};

/// Ranges are filled in up to so many codes, all together.
const MOST_CODES: usize = 200_000;

/// What a CMap maps.
#[derive(Debug, Default, Clone)]
pub struct CMap {
    /// Codes that begin a range of so many bytes: (bytes, first, last).
    pub codespace: Vec<(usize, u32, u32)>,
    /// Code to characters.
    pub characters: HashMap<u32, String>,
    /// Code ranges to CIDs: (first, last, CID of the first).
    pub cids: Vec<(u32, u32, u32)>,
}

/// Reads a CMap; what is not understood is left out.
pub fn parse(bytes: &[u8]) -> CMap {
    let mut map = CMap::default();
    let mut operands: Vec<Token> = Vec::new();
    for token in Lexer::new(bytes) {
        let Token::Word(word) = token else {
            operands.push(token);
            continue;
        };
        match word.as_slice() {
            b"endcodespacerange" => map.take_codespace(&operands),
            b"endbfchar" => map.take_characters(&operands),
            b"endbfrange" => map.take_ranges(&operands),
            b"endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Token::Text(code), Token::Number(cid)] = pair {
                        map.cids.push((number(code), number(code), *cid as u32));
                    }
                }
            }
            b"endcidrange" => {
                for triple in operands.chunks_exact(3) {
                    if let [Token::Text(first), Token::Text(last), Token::Number(cid)] = triple {
                        map.cids.push((number(first), number(last), *cid as u32));
                    }
                }
            }
            _ => {}
        }
        operands.clear();
    }
    map
}

/// Bytes as a number, the first highest.
fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// UTF-16BE, as destinations are written.
fn characters(utf16: &[u8]) -> String {
    match utf16 {
        [byte] => char::from(*byte).to_string(),
        _ => {
            let units = utf16.chunks(2).map(|pair| number(pair) as u16);
            char::decode_utf16(units).flatten().filter(|c| *c != '\0').collect()
        }
    }
}

impl CMap {
    fn take_codespace(&mut self, operands: &[Token]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Text(first), Token::Text(last)] = pair
                && (1..=4).contains(&first.len())
            {
                self.codespace.push((first.len(), number(first), number(last)));
            }
        }
    }

    fn take_characters(&mut self, operands: &[Token]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Text(code), Token::Text(to)] = pair {
                self.characters.insert(number(code), characters(to));
            }
        }
    }

    fn take_ranges(&mut self, operands: &[Token]) {
        let mut rest = operands;
        while let [Token::Text(first), Token::Text(last), after @ ..] = rest {
            let (first, last) = (number(first), number(last));
            match after {
                [Token::Text(to), after @ ..] => {
                    self.fill(first, last, to);
                    rest = after;
                }
                [Token::ArrayStart, after @ ..] => {
                    let end =
                        after.iter().position(|t| *t == Token::ArrayEnd).unwrap_or(after.len());
                    for (code, to) in (first..=last).zip(&after[..end]) {
                        if let Token::Text(to) = to {
                            self.characters.insert(code, characters(to));
                        }
                    }
                    rest = after.get(end + 1..).unwrap_or_default();
                }
                _ => return,
            }
        }
    }

    /// Codes that follow one another, to characters that do: the last unit counts up.
    fn fill(&mut self, first: u32, last: u32, to: &[u8]) {
        let Some((&byte, start)) = to.split_last() else { return };
        for code in first..=last {
            if self.characters.len() >= MOST_CODES {
                return;
            }
            let step = code - first + u32::from(byte);
            let mut units = start.to_vec();
            if let Some(high) = units.last_mut() {
                *high = high.wrapping_add((step >> 8) as u8);
            }
            units.push(step as u8);
            self.characters.insert(code, characters(&units));
        }
    }

    /// The first code of a string, and the rest. Without a codespace, codes have `usual` bytes.
    pub fn next_code<'s>(&self, text: &'s [u8], usual: usize) -> Option<(u32, &'s [u8])> {
        if text.is_empty() {
            return None;
        }
        for length in 1..=4.min(text.len()) {
            let code = number(&text[..length]);
            let fits = |(bytes, first, last): &(usize, u32, u32)| {
                *bytes == length && (*first..=*last).contains(&code)
            };
            if self.codespace.iter().any(fits) {
                return Some((code, &text[length..]));
            }
        }
        let length = usual.min(text.len());
        Some((number(&text[..length]), &text[length..]))
    }

    /// The CID of a code; without a mapping, the code itself.
    pub fn cid(&self, code: u32) -> u32 {
        self.cids
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&code))
            .map_or(code, |(first, _, cid)| cid.wrapping_add(code - first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists() {
        let map = parse(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange\n\
              2 beginbfchar <0003> <0020> <0004> <00660069> endbfchar\n\
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <d83dde00>] endbfrange",
        );
        let shown = |code| map.characters.get(&code).map(String::as_str);
        assert_eq!(shown(3), Some(" "));
        assert_eq!(shown(4), Some("fi"));
        assert_eq!((shown(0x10), shown(0x12), shown(0x13)), (Some("A"), Some("C"), None));
        assert_eq!((shown(0x20), shown(0x21)), (Some("a"), Some("\u{1f600}")));
        assert_eq!(map.next_code(&[0, 3, 0], 2), Some((3, &[0][..])));
    }

    #[test]
    fn codes_of_mixed_length_and_cids() {
        let map = parse(
            b"2 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange \
              1 begincidrange <20> <7e> 100 endcidrange 1 begincidchar <8140> 7 endcidchar",
        );
        assert_eq!(map.next_code(&[0x41, 0x81, 0x40], 2), Some((0x41, &[0x81, 0x40][..])));
        assert_eq!(map.next_code(&[0x81, 0x40], 2), Some((0x8140, &[][..])));
        assert_eq!((map.cid(0x21), map.cid(0x8140), map.cid(0x9000)), (101, 7, 0x9000));
    }

    #[test]
    fn a_hostile_range_is_cut() {
        let map = parse(b"beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert_eq!(map.characters.len(), MOST_CODES);
    }
}

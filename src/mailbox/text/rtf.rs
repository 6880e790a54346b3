//! Rich Text Format (specification 1.9.1): its words, without fonts, pictures and other machinery.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Destinations whose content is no text of the letter.
const MACHINERY: [&str; 18] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "listtable",
    "listoverridetable",
    "info",
    "pict",
    "object",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "fldinst",
    "filetbl",
    "revtbl",
];

/// Groups inside one another are followed so far.
const DEEPEST: usize = 500;

/// The text of an RTF document.
pub fn text(rtf: &[u8]) -> Result<String, String> {
    let mut reader = Reader {
        rtf,
        at: 0,
        text: String::new(),
        pending: Vec::new(),
        charset: WINDOWS_1252,
        owed: 0,
    };
    reader.run();
    Ok(super::document::tidy(&reader.text))
}

/// What a group may change for its inside.
#[derive(Clone, Copy)]
struct Group {
    /// Its content is machinery.
    silent: bool,
    /// Characters that follow each `\u` for old readers.
    substitutes: usize,
}

struct Reader<'a> {
    rtf: &'a [u8],
    at: usize,
    text: String,
    /// Bytes of the document's charset, not yet decoded.
    pending: Vec<u8>,
    charset: &'static Encoding,
    /// Substitute characters still to be skipped.
    owed: usize,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut group = Group { silent: false, substitutes: 1 };
        let mut outer: Vec<Group> = Vec::new();
        while let Some(byte) = self.next() {
            match byte {
                b'{' if outer.len() >= DEEPEST => break,
                b'{' => outer.push(group),
                b'}' => {
                    self.flush();
                    group = outer.pop().unwrap_or(group);
                    self.owed = 0;
                }
                b'\\' => self.control(&mut group),
                b'\r' | b'\n' => {}
                byte => self.byte(byte, group),
            }
        }
        self.flush();
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.rtf.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn byte(&mut self, byte: u8, group: Group) {
        if self.owed > 0 {
            self.owed -= 1;
        } else if !group.silent {
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            self.text.push_str(&self.charset.decode_without_bom_handling(&self.pending).0);
            self.pending.clear();
        }
    }

    fn put(&mut self, c: char, group: Group) {
        self.flush();
        if !group.silent {
            self.text.push(c);
        }
    }

    fn control(&mut self, group: &mut Group) {
        let start = self.at;
        while self.rtf.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        if start == self.at {
            return self.symbol(group);
        }
        let word = String::from_utf8_lossy(&self.rtf[start..self.at]).into_owned();
        let number = self.number();
        if self.rtf.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&word, number, group);
    }

    fn number(&mut self) -> Option<i32> {
        let start = self.at;
        if self.rtf.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.rtf.get(self.at).is_some_and(u8::is_ascii_digit) && self.at - start < 11 {
            self.at += 1;
        }
        std::str::from_utf8(&self.rtf[start..self.at]).ok()?.parse().ok()
    }

    fn symbol(&mut self, group: &mut Group) {
        match self.next() {
            Some(b'\'') => {
                let digits = self.rtf.get(self.at..self.at + 2).unwrap_or_default();
                self.at += 2;
                let byte =
                    std::str::from_utf8(digits).ok().and_then(|d| u8::from_str_radix(d, 16).ok());
                if let Some(byte) = byte {
                    self.byte(byte, *group);
                }
            }
            Some(b'*') => group.silent = true,
            Some(b'~') => self.put(' ', *group),
            Some(b'_') => self.put('-', *group),
            Some(byte @ (b'\\' | b'{' | b'}')) => self.byte(byte, *group),
            Some(b'\r' | b'\n') => self.put('\n', *group),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, group: &mut Group) {
        match word {
            "par" | "line" | "row" | "page" | "sect" => self.put('\n', *group),
            "tab" | "cell" => self.put('\t', *group),
            "emdash" => self.put('\u{2014}', *group),
            "endash" => self.put('\u{2013}', *group),
            "lquote" => self.put('\u{2018}', *group),
            "rquote" => self.put('\u{2019}', *group),
            "ldblquote" => self.put('\u{201c}', *group),
            "rdblquote" => self.put('\u{201d}', *group),
            "bullet" => self.put('\u{2022}', *group),
            "ansicpg" => self.charset = code_page(number).unwrap_or(self.charset),
            "mac" => self.charset = encoding_rs::MACINTOSH,
            "uc" => group.substitutes = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "u" => {
                let code = number.map_or(0, |n| if n < 0 { n + 0x1_0000 } else { n });
                self.put(
                    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'),
                    *group,
                );
                self.owed = group.substitutes;
            }
            "bin" => self.at += usize::try_from(number.unwrap_or(0)).unwrap_or(0),
            _ if MACHINERY.contains(&word) => group.silent = true,
            _ => {}
        }
    }
}

fn code_page(number: Option<i32>) -> Option<&'static Encoding> {
    match number? {
        10000 => Some(encoding_rs::MACINTOSH),
        65001 => Some(encoding_rs::UTF_8),
        number => Encoding::for_label(format!("windows-{number}").as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_and_machinery_stays() {
        let rtf =
            br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Word;}\f0 Dear Ms P\par
Our ref:\tab FOIA1198\par Caf\'e9 \u8364?5 \endash  \{yes\}\par{\pict 89504e47}\bin3 abc{\b bold}}";
        assert_eq!(
            text(rtf).unwrap(),
            "Dear Ms P\nOur ref:\tFOIA1198\nCaf\u{e9} \u{20ac}5 \u{2013} {yes}\nbold"
        );
    }

    #[test]
    fn broken_rtf_gives_what_there_is() {
        for rtf in [
            &b"{\\rtf1 a\\'"[..],
            b"{\\rtf1 a}}}}b",
            b"{\\rtf1 \\bin999999999 x",
            b"{\\rtf1\\u-1\\u99999999 ",
        ] {
            text(rtf).unwrap();
        }
        assert_eq!(text(&[b"{\\rtf1 a".as_slice(), &[b'{'; 100_000]].concat()).unwrap(), "a");
    }
}

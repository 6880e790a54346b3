//! RTF bodies inside winmail.dat: decompression (MS-OXRTFCP), the HTML that Exchange wraps in RTF
//! (MS-OXRTFEX), and plain text from the rest. Not a general RTF reader: what it does not know it
//! leaves out.

use super::charset;

/// What an RTF body turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    /// HTML that was wrapped in RTF.
    Html(String),
    /// Text.
    Plain(String),
}

/// The dictionary every compressed stream starts from (MS-OXRTFCP section 2.1.2.1).
const PRESET: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// No letter is longer than this.
const MAX_TEXT: usize = 8 * 1024 * 1024;

/// Decompresses a PR_RTF_COMPRESSED value; `None` where it is none.
pub(crate) fn decompressed(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let body = bytes.get(16..)?;
    match bytes.get(8..12)? {
        b"MELA" => Some(body[..body.len().min(size)].to_vec()),
        b"LZFu" => Some(unpacked(body, size.min(MAX_TEXT))),
        _ => None,
    }
}

/// LZ77 with a ring of 4096 bytes; each control byte rules eight literals or references.
fn unpacked(mut input: &[u8], size: usize) -> Vec<u8> {
    let mut ring = [b' '; 4096];
    ring[..PRESET.len()].copy_from_slice(PRESET);
    let mut write = PRESET.len();
    let mut out = Vec::new();
    while let Some((control, rest)) = input.split_first() {
        input = rest;
        for bit in 0..8 {
            if out.len() >= size {
                return out;
            }
            if control >> bit & 1 == 0 {
                let Some((byte, rest)) = input.split_first() else { return out };
                input = rest;
                put(&mut out, &mut ring, &mut write, *byte);
                continue;
            }
            let [high, low, rest @ ..] = input else { return out };
            input = rest;
            let offset = usize::from(*high) << 4 | usize::from(*low) >> 4;
            if offset == write % 4096 {
                return out;
            }
            for step in 0..usize::from(*low & 15) + 2 {
                let byte = ring[(offset + step) % 4096];
                put(&mut out, &mut ring, &mut write, byte);
            }
        }
    }
    out
}

fn put(out: &mut Vec<u8>, ring: &mut [u8; 4096], write: &mut usize, byte: u8) {
    out.push(byte);
    ring[*write % 4096] = byte;
    *write = (*write + 1) % 4096;
}

/// The text of an RTF body.
pub(crate) fn text(rtf: &[u8]) -> Text {
    let is_html = memchr::memmem::find(&rtf[..rtf.len().min(4096)], b"\\fromhtml").is_some();
    let mut reader = Reader { html: is_html, skip_after_unicode: 1, ..Reader::default() };
    reader.read(rtf);
    reader.flush();
    if is_html { Text::Html(reader.out) } else { Text::Plain(reader.out) }
}

/// The state of a reading.
#[derive(Default)]
struct Reader {
    html: bool,
    out: String,
    /// Bytes of `\'xx` escapes and text that wait for their character set.
    bytes: Vec<u8>,
    codepage: Option<String>,
    /// For each open group: whether it is left out, and whether `\htmlrtf` is on.
    groups: Vec<(bool, bool)>,
    hidden: bool,
    html_off: bool,
    skip_after_unicode: usize,
    skip: usize,
}

/// Groups may nest this deep before the rest is taken as text.
const MAX_GROUPS: usize = 2_000;

impl Reader {
    fn read(&mut self, mut input: &[u8]) {
        while let Some((byte, rest)) = input.split_first() {
            input = match byte {
                b'{' if self.groups.len() < MAX_GROUPS => {
                    self.groups.push((self.hidden, self.html_off));
                    rest
                }
                b'}' => {
                    (self.hidden, self.html_off) = self.groups.pop().unwrap_or_default();
                    rest
                }
                b'\\' => self.control(rest),
                b'\r' | b'\n' => rest,
                _ => {
                    self.byte(*byte);
                    rest
                }
            };
        }
    }

    /// A control word, symbol or escape; gives what follows.
    fn control<'a>(&mut self, input: &'a [u8]) -> &'a [u8] {
        let Some((first, rest)) = input.split_first() else { return input };
        if !first.is_ascii_alphabetic() {
            return self.symbol(*first, rest);
        }
        let length = input.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, after) = input.split_at(length);
        let digits = after
            .iter()
            .enumerate()
            .take_while(|(at, byte)| byte.is_ascii_digit() || (*at == 0 && **byte == b'-'))
            .count();
        let (number, after) = after.split_at(digits);
        let number: Option<i32> =
            std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        let after = after.strip_prefix(b" ").unwrap_or(after);
        self.word(word, number);
        after
    }

    fn symbol<'a>(&mut self, symbol: u8, rest: &'a [u8]) -> &'a [u8] {
        match symbol {
            b'\'' => {
                let hex = rest.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.byte(byte);
                }
                return rest.get(2..).unwrap_or_default();
            }
            b'*' => {
                // A destination that readers may ignore: only the wrapped HTML is wanted.
                let wanted = self.html && rest.starts_with(b"\\htmltag");
                self.hidden |= !wanted;
            }
            b'~' => self.push(" "),
            b'_' => self.push("-"),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\r' | b'\n' => self.push("\n"),
            _ => {}
        }
        rest
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"par" | b"line" | b"row" | b"sect" | b"page" => self.push("\n"),
            b"tab" | b"cell" => self.push("\t"),
            b"lquote" => self.push("‘"),
            b"rquote" => self.push("’"),
            b"ldblquote" => self.push("“"),
            b"rdblquote" => self.push("”"),
            b"bullet" => self.push("•"),
            b"endash" => self.push("–"),
            b"emdash" => self.push("—"),
            b"u" => self.unicode(number.unwrap_or(0)),
            b"uc" => self.skip_after_unicode = number.unwrap_or(1).clamp(0, 16) as usize,
            b"ansicpg" => self.codepage = number.map(|page| format!("windows-{page}")),
            b"htmlrtf" => self.html_off = number != Some(0),
            b"fonttbl" | b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"object"
            | b"header" | b"footer" | b"listtable" | b"fldinst" => self.hidden = true,
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        let code = (number as u32) & 0xFFFF;
        if let Some(c) = char::from_u32(code).filter(|_| self.shows()) {
            self.out.push(c);
        }
        self.skip = self.skip_after_unicode;
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.shows() && self.out.len() < MAX_TEXT {
            self.bytes.push(byte);
        }
    }

    fn push(&mut self, text: &str) {
        if self.shows() {
            self.flush();
            self.out.push_str(text);
        }
    }

    fn shows(&self) -> bool {
        !self.hidden && !(self.html && self.html_off)
    }

    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            self.out.push_str(&charset::text(
                &bytes,
                self.codepage.as_deref().or(Some("windows-1252")),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preset_dictionary_has_its_length() {
        assert_eq!(PRESET.len(), 207);
    }

    #[test]
    fn a_stream_is_unpacked() {
        // One literal run and a reference into the preset: "{\rtf1" is at offset 0, six bytes long.
        let mut stream = vec![0; 4];
        stream.extend(7u32.to_le_bytes());
        stream.extend(b"LZFu\0\0\0\0");
        stream.extend([0b0000_0001, 0x00, 0x04, b'x']);
        assert_eq!(decompressed(&stream).unwrap(), b"{\\rtf1x");
        assert_eq!(decompressed(b"short"), None);
    }

    #[test]
    fn text_and_wrapped_html_are_told_apart() {
        let plain =
            br"{\rtf1\ansi{\fonttbl{\f0 Arial;}}We hold \b twelve\b0 .\par caf\'e9 \u8211?x}";
        assert_eq!(text(plain), Text::Plain("We hold twelve.\ncafé –x".into()));
        let html = br"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 We hold \htmlrtf}\htmlrtf0 twelve{\*\htmltag72 </p>}}";
        assert_eq!(text(html), Text::Html("<p>We hold twelve</p>".into()));
    }
}

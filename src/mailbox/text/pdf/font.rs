//! Fonts, as far as text needs them: which characters a string shows and how wide each is
//! (ISO 32000-1, sections 9.6, 9.7 and 9.10).

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, Stream};

use super::cmap::{self, CMap};
use super::standard_font;

/// One character code of a string.
pub struct Shown {
    /// Its characters; `None` where the font does not tell.
    pub characters: Option<String>,
    /// Its width in thousandths of the font size.
    pub width: f64,
    /// It is the one-byte code 32, to which word spacing applies.
    pub is_space: bool,
}

/// A font.
#[derive(Debug)]
pub struct Font {
    to_unicode: CMap,
    /// How a composite font cuts strings into codes; `None` for a simple font, one byte a code.
    codes: Option<CMap>,
    /// What the codes of a simple font show by its encoding.
    encoding: Vec<Option<String>>,
    widths: HashMap<u32, f64>,
    usual_width: f64,
}

/// The value of a key, references followed.
pub fn get<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let object = dict.get(key).ok()?;
    document.dereference(object).ok().map(|(_, object)| object)
}

/// The dictionary at a key, references followed; that of a stream too.
pub fn dict<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    match get(document, of, key)? {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Whether an object is that name.
pub fn is_name(object: &Object, name: &[u8]) -> bool {
    object.as_name().is_ok_and(|found| found == name)
}

/// The content of a stream, unpacked; nothing for pictures and unknown filters.
pub fn content(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_default()
}

fn stream_at(document: &Document, of: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    get(document, of, key)?.as_stream().ok().map(content)
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

impl Font {
    /// Reads a font dictionary; whatever is missing is guessed.
    pub fn read(document: &Document, font: &Dictionary) -> Font {
        let to_unicode = stream_at(document, font, b"ToUnicode").map(|bytes| cmap::parse(&bytes));
        let to_unicode = to_unicode.unwrap_or_default();
        let composite = get(document, font, b"Subtype").is_some_and(|s| is_name(s, b"Type0"));
        if composite {
            Font::composite(document, font, to_unicode)
        } else {
            Font::simple(document, font, to_unicode)
        }
    }

    fn composite(document: &Document, font: &Dictionary, to_unicode: CMap) -> Font {
        let codes = stream_at(document, font, b"Encoding").map(|bytes| cmap::parse(&bytes));
        let descendant = get(document, font, b"DescendantFonts")
            .and_then(|fonts| fonts.as_array().ok()?.first())
            .and_then(|font| document.dereference(font).ok()?.1.as_dict().ok());
        let mut widths = HashMap::new();
        let mut usual_width = 1000.0;
        if let Some(descendant) = descendant {
            usual_width = get(document, descendant, b"DW").and_then(number).unwrap_or(1000.0);
            if let Some(list) = get(document, descendant, b"W").and_then(|w| w.as_array().ok()) {
                widths = cid_widths(document, list);
            }
        }
        let codes = Some(codes.unwrap_or_default());
        Font { to_unicode, codes, encoding: Vec::new(), widths, usual_width }
    }

    fn simple(document: &Document, font: &Dictionary, to_unicode: CMap) -> Font {
        let descriptor = dict(document, font, b"FontDescriptor");
        let first = get(document, font, b"FirstChar").and_then(number).unwrap_or(0.0) as u32;
        let listed = get(document, font, b"Widths").and_then(|w| w.as_array().ok());
        // A Type 3 font measures in its own units.
        let unit = get(document, font, b"FontMatrix")
            .and_then(|m| number(m.as_array().ok()?.first()?))
            .map_or(1.0, |scale| scale.abs() * 1000.0);
        let widths = listed.map_or_else(
            || standard(document, font),
            |widths| {
                let width = |object| document.dereference(object).ok().and_then(|(_, o)| number(o));
                widths
                    .iter()
                    .zip(first..)
                    .filter_map(|(w, code)| Some((code, width(w)? * unit)))
                    .collect()
            },
        );
        let missing = descriptor.and_then(|d| get(document, d, b"MissingWidth")).and_then(number);
        let usual_width = missing.filter(|w| *w > 0.0).unwrap_or(500.0);
        let encoding = encoding(document, font, descriptor);
        Font { to_unicode, codes: None, encoding, widths, usual_width }
    }

    /// The codes of a string.
    pub fn show(&self, text: &[u8]) -> Vec<Shown> {
        match &self.codes {
            None => text.iter().map(|byte| self.simple_code(*byte)).collect(),
            Some(codes) => {
                let cut = if codes.codespace.is_empty() { &self.to_unicode } else { codes };
                let mut shown = Vec::new();
                let mut rest = text;
                while let Some((code, after)) = cut.next_code(rest, 2) {
                    let is_space = code == 32 && rest.len() == after.len() + 1;
                    let width = self.widths.get(&codes.cid(code)).copied();
                    shown.push(Shown {
                        characters: self.to_unicode.characters.get(&code).cloned(),
                        width: width.unwrap_or(self.usual_width),
                        is_space,
                    });
                    rest = after;
                }
                shown
            }
        }
    }

    fn simple_code(&self, byte: u8) -> Shown {
        let code = u32::from(byte);
        let by_encoding = || self.encoding.get(usize::from(byte)).cloned().flatten();
        let characters = self.to_unicode.characters.get(&code).filter(|c| !c.is_empty()).cloned();
        Shown {
            characters: characters.or_else(by_encoding),
            width: self.widths.get(&code).copied().unwrap_or(self.usual_width),
            is_space: byte == 32,
        }
    }
}

/// The widths of a font that tells none, by its name.
fn standard(document: &Document, font: &Dictionary) -> HashMap<u32, f64> {
    let name = get(document, font, b"BaseFont").and_then(|name| name.as_name().ok());
    let name = name.map(String::from_utf8_lossy).unwrap_or_default();
    let known = standard_font::widths(&name).into_iter().flatten();
    (32..).zip(known.map(|width| f64::from(*width))).collect()
}

/// The W array: `c [w1 w2 …]` and `first last w` (section 9.7.4.3).
fn cid_widths(document: &Document, list: &[Object]) -> HashMap<u32, f64> {
    let list: Vec<&Object> = list
        .iter()
        .filter_map(|object| document.dereference(object).ok().map(|(_, o)| o))
        .collect();
    let mut widths = HashMap::new();
    let mut rest = list.as_slice();
    loop {
        match rest {
            [first, Object::Array(each), after @ ..] => {
                let first = number(first).unwrap_or(0.0) as u32;
                widths.extend((first..).zip(each.iter().filter_map(number)));
                rest = after;
            }
            [first, last, width, after @ ..] => {
                let (first, last) = (number(first).unwrap_or(0.0), number(last).unwrap_or(0.0));
                let width = number(width).unwrap_or(0.0);
                // CIDs have two bytes.
                widths.extend((first as u32..=(last as u32).min(0xffff)).map(|cid| (cid, width)));
                rest = after;
            }
            _ => return widths,
        }
    }
}

/// What each code of a simple font shows: a base encoding, changed by /Differences or by the
/// encoding built into a Type 1 font.
fn encoding(
    document: &Document,
    font: &Dictionary,
    descriptor: Option<&Dictionary>,
) -> Vec<Option<String>> {
    let given = get(document, font, b"Encoding");
    let built_in = descriptor
        .filter(|_| given.is_none_or(|given| given.as_name().is_err()))
        .and_then(|d| stream_at(document, d, b"FontFile"))
        .map(|program| type1_encoding(&program))
        .unwrap_or_default();
    let base = match given {
        Some(Object::Name(name)) => Some(name.as_slice()),
        Some(Object::Dictionary(dict)) => {
            get(document, dict, b"BaseEncoding").and_then(|name| name.as_name().ok())
        }
        _ => None,
    };
    let mut table = base_encoding(base.unwrap_or(b"WinAnsiEncoding"));
    for (code, name) in built_in {
        set(&mut table, code, &name);
    }
    let differences = match given {
        Some(Object::Dictionary(dict)) => get(document, dict, b"Differences"),
        _ => None,
    };
    let mut code = 0;
    for object in differences.and_then(|d| d.as_array().ok()).into_iter().flatten() {
        match document.dereference(object) {
            Ok((_, Object::Integer(number))) => code = usize::try_from(*number).unwrap_or(0),
            Ok((_, Object::Name(name))) => {
                set(&mut table, code, name);
                code += 1;
            }
            _ => {}
        }
    }
    table
}

fn set(table: &mut [Option<String>], code: usize, name: &[u8]) {
    if let Some(place) = table.get_mut(code)
        && let Some(characters) = glyph(name)
    {
        *place = Some(characters);
    }
}

/// The characters of the 256 codes by a named encoding, as `lopdf` knows them.
fn base_encoding(name: &[u8]) -> Vec<Option<String>> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let document = Document::new();
    let encoding = font.get_font_encoding(&document);
    (0..=255u8)
        .map(|code| encoding.as_ref().ok()?.bytes_to_string(&[code]).ok())
        .map(|shown| shown.filter(|shown| !shown.is_empty()))
        .collect()
}

/// The characters of a glyph's name, by the Adobe Glyph List: `eacute`, `f_i`, `uni20AC`, `u1F600`,
/// `a.sc`. The list itself is `lopdf`'s.
fn glyph(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?.split('.').next()?;
    if name.is_empty() {
        return None;
    }
    if name.contains('_') {
        return name.split('_').map(|part| glyph(part.as_bytes())).collect();
    }
    let coded = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    if let Some(digits) = coded.filter(|d| (4..=6).contains(&d.len()))
        && let Ok(code) = u32::from_str_radix(digits, 16)
    {
        return char::from_u32(code).map(String::from);
    }
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    let differences = vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())];
    encoding.set("Differences", Object::Array(differences));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    match font.get_font_encoding(&Document::new()) {
        Ok(lopdf::Encoding::Differences(differences)) => {
            let unit = differences.map.get(&0)?.utf16_code_unit();
            char::decode_utf16([unit]).next()?.ok().map(String::from)
        }
        _ => None,
    }
}

/// The encoding in the clear part of a Type 1 font program: `dup 65 /A put`.
fn type1_encoding(program: &[u8]) -> Vec<(usize, Vec<u8>)> {
    use super::lexer::{Lexer, Token};
    let end = memchr::memmem::find(program, b"eexec").unwrap_or(program.len());
    let clear = &program[..end];
    let start = memchr::memmem::find(clear, b"/Encoding").unwrap_or(clear.len());
    let tokens: Vec<Token> = Lexer::new(&clear[start..]).take(2_000).collect();
    tokens
        .windows(4)
        .filter_map(|window| match window {
            [Token::Word(dup), Token::Number(code), Token::Name(name), Token::Word(put)]
                if dup == b"dup" && put == b"put" =>
            {
                Some((*code as usize, name.clone()))
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_names() {
        let cases: [(&str, Option<&str>); 8] = [
            ("A", Some("A")),
            ("eacute", Some("\u{e9}")),
            ("quoteright", Some("\u{2019}")),
            ("f_i", Some("fi")),
            ("ffi", Some("\u{fb03}")),
            ("uni20AC", Some("\u{20ac}")),
            ("a.sc", Some("a")),
            ("g123", None),
        ];
        for (name, expected) in cases {
            assert_eq!(glyph(name.as_bytes()).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn named_encodings() {
        let win = base_encoding(b"WinAnsiEncoding");
        assert_eq!((win[65].as_deref(), win[0x96].as_deref()), (Some("A"), Some("\u{2013}")));
        assert_eq!(base_encoding(b"MacRomanEncoding")[0x8e].as_deref(), Some("\u{e9}"));
        assert_eq!(base_encoding(b"StandardEncoding")[0x27].as_deref(), Some("\u{2019}"));
    }

    #[test]
    fn the_encoding_inside_a_type1_font() {
        let program =
            b"%!PS /Encoding 256 array dup 3 /fi put dup 65 /A put readonly def eexec dup 9 /x put";
        assert_eq!(type1_encoding(program), [(3, b"fi".to_vec()), (65, b"A".to_vec())]);
    }
}

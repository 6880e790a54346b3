//! One page: its content stream run as far as text needs it (ISO 32000-1, sections 8.4, 8.10 and 9),
//! with the forms it draws, and the fields and notes that are filled in on it.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::font::{self, Font};
use super::layout::{Lines, Placed};
use super::lexer::{Lexer, Token};

/// Forms inside forms are followed so far.
const DEEPEST: usize = 12;

/// Operators of one page beyond this many are not run: more than any page of text has.
const MOST_OPERATORS: usize = 3_000_000;

/// Letters that stand this far apart, as a share of the size, have a space between them: some writers
/// draw a space as the spacing of the letter before it.
const WORD_GAP: f64 = 0.25;

/// Graphics states saved inside one another.
const MOST_SAVED: usize = 500;

/// What the pages read so far gave.
#[derive(Debug, Default)]
pub struct Reading {
    /// Their text.
    pub text: String,
    /// Codes of which the fonts do not tell the characters.
    pub unknown: usize,
    /// Fonts met, by their object.
    fonts: HashMap<ObjectId, Rc<Font>>,
}

/// A transformation: [a b c d e f] of section 8.3.3.
type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `m`, then `n`.
fn product(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// Adds the text of one page to `reading`.
pub fn read(document: &Document, page: ObjectId, reading: &mut Reading) {
    let Ok(dict) = document.get_dictionary(page) else { return };
    let resources = inherited(document, dict, b"Resources");
    let empty = Dictionary::new();
    let mut run = Run::new(document, reading);
    run.stream(&page_content(document, dict), resources.unwrap_or(&empty), IDENTITY, 0);
    run.annotations(dict);
    let lines = run.lines.finish();
    reading.text.push_str(&lines);
    reading.text.push_str("\n\n");
}

/// A page's content, its parts put together; a part that cannot be unpacked is left out.
fn page_content(document: &Document, page: &Dictionary) -> Vec<u8> {
    let parts = match font::get(document, page, b"Contents") {
        Some(Object::Array(parts)) => parts.as_slice(),
        Some(whole) => std::slice::from_ref(whole),
        None => &[],
    };
    let mut content = Vec::new();
    for part in parts {
        if let Ok((_, Object::Stream(stream))) = document.dereference(part) {
            content.extend(font::content(stream));
            content.push(b'\n');
        }
    }
    content
}

/// A dictionary that a page may take from the tree above it.
fn inherited<'a>(
    document: &'a Document,
    page: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    let mut at = page;
    for _ in 0..64 {
        if let Some(found) = font::dict(document, at, key) {
            return Some(found);
        }
        at = font::dict(document, at, b"Parent")?;
    }
    None
}

/// The state that text operators read (sections 8.4.1 and 9.3.1).
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

impl State {
    fn new(ctm: Matrix) -> State {
        State {
            ctm,
            font: None,
            size: 1.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

struct Run<'a, 'r> {
    document: &'a Document,
    reading: &'r mut Reading,
    lines: Lines,
    operators: usize,
    text_matrix: Matrix,
    line_matrix: Matrix,
}

impl<'a, 'r> Run<'a, 'r> {
    fn new(document: &'a Document, reading: &'r mut Reading) -> Self {
        let lines = Lines::default();
        let (text_matrix, line_matrix) = (IDENTITY, IDENTITY);
        Run { document, reading, lines, operators: 0, text_matrix, line_matrix }
    }

    fn stream(&mut self, content: &[u8], resources: &'a Dictionary, ctm: Matrix, depth: usize) {
        let mut state = State::new(ctm);
        let mut saved = Vec::new();
        let mut operands: Vec<Token> = Vec::new();
        let mut lexer = Lexer::new(content);
        while let Some(token) = lexer.next() {
            let Token::Word(operator) = token else {
                operands.push(token);
                continue;
            };
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return;
            }
            match operator.as_slice() {
                b"q" if saved.len() < MOST_SAVED => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.ctm = product(matrix(&operands), state.ctm),
                b"ID" => lexer.skip_inline_image(),
                b"Do" if depth < DEEPEST => self.form(&operands, resources, state.ctm, depth),
                b"Tf" => self.set_font(&operands, resources, &mut state),
                operator => self.text_operator(operator, &operands, &mut state),
            }
            operands.clear();
        }
    }

    fn text_operator(&mut self, operator: &[u8], operands: &[Token], state: &mut State) {
        let number = |index: usize| match operands.get(index) {
            Some(Token::Number(number)) => *number,
            _ => 0.0,
        };
        match operator {
            b"BT" => self.place(IDENTITY),
            b"Tc" => state.letter_spacing = number(0),
            b"Tw" => state.word_spacing = number(0),
            b"Tz" => state.scale = number(0) / 100.0,
            b"TL" => state.leading = number(0),
            b"Ts" => state.rise = number(0),
            b"Tm" => self.place(matrix(operands)),
            b"Td" => self.move_line(number(0), number(1)),
            b"TD" => {
                state.leading = -number(1);
                self.move_line(number(0), number(1));
            }
            b"T*" => self.move_line(0.0, -state.leading),
            b"Tj" | b"TJ" => self.show_all(operands, state),
            b"'" => {
                self.move_line(0.0, -state.leading);
                self.show_all(operands, state);
            }
            b"\"" => {
                (state.word_spacing, state.letter_spacing) = (number(0), number(1));
                self.move_line(0.0, -state.leading);
                self.show_all(operands.get(2..).unwrap_or_default(), state);
            }
            _ => {}
        }
    }

    fn place(&mut self, matrix: Matrix) {
        self.text_matrix = matrix;
        self.line_matrix = matrix;
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.place(product([1.0, 0.0, 0.0, 1.0, x, y], self.line_matrix));
    }

    fn advance(&mut self, by: f64) {
        self.text_matrix = product([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text_matrix);
    }

    fn set_font(&mut self, operands: &[Token], resources: &'a Dictionary, state: &mut State) {
        let [Token::Name(name), Token::Number(size)] = operands else { return };
        state.size = *size;
        let fonts = font::dict(self.document, resources, b"Font");
        let Some(object) = fonts.and_then(|fonts| fonts.get(name).ok()) else { return };
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.reading.fonts.get(&id)) {
            state.font = Some(Rc::clone(known));
            return;
        }
        let Ok((_, Object::Dictionary(dict))) = self.document.dereference(object) else { return };
        let font = Rc::new(Font::read(self.document, dict));
        if let Some(id) = id {
            self.reading.fonts.insert(id, Rc::clone(&font));
        }
        state.font = Some(font);
    }

    /// The strings of Tj and TJ; numbers between them move by thousandths of the size.
    fn show_all(&mut self, operands: &[Token], state: &State) {
        for operand in operands {
            match operand {
                Token::Text(text) => self.show(text, state),
                Token::Number(back) => self.advance(-back / 1000.0 * state.size * state.scale),
                Token::Name(_) | Token::ArrayStart | Token::ArrayEnd | Token::Word(_) => {}
            }
        }
    }

    fn show(&mut self, text: &[u8], state: &State) {
        let Some(font) = &state.font else { return };
        let start = self.text_matrix;
        let mut shown = String::new();
        let apart = state.letter_spacing > WORD_GAP * state.size.abs();
        for code in font.show(text) {
            if apart && !shown.is_empty() && !shown.ends_with(' ') {
                shown.push(' ');
            }
            match &code.characters {
                Some(characters) => characters.chars().for_each(|c| add_plain(c, &mut shown)),
                None => self.reading.unknown += 1,
            }
            let word = if code.is_space { state.word_spacing } else { 0.0 };
            let width = code.width / 1000.0 * state.size + state.letter_spacing + word;
            self.advance(width * state.scale);
        }
        if !shown.is_empty() {
            let spacing = state.letter_spacing * state.scale;
            let placed = placed(shown, start, self.text_matrix, spacing, state);
            self.lines.add(placed);
        }
    }

    fn form(&mut self, operands: &[Token], resources: &'a Dictionary, ctm: Matrix, depth: usize) {
        let Some(Token::Name(name)) = operands.last() else { return };
        let objects = font::dict(self.document, resources, b"XObject");
        let Some(Object::Stream(form)) = objects.and_then(|o| font::get(self.document, o, name))
        else {
            return;
        };
        if form.dict.get(b"Subtype").is_ok_and(|subtype| font::is_name(subtype, b"Form")) {
            self.draw(form, resources, ctm, depth + 1);
        }
    }

    fn draw(&mut self, form: &'a Stream, outer: &'a Dictionary, ctm: Matrix, depth: usize) {
        let own = font::get(self.document, &form.dict, b"Matrix")
            .and_then(|matrix| matrix.as_array().ok())
            .map(|numbers| numbers.iter().map(|n| n.as_float().map_or(0.0, f64::from)).collect())
            .and_then(|numbers: Vec<f64>| <[f64; 6]>::try_from(numbers).ok());
        let ctm = product(own.unwrap_or(IDENTITY), ctm);
        let resources = font::dict(self.document, &form.dict, b"Resources").unwrap_or(outer);
        let before = (self.text_matrix, self.line_matrix);
        self.stream(&font::content(form), resources, ctm, depth);
        (self.text_matrix, self.line_matrix) = before;
    }

    /// What is filled into the page's fields and written on it in notes, by its looks.
    fn annotations(&mut self, page: &'a Dictionary) {
        let notes =
            font::get(self.document, page, b"Annots").and_then(|notes| notes.as_array().ok());
        for note in notes.into_iter().flatten().take(2_000) {
            let Ok((_, Object::Dictionary(note))) = self.document.dereference(note) else {
                continue;
            };
            let looks = font::dict(self.document, note, b"AP")
                .and_then(|looks| font::get(self.document, looks, b"N"));
            let Some(Object::Stream(look)) = looks else { continue };
            let corner = font::get(self.document, note, b"Rect").and_then(corner);
            let (x, y) = corner.unwrap_or_default();
            self.draw(look, &look.dict, [1.0, 0.0, 0.0, 1.0, x, y], 1);
        }
    }
}

fn corner(rect: &Object) -> Option<(f64, f64)> {
    match rect.as_array().ok()?.as_slice() {
        [x, y, ..] => Some((f64::from(x.as_float().ok()?), f64::from(y.as_float().ok()?))),
        _ => None,
    }
}

fn matrix(operands: &[Token]) -> Matrix {
    let mut matrix = IDENTITY;
    for (place, operand) in matrix.iter_mut().zip(operands) {
        if let Token::Number(number) = operand {
            *place = *number;
        }
    }
    matrix
}

/// Adds a character as it is read: odd spaces as spaces, letters drawn as one apart, no control and
/// no private characters.
fn add_plain(c: char, text: &mut String) {
    match c {
        '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => {
            text.push(' ');
        }
        '\u{ad}' => text.push('-'),
        '\u{fb00}' => text.push_str("ff"),
        '\u{fb01}' => text.push_str("fi"),
        '\u{fb02}' => text.push_str("fl"),
        '\u{fb03}' => text.push_str("ffi"),
        '\u{fb04}' => text.push_str("ffl"),
        // Bullets of Symbol and Wingdings come as private characters.
        '\u{f0a7}' | '\u{f0b7}' | '\u{f06e}' | '\u{f0fc}' | '\u{f0d8}' => text.push('\u{2022}'),
        '\u{e000}'..='\u{f8ff}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
        c if c.is_control() => {}
        c => text.push(c),
    }
}

/// Where a string lies, measured along its own direction.
fn placed(text: String, start: Matrix, end: Matrix, spacing: f64, state: &State) -> Placed {
    let start = product([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], start);
    let (start, end) = (product(start, state.ctm), product(end, state.ctm));
    let length = start[0].hypot(start[1]).max(1e-9);
    let along = (start[0] / length, start[1] / length);
    let down = (along.1, -along.0);
    let at = |m: Matrix, (x, y): (f64, f64)| m[4] * x + m[5] * y;
    Placed {
        from: at(start, along),
        to: at(end, along) - spacing * length,
        down: at(start, down),
        size: state.size.abs() * start[2].hypot(start[3]),
        direction: along.1.atan2(along.0).to_degrees().round() as i32,
        text,
    }
}

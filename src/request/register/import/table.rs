//! The bytes of a CSV file to rows of named cells (RFC 4180, as loosely as spreadsheets write it):
//! comma, semicolon or tab; UTF-8, UTF-16 with a mark, or Windows-1252. Knows no column's meaning.

use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A table as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name of each column, no two alike.
    pub headings: Arc<[String]>,
    /// Its rows.
    pub rows: Vec<Cells>,
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// Rows that could not be read.
    pub problems: Vec<String>,
}

/// One row: what is not taken out of it stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// The line it begins at.
    pub line: usize,
    headings: Arc<[String]>,
    cells: Vec<String>,
}

impl Cells {
    /// A row of these cells, one a heading.
    pub fn new(line: usize, headings: Arc<[String]>, cells: Vec<String>) -> Self {
        Cells { line, headings, cells }
    }

    fn at(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|name| name == heading).filter(|at| *at < self.cells.len())
    }

    /// What stands under a heading, trimmed; empty where nothing does.
    pub fn get(&self, heading: &str) -> &str {
        self.at(heading).map_or("", |at| &self.cells[at])
    }

    /// Takes a cell out.
    pub fn take(&mut self, heading: &str) -> String {
        self.at(heading).map(|at| std::mem::take(&mut self.cells[at])).unwrap_or_default()
    }

    /// What is left and not empty, with its heading.
    pub fn rest(self) -> impl Iterator<Item = (String, String)> {
        let headings = self.headings;
        let cells = self.cells.into_iter().enumerate().filter(|(_, text)| !text.is_empty());
        cells.map(move |(at, text)| (headings[at].clone(), text))
    }
}

/// Reads a table, or says why it is none.
pub fn read(bytes: &[u8]) -> Result<Table, String> {
    let (text, encoding) = decoded(bytes)?;
    // So that a row's line is the line an editor shows.
    let text = text.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) => records.push(record),
            Err(error) => problems.push(format!("a row cannot be read: {error}")),
        }
    }
    let widest = records.iter().map(csv::StringRecord::len).max().unwrap_or(0);
    let Some(first) = records.first() else { return Err("it is empty".to_owned()) };
    let headings: Arc<[String]> = headings(first, widest).into();
    let rows = records.iter().skip(1).filter_map(|record| row(&text, &headings, record)).collect();
    Ok(Table { headings, rows, encoding, problems })
}

fn decoded(bytes: &[u8]) -> Result<(String, &'static str), String> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err("it is a spreadsheet; save it as CSV".to_owned());
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if marked.is_none() && bytes.contains(&0) {
        return Err("it is not text".to_owned());
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    let encoding = marked.unwrap_or(if valid { UTF_8 } else { WINDOWS_1252 });
    let (text, encoding, _) = encoding.decode(bytes);
    Ok((text.into_owned(), encoding.name()))
}

/// The separator that the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    // `max_by_key` gives the last of equals: the comma.
    b"\t;,".iter().max_by_key(|separator| count(separator)).copied().unwrap_or(b',')
}

/// The heading of every column, also of those beyond the first row's end.
fn headings(record: &csv::StringRecord, widest: usize) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for at in 0..widest {
        let mut name = match record.get(at).unwrap_or_default().trim() {
            "" => format!("column {}", at + 1),
            name => name.to_owned(),
        };
        if headings.contains(&name) {
            name = format!("{name} (column {})", at + 1);
        }
        headings.push(name);
    }
    headings
}

/// The cells of a record; a blank line is no row.
fn row(text: &str, headings: &Arc<[String]>, record: &csv::StringRecord) -> Option<Cells> {
    let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
    let blank = cells.iter().all(String::is_empty);
    (!blank).then(|| Cells::new(line(text, record), headings.clone(), cells))
}

/// The line a record begins at; the reader counts the blank lines before it to the record.
fn line(text: &str, record: &csv::StringRecord) -> usize {
    let Some(begin) = record.position() else { return 0 };
    let number = |count: u64| usize::try_from(count).unwrap_or(0);
    let rest = text.as_bytes().get(number(begin.byte())..).unwrap_or_default();
    number(begin.line()) + rest.iter().take_while(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn separators_and_encodings_are_found() {
        for (bytes, encoding) in [
            (&b"name,email\nCaf\xc3\xa9,a@b.example\n"[..], "UTF-8"),
            (b"\xef\xbb\xbfname;email\r\nCaf\xc3\xa9;a@b.example\r\n", "UTF-8"),
            (b"name\temail\n\nCaf\xe9\ta@b.example\n", "windows-1252"),
            (b"\"name\",email,\n\"Caf\xe9\", a@b.example ,\n,,\n", "windows-1252"),
        ] {
            let table = read(bytes).unwrap();
            assert_eq!(table.encoding, encoding);
            assert_eq!(table.rows.len(), 1, "{table:?}");
            let line = if bytes.contains(&b'\t') { 3 } else { 2 };
            assert_eq!((table.rows[0].get("name"), table.rows[0].line), ("Café", line));
            assert_eq!(table.rows[0].get("email"), "a@b.example");
        }
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert!(read(b"").unwrap_err().contains("empty"));
        assert!(read(b"PK\x03\x04...").unwrap_err().contains("save it as CSV"));
        assert!(read(b"\x89PNG\r\n\x1a\n\0\0").unwrap_err().contains("not text"));
    }

    #[test]
    fn no_cell_is_lost() {
        let table = read(b"a,a,\n1,2,3,4\n").unwrap();
        let rest: Vec<_> = table.rows[0].clone().rest().collect();
        let texts: Vec<&str> = rest.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["1", "2", "3", "4"]);
        assert_eq!(rest[1].0, "a (column 2)");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = read(&bytes);
        }
    }
}

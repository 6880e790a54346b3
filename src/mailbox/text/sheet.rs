//! Spreadsheets (.xlsx, .xlsb, .xls, .ods): every sheet, its cells apart by tabs.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets};

use super::archive::{self, Allowance};

/// Cells beyond this many are not read.
const MOST_CELLS: usize = 2_000_000;

/// The cells of a workbook as lines: the sheet's name, then a line for each row that is not empty.
pub fn text(bytes: &[u8], allowance: &mut Allowance) -> Result<String, String> {
    if bytes.starts_with(b"PK") {
        archive::files(bytes, &|_| None, allowance)?;
    }
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| format!("cannot be read as a spreadsheet: {error}"))?;
    let mut text = String::new();
    let mut left = MOST_CELLS;
    for name in book.sheet_names() {
        add_sheet(&mut book, &name, &mut text, &mut left);
    }
    Ok(super::document::tidy(&text))
}

fn add_sheet(book: &mut Sheets<Cursor<&[u8]>>, name: &str, text: &mut String, left: &mut usize) {
    let Ok(range) = book.worksheet_range(name) else { return };
    text.push_str(name);
    text.push('\n');
    for row in range.rows() {
        if text.len() > super::LONGEST_TEXT || row.len() > *left {
            return;
        }
        *left -= row.len();
        let cells: Vec<String> = row.iter().map(cell).collect();
        let line = cells.join("\t");
        if !line.trim().is_empty() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text.push('\n');
}

/// A cell as it reads: dates as dates, line ends inside as spaces.
fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(date) if date.is_datetime() => match date.to_ymd_hms_milli() {
            (year, month, day, 0, 0, 0, _) => format!("{year}-{month:02}-{day:02}"),
            (year, month, day, hour, minute, ..) => {
                format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}")
            }
        },
        Data::String(words) => words.replace(['\r', '\n', '\t'], " "),
        Data::Int(_)
        | Data::Float(_)
        | Data::Bool(_)
        | Data::DateTimeIso(_)
        | Data::DurationIso(_) => data.to_string(),
        Data::Error(_) | Data::Empty => String::new(),
        _ => data.to_string(),
    }
}

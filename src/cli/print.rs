//! Printing: data to stdout, talk to stderr. A table for a terminal, tab-separated in a pipe. A
//! reader that goes away (`foi list | head`) is no failure.

use std::borrow::Cow;
use std::io::{BufWriter, IsTerminal as _, Write as _};

use serde::ser::{Serialize, SerializeSeq, Serializer as _};

use crate::casework::Result;

pub(super) use crate::words::count;

/// Prints a line of data.
pub(super) fn data(line: &str) {
    // The reader may have gone; there is nobody left to tell.
    let _ = writeln!(anstream::stdout(), "{}", shown(line));
}

/// A line without what mail could turn a terminal with: control characters but line ends and
/// tabulators, and signs that turn the reading direction.
pub(super) fn shown(line: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    let is_hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || turns(c);
    if !line.contains(is_hidden) {
        return Cow::Borrowed(line);
    }
    // A return without a line end writes over what stands there.
    let ended = line.replace("\r\n", "\n");
    Cow::Owned(ended.chars().filter(|c| !is_hidden(*c)).collect())
}

/// Prints a value as JSON.
pub(super) fn json<T: Serialize>(value: &T) {
    let mut out = BufWriter::new(anstream::stdout());
    match serde_json::to_writer_pretty(&mut out, value) {
        Ok(()) => drop(writeln!(out)),
        // The reader has gone.
        Err(error) if error.is_io() => {}
        Err(error) => talk(&format!("error: cannot print this as JSON: {error}")),
    }
}

/// Prints rows as one JSON list, each as it comes: what [`json`] prints of all of them, but never all
/// of it in memory.
pub(super) fn json_rows<T: Serialize>(rows: impl Iterator<Item = Result<T>>) -> Result<()> {
    let mut out = BufWriter::new(anstream::stdout());
    let mut json = serde_json::Serializer::pretty(&mut out);
    let Ok(mut list) = json.serialize_seq(None) else { return Ok(()) };
    for row in rows {
        // The reader may have gone; there is nobody left to tell.
        if list.serialize_element(&row?).is_err() {
            return Ok(());
        }
    }
    let _ = SerializeSeq::end(list);
    let _ = writeln!(out);
    Ok(())
}

/// Says something to her.
pub(super) fn talk(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", shown(line));
}

/// Says that something failed. The colour is ours, what follows it may be anybody's.
pub(super) fn talk_of_error(message: &str) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let _ = writeln!(anstream::stderr(), "{red}error:{red:#} {}", shown(message));
}

/// Rows under headings: aligned on a terminal, tab-separated and without headings in a pipe.
pub(super) fn table(headings: &[&str], rows: &[Vec<String>]) {
    if std::io::stdout().is_terminal() {
        aligned(headings, rows);
    } else {
        let mut out = BufWriter::new(anstream::stdout());
        for row in rows {
            let cells: Vec<String> =
                row.iter().map(|cell| cell.replace(['\t', '\n'], " ")).collect();
            let _ = writeln!(out, "{}", shown(&cells.join("\t")));
        }
    }
}

fn aligned(headings: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .chain([headings[column].chars().count()])
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> =
            cells.zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let bold = anstyle::Style::new().bold();
    let headings = line(&mut headings.iter().copied());
    let _ = writeln!(anstream::stdout(), "{bold}{headings}{bold:#}");
    for row in rows {
        data(&line(&mut row.iter().map(String::as_str)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mail_says_turns_no_terminal() {
        for (line, expected) in [
            ("Response\u{202e}fdp.exe", "Responsefdp.exe"),
            ("a\u{1b}[2Jb\u{7}", "a[2Jb"),
            ("Dŵr\tyfed\r\n", "Dŵr\tyfed\n"),
            ("sent to all\rnobody", "sent to allnobody"),
        ] {
            assert_eq!(shown(line), expected);
        }
    }
}

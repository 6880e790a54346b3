//! The smallest PDF (ISO 32000-1) that holds a letter: one page, Helvetica, Latin-1 text. Made for
//! the demo, whose authorities answer in attachments as real ones do.

use std::fmt::Write as _;

/// A one-page PDF with these lines.
pub(super) fn page(text: &str) -> Vec<u8> {
    let mut content = String::from("BT /F1 11 Tf 14 TL 60 780 Td\n");
    for line in text.lines() {
        // Writing into a String cannot fail.
        let _ = writeln!(content, "({}) '", escaped(line));
    }
    content.push_str("ET");
    document(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ])
}

fn escaped(line: &str) -> String {
    line.chars()
        .filter(char::is_ascii)
        .flat_map(|c| match c {
            '(' | ')' | '\\' => vec!['\\', c],
            _ => vec![c],
        })
        .collect()
}

/// Objects numbered from 1, with the cross-reference table and trailer that end a PDF.
fn document(objects: &[String]) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(pdf.len());
        let _ = write!(pdf, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = pdf.len();
    let _ = write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(pdf, "{offset:010} 00000 n ");
    }
    let _ = write!(
        pdf,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    pdf.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_in_the_text_is_escaped() {
        let pdf = String::from_utf8(page("one (two)\nthree")).unwrap();
        assert!(pdf.contains("(one \\(two\\)) '\n(three) '"), "{pdf}");
    }
}

//! HTML attachments made into lines of text. (The HTML body of a message is `reading`'s.)

/// Wide enough that no sentence of a letter is broken.
const WIDTH: usize = 2_000;

/// The words of an HTML page; scripts and styles are not words.
pub fn text(html: &str) -> Result<String, String> {
    html2text::config::plain_no_decorate()
        .no_table_borders()
        .allow_width_overflow()
        .string_from_read(html.as_bytes(), WIDTH)
        .map(|text| super::document::tidy(&text))
        .map_err(|error| format!("cannot be read as HTML: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_apart_and_scripts_out() {
        let html = "<style>p{}</style><script>x()</script><p>Dear <b>all</b></p>\
            <table><tr><td>Our ref</td><td>FOI1198</td></tr><tr><td>Due</td><td>3 May</td></tr></table>";
        let text = text(html).unwrap();
        assert!(text.contains("Dear all"), "{text}");
        assert!(!text.contains("refFOI1198") && text.contains("FOI1198"), "{text}");
        assert!(!text.contains("x()") && !text.contains("p{}"), "{text}");
    }
}

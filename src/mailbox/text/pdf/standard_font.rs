//! Widths of the fonts that every reader of PDF has itself, so that files need not tell them (ISO 32000-1,
//! section 9.6.2.2): Helvetica, Times and Courier, and the fonts of the same measure that Windows puts in
//! their place. Figures from Adobe's font metrics for the fourteen standard fonts. Letters beyond ASCII and
//! the slanted cuts of Times are taken to be as wide as their plain neighbours.

/// The widths of the codes from 32 to 126, in thousandths of the font size.
type Widths = [u16; 95];

/// The widths of a font by its name, where it is a standard one.
pub fn widths(name: &str) -> Option<&'static Widths> {
    // "ABCDEF+Helvetica": a part of the font is enclosed.
    let name = name.rsplit_once('+').map_or(name, |(_, name)| name).to_ascii_lowercase();
    let is_bold = name.contains("bold");
    let starts = |known: &[&str]| known.iter().any(|known| name.starts_with(known));
    match () {
        () if starts(&["helvetica", "arial"]) && !name.contains("narrow") => {
            Some(if is_bold { &HELVETICA_BOLD } else { &HELVETICA })
        }
        () if starts(&["times"]) => Some(if is_bold { &TIMES_BOLD } else { &TIMES }),
        () if starts(&["courier"]) => Some(&COURIER),
        () => None,
    }
}

const COURIER: Widths = [600; 95];

#[rustfmt::skip]
const HELVETICA: Widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

#[rustfmt::skip]
const HELVETICA_BOLD: Widths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

#[rustfmt::skip]
const TIMES: Widths = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

#[rustfmt::skip]
const TIMES_BOLD: Widths = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
    930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
    611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
    333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
    556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_fonts_are_known_by_their_names() {
        let of = |name: &str, letter: char| widths(name).map(|widths| widths[letter as usize - 32]);
        for (name, letter, width) in [
            ("Helvetica", 'F', Some(611)),
            ("Helvetica", 'i', Some(222)),
            ("Helvetica-BoldOblique", 'i', Some(278)),
            ("Arial,Bold", '~', Some(584)),
            ("BCDEEE+ArialMT", 'W', Some(944)),
            ("TimesNewRomanPSMT", 'O', Some(722)),
            ("Times-Bold", '0', Some(500)),
            ("CourierNew", ' ', Some(600)),
            ("Calibri", 'a', None),
            ("ArialNarrow", 'a', None),
        ] {
            assert_eq!(of(name, letter), width, "{name} {letter}");
        }
    }
}

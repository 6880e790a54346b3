//! Where in its file a text of a template stands, so that a fault can be told with its line.

use std::sync::LazyLock;

use regex::Regex;

/// Where the texts of a template stand in its file.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    pub body: usize,
    pub subject: usize,
    /// For each question: its line in the file, and its line in the joined text.
    pub questions: Vec<(usize, usize)>,
    /// The file's text.
    pub source: String,
}

impl Lines {
    /// The line of the file for a line of one of its texts.
    pub fn in_file(&self, text: &str, line: usize) -> Option<usize> {
        match text {
            "body" => Some(self.body + line - 1),
            "subject" => Some(self.subject + line - 1),
            "questions" => self
                .questions
                .iter()
                .rev()
                .find(|(_, joined)| *joined <= line)
                .map(|(file, joined)| file + line - joined),
            _ => None,
        }
    }

    /// The first line of the body that begins like this.
    pub fn beginning_with(&self, start: &str) -> Option<usize> {
        let body = self.source.lines().enumerate().skip(self.body.saturating_sub(1));
        body.into_iter()
            .find(|(_, line)| line.trim_start().starts_with(start))
            .map(|(at, _)| at + 1)
    }

    /// The first line of the file that contains a text.
    pub fn containing(&self, text: &str) -> Option<usize> {
        self.source.lines().position(|line| line.contains(text)).map(|at| at + 1)
    }

    /// The first line of the file that uses a name inside Tera marks.
    pub fn using(&self, name: &str) -> Option<usize> {
        names(&self.source).find(|(_, found)| *found == name).map(|(line, _)| line)
    }
}

/// The dotted names inside Tera marks, with their lines.
pub(super) fn names(text: &str) -> impl Iterator<Item = (usize, &str)> {
    static MARKS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}").expect("the pattern is fixed"));
    static STRINGS_AND_NAMES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#""[^"]*"|'[^']*'|([A-Za-z_]\w*(?:\.\w+)*)"#).expect("the pattern is fixed")
    });
    MARKS.find_iter(text).flat_map(move |mark| {
        STRINGS_AND_NAMES.captures_iter(mark.as_str()).filter_map(move |found| {
            let name = found.get(1)?;
            let offset = mark.start() + name.start();
            Some((text[..offset].matches('\n').count() + 1, name.as_str()))
        })
    })
}

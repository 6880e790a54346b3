//! The front matter of a template: TOML between two lines `+++` at the head of the file.
//!
//! Reads and checks the shape; what the values mean is in [`super::template`].

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::fault::{Fault, TemplateError};
use super::question;
use super::state::LetterKind;
use crate::law::{BodyKind, Nation};

/// The front matter as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatter {
    pub title: String,
    pub subject: Spanned<String>,
    #[serde(default = "request")]
    pub kind: LetterKind,
    /// Kinds of authority it suits; none named: all.
    #[serde(default)]
    pub suits: Vec<BodyKind>,
    /// Nations it suits; none named: all.
    #[serde(default)]
    pub nations: Vec<Nation>,
    /// Kinds that it suits in one nation only, besides.
    #[serde(default)]
    pub suits_in: BTreeMap<Nation, Vec<BodyKind>>,
    #[serde(default)]
    pub variables: BTreeMap<Spanned<String>, toml::Value>,
    /// Named sets of values.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<Spanned<String>, toml::Value>>,
    #[serde(default)]
    pub questions: Vec<QuestionSource>,
    /// Files to attach, by their paths under the folder of the desk's templates.
    #[serde(default)]
    pub attach: Vec<Spanned<String>>,
}

/// A question as written: its text is a Tera text; it is left out where that renders to nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionSource {
    pub id: Spanned<String>,
    pub text: Spanned<String>,
}

fn request() -> LetterKind {
    LetterKind::Request
}

/// A template file taken apart.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub front: FrontMatter,
    /// The front matter's TOML, for lines of spans.
    toml: &'a str,
    pub body: &'a str,
    /// The line of the file on which the body begins, from 1.
    pub body_line: usize,
}

impl<'a> Parts<'a> {
    /// Takes a template file apart and checks its front matter.
    pub fn of(name: &str, source: &'a str) -> Result<Self, TemplateError> {
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let (toml, body) = split(source).ok_or_else(|| Fault::NoFrontMatter.at(name, 1))?;
        let front: FrontMatter = toml::from_str(toml).map_err(|error| {
            let line = error.span().map(|span| line_of(toml, span.start));
            Fault::FrontMatter(one_line(error.message())).at(name, line)
        })?;
        let parts = Parts { front, toml, body, body_line: toml.lines().count() + 3 };
        parts.check(name)?;
        Ok(parts)
    }

    /// The line of the file on which a part of the front matter stands.
    pub fn line<T>(&self, value: &Spanned<T>) -> usize {
        line_of(self.toml, value.span().start)
    }

    /// The line of the file on which the text of a string value begins: the next one where it
    /// opens with `"""` and a line break.
    pub fn text_line(&self, value: &Spanned<String>) -> usize {
        let written = &self.toml[value.span()];
        let opens_a_line = ["\"\"\"", "'''"].iter().any(|quotes| {
            written.strip_prefix(quotes).is_some_and(|text| text.starts_with(['\n', '\r']))
        });
        self.line(value) + usize::from(opens_a_line)
    }

    fn check(&self, name: &str) -> Result<(), TemplateError> {
        let mut seen: Vec<&str> = Vec::new();
        for question in &self.front.questions {
            let id = question.id.get_ref();
            let fault = if !question::is_id(id) {
                format!("question id `{id}` is none (write 2, 2a or 2a(i))")
            } else if seen.contains(&id.as_str()) {
                format!("question id `{id}` is there twice")
            } else {
                seen.push(id);
                continue;
            };
            return Err(Fault::FrontMatter(fault).at(name, self.line(&question.id)));
        }
        for path in &self.front.attach {
            if !is_below(path.get_ref()) {
                let fault =
                    format!("`{}` is no path below the folder of your templates", path.get_ref());
                return Err(Fault::FrontMatter(fault).at(name, self.line(path)));
            }
        }
        self.check_names(name)
    }

    fn check_names(&self, name: &str) -> Result<(), TemplateError> {
        for variable in self.front.variables.keys() {
            let word = variable.get_ref();
            let plain =
                word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            let fault = if !plain || !word.starts_with(|c: char| c.is_ascii_lowercase()) {
                format!("`{word}` is no name of a variable (lower-case letters, digits and _)")
            } else if super::wording::RESERVED.contains(&word.as_str()) {
                format!("`{word}` is defined by the program; name the variable otherwise")
            } else {
                continue;
            };
            return Err(Fault::FrontMatter(fault).at(name, self.line(variable)));
        }
        for key in self.front.values.values().flat_map(BTreeMap::keys) {
            if !self.front.variables.keys().any(|known| known.get_ref() == key.get_ref()) {
                let known = self.front.variables.keys().map(|known| known.get_ref().as_str());
                let nearest = crate::words::nearest(key.get_ref(), known).map(str::to_owned);
                let fault = Fault::UnknownVariable { name: key.get_ref().clone(), nearest };
                return Err(fault.at(name, self.line(key)));
            }
        }
        Ok(())
    }
}

/// Whether a path stays below its folder: a template, which may be somebody else's, names no file
/// outside the desk.
fn is_below(path: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    !path.contains(['\\', ':']) && path.split('/').all(plain)
}

/// The TOML and the body of a file that begins with `+++`.
fn split(source: &str) -> Option<(&str, &str)> {
    let after = source.strip_prefix("+++")?;
    let after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'))?;
    let mut at = 0;
    for line in after.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((&after[..at], &after[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The line of the file at an offset of the TOML, which begins on line 2.
fn line_of(toml: &str, offset: usize) -> usize {
    toml.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 2
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(source: &str) -> String {
        Parts::of("mine", source).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        assert_eq!(
            error("Dear X,\n"),
            "template `mine`, line 1: it does not begin with front matter between two lines `+++`"
        );
        assert!(
            error("+++\ntitle = \"a\"\nsubjct = \"b\"\n+++\nDear")
                .contains("line 3: unknown field `subjct`")
        );
        assert!(
            error("+++\ntitle = \"a\"\nsubject = \"b\"\n[variables]\nlaw = \"x\"\n+++\n")
                .contains("line 5: `law` is defined by the program")
        );
        assert!(
            error("+++\ntitle = \"a\"\nsubject = \"b\"\n[[questions]]\nid = \"2A\"\ntext = \"x\"\n+++\n")
                .contains("line 5: question id `2A` is none")
        );
    }

    #[test]
    fn a_set_of_values_may_only_set_declared_variables() {
        let source = "+++\ntitle = \"a\"\nsubject = \"b\"\n[variables]\nsince = \"x\"\n[values.2020]\nsicne = \"y\"\n+++\n";
        assert_eq!(
            error(source),
            "template `mine`, line 7: unknown variable `sicne` (did you mean `since`?)"
        );
    }

    #[test]
    fn a_template_attaches_nothing_from_outside_the_desk() {
        let with = |path: &str| {
            format!("+++\ntitle = \"a\"\nsubject = \"b\"\nattach = ['{path}']\n+++\nDear X,\n")
        };
        for path in ["/etc/passwd", "../secret.pdf", "a/../../b", "C:\\x.pdf", "~/../x", "", "./a"]
        {
            let told = error(&with(path));
            let expected = format!("line 4: `{path}` is no path below the folder");
            assert!(told.contains(&expected), "{told}");
        }
        assert!(Parts::of("mine", &with("files/questions 2026.pdf")).is_ok());
    }

    #[test]
    fn the_body_knows_its_line() {
        let parts =
            Parts::of("mine", "+++\ntitle = \"a\"\nsubject = \"b\"\n+++\nDear X,\n").unwrap();
        assert_eq!((parts.body, parts.body_line), ("Dear X,\n", 5));
    }
}

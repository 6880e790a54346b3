//! A template: front matter and a Tera body, compiled and checked once, rendered for many.
//!
//! What can be found without an authority is found here: syntax, unknown names (also in
//! conditions, where Tera would stay silent), declared variables that nothing uses, marks of other
//! mail-merge programs. What needs an authority is found by [`fn@super::render`].

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};
use tera::{Kwargs, State, Tera};

use super::fault::{Fault, TemplateError};
use super::front_matter::Parts;
use super::places::{Lines, names};
use super::state::LetterKind;
use super::wording::{FIELDS, RESERVED};
use crate::law::{BodyKind, Nation};

/// Between two questions in the one text that they are rendered as.
pub(super) const BETWEEN: char = '\u{1e}';

/// A letter that can be made for many authorities.
#[derive(Debug, Clone)]
pub struct Template {
    /// The name it is called by.
    pub name: String,
    /// What it is, in a few words.
    pub title: String,
    /// The kind of letter that it makes.
    pub kind: LetterKind,
    /// The variables it declares, with their defaults.
    pub variables: BTreeMap<String, toml::Value>,
    /// Named sets of values.
    pub sets: BTreeMap<String, BTreeMap<String, toml::Value>>,
    /// SHA-256 of its file and of the parts it may include, in hex.
    pub hash: String,
    /// The ids of its questions, in order; some may be left out of a letter.
    pub question_ids: Vec<String>,
    /// Files that go with its letters, by their paths under the folder of the desk's templates.
    pub attach: Vec<String>,
    suits: Vec<BodyKind>,
    nations: Vec<Nation>,
    suits_in: BTreeMap<Nation, Vec<BodyKind>>,
    pub(super) engine: Tera,
    pub(super) lines: Lines,
}

impl Template {
    /// Reads a template. `parts` are the texts that it may include, by name.
    pub fn parse(
        name: &str,
        source: &str,
        parts: &BTreeMap<String, String>,
    ) -> Result<Self, TemplateError> {
        let file = Parts::of(name, source)?;
        let (questions, question_lines) = join_questions(&file);
        let lines = Lines {
            body: file.body_line,
            subject: file.text_line(&file.front.subject),
            questions: question_lines,
            source: source.to_owned(),
        };
        let mut template = Template {
            name: name.to_owned(),
            title: file.front.title.clone(),
            kind: file.front.kind,
            variables: plain(&file.front.variables),
            sets: file
                .front
                .values
                .iter()
                .map(|(set, values)| (set.clone(), plain(values)))
                .collect(),
            hash: hash(source, parts),
            question_ids: file.front.questions.iter().map(|q| q.id.get_ref().clone()).collect(),
            attach: file.front.attach.iter().map(|path| path.get_ref().clone()).collect(),
            suits: file.front.suits.clone(),
            nations: file.front.nations.clone(),
            suits_in: file.front.suits_in.clone(),
            engine: engine(),
            lines,
        };
        template.compile(&file, &questions, parts)?;
        template.check(&file, parts)?;
        Ok(template)
    }

    /// Whether the template suits a kind of body in a nation.
    pub fn suits(&self, kind: BodyKind, nation: Nation) -> bool {
        let here = self.suits_in.get(&nation).is_some_and(|kinds| kinds.contains(&kind));
        here || (self.suits.is_empty() || self.suits.contains(&kind))
            && (self.nations.is_empty() || self.nations.contains(&nation))
    }

    /// The kinds of authority it says that it suits; none: all.
    pub fn suited_kinds(&self) -> &[BodyKind] {
        &self.suits
    }

    /// The values of a named set, over the defaults; `None` gives the defaults.
    pub fn values(
        &self,
        set: Option<&str>,
    ) -> Result<BTreeMap<String, toml::Value>, TemplateError> {
        let mut values = self.variables.clone();
        if let Some(name) = set {
            let chosen = self.sets.get(name).ok_or_else(|| {
                let known = self.sets.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                let known = if known.is_empty() { "none".to_owned() } else { known };
                Fault::UnknownSet { name: name.to_owned(), known }.at(&self.name, None)
            })?;
            values.extend(chosen.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        Ok(values)
    }

    fn compile(
        &mut self,
        file: &Parts<'_>,
        questions: &str,
        parts: &BTreeMap<String, String>,
    ) -> Result<(), TemplateError> {
        let mut texts: Vec<(&str, &str)> =
            parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        texts.push(("body", file.body));
        texts.push(("subject", file.front.subject.get_ref()));
        texts.push(("questions", questions));
        let outcome = self.engine.add_raw_templates(texts);
        outcome.map_err(|error| self.fault_of(&error))
    }

    fn check(
        &self,
        file: &Parts<'_>,
        parts: &BTreeMap<String, String>,
    ) -> Result<(), TemplateError> {
        let mut used = HashSet::new();
        for text in ["subject", "questions", "body"] {
            let names = self.engine.get_template_variables(text);
            used.extend(names.map_err(|error| self.fault_of(&error))?);
        }
        let mut unknown: Vec<&&str> = used
            .iter()
            .filter(|name| !RESERVED.contains(*name) && !self.variables.contains_key(**name))
            .collect();
        unknown.sort_unstable();
        if let Some(name) = unknown.first() {
            return Err(self.unknown(name));
        }
        if let Some(name) =
            file.front.variables.keys().find(|name| !used.contains(name.get_ref().as_str()))
        {
            let fault = Fault::UnusedVariable { name: name.get_ref().clone() };
            return Err(fault.at(&self.name, file.line(name)));
        }
        self.check_content(file, &used)?;
        for text in std::iter::once(&self.lines.source).chain(parts.values()) {
            self.check_fields(text)?;
        }
        self.check_marks()
    }

    /// A letter that says something, and puts the questions that there are.
    fn check_content(&self, file: &Parts<'_>, used: &HashSet<&str>) -> Result<(), TemplateError> {
        if file.body.trim().is_empty() {
            return Err(Fault::NothingAsked.at(&self.name, file.body_line));
        }
        let puts = ["questions", "items"].iter().any(|name| used.contains(name));
        match file.front.questions.first() {
            Some(first) if !puts => {
                Err(Fault::QuestionsLeftOut.at(&self.name, file.line(&first.id)))
            }
            _ => Ok(()),
        }
    }

    /// Fields of the program's own names, which Tera lets pass in conditions.
    fn check_fields(&self, text: &str) -> Result<(), TemplateError> {
        for (line, path) in names(text) {
            let Some((object, field)) = path.split_once('.') else { continue };
            let Some((_, fields)) = FIELDS.iter().find(|(name, _)| *name == object) else {
                continue;
            };
            let field = field.split('.').next().unwrap_or(field);
            if !fields.contains(&field) {
                let nearest = crate::words::nearest(field, fields.iter().copied());
                let fault = Fault::UnknownVariable {
                    name: format!("{object}.{field}"),
                    nearest: nearest.map(|near| format!("{object}.{near}")),
                };
                return Err(fault.at(&self.name, line));
            }
        }
        Ok(())
    }

    /// `{name}` and `<<name>>` are how other programs write variables: they would be sent as they
    /// stand.
    fn check_marks(&self) -> Result<(), TemplateError> {
        static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?:^|[^{%#])(\{ *\w+ *\})(?:[^}]|$)|(<<\w+>>)|(\$\{\w+\})")
                .expect("the pattern is fixed")
        });
        for (at, line) in self.lines.source.lines().enumerate() {
            if let Some(found) = FOREIGN.captures(line) {
                let mark = found.iter().skip(1).flatten().next().map_or("", |mark| mark.as_str());
                return Err(Fault::Leftover(mark.to_owned()).at(&self.name, at + 1));
            }
        }
        Ok(())
    }

    pub(super) fn unknown(&self, name: &str) -> TemplateError {
        let known = self.variables.keys().map(String::as_str).chain(RESERVED.iter().copied());
        let nearest = crate::words::nearest(name, known).map(str::to_owned);
        let fault = Fault::UnknownVariable { name: name.to_owned(), nearest };
        fault.at(&self.name, self.lines.using(name))
    }

    /// What Tera says, with the line of the file.
    pub(super) fn fault_of(&self, error: &tera::Error) -> TemplateError {
        static NAME: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:Variable|Field) `(\w+)`").expect("the pattern is fixed")
        });
        match error.kind() {
            tera::ErrorKind::SyntaxError(report) => {
                let line = self.lines.in_file(report.filename(), report.span().start_line);
                Fault::Syntax(report.message().to_owned()).at(&self.name, line)
            }
            tera::ErrorKind::RenderingError(report) => {
                let line = self.lines.in_file(report.filename(), report.span().start_line);
                let name = NAME.captures(report.message()).map(|found| found[1].to_owned());
                let fault = match name {
                    Some(name) => Fault::EmptyVariable { name },
                    None => Fault::Rendering(report.message().to_owned()),
                };
                fault.at(&self.name, line)
            }
            other => Fault::Rendering(other.to_string()).at(&self.name, None),
        }
    }
}

/// Tera with the filters that letters have besides its own.
fn engine() -> Tera {
    let mut engine = Tera::default();
    engine.register_filter("listed", |items: Vec<String>, _: Kwargs, _: &State<'_>| listed(&items));
    engine
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The questions as one text, and the lines of each in the file and in that text.
fn join_questions(file: &Parts<'_>) -> (String, Vec<(usize, usize)>) {
    let mut joined = String::new();
    let mut lines = Vec::new();
    let mut line = 1;
    for question in &file.front.questions {
        lines.push((file.text_line(&question.text), line));
        let text = question.text.get_ref();
        joined.push_str(text);
        joined.push(BETWEEN);
        line += text.matches('\n').count();
    }
    (joined, lines)
}

fn plain(values: &BTreeMap<toml::Spanned<String>, toml::Value>) -> BTreeMap<String, toml::Value> {
    values.iter().map(|(key, value)| (key.get_ref().clone(), value.clone())).collect()
}

fn hash(source: &str, parts: &BTreeMap<String, String>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(source);
    for (name, text) in parts {
        hasher.update([0]);
        hasher.update(name);
        hasher.update([0]);
        hasher.update(text);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Result<Template, TemplateError> {
        Template::parse("mine", source, &BTreeMap::new())
    }

    const HEAD: &str = "+++\ntitle = \"T\"\nsubject = \"S\"\n[variables]\nsince = \"2020\"\n";

    #[test]
    fn a_mistyped_variable_is_named_with_its_line_and_the_nearest_name() {
        let error =
            parse(&format!("{HEAD}+++\nDear X,\n\nSince {{{{ sicne }}}}. {{{{ since }}}}\n"))
                .unwrap_err();
        assert_eq!(
            error.to_string(),
            "template `mine`, line 9: unknown variable `sicne` (did you mean `since`?)"
        );
        assert_eq!(error.fault.variable(), Some("sicne"));
    }

    #[test]
    fn a_mistyped_name_in_a_condition_or_a_question_is_found_too() {
        let error =
            parse(&format!("{HEAD}+++\n{{{{ since }}}}{{% if law.scotish %}}x{{% endif %}}\n"))
                .unwrap_err();
        assert_eq!(
            error.to_string(),
            "template `mine`, line 7: unknown variable `law.scotish` (did you mean `law.scottish`?)"
        );
        let question =
            "[[questions]]\nid = \"1\"\ntext = \"\"\"\nSince {{ since }}\nfor {{ whom }}?\"\"\"\n";
        let error = parse(&format!("{HEAD}{question}+++\n{{{{ questions }}}}\n")).unwrap_err();
        assert_eq!((error.line, error.fault.variable()), (Some(10), Some("whom")));
    }

    #[test]
    fn a_declared_variable_that_nothing_uses_is_an_error() {
        let error = parse(&format!("{HEAD}+++\nDear X,\n")).unwrap_err();
        assert_eq!((error.line, error.fault.variable()), (Some(5), Some("since")));
    }

    #[test]
    fn broken_syntax_and_foreign_marks_are_told_with_their_line() {
        let error =
            parse(&format!("{HEAD}+++\n{{{{ since }}}}\n\n{{% if since %}}\n")).unwrap_err();
        assert!(matches!(error.fault, Fault::Syntax(_)), "{error}");
        assert!(error.line.is_some());
        let error = parse(&format!("{HEAD}+++\nDear {{name}},\n{{{{ since }}}}\n")).unwrap_err();
        assert_eq!((error.line, error.fault), (Some(7), Fault::Leftover("{name}".to_owned())));
    }
}

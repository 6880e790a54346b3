//! What can be wrong with a template or with the letter made from it: every fault names the
//! template, the line and, where there is one, the variable.

/// A fault of a template, found when it is loaded or when a letter is made from it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("template `{template}`{}: {fault}", place(*line))]
pub struct TemplateError {
    /// The template's name.
    pub template: String,
    /// The line in the template's file, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

fn place(line: Option<usize>) -> String {
    line.map(|line| format!(", line {line}")).unwrap_or_default()
}

/// What is wrong with a template or with the letter made from it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file does not begin with front matter between two `+++` lines.
    #[error("it does not begin with front matter between two lines `+++`")]
    NoFrontMatter,
    /// The front matter is no TOML, or has a wrong key.
    #[error("{0}")]
    FrontMatter(String),
    /// A name that nothing defines.
    #[error("unknown variable `{name}`{}", hint(.nearest.as_deref()))]
    UnknownVariable {
        /// The name as written.
        name: String,
        /// The defined name nearest to it.
        nearest: Option<String>,
    },
    /// A variable that is declared, but used nowhere in the letter.
    #[error("variable `{name}` is declared but used nowhere in the letter")]
    UnusedVariable {
        /// The name as declared.
        name: String,
    },
    /// A variable printed where it has no value.
    #[error(
        "variable `{name}` has no value here; give it one, or write `{{% if {name} %}}` around it"
    )]
    EmptyVariable {
        /// The name.
        name: String,
    },
    /// A template whose letter would have no text.
    #[error("the letter is empty: it asks for nothing")]
    NothingAsked,
    /// Questions that the body never puts.
    #[error("its questions stand nowhere in the letter: write `{{{{ questions }}}}` where they go")]
    QuestionsLeftOut,
    /// The greeting would be "Dear ,".
    #[error("the greeting has no name in it (`{0}`)")]
    EmptySalutation(String),
    /// Something came out empty and left its punctuation behind.
    #[error("something came out empty in `{0}`")]
    EmptyPlace(String),
    /// Template marks in the finished letter.
    #[error("`{0}` is left over in the finished text")]
    Leftover(String),
    /// A value of a header that would break the header.
    #[error("the {header} would contain a line break or control character")]
    HeaderBreak {
        /// Which header.
        header: &'static str,
    },
    /// Not a template that Tera understands.
    #[error("{0}")]
    Syntax(String),
    /// Rendering failed otherwise.
    #[error("{0}")]
    Rendering(String),
    /// No such named set of values.
    #[error("it has no set of values `{name}` (it has: {known})")]
    UnknownSet {
        /// The set asked for.
        name: String,
        /// Those it has.
        known: String,
    },
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(" (did you mean `{name}`?)")).unwrap_or_default()
}

impl Fault {
    /// The variable that the fault is about, where it is about one.
    pub fn variable(&self) -> Option<&str> {
        match self {
            Fault::UnknownVariable { name, .. }
            | Fault::UnusedVariable { name }
            | Fault::EmptyVariable { name } => Some(name),
            Fault::NoFrontMatter
            | Fault::FrontMatter(_)
            | Fault::NothingAsked
            | Fault::QuestionsLeftOut
            | Fault::EmptySalutation(_)
            | Fault::EmptyPlace(_)
            | Fault::Leftover(_)
            | Fault::HeaderBreak { .. }
            | Fault::Syntax(_)
            | Fault::Rendering(_)
            | Fault::UnknownSet { .. } => None,
        }
    }

    /// The fault at a line of a template.
    pub(super) fn at(self, template: &str, line: impl Into<Option<usize>>) -> TemplateError {
        TemplateError { template: template.to_owned(), line: line.into(), fault: self }
    }
}

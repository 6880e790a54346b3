//! The templates there are: the built-in ones, and hers over them by name. Reads no file: the
//! caller gives the texts of hers.

use std::collections::BTreeMap;

use super::fault::TemplateError;
use super::template::Template;

/// The built-in templates by name.
const BUILT_IN: &[(&str, &str)] = &[
    ("social-media-monitoring", include_str!("../../templates/social-media-monitoring.txt")),
    ("safety-tech", include_str!("../../templates/safety-tech.txt")),
    ("chaser", include_str!("../../templates/chaser.txt")),
    ("review", include_str!("../../templates/review.txt")),
    ("reply", include_str!("../../templates/reply.txt")),
    ("complaint", include_str!("../../templates/complaint.txt")),
];

/// Texts that templates include; a file of hers replaces these too.
const PARTS: &[(&str, &str)] = &[
    ("closing", include_str!("../../templates/parts/closing.txt")),
    ("signature", include_str!("../../templates/parts/signature.txt")),
];

/// The templates there are.
#[derive(Debug, Clone)]
pub struct Library {
    texts: BTreeMap<String, Text>,
    parts: BTreeMap<String, String>,
}

#[derive(Debug, Clone)]
struct Text {
    source: String,
    hers: bool,
}

/// Why a template cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// There is none of that name.
    #[error("there is no template `{name}`{}; `foi template list` shows those there are", hint(.nearest.as_deref()))]
    Unknown {
        /// The name asked for.
        name: String,
        /// The nearest name there is.
        nearest: Option<String>,
    },
    /// There is one, and it is faulty.
    #[error(transparent)]
    Faulty(#[from] TemplateError),
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(" (did you mean `{name}`?)")).unwrap_or_default()
}

impl Default for Library {
    fn default() -> Self {
        Self::built_in()
    }
}

impl Library {
    /// The built-in templates.
    pub fn built_in() -> Self {
        let text = |source: &&str| Text { source: (*source).to_owned(), hers: false };
        Library {
            texts: BUILT_IN
                .iter()
                .map(|(name, source)| ((*name).to_owned(), text(source)))
                .collect(),
            parts: PARTS
                .iter()
                .map(|(name, source)| ((*name).to_owned(), (*source).to_owned()))
                .collect(),
        }
    }

    /// Adds a text of hers; it replaces the built-in template or part of the same name. It is
    /// checked when it is asked for, so that one faulty file stops no other.
    pub fn add(&mut self, name: &str, source: String) {
        if let Some(part) = self.parts.get_mut(name) {
            *part = source;
        } else {
            self.texts.insert(name.to_owned(), Text { source, hers: true });
        }
    }

    /// The names there are, in order, and whether each is hers.
    pub fn names(&self) -> impl Iterator<Item = (&str, bool)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.hers))
    }

    /// The text of a template, as it stands in its file.
    pub fn source(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(|text| text.source.as_str())
    }

    /// A template by name, checked.
    pub fn get(&self, name: &str) -> Result<Template, LibraryError> {
        let Some(text) = self.texts.get(name) else {
            let nearest = crate::words::nearest(name, self.texts.keys().map(String::as_str));
            return Err(LibraryError::Unknown {
                name: name.to_owned(),
                nearest: nearest.map(str::to_owned),
            });
        };
        Ok(Template::parse(name, &text.source, &self.parts)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_is_sound() {
        let library = Library::built_in();
        for (name, hers) in library.names() {
            assert!(!hers);
            if let Err(error) = library.get(name) {
                panic!("{error}");
            }
        }
    }

    #[test]
    fn hers_replaces_the_built_in_one_and_a_faulty_one_of_hers_is_never_passed_over() {
        let mut library = Library::built_in();
        library.add(
            "review",
            "+++\ntitle = \"Mine\"\nsubject = \"S\"\nkind = \"review\"\n+++\nDear X,\n".to_owned(),
        );
        assert_eq!(library.get("review").unwrap().title, "Mine");
        library.add("review", "Dear X".to_owned());
        assert!(matches!(library.get("review"), Err(LibraryError::Faulty(_))));
        assert!(library.get("chaser").is_ok());
    }

    #[test]
    fn a_mistyped_name_is_answered_with_the_nearest() {
        let error = Library::built_in().get("safty-tech").unwrap_err();
        assert!(error.to_string().contains("did you mean `safety-tech`?"), "{error}");
    }
}

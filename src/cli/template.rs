//! `foi template`: the templates there are, one of them as text, and whether hers are sound.

use clap::{Args, Subcommand};
use serde_json::json;

use super::print::{count, data, table, talk};
use super::{Context, Exit, print, working_folder};
use crate::casework::{Desk, Error, Result};
use crate::letter::Library;

/// List, show and check templates
#[derive(Debug, Args)]
pub(super) struct TemplateCommand {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the templates: the built-in ones and yours
    List,
    /// Print a template's file; save it as templates/NAME.txt and change it to have your own
    Show {
        /// Its name
        name: String,
    },
    /// Check templates for unknown or unused variables and broken marks
    Check {
        /// Their names [default: all]
        names: Vec<String>,
    },
}

impl TemplateCommand {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let library = library(context)?;
        match self.verb {
            Verb::List => list(context, &library),
            Verb::Show { name } => show(&library, &name),
            Verb::Check { names } => check(context, &library, &names),
        }
    }
}

/// The desk's templates, or the built-in ones where there is no desk.
fn library(context: &Context) -> Result<Library> {
    if context.global.desk.is_none() && Desk::find(&working_folder()?).is_err() {
        return Ok(Library::built_in());
    }
    context.desk()?.library()
}

fn list(context: &Context, library: &Library) -> Result<Exit> {
    let mut rows = Vec::new();
    let mut objects = Vec::new();
    for (name, hers) in library.names() {
        let whose = if hers { "yours" } else { "built in" };
        let (title, kind, sets, problem) = match library.get(name) {
            Ok(template) => {
                let sets = template.sets.keys().cloned().collect::<Vec<_>>();
                (template.title, template.kind.to_string(), sets, None)
            }
            Err(error) => (String::new(), String::new(), Vec::new(), Some(error.to_string())),
        };
        objects.push(json!({ "name": name, "title": title, "kind": kind, "values": sets,
            "yours": hers, "problem": problem }));
        let title = problem.unwrap_or(title);
        rows.push(vec![name.to_owned(), kind, whose.to_owned(), sets.join(" "), title]);
    }
    if context.global.json {
        print::json(&objects);
    } else {
        table(&["name", "kind", "", "values", "title"], &rows);
    }
    Ok(Exit::Done)
}

fn show(library: &Library, name: &str) -> Result<Exit> {
    let Some(source) = library.source(name) else {
        // The error names the nearest template there is.
        return Err(library
            .get(name)
            .map_or_else(Error::from, |_| Error::failed("it has no text")));
    };
    data(source.trim_end());
    Ok(Exit::Done)
}

fn check(context: &Context, library: &Library, names: &[String]) -> Result<Exit> {
    let all: Vec<String> = library.names().map(|(name, _)| name.to_owned()).collect();
    let names = if names.is_empty() { &all } else { names };
    let mut problems = Vec::new();
    for name in names {
        problems.extend(library.get(name).err().map(|error| (name, error.to_string())));
    }
    if context.global.json {
        let rows: Vec<_> = problems
            .iter()
            .map(|(name, problem)| json!({ "template": name, "problem": problem }))
            .collect();
        print::json(&rows);
    } else {
        for (_, problem) in &problems {
            data(problem);
        }
    }
    let checked = count(names.len(), "template", "templates");
    talk(&format!("{checked} checked, {}", count(problems.len(), "problem", "problems")));
    Ok(if problems.is_empty() { Exit::Done } else { Exit::Failed })
}

//! Makes a letter from a template for one authority: subject, body and the questions as put.
//!
//! Variables resolve in this order: what is given, the named set, the template's default. An
//! empty value counts as absent: `{% if x %}` is false, and `{{ x }}` is an error that names the
//! variable and its line. Finished letters are looked over for what templates leave behind.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use regex::Regex;
use serde::{Deserialize, Serialize};
use tera::Context;

use super::correspondence::Correspondence;
use super::fault::{Fault, TemplateError};
use super::press::Press;
use super::question::Question;
use super::template::Template;
use crate::law::{BodyKind, Nation, Regime};

/// The longest subject, in characters, our token included. Longer ones are legal, but lettre does
/// not fold them and some servers cut them.
pub const SUBJECT_MAX: usize = 150;

/// Who writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requester {
    /// Her real name (s.8(1)(b)).
    pub name: String,
    /// Her address for correspondence.
    pub email: String,
    /// A line under her name: a role, an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// Her postal address, only if she wants it in letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_address: Option<String>,
}

/// To whom it goes, as far as the text needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient<'a> {
    /// The authority's name.
    pub name: &'a str,
    /// Its kind.
    pub kind: BodyKind,
    /// Its nation.
    pub nation: Nation,
    /// Its address for requests.
    pub email: Option<&'a str>,
}

/// What the letters of a campaign are made from besides their template.
#[derive(Debug, Clone, Copy)]
pub struct Common<'a> {
    /// Who writes.
    pub requester: &'a Requester,
    /// The campaign's title.
    pub campaign: &'a str,
    /// The day of the letters.
    pub today: NaiveDate,
    /// The named set of values, if one was chosen.
    pub set: Option<&'a str>,
    /// Values given for this letter or campaign.
    pub given: &'a BTreeMap<String, toml::Value>,
}

/// What one letter is made from besides.
#[derive(Debug, Clone)]
pub struct Values<'a> {
    /// To whom.
    pub recipient: Recipient<'a>,
    /// Under which law.
    pub regime: Regime,
    /// Our token, without brackets; a rehearsal has none.
    pub token: Option<&'a str>,
    /// For follow-ups: what happened so far.
    pub request: Option<&'a Correspondence>,
}

/// A letter's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject, our token in brackets at its end.
    pub subject: String,
    /// The body, wrapped, ending with one line break.
    pub body: String,
    /// The questions as put to this authority.
    pub questions: Arc<[Question]>,
}

/// Why a letter could not be made.
pub type RenderError = TemplateError;

/// A date as letters write it: "2 June 2020".
pub fn written(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// Makes one letter; [`Press`] makes many.
pub fn render(
    template: &Template,
    common: &Common<'_>,
    values: &Values<'_>,
) -> Result<Rendered, RenderError> {
    Press::new(template, common)?.letter(values)
}

/// A given value as the kind of thing that the default is: "2020" from a command line is a number
/// where the default is one.
pub(super) fn of_kind(
    template: &Template,
    name: &str,
    given: &toml::Value,
    default: &toml::Value,
) -> Result<toml::Value, RenderError> {
    let wanted = match (given, default) {
        (toml::Value::String(text), toml::Value::Integer(_)) => {
            text.trim().parse().map(toml::Value::Integer).map_err(|_| "a whole number")
        }
        (toml::Value::String(text), toml::Value::Boolean(_)) => {
            text.trim().parse().map(toml::Value::Boolean).map_err(|_| "true or false")
        }
        (given, default) if given.same_type(default) => Ok(given.clone()),
        (toml::Value::Integer(number), toml::Value::String(_)) => {
            Ok(toml::Value::String(number.to_string()))
        }
        (_, default) => Err(default.type_str()),
    };
    wanted.map_err(|wanted| {
        let fault = Fault::FrontMatter(format!("variable `{name}` has to be {wanted}"));
        fault.at(&template.name, template.lines.using(name))
    })
}

pub(super) fn message(error: &tera::Error) -> String {
    match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            report.message().to_owned()
        }
        other => other.to_string(),
    }
}

pub(super) fn text(
    template: &Template,
    name: &str,
    context: &Context,
) -> Result<String, RenderError> {
    template.engine.render(name, context).map_err(|error| template.fault_of(&error))
}

/// The subject with the token in brackets; the text before it is cut at a word if it is too long.
pub(super) fn subject(
    template: &Template,
    context: &Context,
    token: Option<&str>,
) -> Result<String, RenderError> {
    let subject = text(template, "subject", context)?;
    let subject = subject.trim();
    let line = template.lines.in_file("subject", 1);
    if subject.chars().any(char::is_control) {
        return Err(Fault::HeaderBreak { header: "subject" }.at(&template.name, line));
    }
    if subject.is_empty() {
        return Err(Fault::EmptyPlace("subject".to_owned()).at(&template.name, line));
    }
    leftover(template, subject)?;
    let mark = token.map(|token| format!(" [{token}]")).unwrap_or_default();
    let room = SUBJECT_MAX.saturating_sub(mark.chars().count());
    Ok(format!("{}{mark}", cut_at_word(subject, room)))
}

fn cut_at_word(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let cut: String = text.chars().take(room.saturating_sub(1)).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([' ', ',', ':', ';', '-']))
}

/// What templates leave behind when a value is missing.
pub(super) fn look_over(template: &Template, text: &str) -> Result<(), RenderError> {
    static NAMELESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?m)^[ \t]*(Dear|Annwyl|Hello|Hi|Good (?:morning|afternoon))[ \t]*[,:;.!]?[ \t]*$",
        )
        .expect("the pattern is fixed")
    });
    static HOLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^[^>\n]*?(\S*(?: ,| \.(?:\s|$)|\( *\)|“”|[^\s.?!:;]  +\S))")
            .expect("the pattern is fixed")
    });
    leftover(template, text)?;
    // To find that there is nothing takes less than to find where it is.
    let find = |pattern: &Regex| pattern.is_match(text).then(|| pattern.captures(text)).flatten();
    if let Some(found) = find(&NAMELESS) {
        let line = template.lines.beginning_with(&found[1]);
        return Err(Fault::EmptySalutation(found[0].trim().to_owned()).at(&template.name, line));
    }
    if let Some(found) = find(&HOLE) {
        let place = found[1].trim();
        let word = place.split_whitespace().next().unwrap_or(place);
        let line = template.lines.containing(word);
        return Err(Fault::EmptyPlace(place.to_owned()).at(&template.name, line));
    }
    Ok(())
}

fn leftover(template: &Template, text: &str) -> Result<(), RenderError> {
    if memchr::memchr2(b'{', b'}', text.as_bytes()).is_none() {
        return Ok(());
    }
    let marks = ["{{", "}}", "{%", "%}", "{#", "#}"];
    match marks.into_iter().find(|mark| text.contains(mark)) {
        Some(mark) => Err(Fault::Leftover(mark.to_owned()).at(&template.name, None)),
        None => Ok(()),
    }
}

#[cfg(test)]
#[path = "render_tests.rs"]
mod tests;

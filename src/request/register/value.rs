//! The values of a register's keys: a TOML value to the type a key wants, or the words of what is
//! wrong with it.

use std::borrow::Cow;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::DeValue;

use crate::law::facts::{BadClosure, Closure};
use crate::request::{AuthorityId, address, id};
use crate::words::UnknownWord;

/// A value, or what is wrong with it.
pub(super) type Read<T> = Result<T, String>;

/// A text, trimmed.
pub(super) fn text(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let text = value.get_ref().as_str().ok_or_else(|| not_a("text", value))?;
    Ok(text.trim().to_owned())
}

/// A name goes into letters and headers: one line, not empty.
pub(super) fn name(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let name = text(value)?;
    if name.is_empty() {
        return Err("is empty".to_owned());
    }
    if name.chars().any(char::is_control) {
        return Err(format!("has a line break or a control character in it: {name:?}"));
    }
    Ok(name)
}

/// An id as she can type it: it becomes part of request ids, file names and tokens.
pub(super) fn identifier(value: &Spanned<DeValue<'_>>) -> Read<AuthorityId> {
    let given = text(value)?;
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    if !given.is_empty() && given.len() <= 120 && given.chars().all(sound) {
        return Ok(AuthorityId(given));
    }
    match id::slug(&given) {
        slug if slug.is_empty() => Err("is empty".to_owned()),
        slug => Err(format!("`{given}` is not small letters, digits and hyphens (try `{slug}`)")),
    }
}

/// A list of texts; one text is a list of one.
pub(super) fn texts(value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
    match value.get_ref() {
        DeValue::String(one) => Ok(vec![one.trim().to_owned()]),
        DeValue::Array(many) => many.iter().map(text).collect(),
        _ => Err(not_a("list of texts", value)),
    }
}

/// An address; an empty text says "none".
pub(super) fn email(value: &Spanned<DeValue<'_>>) -> Read<String> {
    match text_as_it_stands(value)? {
        blank if blank.trim().is_empty() => Ok(String::new()),
        given => address::parse(given).map_err(|error| error.to_string()),
    }
}

fn text_as_it_stands<'a>(value: &'a Spanned<DeValue<'_>>) -> Read<&'a str> {
    value.get_ref().as_str().ok_or_else(|| not_a("text", value))
}

/// A web address; an empty text says "none".
pub(super) fn link(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let link = text(value)?;
    let web = ["https://", "http://"].iter().any(|scheme| link.starts_with(scheme));
    if link.is_empty() || (web && !link.contains(char::is_whitespace)) {
        return Ok(link);
    }
    Err(format!("`{link}` is not a web address (https://…)"))
}

/// A list of domains, in ASCII.
pub(super) fn domains(value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
    let known = |domain: String| {
        let bare = domain.trim_start_matches('@');
        address::ascii_domain(bare).ok_or_else(|| format!("`{domain}` is not a domain"))
    };
    texts(value)?.into_iter().map(known).collect()
}

/// A word of a closed set.
pub(super) fn word<T: std::str::FromStr<Err = UnknownWord>>(
    value: &Spanned<DeValue<'_>>,
) -> Read<T> {
    text(value)?.parse().map_err(|error: UnknownWord| error.to_string())
}

/// Spans of days, `FROM..TO`, or single ones.
pub(super) fn closures(value: &Spanned<DeValue<'_>>) -> Read<Vec<Closure>> {
    let known =
        |text: String| text.parse().map_err(|problem: BadClosure| format!("`{text}`: {problem}"));
    texts(value)?.into_iter().map(known).collect()
}

/// A day, as a TOML date or as text.
pub(super) fn day(value: &Spanned<DeValue<'_>>) -> Read<Option<NaiveDate>> {
    let given = as_text(value.get_ref());
    if given.is_empty() {
        return Ok(None);
    }
    let day = NaiveDate::parse_from_str(&given, "%Y-%m-%d");
    day.map(Some).map_err(|_| format!("`{given}` is not a day (YYYY-MM-DD)"))
}

/// Any value as text, for what is only kept.
pub(super) fn as_text(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| as_text(item.get_ref())).collect();
            items.join("; ")
        }
        DeValue::Table(fields) => {
            let field = |(key, value): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
                format!("{} = {}", key.get_ref(), as_text(value.get_ref()))
            };
            fields.iter().map(field).collect::<Vec<_>>().join("; ")
        }
    }
}

/// The words for a value of the wrong type.
pub(super) fn not_a(wanted: &str, value: &Spanned<DeValue<'_>>) -> String {
    format!("is not a {wanted} but {}", value.get_ref().type_str())
}

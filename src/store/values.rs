//! How values are spelt in the database: words, times and JSON, and back, with an error that names
//! what could not be read.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::{Row, types::Type};
use serde::{Serialize, de::DeserializeOwned};

/// A time as it is stored: RFC 3339, UTC, milliseconds; sorts as text.
pub(super) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A value as JSON text.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("values of the desk have string keys and finite numbers")
}

/// Reads a column that holds one word of a closed set.
pub(super) fn word<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    parse(row, column, str::parse::<T>)
}

/// Reads a column that holds a word or nothing.
pub(super) fn maybe_word<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    match row.get::<_, Option<String>>(column)? {
        None => Ok(None),
        Some(_) => word(row, column).map(Some),
    }
}

/// Reads a column that holds a time.
pub(super) fn when(row: &Row<'_>, column: &str) -> rusqlite::Result<DateTime<Utc>> {
    parse(row, column, |text| DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc)))
}

/// Reads a column that holds a day.
pub(super) fn date(row: &Row<'_>, column: &str) -> rusqlite::Result<NaiveDate> {
    parse(row, column, str::parse::<NaiveDate>)
}

/// Reads a column that holds a time or nothing.
pub(super) fn maybe_when(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<DateTime<Utc>>> {
    match row.get::<_, Option<String>>(column)? {
        None => Ok(None),
        Some(_) => when(row, column).map(Some),
    }
}

/// Reads a column that holds JSON.
pub(super) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    parse(row, column, |text| serde_json::from_str(text))
}

/// Reads a column as `read` does its text.
pub(super) fn parse<T, E>(
    row: &Row<'_>,
    column: &str,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> rusqlite::Result<T>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let index = row.as_ref().column_index(column)?;
    let text: String = row.get(index)?;
    read(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
    })
}

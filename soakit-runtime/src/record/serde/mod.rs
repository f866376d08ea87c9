//! Serialisation, in two forms that the user chooses by name. Feature `serde`.
//!
//! - [`rows`]: a list of records, `[{"temp": 39.0, "gust": null}, …]`: what other programs expect;
//! - [`columns`]: a record of lists, `{"temp": [39.0, …], "gust": [null, …]}`: smaller and faster.
//!
//! Use the modules with `#[serde(with = "soakit::serde::rows")]`, or the wrappers [`Rows`] and [`Columns`] where there is
//! no field to put the attribute on. Names are the external ones (`#[soa(rename = "…")]`). Formats that people read get
//! names; binary formats get the fields in their order.
//!
//! Nothing is trusted on the way in: an unknown, missing or repeated field, a cell of the wrong type, a column of another
//! length, a value that its validator refuses is an error that names the row and the column, and there is no container
//! then. Only a nullable cell may be left out of a row: it is missing.

mod cells;
pub mod columns;
mod derived;
pub mod rows;
mod value;

pub use cells::{DeserializeColumn, SerializeColumn};

use alloc::{format, string::String};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Bulk, SoA};

/// Rows of a container, one behind the other; of `Bulk<T>` in, of `&Bulk<T>` out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows<B>(pub B);

/// Columns of a container, one behind the other; of `Bulk<T>` in, of `&Bulk<T>` out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns<B>(pub B);

impl<T: SoA> Serialize for Rows<&Bulk<T>>
where
    T::Columns: SerializeColumn,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rows::serialize(self.0, serializer)
    }
}

impl<'de, T: SoA> Deserialize<'de> for Rows<Bulk<T>>
where
    T::Columns: DeserializeColumn<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        rows::deserialize(deserializer).map(Self)
    }
}

impl<T: SoA> Serialize for Columns<&Bulk<T>>
where
    T::Columns: SerializeColumn,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        columns::serialize(self.0, serializer)
    }
}

impl<'de, T: SoA> Deserialize<'de> for Columns<Bulk<T>>
where
    T::Columns: DeserializeColumn<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        columns::deserialize(deserializer).map(Self)
    }
}

/// Adds a column's name, in front of those of nested records, to an error from below; a row number stays first.
fn in_column<E: serde::de::Error>(row: Option<usize>, column: &str, error: &E) -> E {
    let text = format!("{error}");
    let (row, text) = match split_row(&text) {
        Some((row, rest)) => (Some(row), rest),
        None => (row, &*text),
    };
    let place = row.map_or_else(String::new, |row| format!("row {row}, "));
    match text.strip_prefix("column `") {
        Some(rest) => E::custom(format_args!("{place}column `{column}.{rest}")),
        None => E::custom(format_args!("{place}column `{column}`: {text}")),
    }
}

/// The number and the rest of `row 7: …` and `row 7, …`.
fn split_row(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_prefix("row ")?;
    let end = rest.find(|character: char| !character.is_ascii_digit())?;
    let (number, rest) = rest.split_at(end);
    let rest = rest.strip_prefix(": ").or_else(|| rest.strip_prefix(", "))?;
    Some((number.parse().ok()?, rest))
}

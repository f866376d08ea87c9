//! TOML: a format for people, with every field named.
//!
//! TOML has tables and no lists outside of them, so rows stand under the name `rows`. It has no missing values either: in
//! rows, a field without a value is left out, and a column that lacks a value cannot be written as such. Its integers have 64
//! bits and a sign.
//!
//! ```
//! use soakit_io::toml;
//! use soakit_runtime::record::Bulk;
//!
//! let rows = Bulk::from([(1_u16, Some(20.5)), (2, None)]);
//! let text = toml::to_string(&rows)?;
//! assert_eq!(text, "[[rows]]\n0 = 1\n1 = 20.5\n\n[[rows]]\n0 = 2\n");
//! assert_eq!(toml::from_str::<(u16, Option<f64>)>(&text)?, rows);
//!
//! let rows = Bulk::from([(1_u16, true), (2, false)]);
//! let text = toml::columns_to_string(&rows)?;
//! assert_eq!(text, "0 = [1, 2]\n1 = [true, false]\n");
//! assert_eq!(toml::columns_from_str::<(u16, bool)>(&text)?, rows);
//! # Ok::<(), soakit_io::FormError>(())
//! ```

use core::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use soakit_runtime::record::serde::{Columns, DeserializeColumn, Rows, SerializeColumn};
use soakit_runtime::record::{Bulk, SoA};

use super::FormError;

const FORMAT: &str = "TOML";

/// A table for each row, under the name `rows`.
///
/// # Errors
/// When a cell is an integer beyond 64 bits, or refuses to be serialised.
pub fn to_string<T: SoA>(rows: &Bulk<T>) -> Result<String, FormError>
where
    T::Columns: SerializeColumn,
{
    ::toml::to_string(&Table(Rows(rows))).map_err(|error| FormError::new(FORMAT, error))
}

/// Reads what [`to_string`] has written; a document without `rows` has none.
///
/// # Errors
/// When the text is not TOML, has something else beside `rows`, or rows that are none.
pub fn from_str<T: SoA>(text: &str) -> Result<Bulk<T>, FormError>
where
    T::Columns: for<'de> DeserializeColumn<'de>,
{
    let Table(rows) = ::toml::from_str(text).map_err(|error| FormError::new(FORMAT, error))?;
    Ok(rows)
}

/// A list for each column.
///
/// # Errors
/// As [`to_string`], and when a cell has no value.
pub fn columns_to_string<T: SoA>(rows: &Bulk<T>) -> Result<String, FormError>
where
    T::Columns: SerializeColumn,
{
    ::toml::to_string(&Columns(rows)).map_err(|error| FormError::new(FORMAT, error))
}

/// Reads what [`columns_to_string`] has written.
///
/// # Errors
/// When the text is not TOML, or columns are not those of the record, or not of one length.
pub fn columns_from_str<T: SoA>(text: &str) -> Result<Bulk<T>, FormError>
where
    T::Columns: for<'de> DeserializeColumn<'de>,
{
    let Columns(rows) = ::toml::from_str(text).map_err(|error| FormError::new(FORMAT, error))?;
    Ok(rows)
}

/// A document: rows under their name.
struct Table<R>(R);

const NAME: &str = "rows";

impl<R: Serialize> Serialize for Table<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(NAME, &self.0)?;
        map.end()
    }
}

impl<'de, T: SoA> Deserialize<'de> for Table<Bulk<T>>
where
    T::Columns: DeserializeColumn<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableIn(Bulk::new()))
    }
}

/// Reads a document; holds its rows as far as they have come.
struct TableIn<T: SoA>(Bulk<T>);

impl<'de, T: SoA> Visitor<'de> for TableIn<T>
where
    T::Columns: DeserializeColumn<'de>,
{
    type Value = Table<Bulk<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table with `rows`")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name != NAME {
                return Err(A::Error::unknown_field(&name, &[NAME]));
            }
            self.0 = map.next_value::<Rows<Bulk<T>>>()?.0;
        }
        Ok(Table(self.0))
    }
}

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
pub mod rows;
mod value;

pub use cells::{DeserializeColumn, SerializeColumn};

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

//! JSON: objects in lines or in an array, and columns as lists, in and out of typed columns.

mod columns;
mod encode;
mod fields;
mod grammar;
mod objects;
mod outline;
mod reader;
mod tokenizer;
mod writer;

pub use reader::{MissingFields, Reader, UnknownFields};
pub use writer::Writer;

use std::path::Path;

use soakit_runtime::record::{Bulk, SoA};

use crate::column::{ReadColumn, WriteColumn};
use crate::error::ReadError;
use crate::write::WriteError;

/// Reads a JSON file: an object a line, or an array of objects. Fields are found by name, in any order; others are not read.
///
/// The same as [`Reader::new().read(path)`](Reader::read).
///
/// # Errors
/// When the file cannot be read, is no JSON, or has a value that is none of its field; nothing has been read then.
pub fn read<T: SoA>(path: impl AsRef<Path>) -> Result<Bulk<T>, ReadError>
where
    T::Columns: ReadColumn,
    Bulk<T>: Send,
{
    Reader::new().read(path)
}

/// Reads a JSON file of columns: `{"a": [1, 2], "b": ["x", "y"]}`. They are found by name, in any order; others are not read.
///
/// The same as [`Reader::new().columns().read(path)`](Reader::columns).
///
/// # Errors
/// When the file cannot be read, is no JSON, has lists of different lengths, or has a value that is none of its column;
/// nothing has been read then.
pub fn read_columns<T: SoA>(path: impl AsRef<Path>) -> Result<Bulk<T>, ReadError>
where
    T::Columns: ReadColumn,
    Bulk<T>: Send,
{
    Reader::new().columns().read(path)
}

/// Writes a JSON file, an object a line.
///
/// The same as [`Writer::new().write(path, rows)`](Writer::write).
///
/// # Errors
/// When the file cannot be written, or JSON has no way to write a cell; nothing has changed then.
pub fn write<T: SoA>(path: impl AsRef<Path>, rows: &Bulk<T>) -> Result<(), WriteError>
where
    T::Columns: WriteColumn,
    Bulk<T>: Sync,
{
    Writer::new().write(path, rows)
}

//! CSV: text with delimiters.

mod dialect;
mod encode;
mod header;
mod plain;
mod reader;
mod scan;
mod writer;

pub use dialect::{Dialect, Quoting};
pub use header::{MissingColumns, NameCase};
pub use reader::Reader;
pub use writer::Writer;

use std::path::Path;

use soakit_runtime::record::{Bulk, SoA};

use plain::Plain;

use crate::cell::Shape;
use crate::column::{ReadColumn, WriteColumn};
use crate::error::ReadError;
use crate::table::{Syntax, Tokenizer};
use crate::write::WriteError;

/// The tokenizer of a dialect, for a record of so many leaves.
fn tokenizer(dialect: &Dialect, leaves: usize, shape: fn(usize) -> Shape) -> Result<Box<dyn Tokenizer>, ReadError> {
    let _ = (leaves, shape);
    let syntax = Syntax {
        missing: dialect.missing.iter().map(|text| text.as_str().into()).collect(),
        quoted_missing: dialect.quoted_missing,
        empty_is_missing: true,
        trims: dialect.initial_space,
        doubled_quote: dialect.quote.filter(|_| dialect.doubled_quote),
        escape: dialect.escape,
        is_strict: false,
    };
    let [delimiter] = *dialect.delimiter.as_bytes() else {
        return Err(ReadError::Options("a delimiter of one byte"));
    };
    Ok(Box::new(Plain { delimiter, quote: dialect.quote, syntax }))
}

/// Reads a CSV file with a header: columns are found by the names of the fields, in any order; others are not read.
///
/// The same as [`Reader::new().read(path)`](Reader::read).
///
/// # Errors
/// When the file cannot be read, lacks a column, or has a cell that is no value of its column; nothing has been read then.
pub fn read<T: SoA>(path: impl AsRef<Path>) -> Result<Bulk<T>, ReadError>
where
    T::Columns: ReadColumn,
    Bulk<T>: Send,
{
    Reader::new().read(path)
}

/// Writes a CSV file with a header, one column for each field, such that [`read`] reads equal rows.
///
/// The same as [`Writer::new().write(path, rows)`](Writer::write).
///
/// # Errors
/// When the file cannot be written; nothing has changed then.
pub fn write<T: SoA>(path: impl AsRef<Path>, rows: &Bulk<T>) -> Result<(), WriteError>
where
    T::Columns: WriteColumn,
    Bulk<T>: Sync,
{
    Writer::new().write(path, rows)
}

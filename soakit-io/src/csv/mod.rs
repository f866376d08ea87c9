//! CSV: text with delimiters.

mod any_table;
mod dialect;
mod encode;
mod general;
mod head;
mod header;
mod identifier;
mod infer;
#[cfg(test)]
mod laws;
mod plain;
mod reader;
mod records;
mod untyped;
mod writer;

pub use any_table::AnyTable;
pub use dialect::{Dialect, Quoting};
pub use header::{MissingColumns, NameCase};
pub use infer::{Inferred, InferredColumn, InferredKind};
pub use reader::Reader;
pub use writer::Writer;

use std::path::Path;

use soakit_runtime::record::{Bulk, SoA};

use general::General;
use plain::Plain;
use records::Terminator;

use crate::column::{ReadColumn, WriteColumn};
use crate::error::{ReadError, RecordProblem};
use crate::table::{Span, Syntax, Tokenizer};
use crate::write::WriteError;

/// A tokenizer of CSV, whose first record may be a header.
trait CsvTokenizer: Tokenizer {
    /// The cells of the first record, all of them; `None` if there is none that is not blank.
    fn first_record(&self, bytes: &[u8]) -> Result<Option<Vec<Span>>, RecordProblem>;
}

/// The tokenizer of a dialect, for a file in some of whose columns (`structured`) stand lists and maps.
fn tokenizer(dialect: &Dialect, structured: &[bool]) -> Result<Box<dyn CsvTokenizer>, ReadError> {
    dialect.check().map_err(ReadError::Options)?;
    let syntax = Syntax {
        missing: dialect.na.iter().map(|text| text.as_str().into()).collect(),
        quoted_missing: dialect.quoted_na,
        empty_is_missing: true,
        trims: dialect.initial_space,
        doubled_quote: dialect.quote.filter(|_| dialect.doubled_quote),
        escape: dialect.escape,
        is_strict: false,
    };
    let is_plain = dialect.terminator == "\n"
        && (dialect.quoted_newlines || dialect.quote.is_none())
        && dialect.comment.is_none()
        && !dialect.initial_space
        && !dialect.brackets
        && !structured.contains(&true);
    if let [delimiter] = *dialect.cell_delimiter().as_bytes()
        && is_plain
    {
        return Ok(Box::new(Plain { delimiter, quote: dialect.quote, syntax }));
    }
    Ok(Box::new(General {
        delimiter: dialect.cell_delimiter().into(),
        terminator: Terminator::new(&dialect.terminator),
        quote: dialect.quote,
        comment: dialect.comment,
        skips_blanks: dialect.initial_space,
        quoted_newlines: dialect.quoted_newlines,
        brackets: dialect.brackets,
        structured: structured.to_vec(),
        syntax,
    }))
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

/// Looks at the first rows of a CSV file with a header, and says what record would read it: printed, it is a struct.
///
/// The same as [`Reader::new().infer(path)`](Reader::infer).
///
/// # Errors
/// When the file cannot be read.
pub fn infer(path: impl AsRef<Path>) -> Result<Inferred, ReadError> {
    Reader::new().infer(path)
}

/// Reads a CSV file with a header into columns without types, where no struct can say what is in it.
///
/// The same as [`Reader::new().read_any(path)`](Reader::read_any).
///
/// # Errors
/// When the file cannot be read.
pub fn read_any(path: impl AsRef<Path>) -> Result<AnyTable, ReadError> {
    Reader::new().read_any(path)
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

//! The C data interface: containers handed to other programs in this process, and taken from them. Feature `ffi`.
//!
//! A stream is a C struct of a few function pointers that pyarrow, Polars, DuckDB and many others take. The memory of columns
//! that [move](crate) is the memory that they see; it lives as long as they hold it.
//!
//! Deliberately absent: pointers. What is exchanged is a value; placing it where C looks is the business of who calls C.

use std::sync::Arc;

use arrow_array::ffi_stream::ArrowArrayStreamReader;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::SchemaRef;
use soakit_runtime::record::{Bulk, SoA};

pub use arrow_array::ffi_stream::FFI_ArrowArrayStream;

use crate::column::ArrowColumn;
use crate::contain::contained;
use crate::error::ArrowError;
use crate::import::Import;
use crate::{export, schema};

/// A stream of containers, each of which becomes a batch when the other side asks for it. For a single one, `stream([bulk])`.
///
/// An error, or a panic of the iterator, is told to the other side, which sees its text.
///
/// # Examples
///
/// From one side to the other, without a copy:
///
/// ```
/// use soakit::prelude::*;
/// use soakit::arrow::ffi;
///
/// #[derive(SoA, Debug, PartialEq)]
/// struct Reading {
///     temp: f64,
/// }
///
/// let readings = Bulk::from([Reading { temp: 39.0 }]);
/// let taken = ffi::from_stream::<Reading>(ffi::stream([readings]))?;
/// assert_eq!(taken.temp(), [39.0]);
/// # Ok::<(), soakit::arrow::ArrowError>(())
/// ```
#[must_use]
pub fn stream<T: SoA, I>(bulks: I) -> FFI_ArrowArrayStream
where
    T::Columns: ArrowColumn,
    I: IntoIterator<Item = Bulk<T>>,
    I::IntoIter: Send + 'static,
{
    let bulks = bulks.into_iter().fuse();
    FFI_ArrowArrayStream::new(Box::new(Export { schema: Arc::new(schema::schema::<T>()), bulks }))
}

/// Takes what is left of a stream.
///
/// The memory belongs to the other side, so columns are copied. Text is checked; for the rest, its word is taken that
/// the memory is what it says.
///
/// # Errors
/// Those of [`Import::batches`], and those of the other side.
pub fn from_stream<T: SoA>(stream: FFI_ArrowArrayStream) -> Result<Bulk<T>, ArrowError>
where
    T::Columns: ArrowColumn,
{
    import_stream(Import::new(), stream)
}

/// As [`from_stream`], with rules of one's own.
///
/// # Errors
/// As [`from_stream`].
pub fn import_stream<T: SoA>(import: Import, stream: FFI_ArrowArrayStream) -> Result<Bulk<T>, ArrowError>
where
    T::Columns: ArrowColumn,
{
    contained(|| {
        let batches = ArrowArrayStreamReader::try_new(stream)?;
        import.projection::<T>(&batches.schema())?;
        import.batches(batches.map(|batch| Ok(batch?)))
    })
}

/// Containers as batches, for the other side to ask for.
struct Export<I> {
    schema: SchemaRef,
    bulks: std::iter::Fuse<I>,
}

impl<T: SoA, I: Iterator<Item = Bulk<T>>> Iterator for Export<I>
where
    T::Columns: ArrowColumn,
{
    type Item = Result<RecordBatch, arrow_schema::ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Across C a panic ends the process.
        let batch = contained(|| self.bulks.next().map(export::into_record_batch).transpose());
        // The other side gets the text as a C string.
        let tell = |error: ArrowError| arrow_schema::ArrowError::CDataInterface(error.to_string().replace('\0', "\\0"));
        batch.map_err(tell).transpose()
    }
}

impl<T: SoA, I: Iterator<Item = Bulk<T>>> RecordBatchReader for Export<I>
where
    T::Columns: ArrowColumn,
{
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

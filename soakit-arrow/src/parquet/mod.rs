//! Parquet files: columns, packed, with word at the end of what is in them. Feature `parquet`.
//!
//! [`Reader`] reads a file, chunks of one, or a [directory of parts](append) as a container; [`Writer`] writes one. Both have a short form
//! here. A reader with a filter asks the file beforehand: what it says of its row groups and pages decides what is not read.
//!
//! What is read is checked as a record batch is ([`Import`](crate::Import)). What is written is what
//! [`record_batches`](crate::record_batches) makes of the container, with its schema, so dictionaries are dictionaries again.
//!
//! # Bytes that lie
//! A file is not trusted. Its metadata is walked before it is decoded, ranges are compared with the length of the file, row counts
//! with each other, and a panic in the decoder becomes an error; so a truncated, bit-flipped or mislabelled file is an error that
//! names it. What cannot be noticed without checksums is a number that became another number.
//!
//! # Objects
//! With the feature `async`, files in a store (a directory, behind HTTP, in S3; features `fs`, `http`, `s3`) are read and written
//! without blocking: [`Reader::read_async`], [`Writer::write_async`]. Requests are made for what is read, and for nothing else.
//!
//! Deliberately absent: encryption, bloom filters, and values in the names of directories.
//!
//! # Examples
//!
//! What was written is read again:
//!
//! ```
//! use soakit::prelude::*;
//! use soakit::arrow::parquet;
//!
//! #[derive(SoA, Clone, Debug, PartialEq)]
//! struct Reading {
//!     station: String,
//!     temp: Option<f64>,
//! }
//!
//! let readings = Bulk::from([Reading { station: "JFK".into(), temp: Some(39.0) }, Reading { station: "LGA".into(), temp: None }]);
//! let path = std::env::temp_dir().join(format!("readings-{}.parquet", std::process::id()));
//! parquet::write(&path, &readings)?;
//! assert_eq!(parquet::read::<Reading>(&path)?, readings);
//! # std::fs::remove_file(&path)?;
//! # Ok::<(), soakit::arrow::ArrowError>(())
//! ```

mod read;
mod write;

mod chunks;
mod dataset;
#[cfg(feature = "async")]
mod object;
mod report;

mod plan;
mod statistics;

mod metadata;
mod source;
mod thrift;

pub use bytes::Bytes;
pub use chunks::Chunks;
#[cfg(feature = "async")]
pub use object::ObjectChunks;
pub use read::Reader;
pub use report::{Progress, Report, Share};
pub use write::{Compression, Writer};

/// What [`Reader::read_from`] takes: bytes in memory, files, and what you implement it for.
pub use parquet::file::reader::{ChunkReader, Length};

/// The crate of object stores that this one works with; re-exported so that its types have the version that fits.
#[cfg(feature = "async")]
pub use object_store;

use std::error::Error;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;
use soakit_runtime::record::{Bulk, SoA};

use crate::column::ArrowColumn;
use crate::error::ArrowError;

/// Reads a file; see [`Reader`].
///
/// # Errors
/// As [`Reader::read`].
pub fn read<T: SoA<Columns: ArrowColumn>>(path: impl AsRef<Path>) -> Result<Bulk<T>, ArrowError> {
    Reader::new().read(path)
}

/// Reads the parts of a directory, or the files that a pattern means, one behind the other; see [`Reader::read_dataset`].
///
/// # Errors
/// As [`Reader::read_dataset`].
pub fn read_dataset<T: SoA<Columns: ArrowColumn>>(files: impl AsRef<Path>) -> Result<Bulk<T>, ArrowError> {
    Reader::new().read_dataset(files)
}

/// Writes a file, whole or not at all; see [`Writer`].
///
/// # Errors
/// As [`Writer::write`].
pub fn write<T: SoA<Columns: ArrowColumn>>(path: impl AsRef<Path>, bulk: &Bulk<T>) -> Result<(), ArrowError> {
    Writer::new().write(path, bulk)
}

/// Adds a part to a directory; see [`Writer::append`].
///
/// # Errors
/// As [`Writer::append`].
pub fn append<T: SoA<Columns: ArrowColumn>>(
    directory: impl AsRef<Path>,
    bulk: &Bulk<T>,
) -> Result<PathBuf, ArrowError> {
    Writer::new().append(directory, bulk)
}

/// An error with the name of the file, if it has one.
fn named(error: ArrowError, path: Option<&Path>) -> ArrowError {
    match path {
        Some(path) => error.in_file(path),
        None => error,
    }
}

/// An error of the decoder.
fn refused(error: ParquetError) -> ArrowError {
    let text = match error {
        ParquetError::External(error) => match io_error(error) {
            Ok(error) => return error,
            Err(error) => error.to_string(),
        },
        ParquetError::General(text) | ParquetError::EOF(text) | ParquetError::ArrowError(text) => text,
        error => error.to_string(),
    };
    ArrowError::Corrupt(text)
}

/// The error of what is below the decoder: of a file or of a store.
fn io_error(error: Box<dyn Error + Send + Sync>) -> Result<ArrowError, Box<dyn Error + Send + Sync>> {
    let error = match error.downcast::<std::io::Error>() {
        Ok(error) => return Ok(ArrowError::Io(*error)),
        Err(error) => error,
    };
    #[cfg(feature = "async")]
    let error = match error.downcast::<object_store::Error>() {
        Ok(error) => return Ok(ArrowError::Io((*error).into())),
        Err(error) => error,
    };
    Err(error)
}

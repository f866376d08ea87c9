//! Arrow's own files and streams: what is in memory, with a few words around it. Feature `ipc`.
//!
//! A *file* says at its end where its batches are; a *stream* is read from its start to its end, and may come through a pipe. Reading finds
//! out which of them it is. A container becomes batches of some ten thousand rows, a batch becomes a chunk.
//!
//! # Bytes that lie
//! A file is not trusted. Lengths are compared with the bytes that there are before memory is asked for, sizes of compressed
//! buffers with what their bytes could hold, and a panic in the decoder becomes an error; so a truncated, bit-flipped or
//! mislabelled file is an error that names it.
//!
//! Deliberately absent: mapping files into memory, which is sound only as long as nobody else writes to them.
//!
//! # Examples
//!
//! What was written is read again:
//!
//! ```
//! use soakit::prelude::*;
//! use soakit::arrow::ipc;
//!
//! #[derive(SoA, Clone, Debug, PartialEq)]
//! struct Reading {
//!     station: String,
//!     temp: Option<f64>,
//! }
//!
//! let readings = Bulk::from([Reading { station: "JFK".into(), temp: Some(39.0) }, Reading { station: "LGA".into(), temp: None }]);
//! let path = std::env::temp_dir().join(format!("readings-{}.arrow", std::process::id()));
//! ipc::write(&path, &readings)?;
//! assert_eq!(ipc::read::<Reading>(&path)?, readings);
//! # std::fs::remove_file(&path)?;
//! # Ok::<(), soakit::arrow::ArrowError>(())
//! ```

mod check;
mod messages;
mod read;
mod write;

pub use read::{Chunks, Reader};
pub use write::{Compression, Format, Writer};

use std::path::Path;

use soakit_runtime::record::{Bulk, SoA};

use crate::column::ArrowColumn;
use crate::error::ArrowError;

/// Reads a file, or a stream that was kept in one; see [`Reader`].
///
/// # Errors
/// As [`Reader::read`].
pub fn read<T: SoA>(path: impl AsRef<Path>) -> Result<Bulk<T>, ArrowError>
where
    T::Columns: ArrowColumn,
{
    Reader::new().read(path)
}

/// Writes a file, whole or not at all; see [`Writer`].
///
/// # Errors
/// As [`Writer::write`].
pub fn write<T: SoA>(path: impl AsRef<Path>, bulk: &Bulk<T>) -> Result<(), ArrowError>
where
    T::Columns: ArrowColumn,
{
    Writer::new().write(path, bulk)
}

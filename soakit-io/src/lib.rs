//! Text formats for SoAKit: CSV and JSON in and out of typed columns. Users name the crate `soakit`, which re-exports what is
//! public here: `soakit::csv`, `soakit::json`, `soakit::io`.
//!
//! The struct is the schema: nothing is guessed. Reading happens in three steps, and only the last one knows the record:
//!
//! 1. `input`: bytes from files, in blocks that end where a record ends;
//! 2. `table`: where each cell of a block stands. This is all that the formats differ in;
//! 3. [`mod@column`]: one loop per column, from the texts of its cells to values, compiled once per type of cell.
//!
//! Writing goes the other way: each column into texts ([`mod@column`]), which `write` puts side by side.
//!
//! Blocks are read on the threads of the current pool and put together in the order of the file.

#![forbid(unsafe_code)]

pub mod cell;
pub mod column;
pub mod csv;
pub mod error;
mod files;
#[cfg(any(feature = "postcard", feature = "toml"))]
mod forms;
mod input;
pub mod json;
mod read;
mod table;
mod threads;
mod write;

#[cfg(any(feature = "postcard", feature = "toml"))]
pub use forms::FormError;
#[cfg(feature = "postcard")]
pub use forms::postcard;
#[cfg(feature = "toml")]
pub use forms::toml;
pub use read::{Bad, Chunks, OnError, Report};
pub use table::Cells;
pub use write::{Texts, UnwritableCell, WriteError};

//! Containers as Arrow record batches, and record batches as containers. Use it as `soakit::arrow` (feature `arrow`).
//!
//! The struct is the schema: names are the external ones, types follow from the fields' types, and nothing is guessed. What is
//! in memory as Arrow wants it moves, both ways; the rest is copied:
//!
//! | field | in Arrow | out | in |
//! | --- | --- | --- | --- |
//! | `u8` … `i64`, `usize`, `isize`, `f32`, `f64` | the same number | moves | moves |
//! | `Option` of these | the same, with nulls | moves | moves |
//! | `bool`, `Option<bool>` | `Boolean` | copied | copied |
//! | `bool` with `#[soa(column = Bits)]` | `Boolean` | moves | moves |
//! | `String`, `Option<String>` | `LargeUtf8` | moves, UTF-8 is checked | moves, UTF-8 is checked |
//! | `#[soa(dict)]` text | `Dictionary(UInt32, LargeUtf8)` | moves, words are checked | moves, words are checked |
//! | `Decimal<S>` | `Decimal128(18, S)` | copied, digits are counted | copied |
//! | `WideDecimal<S>`, `i128`, `u128` | `Decimal128(38, S)` | moves, digits are counted | moves |
//! | `Option` of decimals | the same, with nulls | copied | copied |
//! | `[T; N]` | `FixedSizeList` | moves if `T` does | copied |
//! | `Vec<T>` | `LargeList` | copied | copied |
//! | `char`, `Vec<String>` columns | `LargeUtf8` | copied | copied |
//! | enums with `#[derive(Cell)]` | `Dictionary(UInt8 …, LargeUtf8)` | copied | copied |
//! | `Date`, `NaiveDate` (features `jiff`, `chrono`) | `Date32` | copied | copied |
//! | `Timestamp`, `DateTime<Utc>` | `Timestamp(Nanosecond, "UTC")` | copied | copied |
//! | `DateTime`, `NaiveDateTime` | `Timestamp(Nanosecond)` | copied | copied |
//! | `Time`, `NaiveTime` | `Time64(Nanosecond)` | copied | copied |
//! | `SignedDuration`, `TimeDelta`, `std::time::Duration` | `Duration(Nanosecond)` | copied | copied |
//! | types with [`ArrowAs`] | another row of this table | in place | in place |
//! | `#[soa(nested)]` | `Struct` | leaf by leaf | leaf by leaf |
//!
//! A column moves in if nobody else holds it (a clone of the batch does), if it starts with its buffer (that of a slice may not) and if the buffer
//! was allocated as a `Vec` of such values (one that was read from a file is part of a larger one). Otherwise it is copied, and
//! the rows are the same.
//!
//! Derived columns go out on request ([`Export`]) and never come in: they follow from the fields.
//!
//! Deliberately absent: guessing a record from a schema, and conversions that lose something.

#![forbid(unsafe_code)]

mod export;
mod import;

mod derived;
mod schema;

mod column;

#[cfg(feature = "ffi")]
pub mod ffi;
#[cfg(feature = "ipc")]
pub mod ipc;
#[cfg(feature = "parquet")]
pub mod parquet;

mod cell;
mod cells;

mod bits;
#[cfg(any(feature = "ipc", feature = "ffi", feature = "parquet"))]
mod contain;
mod error;
#[cfg(any(feature = "ipc", feature = "parquet"))]
mod files;

pub use cell::{ArrowAs, ArrowCell, ClockTime, Days, Instant, Rules, Span, TimeOfDay, Variant};
pub use cells::Cells;
pub use column::ArrowColumn;
pub use derived::Export;
pub use error::{ArrowError, CellProblem, Refusal};
pub use export::{into_record_batch, record_batches, to_record_batch};
pub use import::{Import, from_record_batch, from_record_batches};
pub use schema::{DOC, RECORD, RUST_TYPE, schema};

/// The crates of Arrow that this one works with; re-exported so that their types have the version that fits.
pub mod arrow {
    pub use {arrow_array as array, arrow_buffer as buffer, arrow_schema as schema};
}

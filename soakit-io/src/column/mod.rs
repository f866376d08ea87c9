//! Columns and the texts of their cells: one loop for each column, compiled once per type of cell and not once per record.
//!
//! [`ReadColumn`] and [`WriteColumn`] are implemented for every column whose cells are [`ParseCell`](crate::cell::ParseCell)
//! and [`WriteCell`](crate::cell::WriteCell), and for trees of such columns; so any record whose cells can be read can be
//! read, and any whose cells can be written can be written.

mod read;
mod texts;
mod write;

pub use read::{Faults, ReadColumn};
pub use write::WriteColumn;

//! Floor 0: the words every other floor speaks: row numbers, errors, exact numbers.

mod decimal;
mod error;
#[cfg(test)]
pub(crate) mod random;

pub use decimal::{Decimal, DecimalError, Product, Rounding, Scales, WideDecimal};
pub use error::{ColumnError, LengthMismatch, ValueError, Violation, Violations};

/// The number of a row, from 0.
///
/// Lists of rows (permutations, selections, partitions) hold 32-bit numbers: half the memory traffic of `usize` in every
/// sort and gather. Operations that build such lists panic beyond 4,294,967,295 rows; plain containers do not care.
pub type RowIndex = u32;

/// Panics, at the caller's line, because a row number is not below the row count.
#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn row_out_of_range(row: usize, rows: usize) -> ! {
    panic!("row {row} out of range for {rows} rows")
}

/// Panics, at the caller's line, because a range of rows does not fit.
#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn range_out_of_range(start: usize, end: usize, rows: usize) -> ! {
    if start > end {
        panic!("row range starts at {start} but ends at {end}")
    }
    panic!("row range {start}..{end} out of range for {rows} rows")
}

/// Panics, at the caller's line, because memory for more rows cannot be had.
#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn capacity_overflow(rows: usize, additional: usize) -> ! {
    panic!("no memory for {additional} rows more than {rows}")
}

/// The number of rows as a [`RowIndex`] bound.
///
/// # Panics
/// When there are more rows than a list of rows can name.
#[track_caller]
pub(crate) fn listable(rows: usize) -> RowIndex {
    match RowIndex::try_from(rows) {
        Ok(rows) => rows,
        Err(_) => panic!("{rows} rows are more than a list of rows can name ({})", RowIndex::MAX),
    }
}

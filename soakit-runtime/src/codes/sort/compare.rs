//! Sorting by comparison: for so few rows that anything cleverer has not begun when this is done.

use alloc::vec::Vec;

use super::compare_rows;
use crate::codes::pack::{CodeColumn, rows_of};

/// Up to so many rows, comparing is the cheapest.
pub(super) const MOST_ROWS: usize = 48;

/// The rows in order, by the merge sort of the standard library.
pub(super) fn order(columns: &[CodeColumn<'_>]) -> Vec<u32> {
    let rows = rows_of(columns);
    let mut order: Vec<u32> = (0..rows as u32).collect();
    order.sort_by(|&left, &right| compare_rows(columns, left, right));
    order
}

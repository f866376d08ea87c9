//! [`argsort`]: the rows in the order of their keys, equal keys in the order of their rows.
//!
//! Three programs answer alike, and what they cost decides: [`compare`] for a handful of rows, [`count`] for keys of a few
//! bits, [`radix`] for the rest. Rows that are in order already, or exactly in reverse, are found out before anything moves.
//! The choice depends on the keys alone, and the order of rows is unique, so that threads cannot show in the answer.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::pack::{CodeColumn, Packing, rows_of};
use super::word::ColumnWindows;
use crate::pipeline::Run;

mod compare;
mod count;
mod cut;
mod presorted;
mod radix;
mod small;

pub(super) use radix::order;

/// How rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SortStrategy {
    /// A stable merge sort that compares column by column.
    Comparison,
    /// One pass that sends each row where rows of its key go; keys of more than 12 bits go to `Radix`.
    Counting,
    /// By digits: first into buckets that fit a cache, then within.
    Radix,
}

/// The rows in the order of the columns, the first column first; stable.
///
/// # Panics
/// When the columns are not of one length.
pub(crate) fn argsort(run: &Run, columns: &[CodeColumn<'_>], strategy: Option<SortStrategy>) -> Vec<u32> {
    let rows = rows_of(columns);
    if strategy.is_none()
        && let Some(order) = presorted::order(run, columns)
    {
        return order;
    }
    if strategy == Some(SortStrategy::Comparison) || (strategy.is_none() && rows <= compare::MOST_ROWS) {
        return compare::order(columns);
    }
    let packing = Packing::of(run, columns);
    if packing.bits <= count::MOST_BITS && strategy != Some(SortStrategy::Radix) {
        return count::order(run, columns, &packing);
    }
    radix::order(run, &ColumnWindows::new(columns, &packing))
}

/// How two rows compare.
pub(super) fn compare_rows(columns: &[CodeColumn<'_>], left: u32, right: u32) -> Ordering {
    for column in columns {
        let order = column.codes[left as usize].cmp(&column.codes[right as usize]);
        if order.is_ne() {
            return if column.descending { order.reverse() } else { order };
        }
    }
    Ordering::Equal
}

#[cfg(test)]
pub(super) mod tests;

//! Sorting by counting: keys of a few bits, of which each has a bucket.
//!
//! Bytes per row: the key twice, and four written. Nothing is compared and nothing sorted.

use alloc::vec;
use alloc::vec::Vec;

use super::cut::{Cut, scatter};
use crate::codes::pack::{CodeColumn, Packing};
use crate::codes::word::{ColumnWindows, Windows};
use crate::pipeline::Run;

/// The most bits of a key: as many buckets as a scatter has ends for.
pub(super) const MOST_BITS: u32 = 12;

/// The rows in order.
pub(super) fn order(run: &Run, columns: &[CodeColumn<'_>], packing: &Packing) -> Vec<u32> {
    let keys = ColumnWindows::new(columns, packing);
    if keys.windows() == 0 {
        return (0..keys.rows() as u32).collect();
    }
    let row_bits = crate::codes::word::row_bits(keys.rows());
    let mut order = vec![0; keys.rows()];
    let cut = Cut::digits(packing.bits, row_bits);
    scatter(run, &|start, words| keys.fill(0, start, words), &cut, row_bits, &mut order);
    order
}

//! [`Batch`]: up to a thousand rows, between two steps of a query.

use alloc::vec::Vec;

use crate::expression::Handle;
use crate::words::RowIndex;

/// The most rows in a batch: their values and flags stay in the first cache while every step has its turn.
pub const BATCH_ROWS: usize = 1024;

/// Rows on their way through a query.
#[derive(Clone, Copy, Debug)]
pub enum Batch<'b, R> {
    /// `len` rows from `start` on, of the only table.
    Span {
        /// The first row.
        start: RowIndex,
        /// How many.
        len: usize,
    },
    /// Rows from `start` on, of the only table, as far as they are to be kept. At least seven in eight are.
    Masked {
        /// The first row.
        start: RowIndex,
        /// A flag for each row.
        keep: &'b [bool],
        /// How many flags are set.
        kept: usize,
    },
    /// Rows, one by one.
    Listed(&'b [R]),
}

impl<R: Handle> Batch<'_, R> {
    /// The number of rows that count.
    #[must_use]
    pub fn rows(&self) -> usize {
        match *self {
            Self::Span { len, .. } => len,
            Self::Masked { kept, .. } => kept,
            Self::Listed(rows) => rows.len(),
        }
    }

    /// Calls `each` with the rows that count, in order.
    #[inline(always)]
    pub fn for_each(self, mut each: impl FnMut(R)) {
        match self {
            Self::Span { start, len } => {
                for offset in 0..len as RowIndex {
                    each(R::only(start + offset));
                }
            }
            Self::Masked { start, keep, .. } => {
                for (offset, keep) in (0..).zip(keep) {
                    if *keep {
                        each(R::only(start + offset));
                    }
                }
            }
            Self::Listed(rows) => {
                for &row in rows {
                    each(row);
                }
            }
        }
    }

    /// Puts the rows that count behind the others in a list.
    pub fn append_to(self, list: &mut Vec<R>) {
        match self {
            Self::Span { start, len } => list.extend((0..len as RowIndex).map(|offset| R::only(start + offset))),
            Self::Masked { start, keep, .. } => {
                // Every row is written, and the next one over it if it does not count: no branch to guess.
                let mut end = list.len();
                list.resize(end + keep.len(), R::only(start));
                for (offset, &keep) in (0..).zip(keep) {
                    list[end] = R::only(start + offset);
                    end += usize::from(keep);
                }
                list.truncate(end);
            }
            Self::Listed(rows) => list.extend_from_slice(rows),
        }
    }
}

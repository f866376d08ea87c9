//! [`Growing`]: one column that is being filled.

#![allow(unsafe_code, reason = "calls the unchecked primitives of a column that it owns")]

use crate::column::{Column, Growth};
use crate::words::capacity_overflow;

/// A column that is being filled.
///
/// Invariant: rows `0..len` are live.
pub struct Growing<C> {
    column: C,
    len: usize,
}

impl<C: Column> Growing<C> {
    pub(crate) fn new() -> Self {
        Self { column: C::default(), len: 0 }
    }

    /// Makes room for more cells.
    pub(crate) fn reserve(&mut self, additional: usize) {
        if self.column.capacity() - self.len >= additional {
            return;
        }
        // SAFETY: the invariant.
        if unsafe { self.column.try_reserve(self.len, additional, Growth::Amortized) }.is_err() {
            capacity_overflow(self.len, additional);
        }
    }

    /// Appends a cell.
    #[inline(always)]
    pub(crate) fn push(&mut self, cell: C::Item) {
        if self.len == self.column.capacity() {
            self.reserve(1);
        }
        // SAFETY: rows 0..len are live, and there is room.
        unsafe { self.column.push(self.len, cell) };
        self.len += 1;
    }

    /// Appends the cells of another column.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.reserve(other.len);
        let other_len = core::mem::take(&mut other.len);
        // SAFETY: both have so many live rows, and there is room.
        unsafe { self.column.append(self.len, &mut other.column, other_len) };
        self.len += other_len;
    }

    /// Where `rows` cells can be written one behind the other, if the column allows it; they are not there until
    /// [`written`](Self::written) is called. The column must be empty.
    pub(crate) fn places(&mut self, rows: usize) -> Option<*mut C::Item> {
        debug_assert_eq!(self.len, 0);
        self.reserve(rows);
        self.column.places()
    }

    /// Says that the cells are written.
    ///
    /// # Safety
    /// - `rows` cells from the [`places`](Self::places) on are written, and the column has not been touched since.
    pub(crate) unsafe fn written(&mut self, rows: usize) {
        // SAFETY: the caller's promise; there was room for so many.
        unsafe { self.column.settle(rows) };
        self.len = rows;
    }

    /// The column, settled.
    pub(crate) fn finish(mut self) -> C {
        // SAFETY: the invariant.
        unsafe { self.column.settle(self.len) };
        self.column
    }
}

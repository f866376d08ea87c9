//! [`Unowned`]: rows that leave a store one by one, from both ends.

#![allow(unsafe_code, reason = "moves rows out of columns that own none")]

use super::Store;
use crate::column::Column;
use crate::record::Stored;

/// The rows that are still to come out of unowned columns, from both ends.
pub(crate) struct Unowned<T: Stored> {
    columns: T::Columns,
    /// Rows `front..back` are live; the columns own none of them.
    front: usize,
    back: usize,
}

impl<T: Stored> Unowned<T> {
    pub(crate) fn new(store: Store<T>) -> Self {
        let (columns, back) = store.into_unowned();
        Self { columns, front: 0, back }
    }

    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.back - self.front
    }

    #[inline(always)]
    pub(crate) fn next(&mut self) -> Option<T> {
        if self.front == self.back {
            return None;
        }
        self.front += 1;
        // SAFETY: the row was live and is now outside front..back; the columns own nothing.
        Some(T::from_cells(unsafe { self.columns.take(self.front - 1) }))
    }

    #[inline(always)]
    pub(crate) fn next_back(&mut self) -> Option<T> {
        if self.front == self.back {
            return None;
        }
        self.back -= 1;
        // SAFETY: the row was live and is now outside front..back; the columns own nothing.
        Some(T::from_cells(unsafe { self.columns.take(self.back) }))
    }
}

impl<T: Stored> Drop for Unowned<T> {
    fn drop(&mut self) {
        if <T::Columns as Column>::NEEDS_DROP {
            while self.next().is_some() {}
        }
    }
}

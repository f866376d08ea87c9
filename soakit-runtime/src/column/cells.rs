//! [`CellIter`] and [`CellIterMut`]: the cells of one leaf's slice, one after the other.
//!
//! All leaves that are not plain slices (bits, text, dictionaries, nullable columns) share these two iterators. What
//! differs is how a whole run is walked fastest, and that is [`Walk`].

#![allow(unsafe_code, reason = "reads rows between two counters that stay within the slice")]

use core::{fmt, iter::FusedIterator, marker::PhantomData};

use super::{Slice, SliceMut};

/// A slice of one leaf that knows how to walk its rows from start to end.
pub trait Walk: Slice {
    /// Folds the cells `start..end`.
    ///
    /// # Safety
    /// - `start <= end <= self.len()`.
    #[inline]
    unsafe fn fold_cells<B>(self, start: usize, end: usize, init: B, mut step: impl FnMut(B, Self::Ref) -> B) -> B {
        let mut folded = init;
        for row in start..end {
            // SAFETY: row < end <= len.
            folded = step(folded, unsafe { self.get_unchecked(row) });
        }
        folded
    }
}

/// The cells of a slice, in order.
#[derive(Clone)]
pub struct CellIter<S> {
    slice: S,
    /// Rows `front..back` are still to come; `back` is at most the slice's length.
    front: usize,
    back: usize,
}

impl<S: Walk> CellIter<S> {
    #[inline]
    pub(super) fn new(slice: S) -> Self {
        let back = slice.len();
        Self { slice, front: 0, back }
    }
}

impl<S: Walk> Iterator for CellIter<S> {
    type Item = S::Ref;

    #[inline]
    fn next(&mut self) -> Option<S::Ref> {
        if self.front == self.back {
            return None;
        }
        self.front += 1;
        // SAFETY: front was below back, which is at most the length.
        Some(unsafe { self.slice.get_unchecked(self.front - 1) })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.back - self.front;
        (len, Some(len))
    }

    #[inline]
    fn nth(&mut self, skipped: usize) -> Option<S::Ref> {
        self.front += skipped.min(self.back - self.front);
        self.next()
    }

    #[inline]
    fn count(self) -> usize {
        self.back - self.front
    }

    #[inline]
    fn last(mut self) -> Option<S::Ref> {
        self.next_back()
    }

    #[inline]
    fn fold<B, F: FnMut(B, S::Ref) -> B>(self, init: B, step: F) -> B {
        // SAFETY: front <= back <= length.
        unsafe { self.slice.fold_cells(self.front, self.back, init, step) }
    }
}

impl<S: Walk> DoubleEndedIterator for CellIter<S> {
    #[inline]
    fn next_back(&mut self) -> Option<S::Ref> {
        if self.front == self.back {
            return None;
        }
        self.back -= 1;
        // SAFETY: back is below its old value, which was at most the length.
        Some(unsafe { self.slice.get_unchecked(self.back) })
    }
}

impl<S: Walk> ExactSizeIterator for CellIter<S> {}

impl<S: Walk> FusedIterator for CellIter<S> {}

impl<S: Walk> fmt::Debug for CellIter<S>
where
    S::Ref: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// The cells of a mutable slice, in order.
pub struct CellIterMut<S: SliceMut> {
    raw: S::Raw,
    /// Rows `front..back` are not lent yet.
    front: usize,
    back: usize,
    borrow: PhantomData<S>,
}

// SAFETY: the iterator is the slice it was made from, less the rows it has lent.
unsafe impl<S: SliceMut + Send> Send for CellIterMut<S> {}
// SAFETY: a shared iterator gives access to nothing.
unsafe impl<S: SliceMut + Sync> Sync for CellIterMut<S> {}

impl<S: SliceMut> CellIterMut<S> {
    #[inline]
    pub(super) fn new(slice: S) -> Self {
        let back = slice.len();
        Self { raw: slice.into_raw(), front: 0, back, borrow: PhantomData }
    }
}

impl<S: SliceMut> Iterator for CellIterMut<S> {
    type Item = S::Mut;

    #[inline]
    fn next(&mut self) -> Option<S::Mut> {
        if self.front == self.back {
            return None;
        }
        self.front += 1;
        // SAFETY: the row lies within the slice, whose borrow the iterator holds, and is lent this once.
        Some(unsafe { S::raw_get(self.raw, self.front - 1) })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.back - self.front;
        (len, Some(len))
    }
}

impl<S: SliceMut> DoubleEndedIterator for CellIterMut<S> {
    #[inline]
    fn next_back(&mut self) -> Option<S::Mut> {
        if self.front == self.back {
            return None;
        }
        self.back -= 1;
        // SAFETY: the row lies within the slice, whose borrow the iterator holds, and is lent this once.
        Some(unsafe { S::raw_get(self.raw, self.back) })
    }
}

impl<S: SliceMut> ExactSizeIterator for CellIterMut<S> {}

impl<S: SliceMut> FusedIterator for CellIterMut<S> {}

impl<S: SliceMut> fmt::Debug for CellIterMut<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CellIterMut").field("rows", &(self.front..self.back)).finish_non_exhaustive()
    }
}

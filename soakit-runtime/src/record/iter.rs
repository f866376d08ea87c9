//! Iterators over rows and runs of rows. One counter serves all columns.

#![allow(unsafe_code, reason = "reads rows between two counters that stay within the rows")]

use core::iter::FusedIterator;

use super::rows::{Rows, RowsMut};
use super::{MutSlicesOf, ProxyMutOf, ProxyOf, SoA, ViewMutOf, ViewOf};
use crate::column::SliceMut;

/// The rows of a container or view, in order; yields proxies.
pub struct Iter<'a, T: SoA + 'a> {
    rows: Rows<'a, T>,
    front: usize,
    back: usize,
}

impl<'a, T: SoA + 'a> Iter<'a, T> {
    #[inline]
    pub(crate) fn new(rows: Rows<'a, T>) -> Self {
        Self { rows, front: 0, back: rows.len() }
    }
}

impl<T: SoA> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'a, T: SoA + 'a> Iterator for Iter<'a, T> {
    type Item = ProxyOf<'a, T>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.front == self.back {
            return None;
        }
        self.front += 1;
        // SAFETY: front was below back, which is at most the number of rows.
        Some(unsafe { self.rows.get_unchecked(self.front - 1) })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.back - self.front;
        (len, Some(len))
    }

    #[inline]
    fn nth(&mut self, skipped: usize) -> Option<Self::Item> {
        self.front += skipped.min(self.back - self.front);
        self.next()
    }

    #[inline]
    fn count(self) -> usize {
        self.back - self.front
    }

    #[inline]
    fn last(mut self) -> Option<Self::Item> {
        self.next_back()
    }

    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, start: B, mut step: F) -> B {
        let mut folded = start;
        for row in self.front..self.back {
            // SAFETY: row < back, which is at most the number of rows.
            folded = step(folded, unsafe { self.rows.get_unchecked(row) });
        }
        folded
    }
}

impl<T: SoA> DoubleEndedIterator for Iter<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.front == self.back {
            return None;
        }
        self.back -= 1;
        // SAFETY: back is now below its old value, which was at most the number of rows.
        Some(unsafe { self.rows.get_unchecked(self.back) })
    }

    #[inline]
    fn nth_back(&mut self, skipped: usize) -> Option<Self::Item> {
        self.back -= skipped.min(self.back - self.front);
        self.next_back()
    }
}

impl<T: SoA> ExactSizeIterator for Iter<'_, T> {}

impl<T: SoA> FusedIterator for Iter<'_, T> {}

/// The rows of a container or view, in order; yields mutable proxies.
pub struct IterMut<'a, T: SoA + 'a> {
    /// Rows `front..back` are not lent yet.
    raw: <MutSlicesOf<'a, T> as SliceMut>::Raw,
    front: usize,
    back: usize,
}

// SAFETY: the iterator is a mutable borrow of columns, and may go wherever `RowsMut` may.
unsafe impl<T: SoA> Send for IterMut<'_, T> where T::Columns: Send {}
// SAFETY: a shared iterator gives access to nothing.
unsafe impl<T: SoA> Sync for IterMut<'_, T> where T::Columns: Sync {}

impl<'a, T: SoA + 'a> IterMut<'a, T> {
    #[inline]
    pub(crate) fn new(rows: RowsMut<'a, T>) -> Self {
        let back = rows.len();
        Self { raw: rows.into_raw(), front: 0, back }
    }
}

impl<'a, T: SoA + 'a> Iterator for IterMut<'a, T> {
    type Item = ProxyMutOf<'a, T>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.front == self.back {
            return None;
        }
        self.front += 1;
        // SAFETY: the row lies within the rows, and is lent this once.
        Some(T::proxy_mut(unsafe { <MutSlicesOf<'a, T> as SliceMut>::raw_get(self.raw, self.front - 1) }))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.back - self.front;
        (len, Some(len))
    }

    #[inline]
    fn nth(&mut self, skipped: usize) -> Option<Self::Item> {
        self.front += skipped.min(self.back - self.front);
        self.next()
    }
}

impl<'a, T: SoA + 'a> DoubleEndedIterator for IterMut<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.front == self.back {
            return None;
        }
        self.back -= 1;
        // SAFETY: the row lies within the rows, and is lent this once.
        Some(T::proxy_mut(unsafe { <MutSlicesOf<'a, T> as SliceMut>::raw_get(self.raw, self.back) }))
    }
}

impl<T: SoA> ExactSizeIterator for IterMut<'_, T> {}

impl<T: SoA> FusedIterator for IterMut<'_, T> {}

/// Panics unless a run has rows.
#[track_caller]
fn assert_some(rows: usize) {
    assert!(rows > 0, "a chunk or window of 0 rows");
}

/// Runs of rows, the last perhaps shorter; yields views.
pub struct Chunks<'a, T: SoA + 'a> {
    rest: Rows<'a, T>,
    rows: usize,
}

impl<'a, T: SoA + 'a> Chunks<'a, T> {
    #[track_caller]
    pub(crate) fn new(rest: Rows<'a, T>, rows: usize) -> Self {
        assert_some(rows);
        Self { rest, rows }
    }
}

impl<'a, T: SoA + 'a> Iterator for Chunks<'a, T> {
    type Item = ViewOf<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.len() == 0 {
            return None;
        }
        let end = self.rows.min(self.rest.len());
        let chunk = self.rest.slice(..end);
        self.rest = self.rest.slice(end..);
        Some(chunk.view())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.rest.len().div_ceil(self.rows);
        (len, Some(len))
    }
}

impl<T: SoA> DoubleEndedIterator for Chunks<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let last = self.rest.len().checked_sub(1)?;
        let start = last - last % self.rows;
        let chunk = self.rest.slice(start..);
        self.rest = self.rest.slice(..start);
        Some(chunk.view())
    }
}

impl<T: SoA> ExactSizeIterator for Chunks<'_, T> {}

impl<T: SoA> FusedIterator for Chunks<'_, T> {}

/// Runs of exactly so many rows; yields views.
pub struct ChunksExact<'a, T: SoA + 'a> {
    whole: Chunks<'a, T>,
    remainder: Rows<'a, T>,
}

impl<'a, T: SoA + 'a> ChunksExact<'a, T> {
    #[track_caller]
    pub(crate) fn new(all: Rows<'a, T>, rows: usize) -> Self {
        assert_some(rows);
        let end = all.len() - all.len() % rows;
        Self { whole: Chunks::new(all.slice(..end), rows), remainder: all.slice(end..) }
    }

    /// The rows at the end that fill no run.
    pub fn remainder(&self) -> ViewOf<'a, T> {
        self.remainder.view()
    }
}

impl<'a, T: SoA + 'a> Iterator for ChunksExact<'a, T> {
    type Item = ViewOf<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.whole.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.whole.size_hint()
    }
}

impl<T: SoA> DoubleEndedIterator for ChunksExact<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.whole.next_back()
    }
}

impl<T: SoA> ExactSizeIterator for ChunksExact<'_, T> {}

impl<T: SoA> FusedIterator for ChunksExact<'_, T> {}

/// Every run of so many neighbouring rows; yields views that overlap.
pub struct Windows<'a, T: SoA + 'a> {
    rest: Rows<'a, T>,
    rows: usize,
}

impl<'a, T: SoA + 'a> Windows<'a, T> {
    #[track_caller]
    pub(crate) fn new(rest: Rows<'a, T>, rows: usize) -> Self {
        assert_some(rows);
        Self { rest, rows }
    }
}

impl<'a, T: SoA + 'a> Iterator for Windows<'a, T> {
    type Item = ViewOf<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.len() < self.rows {
            return None;
        }
        let window = self.rest.slice(..self.rows);
        self.rest = self.rest.slice(1..);
        Some(window.view())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.rest.len().saturating_sub(self.rows - 1);
        (len, Some(len))
    }
}

impl<T: SoA> DoubleEndedIterator for Windows<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let start = self.rest.len().checked_sub(self.rows)?;
        let window = self.rest.slice(start..);
        self.rest = self.rest.slice(..self.rest.len() - 1);
        Some(window.view())
    }
}

impl<T: SoA> ExactSizeIterator for Windows<'_, T> {}

impl<T: SoA> FusedIterator for Windows<'_, T> {}

/// Runs of rows, the last perhaps shorter; yields mutable views.
pub struct ChunksMut<'a, T: SoA + 'a> {
    rest: Option<RowsMut<'a, T>>,
    rows: usize,
}

impl<'a, T: SoA + 'a> ChunksMut<'a, T> {
    #[track_caller]
    pub(crate) fn new(rest: RowsMut<'a, T>, rows: usize) -> Self {
        assert_some(rows);
        Self { rest: Some(rest), rows }
    }
}

impl<'a, T: SoA + 'a> Iterator for ChunksMut<'a, T> {
    type Item = ViewMutOf<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.take().filter(|rest| rest.len() > 0)?;
        let end = self.rows.min(rest.len());
        let (chunk, rest) = rest.split_at(end);
        self.rest = Some(rest);
        Some(chunk.view())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.rest.as_ref().map_or(0, |rest| rest.len().div_ceil(self.rows));
        (len, Some(len))
    }
}

impl<T: SoA> DoubleEndedIterator for ChunksMut<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let rest = self.rest.take().filter(|rest| rest.len() > 0)?;
        let last = rest.len() - 1;
        let (rest, chunk) = rest.split_at(last - last % self.rows);
        self.rest = Some(rest);
        Some(chunk.view())
    }
}

impl<T: SoA> ExactSizeIterator for ChunksMut<'_, T> {}

impl<T: SoA> FusedIterator for ChunksMut<'_, T> {}

//! [`Rows`] and [`RowsMut`]: borrowed cells that are known to be of one length.
//!
//! Algorithms over rows are written here, once; `Bulk` and the generated views forward to them. A view that anyone may
//! have put together becomes `Rows` through a check of its lengths; a bulk's cells need none.

#![allow(unsafe_code, reason = "reads rows whose number it has checked")]

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::ops::{Bound, Range, RangeBounds};

use super::derived::{DerivedColumn, Origin, derived_cells};
use super::{
    Chunks, ChunksExact, ChunksMut, Here, Iter, IterMut, Lend, MutSlicesOf, ProxyMutOf, ProxyOf, SlicesOf, SoA, Store,
    Token, Tokens, View, ViewMutOf, ViewOf, Windows, soa::length_mismatch,
};
use crate::column::{Column, Slice, SliceMut};
use crate::words::{range_out_of_range, row_out_of_range};

/// Reads a range of rows once, whatever its bounds would answer a second time.
#[track_caller]
pub(crate) fn resolve(range: impl RangeBounds<usize>, rows: usize) -> Range<usize> {
    let start = match range.start_bound() {
        Bound::Included(&start) => start,
        Bound::Excluded(&start) => start.saturating_add(1),
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Included(&end) if end == usize::MAX => range_out_of_range(start, end, rows),
        Bound::Included(&end) => end + 1,
        Bound::Excluded(&end) => end,
        // Nobody wrote an end: the start alone is at fault.
        Bound::Unbounded if start > rows => row_out_of_range(start, rows),
        Bound::Unbounded => rows,
    };
    if start > end || end > rows {
        range_out_of_range(start, end, rows);
    }
    start..end
}

/// Borrowed cells, every leaf of length `len`.
pub struct Rows<'a, T: SoA + 'a> {
    cells: SlicesOf<'a, T>,
    len: usize,
    origin: <T as Lend<'a>>::Origin,
}

impl<T: SoA> Clone for Rows<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: SoA> Copy for Rows<'_, T> {}

// SAFETY: rows are a shared borrow of columns, and `Column` promises that its slices may go wherever `&Column` may; the
// origin is a shared borrow of columns and caches.
unsafe impl<T: SoA> Send for Rows<'_, T>
where
    T::Columns: Sync,
    T::Derived: Send + Sync,
{
}
// SAFETY: as for `Send`; a reference to a shared borrow is worth no more than the borrow.
unsafe impl<T: SoA> Sync for Rows<'_, T>
where
    T::Columns: Sync,
    T::Derived: Send + Sync,
{
}

impl<'a, T: SoA + 'a> Rows<'a, T> {
    #[inline(always)]
    pub(crate) fn of_store(store: &'a Store<T>) -> Self {
        Self { cells: store.cells(), len: store.len(), origin: Origin::of(store) }
    }

    #[inline]
    #[track_caller]
    pub(crate) fn of(view: ViewOf<'a, T>) -> Self {
        let cells = T::view_cells(view);
        let len = cells.len();
        if let Some(other) = cells.mismatch(len) {
            panic!("{}", length_mismatch::<T>(len, other));
        }
        Self { cells, len, origin: view.origin() }
    }

    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    #[inline(always)]
    pub(crate) fn cells(&self) -> SlicesOf<'a, T> {
        self.cells
    }

    #[inline]
    pub(crate) fn view(self) -> ViewOf<'a, T> {
        T::view(self.cells, self.origin)
    }

    /// # Safety
    /// - `row < len`.
    #[inline(always)]
    pub(crate) unsafe fn get_unchecked(&self, row: usize) -> ProxyOf<'a, T> {
        debug_assert!(row < self.len);
        // SAFETY: every leaf has `len` rows.
        T::proxy(unsafe { self.cells.get_unchecked(row) }, self.origin.skip(row))
    }

    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<ProxyOf<'a, T>> {
        // SAFETY: just checked.
        (row < self.len).then(|| unsafe { self.get_unchecked(row) })
    }

    #[inline]
    #[track_caller]
    pub(crate) fn slice(&self, range: impl RangeBounds<usize>) -> Self {
        let Range { start, end } = resolve(range, self.len);
        // SAFETY: `resolve` answers ranges within the rows only.
        let cells = unsafe { self.cells.slice_unchecked(start, end) };
        Self { cells, len: end - start, origin: self.origin.skip(start) }
    }

    #[inline]
    pub(crate) fn iter(self) -> Iter<'a, T> {
        Iter::new(self)
    }

    /// What a question answers about each row. Written over flags that are there: a `collect` would ask for room at each row,
    /// and then rustc can not look at several rows at once.
    #[inline]
    pub(crate) fn flags(self, mut ask: impl FnMut(ProxyOf<'a, T>) -> bool) -> Vec<bool> {
        let mut flags = alloc::vec![false; self.len];
        for (row, flag) in flags.iter_mut().enumerate() {
            // SAFETY: there are `len` flags.
            *flag = ask(unsafe { self.get_unchecked(row) });
        }
        flags
    }

    #[track_caller]
    pub(crate) fn chunks(self, rows: usize) -> Chunks<'a, T> {
        Chunks::new(self, rows)
    }

    #[track_caller]
    pub(crate) fn chunks_exact(self, rows: usize) -> ChunksExact<'a, T> {
        ChunksExact::new(self, rows)
    }

    #[track_caller]
    pub(crate) fn windows(self, rows: usize) -> Windows<'a, T> {
        Windows::new(self, rows)
    }

    #[inline]
    pub(crate) fn column<K: Token<T> + 'a>(&self, _token: K) -> <K::Column as Column>::Slice<'a> {
        K::cells(*self)
    }

    /// The cells of a derived column.
    #[inline]
    #[track_caller]
    pub(crate) fn derived<const N: usize>(&self) -> <T::Column as Column>::Slice<'a>
    where
        T: DerivedColumn<N>,
    {
        derived_cells::<T, N>(self.origin.store(), self.len)
    }

    pub(crate) fn binary_search_by(&self, mut compare: impl FnMut(ProxyOf<'a, T>) -> Ordering) -> Result<usize, usize> {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low + (high - low) / 2;
            // SAFETY: middle < high <= len.
            match compare(unsafe { self.get_unchecked(middle) }) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Ok(middle),
            }
        }
        Err(low)
    }

    pub(crate) fn partition_point(&self, mut before: impl FnMut(ProxyOf<'a, T>) -> bool) -> usize {
        self.binary_search_by(|row| if before(row) { Ordering::Less } else { Ordering::Greater })
            .unwrap_or_else(|point| point)
    }
}

/// Mutably borrowed cells, every leaf of length `len`.
pub(crate) struct RowsMut<'a, T: SoA + 'a> {
    cells: MutSlicesOf<'a, T>,
    len: usize,
}

// SAFETY: rows are a mutable borrow of columns, and `Column` promises that its mutable slices may go wherever
// `&mut Column` may.
unsafe impl<T: SoA> Send for RowsMut<'_, T> where T::Columns: Send {}
// SAFETY: a shared reference to a mutable borrow is worth a shared borrow.
unsafe impl<T: SoA> Sync for RowsMut<'_, T> where T::Columns: Sync {}

impl<'a, T: SoA + 'a> RowsMut<'a, T> {
    #[inline(always)]
    pub(crate) fn of_store(store: &'a mut Store<T>) -> Self {
        let len = store.len();
        Self { cells: store.cells_mut(), len }
    }

    #[inline]
    #[track_caller]
    pub(crate) fn of(view: ViewMutOf<'a, T>) -> Self {
        let cells = T::view_mut_cells(view);
        let len = cells.len();
        if let Some(other) = cells.mismatch(len) {
            panic!("{}", length_mismatch::<T>(len, other));
        }
        Self { cells, len }
    }

    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(crate) fn view(self) -> ViewMutOf<'a, T> {
        T::view_mut(self.cells)
    }

    #[inline(always)]
    pub(crate) fn into_raw(self) -> <MutSlicesOf<'a, T> as SliceMut>::Raw {
        self.cells.into_raw()
    }

    #[inline]
    pub(crate) fn get(self, row: usize) -> Option<ProxyMutOf<'a, T>> {
        if row >= self.len {
            return None;
        }
        // SAFETY: row < len, the length of every leaf; the borrow is used up.
        Some(T::proxy_mut(unsafe { <MutSlicesOf<'a, T> as SliceMut>::raw_get(self.cells.into_raw(), row) }))
    }

    /// The rows `start..end`, from pointers.
    ///
    /// # Safety
    /// - `raw` is from [`into_raw`](RowsMut::into_raw) and its borrow 'a has not ended;
    /// - `start <= end`, within the rows, and no other rows made from `raw` overlap these.
    #[inline]
    pub(crate) unsafe fn from_raw(raw: <MutSlicesOf<'a, T> as SliceMut>::Raw, start: usize, end: usize) -> Self {
        // SAFETY: the caller's promise.
        Self { cells: unsafe { <MutSlicesOf<'a, T> as SliceMut>::raw_slice(raw, start, end) }, len: end - start }
    }

    #[track_caller]
    pub(crate) fn split_at(self, row: usize) -> (Self, Self) {
        let len = self.len;
        if row > len {
            row_out_of_range(row, len);
        }
        let raw = self.cells.into_raw();
        // SAFETY: the two ranges lie within the rows and do not overlap; `self` is used up.
        unsafe { (Self::from_raw(raw, 0, row), Self::from_raw(raw, row, len)) }
    }

    #[inline]
    pub(crate) fn iter(self) -> IterMut<'a, T> {
        IterMut::new(self)
    }

    #[track_caller]
    pub(crate) fn chunks(self, rows: usize) -> ChunksMut<'a, T> {
        ChunksMut::new(self, rows)
    }
}

/// The tokens of all fields of a record.
pub(crate) fn tokens<T: SoA>() -> T::Fields<T, Here> {
    Tokens::ALL
}

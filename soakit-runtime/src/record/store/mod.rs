//! [`Store`]: a column tree and the one length of all its columns.
//!
//! Every unsafe call into the column floor is made here (and in the iterators over borrowed rows), behind methods that
//! check rows, ranges and capacity. The rest of the record floor is safe code. `watch` tells derived columns of changes, `slot`
//! writes single cells by name, `unowned` gives rows away, `growing` fills one column.
//!
//! Invariants:
//!
//! 1. rows `0..len` of every column are live;
//! 2. `capacity` is at most the capacity of every column, and `len <= capacity`.
//!
//! How they survive a panic: `len` is lowered before anything is dropped and raised after everything is written; the
//! structural calls between run no user code (rule 3 of the column floor).

#![allow(unsafe_code, reason = "the one owner of columns: checks, then calls their unchecked primitives")]

mod growing;
mod slot;
mod unowned;
mod watch;

pub(crate) use growing::Growing;
pub use slot::Slot;
pub(crate) use unowned::Unowned;

use alloc::boxed::Box;
use core::ops::Range;
use core::sync::atomic::AtomicBool;

use watch::Doubt;

use super::changes::Feed;
use super::derived::{Caches, Change, Lazy, Leaves, Origin};
use super::rows::Rows;
use super::token_tuples::{Apart, StoredTokens};
use super::{At, Lend, MutSlicesOf, Path, Permutation, SlicesOf, SoA, Stored, StoredToken};
use crate::column::{CloneColumn, Column, EqColumn, Growth};
use crate::words::{RowIndex, capacity_overflow, range_out_of_range, row_out_of_range};

/// The first push makes room for so many rows. Every column grows on its own, so the many small steps at the start cost a
/// call of the allocator for each column; `Vec` starts at four elements, which is two steps more.
const FIRST_ROWS: usize = 16;

/// The columns of `T`, all of one length.
///
/// The derive wraps it; users meet it as [`Bulk`](super::Bulk).
pub struct Store<T: Stored> {
    columns: T::Columns,
    len: usize,
    capacity: usize,
    /// Whether anybody wants to hear of changes: somebody has read a derived column, or asked for a mark.
    is_watched: AtomicBool,
    /// The caches of derived columns, once somebody has read one; until then `is_watched` is not set for their sake.
    derived: Lazy<T::Derived>,
    feed: Option<Box<Feed>>,
}

impl<T: Stored> Default for Store<T> {
    fn default() -> Self {
        Self::from_parts(T::Columns::default(), 0)
    }
}

impl<T: Stored> Store<T> {
    /// Takes columns in which rows `0..len` are live.
    fn from_parts(columns: T::Columns, len: usize) -> Self {
        let capacity = columns.capacity();
        let (is_watched, derived) = (AtomicBool::new(false), Lazy::default());
        Self { columns, len, capacity, is_watched, derived, feed: None }
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The cells of the column at path `P`.
    #[inline(always)]
    pub fn column<P: Path>(&self) -> <<T::Columns as At<P>>::Column as Column>::Slice<'_>
    where
        T::Columns: At<P>,
    {
        // SAFETY: invariant 1.
        unsafe { self.columns.at().slice(self.len) }
    }

    /// The cells of the column at path `P`, mutably.
    #[inline(always)]
    pub fn column_mut<P: Path>(&mut self) -> <<T::Columns as At<P>>::Column as Column>::SliceMut<'_>
    where
        T::Columns: At<P>,
    {
        self.note(Change::Columns(Leaves::of::<T, P>()));
        // SAFETY: invariant 1.
        unsafe { self.columns.at_mut().slice_mut(self.len) }
    }

    /// All rows.
    #[inline(always)]
    pub(crate) fn cells(&self) -> SlicesOf<'_, T> {
        // SAFETY: invariant 1.
        unsafe { self.columns.slice(self.len) }
    }

    /// All rows, mutably.
    #[inline(always)]
    pub(crate) fn cells_mut(&mut self) -> MutSlicesOf<'_, T> {
        self.note(Change::Columns(Leaves::ALL));
        // SAFETY: invariant 1.
        unsafe { self.columns.slice_mut(self.len) }
    }

    /// The bytes that a leaf has allocated.
    pub(crate) fn heap_bytes(&self, leaf: usize) -> usize {
        self.columns.heap_bytes(leaf)
    }

    #[inline]
    pub(crate) fn capacity(&self) -> usize {
        self.capacity
    }

    /// Room for `additional` more rows, or a panic that changes nothing.
    #[cold]
    #[inline(never)]
    #[track_caller]
    pub(crate) fn grow(&mut self, additional: usize, growth: Growth) {
        let additional = match growth {
            Growth::Amortized => additional.max(FIRST_ROWS.saturating_sub(self.len)),
            Growth::Exact => additional,
        };
        let fits = self.len.checked_add(additional).is_some();
        // SAFETY: invariant 1.
        if !fits || unsafe { self.columns.try_reserve(self.len, additional, growth) }.is_err() {
            capacity_overflow(self.len, additional);
        }
        self.capacity = self.columns.capacity();
    }

    #[inline]
    #[track_caller]
    pub(crate) fn reserve(&mut self, additional: usize, growth: Growth) {
        if self.capacity - self.len < additional {
            self.grow(additional, growth);
        }
    }

    pub(crate) fn shrink_to(&mut self, capacity: usize) {
        // Should the allocator panic half way, the smaller capacity is already known.
        self.capacity = self.len;
        // SAFETY: invariant 1.
        unsafe { self.columns.shrink_to(self.len, capacity) };
        self.capacity = self.columns.capacity();
        self.visit_caches(&mut watch::Shrink);
    }

    #[inline]
    #[track_caller]
    pub(crate) fn push(&mut self, row: T) {
        if self.len == self.capacity {
            self.grow(1, Growth::Amortized);
        }
        // Read once: after the cells are written rustc would read it again, since one of them might be it.
        let len = self.len;
        // SAFETY: invariants 1 and 2, and len < capacity.
        unsafe { self.columns.push(len, row.into_cells()) };
        self.len = len + 1;
    }

    /// Appends every row of an iterator.
    ///
    /// The columns move into a local for as long as the rows fit, and nothing takes its address meanwhile: rustc then keeps
    /// pointers and length in registers, where it would otherwise read each of them again for each row, since a written
    /// cell might be one of them (17 instructions a row for four numbers, instead of 22).
    #[inline]
    #[track_caller]
    pub(crate) fn extend(&mut self, mut rows: impl Iterator<Item = T>) {
        self.reserve(rows.size_hint().0, Growth::Amortized);
        while let Some(row) = self.fill(&mut rows) {
            self.reserve(rows.size_hint().0.saturating_add(1), Growth::Amortized);
            self.push(row);
        }
    }

    /// Appends rows as long as there is room; answers with the first that finds none.
    #[inline(always)]
    fn fill(&mut self, rows: &mut impl Iterator<Item = T>) -> Option<T> {
        let capacity = self.capacity;
        let mut filling = Filling { columns: core::mem::take(&mut self.columns), len: self.len, store: self };
        for row in rows {
            let len = filling.len;
            if len == capacity {
                return Some(row);
            }
            // SAFETY: rows 0..len are live, and len < capacity, which is at most that of every column.
            unsafe { filling.columns.push(len, row.into_cells()) };
            filling.len = len + 1;
        }
        None
    }

    #[inline]
    pub(crate) fn pop(&mut self) -> Option<T> {
        let last = self.len.checked_sub(1)?;
        self.note(Change::Truncate(last));
        self.len = last;
        // SAFETY: rows 0..=last were live; the last one moves out.
        Some(T::from_cells(unsafe { self.columns.pop(last + 1) }))
    }

    #[inline]
    #[track_caller]
    pub(crate) fn insert(&mut self, index: usize, row: T) {
        if index > self.len {
            row_out_of_range(index, self.len);
        }
        if self.len == self.capacity {
            self.grow(1, Growth::Amortized);
        }
        self.moving(Change::Insert(index), |store| {
            let len = store.len;
            // Text may fail to grow after other columns have moved their rows up: then only the rows below are still in step.
            store.len = index;
            // SAFETY: rows 0..len are live, index <= len < capacity.
            unsafe { store.columns.insert(len, index, row.into_cells()) };
            store.len = len + 1;
        });
    }

    #[inline]
    #[track_caller]
    pub(crate) fn remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            row_out_of_range(index, len);
        }
        let cells = self.moving(Change::Remove(index), |store| {
            store.len = index;
            // SAFETY: rows 0..len were live, index < len.
            let cells = unsafe { store.columns.remove(len, index) };
            store.len = len - 1;
            cells
        });
        T::from_cells(cells)
    }

    #[inline]
    #[track_caller]
    pub(crate) fn swap_remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            row_out_of_range(index, len);
        }
        let cells = self.moving(Change::SwapRemove(index), |store| {
            // SAFETY: rows 0..len were live, index < len.
            let cells = unsafe { store.columns.swap_remove(len, index) };
            store.len = len - 1;
            cells
        });
        T::from_cells(cells)
    }

    #[inline]
    #[track_caller]
    pub(crate) fn replace(&mut self, index: usize, row: T) -> T {
        if index >= self.len {
            row_out_of_range(index, self.len);
        }
        self.note(Change::Row(Leaves::ALL, index));
        // SAFETY: rows 0..len are live, index < len.
        T::from_cells(unsafe { self.columns.replace(self.len, index, row.into_cells()) })
    }

    #[inline]
    #[track_caller]
    pub(crate) fn swap(&mut self, a: usize, b: usize) {
        if a >= self.len || b >= self.len {
            row_out_of_range(a.max(b), self.len);
        }
        self.moving(Change::Swap(a, b), |store| {
            // SAFETY: rows 0..len are live, a < len, b < len.
            unsafe { store.columns.swap(store.len, a, b) };
        });
    }

    #[inline]
    pub(crate) fn truncate(&mut self, new_len: usize) {
        let len = self.len;
        if new_len < len {
            self.note(Change::Truncate(new_len));
            self.len = new_len;
            // SAFETY: rows 0..len were live, new_len < len.
            unsafe { self.columns.truncate(len, new_len) };
        }
    }

    /// Moves all rows of `other` behind the own ones.
    #[track_caller]
    pub(crate) fn append(&mut self, other: &mut Self) {
        self.reserve(other.len, Growth::Amortized);
        let is_watched = *self.is_watched.get_mut() || *other.is_watched.get_mut();
        *self.is_watched.get_mut() = is_watched;
        let (len, other_len) = (self.len, other.len);
        let doubt = Doubt { store: self, is_watched };
        let other_doubt = Doubt { store: other, is_watched };
        let (store, other) = (&mut *doubt.store, &mut *other_doubt.store);
        other.len = 0;
        // SAFETY: rows 0..len and 0..other_len were live, and there is room.
        unsafe { store.columns.append(len, &mut other.columns, other_len) };
        store.len += other_len;
        other.capacity = other.columns.capacity();
        if is_watched && other_len > 0 {
            if store.derived.get().is_some() || other.derived.get().is_some() {
                store.derived.make_mut().visit_pair(other.derived.make_mut(), &mut watch::Append(len));
            }
            other.tell(&Change::Truncate(0), other_len);
        }
        core::mem::forget((doubt, other_doubt));
    }

    /// Moves a range of rows into a store of their own.
    #[track_caller]
    pub(crate) fn take_range(&mut self, range: Range<usize>) -> Self {
        let (len, Range { start, end }) = (self.len, range);
        if start > end || end > len {
            range_out_of_range(start, end, len);
        }
        let is_watched = *self.is_watched.get_mut();
        let doubt = Doubt { store: self, is_watched };
        let store = &mut *doubt.store;
        store.len = start;
        // SAFETY: rows 0..len were live, start <= end <= len.
        let columns = unsafe { store.columns.take_range(len, start, end) };
        store.len = len - (end - start);
        store.capacity = store.columns.capacity();
        let mut taken = Self::from_parts(columns, end - start);
        if is_watched && start < end {
            *taken.is_watched.get_mut() = true;
            if let Some(caches) = store.derived.get_mut() {
                caches.visit_pair(taken.derived.make_mut(), &mut watch::TakeRange(start..end));
            }
            if let Some(feed) = &mut store.feed {
                feed.rows_moved(start);
            }
        }
        core::mem::forget(doubt);
        taken
    }

    /// Keeps the flagged rows. What is removed is dropped when the store is whole again.
    pub(crate) fn retain(&mut self, keep: &[bool]) {
        let len = self.len;
        assert_eq!(keep.len(), len, "one flag for each row");
        // In runs that a byte can count: one instruction adds sixteen flags then.
        let count = |run: &[bool]| usize::from(run.iter().map(|&keep| u8::from(keep)).sum::<u8>());
        let kept = keep.chunks(usize::from(u8::MAX)).map(count).sum();
        let removed = self.moving(Change::Retain(keep), |store| {
            store.len = 0;
            // SAFETY: rows 0..len were live, there is a flag for each, and `kept` of them are set.
            let removed = unsafe { store.columns.retain(len, keep, kept) };
            store.len = kept;
            store.capacity = store.columns.capacity();
            removed
        });
        drop(removed);
    }

    /// Row `i` becomes what row `order[i]` was.
    #[track_caller]
    pub(crate) fn permute(&mut self, order: &Permutation) {
        let len = self.len;
        assert!(order.len() == len, "a permutation of {} rows applied to {len} rows", order.len());
        self.moving(Change::Permute(order), |store| {
            store.len = 0;
            // SAFETY: rows 0..len were live; a `Permutation` of length `len` holds each of 0..len once.
            unsafe { store.columns.permute(len, order.as_slice()) };
            store.len = len;
            store.capacity = store.columns.capacity();
        });
    }

    #[track_caller]
    pub(crate) fn reverse(&mut self, range: Range<usize>) {
        let Range { start, end } = range;
        if start > end || end > self.len {
            range_out_of_range(start, end, self.len);
        }
        self.moving(Change::Reverse(start..end), |store| {
            // SAFETY: rows 0..len are live, start <= end <= len.
            unsafe { store.columns.reverse(store.len, start, end) };
        });
    }

    /// The columns, settled.
    pub(crate) fn into_columns(mut self) -> T::Columns {
        // SAFETY: invariant 1.
        unsafe { self.columns.settle(self.len) };
        self.columns
    }

    /// Takes settled columns; on `Err` answers with the first column's rows, and the number and rows of the leaf that
    /// differs.
    pub(crate) fn from_columns(columns: T::Columns) -> Result<Self, (usize, (usize, usize))> {
        let len = columns.settled_len();
        match columns.settled_mismatch(len) {
            Some(other) => Err((len, other)),
            None => Ok(Self::from_parts(columns, len)),
        }
    }

    /// The columns, owning no row, and the number of rows that are live in them all the same.
    pub(crate) fn into_unowned(mut self) -> (T::Columns, usize) {
        // SAFETY: 0 rows are live in any column.
        unsafe { self.columns.settle(0) };
        (self.columns, self.len)
    }

    /// Lets `write` write one cell of a row, which it finds by name.
    #[track_caller]
    pub(crate) fn write_by_name<R>(&mut self, row: usize, write: impl FnOnce(Slot<'_, T::Columns>) -> R) -> R {
        if row >= self.len {
            row_out_of_range(row, self.len);
        }
        let is_watched = *self.is_watched.get_mut();
        let doubt = Doubt { store: self, is_watched };
        let mut written = Leaves::NONE;
        let store = &mut *doubt.store;
        let result = write(Slot { columns: &mut store.columns, len: store.len, row, leaf: 0, written: &mut written });
        store.note(Change::Row(written, row));
        core::mem::forget(doubt);
        result
    }
}

impl<T: Stored> Store<T>
where
    T::Columns: CloneColumn,
{
    /// Copies borrowed rows, all of one length, behind the own ones.
    #[track_caller]
    pub(crate) fn extend_clone(&mut self, rows: SlicesOf<'_, T>) {
        use crate::column::Slice;
        let additional = rows.len();
        assert!(rows.mismatch(additional).is_none(), "the columns of a view differ in length");
        self.reserve(additional, Growth::Amortized);
        // SAFETY: rows 0..len are live, there is room, and the lengths agree.
        unsafe { self.columns.extend_clone(self.len, rows) };
        self.len += additional;
    }

    #[track_caller]
    pub(crate) fn extend_within(&mut self, range: Range<usize>) {
        let Range { start, end } = range;
        if start > end || end > self.len {
            range_out_of_range(start, end, self.len);
        }
        self.reserve(end - start, Growth::Amortized);
        // SAFETY: rows 0..len are live, start <= end <= len, and there is room.
        unsafe { self.columns.extend_within(self.len, start, end) };
        self.len += end - start;
    }

    /// Copies what is computed already of derived columns, from a store with the same rows, or from some of its rows.
    pub(crate) fn copy_caches(&mut self, other: &Self, rows: Option<&[RowIndex]>) {
        if let Some(caches) = other.derived.get() {
            *self.is_watched.get_mut() = true;
            self.derived.make_mut().copy_from(caches, rows);
        }
    }

    /// Copies the rows `indices` of `rows`, all of one length, behind the own ones.
    #[track_caller]
    pub(crate) fn gather(&mut self, rows: SlicesOf<'_, T>, indices: &[RowIndex]) {
        use crate::column::Slice;
        let count = rows.len();
        assert!(rows.mismatch(count).is_none(), "the columns of a view differ in length");
        if let Some(&row) = indices.iter().find(|&&row| row as usize >= count) {
            row_out_of_range(row as usize, count);
        }
        self.reserve(indices.len(), Growth::Exact);
        // SAFETY: rows 0..len are live, there is room, and each index is below the length of every leaf.
        unsafe { self.columns.gather(self.len, rows, indices) };
        self.len += indices.len();
    }
}

impl<T: SoA> Store<T> {
    #[inline]
    #[track_caller]
    pub(crate) fn replace_cell<K: StoredToken<T>>(
        &mut self,
        index: usize,
        cell: <K::Column as Column>::Item,
    ) -> <K::Column as Column>::Item {
        if index >= self.len {
            row_out_of_range(index, self.len);
        }
        self.note(Change::Row(K::LEAVES, index));
        // SAFETY: rows 0..len are live, index < len.
        unsafe { K::column_mut(&mut self.columns).replace(self.len, index, cell) }
    }

    /// Several columns, mutably.
    #[inline(always)]
    pub(crate) fn columns_mut<'s, K: StoredTokens<T> + 's>(&'s mut self, _apart: Apart<K>) -> K::Slices<'s> {
        for &leaves in <K as StoredTokens<T>>::LEAVES {
            self.note(Change::Columns(leaves));
        }
        // SAFETY: the columns are borrowed for 's, invariant 1, and the leaves are apart.
        unsafe { K::slices(&raw mut self.columns, self.len) }
    }

    /// Whether a cell equals another.
    #[track_caller]
    pub(crate) fn cell_equals<K: StoredToken<T>>(&self, row: usize, cell: &<K::Column as Column>::Item) -> bool
    where
        K::Column: EqColumn,
    {
        use crate::column::Slice;
        if row >= self.len {
            row_out_of_range(row, self.len);
        }
        let cells = K::cells(Rows::of_store(self));
        assert!(row < cells.len(), "a column has as many rows as its container");
        // SAFETY: just checked.
        K::Column::eq_cell(unsafe { cells.get_unchecked(row) }, K::Column::lend(cell))
    }

    /// One row.
    #[inline(always)]
    pub(crate) fn row(&self, row: usize) -> Option<<T as Lend<'_>>::Proxy> {
        use crate::column::Slice;
        if row < self.len {
            // SAFETY: row < len, which is the length of every leaf.
            Some(T::proxy(
                unsafe { self.cells().get_unchecked(row) },
                <<T as Lend<'_>>::Origin as Origin<'_, T>>::of(self).skip(row),
            ))
        } else {
            None
        }
    }

    /// One row, mutably.
    #[inline(always)]
    pub(crate) fn row_mut(&mut self, row: usize) -> Option<<T as Lend<'_>>::ProxyMut> {
        use crate::column::SliceMut;
        if row < self.len {
            self.note(Change::Row(Leaves::ALL, row));
            // SAFETY: invariant 1.
            let raw = unsafe { self.columns.slice_mut(self.len) }.into_raw();
            // SAFETY: row < len, which is the length of every leaf; this is the only cell made from the borrow.
            Some(T::proxy_mut(unsafe { <MutSlicesOf<'_, T> as SliceMut>::raw_get(raw, row) }))
        } else {
            None
        }
    }
}

impl<T: Stored> Clone for Store<T>
where
    T::Columns: CloneColumn,
{
    fn clone(&self) -> Self {
        let mut clone = Self::default();
        clone.reserve(self.len, Growth::Exact);
        clone.extend_clone(self.cells());
        clone.copy_caches(self, None);
        clone
    }
}

/// A store whose columns are in a local; they go back when this is dropped, also by a panic.
struct Filling<'s, T: Stored> {
    store: &'s mut Store<T>,
    columns: T::Columns,
    /// Rows `0..len` of `columns` are live; `len` is at most `store.capacity`, and so is every column's capacity at least.
    len: usize,
}

impl<T: Stored> Drop for Filling<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        core::mem::swap(&mut self.store.columns, &mut self.columns);
        self.store.len = self.len;
    }
}

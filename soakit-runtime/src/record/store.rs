//! [`Store`]: a column tree and the one length of all its columns.
//!
//! Every unsafe call into the column floor is made here (and in the iterators over borrowed rows), behind methods that
//! check rows, ranges and capacity. The rest of the record floor is safe code.
//!
//! Invariants:
//!
//! 1. rows `0..len` of every column are live;
//! 2. `capacity` is at most the capacity of every column, and `len <= capacity`.
//!
//! How they survive a panic: `len` is lowered before anything is dropped and raised after everything is written; the
//! structural calls between run no user code (rule 3 of the column floor).

#![allow(unsafe_code, reason = "the one owner of columns: checks, then calls their unchecked primitives")]

use core::ops::Range;

use super::{At, Lend, MutSlicesOf, Path, Permutation, SlicesOf, SoA, Stored, Token};
use crate::column::{CloneColumn, Column, Growth};
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
}

impl<T: Stored> Default for Store<T> {
    fn default() -> Self {
        let columns = T::Columns::default();
        let capacity = columns.capacity();
        Self { columns, len: 0, capacity }
    }
}

impl<T: Stored> Store<T> {
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
        // SAFETY: invariant 1.
        unsafe { self.columns.slice_mut(self.len) }
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
        let len = self.len;
        // Text may fail to grow after other columns have moved their rows up: then only the rows below are still in step.
        self.len = index;
        // SAFETY: rows 0..len are live, index <= len < capacity.
        unsafe { self.columns.insert(len, index, row.into_cells()) };
        self.len = len + 1;
    }

    #[inline]
    #[track_caller]
    pub(crate) fn remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            row_out_of_range(index, len);
        }
        self.len = index;
        // SAFETY: rows 0..len were live, index < len.
        let cells = unsafe { self.columns.remove(len, index) };
        self.len = len - 1;
        T::from_cells(cells)
    }

    #[inline]
    #[track_caller]
    pub(crate) fn swap_remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            row_out_of_range(index, len);
        }
        // SAFETY: rows 0..len are live, index < len.
        let cells = unsafe { self.columns.swap_remove(len, index) };
        self.len = len - 1;
        T::from_cells(cells)
    }

    #[inline]
    #[track_caller]
    pub(crate) fn replace(&mut self, index: usize, row: T) -> T {
        if index >= self.len {
            row_out_of_range(index, self.len);
        }
        // SAFETY: rows 0..len are live, index < len.
        T::from_cells(unsafe { self.columns.replace(self.len, index, row.into_cells()) })
    }

    #[inline]
    #[track_caller]
    pub(crate) fn swap(&mut self, a: usize, b: usize) {
        if a >= self.len || b >= self.len {
            row_out_of_range(a.max(b), self.len);
        }
        // SAFETY: rows 0..len are live, a < len, b < len.
        unsafe { self.columns.swap(self.len, a, b) };
    }

    #[inline]
    pub(crate) fn truncate(&mut self, new_len: usize) {
        let len = self.len;
        if new_len < len {
            self.len = new_len;
            // SAFETY: rows 0..len were live, new_len < len.
            unsafe { self.columns.truncate(len, new_len) };
        }
    }

    /// Moves all rows of `other` behind the own ones.
    #[track_caller]
    pub(crate) fn append(&mut self, other: &mut Self) {
        self.reserve(other.len, Growth::Amortized);
        let other_len = core::mem::take(&mut other.len);
        // SAFETY: rows 0..len and 0..other_len were live, and there is room.
        unsafe { self.columns.append(self.len, &mut other.columns, other_len) };
        self.len += other_len;
        other.capacity = other.columns.capacity();
    }

    /// Moves a range of rows into a store of their own.
    #[track_caller]
    pub(crate) fn take_range(&mut self, range: Range<usize>) -> Self {
        let (len, Range { start, end }) = (self.len, range);
        if start > end || end > len {
            range_out_of_range(start, end, len);
        }
        self.len = start;
        // SAFETY: rows 0..len were live, start <= end <= len.
        let columns = unsafe { self.columns.take_range(len, start, end) };
        self.len = len - (end - start);
        self.capacity = self.columns.capacity();
        let capacity = columns.capacity();
        Self { columns, len: end - start, capacity }
    }

    /// Keeps the flagged rows. What is removed is dropped when the store is whole again.
    pub(crate) fn retain(&mut self, keep: &[bool]) {
        let len = self.len;
        assert_eq!(keep.len(), len, "one flag for each row");
        // In runs that a byte can count: one instruction adds sixteen flags then.
        let count = |run: &[bool]| usize::from(run.iter().map(|&keep| u8::from(keep)).sum::<u8>());
        let kept = keep.chunks(usize::from(u8::MAX)).map(count).sum();
        self.len = 0;
        // SAFETY: rows 0..len were live, there is a flag for each, and `kept` of them are set.
        let removed = unsafe { self.columns.retain(len, keep, kept) };
        self.len = kept;
        self.capacity = self.columns.capacity();
        drop(removed);
    }

    /// Row `i` becomes what row `order[i]` was.
    #[track_caller]
    pub(crate) fn permute(&mut self, order: &Permutation) {
        let len = self.len;
        assert!(order.len() == len, "a permutation of {} rows applied to {len} rows", order.len());
        self.len = 0;
        // SAFETY: rows 0..len were live; a `Permutation` of length `len` holds each of 0..len once.
        unsafe { self.columns.permute(len, order.as_slice()) };
        self.len = len;
        self.capacity = self.columns.capacity();
    }

    #[track_caller]
    pub(crate) fn reverse(&mut self, range: Range<usize>) {
        let Range { start, end } = range;
        if start > end || end > self.len {
            range_out_of_range(start, end, self.len);
        }
        // SAFETY: rows 0..len are live, start <= end <= len.
        unsafe { self.columns.reverse(self.len, start, end) };
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
        if let Some(other) = columns.settled_mismatch(len) {
            return Err((len, other));
        }
        let capacity = columns.capacity();
        Ok(Self { columns, len, capacity })
    }

    /// The columns, owning no row, and the number of rows that are live in them all the same.
    pub(crate) fn into_unowned(mut self) -> (T::Columns, usize) {
        // SAFETY: 0 rows are live in any column.
        unsafe { self.columns.settle(0) };
        (self.columns, self.len)
    }

    /// One row's place, to write single cells by name.
    #[track_caller]
    pub(crate) fn slot(&mut self, row: usize) -> Slot<'_, T::Columns> {
        if row >= self.len {
            row_out_of_range(row, self.len);
        }
        Slot { columns: &mut self.columns, len: self.len, row }
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
    pub(crate) fn replace_cell<K: Token<T>>(
        &mut self,
        index: usize,
        cell: <K::Column as Column>::Item,
    ) -> <K::Column as Column>::Item {
        if index >= self.len {
            row_out_of_range(index, self.len);
        }
        // SAFETY: rows 0..len are live, index < len.
        unsafe { K::column_mut(&mut self.columns).replace(self.len, index, cell) }
    }

    /// One row.
    #[inline(always)]
    pub(crate) fn row(&self, row: usize) -> Option<<T as Lend<'_>>::Proxy> {
        use crate::column::Slice;
        if row < self.len {
            // SAFETY: row < len, which is the length of every leaf.
            Some(T::proxy(unsafe { self.cells().get_unchecked(row) }))
        } else {
            None
        }
    }

    /// One row, mutably.
    #[inline(always)]
    pub(crate) fn row_mut(&mut self, row: usize) -> Option<<T as Lend<'_>>::ProxyMut> {
        use crate::column::SliceMut;
        if row < self.len {
            let raw = self.cells_mut().into_raw();
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

/// One row's place in a column or in a tree of columns; what the generated access by name walks down.
pub struct Slot<'a, C: Column> {
    columns: &'a mut C,
    /// Rows `0..len` of the columns are live.
    len: usize,
    /// Below `len`.
    row: usize,
}

impl<'a, A: Column, B: Column> Slot<'a, (A, B)> {
    /// The row's place in the first half.
    #[must_use]
    pub fn left(self) -> Slot<'a, A> {
        Slot { columns: &mut self.columns.0, len: self.len, row: self.row }
    }

    /// The row's place in the second half.
    #[must_use]
    pub fn right(self) -> Slot<'a, B> {
        Slot { columns: &mut self.columns.1, len: self.len, row: self.row }
    }
}

impl<C: Column> Slot<'_, C> {
    /// Writes the cell and returns what it held.
    pub fn replace(self, cell: C::Item) -> C::Item {
        // SAFETY: rows 0..len are live and row < len, by construction.
        unsafe { self.columns.replace(self.len, self.row, cell) }
    }
}

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

//! The plain column: `Vec<T>` for any `T`. Its memory is Arrow's for every primitive.
//!
//! Inside a store, `Vec::len` is kept only where cells need dropping: there it says what the vector's own drop may touch
//! (rule 2). For all other types it is stale, and a push writes one value and nothing else. Keeping the length in every
//! vector cost 1.4 times the time of a push into four `u64` columns.

#![allow(unsafe_code, reason = "the primitives of a column work on dead cells, which safe code cannot name")]

use alloc::{collections::TryReserveError, vec::Vec};
use core::{cmp::Ordering, fmt, hash::Hash, hash::Hasher, marker::PhantomData, mem::needs_drop, ptr};

use super::{
    CloneColumn, Column, DebugColumn, EqColumn, Growth, HashColumn, OrdColumn, Reborrow, Slice, SliceMut,
    TotalEqColumn, TotalOrdColumn,
};
use crate::words::RowIndex;

/// Notes that the vector owns `len` cells, where that matters.
///
/// # Safety
/// - cells `0..len` are live, `len <= capacity`.
#[inline(always)]
unsafe fn own<T>(cells: &mut Vec<T>, len: usize) {
    debug_assert!(len <= cells.capacity());
    if needs_drop::<T>() {
        // SAFETY: the caller's promise.
        unsafe { cells.set_len(len) };
    }
}

// SAFETY: each method keeps rules 1 to 3, as argued in it. No method but `truncate` drops a cell.
unsafe impl<T> Column for Vec<T> {
    type Item = T;
    type Ref<'a>
        = &'a T
    where
        T: 'a;
    type Mut<'a>
        = &'a mut T
    where
        T: 'a;
    type Slice<'a>
        = &'a [T]
    where
        T: 'a;
    type SliceMut<'a>
        = &'a mut [T]
    where
        T: 'a;

    const LEAVES: usize = 1;
    const NEEDS_DROP: bool = needs_drop::<T>();

    #[inline]
    fn capacity(&self) -> usize {
        Vec::capacity(self)
    }

    fn heap_bytes(&self, _leaf: usize) -> usize {
        Vec::capacity(self) * size_of::<T>()
    }

    unsafe fn try_reserve(&mut self, len: usize, additional: usize, growth: Growth) -> Result<(), TryReserveError> {
        // SAFETY: rows 0..len are live.
        unsafe { self.set_len(len) };
        match growth {
            Growth::Amortized => Vec::try_reserve(self, additional),
            Growth::Exact => Vec::try_reserve_exact(self, additional),
        }
    }

    unsafe fn shrink_to(&mut self, len: usize, capacity: usize) {
        // SAFETY: rows 0..len are live.
        unsafe { self.set_len(len) };
        Vec::shrink_to(self, capacity);
    }

    #[inline]
    unsafe fn settle(&mut self, len: usize) {
        // SAFETY: rows 0..len are live.
        unsafe { self.set_len(len) };
    }

    fn settled_len(&self) -> usize {
        Vec::len(self)
    }

    fn settled_mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (Vec::len(self) != rows).then_some((0, Vec::len(self)))
    }

    fn places(&mut self) -> Option<*mut T> {
        Some(self.as_mut_ptr())
    }

    #[inline(always)]
    unsafe fn push(&mut self, len: usize, item: T) {
        debug_assert!(len < Vec::capacity(self));
        // SAFETY: len < capacity, so the cell is inside the allocation; it is dead, so nothing is overwritten.
        unsafe { self.as_mut_ptr().add(len).write(item) };
        // SAFETY: cells 0..len were live and cell len now is.
        unsafe { own(self, len + 1) };
    }

    #[inline(always)]
    unsafe fn take(&mut self, index: usize) -> T {
        // SAFETY: the row is live, and the vector owns no cell, so nobody else will drop it.
        unsafe { self.as_ptr().add(index).read() }
    }

    #[inline(always)]
    unsafe fn pop(&mut self, len: usize) -> T {
        // SAFETY: the cells below the last are live.
        unsafe { own(self, len - 1) };
        // SAFETY: the last row is live, and no longer owned by the vector.
        unsafe { self.as_ptr().add(len - 1).read() }
    }

    #[inline(always)]
    unsafe fn swap_remove(&mut self, len: usize, index: usize) -> T {
        debug_assert!(index < len);
        let cells = self.as_mut_ptr();
        // SAFETY: index < len. The cell is overwritten (or is the last) below, so it is read once.
        let item = unsafe { cells.add(index).read() };
        // SAFETY: both are below len; they may be the same cell, which `copy` allows.
        unsafe { ptr::copy(cells.add(len - 1), cells.add(index), 1) };
        // SAFETY: cells 0..len - 1 are live, the last one has moved.
        unsafe { own(self, len - 1) };
        item
    }

    #[inline]
    unsafe fn remove(&mut self, len: usize, index: usize) -> T {
        debug_assert!(index < len);
        // SAFETY: index < len; the cell is overwritten below.
        let item = unsafe { self.as_ptr().add(index).read() };
        // SAFETY: index < len.
        let cell = unsafe { self.as_mut_ptr().add(index) };
        // SAFETY: cells index + 1..len are live and move down by one.
        unsafe { ptr::copy(cell.add(1), cell, len - index - 1) };
        // SAFETY: cells 0..len - 1 are live.
        unsafe { own(self, len - 1) };
        item
    }

    #[inline]
    unsafe fn insert(&mut self, len: usize, index: usize, item: T) {
        debug_assert!(index <= len && len < Vec::capacity(self));
        // SAFETY: index <= len < capacity.
        let cell = unsafe { self.as_mut_ptr().add(index) };
        // SAFETY: cells index..len are live and move up by one, into the capacity.
        unsafe { ptr::copy(cell, cell.add(1), len - index) };
        // SAFETY: the cell's value has moved up, so nothing is overwritten.
        unsafe { cell.write(item) };
        // SAFETY: cells 0..=len are live.
        unsafe { own(self, len + 1) };
    }

    #[inline]
    unsafe fn replace(&mut self, _len: usize, index: usize, item: T) -> T {
        // SAFETY: the row is live.
        unsafe { self.as_mut_ptr().add(index).replace(item) }
    }

    #[inline]
    unsafe fn swap(&mut self, _len: usize, a: usize, b: usize) {
        let cells = self.as_mut_ptr();
        // SAFETY: both rows are live; `swap` allows that they are the same.
        unsafe { ptr::swap(cells.add(a), cells.add(b)) };
    }

    #[inline]
    unsafe fn truncate(&mut self, len: usize, new_len: usize) {
        if needs_drop::<T>() {
            // SAFETY: rows 0..len are live.
            unsafe { self.set_len(len) };
            // `Vec::truncate` lowers its length before it drops, so a panic leaves it owning live cells only.
            Vec::truncate(self, new_len);
        }
    }

    unsafe fn append(&mut self, len: usize, other: &mut Self, other_len: usize) {
        debug_assert!(len + other_len <= Vec::capacity(self));
        // SAFETY: the cells move; `other` no longer owns them, whatever happens next.
        unsafe { other.set_len(0) };
        // SAFETY: `other_len` live cells, copied into spare capacity of another allocation.
        unsafe { ptr::copy_nonoverlapping(other.as_ptr(), self.as_mut_ptr().add(len), other_len) };
        // SAFETY: cells 0..len + other_len are live.
        unsafe { own(self, len + other_len) };
    }

    unsafe fn take_range(&mut self, len: usize, start: usize, end: usize) -> Self {
        let count = end - start;
        let mut taken = Vec::with_capacity(count);
        // SAFETY: below `start` everything stays; the rest is in flight until the last line, which no panic can prevent.
        unsafe { own(self, start) };
        // SAFETY: start <= len <= capacity.
        let cell = unsafe { self.as_mut_ptr().add(start) };
        // SAFETY: `count` live cells, copied into a fresh allocation of that capacity.
        unsafe { ptr::copy_nonoverlapping(cell, taken.as_mut_ptr(), count) };
        // SAFETY: they were just written.
        unsafe { taken.set_len(count) };
        // SAFETY: cells end..len are live and move down by `count`.
        unsafe { ptr::copy(cell.add(count), cell, len - end) };
        // SAFETY: cells 0..len - count are live.
        unsafe { own(self, len - count) };
        taken
    }

    unsafe fn retain(&mut self, len: usize, keep: &[bool], kept: usize) -> Self {
        debug_assert_eq!(keep.len(), len);
        let mut removed = Vec::new();
        let Some(first) = keep.iter().position(|&kept| !kept) else { return removed };
        if needs_drop::<T>() {
            removed.reserve_exact(len - kept);
        }
        // SAFETY: cells 0..first stay; the rest is in flight until the last line, which no panic can prevent.
        unsafe { own(self, first) };
        let cells = self.as_mut_ptr();
        let mut target = first;
        for (source, &keep) in keep.iter().enumerate().skip(first) {
            if needs_drop::<T>() && !keep {
                let dropped = removed.len();
                // SAFETY: `removed` has room for all `len - kept` rows that go.
                unsafe { removed.as_mut_ptr().add(dropped).write(cells.add(source).read()) };
                // SAFETY: just written.
                unsafe { removed.set_len(dropped + 1) };
            } else {
                // Branch-free where nothing needs dropping: a row that goes is overwritten by the next that stays.
                // SAFETY: target <= source < len; the target's value has moved already, or is the source itself.
                unsafe { ptr::copy(cells.add(source), cells.add(target), 1) };
            }
            target += usize::from(keep);
        }
        debug_assert_eq!(target, kept);
        // SAFETY: cells 0..kept are live.
        unsafe { own(self, kept) };
        removed
    }

    unsafe fn permute(&mut self, len: usize, order: &[RowIndex]) {
        debug_assert_eq!(order.len(), len);
        let mut ordered = Vec::with_capacity(Vec::capacity(self).max(len));
        // SAFETY: nothing panics after this line; the cells are owned by nobody while they move.
        unsafe { own(self, 0) };
        let (source, target): (*const T, *mut T) = (self.as_ptr(), ordered.as_mut_ptr());
        for (index, &row) in order.iter().enumerate() {
            // SAFETY: `order` names each live row once, so each cell moves once, into its own place.
            unsafe { ptr::copy_nonoverlapping(source.add(row as usize), target.add(index), 1) };
        }
        // SAFETY: all `len` cells were written.
        unsafe { own(&mut ordered, len) };
        // The old allocation owns no cell (or its cells need no drop): only its memory goes.
        // SAFETY: 0 cells are live there.
        unsafe { self.set_len(0) };
        *self = ordered;
    }

    #[inline]
    fn lend(item: &T) -> &T {
        item
    }

    #[inline]
    fn peek<'s>(cell: &'s &mut T) -> &'s T {
        cell
    }

    #[inline(always)]
    fn shorter<'s, 'a: 's>(cell: Self::Ref<'a>) -> Self::Ref<'s>
    where
        Self: 'a,
    {
        cell
    }

    #[inline(always)]
    fn reborrow<'s>(slice: &'s mut Self::SliceMut<'_>) -> Self::SliceMut<'s> {
        slice
    }

    #[inline(always)]
    fn share<'s>(slice: &'s Self::SliceMut<'_>) -> Self::Slice<'s> {
        slice
    }

    #[inline(always)]
    unsafe fn slice(&self, len: usize) -> &[T] {
        // SAFETY: rows 0..len are live and inside one allocation, and borrowed with `self`.
        unsafe { core::slice::from_raw_parts(self.as_ptr(), len) }
    }

    #[inline(always)]
    unsafe fn slice_mut(&mut self, len: usize) -> &mut [T] {
        // SAFETY: as in `slice`, and `self` is borrowed mutably.
        unsafe { core::slice::from_raw_parts_mut(self.as_mut_ptr(), len) }
    }
}

// SAFETY: a slice's length is its length, and its cells are live.
unsafe impl<'a, T> Slice for &'a [T] {
    type Ref = &'a T;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        <[T]>::len(self)
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (<[T]>::len(self) != rows).then_some((0, <[T]>::len(self)))
    }

    #[inline(always)]
    unsafe fn get_unchecked(&self, index: usize) -> &'a T {
        debug_assert!(index < <[T]>::len(self));
        // SAFETY: the caller keeps index below the length.
        unsafe { <[T]>::get_unchecked(self, index) }
    }

    #[inline(always)]
    unsafe fn slice_unchecked(&self, start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= <[T]>::len(self));
        // SAFETY: the caller keeps start <= end <= length.
        unsafe { <[T]>::get_unchecked(self, start..end) }
    }
}

/// The cells of a `&'a mut [T]` as a pointer.
pub struct RawCells<'a, T>(*mut T, PhantomData<&'a mut T>);

impl<T> Clone for RawCells<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RawCells<'_, T> {}

// SAFETY: cells at different indices of one slice do not overlap.
unsafe impl<'a, T> SliceMut for &'a mut [T] {
    type Mut = &'a mut T;
    type Raw = RawCells<'a, T>;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        <[T]>::len(self)
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (<[T]>::len(self) != rows).then_some((0, <[T]>::len(self)))
    }

    #[inline(always)]
    fn into_raw(self) -> RawCells<'a, T> {
        RawCells(self.as_mut_ptr(), PhantomData)
    }

    #[inline(always)]
    unsafe fn raw_get(raw: RawCells<'a, T>, index: usize) -> &'a mut T {
        // SAFETY: the index is inside the slice, borrowed for 'a, and no other borrow covers the cell.
        unsafe { &mut *raw.0.add(index) }
    }

    #[inline(always)]
    unsafe fn raw_slice(raw: RawCells<'a, T>, start: usize, end: usize) -> Self {
        // SAFETY: the range is inside the slice, borrowed for 'a, and no other borrow covers it.
        unsafe { core::slice::from_raw_parts_mut(raw.0.add(start), end - start) }
    }
}

impl<T> Reborrow for &mut [T] {
    type Short<'s>
        = &'s mut [T]
    where
        Self: 's;
    type Shared<'s>
        = &'s [T]
    where
        Self: 's;

    #[inline]
    fn reborrow(&mut self) -> &mut [T] {
        self
    }

    #[inline]
    fn as_shared(&self) -> &[T] {
        self
    }
}

// SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

unsafe impl<T: Clone> CloneColumn for Vec<T> {
    #[inline]
    fn clone_cell(cell: &T) -> T {
        cell.clone()
    }

    unsafe fn extend_clone(&mut self, len: usize, source: &[T]) {
        // SAFETY: rows 0..len are live. A panic in `Clone` leaves the vector owning them and the clones made so far.
        unsafe { self.set_len(len) };
        self.extend_from_slice(source);
    }

    unsafe fn extend_within(&mut self, len: usize, start: usize, end: usize) {
        // SAFETY: as in `extend_clone`.
        unsafe { self.set_len(len) };
        self.extend_from_within(start..end);
    }

    unsafe fn gather(&mut self, len: usize, source: &[T], rows: &[RowIndex]) {
        // SAFETY: as in `extend_clone`.
        unsafe { self.set_len(len) };
        // SAFETY: each of `rows` is below the length of `source`.
        self.extend(rows.iter().map(|&row| unsafe { source.get_unchecked(row as usize) }.clone()));
    }
}

impl<T: fmt::Debug> DebugColumn for Vec<T> {
    fn fmt_cell(cell: &T, _leaf: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        cell.fmt(f)
    }
}

impl<T: PartialEq> EqColumn for Vec<T> {
    #[inline]
    fn eq_cell(a: &T, b: &T) -> bool {
        a == b
    }
}

impl<T: PartialOrd> OrdColumn for Vec<T> {
    #[inline]
    fn partial_cmp_cell(a: &T, b: &T) -> Option<Ordering> {
        a.partial_cmp(b)
    }
}

impl<T: Eq> TotalEqColumn for Vec<T> {}

impl<T: Ord> TotalOrdColumn for Vec<T> {
    #[inline]
    fn cmp_cell(a: &T, b: &T) -> Ordering {
        a.cmp(b)
    }
}

impl<T: Hash> HashColumn for Vec<T> {
    #[inline]
    fn hash_cell<H: Hasher>(cell: &T, state: &mut H) {
        cell.hash(state);
    }
}

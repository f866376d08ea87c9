//! The column of a record without fields: it stores nothing, and any number of rows fits.

#![allow(unsafe_code, reason = "implements the unsafe column traits; touches no memory")]

use alloc::collections::TryReserveError;
use core::{cmp::Ordering, fmt, hash::Hasher, marker::PhantomData};

use super::{
    CloneColumn, Column, DebugColumn, EqColumn, Growth, HashColumn, OrdColumn, Reborrow, Slice, SliceMut,
    TotalEqColumn, TotalOrdColumn,
};
use crate::words::RowIndex;

/// A column that holds a number of rows and nothing in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    rows: usize,
}

impl Unit {
    /// A column of `rows` empty cells.
    #[must_use]
    pub const fn new(rows: usize) -> Self {
        Self { rows }
    }
}

/// Contiguous rows of a [`Unit`] column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitSlice<'a> {
    rows: usize,
    borrow: PhantomData<&'a ()>,
}

impl UnitSlice<'_> {
    /// A run of `rows` empty cells.
    #[must_use]
    pub const fn new(rows: usize) -> Self {
        Self { rows, borrow: PhantomData }
    }
}

// SAFETY: there is no memory; the lengths are the numbers passed in.
unsafe impl Column for Unit {
    type Item = ();
    type Ref<'a> = ();
    type Mut<'a> = ();
    type Slice<'a> = UnitSlice<'a>;
    type SliceMut<'a> = UnitSlice<'a>;

    const LEAVES: usize = 1;
    const NEEDS_DROP: bool = false;

    #[inline]
    fn capacity(&self) -> usize {
        usize::MAX
    }

    fn heap_bytes(&self, _leaf: usize) -> usize {
        0
    }

    unsafe fn try_reserve(&mut self, _len: usize, _additional: usize, _growth: Growth) -> Result<(), TryReserveError> {
        Ok(())
    }

    unsafe fn shrink_to(&mut self, _len: usize, _capacity: usize) {}

    unsafe fn settle(&mut self, len: usize) {
        self.rows = len;
    }

    fn settled_len(&self) -> usize {
        self.rows
    }

    fn settled_mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (self.rows != rows).then_some((0, self.rows))
    }

    #[inline]
    unsafe fn push(&mut self, _len: usize, (): ()) {}

    unsafe fn take(&mut self, _index: usize) {}

    unsafe fn pop(&mut self, _len: usize) {}

    unsafe fn swap_remove(&mut self, _len: usize, _index: usize) {}

    unsafe fn remove(&mut self, _len: usize, _index: usize) {}

    unsafe fn insert(&mut self, _len: usize, _index: usize, (): ()) {}

    unsafe fn replace(&mut self, _len: usize, _index: usize, (): ()) {}

    unsafe fn swap(&mut self, _len: usize, _a: usize, _b: usize) {}

    unsafe fn truncate(&mut self, _len: usize, _new_len: usize) {}

    unsafe fn append(&mut self, _len: usize, _other: &mut Self, _other_len: usize) {}

    unsafe fn take_range(&mut self, _len: usize, start: usize, end: usize) -> Self {
        Self::new(end - start)
    }

    unsafe fn retain(&mut self, _len: usize, _keep: &[bool], _kept: usize) -> Self {
        Self::default()
    }

    unsafe fn permute(&mut self, _len: usize, _order: &[RowIndex]) {}

    unsafe fn reverse(&mut self, _len: usize, _start: usize, _end: usize) {}

    fn lend((): &()) {}

    fn peek((): &()) {}

    #[inline(always)]
    fn shorter<'s, 'a: 's>(cell: Self::Ref<'a>) -> Self::Ref<'s>
    where
        Self: 'a,
    {
        cell
    }

    #[inline(always)]
    fn reborrow<'s>(slice: &'s mut Self::SliceMut<'_>) -> Self::SliceMut<'s> {
        *slice
    }

    #[inline(always)]
    fn share<'s>(slice: &'s Self::SliceMut<'_>) -> Self::Slice<'s> {
        *slice
    }

    unsafe fn slice(&self, len: usize) -> UnitSlice<'_> {
        UnitSlice::new(len)
    }

    unsafe fn slice_mut(&mut self, len: usize) -> UnitSlice<'_> {
        UnitSlice::new(len)
    }
}

// SAFETY: there is no memory.
unsafe impl Slice for UnitSlice<'_> {
    type Ref = ();

    const LEAVES: usize = 1;

    fn len(&self) -> usize {
        self.rows
    }

    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (self.rows != rows).then_some((0, self.rows))
    }

    unsafe fn get_unchecked(&self, _index: usize) {}

    unsafe fn slice_unchecked(&self, start: usize, end: usize) -> Self {
        Self::new(end - start)
    }
}

// SAFETY: there is no memory.
unsafe impl SliceMut for UnitSlice<'_> {
    type Mut = ();
    type Raw = ();

    const LEAVES: usize = 1;

    fn len(&self) -> usize {
        self.rows
    }

    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (self.rows != rows).then_some((0, self.rows))
    }

    fn into_raw(self) {}

    unsafe fn raw_get((): (), _index: usize) {}

    unsafe fn raw_slice((): (), start: usize, end: usize) -> Self {
        Self::new(end - start)
    }
}

impl Reborrow for UnitSlice<'_> {
    type Short<'s>
        = UnitSlice<'s>
    where
        Self: 's;
    type Shared<'s>
        = UnitSlice<'s>
    where
        Self: 's;

    fn reborrow(&mut self) -> UnitSlice<'_> {
        UnitSlice::new(self.rows)
    }

    fn as_shared(&self) -> UnitSlice<'_> {
        UnitSlice::new(self.rows)
    }
}

// SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

unsafe impl CloneColumn for Unit {
    fn clone_cell((): ()) {}

    unsafe fn extend_clone(&mut self, _len: usize, _source: UnitSlice<'_>) {}

    unsafe fn extend_within(&mut self, _len: usize, _start: usize, _end: usize) {}

    unsafe fn gather(&mut self, _len: usize, _source: UnitSlice<'_>, _rows: &[RowIndex]) {}
}

impl DebugColumn for Unit {
    fn fmt_cell((): (), _leaf: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("()")
    }
}

impl EqColumn for Unit {
    fn eq_cell((): (), (): ()) -> bool {
        true
    }
}

impl OrdColumn for Unit {
    fn partial_cmp_cell((): (), (): ()) -> Option<Ordering> {
        Some(Ordering::Equal)
    }
}

impl TotalEqColumn for Unit {}

impl TotalOrdColumn for Unit {
    fn cmp_cell((): (), (): ()) -> Ordering {
        Ordering::Equal
    }
}

impl HashColumn for Unit {
    fn hash_cell<H: Hasher>((): (), _state: &mut H) {}
}

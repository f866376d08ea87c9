//! [`BitSliceMut`] and [`BitMut`]: bits to write. Why their bytes are atomic is told in `slice.rs`.
//!
//! Invariant: while a `BitSliceMut` or a `BitMut` lives, no other slice or cell covers its bits, but for those lent from
//! it. Others may cover other bits of the same bytes.

#![allow(unsafe_code, reason = "rows are checked by the caller, once for all columns")]

use core::{fmt, marker::PhantomData, sync::atomic::AtomicU8, sync::atomic::Ordering::Relaxed};

use super::{BitSlice, Bits};
use crate::column::{CellIterMut, Column, Reborrow, Slice, SliceMut};
use crate::words::row_out_of_range;

/// Contiguous rows of [`Bits`], mutably borrowed.
pub struct BitSliceMut<'a> {
    bits: BitSlice<'a>,
    borrow: PhantomData<&'a mut bool>,
}

/// One row of [`Bits`], mutably borrowed: what `&mut bool` would be if bits had addresses.
pub struct BitMut<'a> {
    byte: &'a AtomicU8,
    mask: u8,
}

impl BitMut<'_> {
    /// The bit.
    #[inline]
    #[must_use]
    pub fn get(&self) -> bool {
        self.byte.load(Relaxed) & self.mask != 0
    }

    /// Writes the bit.
    #[inline]
    pub fn set(&mut self, bit: bool) {
        if self.get() != bit {
            self.byte.fetch_xor(self.mask, Relaxed);
        }
    }
}

impl fmt::Debug for BitMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl PartialEq<bool> for BitMut<'_> {
    fn eq(&self, other: &bool) -> bool {
        self.get() == *other
    }
}

impl<'a> BitSliceMut<'a> {
    /// All bits of a settled column.
    #[inline]
    pub(super) fn of(bits: &'a mut Bits) -> Self {
        let len = bits.len();
        // SAFETY: invariants 1 and 2 of `Bits`: the bytes of its rows are initialised.
        unsafe { bits.slice_mut(len) }
    }

    /// Bits that no other slice covers.
    ///
    /// # Safety
    /// - for 'a no other slice covers these bits.
    #[inline(always)]
    pub(super) unsafe fn from_slice(bits: BitSlice<'a>) -> Self {
        Self { bits, borrow: PhantomData }
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.bits.len()
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    /// One row's bit, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<bool> {
        self.bits.get(row)
    }

    /// One row's bit, mutably, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self, row: usize) -> Option<BitMut<'_>> {
        // SAFETY: the row is there, and `self` is borrowed mutably.
        (row < self.bits.len()).then(|| unsafe { Self::raw_get(self.bits, row) })
    }

    /// Writes one row's bit.
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    #[track_caller]
    pub fn set(&mut self, row: usize, bit: bool) {
        match self.get_mut(row) {
            Some(mut cell) => cell.set(bit),
            None => row_out_of_range(row, self.bits.len()),
        }
    }

    /// Writes the same bit to every row.
    pub fn fill(&mut self, bit: bool) {
        self.reborrow().into_iter().for_each(|mut cell| cell.set(bit));
    }

    /// The rows before `row`, and the others. The halves may go to two threads, wherever the split is.
    ///
    /// # Panics
    /// When `row` is beyond the end.
    #[track_caller]
    #[must_use]
    pub fn split_at_mut(self, row: usize) -> (Self, Self) {
        let len = self.bits.len();
        if row > len {
            row_out_of_range(row, len);
        }
        let raw = self.into_raw();
        // SAFETY: the two ranges lie within the rows and do not overlap; `self` is used up.
        unsafe { (Self::raw_slice(raw, 0, row), Self::raw_slice(raw, row, len)) }
    }
}

// SAFETY: cells at different rows are different bits, and all access to a byte that they may share is atomic.
unsafe impl<'a> SliceMut for BitSliceMut<'a> {
    type Mut = BitMut<'a>;
    type Raw = BitSlice<'a>;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        self.bits.len()
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        self.bits.mismatch(rows)
    }

    #[inline(always)]
    fn into_raw(self) -> BitSlice<'a> {
        self.bits
    }

    #[inline(always)]
    unsafe fn raw_get(raw: BitSlice<'a>, index: usize) -> BitMut<'a> {
        // SAFETY: the caller keeps the index below the length.
        let (byte, mask) = unsafe { raw.byte(index) };
        BitMut { byte, mask }
    }

    #[inline(always)]
    unsafe fn raw_slice(raw: BitSlice<'a>, start: usize, end: usize) -> Self {
        // SAFETY: the caller keeps the range within the rows, and away from all other slices.
        unsafe { Self::from_slice(raw.slice_unchecked(start, end)) }
    }
}

impl Reborrow for BitSliceMut<'_> {
    type Short<'s>
        = BitSliceMut<'s>
    where
        Self: 's;
    type Shared<'s>
        = BitSlice<'s>
    where
        Self: 's;

    #[inline]
    fn reborrow(&mut self) -> BitSliceMut<'_> {
        BitSliceMut { bits: self.bits, borrow: PhantomData }
    }

    #[inline]
    fn as_shared(&self) -> BitSlice<'_> {
        self.bits
    }
}

impl<'a> IntoIterator for BitSliceMut<'a> {
    type Item = BitMut<'a>;
    type IntoIter = CellIterMut<BitSliceMut<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        CellIterMut::new(self)
    }
}

impl fmt::Debug for BitSliceMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bits.fmt(f)
    }
}

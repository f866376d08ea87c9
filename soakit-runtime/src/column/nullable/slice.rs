//! [`NullableSlice`] and [`NullableSliceMut`]: borrowed cells that may be missing.
//!
//! Invariant: slots and bits are of one length and of the same rows of a [`Nullable`](super::Nullable), whose invariants
//! hold for them. Fields are private and nobody outside can pair slots with other bits: that would make values of blanks.

#![allow(unsafe_code, reason = "reads a slot as a value where its bit is set")]

use core::{fmt, mem::MaybeUninit};

use super::{NullableMut, SlotSlice, SlotSliceMut, Zeroed};
use crate::column::{
    BitSlice, BitSliceMut, CellIter, CellIterMut, DictSlice, Reborrow, Slice, SliceMut, TextSlice, Walk,
};
use crate::words::row_out_of_range;

/// Contiguous cells of a nullable column, borrowed. `S` is the slice of the values' slots.
#[derive(Clone, Copy)]
pub struct NullableSlice<'a, S> {
    slots: S,
    validity: BitSlice<'a>,
}

/// Contiguous cells of a nullable column, mutably borrowed. `S` is the slice of the values' slots.
pub struct NullableSliceMut<'a, S> {
    slots: S,
    validity: BitSliceMut<'a>,
}

/// Cells of a field `Option<T>`.
pub type NullableVecSlice<'a, T> = NullableSlice<'a, &'a [MaybeUninit<T>]>;
/// Cells of a field `Option<T>`, mutably.
pub type NullableVecSliceMut<'a, T> = NullableSliceMut<'a, &'a mut [MaybeUninit<T>]>;
/// Cells of a field `Option<String>`.
pub type NullableTextSlice<'a> = NullableSlice<'a, TextSlice<'a>>;
/// Cells of a field `Option<String>`, read-only in a mutable view.
pub type NullableTextSliceMut<'a> = NullableSliceMut<'a, TextSlice<'a>>;
/// Cells of a dictionary field `Option<String>`.
pub type NullableDictSlice<'a> = NullableSlice<'a, DictSlice<'a>>;
/// Cells of a dictionary field `Option<String>`, read-only in a mutable view.
pub type NullableDictSliceMut<'a> = NullableSliceMut<'a, DictSlice<'a>>;

impl<'a, S: SlotSlice> NullableSlice<'a, S> {
    /// # Safety
    /// - the invariant.
    #[inline(always)]
    pub(super) unsafe fn new(slots: S, validity: BitSlice<'a>) -> Self {
        debug_assert_eq!(slots.len(), validity.len());
        Self { slots, validity }
    }

    /// Slots and bits.
    #[inline(always)]
    pub(super) fn parts(self) -> (S, BitSlice<'a>) {
        (self.slots, self.validity)
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.validity.len()
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.validity.is_empty()
    }

    /// One row's cell, if there is such a row: `None` beyond the end, `Some(None)` for a missing cell.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Option<S::Value>> {
        // SAFETY: just checked.
        (row < self.len()).then(|| unsafe { self.get_unchecked(row) })
    }

    /// The cells, in order. Walked as a whole (`fold`, `sum`, `for_each`), 64 bits are looked at in one go.
    #[inline]
    #[must_use]
    pub fn iter(self) -> CellIter<Self> {
        CellIter::new(self)
    }

    /// Whether a row's cell is there.
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    #[must_use]
    #[track_caller]
    pub fn is_valid(&self, row: usize) -> bool {
        match self.validity.get(row) {
            Some(valid) => valid,
            None => row_out_of_range(row, self.len()),
        }
    }

    /// Which cells are there.
    #[inline]
    #[must_use]
    pub fn validity(&self) -> BitSlice<'a> {
        self.validity
    }

    /// How many cells are missing.
    #[must_use]
    pub fn null_count(&self) -> usize {
        self.len() - self.validity.count_ones()
    }
}

impl<'a, T: Zeroed> NullableSlice<'a, &'a [MaybeUninit<T>]> {
    /// All values; where one is missing there is a zero, so that a sum over them is the sum of those that are there.
    #[inline]
    #[must_use]
    pub fn values(&self) -> &'a [T] {
        // SAFETY: each slot holds a value or is zero (invariants 1 and 2 of `Nullable`), which is one for a `Zeroed` type.
        unsafe { &*(core::ptr::from_ref(self.slots) as *const [T]) }
    }
}

impl<'a> NullableSlice<'a, TextSlice<'a>> {
    /// All values; where one is missing there is "".
    #[inline]
    #[must_use]
    pub fn values(&self) -> TextSlice<'a> {
        self.slots
    }
}

impl<'a> NullableSlice<'a, DictSlice<'a>> {
    /// All values; where one is missing there is "", and its code is `u32::MAX`.
    #[inline]
    #[must_use]
    pub fn values(&self) -> DictSlice<'a> {
        self.slots
    }
}

// SAFETY: slots and bits have `len()` rows each, and slicing keeps that.
unsafe impl<S: SlotSlice> Slice for NullableSlice<'_, S> {
    type Ref = Option<S::Value>;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        self.validity.len()
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        self.validity.mismatch(rows)
    }

    #[inline(always)]
    unsafe fn get_unchecked(&self, index: usize) -> Option<S::Value> {
        // SAFETY: the caller keeps the index below the length.
        let (slot, valid) = unsafe { (self.slots.get_unchecked(index), self.validity.get_unchecked(index)) };
        // SAFETY: the bit says that the slot holds a value.
        if valid { Some(unsafe { S::present(slot) }) } else { None }
    }

    #[inline(always)]
    unsafe fn slice_unchecked(&self, start: usize, end: usize) -> Self {
        // SAFETY: the caller keeps start <= end <= length.
        unsafe {
            Self { slots: self.slots.slice_unchecked(start, end), validity: self.validity.slice_unchecked(start, end) }
        }
    }

    #[inline]
    fn word_count(&self) -> Option<usize> {
        self.slots.word_count()
    }

    #[inline]
    fn word(&self, code: usize) -> Option<Option<S::Value>> {
        // SAFETY: a word of the dictionary is a value.
        self.slots.word(code).map(|word| Some(unsafe { S::present(word) }))
    }

    #[inline(always)]
    unsafe fn code_unchecked(&self, index: usize) -> u32 {
        // SAFETY: the caller keeps the index below the length.
        let (code, valid) = unsafe { (self.slots.code_unchecked(index), self.validity.get_unchecked(index)) };
        if valid { code } else { u32::MAX }
    }
}

impl<S: SlotSlice> Walk for NullableSlice<'_, S> {
    #[inline]
    unsafe fn fold_cells<B>(self, start: usize, end: usize, init: B, mut step: impl FnMut(B, Self::Ref) -> B) -> B {
        let (mut folded, mut row) = (init, start);
        for (word, count) in self.validity.words(start, end) {
            let next = row + count as usize;
            if word.count_ones() == count {
                // The frequent case, and a loop without a question in it.
                for row in row..next {
                    // SAFETY: row < end <= len, and its bit is set.
                    folded = step(folded, Some(unsafe { S::present(self.slots.get_unchecked(row)) }));
                }
            } else {
                let mut rest = word;
                for row in row..next {
                    // SAFETY: row < end <= len.
                    let slot = unsafe { self.slots.get_unchecked(row) };
                    // SAFETY: a value is made of the slot only if its bit is set.
                    let cell = if rest & 1 == 1 { Some(unsafe { S::present(slot) }) } else { None };
                    folded = step(folded, cell);
                    rest >>= 1;
                }
            }
            row = next;
        }
        folded
    }
}

impl<'a, S: SliceMut> NullableSliceMut<'a, S> {
    /// # Safety
    /// - the invariant.
    #[inline(always)]
    pub(super) unsafe fn new(slots: S, validity: BitSliceMut<'a>) -> Self {
        debug_assert_eq!(slots.len(), validity.len());
        Self { slots, validity }
    }

    /// Slots and bits, for a shorter time.
    #[inline(always)]
    pub(super) fn halves_mut(&mut self) -> (&mut S, BitSliceMut<'_>) {
        (&mut self.slots, self.validity.reborrow())
    }

    /// Slots and bits, shared for a shorter time.
    #[inline(always)]
    pub(super) fn halves(&self) -> (&S, BitSlice<'_>) {
        (&self.slots, self.validity.as_shared())
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.validity.len()
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.validity.is_empty()
    }

    /// Which cells are there.
    #[inline]
    #[must_use]
    pub fn validity(&self) -> BitSlice<'_> {
        self.validity.as_shared()
    }
}

impl<'a, S: SlotSliceMut<'a>> NullableSliceMut<'a, S> {
    /// The rows before `row`, and the others. The halves may go to two threads, wherever the split is.
    ///
    /// # Panics
    /// When `row` is beyond the end.
    #[track_caller]
    #[must_use]
    pub fn split_at_mut(self, row: usize) -> (Self, Self) {
        let len = self.len();
        if row > len {
            row_out_of_range(row, len);
        }
        let raw = self.into_raw();
        // SAFETY: the two ranges lie within the rows and do not overlap; `self` is used up.
        unsafe { (Self::raw_slice(raw, 0, row), Self::raw_slice(raw, row, len)) }
    }
}

impl<T> NullableSliceMut<'_, &mut [MaybeUninit<T>]> {
    /// One row's cell, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Option<&T>> {
        self.as_shared().get(row)
    }

    /// One row's cell, mutably, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self, row: usize) -> Option<NullableMut<'_, T>> {
        let present = self.validity.get_mut(row)?;
        // SAFETY: slot and bit are of one row.
        Some(unsafe { NullableMut::new(&mut self.slots[row], present) })
    }

    /// Writes one row's cell.
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    #[track_caller]
    pub fn set(&mut self, row: usize, value: impl Into<Option<T>>) {
        let len = self.len();
        match self.get_mut(row) {
            Some(mut cell) => cell.set(value),
            None => row_out_of_range(row, len),
        }
    }

    /// The cells, mutably, in order.
    #[inline]
    pub fn iter_mut(&mut self) -> CellIterMut<NullableVecSliceMut<'_, T>> {
        CellIterMut::new(self.reborrow())
    }
}

// SAFETY: both halves keep their promise, and a cell is made of a slot and the bit of the same row.
unsafe impl<'a, S: SlotSliceMut<'a>> SliceMut for NullableSliceMut<'a, S> {
    type Mut = S::Cell;
    type Raw = (S::Raw, BitSlice<'a>);

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        self.validity.len()
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        SliceMut::mismatch(&self.validity, rows)
    }

    #[inline(always)]
    fn into_raw(self) -> Self::Raw {
        (self.slots.into_raw(), self.validity.into_raw())
    }

    #[inline(always)]
    unsafe fn raw_get(raw: Self::Raw, index: usize) -> S::Cell {
        // SAFETY: the caller's promise holds for both halves; slot and bit are of one row.
        unsafe { S::cell(S::raw_get(raw.0, index), BitSliceMut::raw_get(raw.1, index)) }
    }

    #[inline(always)]
    unsafe fn raw_slice(raw: Self::Raw, start: usize, end: usize) -> Self {
        // SAFETY: the caller's promise holds for both halves.
        unsafe { Self::new(S::raw_slice(raw.0, start, end), BitSliceMut::raw_slice(raw.1, start, end)) }
    }
}

impl<S: Reborrow> Reborrow for NullableSliceMut<'_, S> {
    type Short<'s>
        = NullableSliceMut<'s, S::Short<'s>>
    where
        Self: 's;
    type Shared<'s>
        = NullableSlice<'s, S::Shared<'s>>
    where
        Self: 's;

    #[inline]
    fn reborrow(&mut self) -> Self::Short<'_> {
        NullableSliceMut { slots: self.slots.reborrow(), validity: self.validity.reborrow() }
    }

    #[inline]
    fn as_shared(&self) -> Self::Shared<'_> {
        NullableSlice { slots: self.slots.as_shared(), validity: self.validity.as_shared() }
    }
}

impl<S: SlotSlice> IntoIterator for NullableSlice<'_, S> {
    type Item = Option<S::Value>;
    type IntoIter = CellIter<Self>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, S: SlotSliceMut<'a>> IntoIterator for NullableSliceMut<'a, S> {
    type Item = S::Cell;
    type IntoIter = CellIterMut<Self>;

    fn into_iter(self) -> Self::IntoIter {
        CellIterMut::new(self)
    }
}

impl<S: SlotSlice> fmt::Debug for NullableSlice<'_, S>
where
    S::Value: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

impl<S: Reborrow> fmt::Debug for NullableSliceMut<'_, S>
where
    for<'s> NullableSlice<'s, S::Shared<'s>>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_shared().fmt(f)
    }
}

impl<S: SlotSlice> PartialEq for NullableSlice<'_, S>
where
    S::Value: PartialEq,
{
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<S: SlotSlice> Eq for NullableSlice<'_, S> where S::Value: Eq {}

impl<T: PartialEq> PartialEq<[Option<T>]> for NullableSlice<'_, &[MaybeUninit<T>]> {
    fn eq(&self, other: &[Option<T>]) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter().map(Option::as_ref))
    }
}

impl<T: PartialEq, const N: usize> PartialEq<[Option<T>; N]> for NullableSlice<'_, &[MaybeUninit<T>]> {
    fn eq(&self, other: &[Option<T>; N]) -> bool {
        self == other.as_slice()
    }
}

macro_rules! equals_texts {
    ($slice:ident) => {
        impl PartialEq<[Option<&str>]> for NullableSlice<'_, $slice<'_>> {
            fn eq(&self, other: &[Option<&str>]) -> bool {
                self.len() == other.len() && self.iter().eq(other.iter().copied())
            }
        }

        impl<const N: usize> PartialEq<[Option<&str>; N]> for NullableSlice<'_, $slice<'_>> {
            fn eq(&self, other: &[Option<&str>; N]) -> bool {
                self == other.as_slice()
            }
        }
    };
}

equals_texts!(TextSlice);
equals_texts!(DictSlice);

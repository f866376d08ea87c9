//! [`Fill`]: how a column of values lies in a nullable one. The columns that do are in `kinds.rs`.

#![allow(unsafe_code, reason = "declares the contract between slots and values")]

use super::NullableSlice;
use crate::column::{BitMut, BitSlice, CloneColumn, Column, Slice, SliceMut};
use crate::words::RowIndex;

/// A column that can stand in [`Nullable`](super::Nullable): `Vec<T>`, `Text`, `Dict`.
///
/// # Safety
///
/// An implementor promises:
///
/// - [`hold`](Fill::hold) makes a slot that holds a value; moving slots about, by the methods of the `Slots` column, keeps
///   what they hold;
/// - dropping slots drops no value: `Slots::NEEDS_DROP` is false;
/// - `Column::NEEDS_DROP` of the values' column says whether [`drop_slot`](Fill::drop_slot) does anything;
/// - no method but `drop_slot` runs user code.
pub unsafe trait Fill: Column {
    /// The column that is stored: a slot per row, which holds a value or is blank.
    type Slots: Column;
    /// Contiguous slots, borrowed.
    type SlotSlice<'a>: SlotSlice<Value = Self::Ref<'a>>
    where
        Self: 'a;
    /// Contiguous slots, mutably borrowed.
    type SlotSliceMut<'a>: SlotSliceMut<'a, Cell = Self::Cell<'a>>
    where
        Self: 'a;
    /// One cell, mutably borrowed.
    type Cell<'a>
    where
        Self: 'a;

    /// Lends mutable slots for a shorter time.
    fn reborrow_slots<'s>(slots: &'s mut Self::SlotSliceMut<'_>) -> Self::SlotSliceMut<'s>;

    /// Shares mutable slots for a shorter time.
    fn share_slots<'s>(slots: &'s Self::SlotSliceMut<'_>) -> Self::SlotSlice<'s>;

    /// A slot that holds a value.
    fn hold(item: Self::Item) -> <Self::Slots as Column>::Item;

    /// The value that a slot holds.
    ///
    /// # Safety
    /// - it holds one.
    unsafe fn release(slot: <Self::Slots as Column>::Item) -> Self::Item;

    /// Pushes a blank slot.
    ///
    /// # Safety
    /// - as [`Column::push`].
    unsafe fn push_blank(slots: &mut Self::Slots, len: usize);

    /// Inserts a blank slot.
    ///
    /// # Safety
    /// - as [`Column::insert`].
    unsafe fn insert_blank(slots: &mut Self::Slots, len: usize, index: usize);

    /// Writes a blank slot over another.
    ///
    /// # Safety
    /// - as [`Column::replace`].
    unsafe fn replace_blank(slots: &mut Self::Slots, len: usize, index: usize) -> <Self::Slots as Column>::Item;

    /// As [`Column::retain`], but returns the slots that go, in order, if values need drop.
    ///
    /// # Safety
    /// - as [`Column::retain`].
    unsafe fn retain_slots(slots: &mut Self::Slots, len: usize, keep: &[bool], kept: usize) -> Self::Slots {
        // SAFETY: the caller's promise.
        unsafe { slots.retain(len, keep, kept) }
    }

    /// Drops the value that a slot holds.
    ///
    /// # Safety
    /// - row `index` is live and its slot holds a value, which nobody uses any more.
    unsafe fn drop_slot(slots: &mut Self::Slots, index: usize) {
        let _ = (slots, index);
    }

    /// All slots.
    ///
    /// # Safety
    /// - rows `0..len` are live.
    unsafe fn slots(slots: &Self::Slots, len: usize) -> Self::SlotSlice<'_>;

    /// All slots, mutably.
    ///
    /// # Safety
    /// - rows `0..len` are live.
    unsafe fn slots_mut(slots: &mut Self::Slots, len: usize) -> Self::SlotSliceMut<'_>;

    /// Looks at a mutably borrowed cell.
    fn peek_cell<'s>(cell: &'s Self::Cell<'_>) -> Option<Self::Ref<'s>>;
}

/// A column whose slots can be copied, each as its bit says: values cloned, blanks as they are.
///
/// # Safety
///
/// - as [`CloneColumn`]: after each method that writes copies, those slots are live.
pub unsafe trait CloneFill: Fill + CloneColumn {
    /// Writes copies of slots behind row `len`.
    ///
    /// # Safety
    /// - as [`CloneColumn::extend_clone`]; values need no drop.
    unsafe fn extend_slots(slots: &mut Self::Slots, len: usize, source: NullableSlice<'_, Self::SlotSlice<'_>>);

    /// Writes copies of own slots, from `start` on, behind row `len`; `validity` tells what they hold, and how many.
    ///
    /// # Safety
    /// - as [`CloneColumn::extend_within`]; values need no drop.
    unsafe fn extend_slots_within(slots: &mut Self::Slots, len: usize, start: usize, validity: BitSlice<'_>);

    /// Writes copies of the slots `rows` behind row `len`.
    ///
    /// # Safety
    /// - as [`CloneColumn::gather`]; values need no drop.
    unsafe fn gather_slots(
        slots: &mut Self::Slots,
        len: usize,
        source: NullableSlice<'_, Self::SlotSlice<'_>>,
        rows: &[RowIndex],
    );
}

/// Borrowed slots.
pub trait SlotSlice: Slice {
    /// One value, borrowed.
    type Value: Copy;

    /// The value that a slot holds.
    ///
    /// # Safety
    /// - it holds one.
    unsafe fn present(slot: Self::Ref) -> Self::Value;
}

/// Mutably borrowed slots.
pub trait SlotSliceMut<'a>: SliceMut {
    /// One cell, mutably borrowed.
    type Cell;

    /// Puts a slot and its bit together.
    ///
    /// # Safety
    /// - they are of one row of a nullable column, and nobody else accesses them.
    unsafe fn cell(slot: Self::Mut, present: BitMut<'a>) -> Self::Cell;
}

mod sealed {
    /// # Safety
    /// - the value whose bytes are all zero is a value of the type, and values need no drop.
    pub unsafe trait Sealed {}
}

/// Types for which zero bytes are a value: numbers, `bool`, `char`, and arrays of them.
///
/// Missing cells are zero bytes, so of these the values of a nullable column can be read as a plain slice.
pub trait Zeroed: sealed::Sealed + Copy {}

macro_rules! zeroed {
    ($($type:ident)*) => {$(
        // SAFETY: a primitive for which zero is a value.
        unsafe impl sealed::Sealed for $type {}
        impl Zeroed for $type {}
    )*};
}

zeroed!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 bool char);

// SAFETY: an array of zero bytes is an array of values that are zero bytes.
unsafe impl<T: Zeroed, const N: usize> sealed::Sealed for [T; N] {}
impl<T: Zeroed, const N: usize> Zeroed for [T; N] {}

//! Cells that may be missing: values in one memory, and a bitmap that says which are there. Arrow's layout.
//!
//! ```text
//! [Some(1.5), None, Some(2.0)]      slots     1.5  0.0  2.0
//!                                   validity  1    0    1
//! ```
//!
//! `Nullable<C>` is the column of `Option<…>` fields: `Nullable<Vec<f64>>`, `Nullable<Text>`, `Nullable<Dict>`. It does not
//! store a `C`: a value that is missing is no value. It stores *slots*, and the trait [`Fill`] knows how slots become
//! values again: the slots of `Vec<T>` are `Vec<MaybeUninit<T>>`, those of text are text.
//!
//! Invariants, for every live row:
//!
//! 1. a row whose bit is set has a slot that holds a value, which the column owns;
//! 2. a row whose bit is not set has a *blank* slot: all its bytes are zero (text: it reads as "");
//! 3. where values need dropping, `len` is the number of rows that the column owns: rule 2 of the column floor. Elsewhere
//!    it is stale inside a store.
//!
//! No statement between the change of a slot and the change of its bit can panic.
//!
//! Deliberately absent: `&mut [Option<T>]`. There are no `Option`s in memory; a cell is written through [`NullableMut`].

#![allow(unsafe_code, reason = "keeps slots and bits in step; settled columns are checked here")]

mod cell;
mod column;
mod fill;
mod kinds;
mod slice;
#[cfg(test)]
mod tests;

pub use cell::NullableMut;
pub use fill::{CloneFill, Fill, SlotSlice, SlotSliceMut, Zeroed};
pub use slice::{
    NullableDictSlice, NullableDictSliceMut, NullableSlice, NullableSliceMut, NullableTextSlice, NullableTextSliceMut,
    NullableVecSlice, NullableVecSliceMut,
};

use alloc::vec::Vec;
use core::{
    fmt,
    mem::{ManuallyDrop, MaybeUninit, take},
};

use super::{BitSlice, Bits, CellIter, Column, DebugColumn, Dict, EqColumn, Growth, PartsError, Text, TotalEqColumn};
use crate::words::capacity_overflow;

/// A column of `Option<…>` cells: `Nullable<Vec<f64>>` for `Option<f64>`, `Nullable<Text>` for `Option<String>`.
///
/// ```
/// use soakit_runtime::column::Nullable;
/// let gust: Nullable<Vec<f64>> = [Some(21.9), None, Some(27.6)].into_iter().collect();
/// assert_eq!(gust.get(1), Some(None));
/// assert_eq!(gust.iter().flatten().sum::<f64>(), 49.5);
/// assert_eq!(gust.as_slice().values(), [21.9, 0.0, 27.6]);
/// ```
pub struct Nullable<C: Fill> {
    slots: C::Slots,
    validity: Bits,
    /// Invariant 3.
    len: usize,
}

impl<C: Fill> Nullable<C> {
    /// No rows; allocates nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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
        self.len() == 0
    }

    /// Adds a row.
    pub fn push(&mut self, cell: Option<C::Item>) {
        let len = self.len();
        self.make_room(1);
        // SAFETY: a settled column's rows are live, and there is room.
        unsafe { Column::push(self, len, cell) };
        // SAFETY: one row was added.
        unsafe { self.settle(len + 1) };
    }

    /// The rows, borrowed.
    #[inline]
    #[must_use]
    pub fn as_slice(&self) -> NullableSlice<'_, C::SlotSlice<'_>> {
        // SAFETY: a settled column's rows are live.
        unsafe { self.slice(self.len()) }
    }

    /// The rows, mutably borrowed.
    #[inline]
    #[must_use]
    pub fn as_mut_slice(&mut self) -> NullableSliceMut<'_, C::SlotSliceMut<'_>> {
        // SAFETY: a settled column's rows are live.
        unsafe { self.slice_mut(self.len()) }
    }

    /// One row's cell, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Option<C::Ref<'_>>> {
        self.as_slice().get(row)
    }

    /// The cells, in order.
    #[inline]
    #[must_use]
    pub fn iter(&self) -> CellIter<NullableSlice<'_, C::SlotSlice<'_>>> {
        self.as_slice().iter()
    }

    /// Which cells are there.
    #[inline]
    #[must_use]
    pub fn validity(&self) -> BitSlice<'_> {
        self.validity.as_slice()
    }

    /// How many cells are missing.
    #[must_use]
    pub fn null_count(&self) -> usize {
        self.as_slice().null_count()
    }

    fn make_room(&mut self, additional: usize) {
        let len = self.len();
        if self.capacity() - len >= additional {
            return;
        }
        // SAFETY: a settled column's rows are live.
        if unsafe { self.try_reserve(len, additional, Growth::Amortized) }.is_err() {
            capacity_overflow(len, additional);
        }
    }

    /// Puts checked parts together.
    ///
    /// # Safety
    /// - both are settled and of one length; the invariants hold for their rows.
    unsafe fn from_slots(slots: C::Slots, validity: Bits) -> Self {
        let len = validity.len();
        Self { slots, validity, len }
    }
}

/// Refuses a bitmap that does not have a bit per value.
fn check_validity(validity: &Bits, values: usize) -> Result<(), PartsError> {
    let bits = validity.len();
    if bits == values { Ok(()) } else { Err(PartsError::Validity { bits, values }) }
}

/// Values as slots that hold them.
fn into_slots<T>(values: Vec<T>) -> Vec<MaybeUninit<T>> {
    let mut values = ManuallyDrop::new(values);
    let (cells, len, capacity) = (values.as_mut_ptr().cast(), values.len(), values.capacity());
    // SAFETY: the allocation of a `Vec<T>` is one of a `Vec<MaybeUninit<T>>`, and values are slots.
    unsafe { Vec::from_raw_parts(cells, len, capacity) }
}

/// Cells that are all there; no value is copied.
impl<T> From<Vec<T>> for Nullable<Vec<T>> {
    fn from(values: Vec<T>) -> Self {
        let validity = Bits::filled(values.len(), true);
        // SAFETY: the lengths are equal, all bits are set, and every slot holds a value.
        unsafe { Self::from_slots(into_slots(values), validity) }
    }
}

impl<T: Zeroed> Nullable<Vec<T>> {
    /// Gives the buffers away, as Arrow wants them; missing values are zero.
    #[must_use]
    pub fn into_parts(mut self) -> (Vec<T>, Bits) {
        let mut slots = ManuallyDrop::new(take(&mut self.slots));
        let (cells, len, capacity) = (slots.as_mut_ptr().cast::<T>(), slots.len(), slots.capacity());
        // SAFETY: the allocation of a `Vec<MaybeUninit<T>>` is one of a `Vec<T>`. A settled column's slots are all values,
        // or zero (invariant 2), which is a value of a `Zeroed` type.
        let values = unsafe { Vec::from_raw_parts(cells, len, capacity) };
        (values, take(&mut self.validity))
    }

    /// Takes Arrow's buffers. The values of missing cells are set to zero.
    ///
    /// # Errors
    /// When there is not one bit per value.
    pub fn from_parts(values: Vec<T>, validity: Bits) -> Result<Self, PartsError> {
        check_validity(&validity, values.len())?;
        let mut slots = into_slots(values);
        for (slot, bit) in slots.iter_mut().zip(&validity) {
            if !bit {
                *slot = MaybeUninit::zeroed();
            }
        }
        // SAFETY: the lengths are equal; set bits have values, and the others were made blank.
        Ok(unsafe { Self::from_slots(slots, validity) })
    }
}

impl Nullable<Text> {
    /// Adds a row, without a `String` for it.
    pub fn push_text(&mut self, cell: Option<&str>) {
        // Room for both first: what comes then leaves them of one length.
        self.make_room(1);
        self.slots.push(cell.unwrap_or_default());
        self.validity.push(cell.is_some());
    }

    /// Gives the values and the bitmap away; missing values are "".
    #[must_use]
    pub fn into_parts(mut self) -> (Text, Bits) {
        (take(&mut self.slots), take(&mut self.validity))
    }

    /// Takes values and a bitmap. The values of missing cells become "".
    ///
    /// # Errors
    /// When there is not one bit per value.
    pub fn from_parts(values: Text, validity: Bits) -> Result<Self, PartsError> {
        check_validity(&validity, values.len())?;
        let hidden = values.iter().zip(&validity).any(|(cell, bit)| !bit && !cell.is_empty());
        let blanked = |(cell, bit)| if bit { cell } else { "" };
        let slots = if hidden { values.iter().zip(&validity).map(blanked).collect() } else { values };
        // SAFETY: the lengths are equal; any text is a value, and missing ones are "".
        Ok(unsafe { Self::from_slots(slots, validity) })
    }
}

impl Nullable<Dict> {
    /// Adds a row, without a `String` for it.
    pub fn push_text(&mut self, cell: Option<&str>) {
        // Room for both first: what comes then leaves them of one length.
        self.make_room(1);
        self.slots.push_or_blank(cell);
        self.validity.push(cell.is_some());
    }

    /// Gives codes, words and bitmap away, as Arrow wants them; missing cells have code 0.
    #[must_use]
    pub fn into_parts(mut self) -> (Vec<u32>, Text, Bits) {
        let (codes, words) = take(&mut self.slots).into_parts();
        (codes, words, take(&mut self.validity))
    }

    /// Takes Arrow's buffers. The codes of missing cells do not matter.
    ///
    /// # Errors
    /// When there is not one bit per code, or the code of a cell that is there has no word.
    pub fn from_parts(codes: Vec<u32>, words: Text, validity: Bits) -> Result<Self, PartsError> {
        check_validity(&validity, codes.len())?;
        let slots = Dict::checked(codes, words, |row| validity.get(row) == Some(false))?;
        // SAFETY: the lengths are equal; missing cells are blank.
        Ok(unsafe { Self::from_slots(slots, validity) })
    }
}

impl<C: Fill> Default for Nullable<C> {
    fn default() -> Self {
        Self { slots: C::Slots::default(), validity: Bits::new(), len: 0 }
    }
}

impl<C: Fill> Extend<Option<C::Item>> for Nullable<C> {
    fn extend<I: IntoIterator<Item = Option<C::Item>>>(&mut self, cells: I) {
        let cells = cells.into_iter();
        self.make_room(cells.size_hint().0);
        cells.for_each(|cell| self.push(cell));
    }
}

impl<C: Fill> FromIterator<Option<C::Item>> for Nullable<C> {
    fn from_iter<I: IntoIterator<Item = Option<C::Item>>>(cells: I) -> Self {
        let mut column = Self::new();
        column.extend(cells);
        column
    }
}

impl<'a> FromIterator<Option<&'a str>> for Nullable<Text> {
    fn from_iter<I: IntoIterator<Item = Option<&'a str>>>(cells: I) -> Self {
        let mut validity = Bits::new();
        let slots =
            cells.into_iter().inspect(|cell| validity.push(cell.is_some())).map(Option::unwrap_or_default).collect();
        // SAFETY: one bit was pushed per cell; missing ones are "".
        unsafe { Self::from_slots(slots, validity) }
    }
}

impl<'a> FromIterator<Option<&'a str>> for Nullable<Dict> {
    fn from_iter<I: IntoIterator<Item = Option<&'a str>>>(cells: I) -> Self {
        let (mut slots, mut validity) = (Dict::new(), Bits::new());
        for cell in cells {
            slots.push_or_blank(cell);
            validity.push(cell.is_some());
        }
        // SAFETY: one bit was pushed per cell; missing ones are blank.
        unsafe { Self::from_slots(slots, validity) }
    }
}

impl<'a, C: Fill> IntoIterator for &'a Nullable<C> {
    type Item = Option<C::Ref<'a>>;
    type IntoIter = CellIter<NullableSlice<'a, C::SlotSlice<'a>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<C: CloneFill> Clone for Nullable<C> {
    fn clone(&self) -> Self {
        use super::CloneColumn;
        let (mut clone, len) = (Self::new(), self.len());
        clone.make_room(len);
        // SAFETY: no row is live, there is room, and both leaves of a settled column have one length.
        unsafe { clone.extend_clone(0, self.as_slice()) };
        // SAFETY: just written.
        unsafe { clone.settle(len) };
        clone
    }
}

impl<C: Fill + DebugColumn> fmt::Debug for Nullable<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|cell| fmt::from_fn(move |f| Self::fmt_cell(cell, 0, f)))).finish()
    }
}

impl<C: Fill + EqColumn> PartialEq for Nullable<C> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| Self::eq_cell(a, b))
    }
}

impl<C: Fill + TotalEqColumn> Eq for Nullable<C> {}

//! What can be nullable: `Vec<T>`, `Text`, `Dict`.

#![allow(unsafe_code, reason = "turns slots into values where a bit says that they are")]

use alloc::{string::String, vec::Vec};
use core::mem::{MaybeUninit, needs_drop};

use super::{CloneFill, Fill, NullableMut, NullableSlice, SlotSlice, SlotSliceMut};
use crate::column::{BitMut, BitSlice, CloneColumn, Column, Dict, DictSlice, Slice, Text, TextSlice};
use crate::words::RowIndex;

impl<'a, T> SlotSlice for &'a [MaybeUninit<T>] {
    type Value = &'a T;

    #[inline(always)]
    unsafe fn present(slot: &'a MaybeUninit<T>) -> &'a T {
        // SAFETY: the slot holds a value.
        unsafe { slot.assume_init_ref() }
    }
}

impl<'a, T> SlotSliceMut<'a> for &'a mut [MaybeUninit<T>] {
    type Cell = NullableMut<'a, T>;

    #[inline(always)]
    unsafe fn cell(slot: &'a mut MaybeUninit<T>, present: BitMut<'a>) -> NullableMut<'a, T> {
        // SAFETY: slot and bit are of one row.
        unsafe { NullableMut::new(slot, present) }
    }
}

// SAFETY: `MaybeUninit` holds what it is given, and drops nothing; `drop_slot` drops a `T`.
unsafe impl<T> Fill for Vec<T> {
    type Slots = Vec<MaybeUninit<T>>;
    type SlotSlice<'a>
        = &'a [MaybeUninit<T>]
    where
        T: 'a;
    type SlotSliceMut<'a>
        = &'a mut [MaybeUninit<T>]
    where
        T: 'a;
    type Cell<'a>
        = NullableMut<'a, T>
    where
        T: 'a;

    #[inline(always)]
    fn reborrow_slots<'s>(slots: &'s mut Self::SlotSliceMut<'_>) -> Self::SlotSliceMut<'s> {
        slots
    }

    #[inline(always)]
    fn share_slots<'s>(slots: &'s Self::SlotSliceMut<'_>) -> Self::SlotSlice<'s> {
        slots
    }

    #[inline(always)]
    fn hold(item: T) -> MaybeUninit<T> {
        MaybeUninit::new(item)
    }

    #[inline(always)]
    unsafe fn release(slot: MaybeUninit<T>) -> T {
        // SAFETY: the slot holds a value.
        unsafe { slot.assume_init() }
    }

    #[inline(always)]
    unsafe fn push_blank(slots: &mut Self::Slots, len: usize) {
        // SAFETY: the caller's promise.
        unsafe { Column::push(slots, len, MaybeUninit::zeroed()) };
    }

    unsafe fn insert_blank(slots: &mut Self::Slots, len: usize, index: usize) {
        // SAFETY: the caller's promise.
        unsafe { Column::insert(slots, len, index, MaybeUninit::zeroed()) };
    }

    unsafe fn replace_blank(slots: &mut Self::Slots, len: usize, index: usize) -> MaybeUninit<T> {
        // SAFETY: the caller's promise.
        unsafe { slots.replace(len, index, MaybeUninit::zeroed()) }
    }

    unsafe fn retain_slots(slots: &mut Self::Slots, len: usize, keep: &[bool], kept: usize) -> Self::Slots {
        let mut removed = Vec::new();
        if needs_drop::<T>() {
            removed.reserve_exact(len - kept);
            // SAFETY: rows 0..len are live.
            let cells = unsafe { Column::slice(slots, len) };
            for (slot, _) in cells.iter().zip(keep).filter(|(_, keep)| !**keep) {
                // SAFETY: any bytes are a `MaybeUninit`. The value, if there is one, moves: below the slot is overwritten,
                // or ends up beyond the rows that are kept.
                removed.push(unsafe { core::ptr::read(slot) });
            }
        }
        // SAFETY: the caller's promise.
        unsafe { Column::retain(slots, len, keep, kept) };
        removed
    }

    #[inline]
    unsafe fn drop_slot(slots: &mut Self::Slots, index: usize) {
        // SAFETY: the row is live and its slot holds a value, which nobody uses any more.
        unsafe { slots.as_mut_ptr().add(index).cast::<T>().drop_in_place() };
    }

    #[inline(always)]
    unsafe fn slots(slots: &Self::Slots, len: usize) -> &[MaybeUninit<T>] {
        // SAFETY: the caller's promise.
        unsafe { Column::slice(slots, len) }
    }

    #[inline(always)]
    unsafe fn slots_mut(slots: &mut Self::Slots, len: usize) -> &mut [MaybeUninit<T>] {
        // SAFETY: the caller's promise.
        unsafe { Column::slice_mut(slots, len) }
    }

    #[inline]
    fn peek_cell<'s>(cell: &'s NullableMut<'_, T>) -> Option<&'s T> {
        cell.get()
    }
}

/// A slot like another one: the value cloned, or blank.
///
/// # Safety
/// - if `present`, the slot holds a value.
#[inline(always)]
unsafe fn clone_slot<T: Clone>(slot: &MaybeUninit<T>, present: bool) -> MaybeUninit<T> {
    // SAFETY: the caller's promise.
    if present { MaybeUninit::new(unsafe { slot.assume_init_ref() }.clone()) } else { MaybeUninit::zeroed() }
}

// SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

unsafe impl<T: Clone> CloneFill for Vec<T> {
    unsafe fn extend_slots(slots: &mut Self::Slots, len: usize, source: NullableSlice<'_, &[MaybeUninit<T>]>) {
        let (cells, validity) = source.parts();
        let mut row = 0;
        for (word, count) in validity.words(0, cells.len()) {
            // Two loops, because without missing values the first is a copy of memory for most `T`.
            if word.count_ones() == count {
                for row in row..row + count as usize {
                    // SAFETY: the bit is set, and there is room.
                    unsafe { Column::push(slots, len + row, clone_slot(cells.get_unchecked(row), true)) };
                }
            } else {
                for bit in 0..count as usize {
                    let present = word >> bit & 1 == 1;
                    // SAFETY: the bit says whether there is a value, and there is room.
                    unsafe {
                        Column::push(slots, len + row + bit, clone_slot(cells.get_unchecked(row + bit), present))
                    };
                }
            }
            row += count as usize;
        }
    }

    unsafe fn extend_slots_within(slots: &mut Self::Slots, len: usize, start: usize, validity: BitSlice<'_>) {
        for (row, present) in validity.iter().enumerate() {
            // SAFETY: the bit says whether there is a value, and there is room.
            unsafe {
                let copy = clone_slot(&*slots.as_ptr().add(start + row), present);
                Column::push(slots, len + row, copy);
            }
        }
    }

    unsafe fn gather_slots(
        slots: &mut Self::Slots,
        len: usize,
        source: NullableSlice<'_, &[MaybeUninit<T>]>,
        rows: &[RowIndex],
    ) {
        let (cells, validity) = source.parts();
        for (index, &row) in rows.iter().enumerate() {
            // SAFETY: the row is below the source's length, its bit says whether there is a value, and there is room.
            unsafe {
                let present = validity.get_unchecked(row as usize);
                Column::push(slots, len + index, clone_slot(cells.get_unchecked(row as usize), present));
            }
        }
    }
}

/// Text and dictionary text: a slot is a text like any other, and a cell is read-only.
macro_rules! fill_text {
    ($column:ident, $slice:ident, $push_blank:expr, $insert_blank:expr, $replace_blank:expr) => {
        impl<'a> SlotSlice for $slice<'a> {
            type Value = &'a str;

            #[inline(always)]
            unsafe fn present(slot: &'a str) -> &'a str {
                slot
            }
        }

        impl<'a> SlotSliceMut<'a> for $slice<'a> {
            type Cell = Option<&'a str>;

            #[inline(always)]
            unsafe fn cell(slot: &'a str, present: BitMut<'a>) -> Option<&'a str> {
                present.get().then_some(slot)
            }
        }

        // SAFETY: a slot is a value; nothing needs drop.
        unsafe impl Fill for $column {
            type Slots = $column;
            type SlotSlice<'a> = $slice<'a>;
            type SlotSliceMut<'a> = $slice<'a>;
            type Cell<'a> = Option<&'a str>;

            #[inline(always)]
            fn reborrow_slots<'s>(slots: &'s mut Self::SlotSliceMut<'_>) -> Self::SlotSliceMut<'s> {
                *slots
            }

            #[inline(always)]
            fn share_slots<'s>(slots: &'s Self::SlotSliceMut<'_>) -> Self::SlotSlice<'s> {
                *slots
            }

            #[inline]
            fn hold(item: String) -> String {
                item
            }

            #[inline]
            unsafe fn release(slot: String) -> String {
                slot
            }

            #[inline]
            unsafe fn push_blank(slots: &mut $column, len: usize) {
                // SAFETY: the caller's promise.
                unsafe { $push_blank(slots, len) };
            }

            unsafe fn insert_blank(slots: &mut $column, len: usize, index: usize) {
                // SAFETY: the caller's promise.
                unsafe { $insert_blank(slots, len, index) };
            }

            unsafe fn replace_blank(slots: &mut $column, len: usize, index: usize) -> String {
                // SAFETY: the caller's promise.
                unsafe { $replace_blank(slots, len, index) }
            }

            #[inline(always)]
            unsafe fn slots(slots: &$column, len: usize) -> $slice<'_> {
                // SAFETY: the caller's promise.
                unsafe { Column::slice(slots, len) }
            }

            #[inline(always)]
            unsafe fn slots_mut(slots: &mut $column, len: usize) -> $slice<'_> {
                // SAFETY: the caller's promise.
                unsafe { Column::slice_mut(slots, len) }
            }

            #[inline]
            fn peek_cell<'s>(cell: &'s Option<&str>) -> Option<&'s str> {
                *cell
            }
        }

        // SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

        unsafe impl CloneFill for $column {
            unsafe fn extend_slots(slots: &mut $column, len: usize, source: NullableSlice<'_, $slice<'_>>) {
                // SAFETY: the caller's promise.
                unsafe { slots.extend_clone(len, source.parts().0) };
            }

            unsafe fn extend_slots_within(slots: &mut $column, len: usize, start: usize, validity: BitSlice<'_>) {
                // SAFETY: the caller's promise.
                unsafe { slots.extend_within(len, start, start + validity.len()) };
            }

            unsafe fn gather_slots(
                slots: &mut $column,
                len: usize,
                source: NullableSlice<'_, $slice<'_>>,
                rows: &[RowIndex],
            ) {
                // SAFETY: the caller's promise.
                unsafe { slots.gather(len, source.parts().0, rows) };
            }
        }
    };
}

fill_text!(
    Text,
    TextSlice,
    |slots: &mut Text, len| Column::push(slots, len, String::new()),
    |slots: &mut Text, len, index| Column::insert(slots, len, index, String::new()),
    |slots: &mut Text, len, index| Column::replace(slots, len, index, String::new())
);
fill_text!(Dict, DictSlice, Dict::push_blank, Dict::insert_blank, Dict::replace_blank);

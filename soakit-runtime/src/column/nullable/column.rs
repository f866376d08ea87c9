//! The column primitives of [`Nullable`]: every step is taken in the slots and in the bits.

#![allow(unsafe_code, reason = "forwards the unchecked primitives of slots and bits")]

use alloc::collections::TryReserveError;
use core::{cmp::Ordering, fmt, hash::Hash, hash::Hasher};

use super::{CloneFill, Fill, Nullable, NullableSlice, NullableSliceMut};
use crate::column::{
    BitSlice, Bits, CloneColumn, Column, DebugColumn, EqColumn, Growth, HashColumn, OrdColumn, Slice, TotalEqColumn,
    TotalOrdColumn,
};
use crate::words::RowIndex;

/// Drops the values of rows, and, should one of them panic, those of the remaining rows all the same.
struct DropRows<'s, C: Fill> {
    slots: &'s mut C::Slots,
    /// Of the rows from 0 on; those from `next` on are not dropped yet, and nobody else will drop them.
    validity: BitSlice<'s>,
    next: usize,
}

impl<C: Fill> DropRows<'_, C> {
    fn run(&mut self) {
        while self.next < self.validity.len() {
            let row = self.next;
            self.next += 1;
            // SAFETY: the row is below the number of bits.
            if unsafe { self.validity.get_unchecked(row) } {
                // SAFETY: its bit says that it holds a value; it will not be visited again.
                unsafe { C::drop_slot(self.slots, row) };
            }
        }
    }
}

impl<C: Fill> Drop for DropRows<'_, C> {
    fn drop(&mut self) {
        self.run();
    }
}

impl<C: Fill> Nullable<C> {
    /// Notes that the column owns the values of rows `0..len`, where that matters.
    ///
    /// # Safety
    /// - rows `0..len` are live.
    #[inline(always)]
    unsafe fn own(&mut self, len: usize) {
        if C::NEEDS_DROP {
            self.len = len;
        }
    }

    /// Drops the values of rows `start..end`.
    ///
    /// # Safety
    /// - they are live, and the column does not own them any more.
    unsafe fn drop_rows(&mut self, start: usize, end: usize) {
        // SAFETY: the rows are live.
        let validity = unsafe { self.validity.slice(end) };
        DropRows::<C> { slots: &mut self.slots, validity, next: start }.run();
    }

    /// Puts a slot and its bit together.
    ///
    /// # Safety
    /// - both were of one row, which no longer is live.
    #[inline(always)]
    unsafe fn release(slot: <C::Slots as Column>::Item, present: bool) -> Option<C::Item> {
        // SAFETY: the bit says that the slot holds a value.
        if present { Some(unsafe { C::release(slot) }) } else { None }
    }
}

impl<C: Fill> Drop for Nullable<C> {
    fn drop(&mut self) {
        if C::NEEDS_DROP {
            let len = core::mem::take(&mut self.len);
            // SAFETY: invariant 3: these rows are live, and the column has just given them up.
            unsafe { self.drop_rows(0, len) };
        }
    }
}

// SAFETY: (the trait and every block below, unless it says more) slots and bits get the caller's promise unchanged, and
// both keep theirs. Where values need drop the slots are those of a `Vec`: nothing between the first change and the last
// can panic but allocation, before which `own` has given up all rows that move. Where they need none, the slots may panic
// before the bits have changed; then rows below `len` are as before in both, and nothing has to be owned.
unsafe impl<C: Fill> Column for Nullable<C> {
    type Item = Option<C::Item>;
    type Ref<'a>
        = Option<C::Ref<'a>>
    where
        Self: 'a;
    type Mut<'a>
        = C::Cell<'a>
    where
        Self: 'a;
    type Slice<'a>
        = NullableSlice<'a, C::SlotSlice<'a>>
    where
        Self: 'a;
    type SliceMut<'a>
        = NullableSliceMut<'a, C::SlotSliceMut<'a>>
    where
        Self: 'a;

    const LEAVES: usize = 1;
    const NEEDS_DROP: bool = C::NEEDS_DROP;

    #[inline]
    fn capacity(&self) -> usize {
        self.slots.capacity().min(self.validity.capacity())
    }

    fn heap_bytes(&self, leaf: usize) -> usize {
        self.slots.heap_bytes(leaf) + self.validity.heap_bytes(leaf)
    }

    unsafe fn try_reserve(&mut self, len: usize, additional: usize, growth: Growth) -> Result<(), TryReserveError> {
        // SAFETY: see the impl. Leftovers of a panic beyond `len` are given up first: growing need not keep them.
        unsafe {
            self.own(len);
            self.slots.try_reserve(len, additional, growth)?;
            self.validity.try_reserve(len, additional, growth)
        }
    }

    unsafe fn shrink_to(&mut self, len: usize, capacity: usize) {
        // SAFETY: see the impl. Leftovers of a panic beyond `len` are given up first: their memory goes.
        unsafe {
            self.own(len);
            self.slots.shrink_to(len, capacity);
            self.validity.shrink_to(len, capacity);
        }
    }

    #[inline]
    unsafe fn settle(&mut self, len: usize) {
        // SAFETY: see the impl.
        unsafe {
            self.slots.settle(len);
            self.validity.settle(len);
        }
        self.len = len;
    }

    fn settled_len(&self) -> usize {
        self.validity.settled_len()
    }

    fn settled_mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        self.validity.settled_mismatch(rows)
    }

    #[inline(always)]
    unsafe fn push(&mut self, len: usize, item: Option<C::Item>) {
        let present = item.is_some();
        // SAFETY: see the impl; the row is live when both are written.
        unsafe {
            match item {
                Some(value) => self.slots.push(len, C::hold(value)),
                None => C::push_blank(&mut self.slots, len),
            }
            Column::push(&mut self.validity, len, present);
            self.own(len + 1);
        }
    }

    #[inline]
    unsafe fn take(&mut self, index: usize) -> Option<C::Item> {
        // SAFETY: see the impl.
        unsafe { Self::release(self.slots.take(index), self.validity.take(index)) }
    }

    #[inline]
    unsafe fn pop(&mut self, len: usize) -> Option<C::Item> {
        // SAFETY: see the impl.
        unsafe {
            self.own(len - 1);
            Self::release(self.slots.pop(len), self.validity.pop(len))
        }
    }

    #[inline]
    unsafe fn swap_remove(&mut self, len: usize, index: usize) -> Option<C::Item> {
        // SAFETY: see the impl.
        unsafe {
            let item = Self::release(self.slots.swap_remove(len, index), self.validity.swap_remove(len, index));
            self.own(len - 1);
            item
        }
    }

    unsafe fn remove(&mut self, len: usize, index: usize) -> Option<C::Item> {
        // SAFETY: see the impl.
        unsafe {
            let item = Self::release(self.slots.remove(len, index), self.validity.remove(len, index));
            self.own(len - 1);
            item
        }
    }

    unsafe fn insert(&mut self, len: usize, index: usize, item: Option<C::Item>) {
        let present = item.is_some();
        // SAFETY: see the impl.
        unsafe {
            match item {
                Some(value) => self.slots.insert(len, index, C::hold(value)),
                None => C::insert_blank(&mut self.slots, len, index),
            }
            self.validity.insert(len, index, present);
            self.own(len + 1);
        }
    }

    unsafe fn replace(&mut self, len: usize, index: usize, item: Option<C::Item>) -> Option<C::Item> {
        let present = item.is_some();
        // SAFETY: see the impl.
        unsafe {
            let slot = match item {
                Some(value) => self.slots.replace(len, index, C::hold(value)),
                None => C::replace_blank(&mut self.slots, len, index),
            };
            Self::release(slot, self.validity.replace(len, index, present))
        }
    }

    #[inline]
    unsafe fn swap(&mut self, len: usize, a: usize, b: usize) {
        // SAFETY: see the impl.
        unsafe {
            self.slots.swap(len, a, b);
            self.validity.swap(len, a, b);
        }
    }

    unsafe fn truncate(&mut self, len: usize, new_len: usize) {
        // SAFETY: see the impl. The rows to drop are given up before the first of them can panic.
        unsafe {
            self.slots.truncate(len, new_len);
            self.own(new_len);
            if C::NEEDS_DROP {
                self.drop_rows(new_len, len);
            }
        }
    }

    unsafe fn append(&mut self, len: usize, other: &mut Self, other_len: usize) {
        // SAFETY: see the impl.
        unsafe {
            other.own(0);
            self.slots.append(len, &mut other.slots, other_len);
            self.validity.append(len, &mut other.validity, other_len);
            self.own(len + other_len);
        }
    }

    unsafe fn take_range(&mut self, len: usize, start: usize, end: usize) -> Self {
        // SAFETY: see the impl.
        unsafe {
            self.own(start);
            let slots = self.slots.take_range(len, start, end);
            let validity = self.validity.take_range(len, start, end);
            self.own(len - (end - start));
            Self::from_slots(slots, validity)
        }
    }

    unsafe fn retain(&mut self, len: usize, keep: &[bool], kept: usize) -> Self {
        // SAFETY: see the impl.
        unsafe {
            self.own(0);
            // The bits of the rows that go, in order, as `retain_slots` returns their slots.
            let removed: Bits = if C::NEEDS_DROP {
                self.validity.slice(len).iter().zip(keep).filter(|(_, keep)| !**keep).map(|(bit, _)| bit).collect()
            } else {
                Bits::new()
            };
            let slots = C::retain_slots(&mut self.slots, len, keep, kept);
            self.validity.retain(len, keep, kept);
            self.own(kept);
            if C::NEEDS_DROP { Self::from_slots(slots, removed) } else { Self::default() }
        }
    }

    unsafe fn permute(&mut self, len: usize, order: &[RowIndex]) {
        // SAFETY: see the impl.
        unsafe {
            self.own(0);
            self.slots.permute(len, order);
            self.validity.permute(len, order);
            self.own(len);
        }
    }

    unsafe fn reverse(&mut self, len: usize, start: usize, end: usize) {
        // SAFETY: see the impl.
        unsafe {
            self.slots.reverse(len, start, end);
            self.validity.reverse(len, start, end);
        }
    }

    #[inline]
    fn lend(item: &Option<C::Item>) -> Option<C::Ref<'_>> {
        item.as_ref().map(C::lend)
    }

    #[inline]
    fn peek<'s>(cell: &'s Self::Mut<'_>) -> Option<C::Ref<'s>> {
        C::peek_cell(cell)
    }

    #[inline(always)]
    fn shorter<'s, 'a: 's>(cell: Self::Ref<'a>) -> Self::Ref<'s>
    where
        Self: 'a,
    {
        cell.map(C::shorter)
    }

    #[inline(always)]
    fn reborrow<'s>(slice: &'s mut Self::SliceMut<'_>) -> Self::SliceMut<'s> {
        let (slots, validity) = slice.halves_mut();
        // SAFETY: slots and bits of one slice, for a shorter time.
        unsafe { NullableSliceMut::new(C::reborrow_slots(slots), validity) }
    }

    #[inline(always)]
    fn share<'s>(slice: &'s Self::SliceMut<'_>) -> Self::Slice<'s> {
        let (slots, validity) = slice.halves();
        // SAFETY: slots and bits of one slice, for a shorter time.
        unsafe { NullableSlice::new(C::share_slots(slots), validity) }
    }

    #[inline(always)]
    unsafe fn slice(&self, len: usize) -> Self::Slice<'_> {
        // SAFETY: see the impl; invariants 1 and 2.
        unsafe { NullableSlice::new(C::slots(&self.slots, len), self.validity.slice(len)) }
    }

    #[inline(always)]
    unsafe fn slice_mut(&mut self, len: usize) -> Self::SliceMut<'_> {
        // SAFETY: see the impl; invariants 1 and 2.
        unsafe { NullableSliceMut::new(C::slots_mut(&mut self.slots, len), self.validity.slice_mut(len)) }
    }
}

// SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

unsafe impl<C: CloneFill> CloneColumn for Nullable<C> {
    fn clone_cell(cell: Option<C::Ref<'_>>) -> Option<C::Item> {
        cell.map(C::clone_cell)
    }

    unsafe fn extend_clone(&mut self, len: usize, source: Self::Slice<'_>) {
        // SAFETY: see the `Column` impl. If a `Clone` panics, the column owns the clones made so far, or none needs drop.
        unsafe {
            if C::NEEDS_DROP {
                for (row, cell) in source.iter().enumerate() {
                    Column::push(self, len + row, Self::clone_cell(cell));
                }
            } else {
                C::extend_slots(&mut self.slots, len, source);
                self.validity.extend_clone(len, source.validity());
            }
        }
    }

    unsafe fn extend_within(&mut self, len: usize, start: usize, end: usize) {
        // SAFETY: as in `extend_clone`.
        unsafe {
            if C::NEEDS_DROP {
                for row in 0..end - start {
                    let cell = Self::clone_cell(self.slice(len).get_unchecked(start + row));
                    Column::push(self, len + row, cell);
                }
            } else {
                let validity = self.validity.slice(len).slice_unchecked(start, end);
                C::extend_slots_within(&mut self.slots, len, start, validity);
                self.validity.extend_within(len, start, end);
            }
        }
    }

    unsafe fn gather(&mut self, len: usize, source: Self::Slice<'_>, rows: &[RowIndex]) {
        // SAFETY: as in `extend_clone`; each of `rows` is below the source's length.
        unsafe {
            if C::NEEDS_DROP {
                for (index, &row) in rows.iter().enumerate() {
                    Column::push(self, len + index, Self::clone_cell(source.get_unchecked(row as usize)));
                }
            } else {
                C::gather_slots(&mut self.slots, len, source, rows);
                self.validity.gather(len, source.validity(), rows);
            }
        }
    }
}

impl<C: Fill + DebugColumn> DebugColumn for Nullable<C> {
    fn fmt_cell(cell: Option<C::Ref<'_>>, leaf: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match cell {
            Some(value) => f.debug_tuple("Some").field(&fmt::from_fn(|f| C::fmt_cell(value, leaf, f))).finish(),
            None => f.write_str("None"),
        }
    }
}

impl<C: Fill + EqColumn> EqColumn for Nullable<C> {
    #[inline]
    fn eq_cell(a: Option<C::Ref<'_>>, b: Option<C::Ref<'_>>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => C::eq_cell(a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

impl<C: Fill + OrdColumn> OrdColumn for Nullable<C> {
    #[inline]
    fn partial_cmp_cell(a: Option<C::Ref<'_>>, b: Option<C::Ref<'_>>) -> Option<Ordering> {
        match (a, b) {
            (Some(a), Some(b)) => C::partial_cmp_cell(a, b),
            (a, b) => Some(a.is_some().cmp(&b.is_some())),
        }
    }
}

impl<C: Fill + TotalEqColumn> TotalEqColumn for Nullable<C> {}

impl<C: Fill + TotalOrdColumn> TotalOrdColumn for Nullable<C> {
    #[inline]
    fn cmp_cell(a: Option<C::Ref<'_>>, b: Option<C::Ref<'_>>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) => C::cmp_cell(a, b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        }
    }
}

impl<C: Fill + HashColumn> HashColumn for Nullable<C> {
    #[inline]
    fn hash_cell<H: Hasher>(cell: Option<C::Ref<'_>>, state: &mut H) {
        // The field's own `Hash` feeds the variant first, and then the value.
        cell.map(|_| ()).hash(state);
        if let Some(value) = cell {
            C::hash_cell(value, state);
        }
    }
}

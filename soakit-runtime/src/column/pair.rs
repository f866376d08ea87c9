//! Two columns side by side are a column: the one place where an operation meets a tree.

#![allow(unsafe_code, reason = "forwards the unchecked primitives of the two halves")]

use alloc::collections::TryReserveError;
use core::{cmp::Ordering, fmt, hash::Hasher};

use super::{
    CloneColumn, Column, DebugColumn, EqColumn, Growth, HashColumn, OrdColumn, Slice, SliceMut, TotalEqColumn,
    TotalOrdColumn,
};
use crate::words::RowIndex;

/// Turns a leaf number of the second half into one of the whole.
#[inline(always)]
fn behind<A: Column>((leaf, rows): (usize, usize)) -> (usize, usize) {
    (A::LEAVES + leaf, rows)
}

// SAFETY: for the trait and every block below: both halves get the caller's promise unchanged, and both keep theirs; a pair
// holds no memory of its own. If the second half panics, the first has more rows than `len` says, or other rows beyond it,
// which rule 2 allows.
unsafe impl<A: Column, B: Column> Column for (A, B) {
    type Item = (A::Item, B::Item);
    type Ref<'a>
        = (A::Ref<'a>, B::Ref<'a>)
    where
        Self: 'a;
    type Mut<'a>
        = (A::Mut<'a>, B::Mut<'a>)
    where
        Self: 'a;
    type Slice<'a>
        = (A::Slice<'a>, B::Slice<'a>)
    where
        Self: 'a;
    type SliceMut<'a>
        = (A::SliceMut<'a>, B::SliceMut<'a>)
    where
        Self: 'a;

    const LEAVES: usize = A::LEAVES + B::LEAVES;
    const NEEDS_DROP: bool = A::NEEDS_DROP || B::NEEDS_DROP;

    #[inline]
    fn capacity(&self) -> usize {
        self.0.capacity().min(self.1.capacity())
    }

    fn heap_bytes(&self, leaf: usize) -> usize {
        if leaf < A::LEAVES { self.0.heap_bytes(leaf) } else { self.1.heap_bytes(leaf - A::LEAVES) }
    }

    unsafe fn try_reserve(&mut self, len: usize, additional: usize, growth: Growth) -> Result<(), TryReserveError> {
        // SAFETY: see the impl.
        unsafe {
            self.0.try_reserve(len, additional, growth)?;
            self.1.try_reserve(len, additional, growth)
        }
    }

    unsafe fn shrink_to(&mut self, len: usize, capacity: usize) {
        // SAFETY: see the impl.
        unsafe {
            self.0.shrink_to(len, capacity);
            self.1.shrink_to(len, capacity);
        }
    }

    #[inline]
    unsafe fn settle(&mut self, len: usize) {
        // SAFETY: see the impl.
        unsafe {
            self.0.settle(len);
            self.1.settle(len);
        }
    }

    fn settled_len(&self) -> usize {
        self.0.settled_len()
    }

    fn settled_mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        self.0.settled_mismatch(rows).or_else(|| self.1.settled_mismatch(rows).map(behind::<A>))
    }

    #[inline(always)]
    unsafe fn push(&mut self, len: usize, (a, b): Self::Item) {
        // SAFETY: see the impl.
        unsafe {
            self.0.push(len, a);
            self.1.push(len, b);
        }
    }

    #[inline(always)]
    unsafe fn take(&mut self, index: usize) -> Self::Item {
        // SAFETY: see the impl.
        unsafe { (self.0.take(index), self.1.take(index)) }
    }

    #[inline(always)]
    unsafe fn pop(&mut self, len: usize) -> Self::Item {
        // SAFETY: see the impl.
        unsafe { (self.0.pop(len), self.1.pop(len)) }
    }

    #[inline(always)]
    unsafe fn swap_remove(&mut self, len: usize, index: usize) -> Self::Item {
        // SAFETY: see the impl.
        unsafe { (self.0.swap_remove(len, index), self.1.swap_remove(len, index)) }
    }

    #[inline]
    unsafe fn remove(&mut self, len: usize, index: usize) -> Self::Item {
        // SAFETY: see the impl.
        unsafe { (self.0.remove(len, index), self.1.remove(len, index)) }
    }

    #[inline]
    unsafe fn insert(&mut self, len: usize, index: usize, (a, b): Self::Item) {
        // SAFETY: see the impl.
        unsafe {
            self.0.insert(len, index, a);
            self.1.insert(len, index, b);
        }
    }

    #[inline]
    unsafe fn replace(&mut self, len: usize, index: usize, (a, b): Self::Item) -> Self::Item {
        // SAFETY: see the impl.
        unsafe { (self.0.replace(len, index, a), self.1.replace(len, index, b)) }
    }

    #[inline]
    unsafe fn swap(&mut self, len: usize, a: usize, b: usize) {
        // SAFETY: see the impl.
        unsafe {
            self.0.swap(len, a, b);
            self.1.swap(len, a, b);
        }
    }

    #[inline]
    unsafe fn truncate(&mut self, len: usize, new_len: usize) {
        // SAFETY: see the impl. If the first half's drop panics, the second keeps owning live cells.
        unsafe {
            self.0.truncate(len, new_len);
            self.1.truncate(len, new_len);
        }
    }

    unsafe fn append(&mut self, len: usize, other: &mut Self, other_len: usize) {
        // SAFETY: see the impl.
        unsafe {
            self.0.append(len, &mut other.0, other_len);
            self.1.append(len, &mut other.1, other_len);
        }
    }

    unsafe fn take_range(&mut self, len: usize, start: usize, end: usize) -> Self {
        // SAFETY: see the impl.
        unsafe { (self.0.take_range(len, start, end), self.1.take_range(len, start, end)) }
    }

    unsafe fn retain(&mut self, len: usize, keep: &[bool], kept: usize) -> Self {
        // SAFETY: see the impl.
        unsafe { (self.0.retain(len, keep, kept), self.1.retain(len, keep, kept)) }
    }

    unsafe fn permute(&mut self, len: usize, order: &[RowIndex]) {
        // SAFETY: see the impl.
        unsafe {
            self.0.permute(len, order);
            self.1.permute(len, order);
        }
    }

    unsafe fn reverse(&mut self, len: usize, start: usize, end: usize) {
        // SAFETY: see the impl.
        unsafe {
            self.0.reverse(len, start, end);
            self.1.reverse(len, start, end);
        }
    }

    #[inline]
    fn lend((a, b): &Self::Item) -> Self::Ref<'_> {
        (A::lend(a), B::lend(b))
    }

    #[inline]
    fn peek<'s>((a, b): &'s Self::Mut<'_>) -> Self::Ref<'s> {
        (A::peek(a), B::peek(b))
    }

    #[inline(always)]
    fn shorter<'s, 'a: 's>(cell: Self::Ref<'a>) -> Self::Ref<'s>
    where
        Self: 'a,
    {
        (A::shorter(cell.0), B::shorter(cell.1))
    }

    #[inline(always)]
    fn reborrow<'s>(slice: &'s mut Self::SliceMut<'_>) -> Self::SliceMut<'s> {
        (A::reborrow(&mut slice.0), B::reborrow(&mut slice.1))
    }

    #[inline(always)]
    fn share<'s>(slice: &'s Self::SliceMut<'_>) -> Self::Slice<'s> {
        (A::share(&slice.0), B::share(&slice.1))
    }

    #[inline(always)]
    unsafe fn slice(&self, len: usize) -> Self::Slice<'_> {
        // SAFETY: see the impl.
        unsafe { (self.0.slice(len), self.1.slice(len)) }
    }

    #[inline(always)]
    unsafe fn slice_mut(&mut self, len: usize) -> Self::SliceMut<'_> {
        // SAFETY: see the impl.
        unsafe { (self.0.slice_mut(len), self.1.slice_mut(len)) }
    }
}

// SAFETY: both halves keep their promise.
unsafe impl<A: Slice, B: Slice> Slice for (A, B) {
    type Ref = (A::Ref, B::Ref);

    const LEAVES: usize = A::LEAVES + B::LEAVES;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        match self.0.mismatch(rows) {
            None => self.1.mismatch(rows).map(|(leaf, rows)| (A::LEAVES + leaf, rows)),
            found => found,
        }
    }

    #[inline(always)]
    unsafe fn get_unchecked(&self, index: usize) -> Self::Ref {
        // SAFETY: the index is below the length of every leaf.
        unsafe { (self.0.get_unchecked(index), self.1.get_unchecked(index)) }
    }

    #[inline(always)]
    unsafe fn slice_unchecked(&self, start: usize, end: usize) -> Self {
        // SAFETY: the range is inside every leaf.
        unsafe { (self.0.slice_unchecked(start, end), self.1.slice_unchecked(start, end)) }
    }
}

// SAFETY: both halves keep their promise.
unsafe impl<A: SliceMut, B: SliceMut> SliceMut for (A, B) {
    type Mut = (A::Mut, B::Mut);
    type Raw = (A::Raw, B::Raw);

    const LEAVES: usize = A::LEAVES + B::LEAVES;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        match self.0.mismatch(rows) {
            None => self.1.mismatch(rows).map(|(leaf, rows)| (A::LEAVES + leaf, rows)),
            found => found,
        }
    }

    #[inline(always)]
    fn into_raw(self) -> Self::Raw {
        (self.0.into_raw(), self.1.into_raw())
    }

    #[inline(always)]
    unsafe fn raw_get(raw: Self::Raw, index: usize) -> Self::Mut {
        // SAFETY: the caller's promise holds for both halves.
        unsafe { (A::raw_get(raw.0, index), B::raw_get(raw.1, index)) }
    }

    #[inline(always)]
    unsafe fn raw_slice(raw: Self::Raw, start: usize, end: usize) -> Self {
        // SAFETY: the caller's promise holds for both halves.
        unsafe { (A::raw_slice(raw.0, start, end), B::raw_slice(raw.1, start, end)) }
    }
}

// SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

unsafe impl<A: CloneColumn, B: CloneColumn> CloneColumn for (A, B) {
    #[inline]
    fn clone_cell((a, b): Self::Ref<'_>) -> Self::Item {
        (A::clone_cell(a), B::clone_cell(b))
    }

    unsafe fn extend_clone(&mut self, len: usize, (a, b): Self::Slice<'_>) {
        // SAFETY: the caller's promise holds for both halves.
        unsafe {
            self.0.extend_clone(len, a);
            self.1.extend_clone(len, b);
        }
    }

    unsafe fn extend_within(&mut self, len: usize, start: usize, end: usize) {
        // SAFETY: the caller's promise holds for both halves.
        unsafe {
            self.0.extend_within(len, start, end);
            self.1.extend_within(len, start, end);
        }
    }

    unsafe fn gather(&mut self, len: usize, (a, b): Self::Slice<'_>, rows: &[RowIndex]) {
        // SAFETY: the caller's promise holds for both halves.
        unsafe {
            self.0.gather(len, a, rows);
            self.1.gather(len, b, rows);
        }
    }
}

impl<A: DebugColumn, B: DebugColumn> DebugColumn for (A, B) {
    fn fmt_cell((a, b): Self::Ref<'_>, leaf: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if leaf < A::LEAVES { A::fmt_cell(a, leaf, f) } else { B::fmt_cell(b, leaf - A::LEAVES, f) }
    }
}

impl<A: EqColumn, B: EqColumn> EqColumn for (A, B) {
    #[inline]
    fn eq_cell(a: Self::Ref<'_>, b: Self::Ref<'_>) -> bool {
        A::eq_cell(a.0, b.0) && B::eq_cell(a.1, b.1)
    }
}

impl<A: OrdColumn, B: OrdColumn> OrdColumn for (A, B) {
    #[inline]
    fn partial_cmp_cell(a: Self::Ref<'_>, b: Self::Ref<'_>) -> Option<Ordering> {
        match A::partial_cmp_cell(a.0, b.0) {
            Some(Ordering::Equal) => B::partial_cmp_cell(a.1, b.1),
            decided => decided,
        }
    }
}

impl<A: TotalEqColumn, B: TotalEqColumn> TotalEqColumn for (A, B) {}

impl<A: TotalOrdColumn, B: TotalOrdColumn> TotalOrdColumn for (A, B) {
    #[inline]
    fn cmp_cell(a: Self::Ref<'_>, b: Self::Ref<'_>) -> Ordering {
        A::cmp_cell(a.0, b.0).then_with(|| B::cmp_cell(a.1, b.1))
    }
}

impl<A: HashColumn, B: HashColumn> HashColumn for (A, B) {
    #[inline]
    fn hash_cell<H: Hasher>((a, b): Self::Ref<'_>, state: &mut H) {
        A::hash_cell(a, state);
        B::hash_cell(b, state);
    }
}

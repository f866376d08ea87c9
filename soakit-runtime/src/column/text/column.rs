//! The column primitives of [`Text`]. Offsets and bytes move by safe code here, for what costs is the moving, except where
//! one row comes or goes at the end: there a check more is a part of the whole.

#![allow(unsafe_code, reason = "implements the unsafe column trait; reads and writes rows beyond the vectors' lengths")]

use alloc::{collections::TryReserveError, string::String};
use core::{cmp::Ordering, fmt, hash::Hash, hash::Hasher};

use super::{Text, TextSlice, bytes};
use crate::column::{
    CloneColumn, Column, DebugColumn, EqColumn, Growth, HashColumn, OrdColumn, Slice, TotalEqColumn, TotalOrdColumn,
};
use crate::words::RowIndex;

/// Bytes that one instruction moves; few words are longer.
const CHUNK: usize = 16;

impl Text {
    /// Where the bytes of a row are.
    #[inline]
    fn place(&self, row: usize) -> core::ops::Range<usize> {
        let end = match &self.loose {
            None => self.starts[row + 1],
            Some(loose) => loose.ends[row],
        };
        self.starts[row] as usize..end as usize
    }

    /// A copy of a row's text.
    ///
    /// # Safety
    /// - the row is live, or was when `settle` cut it off, and nothing but this has been called since.
    #[inline]
    unsafe fn copy(&self, row: usize) -> String {
        // SAFETY: cutting off changes nothing but the vectors' lengths: entries and bytes are still there, inside the
        // allocations, and unchanged.
        let (start, end) = unsafe {
            let starts = self.starts.as_ptr();
            let end = match &self.loose {
                None => starts.add(row + 1),
                Some(loose) => loose.ends.as_ptr().add(row),
            };
            (starts.add(row).read() as usize, end.read() as usize)
        };
        // SAFETY: as above; the cell's bytes are initialised.
        let cell = unsafe { core::slice::from_raw_parts(self.bytes.as_ptr().add(start), end - start) };
        // SAFETY: invariant 3.
        unsafe { String::from_utf8_unchecked(bytes::owned(cell)) }
    }

    /// Writes row `len` of a loose column, or of one with leftovers of a panic.
    #[inline(never)]
    fn push_slowly(&mut self, len: usize, cell: &str) {
        self.cut(len);
        self.push_cell(cell);
    }

    /// Writes over a row, which may loosen the column.
    fn write(&mut self, row: usize, cell: &str) {
        let place = self.place(row);
        if cell.len() != place.len() {
            if self.loose.is_none() && row + 1 == self.len() {
                // The last row of a packed column ends where the bytes end.
                self.bytes.reserve(cell.len());
                self.cut(row);
                return self.push_cell(cell);
            }
            self.loosen();
        }
        let Some(loose) = &mut self.loose else { return self.bytes[place].copy_from_slice(cell.as_bytes()) };
        if cell.len() <= place.len() {
            let end = place.start + cell.len();
            self.bytes[place.start..end].copy_from_slice(cell.as_bytes());
            loose.garbage += place.end - end;
            loose.ends[row] = end as i64;
        } else {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(cell.as_bytes());
            loose.garbage += place.len();
            (self.starts[row], loose.ends[row]) = (start as i64, self.bytes.len() as i64);
        }
        self.pack_if_due();
    }

    /// Removes rows; later ones move down.
    fn erase(&mut self, start: usize, end: usize) {
        match &mut self.loose {
            None if start < end => {
                let bytes = self.starts[start] as usize..self.starts[end] as usize;
                let lost = bytes.len() as i64;
                self.bytes.drain(bytes);
                self.starts.drain(start + 1..=end);
                self.starts[start + 1..].iter_mut().for_each(|offset| *offset -= lost);
            }
            None => {}
            Some(loose) => {
                let rows = self.starts.drain(start..end).zip(loose.ends.drain(start..end));
                loose.garbage += rows.map(|(start, end)| end - start).sum::<i64>() as usize;
                self.pack_if_due();
            }
        }
    }
}

// SAFETY: invariants 1 to 3 of `Text` hold before and after each method, and between any two statements that may panic
// (only allocation may, and it comes first). So cells are live as far as the text's own length, which is at least `len`:
// each method first cuts off what is beyond, and then adds or removes as many rows as it says. Nothing needs drop.
unsafe impl Column for Text {
    type Item = String;
    type Ref<'a> = &'a str;
    type Mut<'a> = &'a str;
    type Slice<'a> = TextSlice<'a>;
    type SliceMut<'a> = TextSlice<'a>;

    const LEAVES: usize = 1;
    const NEEDS_DROP: bool = false;

    #[inline]
    fn capacity(&self) -> usize {
        // Packed or loose alike: loosening and packing must not change what the store was told.
        self.starts.capacity().saturating_sub(1)
    }

    fn heap_bytes(&self, _leaf: usize) -> usize {
        let ends = self.loose.as_ref().map_or(0, |loose| loose.ends.heap_bytes(0));
        self.starts.heap_bytes(0) + self.bytes.heap_bytes(0) + ends
    }

    unsafe fn try_reserve(&mut self, len: usize, additional: usize, growth: Growth) -> Result<(), TryReserveError> {
        self.cut(len);
        let needed = len.saturating_add(additional);
        // Rows double, not entries. Doubled entries are room for 33 rows where every other column has room for 32: a store
        // of several columns would come back for each row more, to grow some columns now and the others one row later.
        let rows = match growth {
            Growth::Amortized if needed > self.capacity() => needed.max(2 * self.capacity()),
            Growth::Amortized | Growth::Exact => needed,
        };
        self.starts.try_reserve_exact(rows.saturating_add(1) - self.starts.len())?;
        if let Some(loose) = &mut self.loose {
            // An error here leaves `starts` with room that `ends` lacks: made good by packing, which needs no `ends`.
            if let Err(error) = loose.ends.try_reserve_exact(self.starts.capacity() - len) {
                self.pack();
                return Err(error);
            }
        } else if self.starts.is_empty() {
            self.starts.push(self.bytes.len() as i64);
        }
        Ok(())
    }

    unsafe fn shrink_to(&mut self, len: usize, capacity: usize) {
        self.cut(len);
        self.pack();
        self.starts.shrink_to(capacity.saturating_add(1));
        self.bytes.shrink_to_fit();
    }

    unsafe fn settle(&mut self, len: usize) {
        self.cut(len);
        // Without rows a loose column stays loose, so that those cut off can still be taken.
        if len > 0 {
            self.pack();
        }
    }

    fn settled_len(&self) -> usize {
        self.len()
    }

    fn settled_mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (self.len() != rows).then_some((0, self.len()))
    }

    #[inline(always)]
    unsafe fn push(&mut self, len: usize, item: String) {
        debug_assert!(len < self.capacity());
        if self.loose.is_some() || self.starts.len() != len + 1 {
            return self.push_slowly(len, &item);
        }
        bytes::append(&mut self.bytes, item.as_bytes());
        let end = self.bytes.len() as i64;
        // SAFETY: `starts` has `len + 1` entries, and len < capacity, which is one less than its own.
        unsafe { self.starts.as_mut_ptr().add(len + 1).write(end) };
        // SAFETY: just written.
        unsafe { self.starts.set_len(len + 2) };
    }

    unsafe fn take(&mut self, index: usize) -> String {
        // SAFETY: the row was live before its entries were cut off by `settle`.
        unsafe { self.copy(index) }
    }

    #[inline]
    unsafe fn pop(&mut self, len: usize) -> String {
        // SAFETY: the row is live.
        let item = unsafe { self.copy(len - 1) };
        if self.loose.is_none() {
            // What `cut` does, without its questions. The row is live, so there is an entry for its start.
            // SAFETY: `starts` has at least `len + 1` entries.
            let start = unsafe { *self.starts.get_unchecked(len - 1) };
            self.starts.truncate(len);
            self.bytes.truncate(start as usize);
        } else {
            self.cut(len - 1);
        }
        item
    }

    unsafe fn swap_remove(&mut self, len: usize, index: usize) -> String {
        self.cut(len);
        // SAFETY: the row is live.
        let item = unsafe { self.copy(index) };
        let last = len - 1;
        if index == last {
            self.cut(last);
            return item;
        }
        if self.loose.is_none() {
            let (hole, moved) = (self.place(index), self.place(last));
            if hole.len() == moved.len() {
                self.bytes.copy_within(moved, hole.start);
                self.cut(last);
                return item;
            }
        }
        let loose = self.loosen();
        loose.ends.swap_remove(index);
        loose.garbage += item.len();
        self.starts.swap_remove(index);
        self.pack_if_due();
        item
    }

    unsafe fn remove(&mut self, len: usize, index: usize) -> String {
        self.cut(len);
        // SAFETY: the row is live.
        let item = unsafe { self.copy(index) };
        self.erase(index, index + 1);
        item
    }

    unsafe fn insert(&mut self, len: usize, index: usize, item: String) {
        debug_assert!(index <= len && len < self.capacity());
        self.cut(len);
        self.push_cell(&item);
        let length = item.len();
        match &mut self.loose {
            Some(loose) => {
                self.starts[index..].rotate_right(1);
                loose.ends[index..].rotate_right(1);
            }
            None => {
                let start = self.starts[index] as usize;
                self.bytes[start..].rotate_right(length);
                // Every later offset moves by one entry and by the length; the last one is right already.
                self.starts.copy_within(index..len, index + 1);
                self.starts[index + 1..=len].iter_mut().for_each(|offset| *offset += length as i64);
            }
        }
    }

    unsafe fn replace(&mut self, len: usize, index: usize, item: String) -> String {
        self.cut(len);
        // SAFETY: the row is live.
        let replaced = unsafe { self.copy(index) };
        self.write(index, &item);
        replaced
    }

    unsafe fn swap(&mut self, len: usize, a: usize, b: usize) {
        self.cut(len);
        let (low, high) = (self.place(a.min(b)), self.place(a.max(b)));
        if self.loose.is_none() && low.len() == high.len() {
            if a != b {
                let (before, from) = self.bytes.split_at_mut(high.start);
                before[low].swap_with_slice(&mut from[..high.len()]);
            }
            return;
        }
        self.loosen().ends.as_mut_slice().swap(a, b);
        self.starts.as_mut_slice().swap(a, b);
    }

    unsafe fn truncate(&mut self, _len: usize, new_len: usize) {
        self.cut(new_len);
    }

    unsafe fn append(&mut self, len: usize, other: &mut Self, other_len: usize) {
        self.cut(len);
        self.push_cells(TextSlice::of(other, other_len));
        other.cut(0);
    }

    unsafe fn take_range(&mut self, len: usize, start: usize, end: usize) -> Self {
        self.cut(len);
        // SAFETY: start <= end <= len.
        let taken = unsafe { self.as_slice().slice_unchecked(start, end) }.to_text();
        self.erase(start, end);
        taken
    }

    unsafe fn retain(&mut self, len: usize, keep: &[bool], kept: usize) -> Self {
        debug_assert_eq!(keep.len(), len);
        self.cut(len);
        self.pack();
        if kept < len {
            // `start` is where the row at hand starts; its entry may have been overwritten by a row that stays.
            let (mut row_count, mut start, mut target) = (0, self.starts[0] as usize, self.starts[0] as usize);
            for (row, &keep) in keep.iter().enumerate() {
                let end = self.starts[row + 1] as usize;
                let length = end - start;
                if length <= CHUNK && target + CHUNK <= start && start + CHUNK <= self.bytes.len() {
                    // A short cell moves whether it stays or not, since asking would be a guess: if it goes, the next one
                    // is written over it. What is copied too much lies below `start`, and nobody reads there any more.
                    self.bytes.copy_within(start..start + CHUNK, target);
                } else if keep {
                    self.bytes.copy_within(start..end, target);
                }
                target += length * usize::from(keep);
                row_count += usize::from(keep);
                self.starts[row_count] = target as i64;
                start = end;
            }
            self.starts.truncate(row_count + 1);
            self.bytes.truncate(target);
        }
        Self::default()
    }

    unsafe fn permute(&mut self, len: usize, order: &[RowIndex]) {
        self.cut(len);
        let mut ordered = Self::with_capacity(self.capacity(), 0);
        // SAFETY: each of `order` is below `len`, and there is room for `len` rows.
        unsafe { ordered.gather(0, self.as_slice(), order) };
        *self = ordered;
    }

    unsafe fn reverse(&mut self, len: usize, start: usize, end: usize) {
        self.cut(len);
        if end - start > 1 {
            self.loosen().ends[start..end].reverse();
            self.starts[start..end].reverse();
        }
    }

    #[inline]
    fn lend(item: &String) -> &str {
        item
    }

    #[inline]
    fn peek<'s>(cell: &'s &str) -> &'s str {
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
        *slice
    }

    #[inline(always)]
    fn share<'s>(slice: &'s Self::SliceMut<'_>) -> Self::Slice<'s> {
        *slice
    }

    #[inline(always)]
    unsafe fn slice(&self, len: usize) -> TextSlice<'_> {
        TextSlice::of(self, len)
    }

    #[inline(always)]
    unsafe fn slice_mut(&mut self, len: usize) -> TextSlice<'_> {
        TextSlice::of(self, len)
    }
}

// SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

unsafe impl CloneColumn for Text {
    fn clone_cell(cell: &str) -> String {
        alloc::borrow::ToOwned::to_owned(cell)
    }

    unsafe fn extend_clone(&mut self, len: usize, source: TextSlice<'_>) {
        debug_assert!(len + source.len() <= self.capacity());
        self.cut(len);
        self.push_cells(source);
    }

    unsafe fn extend_within(&mut self, len: usize, start: usize, end: usize) {
        self.cut(len);
        if start == end {
            return;
        }
        if self.loose.is_none() {
            let bytes = self.starts[start] as usize..self.starts[end] as usize;
            let moved = (self.bytes.len() - bytes.start) as i64;
            self.bytes.extend_from_within(bytes);
            self.starts.extend_from_within(start + 1..=end);
            self.starts[len + 1..].iter_mut().for_each(|offset| *offset += moved);
            return;
        }
        self.bytes.reserve((start..end).map(|row| self.place(row).len()).sum());
        for row in start..end {
            let (place, first) = (self.place(row), self.bytes.len());
            self.bytes.extend_from_within(place);
            self.starts.push(first as i64);
            let last = self.bytes.len() as i64;
            self.loosen().ends.push(last);
        }
    }

    unsafe fn gather(&mut self, len: usize, source: TextSlice<'_>, rows: &[RowIndex]) {
        debug_assert!(len + rows.len() <= self.capacity());
        self.cut(len);
        // SAFETY: each of `rows` is below the length of `source`.
        let cells = rows.iter().map(|&row| unsafe { source.get_unchecked(row as usize) });
        self.bytes.reserve(cells.clone().map(str::len).sum());
        cells.for_each(|cell| self.push_cell(cell));
    }
}

impl DebugColumn for Text {
    fn fmt_cell(cell: &str, _leaf: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(cell, f)
    }
}

impl EqColumn for Text {
    #[inline]
    fn eq_cell(a: &str, b: &str) -> bool {
        a == b
    }
}

impl OrdColumn for Text {
    #[inline]
    fn partial_cmp_cell(a: &str, b: &str) -> Option<Ordering> {
        Some(a.cmp(b))
    }
}

impl TotalEqColumn for Text {}

impl TotalOrdColumn for Text {
    #[inline]
    fn cmp_cell(a: &str, b: &str) -> Ordering {
        a.cmp(b)
    }
}

impl HashColumn for Text {
    #[inline]
    fn hash_cell<H: Hasher>(cell: &str, state: &mut H) {
        cell.hash(state);
    }
}

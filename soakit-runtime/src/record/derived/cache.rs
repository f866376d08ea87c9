//! [`Cache`]: the computed cells of one derived column, and which of them are right; [`CacheCell`]: the same, shared
//! between readers.
//!
//! A cache follows its container at a distance. Rows that were pushed since the last reading are simply not there yet, so
//! a push does nothing at all; rows that changed are noted as stale; rows that moved or left take their cached cells with
//! them. Where a row without a cached cell moves among those that have one, a copy of another cell holds its place, marked
//! as stale.
//!
//! Invariants:
//!
//! 1. rows `0..rows` of `column` are live;
//! 2. every row in `stale` is below `rows`;
//! 3. while [`CacheCell::fresh`] is below [`STALE`], it is `rows`, and nothing is stale;
//! 4. through a shared `CacheCell`, `cache` is changed only under the lock, and only while `fresh` is not the number of
//!    rows that the container has. That number stays the same for as long as the container is shared, and slices are lent
//!    only when `fresh` is equal to it: so nothing that is lent is ever changed.
//!
//! How they survive a panic: `open` takes all rows out of the count before a primitive runs that might panic, and `close`
//! puts them back. Should it panic, cells leak and are computed again.

#![allow(unsafe_code, reason = "keeps a column and its length, and shares both between readers")]

use alloc::vec::Vec;
use core::cell::UnsafeCell;
use core::ops::Range;
use core::sync::atomic::{AtomicUsize, Ordering};

use super::lock::Lock;
use super::stale::Stale;
use crate::column::{CloneColumn, Column, Growth, Slice};
use crate::record::Permutation;
use crate::words::{RowIndex, capacity_overflow};

/// Nobody has read the column yet.
const UNREAD: usize = usize::MAX;
/// Some cached row is not right. A container of cells without size may have so many rows, or one more: nothing is ever
/// cached for those.
const STALE: usize = usize::MAX - 1;

/// The computed cells of a derived column.
pub struct Cache<C: Column> {
    column: C,
    rows: usize,
    stale: Stale,
}

impl<C: Column> Default for Cache<C> {
    fn default() -> Self {
        Self { column: C::default(), rows: 0, stale: Stale::None }
    }
}

impl<C: CloneColumn> Cache<C> {
    /// The number of rows if all of them are right.
    fn fresh(&self) -> usize {
        if self.stale.is_none() { self.rows } else { STALE }
    }

    /// How many of `len` rows are not right.
    pub(crate) fn missing(&self, len: usize) -> usize {
        if self.stale.is_all() { len } else { self.stale.sorted().len() + len.saturating_sub(self.rows) }
    }

    /// Makes every row of `len` right: `compute` answers with a row's cell, and is asked for rows below `len` only.
    ///
    /// If it panics, the rows computed before stay.
    #[inline]
    pub(super) fn repair(&mut self, len: usize, mut compute: impl FnMut(usize) -> C::Item) {
        self.begin(len);
        self.stale.order();
        // Rows that are right again stay noted until all are: should a computation panic, a few are computed twice.
        self.stale.each(|row| {
            let cell = compute(row);
            // SAFETY: invariants 1 and 2.
            drop(unsafe { self.column.replace(self.rows, row, cell) });
        });
        self.stale = Stale::None;
        if self.rows == len {
            return;
        }
        self.reserve(len - self.rows);
        let mut filling = Filling { column: core::mem::take(&mut self.column), rows: self.rows, cache: self };
        for row in filling.rows..len {
            let cell = compute(row);
            // SAFETY: rows 0..row are live, and there is room for len.
            unsafe { filling.column.push(row, cell) };
            filling.rows = row + 1;
        }
    }

    /// Forgets the rows that are of no use when those of `len` are made right, and answers how many stay. A cache has no
    /// more rows than its container, unless someone implemented [`DerivedColumn`](super::DerivedColumn) by hand and
    /// exchanged it.
    pub(super) fn begin(&mut self, len: usize) -> usize {
        if self.stale.is_all() {
            self.truncate(0);
        } else if self.rows > len {
            self.truncate(len);
        }
        self.rows
    }

    /// Appends computed cells.
    #[cfg(feature = "parallel")]
    pub(super) fn extend(&mut self, parts: impl IntoIterator<Item = Cache<C>>, rows: usize) {
        self.reserve(rows);
        for mut part in parts {
            self.append(self.rows, &mut part);
        }
    }

    /// Where the cells of rows from the own ones up to `len` will stand, if they may be written there in any order.
    #[cfg(feature = "parallel")]
    pub(super) fn places(&mut self, len: usize) -> Option<*mut C::Item> {
        self.reserve(len - self.rows);
        self.column.places()
    }

    /// Notes that all of these cells are written.
    ///
    /// # Safety
    /// - `places` was called with the same `len`, nothing since, and every cell from the own rows on up to `len` is written.
    #[cfg(feature = "parallel")]
    pub(super) unsafe fn fill_places(&mut self, len: usize) {
        // SAFETY: the caller's promise, and invariant 1.
        unsafe { self.column.settle(len) };
        self.rows = len;
    }

    /// Takes over a whole computed column.
    pub(super) fn replace_all(&mut self, column: C) {
        self.truncate(0);
        let rows = column.settled_len();
        self.column = column;
        self.rows = rows;
    }

    /// The number of rows that are there, right or not.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    #[track_caller]
    pub(super) fn reserve(&mut self, additional: usize) {
        if self.column.capacity() - self.rows >= additional {
            return;
        }
        // The first rows are often all there will be; what comes later comes a few at a time.
        let growth = if self.rows == 0 { Growth::Exact } else { Growth::Amortized };
        // SAFETY: invariant 1.
        if unsafe { self.column.try_reserve(self.rows, additional, growth) }.is_err() {
            capacity_overflow(self.rows, additional);
        }
    }

    /// Notes that a row has changed.
    #[inline]
    pub(super) fn touch(&mut self, row: usize) {
        if row < self.rows {
            self.stale.insert(row, self.rows);
        }
    }

    /// Notes that every row has changed.
    #[inline]
    pub(crate) fn touch_all(&mut self) {
        self.stale = Stale::All;
    }

    /// Takes the rows out of the count while something runs that may panic, or that leaves them in disorder.
    fn open(&mut self) -> (usize, Stale) {
        (core::mem::take(&mut self.rows), core::mem::take(&mut self.stale))
    }

    /// Puts `rows` live rows back into the count; each of `stale` is below `rows`.
    fn close(&mut self, rows: usize, stale: Stale) {
        self.rows = rows;
        self.stale = if rows == 0 { Stale::None } else { stale };
    }

    /// Whether there is a cell worth moving.
    fn is_worth_moving(&mut self) -> bool {
        if self.stale.is_all() {
            self.truncate(0);
        }
        self.rows > 0
    }

    /// Drops the rows from `rows` on.
    pub(super) fn truncate(&mut self, rows: usize) {
        if rows >= self.rows && rows > 0 {
            return;
        }
        let (old, mut stale) = self.open();
        stale.renumber(rows, |row| (row < rows).then_some(row));
        self.close(rows.min(old), stale);
        // SAFETY: rows 0..old were live.
        unsafe { self.column.truncate(old, rows.min(old)) };
    }

    /// `len` is the number of rows before.
    pub(super) fn swap_remove(&mut self, len: usize, row: usize) {
        if !self.is_worth_moving() || row >= self.rows {
            return;
        }
        if self.rows < len {
            // The row that takes the place has no cell yet.
            return self.touch(row);
        }
        let (rows, mut stale) = self.open();
        let last = rows - 1;
        // SAFETY: rows 0..rows were live, row < rows.
        let cell = unsafe { self.column.swap_remove(rows, row) };
        stale.renumber(last, |stale| match stale {
            stale if stale == row => None,
            stale if stale == last => Some(row),
            stale => Some(stale),
        });
        self.close(last, stale);
        drop(cell);
    }

    pub(super) fn remove(&mut self, row: usize) {
        if !self.is_worth_moving() || row >= self.rows {
            return;
        }
        let (rows, mut stale) = self.open();
        // SAFETY: rows 0..rows were live, row < rows.
        let cell = unsafe { self.column.remove(rows, row) };
        stale.renumber(rows - 1, |stale| match stale {
            stale if stale == row => None,
            stale if stale > row => Some(stale - 1),
            stale => Some(stale),
        });
        self.close(rows - 1, stale);
        drop(cell);
    }

    pub(super) fn insert(&mut self, row: usize) {
        if !self.is_worth_moving() || row >= self.rows {
            return;
        }
        self.reserve(1);
        let (rows, mut stale) = self.open();
        // SAFETY: rows 0..rows were live, and there is one.
        let place_holder = C::clone_cell(unsafe { self.column.slice(rows).get_unchecked(0) });
        // SAFETY: rows 0..rows were live, row < rows, and there is room.
        unsafe { self.column.insert(rows, row, place_holder) };
        stale.renumber(rows + 1, |stale| Some(if stale >= row { stale + 1 } else { stale }));
        stale.insert(row, rows + 1);
        self.close(rows + 1, stale);
    }

    pub(super) fn swap(&mut self, a: usize, b: usize) {
        if !self.is_worth_moving() || a == b {
            return;
        }
        match (a < self.rows, b < self.rows) {
            (false, false) => {}
            (true, false) => self.touch(a),
            (false, true) => self.touch(b),
            (true, true) => {
                let (rows, mut stale) = self.open();
                // SAFETY: rows 0..rows were live, a < rows, b < rows.
                unsafe { self.column.swap(rows, a, b) };
                stale.renumber(rows, |stale| match stale {
                    stale if stale == a => Some(b),
                    stale if stale == b => Some(a),
                    stale => Some(stale),
                });
                self.close(rows, stale);
            }
        }
    }

    /// Gives every row of `len` a cell, right or not; answers whether there is any at all.
    fn hold_places(&mut self, len: usize) -> bool {
        if !self.is_worth_moving() {
            return false;
        }
        while self.rows < len {
            let more = self.rows.min(len - self.rows);
            self.reserve(more);
            let (rows, mut stale) = self.open();
            // SAFETY: rows 0..rows were live, more <= rows, and there is room.
            unsafe { self.column.extend_within(rows, 0, more) };
            for row in rows..rows + more {
                stale.insert(row, len);
            }
            self.close(rows + more, stale);
        }
        true
    }

    pub(super) fn permute(&mut self, order: &Permutation) {
        let order = order.as_slice();
        if !self.hold_places(order.len()) {
            return;
        }
        let (rows, mut stale) = self.open();
        assert_eq!(rows, order.len(), "a cache has no more rows than its container");
        // SAFETY: rows 0..rows were live, and a `Permutation` of that length holds each of them once.
        unsafe { self.column.permute(rows, order) };
        stale.permute(order);
        self.close(rows, stale);
    }

    /// `len` is the number of rows; the range lies within them.
    pub(super) fn reverse(&mut self, len: usize, range: Range<usize>) {
        let Range { start, end } = range;
        if !self.is_worth_moving() || start >= self.rows || end - start < 2 {
            return;
        }
        if end > self.rows {
            self.hold_places(len);
        }
        let (rows, mut stale) = self.open();
        assert!(start <= end && end <= rows, "a cache has as many rows as its container");
        // SAFETY: rows 0..rows were live, and the range lies within them.
        unsafe { self.column.reverse(rows, start, end) };
        stale.renumber(rows, |row| Some(if row >= start && row < end { start + end - 1 - row } else { row }));
        self.close(rows, stale);
    }

    /// `keep` has a flag for each row of the container.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        if !self.is_worth_moving() {
            return;
        }
        let keep = &keep[..self.rows];
        let (rows, mut stale) = self.open();
        let kept = keep.iter().filter(|&&keep| keep).count();
        // SAFETY: rows 0..rows were live, there is a flag for each, and `kept` of them are set.
        let removed = unsafe { self.column.retain(rows, keep, kept) };
        stale.retain(keep);
        self.close(kept, stale);
        drop(removed);
    }

    /// Moves the cells of a range into a cache of their own, for the container that takes the rows.
    pub(super) fn take_range(&mut self, range: Range<usize>) -> Self {
        if !self.is_worth_moving() || range.start >= range.end.min(self.rows) {
            return Self::default();
        }
        let (start, end) = (range.start, range.end.min(self.rows));
        let (rows, mut stale) = self.open();
        let taken = end - start;
        // SAFETY: rows 0..rows were live, start <= end <= rows.
        let column = unsafe { self.column.take_range(rows, start, end) };
        let mut part = Self { column, rows: taken, stale: stale.clone() };
        part.stale.renumber(taken, |row| (row >= start && row < end).then(|| row - start));
        stale.renumber(rows - taken, |row| match row {
            row if row < start => Some(row),
            row if row < end => None,
            row => Some(row - taken),
        });
        self.close(rows - taken, stale);
        part
    }

    /// Takes over the cells of a container whose rows come behind the own `len`.
    pub(super) fn append(&mut self, len: usize, other: &mut Self) {
        self.is_worth_moving();
        // Places are held for rows without a cell, unless that is more work than computing the others again.
        if !other.is_worth_moving() || len - self.rows > other.rows {
            return other.truncate(0);
        }
        if self.rows == 0 && len > 0 {
            self.reserve(1);
            // SAFETY: the other has a live row.
            let first = C::clone_cell(unsafe { other.column.slice(other.rows).get_unchecked(0) });
            // SAFETY: no row is live here, and there is room for one.
            unsafe { self.column.push(0, first) };
            self.rows = 1;
            self.touch(0);
        }
        self.hold_places(len);
        self.reserve(other.rows);
        let (rows, mut stale) = self.open();
        let (other_rows, other_stale) = other.open();
        // SAFETY: rows 0..rows and 0..other_rows were live, and there is room.
        unsafe { self.column.append(rows, &mut other.column, other_rows) };
        for row in other_stale.sorted() {
            stale.insert(rows + row, rows + other_rows);
        }
        self.close(rows + other_rows, stale);
    }

    /// Copies the cells of a container with the same rows.
    pub(super) fn clone_from(&mut self, other: &Self) {
        self.truncate(0);
        if other.stale.is_all() {
            return;
        }
        self.reserve(other.rows);
        // SAFETY: invariant 1, of the other.
        let cells = unsafe { other.column.slice(other.rows) };
        // SAFETY: no row is live here, and there is room.
        unsafe { self.column.extend_clone(0, cells) };
        self.close(other.rows, other.stale.clone());
    }

    /// Copies the cells of some rows of another container.
    pub(super) fn gather_from(&mut self, other: &Self, rows: &[RowIndex]) {
        self.truncate(0);
        if other.rows == 0 || other.stale.is_all() || rows.is_empty() {
            return;
        }
        self.reserve(rows.len());
        let has = |row: RowIndex| (row as usize) < other.rows;
        // Where there is no cell, the first one holds the place.
        let held: Vec<RowIndex> = rows.iter().map(|&row| if has(row) { row } else { 0 }).collect();
        // SAFETY: invariant 1, of the other.
        let cells = unsafe { other.column.slice(other.rows) };
        // SAFETY: no row is live here, there is room, and each of `held` is below the other's rows.
        unsafe { self.column.gather(0, cells, &held) };
        let (is_stale, mut stale) = (other.stale.sorted(), Stale::None);
        for (place, &row) in rows.iter().enumerate() {
            if !has(row) || (!is_stale.is_empty() && is_stale.binary_search(&(row as usize)).is_ok()) {
                stale.insert(place, rows.len());
            }
        }
        self.close(rows.len(), stale);
    }

    pub(super) fn shrink(&mut self) {
        // SAFETY: invariant 1.
        unsafe { self.column.shrink_to(self.rows, 0) };
    }

    /// Bytes of memory that the cache holds.
    pub(super) fn heap_bytes(&self) -> usize {
        (0..C::LEAVES).map(|leaf| self.column.heap_bytes(leaf)).sum()
    }
}

/// A cache whose column is in a local while it is filled: rustc then keeps its pointers in registers. It goes back when
/// this is dropped, also by a panic.
struct Filling<'c, C: Column> {
    cache: &'c mut Cache<C>,
    column: C,
    /// Rows `0..rows` of `column` are live.
    rows: usize,
}

impl<C: Column> Drop for Filling<'_, C> {
    #[inline(always)]
    fn drop(&mut self) {
        core::mem::swap(&mut self.cache.column, &mut self.column);
        self.cache.rows = self.rows;
    }
}

/// A cache that many threads may read.
pub(crate) struct CacheCell<C: Column> {
    /// The number of rows if all are right; [`STALE`] or [`UNREAD`] otherwise.
    fresh: AtomicUsize,
    lock: Lock,
    cache: UnsafeCell<Cache<C>>,
}

// SAFETY: by invariant 4 the cache is either only read, or changed by the one thread that holds the lock. Cells are
// computed on one thread, then read (`Sync`) and in the end dropped (`Send`) by another.
unsafe impl<C: Column + Send + Sync> Sync for CacheCell<C> {}

/// After a panic the cache knows which rows are right.
impl<C: Column> core::panic::RefUnwindSafe for CacheCell<C> {}

impl<C: Column> Default for CacheCell<C> {
    fn default() -> Self {
        Self { fresh: AtomicUsize::new(UNREAD), lock: Lock::default(), cache: UnsafeCell::default() }
    }
}

impl<C: CloneColumn> CacheCell<C> {
    pub(super) fn is_unread(&self) -> bool {
        self.fresh.load(Ordering::Acquire) == UNREAD
    }

    #[inline(always)]
    pub(super) fn is_fresh(&self, rows: usize) -> bool {
        rows < STALE && self.fresh.load(Ordering::Acquire) == rows
    }

    /// All cells, if every one of `rows` is right.
    ///
    /// # Safety
    /// - `rows` is the number of rows of the container that the cell belongs to.
    #[inline(always)]
    pub(crate) unsafe fn get(&self, rows: usize) -> Option<C::Slice<'_>> {
        if !self.is_fresh(rows) {
            return None;
        }
        // SAFETY: by invariant 4 nobody changes the cache for as long as the container is shared.
        let cache = unsafe { &*self.cache.get() };
        // SAFETY: by invariant 3 it has that many rows, and they are live by invariant 1.
        Some(unsafe { cache.column.slice(rows) })
    }

    /// Lets one thread at a time make the rows right; does nothing if they are.
    ///
    /// # Safety
    /// - `rows` is the number of rows of the container that the cell belongs to.
    pub(crate) unsafe fn repair(&self, rows: usize, repair: impl FnOnce(&mut Cache<C>)) {
        self.lock.hold(|| {
            if self.is_fresh(rows) {
                return;
            }
            // SAFETY: invariant 4: the lock is held, and the cache is not fresh.
            let cache = unsafe { &mut *self.cache.get() };
            self.fresh.store(STALE, Ordering::Relaxed);
            let noting = Noting { fresh: &self.fresh, cache };
            repair(noting.cache);
        });
    }

    /// Changes the cache as the container changes; does nothing if nobody has read the column.
    #[inline]
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Cache<C>)) {
        if *self.fresh.get_mut() == UNREAD {
            return;
        }
        let cache = self.cache.get_mut();
        let noting = Noting { fresh: &self.fresh, cache };
        change(noting.cache);
    }

    /// Makes the cache one that somebody has read.
    pub(super) fn fill(&mut self, change: impl FnOnce(&mut Cache<C>)) {
        *self.fresh.get_mut() = STALE;
        self.edit(change);
    }

    /// Looks at the cache while nobody changes it.
    pub(super) fn peek<R>(&self, look: impl FnOnce(&Cache<C>) -> R) -> Option<R> {
        self.lock.hold(|| {
            if self.is_unread() {
                return None;
            }
            // SAFETY: changes are made under the lock, which is held.
            Some(look(unsafe { &*self.cache.get() }))
        })
    }

    /// Frees the memory.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Notes how many rows are right when a change is over, also by a panic.
struct Noting<'c, C: CloneColumn> {
    fresh: &'c AtomicUsize,
    cache: &'c mut Cache<C>,
}

impl<C: CloneColumn> Drop for Noting<'_, C> {
    #[inline]
    fn drop(&mut self) {
        self.fresh.store(self.cache.fresh(), Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reached only by an implementation of `DerivedColumn` by hand that exchanges caches between containers.
    #[test]
    fn a_cache_that_is_too_long_asks_for_no_row_beyond_its_container() {
        let mut cache = Cache::<Vec<usize>>::default();
        cache.repair(10, |row| row);
        cache.touch(8);
        cache.touch(2);
        let mut asked = Vec::new();
        cache.repair(5, |row| {
            asked.push(row);
            row
        });
        assert_eq!((asked, cache.rows()), (alloc::vec![2], 5));
    }
}

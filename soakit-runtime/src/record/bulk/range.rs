//! Changing many rows at once.

use core::ops::RangeBounds;

use alloc::vec::Vec;

use super::{Bulk, IntoIter, keep_changes};
use crate::column::CloneColumn;
use crate::record::rows::{Rows, resolve};
use crate::record::{ProxyMutOf, ProxyOf, SoA, ViewOf};

impl<T: SoA> Bulk<T> {
    /// Drops all rows from `rows` on; does nothing if there are no more than that.
    pub fn truncate(&mut self, rows: usize) {
        self.store_mut().truncate(rows);
        self.settle(keep_changes);
    }

    /// Drops all rows; keeps the memory.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Makes the container `rows` rows long: drops rows at the end, or appends copies of `row`.
    #[track_caller]
    pub fn resize(&mut self, rows: usize, row: T)
    where
        T: Clone,
    {
        match rows.checked_sub(self.len()) {
            None | Some(0) => self.truncate(rows),
            Some(more) => self.extend(core::iter::repeat_n(row, more)),
        }
    }

    /// Makes the container `rows` rows long: drops rows at the end, or appends what `row` answers.
    #[track_caller]
    pub fn resize_with(&mut self, rows: usize, row: impl FnMut() -> T) {
        match rows.checked_sub(self.len()) {
            None => self.truncate(rows),
            Some(more) => self.extend(core::iter::repeat_with(row).take(more)),
        }
    }

    /// Writes copies of `row` over all rows.
    pub fn fill(&mut self, row: T)
    where
        T: Clone,
    {
        let rows = self.len();
        for (index, row) in core::iter::repeat_n(row, rows).enumerate() {
            drop(self.store_mut().replace(index, row));
        }
        self.settle(keep_changes);
    }

    /// Moves all rows of `other` behind the own ones and leaves it empty.
    ///
    /// # Complexity
    /// One copy of `other`'s memory for each column; no row is touched one by one.
    #[track_caller]
    pub fn append(&mut self, other: &mut Self) {
        self.store_mut().append(other.store_mut());
        self.settle(keep_changes);
        other.settle(keep_changes);
    }

    /// Appends copies of records.
    #[track_caller]
    pub fn extend_from_slice(&mut self, rows: &[T])
    where
        T: Clone,
    {
        self.extend(rows.iter().cloned());
    }

    /// Appends copies of borrowed rows, column by column.
    ///
    /// # Panics
    /// When the view was put together by hand from slices of different lengths.
    #[track_caller]
    pub fn extend_from_view(&mut self, rows: ViewOf<'_, T>)
    where
        T::Columns: CloneColumn,
    {
        let before = self.len();
        self.store_mut().extend_clone(Rows::<T>::of(rows).cells());
        self.settle(|store| store.truncate(before));
    }

    /// Appends copies of a range of the own rows.
    ///
    /// # Panics
    /// When the range does not lie within the rows.
    #[track_caller]
    pub fn extend_from_within(&mut self, range: impl RangeBounds<usize>)
    where
        T::Columns: CloneColumn,
    {
        let range = resolve(range, self.len());
        let before = self.len();
        self.store_mut().extend_within(range);
        self.settle(|store| store.truncate(before));
    }

    /// Moves the rows from `row` on into a container of their own.
    ///
    /// # Panics
    /// When `row` is beyond the end.
    #[must_use = "the rows are dropped otherwise; use `truncate` for that"]
    #[track_caller]
    pub fn split_off(&mut self, row: usize) -> Self {
        let range = resolve(row.., self.len());
        let mut rest = Self::from_store(self.store_mut().take_range(range));
        self.settle(keep_changes);
        rest.settle(keep_changes);
        rest
    }

    /// Moves a range of rows out and answers with an iterator over them.
    ///
    /// The rows leave at once, whether the iterator is used, dropped or leaked: there is no state in between that a leak
    /// could freeze. The price is a copy of the range's memory.
    ///
    /// # Panics
    /// When the range does not lie within the rows.
    #[track_caller]
    pub fn drain(&mut self, range: impl RangeBounds<usize>) -> IntoIter<T> {
        let range = resolve(range, self.len());
        let drained = IntoIter::new(self.store_mut().take_range(range));
        self.settle(keep_changes);
        drained
    }

    /// Replaces a range of rows by the rows of an iterator, and answers with an iterator over those that left.
    ///
    /// As in [`drain`](Bulk::drain), all is done when the call returns. If the iterator panics, nothing has changed.
    ///
    /// # Panics
    /// When the range does not lie within the rows.
    #[track_caller]
    pub fn splice(&mut self, range: impl RangeBounds<usize>, rows: impl IntoIterator<Item = T>) -> IntoIter<T> {
        let range = resolve(range, self.len());
        let mut inserted: Self = rows.into_iter().collect();
        if range.is_empty() && inserted.is_empty() {
            return inserted.into_iter();
        }
        let store = self.store_mut();
        // Memory first: once rows have moved, nothing may panic before they are back.
        store.reserve(inserted.len(), crate::column::Growth::Amortized);
        let mut tail = store.take_range(range.end..store.len());
        let removed = store.take_range(range.start..store.len());
        store.append(inserted.store_mut());
        store.append(&mut tail);
        self.settle(keep_changes);
        IntoIter::new(removed)
    }

    /// Keeps the rows for which `keep` is true, in order.
    ///
    /// All rows are asked before any moves, so a panic in `keep` leaves the container as it was.
    pub fn retain(&mut self, keep: impl for<'x> FnMut(ProxyOf<'x, T>) -> bool) {
        let flags = self.rows().flags(keep);
        self.store_mut().retain(&flags);
        self.settle(keep_changes);
    }

    /// Keeps the rows for which `keep` is true, in order; `keep` may change them.
    ///
    /// A panic in `keep` leaves every row in place, some of them changed.
    pub fn retain_mut(&mut self, keep: impl for<'x> FnMut(ProxyMutOf<'x, T>) -> bool) {
        let flags: Vec<bool> = self.iter_mut().map(keep).collect();
        self.store_mut().retain(&flags);
        self.settle(keep_changes);
    }

    /// Of neighbouring rows for which `same` is true, keeps the first.
    ///
    /// `same` gets the row in question and the last row kept, in this order, as in `Vec::dedup_by`.
    pub fn dedup_by(&mut self, same: impl for<'x> FnMut(ProxyOf<'x, T>, ProxyOf<'x, T>) -> bool) {
        let flags = flag_firsts(self.rows(), same);
        self.store_mut().retain(&flags);
        self.settle(keep_changes);
    }

    /// Of neighbouring rows with equal keys, keeps the first.
    pub fn dedup_by_key<K: PartialEq>(&mut self, mut key: impl for<'x> FnMut(ProxyOf<'x, T>) -> K) {
        self.dedup_by(|row, kept| key(row) == key(kept));
    }
}

/// Flags each row that differs from the last one flagged.
fn flag_firsts<'a, T: SoA>(
    rows: Rows<'a, T>,
    mut same: impl FnMut(ProxyOf<'a, T>, ProxyOf<'a, T>) -> bool,
) -> Vec<bool> {
    let mut kept = None;
    rows.iter()
        .map(|row| {
            let first = !kept.is_some_and(|kept| same(row, kept));
            if first {
                kept = Some(row);
            }
            first
        })
        .collect()
}

//! Reordering rows and choosing among them.

use core::cmp::Ordering;

use super::{Bulk, keep_changes};
use crate::column::{CloneColumn, TotalOrdColumn};
use crate::record::order::{sampled, shuffled};
use crate::record::rows::Rows;
use crate::record::{Permutation, ProxyMutOf, ProxyOf, Selection, SoA, Store, ViewOf};
use crate::words::{RowIndex, range_out_of_range};

impl<T: SoA> Bulk<T> {
    /// Sorts the rows by a comparison; equal rows keep their order.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows. If `compare` panics, the rows are as they were.
    ///
    /// # Complexity
    /// O(n log n) comparisons on row numbers, then one gather per column.
    #[track_caller]
    pub fn sort_by(&mut self, compare: impl for<'x> FnMut(ProxyOf<'x, T>, ProxyOf<'x, T>) -> Ordering) {
        self.rows().argsort_by(compare).apply(self);
    }

    /// Sorts the rows by a comparison; equal rows come in any order, though always the same.
    ///
    /// # Panics
    /// As [`sort_by`](Bulk::sort_by).
    #[track_caller]
    pub fn sort_unstable_by(&mut self, compare: impl for<'x> FnMut(ProxyOf<'x, T>, ProxyOf<'x, T>) -> Ordering) {
        self.rows().argsort_unstable_by(compare).apply(self);
    }

    /// Sorts the rows by a key; equal rows keep their order. The key is computed once for each row.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows. If `key` or its `Ord` panics, the rows are as they were.
    ///
    /// # Complexity
    /// O(n log n) comparisons of keys, then one gather per column; memory for a key and a row number per row meanwhile.
    #[track_caller]
    pub fn sort_by_key<K: Ord>(&mut self, key: impl for<'x> FnMut(ProxyOf<'x, T>) -> K) {
        self.rows().argsort_by_key(key).apply(self);
    }

    /// Sorts the rows by a key that is costly to compute: [`sort_by_key`](Bulk::sort_by_key) under the name that `Vec` has
    /// for it, since keys are computed once anyway.
    ///
    /// # Panics
    /// As [`sort_by_key`](Bulk::sort_by_key).
    #[track_caller]
    pub fn sort_by_cached_key<K: Ord>(&mut self, key: impl for<'x> FnMut(ProxyOf<'x, T>) -> K) {
        self.sort_by_key(key);
    }

    /// Sorts the rows by a key; equal rows come in any order, though always the same.
    ///
    /// # Panics
    /// As [`sort_by_key`](Bulk::sort_by_key).
    #[track_caller]
    pub fn sort_unstable_by_key<K: Ord>(&mut self, key: impl for<'x> FnMut(ProxyOf<'x, T>) -> K) {
        self.rows().argsort_unstable_by_key(key).apply(self);
    }

    /// Sorts the rows by all their fields, as a derived `Ord` of the record would; equal rows keep their order.
    ///
    /// # Panics
    /// As [`sort_by`](Bulk::sort_by).
    #[track_caller]
    pub fn sort(&mut self)
    where
        T::Columns: TotalOrdColumn,
    {
        self.rows()
            .argsort_by(|a, b| <T::Columns as TotalOrdColumn>::cmp_cell(T::proxy_cells(a), T::proxy_cells(b)))
            .apply(self);
    }

    /// The order that sorts the rows by a comparison; equal rows keep theirs. Nothing moves; [`Permutation::apply`] does
    /// that, to this container or another.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn argsort_by<'b>(&'b self, compare: impl FnMut(ProxyOf<'b, T>, ProxyOf<'b, T>) -> Ordering) -> Permutation {
        self.rows().argsort_by(compare)
    }

    /// The order that sorts the rows by a key, which may borrow from them; equal rows keep theirs.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn argsort_by_key<'b, K: Ord>(&'b self, key: impl FnMut(ProxyOf<'b, T>) -> K) -> Permutation {
        self.rows().argsort_by_key(key)
    }

    /// The order that sorts the rows by a comparison; equal rows come in any order, though always the same.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn argsort_unstable_by<'b>(
        &'b self,
        compare: impl FnMut(ProxyOf<'b, T>, ProxyOf<'b, T>) -> Ordering,
    ) -> Permutation {
        self.rows().argsort_unstable_by(compare)
    }

    /// The order that sorts the rows by a key, which may borrow from them; equal rows come in any order, though always
    /// the same.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn argsort_unstable_by_key<'b, K: Ord>(&'b self, key: impl FnMut(ProxyOf<'b, T>) -> K) -> Permutation {
        self.rows().argsort_unstable_by_key(key)
    }

    /// Reverses the order of the rows.
    pub fn reverse(&mut self) {
        let rows = self.len();
        self.store_mut().reverse(0..rows);
        self.settle(keep_changes);
    }

    /// Moves the first `rows` rows behind the others.
    ///
    /// # Panics
    /// When there are fewer.
    #[track_caller]
    pub fn rotate_left(&mut self, rows: usize) {
        let len = self.len();
        if rows > len {
            range_out_of_range(0, rows, len);
        }
        if rows == 0 || rows == len {
            return;
        }
        let store = self.store_mut();
        // Reversing both parts and then the whole puts each part in its own order again.
        store.reverse(0..rows);
        store.reverse(rows..len);
        store.reverse(0..len);
        self.settle(keep_changes);
    }

    /// Moves the last `rows` rows before the others.
    ///
    /// # Panics
    /// When there are fewer.
    #[track_caller]
    pub fn rotate_right(&mut self, rows: usize) {
        let len = self.len();
        if rows > len {
            range_out_of_range(0, rows, len);
        }
        self.rotate_left(len - rows);
    }

    /// Shuffles the rows; the same seed gives the same order, on every machine.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[track_caller]
    pub fn shuffle(&mut self, seed: u64) {
        shuffled(self.len(), seed).apply(self);
    }

    /// Copies of `count` different rows in their order; the same seed gives the same rows, on every machine.
    ///
    /// # Panics
    /// When there are fewer than `count` rows, or more than 4,294,967,295.
    #[must_use]
    #[track_caller]
    pub fn sample(&self, count: usize, seed: u64) -> Self
    where
        T::Columns: CloneColumn,
    {
        self.gather(&sampled(self.len(), count, seed))
    }

    /// Copies of the rows `rows`, in that order; a row may come more than once.
    ///
    /// # Panics
    /// When one of them is not there.
    #[must_use]
    #[track_caller]
    pub fn gather(&self, rows: &[RowIndex]) -> Self
    where
        T::Columns: CloneColumn,
    {
        let mut store = Store::default();
        store.gather(self.rows().cells(), rows);
        store.copy_caches(self.store(), Some(rows));
        Self::of_rows(store)
    }

    /// Copies of the selected rows, in their order.
    ///
    /// # Panics
    /// When the selection is of a container with another number of rows.
    #[must_use]
    #[track_caller]
    pub fn select(&self, selection: &Selection) -> Self
    where
        T::Columns: CloneColumn,
    {
        selection.assert_rows(self.len());
        self.gather(&selection.to_vec())
    }

    /// Calls `change` with each selected row, in their order.
    ///
    /// # Panics
    /// When the selection is of a container with another number of rows.
    #[track_caller]
    pub fn apply(&mut self, selection: &Selection, mut change: impl for<'x> FnMut(ProxyMutOf<'x, T>)) {
        selection.assert_rows(self.len());
        for row in selection.to_vec() {
            change(self.get_mut(row as usize).expect("a selection holds rows of its container"));
        }
        self.settle(keep_changes);
    }

    /// Copies of the rows of several views, one behind the other.
    #[must_use]
    #[track_caller]
    pub fn concat<'v>(views: impl IntoIterator<Item = ViewOf<'v, T>>) -> Self
    where
        T: 'v,
        T::Columns: CloneColumn,
    {
        let mut all = Self::new();
        for view in views {
            all.store_mut().extend_clone(Rows::<T>::of(view).cells());
        }
        all.settle(keep_changes);
        all
    }
}

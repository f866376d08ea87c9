//! Changing rows one by one.

use super::{Bulk, keep_changes};
use crate::column::{CloneColumn, Column};
use crate::record::rows::tokens;
use crate::record::{Here, ProxyMutOf, SoA, StoredToken};

impl<T: SoA> Bulk<T> {
    /// Appends a row. Validators are not asked; [`try_push`](Bulk::try_push) asks them.
    ///
    /// # Panics
    /// When there is no memory for it.
    ///
    /// # Complexity
    /// O(1), amortised: one comparison, and one write for each field.
    #[inline]
    #[track_caller]
    pub fn push(&mut self, row: T) {
        self.store_mut().push(row);
        self.settle(|store| drop(store.pop()));
    }

    /// Removes the last row and returns it.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        let mut row = self.store_mut().pop();
        self.settle(|store| row.take().into_iter().for_each(|row| store.push(row)));
        row
    }

    /// Inserts a row at `index`; it and all later rows move up by one. O(n).
    ///
    /// # Panics
    /// When `index` is beyond the end, or there is no memory.
    #[inline]
    #[track_caller]
    pub fn insert(&mut self, index: usize, row: T) {
        self.store_mut().insert(index, row);
        self.settle(|store| drop(store.remove(index)));
    }

    /// Removes row `index` and returns it; all later rows move down by one. O(n).
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    #[track_caller]
    pub fn remove(&mut self, index: usize) -> T {
        let mut row = Some(self.store_mut().remove(index));
        self.settle(|store| row.take().into_iter().for_each(|row| store.insert(index, row)));
        row.expect("only undoing takes the row back")
    }

    /// Removes row `index` and returns it; the last row takes its place. O(1).
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    #[track_caller]
    pub fn swap_remove(&mut self, index: usize) -> T {
        let mut row = Some(self.store_mut().swap_remove(index));
        self.settle(|store| {
            if let Some(row) = row.take() {
                let last = store.len();
                store.push(row);
                store.swap(index, last);
            }
        });
        row.expect("only undoing takes the row back")
    }

    /// Exchanges two rows.
    ///
    /// # Panics
    /// When one of them is not there.
    #[inline]
    #[track_caller]
    pub fn swap(&mut self, a: usize, b: usize) {
        self.store_mut().swap(a, b);
        self.settle(keep_changes);
    }

    /// One row, mutably. Text cells are read-only there; they change through [`set`](Bulk::set) and
    /// [`set_cell`](Bulk::set_cell).
    #[inline]
    pub fn get_mut(&mut self, row: usize) -> Option<ProxyMutOf<'_, T>> {
        self.store_mut().row_mut(row)
    }

    /// The first row, mutably.
    pub fn first_mut(&mut self) -> Option<ProxyMutOf<'_, T>> {
        self.get_mut(0)
    }

    /// The last row, mutably.
    pub fn last_mut(&mut self) -> Option<ProxyMutOf<'_, T>> {
        let last = self.len().checked_sub(1)?;
        self.get_mut(last)
    }

    /// Writes a row over row `index`. Validators are not asked; [`try_set`](Bulk::try_set) asks them.
    ///
    /// # Panics
    /// When there is no such row.
    #[track_caller]
    pub fn set(&mut self, index: usize, row: T) {
        drop(self.replace(index, row));
    }

    /// Writes a row over row `index` and returns what stood there.
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    #[track_caller]
    pub fn replace(&mut self, index: usize, row: T) -> T {
        let mut old = Some(self.store_mut().replace(index, row));
        self.settle(|store| old.take().into_iter().for_each(|old| drop(store.replace(index, old))));
        old.expect("only undoing takes the old row")
    }

    /// Takes row `index` out and leaves the default in its place, as `std::mem::take` does.
    ///
    /// # Panics
    /// When there is no such row.
    #[track_caller]
    pub fn take(&mut self, index: usize) -> T
    where
        T: Default,
    {
        self.replace(index, T::default())
    }

    /// A copy of row `index` as a record of its own.
    ///
    /// # Panics
    /// When there is no such row.
    #[must_use]
    #[track_caller]
    pub fn row(&self, index: usize) -> T
    where
        T::Columns: CloneColumn,
    {
        use crate::record::Proxy;
        match self.get(index) {
            Some(row) => row.to_record(),
            None => crate::words::row_out_of_range(index, self.len()),
        }
    }

    /// Writes one cell: the way to change text, whose cells are read-only in rows and views.
    ///
    /// # Panics
    /// When there is no such row.
    #[track_caller]
    pub fn set_cell<K: StoredToken<T>>(
        &mut self,
        row: usize,
        pick: impl FnOnce(T::Fields<T, Here>) -> K,
        cell: <K::Column as Column>::Item,
    ) {
        drop(self.replace_cell(row, pick, cell));
    }

    /// Writes one cell and returns what it held.
    ///
    /// # Panics
    /// When there is no such row.
    #[track_caller]
    pub fn replace_cell<K: StoredToken<T>>(
        &mut self,
        row: usize,
        pick: impl FnOnce(T::Fields<T, Here>) -> K,
        cell: <K::Column as Column>::Item,
    ) -> <K::Column as Column>::Item {
        let _token = pick(tokens::<T>());
        let mut old = Some(self.store_mut().replace_cell::<K>(row, cell));
        self.settle(|store| old.take().into_iter().for_each(|old| drop(store.replace_cell::<K>(row, old))));
        old.expect("only undoing takes the old cell")
    }
}

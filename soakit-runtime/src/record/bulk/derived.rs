//! Derived columns, several mutable columns at once, and changes since a mark.

use alloc::vec::Vec;

use super::Bulk;
use crate::column::{Column, EqColumn};
use crate::record::derived::{Cached, Caches, DerivedColumn, EachDerived, Visit};
use crate::record::rows::tokens;
use crate::record::token_tuples::{Apart, DerivedTokens, StoredTokens};
use crate::record::{Changes, Here, Mark, MemoryUsage, SoA, Store, Stored, StoredToken};
use crate::words::row_out_of_range;

impl<T: SoA> Bulk<T> {
    /// Makes every derived column right now, rather than when it is next read. Columns that do not depend on each other are
    /// computed at the same time, where the record may be shared between threads and feature `parallel` is on.
    ///
    /// # Panics
    /// When a computation panics. The columns that it did not reach stay as they were.
    ///
    /// # Complexity
    /// One call of a column's function for each of its rows that is not right.
    pub fn refresh(&self) {
        struct All<T: Stored>(Vec<fn(&Store<T>)>);

        impl<T: Stored> EachDerived<T> for All<T> {
            fn column<const N: usize>(&mut self)
            where
                T: DerivedColumn<N>,
            {
                self.0.push(Store::refresh::<N>);
            }
        }

        let mut all = All(Vec::with_capacity(<T::Derived as Caches<T>>::COUNT));
        <T::Derived as Caches<T>>::each(&mut all);
        T::refresh(self.store(), &all.0);
    }

    /// Makes the derived columns right that a token, or a tuple of tokens, names: `bulk.refresh_columns(|w| w.spread)`.
    ///
    /// # Panics
    /// As [`refresh`](Bulk::refresh).
    pub fn refresh_columns<K: DerivedTokens<T>>(&self, pick: impl FnOnce(T::Fields<T, Here>) -> K) {
        let _tokens = pick(tokens::<T>());
        let mut named = Vec::new();
        K::columns(&mut named);
        T::refresh(self.store(), &named);
    }

    /// Whether every cell of the derived columns that a token, or a tuple of tokens, names is right, so that reading them
    /// computes nothing.
    #[must_use]
    pub fn is_fresh<K: DerivedTokens<T>>(&self, pick: impl FnOnce(T::Fields<T, Here>) -> K) -> bool {
        let _tokens = pick(tokens::<T>());
        K::are_fresh(self.store())
    }

    /// Frees the memory of all derived columns. They are computed again when they are next read.
    pub fn forget_derived(&mut self) {
        struct Forget;

        impl<T: Stored> Visit<T> for Forget {
            fn cache<const N: usize>(&mut self, cached: &mut Cached<T, N>)
            where
                T: DerivedColumn<N>,
            {
                cached.forget();
            }
        }

        self.store_mut().visit_caches(&mut Forget);
    }

    /// How many bytes each column has allocated, those of derived columns included.
    #[must_use]
    pub fn memory_usage(&self) -> MemoryUsage {
        MemoryUsage::of(self.store())
    }

    /// Several columns at once, mutably: `let (x, vx) = bulk.columns_mut(|b| (b.x, b.vx));`. Only what depends on them has to
    /// be computed again, where [`view_mut`](Bulk::view_mut) leaves no derived column right.
    ///
    /// Naming a column twice does not compile. Of a nested record, name the fields: `|b| (b.pos.x, b.pos.y)`.
    #[inline]
    pub fn columns_mut<'b, K: StoredTokens<T> + 'b>(
        &'b mut self,
        pick: impl FnOnce(T::Fields<T, Here>) -> K,
    ) -> K::Slices<'b> {
        let _tokens = pick(tokens::<T>());
        self.store_mut().columns_mut(const { Apart::<K>::prove::<T>() })
    }

    /// Writes one cell if it differs from what is there, and answers whether it did. What depends on it stays right
    /// otherwise.
    ///
    /// # Panics
    /// When there is no such row.
    #[track_caller]
    pub fn set_cell_if_changed<K: StoredToken<T>>(
        &mut self,
        row: usize,
        pick: impl FnOnce(T::Fields<T, Here>) -> K,
        cell: <K::Column as Column>::Item,
    ) -> bool
    where
        K::Column: EqColumn,
    {
        let changes = !self.store().cell_equals::<K>(row, &cell);
        if changes {
            self.set_cell(row, pick, cell);
        }
        changes
    }

    /// Writes a row over row `index` if it differs from what is there, field by field, and answers whether it did.
    ///
    /// # Panics
    /// When there is no such row.
    #[track_caller]
    pub fn set_if_changed(&mut self, index: usize, row: T) -> bool
    where
        T::Columns: EqColumn,
    {
        let Some(old) = self.get(index) else { row_out_of_range(index, self.len()) };
        let changes = !crate::record::print::eq_record::<T>(T::proxy_cells(old), &row);
        if changes {
            self.set(index, row);
        }
        changes
    }

    /// Sets a mark in the history of changes, for [`changes_since`](Bulk::changes_since). From the first mark on, changes
    /// are noted, which takes some memory for each; [`forget_changes`](Bulk::forget_changes) ends that.
    #[must_use]
    pub fn mark(&mut self) -> Mark {
        let rows = self.len();
        self.store_mut().feed_mut().mark(rows)
    }

    /// Which cells have changed since a mark of this container. By place: a cell that is not named holds what it held in the
    /// same row and column then.
    ///
    /// Where the mark is another container's, or forgotten, everything has changed.
    ///
    /// # Examples
    ///
    /// Of a mutable borrow only the column is known, of a change by row number the row too:
    ///
    /// ```text
    /// let mark = bulk.mark();
    /// bulk.set_cell(7, |w| w.temp, 20.0);
    /// assert_eq!(bulk.changes_since(mark).column(|w| w.temp), [7..8]);
    /// ```
    #[must_use]
    pub fn changes_since(&self, mark: Mark) -> Changes<T> {
        Changes::new(self.store().feed(), mark, self.len())
    }

    /// Forgets what changed before a mark; with `None`, forgets everything and ends the noting.
    pub fn forget_changes(&mut self, before: Option<Mark>) {
        match before {
            Some(mark) => self.store_mut().feed_mut().forget_before(mark),
            None => self.store_mut().forget_feed(),
        }
    }
}

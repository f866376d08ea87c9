//! Looking at rows and columns.

use core::cmp::Ordering;
use core::ops::RangeBounds;

use super::Bulk;
use crate::column::{Column, EqColumn};
use crate::record::partition::Key;
use crate::record::print::eq_record;
use crate::record::rows::tokens;
use crate::record::{
    Chunks, ChunksExact, ChunksMut, Here, Iter, IterMut, Lend, Partitions, ProxyOf, Selection, SoA, Token, ViewMutOf,
    ViewOf, Windows,
};

impl<T: SoA> Bulk<T> {
    /// One row, if there is one of that number.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<ProxyOf<'_, T>> {
        self.store().row(row)
    }

    /// The first row.
    #[must_use]
    pub fn first(&self) -> Option<ProxyOf<'_, T>> {
        self.get(0)
    }

    /// The last row.
    #[must_use]
    pub fn last(&self) -> Option<ProxyOf<'_, T>> {
        self.get(self.len().wrapping_sub(1))
    }

    /// The column that a token names.
    #[inline]
    #[must_use]
    pub fn col<'b, K: Token<T> + 'b>(
        &'b self,
        pick: impl FnOnce(T::Fields<T, Here>) -> K,
    ) -> <K::Column as Column>::Slice<'b> {
        self.rows().column(pick(tokens::<T>()))
    }

    /// The rows, in order.
    #[inline]
    pub fn iter(&self) -> Iter<'_, T> {
        self.rows().iter()
    }

    /// The rows, in order, mutably.
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        self.rows_mut().iter()
    }

    /// The rows of a range.
    ///
    /// # Panics
    /// When the range does not lie within the rows.
    #[must_use]
    #[track_caller]
    pub fn slice(&self, range: impl RangeBounds<usize>) -> ViewOf<'_, T> {
        self.rows().slice(range).view()
    }

    /// Runs of `rows` rows; the last may be shorter.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn chunks(&self, rows: usize) -> Chunks<'_, T> {
        self.rows().chunks(rows)
    }

    /// Runs of exactly `rows` rows; what is left over is in `remainder()`.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn chunks_exact(&self, rows: usize) -> ChunksExact<'_, T> {
        self.rows().chunks_exact(rows)
    }

    /// Runs of `rows` rows, mutably; the last may be shorter.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn chunks_mut(&mut self, rows: usize) -> ChunksMut<'_, T> {
        self.rows_mut().chunks(rows)
    }

    /// Every run of `rows` neighbouring rows, overlapping.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn windows(&self, rows: usize) -> Windows<'_, T> {
        self.rows().windows(rows)
    }

    /// The rows before `row`, and the others.
    ///
    /// # Panics
    /// When `row` is beyond the end.
    #[must_use]
    #[track_caller]
    pub fn split_at(&self, row: usize) -> (ViewOf<'_, T>, ViewOf<'_, T>) {
        (self.slice(..row), self.slice(row..))
    }

    /// The rows before `row`, and the others, mutably.
    ///
    /// # Panics
    /// When `row` is beyond the end.
    #[track_caller]
    pub fn split_at_mut(&mut self, row: usize) -> (ViewMutOf<'_, T>, ViewMutOf<'_, T>) {
        let (before, after) = self.rows_mut().split_at(row);
        (before.view(), after.view())
    }

    /// Searches rows that are sorted by `compare`; as `slice::binary_search_by`.
    ///
    /// # Errors
    /// Where the row would have to be inserted.
    pub fn binary_search_by<'b>(&'b self, compare: impl FnMut(ProxyOf<'b, T>) -> Ordering) -> Result<usize, usize> {
        self.rows().binary_search_by(compare)
    }

    /// Searches rows that are sorted by a key; as `slice::binary_search_by_key`.
    ///
    /// # Errors
    /// Where the row would have to be inserted.
    pub fn binary_search_by_key<'b, K: Ord>(
        &'b self,
        key: &K,
        mut of: impl FnMut(ProxyOf<'b, T>) -> K,
    ) -> Result<usize, usize> {
        self.rows().binary_search_by(|row| of(row).cmp(key))
    }

    /// The first row for which `before` is false, in rows for which it is true and then false.
    #[must_use]
    pub fn partition_point<'b>(&'b self, before: impl FnMut(ProxyOf<'b, T>) -> bool) -> usize {
        self.rows().partition_point(before)
    }

    /// Whether a row equals `record`, field by field.
    #[must_use]
    pub fn contains(&self, record: &T) -> bool
    where
        T::Columns: EqColumn,
    {
        self.iter().any(|row| eq_record::<T>(T::proxy_cells(row), record))
    }

    /// Whether the rows begin with `rows`.
    #[must_use]
    #[track_caller]
    pub fn starts_with<'b>(&'b self, rows: ViewOf<'b, T>) -> bool
    where
        T::Columns: EqColumn,
    {
        let prefix = crate::record::rows::Rows::<T>::of(rows);
        prefix.len() <= self.len() && self.rows().slice(..prefix.len()).same_as(&prefix)
    }

    /// Whether the rows end with `rows`.
    #[must_use]
    #[track_caller]
    pub fn ends_with<'b>(&'b self, rows: ViewOf<'b, T>) -> bool
    where
        T::Columns: EqColumn,
    {
        let suffix = crate::record::rows::Rows::<T>::of(rows);
        suffix.len() <= self.len() && self.rows().slice(self.len() - suffix.len()..).same_as(&suffix)
    }

    /// The rows for which `keep` is true, as a set.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn selection<'b>(&'b self, keep: impl FnMut(ProxyOf<'b, T>) -> bool) -> Selection {
        Selection::from_bits(self.iter().map(keep).collect())
    }

    /// The rows grouped by one column or a tuple of columns, in order of first appearance; copies no cell.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[track_caller]
    pub fn partition_by<K: Key<T>>(&self, key: impl FnOnce(T::Fields<T, Here>) -> K) -> Partitions<'_, T, K> {
        Partitions::new(self.rows(), key(tokens::<T>()))
    }
}

impl<'a, T: SoA> crate::record::rows::Rows<'a, T>
where
    T::Columns: EqColumn,
{
    /// Whether two runs of rows are equal, field by field.
    pub(crate) fn same_as(&self, other: &crate::record::rows::Rows<'_, T>) -> bool {
        self.len() == other.len()
            && self.iter().zip(other.iter()).all(|(a, b)| {
                <T::Columns as EqColumn>::eq_cell(<T as Lend<'_>>::proxy_cells(a), <T as Lend<'_>>::proxy_cells(b))
            })
    }
}

//! Views: contiguous rows borrowed, one slice per field.
//!
//! The derive emits the struct (`WeatherView<'a>`, its fields are the slices, free to be taken apart); what can be done
//! with rows comes from the traits here. A view can be put together by anyone who sees its fields, so every operation
//! first checks that its slices have one length.

use super::partition::Key;
use super::rows::{Rows, RowsMut, tokens};
use super::{
    Bulk, Chunks, ChunksExact, ChunksMut, Iter, IterMut, Lend, Partitions, Permutation, ProxyMutOf, ProxyOf, SoA,
    Token, Windows,
};
use crate::column::{CloneColumn, Column};
use core::cmp::Ordering;
use core::ops::RangeBounds;

/// Contiguous rows, borrowed. Implemented by every generated `TView<'a>`; in the prelude.
///
/// Taking rows apart costs nothing: a view is a few slices, and it is `Copy`. What comes out of a view keeps the view's
/// lifetime, not that of the variable.
///
/// # Panics
/// Every method panics if the view was put together by hand from slices of different lengths.
pub trait View<'a>: Copy {
    /// The record.
    type Record: SoA + Lend<'a, View = Self> + 'a;

    /// Where the rows come from; for generated code.
    #[doc(hidden)]
    fn origin(self) -> <Self::Record as Lend<'a>>::Origin {
        Default::default()
    }

    /// The number of rows.
    #[track_caller]
    fn len(self) -> usize {
        Rows::<Self::Record>::of(self).len()
    }

    /// Whether there is no row.
    #[track_caller]
    fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// One row, if there is one of that number.
    #[track_caller]
    fn get(self, row: usize) -> Option<ProxyOf<'a, Self::Record>> {
        Rows::<Self::Record>::of(self).get(row)
    }

    /// The first row.
    #[track_caller]
    fn first(self) -> Option<ProxyOf<'a, Self::Record>> {
        self.get(0)
    }

    /// The last row.
    #[track_caller]
    fn last(self) -> Option<ProxyOf<'a, Self::Record>> {
        let rows = Rows::<Self::Record>::of(self);
        rows.get(rows.len().wrapping_sub(1))
    }

    /// The rows, in order.
    #[track_caller]
    fn iter(self) -> Iter<'a, Self::Record> {
        Rows::<Self::Record>::of(self).iter()
    }

    /// The rows of a range.
    ///
    /// # Panics
    /// When the range does not lie within the rows.
    #[track_caller]
    fn slice(self, range: impl RangeBounds<usize>) -> Self {
        Rows::<Self::Record>::of(self).slice(range).view()
    }

    /// The rows before `row`, and the others.
    ///
    /// # Panics
    /// When `row` is beyond the end.
    #[track_caller]
    fn split_at(self, row: usize) -> (Self, Self) {
        let rows = Rows::<Self::Record>::of(self);
        (rows.slice(..row).view(), rows.slice(row..).view())
    }

    /// Runs of `rows` rows; the last may be shorter.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    fn chunks(self, rows: usize) -> Chunks<'a, Self::Record> {
        Rows::<Self::Record>::of(self).chunks(rows)
    }

    /// Runs of exactly `rows` rows; what is left over is in `remainder()`.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    fn chunks_exact(self, rows: usize) -> ChunksExact<'a, Self::Record> {
        Rows::<Self::Record>::of(self).chunks_exact(rows)
    }

    /// Every run of `rows` neighbouring rows, overlapping.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    fn windows(self, rows: usize) -> Windows<'a, Self::Record> {
        Rows::<Self::Record>::of(self).windows(rows)
    }

    /// The column that a token names.
    #[track_caller]
    fn col<K: Token<Self::Record> + 'a>(
        self,
        pick: impl FnOnce(<Self::Record as SoA>::Fields<Self::Record, super::Here>) -> K,
    ) -> <K::Column as Column>::Slice<'a> {
        Rows::<Self::Record>::of(self).column(pick(tokens::<Self::Record>()))
    }

    /// Searches rows that are sorted by `compare`; as `slice::binary_search_by`.
    ///
    /// # Errors
    /// Where the row would have to be inserted.
    #[track_caller]
    fn binary_search_by(self, compare: impl FnMut(ProxyOf<'a, Self::Record>) -> Ordering) -> Result<usize, usize> {
        Rows::<Self::Record>::of(self).binary_search_by(compare)
    }

    /// Searches rows that are sorted by a key; as `slice::binary_search_by_key`.
    ///
    /// # Errors
    /// Where the row would have to be inserted.
    #[track_caller]
    fn binary_search_by_key<K: Ord>(
        self,
        key: &K,
        mut of: impl FnMut(ProxyOf<'a, Self::Record>) -> K,
    ) -> Result<usize, usize> {
        Rows::<Self::Record>::of(self).binary_search_by(|row| of(row).cmp(key))
    }

    /// The first row for which `before` is false, in rows for which it is true and then false.
    #[track_caller]
    fn partition_point(self, before: impl FnMut(ProxyOf<'a, Self::Record>) -> bool) -> usize {
        Rows::<Self::Record>::of(self).partition_point(before)
    }

    /// The order that sorts the rows by a comparison; equal rows keep theirs.
    #[track_caller]
    fn argsort_by(
        self,
        compare: impl FnMut(ProxyOf<'a, Self::Record>, ProxyOf<'a, Self::Record>) -> Ordering,
    ) -> Permutation {
        Rows::<Self::Record>::of(self).argsort_by(compare)
    }

    /// The order that sorts the rows by a key, which may borrow from them; equal rows keep theirs.
    #[track_caller]
    fn argsort_by_key<K: Ord>(self, key: impl FnMut(ProxyOf<'a, Self::Record>) -> K) -> Permutation {
        Rows::<Self::Record>::of(self).argsort_by_key(key)
    }

    /// The rows grouped by one column or a tuple of columns, in order of first appearance.
    #[track_caller]
    fn partition_by<K: Key<Self::Record>>(
        self,
        key: impl FnOnce(<Self::Record as SoA>::Fields<Self::Record, super::Here>) -> K,
    ) -> Partitions<'a, Self::Record, K> {
        Partitions::new(Rows::<Self::Record>::of(self), key(tokens::<Self::Record>()))
    }

    /// The rows, copied into a container of their own.
    #[track_caller]
    fn to_bulk(self) -> Bulk<Self::Record>
    where
        <Self::Record as super::Stored>::Columns: CloneColumn,
    {
        let mut bulk = Bulk::<Self::Record>::with_capacity(Rows::<Self::Record>::of(self).len());
        bulk.extend_from_view(self);
        bulk
    }
}

/// Contiguous rows, mutably borrowed. Implemented by every generated `TViewMut<'a>`; in the prelude.
///
/// Methods take the view by value; lend it with [`reborrow`](crate::column::Reborrow::reborrow) to use it again.
///
/// # Panics
/// Every method panics if the view was put together by hand from slices of different lengths.
pub trait ViewMut<'a>: Sized {
    /// The record.
    type Record: SoA + Lend<'a, ViewMut = Self> + 'a;

    /// One row, if there is one of that number.
    #[track_caller]
    fn get_mut(self, row: usize) -> Option<ProxyMutOf<'a, Self::Record>> {
        RowsMut::<Self::Record>::of(self).get(row)
    }

    /// The rows, in order.
    #[track_caller]
    fn iter_mut(self) -> IterMut<'a, Self::Record> {
        RowsMut::<Self::Record>::of(self).iter()
    }

    /// The rows before `row`, and the others.
    ///
    /// # Panics
    /// When `row` is beyond the end.
    #[track_caller]
    fn split_at_mut(self, row: usize) -> (Self, Self) {
        let (before, after) = RowsMut::<Self::Record>::of(self).split_at(row);
        (before.view(), after.view())
    }

    /// Runs of `rows` rows; the last may be shorter.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    fn chunks_mut(self, rows: usize) -> ChunksMut<'a, Self::Record> {
        RowsMut::<Self::Record>::of(self).chunks(rows)
    }
}

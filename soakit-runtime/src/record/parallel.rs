//! Rows on the current rayon pool: iterators that split, sorts, collecting. Feature `parallel`.
//!
//! Splitting a run of rows splits a pair of counters (or of borrows, for mutable rows), so it costs the same for any
//! number of columns. Answers do not depend on the number of threads: iterators keep row order, sorts are stable.

use core::cmp::Ordering;

use alloc::{collections::LinkedList, vec::Vec};
use rayon::iter::plumbing::{Consumer, Producer, ProducerCallback, UnindexedConsumer, bridge};
use rayon::iter::{
    FromParallelIterator, IndexedParallelIterator, IntoParallelIterator, ParallelExtend, ParallelIterator,
};
use rayon::slice::ParallelSliceMut;

use super::rows::{Rows, RowsMut};
use super::{Bulk, Iter, IterMut, Permutation, ProxyMutOf, ProxyOf, SoA, ViewMutOf, ViewOf};
use crate::words::{RowIndex, listable};

/// The rows of a container, lent to several threads; made by [`Bulk::par_iter`].
pub struct ParIter<'a, T: SoA + 'a> {
    rows: Rows<'a, T>,
}

/// The rows of a container, lent mutably to several threads; made by [`Bulk::par_iter_mut`].
pub struct ParIterMut<'a, T: SoA + 'a> {
    rows: RowsMut<'a, T>,
}

/// Runs of rows, lent to several threads; made by [`Bulk::par_chunks`].
pub struct ParChunks<'a, T: SoA + 'a> {
    rows: Rows<'a, T>,
    chunk: usize,
}

/// Runs of rows, lent mutably to several threads; made by [`Bulk::par_chunks_mut`].
pub struct ParChunksMut<'a, T: SoA + 'a> {
    rows: RowsMut<'a, T>,
    chunk: usize,
}

impl<T: SoA> Bulk<T>
where
    T::Columns: Sync,
    T::Derived: Send + Sync,
{
    /// The rows, on the current rayon pool, as `rayon`'s `par_iter` of a slice.
    #[must_use]
    pub fn par_iter(&self) -> ParIter<'_, T> {
        ParIter { rows: self.rows() }
    }

    /// Runs of `rows` rows, on the current rayon pool; the last may be shorter.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[must_use]
    #[track_caller]
    pub fn par_chunks(&self, rows: usize) -> ParChunks<'_, T> {
        assert!(rows > 0, "a chunk of 0 rows");
        ParChunks { rows: self.rows(), chunk: rows }
    }

    /// Sorts the rows by a comparison, on the current rayon pool; equal rows keep their order.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows. If `compare` panics, the rows are as they were.
    #[track_caller]
    pub fn par_sort_by(&mut self, compare: impl for<'x> Fn(ProxyOf<'x, T>, ProxyOf<'x, T>) -> Ordering + Sync) {
        let mut order: Vec<RowIndex> = (0..listable(self.len())).collect();
        let rows = self.rows();
        let row = |row: RowIndex| rows.get(row as usize).expect("an order holds rows of the container");
        order.par_sort_by(|&a, &b| compare(row(a), row(b)));
        Permutation::trusted(order).apply(self);
    }

    /// Sorts the rows by a key, on the current rayon pool; equal rows keep their order. The key is computed once for each
    /// row.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows. If `key` or its `Ord` panics, the rows are as they were.
    #[track_caller]
    pub fn par_sort_by_key<K: Ord + Send>(&mut self, key: impl for<'x> Fn(ProxyOf<'x, T>) -> K + Sync) {
        let rows = self.rows();
        let row = |row: RowIndex| rows.get(row as usize).expect("a row below the row count");
        let mut keyed: Vec<(K, RowIndex)> =
            (0..listable(self.len())).into_par_iter().map(|index| (key(row(index)), index)).collect();
        keyed.par_sort_unstable();
        Permutation::trusted(keyed.into_iter().map(|(_, row)| row).collect()).apply(self);
    }
}

impl<T: SoA> Bulk<T>
where
    T::Columns: Send,
    T::Derived: Send,
{
    /// The rows, mutably, on the current rayon pool.
    pub fn par_iter_mut(&mut self) -> ParIterMut<'_, T> {
        ParIterMut { rows: self.rows_mut() }
    }

    /// Runs of `rows` rows, mutably, on the current rayon pool; the last may be shorter.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn par_chunks_mut(&mut self, rows: usize) -> ParChunksMut<'_, T> {
        assert!(rows > 0, "a chunk of 0 rows");
        ParChunksMut { rows: self.rows_mut(), chunk: rows }
    }
}

/// Runs of rows behind a producer: what is split, and what iterates once nothing more is split.
macro_rules! producer {
    (
        $iter:ident: $bound:ident => $producer:ident yields $item:ty,
        len($self:ident) $len:expr,
        split($this:ident, $index:ident) $split:expr,
        iterate($rest:ident) $into:expr => $sequential:ty
    ) => {
        impl<'a, T: SoA + 'a> ParallelIterator for $iter<'a, T>
        where
            T::Columns: $bound,
            T::Derived: Send + $bound,
            $item: Send,
        {
            type Item = $item;

            fn drive_unindexed<C: UnindexedConsumer<Self::Item>>(self, consumer: C) -> C::Result {
                bridge(self, consumer)
            }

            fn opt_len(&self) -> Option<usize> {
                Some(self.len())
            }
        }

        impl<'a, T: SoA + 'a> IndexedParallelIterator for $iter<'a, T>
        where
            T::Columns: $bound,
            T::Derived: Send + $bound,
            $item: Send,
        {
            fn len(&$self) -> usize {
                $len
            }

            fn drive<C: Consumer<Self::Item>>(self, consumer: C) -> C::Result {
                bridge(self, consumer)
            }

            fn with_producer<B: ProducerCallback<Self::Item>>(self, callback: B) -> B::Output {
                callback.callback($producer(self))
            }
        }

        struct $producer<'a, T: SoA + 'a>($iter<'a, T>);

        impl<'a, T: SoA + 'a> Producer for $producer<'a, T>
        where
            T::Columns: $bound,
            T::Derived: Send + $bound,
            $item: Send,
        {
            type Item = $item;
            type IntoIter = $sequential;

            fn into_iter(self) -> Self::IntoIter {
                let $rest = self.0;
                $into
            }

            fn split_at(self, $index: usize) -> (Self, Self) {
                let $this = self.0;
                let (left, right) = $split;
                ($producer(left), $producer(right))
            }
        }
    };
}

producer! {
    ParIter: Sync => IterProducer yields ProxyOf<'a, T>,
    len(self) self.rows.len(),
    split(this, index) (ParIter { rows: this.rows.slice(..index) }, ParIter { rows: this.rows.slice(index..) }),
    iterate(rest) rest.rows.iter() => Iter<'a, T>
}

producer! {
    ParIterMut: Send => IterMutProducer yields ProxyMutOf<'a, T>,
    len(self) self.rows.len(),
    split(this, index) {
        let (left, right) = this.rows.split_at(index);
        (ParIterMut { rows: left }, ParIterMut { rows: right })
    },
    iterate(rest) rest.rows.iter() => IterMut<'a, T>
}

producer! {
    ParChunks: Sync => ChunksProducer yields ViewOf<'a, T>,
    len(self) self.rows.len().div_ceil(self.chunk),
    split(this, index) {
        let row = (index * this.chunk).min(this.rows.len());
        let part = |rows| ParChunks { rows, chunk: this.chunk };
        (part(this.rows.slice(..row)), part(this.rows.slice(row..)))
    },
    iterate(rest) rest.rows.chunks(rest.chunk) => super::Chunks<'a, T>
}

producer! {
    ParChunksMut: Send => ChunksMutProducer yields ViewMutOf<'a, T>,
    len(self) self.rows.len().div_ceil(self.chunk),
    split(this, index) {
        let row = (index * this.chunk).min(this.rows.len());
        let chunk = this.chunk;
        let (left, right) = this.rows.split_at(row);
        (ParChunksMut { rows: left, chunk }, ParChunksMut { rows: right, chunk })
    },
    iterate(rest) rest.rows.chunks(rest.chunk) => super::ChunksMut<'a, T>
}

impl<'a, T: SoA> IntoParallelIterator for &'a Bulk<T>
where
    T::Columns: Sync,
    T::Derived: Send + Sync,
    ProxyOf<'a, T>: Send,
{
    type Iter = ParIter<'a, T>;
    type Item = ProxyOf<'a, T>;

    fn into_par_iter(self) -> ParIter<'a, T> {
        self.par_iter()
    }
}

impl<'a, T: SoA> IntoParallelIterator for &'a mut Bulk<T>
where
    T::Columns: Send,
    T::Derived: Send,
    ProxyMutOf<'a, T>: Send,
{
    type Iter = ParIterMut<'a, T>;
    type Item = ProxyMutOf<'a, T>;

    fn into_par_iter(self) -> ParIterMut<'a, T> {
        self.par_iter_mut()
    }
}

impl<T: SoA + Send> ParallelExtend<T> for Bulk<T>
where
    T::Columns: Send,
    T::Derived: Send,
    T::Access: Send,
{
    /// Appends every row of a parallel iterator, in its order: each thread fills containers of its own, which are then
    /// appended column by column.
    fn par_extend<I: IntoParallelIterator<Item = T>>(&mut self, rows: I) {
        let parts: LinkedList<Bulk<T>> = rows
            .into_par_iter()
            .fold(Bulk::<T>::new, |mut part, row| {
                part.push(row);
                part
            })
            .map(|part| LinkedList::from([part]))
            .reduce(LinkedList::new, |mut left, mut right| {
                left.append(&mut right);
                left
            });
        self.reserve(parts.iter().map(Bulk::len).sum());
        for mut part in parts {
            self.append(&mut part);
        }
    }
}

impl<T: SoA + Send> FromParallelIterator<T> for Bulk<T>
where
    T::Columns: Send,
    T::Derived: Send,
    T::Access: Send,
{
    fn from_par_iter<I: IntoParallelIterator<Item = T>>(rows: I) -> Self {
        let mut bulk = Self::new();
        bulk.par_extend(rows);
        bulk
    }
}

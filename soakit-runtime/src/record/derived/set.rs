//! [`Caches`]: all derived columns of a store, as a tree like that of its columns, and how a change reaches each.

use core::marker::PhantomData;
use core::ops::Range;

use super::cache::{Cache, CacheCell};
use super::{DerivedColumn, Leaves};
use crate::record::{Permutation, Stored};
use crate::words::RowIndex;

/// What happened to a store; rows are numbered as before it happened.
#[derive(Clone)]
pub(crate) enum Change<'c> {
    /// Cells of every row were written, or may be.
    Columns(Leaves),
    /// Cells of one row were written, or may be.
    Row(Leaves, usize),
    /// The rows from here on left.
    Truncate(usize),
    /// A row left, and the last took its place.
    SwapRemove(usize),
    /// A row left, and all later ones moved down.
    Remove(usize),
    /// A row came, and all later ones moved up.
    Insert(usize),
    /// Two rows changed places.
    Swap(usize, usize),
    /// Row `i` is what row `order[i]` was.
    Permute(&'c Permutation),
    /// The rows of a range stand in reverse order.
    Reverse(Range<usize>),
    /// The rows without a flag left.
    Retain(&'c [bool]),
}

/// The caches of a record's derived columns: a tree of [`Cached`], or [`NoDerived`].
pub trait Caches<T: Stored>: Default {
    /// The number of derived columns.
    const COUNT: usize;
    /// Whether one of them is eager.
    const ANY_EAGER: bool;

    /// Names every derived column.
    fn each(visitor: &mut impl EachDerived<T>);

    /// Shows every cache.
    fn visit(&mut self, visitor: &mut impl Visit<T>);

    /// Shows every cache beside the same of another store.
    fn visit_pair(&mut self, other: &mut Self, visitor: &mut impl VisitPair<T>);

    /// Copies the cells of the same rows of another store, or of some of its rows.
    fn copy_from(&mut self, other: &Self, rows: Option<&[RowIndex]>);
}

/// What is done for each derived column.
pub trait EachDerived<T: Stored> {
    /// Does it.
    fn column<const N: usize>(&mut self)
    where
        T: DerivedColumn<N>;
}

/// What is done with each cache.
pub trait Visit<T: Stored> {
    /// Does it.
    fn cache<const N: usize>(&mut self, cached: &mut Cached<T, N>)
    where
        T: DerivedColumn<N>;
}

/// What is done with each cache and its like.
pub trait VisitPair<T: Stored> {
    /// Does it.
    fn caches<const N: usize>(&mut self, cached: &mut Cached<T, N>, other: &mut Cached<T, N>)
    where
        T: DerivedColumn<N>;
}

/// No derived columns.
#[derive(Clone, Copy, Default)]
pub struct NoDerived;

impl<T: Stored> Caches<T> for NoDerived {
    const COUNT: usize = 0;
    const ANY_EAGER: bool = false;

    fn each(_: &mut impl EachDerived<T>) {}

    #[inline(always)]
    fn visit(&mut self, _: &mut impl Visit<T>) {}

    #[inline(always)]
    fn visit_pair(&mut self, _: &mut Self, _: &mut impl VisitPair<T>) {}

    #[inline(always)]
    fn copy_from(&mut self, _: &Self, _: Option<&[RowIndex]>) {}
}

impl<T: Stored, A: Caches<T>, B: Caches<T>> Caches<T> for (A, B) {
    const COUNT: usize = A::COUNT + B::COUNT;
    const ANY_EAGER: bool = A::ANY_EAGER || B::ANY_EAGER;

    fn each(visitor: &mut impl EachDerived<T>) {
        A::each(visitor);
        B::each(visitor);
    }

    #[inline]
    fn visit(&mut self, visitor: &mut impl Visit<T>) {
        self.0.visit(visitor);
        self.1.visit(visitor);
    }

    #[inline]
    fn visit_pair(&mut self, other: &mut Self, visitor: &mut impl VisitPair<T>) {
        self.0.visit_pair(&mut other.0, visitor);
        self.1.visit_pair(&mut other.1, visitor);
    }

    #[inline]
    fn copy_from(&mut self, other: &Self, rows: Option<&[RowIndex]>) {
        self.0.copy_from(&other.0, rows);
        self.1.copy_from(&other.1, rows);
    }
}

/// Where the cells of derived column `N` are kept.
pub struct Cached<T: DerivedColumn<N>, const N: usize> {
    cell: CacheCell<T::Column>,
    record: PhantomData<fn() -> T>,
}

impl<T: DerivedColumn<N>, const N: usize> Default for Cached<T, N> {
    fn default() -> Self {
        Self { cell: CacheCell::default(), record: PhantomData }
    }
}

impl<T: DerivedColumn<N>, const N: usize> Caches<T> for Cached<T, N> {
    const COUNT: usize = 1;
    const ANY_EAGER: bool = T::IS_EAGER;

    fn each(visitor: &mut impl EachDerived<T>) {
        visitor.column::<N>();
    }

    #[inline]
    fn visit(&mut self, visitor: &mut impl Visit<T>) {
        visitor.cache(self);
    }

    #[inline]
    fn visit_pair(&mut self, other: &mut Self, visitor: &mut impl VisitPair<T>) {
        visitor.caches(self, other);
    }

    fn copy_from(&mut self, other: &Self, rows: Option<&[RowIndex]>) {
        // A row of a column that depends on other rows is right among all of them only.
        if !T::WHOLE_LEAVES.is_empty() && rows.is_some() {
            return;
        }
        let mut copied = None;
        other.cell.peek(|theirs| {
            let mut own = Cache::default();
            match rows {
                None => own.clone_from(theirs),
                Some(rows) => own.gather_from(theirs, rows),
            }
            copied = Some(own);
        });
        if let Some(copied) = copied {
            self.cell.fill(|own| *own = copied);
        }
    }
}

impl<T: DerivedColumn<N>, const N: usize> Cached<T, N> {
    /// Whether nobody has read the column since the container was made, or forgot it.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.cell.is_unread()
    }

    pub(crate) fn is_fresh(&self, rows: usize) -> bool {
        self.cell.is_fresh(rows)
    }

    pub(crate) fn cell(&self) -> &CacheCell<T::Column> {
        &self.cell
    }

    /// The bytes of memory that the cells take.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.cell.peek(Cache::heap_bytes).unwrap_or(0)
    }

    pub(crate) fn forget(&mut self) {
        self.cell.forget();
    }

    pub(crate) fn shrink(&mut self) {
        self.cell.edit(Cache::shrink);
    }

    /// Follows a change of a store that had `len` rows before.
    #[inline]
    pub(crate) fn follow(&mut self, change: &Change<'_>, len: usize) {
        let meets = |all: &[Leaves], changed: Leaves| all.iter().any(|leaves| leaves.meets(changed));
        let whole = !T::WHOLE_LEAVES.is_empty();
        self.cell.edit(|cache| match *change {
            Change::Columns(leaves) => {
                if meets(T::ROW_LEAVES, leaves) || meets(T::WHOLE_LEAVES, leaves) {
                    cache.touch_all();
                }
            }
            Change::Row(leaves, row) => {
                if meets(T::WHOLE_LEAVES, leaves) {
                    cache.touch_all();
                } else if meets(T::ROW_LEAVES, leaves) {
                    cache.touch(row);
                }
            }
            _ if whole => cache.touch_all(),
            Change::Truncate(rows) => cache.truncate(rows),
            Change::SwapRemove(row) => cache.swap_remove(len, row),
            Change::Remove(row) => cache.remove(row),
            Change::Insert(row) => cache.insert(row),
            Change::Swap(a, b) => cache.swap(a, b),
            Change::Permute(order) => cache.permute(order),
            Change::Reverse(ref range) => cache.reverse(len, range.clone()),
            Change::Retain(keep) => cache.retain(keep),
        });
    }

    /// Moves the cells of a range into the cache of the store that takes the rows.
    pub(crate) fn take_range(&mut self, into: &mut Self, range: Range<usize>) {
        if !T::WHOLE_LEAVES.is_empty() {
            return self.cell.edit(Cache::touch_all);
        }
        let mut taken = None;
        self.cell.edit(|cache| taken = Some(cache.take_range(range)));
        if let Some(taken) = taken {
            into.cell.fill(|cache| *cache = taken);
        }
    }

    /// Takes over the cells of a store whose rows come behind the own `len`.
    pub(crate) fn append(&mut self, len: usize, other: &mut Self) {
        if !T::WHOLE_LEAVES.is_empty() {
            self.cell.edit(Cache::touch_all);
            return other.cell.edit(Cache::touch_all);
        }
        if !other.cell.is_unread() {
            self.cell.fill(|cache| other.cell.edit(|other| cache.append(len, other)));
        }
    }
}

//! [`Origin`]: where borrowed rows come from, so that they can find the derived columns.
//!
//! Views and proxies of a record with derived columns carry a [`Source`]. Rows that stand in no container, or whose
//! container is mutably borrowed, have none. A record without derived columns has nothing to find, and [`NoOrigin`] has
//! no size.

use super::DerivedColumn;
use crate::column::{Column, Slice};
use crate::record::{Store, Stored};

/// Where borrowed rows come from. The default is nowhere.
///
/// Sealed: borrowed rows go to other threads on the promise that an origin is a shared borrow of a
/// store, or nothing.
pub trait Origin<'a, T: Stored>: Copy + Default + sealed::Origin {
    /// All rows of a store.
    fn of(store: &'a Store<T>) -> Self;

    /// The rows from `rows` on.
    #[must_use]
    fn skip(self, rows: usize) -> Self;

    /// The store, if there are derived columns in it, and the number of the first row.
    fn store(self) -> Option<(&'a Store<T>, usize)>;
}

mod sealed {
    pub trait Origin {}
}

impl sealed::Origin for NoOrigin {}
impl<T: Stored> sealed::Origin for Source<'_, T> {}

/// The origin of rows without derived columns.
#[derive(Clone, Copy, Default)]
pub struct NoOrigin;

impl<'a, T: Stored> Origin<'a, T> for NoOrigin {
    #[inline(always)]
    fn of(_: &'a Store<T>) -> Self {
        Self
    }

    #[inline(always)]
    fn skip(self, _: usize) -> Self {
        Self
    }

    #[inline(always)]
    fn store(self) -> Option<(&'a Store<T>, usize)> {
        None
    }
}

/// The origin of rows with derived columns.
pub struct Source<'a, T: Stored> {
    store: Option<&'a Store<T>>,
    first: usize,
}

impl<T: Stored> Clone for Source<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Stored> Copy for Source<'_, T> {}

impl<T: Stored> Default for Source<'_, T> {
    fn default() -> Self {
        Self { store: None, first: 0 }
    }
}

impl<'a, T: Stored> Origin<'a, T> for Source<'a, T> {
    #[inline(always)]
    fn of(store: &'a Store<T>) -> Self {
        Self { store: Some(store), first: 0 }
    }

    #[inline(always)]
    fn skip(self, rows: usize) -> Self {
        Self { first: self.first + rows, ..self }
    }

    #[inline(always)]
    fn store(self) -> Option<(&'a Store<T>, usize)> {
        self.store.map(|store| (store, self.first))
    }
}

impl<'a, T: Stored> Source<'a, T> {
    /// The cells of a derived column for `rows` rows.
    ///
    /// # Panics
    /// When the rows have no container, or its rows are not these.
    #[inline]
    #[must_use]
    #[track_caller]
    pub fn column<const N: usize>(self, rows: usize) -> <T::Column as Column>::Slice<'a>
    where
        T: DerivedColumn<N>,
    {
        derived_cells::<T, N>(self.store(), rows)
    }

    /// One cell of a derived column.
    ///
    /// # Panics
    /// When the row has no container.
    #[inline]
    #[must_use]
    #[track_caller]
    pub fn cell<const N: usize>(self) -> <T::Column as Column>::Ref<'a>
    where
        T: DerivedColumn<N>,
    {
        match self.try_cell() {
            Some(cell) => cell,
            None => no_container(T::NAME),
        }
    }

    /// One cell of a derived column, if the row has a container.
    #[inline]
    #[must_use]
    #[expect(unsafe_code, reason = "the row is checked in the same function")]
    pub fn try_cell<const N: usize>(self) -> Option<<T::Column as Column>::Ref<'a>>
    where
        T: DerivedColumn<N>,
    {
        let cells = self.store?.derived::<N>();
        // SAFETY: just checked.
        (self.first < cells.len()).then(|| unsafe { cells.get_unchecked(self.first) })
    }
}

/// The cells of a derived column for `rows` rows of a store, from a row on.
///
/// # Panics
/// When there is no store, or no such rows in it.
#[inline]
#[track_caller]
#[expect(unsafe_code, reason = "the range is checked in the same function")]
pub(crate) fn derived_cells<T: DerivedColumn<N>, const N: usize>(
    store: Option<(&Store<T>, usize)>,
    rows: usize,
) -> <T::Column as Column>::Slice<'_> {
    let Some((store, first)) = store else { no_container(T::NAME) };
    let cells = store.derived::<N>();
    match first.checked_add(rows) {
        // SAFETY: first <= end because the sum did not overflow, and end is within the cells.
        Some(end) if end <= cells.len() => unsafe { cells.slice_unchecked(first, end) },
        _ => no_container(T::NAME),
    }
}

#[cold]
#[track_caller]
fn no_container(column: &str) -> ! {
    panic!("`{column}` is kept by a container, and these rows are borrowed from none, or from a mutable borrow of one")
}

//! [`Bulk`]: the owned, growable container.
//!
//! The methods stand in files by what one wants to do: `edit` changes rows one by one, `range` many at once, `read` looks,
//! `rearrange` reorders and chooses, `derived` is about derived columns, `names` works by column name, `traits` makes it a good citizen. All of it is safe
//! code over [`Store`].

mod derived;
mod edit;
mod into_iter;
mod names;
mod range;
mod read;
mod rearrange;
mod traits;

pub use into_iter::IntoIter;
#[cfg(feature = "serde")]
pub(crate) use names::check;

use core::ops::{Deref, DerefMut};

use super::derived::Caches;
use super::rows::{Rows, RowsMut};
use super::{Access, SoA, Store, ViewMutOf, ViewOf, soa::length_mismatch};
use crate::column::Growth;
use crate::words::LengthMismatch;

/// Records of one kind, kept as one column per field.
///
/// It has the everyday methods of `Vec<T>`, and one pair of methods for each field (`temp()`, `temp_mut()`), which come
/// from the type that the derive generates and `Bulk` dereferences to. Where a field is named like a method of `Bulk`,
/// the method wins; [`columns`](Bulk::columns) reaches the field, `bulk.columns().len()`, and so does an explicit
/// dereference, `(*bulk).len_mut()`.
///
/// # When to choose something else
/// A `Vec<T>` is enough when rows are few, when they are always used whole, or when you need `&T` and `&mut T`: there is
/// no `T` in memory to point at, so rows are lent as proxies, one reference per field.
///
/// # Panics in user code
/// A `Clone`, `Drop`, predicate, comparison or iterator that panics leaves the container valid, with rows that were there
/// before or that were put in since. Removed rows that were not dropped yet may leak.
pub struct Bulk<T: SoA<Access: Sized>> {
    access: T::Access,
}

impl<T: SoA> Bulk<T> {
    /// An empty container; allocates nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::from_store(Store::default())
    }

    /// An empty container with room for `rows` rows.
    ///
    /// # Panics
    /// When there is no memory for them.
    #[must_use]
    #[track_caller]
    pub fn with_capacity(rows: usize) -> Self {
        let mut bulk = Self::new();
        bulk.store_mut().reserve(rows, Growth::Exact);
        bulk
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.store().len()
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.store().is_empty()
    }

    /// The number of rows that fit before memory must grow: the least of all columns.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.store().capacity()
    }

    /// Makes room for at least `additional` more rows.
    ///
    /// # Panics
    /// When there is no memory for them; the rows are untouched then.
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        self.store_mut().reserve(additional, Growth::Amortized);
    }

    /// Makes room for `additional` more rows, and no more than the allocator insists on.
    ///
    /// # Panics
    /// When there is no memory for them; the rows are untouched then.
    #[track_caller]
    pub fn reserve_exact(&mut self, additional: usize) {
        self.store_mut().reserve(additional, Growth::Exact);
    }

    /// Gives back memory that no row uses.
    pub fn shrink_to_fit(&mut self) {
        self.shrink_to(0);
    }

    /// Gives back memory beyond `rows` rows, or beyond the rows there are.
    pub fn shrink_to(&mut self, rows: usize) {
        self.store_mut().shrink_to(rows);
    }

    /// All rows: one slice per field.
    #[inline]
    #[must_use]
    pub fn view(&self) -> ViewOf<'_, T> {
        self.rows().view()
    }

    /// All rows, mutably: one mutable slice per field, to be taken apart.
    #[inline]
    pub fn view_mut(&mut self) -> ViewMutOf<'_, T> {
        self.rows_mut().view()
    }

    /// The generated accessors, for fields whose name a method of `Bulk` has too.
    #[inline]
    #[must_use]
    pub fn columns(&self) -> &T::Access {
        &self.access
    }

    /// Gives the columns away, one field of the answer for each; nothing is copied.
    #[must_use]
    pub fn into_columns(self) -> T::Parts {
        T::into_parts(self.into_tree())
    }

    /// Takes columns over; nothing is copied.
    ///
    /// # Errors
    /// When the columns differ in length: the error names two that do. The columns are dropped then.
    pub fn from_columns(columns: T::Parts) -> Result<Self, LengthMismatch> {
        Self::from_tree(T::from_parts(columns))
    }

    /// The settled column tree; for generated code.
    #[doc(hidden)]
    #[must_use]
    pub fn into_tree(self) -> T::Columns {
        self.access.into_store().into_columns()
    }

    /// Takes a settled column tree; for generated code.
    ///
    /// # Errors
    /// When the columns differ in length.
    #[doc(hidden)]
    pub fn from_tree(columns: T::Columns) -> Result<Self, LengthMismatch> {
        match Store::from_columns(columns) {
            Ok(store) => {
                let mut bulk = Self::from_store(store);
                bulk.settle(keep_changes);
                Ok(bulk)
            }
            Err((first_rows, other)) => Err(length_mismatch::<T>(first_rows, other)),
        }
    }

    #[inline]
    pub(crate) fn of_rows(store: Store<T>) -> Self {
        let mut bulk = Self::from_store(store);
        bulk.settle(keep_changes);
        bulk
    }

    pub(crate) fn from_store(store: Store<T>) -> Self {
        Self { access: T::Access::from_store(store) }
    }

    #[inline(always)]
    pub(crate) fn store(&self) -> &Store<T> {
        self.access.store()
    }

    #[inline(always)]
    pub(crate) fn store_mut(&mut self) -> &mut Store<T> {
        self.access.store_mut()
    }

    /// Makes eager columns right after a change. Should that panic, `undo` takes the change back.
    #[inline(always)]
    pub(crate) fn settle(&mut self, undo: impl FnOnce(&mut Store<T>)) {
        if <T::Derived as Caches<T>>::ANY_EAGER {
            self.store_mut().refresh_eager(undo);
        }
    }

    #[inline(always)]
    pub(crate) fn rows(&self) -> Rows<'_, T> {
        Rows::of_store(self.store())
    }

    #[inline(always)]
    pub(crate) fn rows_mut(&mut self) -> RowsMut<'_, T> {
        RowsMut::of_store(self.store_mut())
    }
}

/// What is not undone when an eager column panics: rows that moved or left stay where they are, and the column is computed
/// when it is next read.
pub(crate) fn keep_changes<T: SoA>(_: &mut Store<T>) {}

impl<T: SoA> Deref for Bulk<T> {
    type Target = T::Access;

    #[inline]
    fn deref(&self) -> &T::Access {
        &self.access
    }
}

impl<T: SoA> DerefMut for Bulk<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T::Access {
        &mut self.access
    }
}

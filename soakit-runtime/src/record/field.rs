//! Tokens: zero-sized names of columns, what a closure such as `|w| w.temp` answers with.

#![allow(unsafe_code, reason = "declares and implements an unsafe trait")]

use alloc::string::String;
use core::{fmt, marker::PhantomData};

use super::derived::Leaves;
use super::rows::Rows;
use super::{At, Path, SoA};
use crate::column::Column;

/// The column of record `T` at path `P`, whose cells are `V`.
///
/// A token knows its column as a type: it has no size, no lifetime, and nothing to look up. [`SoA::Fields`] has one per
/// field; closures receive them.
#[expect(clippy::type_complexity, reason = "a tuple of the parameters, to be shared whatever they are")]
pub struct Field<T, P, V>(PhantomData<fn() -> (T, P, V)>);

impl<T, P, V> Field<T, P, V> {
    /// The token.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T, P, V> Default for Field<T, P, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, P, V> Clone for Field<T, P, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, P, V> Copy for Field<T, P, V> {}

impl<T: SoA, P: Path, V> fmt::Debug for Field<T, P, V>
where
    T::Columns: At<P>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", T::REGISTRY.name, T::REGISTRY.leaf_name(<T::Columns as At<P>>::FIRST_LEAF))
    }
}

/// A token of a column of `T`: of a field, or of a derived column.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a column of `{T}`",
    label = "not a column of `{T}`",
    note = "answer with one of the tokens that the closure receives: `|w| w.temp`",
    note = "derived columns of a nested record are computed in its own containers; here, declare one that depends on its fields"
)]
pub trait Token<T: SoA>: Copy {
    /// The column.
    type Column: Column;

    /// Fields that a cell depends on, in its row; of a field, the field.
    const ROW_LEAVES: &'static [Leaves];
    /// Fields that a cell depends on, in any row.
    const WHOLE_LEAVES: &'static [Leaves];

    /// The column's part of borrowed rows.
    fn cells<'a>(rows: Rows<'a, T>) -> <Self::Column as Column>::Slice<'a>
    where
        T: 'a,
        Self: 'a;

    /// The column's name; a dotted path, if it is one of a nested record.
    fn name() -> String;
}

/// A token of a field of `T`.
///
/// # Safety
///
/// - the answers are those of [`At`] for one path in `T::Columns`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a field of `{T}`",
    label = "not a field of `{T}`",
    note = "answer with the token of a field: `|w| w.temp`, or `|w| w.place.latitude` of a field in a nested record",
    note = "a derived column is no field: it changes when what it depends on does"
)]
pub unsafe trait StoredToken<T: SoA>: Token<T> {
    /// The column's leaves.
    const LEAVES: Leaves;

    /// The column in the tree.
    fn column_mut(columns: &mut T::Columns) -> &mut <Self as Token<T>>::Column;

    /// The column's place in the tree.
    ///
    /// # Safety
    /// - `columns` points to a column tree that is alive.
    unsafe fn column_place(columns: *mut T::Columns) -> *mut <Self as Token<T>>::Column;
}

impl<T: SoA, P: Path, V> Token<T> for Field<T, P, V>
where
    T::Columns: At<P>,
{
    type Column = <T::Columns as At<P>>::Column;

    const ROW_LEAVES: &'static [Leaves] = &[Leaves::of::<T, P>()];
    const WHOLE_LEAVES: &'static [Leaves] = &[];

    #[inline(always)]
    fn cells<'a>(rows: Rows<'a, T>) -> <Self::Column as Column>::Slice<'a>
    where
        T: 'a,
        Self: 'a,
    {
        <T::Columns as At<P>>::slice_at(rows.cells())
    }

    fn name() -> String {
        T::REGISTRY.leaf_name(<T::Columns as At<P>>::FIRST_LEAF)
    }
}

// SAFETY: the answers are those of `At`.
unsafe impl<T: SoA, P: Path, V> StoredToken<T> for Field<T, P, V>
where
    T::Columns: At<P>,
{
    const LEAVES: Leaves = Leaves::of::<T, P>();

    #[inline(always)]
    fn column_mut(columns: &mut T::Columns) -> &mut <Self as Token<T>>::Column {
        <T::Columns as At<P>>::at_mut(columns)
    }

    #[inline(always)]
    unsafe fn column_place(columns: *mut T::Columns) -> *mut <Self as Token<T>>::Column {
        // SAFETY: the caller's promise.
        unsafe { <T::Columns as At<P>>::at_place(columns) }
    }
}

/// A path in the column tree, of something that stands there.
pub struct Place<P>(PhantomData<P>);

/// All tokens of a record, or one of them: values that there is one of.
pub trait Tokens: Copy {
    /// Where it stands in the column tree of the outermost record: a [`Place`]; something else for a derived column, which
    /// stands nowhere.
    type Place;

    /// The value.
    const ALL: Self;
}

impl<T, P, V> Tokens for Field<T, P, V> {
    type Place = Place<P>;

    const ALL: Self = Self::new();
}

//! Paths: where in a record's column tree a column stands, as a type.
//!
//! `Left<Right<Here>>` reads from the root: go left, then right, be there. The tokens of a nested record continue the path
//! of the field that holds it; [`Path::Then`] puts the two together.

#![allow(unsafe_code, reason = "declares and implements an unsafe trait, and finds places in a tree")]

use core::marker::PhantomData;

use crate::column::Column;

/// The whole tree.
#[derive(Clone, Copy, Debug)]
pub struct Here;

/// What stands at `P` in the first half.
#[derive(Clone, Copy, Debug)]
pub struct Left<P>(PhantomData<fn() -> P>);

/// What stands at `P` in the second half.
#[derive(Clone, Copy, Debug)]
pub struct Right<P>(PhantomData<fn() -> P>);

/// A path: [`Here`], [`Left`] or [`Right`].
pub trait Path: 'static {
    /// This path, continued by another.
    type Then<Q: Path>: Path;
}

impl Path for Here {
    type Then<Q: Path> = Q;
}

impl<P: Path> Path for Left<P> {
    type Then<Q: Path> = Left<P::Then<Q>>;
}

impl<P: Path> Path for Right<P> {
    type Then<Q: Path> = Right<P::Then<Q>>;
}

/// The path `P`, continued by `Q`.
pub type Then<P, Q> = <P as Path>::Then<Q>;

/// A column tree that has a column at path `P`.
///
/// # Safety
///
/// - the column at `P` is part of `Self`: every method answers with that part, whole and unchanged;
/// - its leaves are `FIRST_LEAF .. FIRST_LEAF + Column::LEAVES` of `Self`, so that two paths whose ranges do not overlap
///   name columns that do not overlap.
#[diagnostic::on_unimplemented(
    message = "this column does not belong to the record",
    label = "a token of another record",
    note = "use the tokens that the closure receives: `|w| w.temp`"
)]
pub unsafe trait At<P: Path>: Column {
    /// The column.
    type Column: Column;
    /// The number of leaves before it.
    const FIRST_LEAF: usize;

    /// The column.
    fn at(&self) -> &Self::Column;

    /// The column.
    fn at_mut(&mut self) -> &mut Self::Column;

    /// The column's place.
    ///
    /// # Safety
    /// - `tree` points to a column tree that is alive.
    unsafe fn at_place(tree: *mut Self) -> *mut Self::Column;

    /// The column's part of borrowed rows.
    fn slice_at<'a>(slice: Self::Slice<'a>) -> <Self::Column as Column>::Slice<'a>
    where
        Self: 'a;

    /// The column's part of a borrowed row.
    fn ref_at<'a>(cell: Self::Ref<'a>) -> <Self::Column as Column>::Ref<'a>
    where
        Self: 'a;
}

// SAFETY: the whole is part of itself and starts at its first leaf.
unsafe impl<C: Column> At<Here> for C {
    type Column = C;

    const FIRST_LEAF: usize = 0;

    #[inline(always)]
    fn at(&self) -> &C {
        self
    }

    #[inline(always)]
    fn at_mut(&mut self) -> &mut C {
        self
    }

    #[inline(always)]
    unsafe fn at_place(tree: *mut C) -> *mut C {
        tree
    }

    #[inline(always)]
    fn slice_at<'a>(slice: C::Slice<'a>) -> C::Slice<'a>
    where
        Self: 'a,
    {
        slice
    }

    #[inline(always)]
    fn ref_at<'a>(cell: C::Ref<'a>) -> C::Ref<'a>
    where
        Self: 'a,
    {
        cell
    }
}

// SAFETY: a part of the first half is a part, with the same leaves before it.
unsafe impl<P: Path, A: At<P>, B: Column> At<Left<P>> for (A, B) {
    type Column = A::Column;

    const FIRST_LEAF: usize = A::FIRST_LEAF;

    #[inline(always)]
    fn at(&self) -> &Self::Column {
        self.0.at()
    }

    #[inline(always)]
    fn at_mut(&mut self) -> &mut Self::Column {
        self.0.at_mut()
    }

    #[inline(always)]
    unsafe fn at_place(tree: *mut Self) -> *mut Self::Column {
        // SAFETY: the tree is alive, and so is its first half.
        unsafe { A::at_place(&raw mut (*tree).0) }
    }

    #[inline(always)]
    fn slice_at<'a>(slice: Self::Slice<'a>) -> <Self::Column as Column>::Slice<'a>
    where
        Self: 'a,
    {
        A::slice_at(slice.0)
    }

    #[inline(always)]
    fn ref_at<'a>(cell: Self::Ref<'a>) -> <Self::Column as Column>::Ref<'a>
    where
        Self: 'a,
    {
        A::ref_at(cell.0)
    }
}

// SAFETY: a part of the second half is a part, behind the leaves of the first half.
unsafe impl<P: Path, A: Column, B: At<P>> At<Right<P>> for (A, B) {
    type Column = B::Column;

    const FIRST_LEAF: usize = A::LEAVES + B::FIRST_LEAF;

    #[inline(always)]
    fn at(&self) -> &Self::Column {
        self.1.at()
    }

    #[inline(always)]
    fn at_mut(&mut self) -> &mut Self::Column {
        self.1.at_mut()
    }

    #[inline(always)]
    unsafe fn at_place(tree: *mut Self) -> *mut Self::Column {
        // SAFETY: the tree is alive, and so is its second half.
        unsafe { B::at_place(&raw mut (*tree).1) }
    }

    #[inline(always)]
    fn slice_at<'a>(slice: Self::Slice<'a>) -> <Self::Column as Column>::Slice<'a>
    where
        Self: 'a,
    {
        B::slice_at(slice.1)
    }

    #[inline(always)]
    fn ref_at<'a>(cell: Self::Ref<'a>) -> <Self::Column as Column>::Ref<'a>
    where
        Self: 'a,
    {
        B::ref_at(cell.1)
    }
}

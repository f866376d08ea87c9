//! The traits of floor 1: what a column promises.

#![allow(unsafe_code, reason = "declares the unsafe traits of columns")]

use alloc::collections::TryReserveError;
use core::{fmt, hash::Hasher};

use crate::words::RowIndex;

/// How a column makes room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// At least what is asked, and in proportion to what is there: repeated pushes cost O(1) each.
    Amortized,
    /// What is asked, no more than the allocator insists on.
    Exact,
}

/// The memory of one field, or of a whole record (a tree of pairs).
///
/// Users meet columns as values ([`Text`](super::Text), [`Dict`](super::Dict), `Vec<T>`) and slices; they call the methods of those types. The
/// methods here are the primitives that containers are made of: they check nothing.
///
/// # Safety
///
/// An implementor promises, for every method, under the caller's promise that rows `0..len` are live:
///
/// - the method does what its documentation says for rows `0..len` and leaves every other row dead;
/// - [`slice`](Column::slice) and [`slice_mut`](Column::slice_mut) have exactly `len` rows;
/// - after [`try_reserve`](Column::try_reserve) answers `Ok`, `capacity() >= len + additional`, and
///   `capacity` does not shrink except in [`shrink_to`](Column::shrink_to), `split_off`-like moves and `Default`;
/// - no method but [`truncate`](Column::truncate) and drop runs a cell's `Drop`, and no method runs other user code,
///   except in [`CloneColumn`] and its like;
/// - a `Slice` and a `Ref` may be sent to and shared with other threads whenever `Self: Sync`; a `SliceMut` and a `Mut` may
///   be sent whenever `Self: Send`, and shared whenever `Self: Sync`;
/// - if a method panics, dropping the column is still sound, and rows below the smaller of the lengths before and after
///   are still live.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column",
    label = "not a column",
    note = "`#[soa(column = …)]` names a column type whose cells are the field's type: `Vec<T>`, `Bits`, `Dict`, `Text`, `Nullable<…>`"
)]
pub unsafe trait Column: Default {
    /// One owned cell; for a pair, both halves' cells.
    type Item;
    /// One cell, borrowed.
    type Ref<'a>: Copy
    where
        Self: 'a;
    /// One cell, mutably borrowed. Text cells are read-only here too.
    type Mut<'a>
    where
        Self: 'a;
    /// Contiguous cells, borrowed.
    type Slice<'a>: Slice<Ref = Self::Ref<'a>>
    where
        Self: 'a;
    /// Contiguous cells, mutably borrowed.
    type SliceMut<'a>: SliceMut<Mut = Self::Mut<'a>>
    where
        Self: 'a;

    /// The number of leaves below: 1 for the column of a field.
    const LEAVES: usize;
    /// Whether dropping a cell does anything.
    const NEEDS_DROP: bool;

    /// Rows that fit without growing.
    fn capacity(&self) -> usize;

    /// The bytes that leaf number `leaf` has allocated, used or not. What cells own elsewhere (the text of a `Vec<String>`)
    /// is not counted.
    fn heap_bytes(&self, leaf: usize) -> usize;

    /// Makes room for `additional` rows beyond `len`; on `Err` nothing has changed that anyone can see.
    ///
    /// # Safety
    /// - rows `0..len` are live.
    unsafe fn try_reserve(&mut self, len: usize, additional: usize, growth: Growth) -> Result<(), TryReserveError>;

    /// Gives back memory beyond `max(len, capacity)` rows, as far as the allocator takes it.
    ///
    /// # Safety
    /// - rows `0..len` are live.
    unsafe fn shrink_to(&mut self, len: usize, capacity: usize);

    /// Makes the column own exactly `len` rows, as one that a user may hold.
    ///
    /// # Safety
    /// - rows `0..len` are live.
    unsafe fn settle(&mut self, len: usize);

    /// Rows of a settled column; for a pair, of its first leaf.
    fn settled_len(&self) -> usize;

    /// The first leaf of a settled tree that does not have `rows` rows: its number and its rows.
    fn settled_mismatch(&self, rows: usize) -> Option<(usize, usize)>;

    /// Where cells stand one behind the other, if they do: writing the cell at index `i`, for a dead row `i` below the
    /// capacity, makes it live once [`settle`](Column::settle) says that all up to there are.
    fn places(&mut self) -> Option<*mut Self::Item> {
        None
    }

    /// Writes row `len`.
    ///
    /// # Safety
    /// - rows `0..len` are live, `len < capacity()`.
    unsafe fn push(&mut self, len: usize, item: Self::Item);

    /// Moves row `index` out and leaves it dead.
    ///
    /// # Safety
    /// - row `index` is live, and from now on the caller treats it as dead;
    /// - the column owns nothing: [`settle`](Column::settle) was called with 0, and no call since but this one.
    unsafe fn take(&mut self, index: usize) -> Self::Item;

    /// Moves the last row out.
    ///
    /// # Safety
    /// - rows `0..len` are live, `len > 0`.
    unsafe fn pop(&mut self, len: usize) -> Self::Item;

    /// Moves row `index` out; the last row takes its place. O(1).
    ///
    /// # Safety
    /// - rows `0..len` are live, `index < len`.
    unsafe fn swap_remove(&mut self, len: usize, index: usize) -> Self::Item;

    /// Moves row `index` out; later rows move down by one. O(len - index).
    ///
    /// # Safety
    /// - rows `0..len` are live, `index < len`.
    unsafe fn remove(&mut self, len: usize, index: usize) -> Self::Item;

    /// Writes row `index`; it and later rows move up by one. O(len - index).
    ///
    /// # Safety
    /// - rows `0..len` are live, `index <= len < capacity()`.
    unsafe fn insert(&mut self, len: usize, index: usize, item: Self::Item);

    /// Writes row `index` and returns what it held.
    ///
    /// # Safety
    /// - rows `0..len` are live, `index < len`.
    unsafe fn replace(&mut self, len: usize, index: usize, item: Self::Item) -> Self::Item;

    /// Exchanges two rows.
    ///
    /// # Safety
    /// - rows `0..len` are live, `a < len`, `b < len`.
    unsafe fn swap(&mut self, len: usize, a: usize, b: usize);

    /// Drops rows `new_len..len`. Runs cells' `Drop`; the caller has lowered its own length before.
    ///
    /// # Safety
    /// - rows `0..len` are live, `new_len <= len`.
    unsafe fn truncate(&mut self, len: usize, new_len: usize);

    /// Moves all rows of `other` behind the own ones. `other` is left with none.
    ///
    /// # Safety
    /// - rows `0..len` of `self` and `0..other_len` of `other` are live, `len + other_len <= capacity()`.
    unsafe fn append(&mut self, len: usize, other: &mut Self, other_len: usize);

    /// Moves rows `start..end` into a settled column of their own; later rows move down.
    ///
    /// # Safety
    /// - rows `0..len` are live, `start <= end <= len`.
    unsafe fn take_range(&mut self, len: usize, start: usize, end: usize) -> Self;

    /// Keeps the rows whose flag is set, in order. Returns a column that owns the others if they need dropping
    /// (and nothing if not); its order and length are its own business.
    ///
    /// # Safety
    /// - rows `0..len` are live, `keep.len() == len`, and `kept` of the flags are set.
    unsafe fn retain(&mut self, len: usize, keep: &[bool], kept: usize) -> Self;

    /// Reorders: afterwards row `i` is what row `order[i]` was.
    ///
    /// # Safety
    /// - rows `0..len` are live, `order` holds each of `0..len` exactly once.
    unsafe fn permute(&mut self, len: usize, order: &[RowIndex]);

    /// Reverses the rows `start..end`.
    ///
    /// # Safety
    /// - rows `0..len` are live, `start <= end <= len`.
    unsafe fn reverse(&mut self, len: usize, start: usize, end: usize) {
        let (mut low, mut high) = (start, end);
        while low + 1 < high {
            high -= 1;
            // SAFETY: low < high < end <= len.
            unsafe { self.swap(len, low, high) };
            low += 1;
        }
    }

    /// Borrows an owned cell as if it stood in a column.
    fn lend(item: &Self::Item) -> Self::Ref<'_>;

    /// Looks at a mutably borrowed cell.
    fn peek<'s>(cell: &'s Self::Mut<'_>) -> Self::Ref<'s>;

    /// A borrowed cell, for a shorter time.
    fn shorter<'s, 'a: 's>(cell: Self::Ref<'a>) -> Self::Ref<'s>
    where
        Self: 'a;

    /// Lends mutable cells for a shorter time.
    fn reborrow<'s>(slice: &'s mut Self::SliceMut<'_>) -> Self::SliceMut<'s>;

    /// Shares mutable cells for a shorter time.
    fn share<'s>(slice: &'s Self::SliceMut<'_>) -> Self::Slice<'s>;

    /// All rows.
    ///
    /// # Safety
    /// - rows `0..len` are live.
    unsafe fn slice(&self, len: usize) -> Self::Slice<'_>;

    /// All rows, mutably.
    ///
    /// # Safety
    /// - rows `0..len` are live.
    unsafe fn slice_mut(&mut self, len: usize) -> Self::SliceMut<'_>;
}

/// Contiguous borrowed cells of one column, or of a tree of them.
///
/// # Safety
///
/// - [`get_unchecked`](Slice::get_unchecked) is sound for every index below `len()` of that leaf;
/// - `slice_unchecked(start, end)` has `end - start` rows.
pub unsafe trait Slice: Copy {
    /// One cell.
    type Ref: Copy;

    /// The number of leaves below.
    const LEAVES: usize;

    /// Rows; for a pair, of its first leaf.
    fn len(&self) -> usize;

    /// Whether there is no row.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first leaf that does not have `rows` rows: its number and its rows.
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)>;

    /// One cell.
    ///
    /// # Safety
    /// - `index` is below the length of every leaf.
    unsafe fn get_unchecked(&self, index: usize) -> Self::Ref;

    /// The cells `start..end`.
    ///
    /// # Safety
    /// - `start <= end`, and `end` is at most the length of every leaf.
    #[must_use]
    unsafe fn slice_unchecked(&self, start: usize, end: usize) -> Self;

    /// The number of words, if every cell is a word of a dictionary, or missing.
    fn word_count(&self) -> Option<usize> {
        None
    }

    /// A word of the dictionary, as a cell.
    fn word(&self, code: usize) -> Option<Self::Ref> {
        let _ = code;
        None
    }

    /// The number of a cell's word; [`u32::MAX`] of a missing cell.
    ///
    /// # Safety
    /// - `index` is below the length; there is a dictionary.
    unsafe fn code_unchecked(&self, index: usize) -> u32 {
        let _ = index;
        u32::MAX
    }
}

/// Contiguous mutably borrowed cells of one column, or of a tree of them.
///
/// # Safety
///
/// - [`raw_get`](SliceMut::raw_get) at two different indices gives cells that do not overlap, also for use on two threads
///   when the cells are `Send`;
/// - the lengths are as in [`Slice`].
pub unsafe trait SliceMut: Sized {
    /// One cell.
    type Mut;
    /// The same cells as pointers that may be copied.
    type Raw: Copy;

    /// The number of leaves below.
    const LEAVES: usize;

    /// Rows; for a pair, of its first leaf.
    fn len(&self) -> usize;

    /// Whether there is no row.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first leaf that does not have `rows` rows: its number and its rows.
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)>;

    /// Gives up the borrow for pointers.
    fn into_raw(self) -> Self::Raw;

    /// One cell.
    ///
    /// # Safety
    /// - `raw` is from [`into_raw`](SliceMut::into_raw) of this type, and its borrow has not ended;
    /// - `index` is below the length of every leaf, and no other cell or slice made from `raw` covers it.
    unsafe fn raw_get(raw: Self::Raw, index: usize) -> Self::Mut;

    /// The cells `start..end`.
    ///
    /// # Safety
    /// - as for [`raw_get`](SliceMut::raw_get), for every index in `start..end`; `start <= end`.
    unsafe fn raw_slice(raw: Self::Raw, start: usize, end: usize) -> Self;
}

/// Shortens the borrow of a mutable slice, so that it can be used again afterwards.
#[diagnostic::on_unimplemented(
    message = "the `SliceMut` of a column must be `Reborrow`, and this one is not",
    label = "not a complete column",
    note = "if the type is not a column at all, mend that first; otherwise implement `Reborrow` for its `SliceMut`"
)]
pub trait Reborrow {
    /// The same cells, for a shorter time.
    type Short<'s>
    where
        Self: 's;
    /// The same cells, shared.
    type Shared<'s>: Copy
    where
        Self: 's;

    /// Lends the cells mutably.
    fn reborrow(&mut self) -> Self::Short<'_>;

    /// Lends the cells.
    fn as_shared(&self) -> Self::Shared<'_>;
}

/// A column whose cells can be copied out.
///
/// # Safety
///
/// - after each method that writes copies, those rows are live; the store raises its length on that word.
#[diagnostic::on_unimplemented(
    message = "the rows of this container cannot be cloned",
    label = "a field's type is not `Clone`",
    note = "derive or implement `Clone` for the type of every field, or move rows out with `remove`, `drain` or `into_iter`"
)]
pub unsafe trait CloneColumn: Column {
    /// An owned copy of one cell.
    fn clone_cell(cell: Self::Ref<'_>) -> Self::Item;

    /// Writes copies of `source` behind row `len`. If a `Clone` panics, rows `0..len` are as before.
    ///
    /// # Safety
    /// - rows `0..len` are live, `len + source.len() <= capacity()`, and `source`'s leaves are of one length.
    unsafe fn extend_clone(&mut self, len: usize, source: Self::Slice<'_>);

    /// Writes copies of rows `start..end` behind row `len`. If a `Clone` panics, rows `0..len` are as before.
    ///
    /// # Safety
    /// - rows `0..len` are live, `start <= end <= len`, `len + end - start <= capacity()`.
    unsafe fn extend_within(&mut self, len: usize, start: usize, end: usize);

    /// Writes copies of the rows `rows` of `source` behind row `len`. If a `Clone` panics, rows `0..len` are as before.
    ///
    /// # Safety
    /// - rows `0..len` are live, `len + rows.len() <= capacity()`, each of `rows` is below the length of every leaf of
    ///   `source`.
    unsafe fn gather(&mut self, len: usize, source: Self::Slice<'_>, rows: &[RowIndex]);
}

/// A column whose cells print with `Debug`.
#[diagnostic::on_unimplemented(
    message = "the rows of this container cannot be printed with `{{:?}}`",
    label = "a field's type is not `Debug`",
    note = "derive or implement `Debug` for the type of every field"
)]
pub trait DebugColumn: Column {
    /// Prints the cell of leaf number `leaf`.
    ///
    /// # Errors
    /// What the formatter answers.
    fn fmt_cell(cell: Self::Ref<'_>, leaf: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// A column whose cells can be compared for equality, with the meaning of the field's own `PartialEq`.
#[diagnostic::on_unimplemented(
    message = "the rows of this container cannot be compared",
    label = "a field's type is not `PartialEq`",
    note = "derive or implement `PartialEq` for the type of every field"
)]
pub trait EqColumn: Column {
    /// Whether two cells are equal.
    fn eq_cell(a: Self::Ref<'_>, b: Self::Ref<'_>) -> bool;
}

/// A column whose cells are ordered; a pair orders by its first half, then by its second, as a derived `PartialOrd` does.
#[diagnostic::on_unimplemented(
    message = "the rows of this container have no order",
    label = "a field's type is not `PartialOrd`",
    note = "derive or implement `PartialOrd` for the type of every field, or order by a key"
)]
pub trait OrdColumn: EqColumn {
    /// How two cells compare, where they do.
    fn partial_cmp_cell(a: Self::Ref<'_>, b: Self::Ref<'_>) -> Option<core::cmp::Ordering>;
}

/// A column whose cells can be compared for equality as an equivalence.
pub trait TotalEqColumn: EqColumn {}

/// A column whose cells are totally ordered.
pub trait TotalOrdColumn: OrdColumn + TotalEqColumn {
    /// How two cells compare.
    fn cmp_cell(a: Self::Ref<'_>, b: Self::Ref<'_>) -> core::cmp::Ordering;
}

/// A column whose cells can be hashed.
#[diagnostic::on_unimplemented(
    message = "the rows of this container cannot be hashed",
    label = "a field's type is not `Hash`",
    note = "derive or implement `Hash` for the type of every field"
)]
pub trait HashColumn: Column {
    /// Feeds one cell to the hasher.
    fn hash_cell<H: Hasher>(cell: Self::Ref<'_>, state: &mut H);
}

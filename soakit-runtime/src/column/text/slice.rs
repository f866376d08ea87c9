//! [`TextSlice`]: borrowed rows of text. It reads packed and loose columns alike, without asking which: packed, its ends
//! are the starts, one further on.
//!
//! Invariant: `starts` and `ends` are of one length, and for each row `starts[i]..ends[i]` are bytes that there are, and
//! are UTF-8 (invariants 1 to 3 of `Text`).

#![allow(
    unsafe_code,
    reason = "offsets were checked when they were made; checking them per read costs a third of a scan"
)]

use core::{fmt, ops::Index, ops::Range};

use super::Text;
use crate::column::{CellIter, Reborrow, Slice, SliceMut, Walk};
use crate::words::row_out_of_range;

/// Contiguous rows of a [`Text`] column, borrowed. Cells of text are read-only, so it serves as the mutable slice too.
#[derive(Clone, Copy)]
pub struct TextSlice<'a> {
    starts: &'a [i64],
    ends: &'a [i64],
    bytes: &'a [u8],
}

impl<'a> TextSlice<'a> {
    /// The first `rows` rows; there are at least as many.
    #[inline(always)]
    pub(super) fn of(text: &'a Text, rows: usize) -> Self {
        assert!(rows <= text.len());
        let ends = match &text.loose {
            None => text.starts.as_ptr().wrapping_add(1),
            Some(loose) => loose.ends.as_ptr(),
        };
        // SAFETY: invariants 1 and 2 of `Text`: there are so many entries in both (if there is no row, `ends` may point to
        // nothing, but is aligned and not null).
        let (starts, ends) = unsafe {
            (core::slice::from_raw_parts(text.starts.as_ptr(), rows), core::slice::from_raw_parts(ends, rows))
        };
        Self { starts, ends, bytes: &text.bytes }
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// One row's text, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&'a str> {
        // SAFETY: just checked.
        (row < self.len()).then(|| unsafe { self.get_unchecked(row) })
    }

    /// The rows, in order.
    #[inline]
    #[must_use]
    pub fn iter(self) -> CellIter<Self> {
        CellIter::new(self)
    }

    /// The rows, copied into a packed column of their own.
    #[must_use]
    pub fn to_text(&self) -> Text {
        let mut text = Text::with_capacity(self.len(), 0);
        text.push_cells(*self);
        text
    }

    /// The bytes that the rows' offsets count in.
    #[inline]
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// If each row starts where the one before ends: the bytes of all, and their ends.
    pub(super) fn run(&self) -> Option<(Range<usize>, &'a [i64])> {
        let (first, last) = (self.starts.first()?, self.ends.last()?);
        let packed = core::ptr::eq(self.ends.as_ptr(), self.starts.as_ptr().wrapping_add(1));
        packed.then_some((*first as usize..*last as usize, self.ends))
    }
}

// SAFETY: `starts` and `ends` have `len()` entries each, and by the invariant each pair of them is a text.
unsafe impl<'a> Slice for TextSlice<'a> {
    type Ref = &'a str;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        self.starts.len()
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (self.starts.len() != rows).then_some((0, self.starts.len()))
    }

    #[inline(always)]
    unsafe fn get_unchecked(&self, index: usize) -> &'a str {
        debug_assert!(index < self.starts.len());
        // SAFETY: the caller keeps the index below the length of both.
        let cell = unsafe { *self.starts.get_unchecked(index) as usize..*self.ends.get_unchecked(index) as usize };
        debug_assert!(self.bytes.get(cell.clone()).is_some_and(|bytes| core::str::from_utf8(bytes).is_ok()));
        // SAFETY: the invariant: these bytes are there.
        let bytes = unsafe { self.bytes.get_unchecked(cell) };
        // SAFETY: the invariant: they are UTF-8.
        unsafe { core::str::from_utf8_unchecked(bytes) }
    }

    #[inline(always)]
    unsafe fn slice_unchecked(&self, start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= self.starts.len());
        // SAFETY: the caller keeps start <= end <= length, which both have.
        let (starts, ends) = unsafe { (self.starts.get_unchecked(start..end), self.ends.get_unchecked(start..end)) };
        Self { starts, ends, bytes: self.bytes }
    }
}

// SAFETY: the cells are shared references, which may overlap.
unsafe impl<'a> SliceMut for TextSlice<'a> {
    type Mut = &'a str;
    type Raw = Self;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        self.starts.len()
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        Slice::mismatch(self, rows)
    }

    #[inline(always)]
    fn into_raw(self) -> Self {
        self
    }

    #[inline(always)]
    unsafe fn raw_get(raw: Self, index: usize) -> &'a str {
        // SAFETY: the caller keeps the index below the length.
        unsafe { raw.get_unchecked(index) }
    }

    #[inline(always)]
    unsafe fn raw_slice(raw: Self, start: usize, end: usize) -> Self {
        // SAFETY: the caller keeps the range within the rows.
        unsafe { raw.slice_unchecked(start, end) }
    }
}

impl Walk for TextSlice<'_> {}

impl Reborrow for TextSlice<'_> {
    type Short<'s>
        = TextSlice<'s>
    where
        Self: 's;
    type Shared<'s>
        = TextSlice<'s>
    where
        Self: 's;

    #[inline]
    fn reborrow(&mut self) -> TextSlice<'_> {
        *self
    }

    #[inline]
    fn as_shared(&self) -> TextSlice<'_> {
        *self
    }
}

impl Index<usize> for TextSlice<'_> {
    type Output = str;

    #[track_caller]
    fn index(&self, row: usize) -> &str {
        match self.get(row) {
            Some(cell) => cell,
            None => row_out_of_range(row, self.len()),
        }
    }
}

impl<'a> IntoIterator for TextSlice<'a> {
    type Item = &'a str;
    type IntoIter = CellIter<Self>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for TextSlice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

impl PartialEq for TextSlice<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for TextSlice<'_> {}

impl<S: AsRef<str>> PartialEq<[S]> for TextSlice<'_> {
    fn eq(&self, other: &[S]) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter().map(AsRef::as_ref))
    }
}

impl<S: AsRef<str>, const N: usize> PartialEq<[S; N]> for TextSlice<'_> {
    fn eq(&self, other: &[S; N]) -> bool {
        self == other.as_slice()
    }
}

impl<S: AsRef<str>> PartialEq<[S]> for Text {
    fn eq(&self, other: &[S]) -> bool {
        self.as_slice() == *other
    }
}

impl<S: AsRef<str>, const N: usize> PartialEq<[S; N]> for Text {
    fn eq(&self, other: &[S; N]) -> bool {
        self.as_slice() == *other
    }
}

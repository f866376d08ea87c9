//! [`DictSlice`]: borrowed rows of dictionary text.

#![allow(unsafe_code, reason = "implements the unsafe slice traits")]

use core::{fmt, ops::Index};

use super::Dict;
use crate::column::{CellIter, Reborrow, Slice, SliceMut, TextSlice, Walk};
use crate::words::row_out_of_range;

/// Contiguous rows of a [`Dict`] column, borrowed. Cells of text are read-only, so it serves as the mutable slice too.
#[derive(Clone, Copy)]
pub struct DictSlice<'a> {
    codes: &'a [u32],
    words: TextSlice<'a>,
}

impl<'a> DictSlice<'a> {
    #[inline(always)]
    pub(super) fn new(codes: &'a [u32], words: TextSlice<'a>) -> Self {
        Self { codes, words }
    }

    /// One code per row: the number of its word. A missing cell of a nullable column has `u32::MAX`.
    #[inline]
    #[must_use]
    pub fn codes(&self) -> &'a [u32] {
        self.codes
    }

    /// The words of the whole column; perhaps also words that no row has.
    #[inline]
    #[must_use]
    pub fn words(&self) -> TextSlice<'a> {
        self.words
    }

    /// The code of a word, if it is there. Looks at all words; [`Dict::code_of`] has an index.
    #[must_use]
    pub fn code_of(&self, word: &str) -> Option<u32> {
        (0..).zip(self.words).find_map(|(code, known)| (known == word).then_some(code))
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// One row's text, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&'a str> {
        self.codes.get(row).map(|&code| self.word_or_nothing(code))
    }

    /// The rows, in order.
    #[inline]
    #[must_use]
    pub fn iter(self) -> CellIter<Self> {
        CellIter::new(self)
    }

    /// The rows, copied into a column of their own, which has the words that occur in them and no others.
    #[must_use]
    pub fn to_dict(&self) -> Dict {
        Dict::copied(*self)
    }

    /// The word of a code; "" for a missing cell's.
    #[inline(always)]
    fn word_or_nothing(&self, code: u32) -> &'a str {
        self.words.get(code as usize).unwrap_or_default()
    }
}

// SAFETY: the length is that of the codes; words are looked up with a check.
unsafe impl<'a> Slice for DictSlice<'a> {
    type Ref = &'a str;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        self.codes.len()
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (self.codes.len() != rows).then_some((0, self.codes.len()))
    }

    #[inline(always)]
    unsafe fn get_unchecked(&self, index: usize) -> &'a str {
        debug_assert!(index < self.codes.len());
        // SAFETY: the caller keeps the index below the length.
        self.word_or_nothing(unsafe { *self.codes.get_unchecked(index) })
    }

    #[inline(always)]
    unsafe fn slice_unchecked(&self, start: usize, end: usize) -> Self {
        // SAFETY: the caller keeps start <= end <= length.
        Self { codes: unsafe { Slice::slice_unchecked(&self.codes, start, end) }, words: self.words }
    }

    #[inline]
    fn word_count(&self) -> Option<usize> {
        Some(self.words.len())
    }

    #[inline]
    fn word(&self, code: usize) -> Option<&'a str> {
        self.words.get(code)
    }

    #[inline(always)]
    unsafe fn code_unchecked(&self, index: usize) -> u32 {
        // SAFETY: the caller keeps the index below the length.
        unsafe { *self.codes.get_unchecked(index) }
    }
}

// SAFETY: the cells are shared references, which may overlap.
unsafe impl<'a> SliceMut for DictSlice<'a> {
    type Mut = &'a str;
    type Raw = Self;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        self.codes.len()
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

impl Walk for DictSlice<'_> {}

impl Reborrow for DictSlice<'_> {
    type Short<'s>
        = DictSlice<'s>
    where
        Self: 's;
    type Shared<'s>
        = DictSlice<'s>
    where
        Self: 's;

    #[inline]
    fn reborrow(&mut self) -> DictSlice<'_> {
        *self
    }

    #[inline]
    fn as_shared(&self) -> DictSlice<'_> {
        *self
    }
}

impl Index<usize> for DictSlice<'_> {
    type Output = str;

    #[track_caller]
    fn index(&self, row: usize) -> &str {
        match self.get(row) {
            Some(cell) => cell,
            None => row_out_of_range(row, self.len()),
        }
    }
}

impl<'a> IntoIterator for DictSlice<'a> {
    type Item = &'a str;
    type IntoIter = CellIter<Self>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for DictSlice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

impl PartialEq for DictSlice<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for DictSlice<'_> {}

impl<S: AsRef<str>> PartialEq<[S]> for DictSlice<'_> {
    fn eq(&self, other: &[S]) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter().map(AsRef::as_ref))
    }
}

impl<S: AsRef<str>, const N: usize> PartialEq<[S; N]> for DictSlice<'_> {
    fn eq(&self, other: &[S; N]) -> bool {
        self == other.as_slice()
    }
}

impl<S: AsRef<str>> PartialEq<[S]> for Dict {
    fn eq(&self, other: &[S]) -> bool {
        self.as_slice() == *other
    }
}

impl<S: AsRef<str>, const N: usize> PartialEq<[S; N]> for Dict {
    fn eq(&self, other: &[S; N]) -> bool {
        self.as_slice() == *other
    }
}

//! The column primitives of [`Dict`]. Codes are a `Vec<u32>` and move as one; only rows that come from another dictionary
//! need care.

#![allow(unsafe_code, reason = "forwards the unchecked primitives of the codes")]

use alloc::{borrow::ToOwned, collections::TryReserveError, string::String, vec, vec::Vec};
use core::{cmp::Ordering, fmt, hash::Hash, hash::Hasher};

use super::{BLANK, Dict, DictSlice, Lexicon};
use crate::column::{
    CloneColumn, Column, DebugColumn, EqColumn, Growth, HashColumn, OrdColumn, Slice, Text, TextSlice, TotalEqColumn,
    TotalOrdColumn,
};
use crate::words::RowIndex;

impl Dict {
    /// A copy of borrowed rows, with the words that occur in them.
    pub(super) fn copied(source: DictSlice<'_>) -> Self {
        let mut dict = Self::with_capacity(source.len());
        // SAFETY: no row is live, and there is room.
        unsafe { dict.extend_clone(0, source) };
        // SAFETY: just written.
        unsafe { dict.settle(source.len()) };
        dict
    }

    /// Writes rows behind row `len` whose codes stand for the words of another dictionary.
    ///
    /// A word is hashed when it first occurs; a table then answers for its other rows. Where there are far more words than
    /// rows the table would cost more than it saves, and each row is hashed.
    ///
    /// # Safety
    /// - rows `0..len` are live, and there is room for as many as there are `codes`.
    unsafe fn extend_translated(
        &mut self,
        len: usize,
        codes: impl ExactSizeIterator<Item = u32>,
        words: TextSlice<'_>,
    ) {
        let Self { codes: own, lexicon } = self;
        let mut known = if words.len() / 8 > codes.len() { Vec::new() } else { vec![BLANK; words.len()] };
        for (row, code) in (len..).zip(codes) {
            let translated = match known.get_mut(code as usize) {
                Some(known) if *known != BLANK => *known,
                Some(known) => {
                    *known = lexicon.intern(&words[code as usize]);
                    *known
                }
                None => words.get(code as usize).map_or(BLANK, |word| lexicon.intern(word)),
            };
            // SAFETY: rows 0..row are live, and there is room.
            unsafe { Column::push(own, row, translated) };
        }
    }

    /// Writes a missing cell as row `len`.
    ///
    /// # Safety
    /// - as [`push`](Column::push).
    #[inline]
    pub(in crate::column) unsafe fn push_blank(&mut self, len: usize) {
        // SAFETY: the caller's promise.
        unsafe { Column::push(&mut self.codes, len, BLANK) };
    }

    /// Writes a missing cell as row `index`; it and later rows move up.
    ///
    /// # Safety
    /// - as [`insert`](Column::insert).
    pub(in crate::column) unsafe fn insert_blank(&mut self, len: usize, index: usize) {
        // SAFETY: the caller's promise.
        unsafe { Column::insert(&mut self.codes, len, index, BLANK) };
    }

    /// Writes a missing cell over row `index`.
    ///
    /// # Safety
    /// - as [`replace`](Column::replace).
    pub(in crate::column) unsafe fn replace_blank(&mut self, len: usize, index: usize) -> String {
        // SAFETY: the caller's promise.
        let code = unsafe { self.codes.replace(len, index, BLANK) };
        self.word(code)
    }

    /// A copy of a code's word.
    #[inline]
    fn word(&self, code: u32) -> String {
        self.lexicon.words.get(code as usize).unwrap_or_default().to_owned()
    }
}

// SAFETY: (the trait and every block below, unless it says more) codes get the caller's promise unchanged, and
// `Vec<u32>` keeps its own; words are safe code. Adding a word may panic; that happens before any code is touched, or
// writes codes beyond `len`.
unsafe impl Column for Dict {
    type Item = String;
    type Ref<'a> = &'a str;
    type Mut<'a> = &'a str;
    type Slice<'a> = DictSlice<'a>;
    type SliceMut<'a> = DictSlice<'a>;

    const LEAVES: usize = 1;
    const NEEDS_DROP: bool = false;

    #[inline]
    fn capacity(&self) -> usize {
        Column::capacity(&self.codes)
    }

    fn heap_bytes(&self, _leaf: usize) -> usize {
        self.codes.heap_bytes(0) + self.lexicon.words.heap_bytes(0) + self.lexicon.index.allocation_size()
    }

    unsafe fn try_reserve(&mut self, len: usize, additional: usize, growth: Growth) -> Result<(), TryReserveError> {
        // SAFETY: see the impl.
        unsafe { Column::try_reserve(&mut self.codes, len, additional, growth) }
    }

    unsafe fn shrink_to(&mut self, len: usize, capacity: usize) {
        // SAFETY: see the impl.
        unsafe { Column::shrink_to(&mut self.codes, len, capacity) };
    }

    unsafe fn settle(&mut self, len: usize) {
        // Words stay, also when no row is left: rows may still be taken then.
        // SAFETY: see the impl.
        unsafe { self.codes.settle(len) };
    }

    fn settled_len(&self) -> usize {
        self.codes.settled_len()
    }

    fn settled_mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        self.codes.settled_mismatch(rows)
    }

    #[inline]
    unsafe fn push(&mut self, len: usize, item: String) {
        let code = self.lexicon.intern(&item);
        // SAFETY: see the impl.
        unsafe { Column::push(&mut self.codes, len, code) };
    }

    unsafe fn take(&mut self, index: usize) -> String {
        // SAFETY: see the impl.
        let code = unsafe { self.codes.take(index) };
        self.word(code)
    }

    unsafe fn pop(&mut self, len: usize) -> String {
        // SAFETY: see the impl.
        let code = unsafe { Column::pop(&mut self.codes, len) };
        self.word(code)
    }

    unsafe fn swap_remove(&mut self, len: usize, index: usize) -> String {
        // SAFETY: see the impl.
        let code = unsafe { Column::swap_remove(&mut self.codes, len, index) };
        self.word(code)
    }

    unsafe fn remove(&mut self, len: usize, index: usize) -> String {
        // SAFETY: see the impl.
        let code = unsafe { Column::remove(&mut self.codes, len, index) };
        self.word(code)
    }

    unsafe fn insert(&mut self, len: usize, index: usize, item: String) {
        let code = self.lexicon.intern(&item);
        // SAFETY: see the impl.
        unsafe { Column::insert(&mut self.codes, len, index, code) };
    }

    unsafe fn replace(&mut self, len: usize, index: usize, item: String) -> String {
        let code = self.lexicon.intern(&item);
        // SAFETY: see the impl.
        let replaced = unsafe { self.codes.replace(len, index, code) };
        self.word(replaced)
    }

    #[inline]
    unsafe fn swap(&mut self, len: usize, a: usize, b: usize) {
        // SAFETY: see the impl.
        unsafe { Column::swap(&mut self.codes, len, a, b) };
    }

    unsafe fn truncate(&mut self, len: usize, new_len: usize) {
        // SAFETY: see the impl.
        unsafe { Column::truncate(&mut self.codes, len, new_len) };
    }

    unsafe fn append(&mut self, len: usize, other: &mut Self, other_len: usize) {
        if self.lexicon.words.is_empty() {
            // Nothing to translate to: the other's words become ours, and its codes stay right. Rows of ours, if there are
            // any, are blank.
            self.lexicon = core::mem::take(&mut other.lexicon);
            // SAFETY: see the impl.
            unsafe { Column::append(&mut self.codes, len, &mut other.codes, other_len) };
            return;
        }
        // SAFETY: see the impl.
        unsafe {
            let codes = Column::slice(&other.codes, other_len);
            self.extend_translated(len, codes.iter().copied(), other.lexicon.words.as_slice());
            other.codes.settle(0);
        }
        other.lexicon = Lexicon::default();
    }

    unsafe fn take_range(&mut self, len: usize, start: usize, end: usize) -> Self {
        // SAFETY: see the impl.
        let taken = Self::copied(unsafe { Column::slice(self, len).slice_unchecked(start, end) });
        // SAFETY: see the impl.
        unsafe { self.codes.take_range(len, start, end) };
        taken
    }

    unsafe fn retain(&mut self, len: usize, keep: &[bool], kept: usize) -> Self {
        // SAFETY: see the impl.
        unsafe { Column::retain(&mut self.codes, len, keep, kept) };
        Self::default()
    }

    unsafe fn permute(&mut self, len: usize, order: &[RowIndex]) {
        // SAFETY: see the impl.
        unsafe { self.codes.permute(len, order) };
    }

    unsafe fn reverse(&mut self, len: usize, start: usize, end: usize) {
        // SAFETY: see the impl.
        unsafe { Column::reverse(&mut self.codes, len, start, end) };
    }

    #[inline]
    fn lend(item: &String) -> &str {
        item
    }

    #[inline]
    fn peek<'s>(cell: &'s &str) -> &'s str {
        cell
    }

    #[inline(always)]
    fn shorter<'s, 'a: 's>(cell: Self::Ref<'a>) -> Self::Ref<'s>
    where
        Self: 'a,
    {
        cell
    }

    #[inline(always)]
    fn reborrow<'s>(slice: &'s mut Self::SliceMut<'_>) -> Self::SliceMut<'s> {
        *slice
    }

    #[inline(always)]
    fn share<'s>(slice: &'s Self::SliceMut<'_>) -> Self::Slice<'s> {
        *slice
    }

    #[inline(always)]
    unsafe fn slice(&self, len: usize) -> DictSlice<'_> {
        // SAFETY: see the impl.
        DictSlice::new(unsafe { Column::slice(&self.codes, len) }, self.lexicon.words.as_slice())
    }

    #[inline(always)]
    unsafe fn slice_mut(&mut self, len: usize) -> DictSlice<'_> {
        // SAFETY: see the impl.
        unsafe { Column::slice(self, len) }
    }
}

// SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

unsafe impl CloneColumn for Dict {
    fn clone_cell(cell: &str) -> String {
        cell.to_owned()
    }

    unsafe fn extend_clone(&mut self, len: usize, source: DictSlice<'_>) {
        // SAFETY: the caller's promise.
        unsafe { self.extend_translated(len, source.codes().iter().copied(), source.words()) };
    }

    unsafe fn extend_within(&mut self, len: usize, start: usize, end: usize) {
        // SAFETY: the caller's promise.
        unsafe { CloneColumn::extend_within(&mut self.codes, len, start, end) };
    }

    unsafe fn gather(&mut self, len: usize, source: DictSlice<'_>, rows: &[RowIndex]) {
        // SAFETY: each of `rows` is below the length of the codes.
        let codes = rows.iter().map(|&row| unsafe { *source.codes().get_unchecked(row as usize) });
        // SAFETY: the caller's promise.
        unsafe { self.extend_translated(len, codes, source.words()) };
    }
}

impl DebugColumn for Dict {
    fn fmt_cell(cell: &str, leaf: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text::fmt_cell(cell, leaf, f)
    }
}

impl EqColumn for Dict {
    #[inline]
    fn eq_cell(a: &str, b: &str) -> bool {
        a == b
    }
}

impl OrdColumn for Dict {
    #[inline]
    fn partial_cmp_cell(a: &str, b: &str) -> Option<Ordering> {
        Some(a.cmp(b))
    }
}

impl TotalEqColumn for Dict {}

impl TotalOrdColumn for Dict {
    #[inline]
    fn cmp_cell(a: &str, b: &str) -> Ordering {
        a.cmp(b)
    }
}

impl HashColumn for Dict {
    #[inline]
    fn hash_cell<H: Hasher>(cell: &str, state: &mut H) {
        cell.hash(state);
    }
}

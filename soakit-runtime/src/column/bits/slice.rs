//! [`BitSlice`]: a borrowed run of bits that starts and ends anywhere. The mutable one is in `slice_mut.rs`.
//!
//! # Why the bytes are atomic
//!
//! Rows may be split at any place and the halves given to two threads (rayon does), so two mutable slices may share a
//! byte, though never a bit. Two plain writes to one byte would lose one of them, and would be a data race; so every
//! access to a byte that may be shared is a relaxed atomic one. Relaxed is enough: nobody learns about other memory from a
//! bit. A write first loads, and flips the bit (`fetch_xor`, the one read-modify-write in the game) only if it differs,
//! so that writing what is there costs no bus lock.
//!
//! A *shared* slice may stem from a mutable one (`as_shared`) and so have neighbours that are written at the same time:
//! it, too, reads its first and last byte atomically. A relaxed load of a byte is an ordinary move, so single reads are
//! always atomic; only [`Words`], which reads eight bytes at a time, distinguishes:
//!
//! 1. **A byte all of whose bits belong to one slice is not shared with a mutable neighbour.** Whoever lends slices out of
//!    a mutable slice keeps them disjoint (the contract of `SliceMut`), so nobody writes such a byte while a shared
//!    slice of it lives.
//! 2. **`offset + len` is at most `8 * bytes.len()`**, for both slices.

#![allow(unsafe_code, reason = "rows are checked by the caller, once for all columns")]

use core::{fmt, sync::atomic::AtomicU8, sync::atomic::Ordering::Relaxed};

use super::Bits;
use crate::column::{CellIter, Column, Slice, Walk};

/// Contiguous rows of [`Bits`], borrowed.
#[derive(Clone, Copy)]
pub struct BitSlice<'a> {
    bytes: &'a [AtomicU8],
    /// The bit of the first row.
    offset: usize,
    len: usize,
}

impl<'a> BitSlice<'a> {
    /// All bits of a settled column.
    #[inline]
    pub(super) fn of(bits: &'a Bits) -> Self {
        // SAFETY: invariants 1 and 2 of `Bits`: the bytes of its rows are initialised.
        unsafe { bits.slice(bits.len()) }
    }

    /// The bits `offset..offset + len` of some memory.
    ///
    /// # Safety
    /// - the bytes that hold these bits are initialised and stay so for 'a;
    /// - `bytes` may write to them, and for 'a nobody accesses them but atomically, or through slices disjoint from this
    ///   one, or (while there are only shared ones) by reading.
    #[inline(always)]
    pub(super) unsafe fn from_raw(bytes: *const u8, offset: usize, len: usize) -> Self {
        // SAFETY: an `AtomicU8` is laid out as a `u8`; the bytes are initialised and may be written through the pointer.
        let bytes = unsafe { core::slice::from_raw_parts(bytes.cast::<AtomicU8>(), (offset + len).div_ceil(8)) };
        Self { bytes, offset, len }
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One row's bit, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<bool> {
        // SAFETY: just checked.
        (row < self.len).then(|| unsafe { self.get_unchecked(row) })
    }

    /// The bits, in order.
    #[inline]
    #[must_use]
    pub fn iter(self) -> CellIter<Self> {
        CellIter::new(self)
    }

    /// How many bits are set; reads 64 at a time.
    #[must_use]
    pub fn count_ones(&self) -> usize {
        self.words(0, self.len).map(|(word, _)| word.count_ones() as usize).sum()
    }

    /// The bits, copied into a column of their own.
    #[must_use]
    pub fn to_bits(&self) -> Bits {
        Bits::copied(*self)
    }

    /// The byte that holds a row's bit, and the bit's mask.
    ///
    /// # Safety
    /// - `row < len`.
    #[inline(always)]
    pub(super) unsafe fn byte(&self, row: usize) -> (&'a AtomicU8, u8) {
        debug_assert!(row < self.len);
        let bit = self.offset + row;
        // SAFETY: row < len, and invariant 2.
        (unsafe { self.bytes.get_unchecked(bit / 8) }, 1 << (bit % 8))
    }

    /// The rows `start..end` in runs of up to 64: bits in the low end of a word, and how many there are. All runs but the
    /// first and the last have 64 rows.
    #[inline(always)]
    pub(in crate::column) fn words(&self, start: usize, end: usize) -> Words<'a> {
        assert!(start <= end && end <= self.len);
        Words { bytes: self.bytes, bit: self.offset + start, end: self.offset + end }
    }
}

/// See [`BitSlice::words`].
pub(in crate::column) struct Words<'a> {
    bytes: &'a [AtomicU8],
    /// The next bit; `bit <= end <= 8 * bytes.len()`.
    bit: usize,
    end: usize,
}

impl Iterator for Words<'_> {
    type Item = (u64, u32);

    #[inline(always)]
    fn next(&mut self) -> Option<(u64, u32)> {
        let (byte, left) = (self.bit / 8, self.end - self.bit);
        if left >= 64 && self.bit.is_multiple_of(8) {
            self.bit += 64;
            // SAFETY: eight whole bytes of this slice (invariant 1: nobody writes them), within `bytes`; any alignment.
            let word = unsafe { self.bytes.as_ptr().add(byte).cast::<u64>().read_unaligned() };
            return Some((u64::from_le(word), 64));
        }
        if left == 0 {
            return None;
        }
        Some(self.edge(byte, left))
    }
}

impl Words<'_> {
    /// The first run, up to the next byte, or the last one. These bytes may be shared.
    #[inline(never)]
    fn edge(&mut self, byte: usize, left: usize) -> (u64, u32) {
        let skipped = self.bit % 8;
        let count = if skipped > 0 { left.min(8 - skipped) } else { left };
        let bytes = &self.bytes[byte..(self.bit + count).div_ceil(8)];
        let word = bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(byte.load(Relaxed)));
        self.bit += count;
        // At most 63 bits, so the shift does not overflow; and 7 + 63 bits never meet in one word (see `count`).
        (word >> skipped & ((1 << count) - 1), count as u32)
    }
}

// SAFETY: `len` rows are there by invariant 2, and slicing keeps it.
unsafe impl Slice for BitSlice<'_> {
    type Ref = bool;

    const LEAVES: usize = 1;

    #[inline(always)]
    fn len(&self) -> usize {
        self.len
    }

    #[inline(always)]
    fn mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (self.len != rows).then_some((0, self.len))
    }

    #[inline(always)]
    unsafe fn get_unchecked(&self, index: usize) -> bool {
        // SAFETY: the caller keeps the index below the length.
        let (byte, mask) = unsafe { self.byte(index) };
        byte.load(Relaxed) & mask != 0
    }

    #[inline(always)]
    unsafe fn slice_unchecked(&self, start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= self.len);
        Self { bytes: self.bytes, offset: self.offset + start, len: end - start }
    }
}

impl Walk for BitSlice<'_> {
    #[inline]
    unsafe fn fold_cells<B>(self, start: usize, end: usize, init: B, mut step: impl FnMut(B, bool) -> B) -> B {
        let mut folded = init;
        for (word, count) in self.words(start, end) {
            for bit in 0..count {
                folded = step(folded, word >> bit & 1 == 1);
            }
        }
        folded
    }
}

impl<'a> IntoIterator for BitSlice<'a> {
    type Item = bool;
    type IntoIter = CellIter<BitSlice<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for BitSlice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

impl PartialEq for BitSlice<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl Eq for BitSlice<'_> {}

impl PartialEq<[bool]> for BitSlice<'_> {
    fn eq(&self, other: &[bool]) -> bool {
        self.len == other.len() && self.iter().eq(other.iter().copied())
    }
}

impl<const N: usize> PartialEq<[bool; N]> for BitSlice<'_> {
    fn eq(&self, other: &[bool; N]) -> bool {
        self == other.as_slice()
    }
}

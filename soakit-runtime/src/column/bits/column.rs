//! The column primitives of [`Bits`], and [`Writer`], which all of them that move bits in bulk are made of.

#![allow(unsafe_code, reason = "the primitives of a column work on dead cells, which safe code cannot name")]

use alloc::{collections::TryReserveError, vec::Vec};
use core::{cmp::Ordering, fmt, hash::Hash, hash::Hasher};

use super::{BitMut, BitSlice, BitSliceMut, Bits};
use crate::column::{
    CloneColumn, Column, DebugColumn, EqColumn, Growth, HashColumn, OrdColumn, Reborrow, Slice, TotalEqColumn,
    TotalOrdColumn,
};
use crate::words::RowIndex;

/// Writes bits one after the other, a byte at a time. Bits beyond the last in its byte become zero.
pub(super) struct Writer {
    bytes: *mut u8,
    /// The byte that is being filled.
    byte: usize,
    /// Its low `filled` bits, 0 to 7 of them; the others are zero.
    partial: u8,
    filled: u32,
}

impl Writer {
    /// Starts behind bit number `bit`.
    ///
    /// # Safety
    /// - the byte of that bit is initialised, unless the bit is its first;
    /// - the memory is writable, and nobody else accesses it meanwhile except for bits before those written, as far as the
    ///   last bit that will be written; bits after `bit` are lost.
    unsafe fn at(bytes: *mut u8, bit: usize) -> Self {
        let filled = (bit % 8) as u32;
        // SAFETY: initialised, as the caller promises.
        let partial = if filled == 0 { 0 } else { (unsafe { bytes.add(bit / 8).read() }) & ((1 << filled) - 1) };
        Self { bytes, byte: bit / 8, partial, filled }
    }

    /// # Safety
    /// - as promised in [`at`](Writer::at), there is room for one bit more.
    #[inline(always)]
    unsafe fn push(&mut self, bit: bool) {
        // SAFETY: the caller's promise.
        unsafe { self.push_if(true, bit) };
    }

    /// Writes the bit or does not, without a branch that would depend on it.
    ///
    /// # Safety
    /// - as promised in [`at`](Writer::at), there is room for one bit more, if it is written.
    #[inline(always)]
    unsafe fn push_if(&mut self, keep: bool, bit: bool) {
        self.partial |= u8::from(bit & keep) << self.filled;
        self.filled += u32::from(keep);
        if self.filled == 8 {
            // SAFETY: the byte holds bits that were written, so it is inside the memory.
            unsafe { self.bytes.add(self.byte).write(self.partial) };
            (self.byte, self.partial, self.filled) = (self.byte + 1, 0, 0);
        }
    }

    /// The low `count` bits of `word`; its others are zero.
    ///
    /// # Safety
    /// - as promised in [`at`](Writer::at), there is room for `count` bits more.
    #[inline(always)]
    unsafe fn push_word(&mut self, mut word: u64, mut count: u32) {
        if count == 64 {
            let whole = word << self.filled | u64::from(self.partial);
            // SAFETY: `filled + 64` bits are being written here, so eight whole bytes are inside the memory.
            unsafe { self.bytes.add(self.byte).cast::<u64>().write_unaligned(whole.to_le()) };
            self.byte += 8;
            // The topmost `filled` bits are left over; two shifts, because a shift by 64 is none.
            self.partial = (word >> 1 >> (63 - self.filled)) as u8;
            return;
        }
        while count > 0 {
            let bits = count.min(8);
            let joined = (word as u8 as u16) << self.filled | u16::from(self.partial);
            self.filled += bits;
            if self.filled >= 8 {
                // SAFETY: the byte holds bits that were written, so it is inside the memory.
                unsafe { self.bytes.add(self.byte).write(joined as u8) };
                self.byte += 1;
                self.filled -= 8;
                self.partial = (joined >> 8) as u8;
            } else {
                self.partial = joined as u8;
            }
            word >>= bits;
            count -= bits;
        }
    }

    /// # Safety
    /// - as promised in [`at`](Writer::at), there is room for the bits of `source`.
    unsafe fn push_slice(&mut self, source: BitSlice<'_>) {
        for (word, count) in source.words(0, source.len()) {
            // SAFETY: the caller's promise.
            unsafe { self.push_word(word, count) };
        }
    }

    /// Writes the last byte.
    ///
    /// # Safety
    /// - as promised in [`at`](Writer::at).
    unsafe fn finish(self) {
        if self.filled > 0 {
            // SAFETY: the byte holds bits that were written, so it is inside the memory.
            unsafe { self.bytes.add(self.byte).write(self.partial) };
        }
    }
}

/// Moves all bits one place up, eight bytes at a time; `carry` becomes the lowest, the highest is lost.
fn shift_up(bytes: &mut [u8], carry: u8) {
    let (words, rest) = bytes.as_chunks_mut();
    let mut carry = u64::from(carry);
    for bytes in words {
        let word = u64::from_le_bytes(*bytes);
        *bytes = (word << 1 | carry).to_le_bytes();
        carry = word >> 63;
    }
    let mut carry = carry as u8;
    for byte in rest {
        (*byte, carry) = (*byte << 1 | carry, *byte >> 7);
    }
}

/// Moves all bits one place down, eight bytes at a time; the highest becomes zero, the lowest is answered.
fn shift_down(bytes: &mut [u8]) -> u8 {
    let (rest, words) = bytes.as_rchunks_mut();
    let mut carry = 0;
    for bytes in words.iter_mut().rev() {
        let word = u64::from_le_bytes(*bytes);
        *bytes = (word >> 1 | carry << 63).to_le_bytes();
        carry = word & 1;
    }
    let mut carry = carry as u8;
    for byte in rest.iter_mut().rev() {
        (*byte, carry) = (*byte >> 1 | carry << 7, *byte & 1);
    }
    carry
}

impl Bits {
    /// A copy of borrowed bits.
    pub(super) fn copied(source: BitSlice<'_>) -> Self {
        let mut bits = Self::with_capacity(source.len());
        // SAFETY: no row is live, and there is room.
        unsafe { bits.extend_clone(0, source) };
        // SAFETY: just written.
        unsafe { bits.settle(source.len()) };
        bits
    }

    /// # Safety
    /// - the row is live.
    #[inline(always)]
    unsafe fn bit(&self, row: usize) -> bool {
        // SAFETY: the byte has a live row, so it is initialised. It may lie beyond the vector's own (stale) length, but
        // not beyond its capacity.
        unsafe { self.bytes.as_ptr().add(row / 8).read() >> (row % 8) & 1 == 1 }
    }

    /// # Safety
    /// - the row is live.
    #[inline(always)]
    unsafe fn put(&mut self, row: usize, bit: bool) {
        // SAFETY: as in `bit`.
        let byte = unsafe { self.bytes.as_mut_ptr().add(row / 8) };
        // SAFETY: as in `bit`.
        unsafe { byte.write(byte.read() & !(1 << (row % 8)) | u8::from(bit) << (row % 8)) };
    }
}

// SAFETY: each method keeps rules 1 to 3; bits need no drop, so rule 2 asks nothing. Every byte with a live row is
// initialised: `push` and `Writer` write whole bytes.
unsafe impl Column for Bits {
    type Item = bool;
    type Ref<'a> = bool;
    type Mut<'a> = BitMut<'a>;
    type Slice<'a> = BitSlice<'a>;
    type SliceMut<'a> = BitSliceMut<'a>;

    const LEAVES: usize = 1;
    const NEEDS_DROP: bool = false;

    #[inline]
    fn capacity(&self) -> usize {
        self.bytes.capacity().saturating_mul(8)
    }

    fn heap_bytes(&self, _leaf: usize) -> usize {
        self.bytes.capacity()
    }

    unsafe fn try_reserve(&mut self, len: usize, additional: usize, growth: Growth) -> Result<(), TryReserveError> {
        let bytes = len.div_ceil(8);
        // SAFETY: bytes with live rows are initialised.
        unsafe { self.bytes.set_len(bytes) };
        // A sum beyond `usize` asks for all memory, which the vector refuses.
        let additional_bytes = len.saturating_add(additional).div_ceil(8) - bytes;
        match growth {
            Growth::Amortized => self.bytes.try_reserve(additional_bytes),
            Growth::Exact => self.bytes.try_reserve_exact(additional_bytes),
        }
    }

    unsafe fn shrink_to(&mut self, len: usize, capacity: usize) {
        // SAFETY: bytes with live rows are initialised.
        unsafe { self.bytes.set_len(len.div_ceil(8)) };
        self.bytes.shrink_to(capacity.div_ceil(8));
    }

    #[inline]
    unsafe fn settle(&mut self, len: usize) {
        // SAFETY: bytes with live rows are initialised. Settling with 0 touches no byte, so that rows can still be taken.
        unsafe { self.bytes.set_len(len.div_ceil(8)) };
        self.len = len;
        self.clear_padding();
    }

    fn settled_len(&self) -> usize {
        self.len
    }

    fn settled_mismatch(&self, rows: usize) -> Option<(usize, usize)> {
        (self.len != rows).then_some((0, self.len))
    }

    #[inline(always)]
    unsafe fn push(&mut self, len: usize, bit: bool) {
        debug_assert!(len < self.capacity());
        // SAFETY: len < capacity, so the byte is inside the allocation.
        let byte = unsafe { self.bytes.as_mut_ptr().add(len / 8) };
        let filled = len % 8;
        // SAFETY: if rows of the byte are live, it is initialised. What lies beyond them becomes zero.
        let partial = if filled == 0 { 0 } else { (unsafe { byte.read() }) & ((1 << filled) - 1) };
        // SAFETY: inside the allocation.
        unsafe { byte.write(partial | u8::from(bit) << filled) };
    }

    #[inline(always)]
    unsafe fn take(&mut self, index: usize) -> bool {
        // SAFETY: the row is live.
        unsafe { self.bit(index) }
    }

    #[inline(always)]
    unsafe fn pop(&mut self, len: usize) -> bool {
        // SAFETY: the last row is live.
        unsafe { self.bit(len - 1) }
    }

    #[inline]
    unsafe fn swap_remove(&mut self, len: usize, index: usize) -> bool {
        // SAFETY: both rows are live.
        unsafe {
            let last = self.bit(len - 1);
            self.replace(len, index, last)
        }
    }

    unsafe fn remove(&mut self, len: usize, index: usize) -> bool {
        // SAFETY: the row is live.
        let removed = unsafe { self.bit(index) };
        // SAFETY: the bytes of rows 0..len are initialised, and `self` is borrowed mutably.
        let bytes = unsafe { core::slice::from_raw_parts_mut(self.bytes.as_mut_ptr(), len.div_ceil(8)) };
        let (first, below) = (index / 8, (1_u8 << (index % 8)) - 1);
        // In the row's byte the bits below it stay and those above move down; later bytes move as a whole.
        let carry = shift_down(&mut bytes[first + 1..]);
        bytes[first] = bytes[first] & below | bytes[first] >> 1 & !below | carry << 7;
        removed
    }

    unsafe fn insert(&mut self, len: usize, index: usize, bit: bool) {
        // SAFETY: there is room for one row; this makes the last byte initialised.
        unsafe { Column::push(self, len, false) };
        // SAFETY: the bytes of rows 0..=len are initialised, and `self` is borrowed mutably.
        let bytes = unsafe { core::slice::from_raw_parts_mut(self.bytes.as_mut_ptr(), len / 8 + 1) };
        let (first, below) = (index / 8, (1_u8 << (index % 8)) - 1);
        let carry = bytes[first] >> 7;
        shift_up(&mut bytes[first + 1..], carry);
        bytes[first] = bytes[first] & below | u8::from(bit) << (index % 8) | (bytes[first] & !below) << 1;
    }

    #[inline]
    unsafe fn replace(&mut self, _len: usize, index: usize, bit: bool) -> bool {
        // SAFETY: the row is live.
        unsafe {
            let replaced = self.bit(index);
            self.put(index, bit);
            replaced
        }
    }

    #[inline]
    unsafe fn swap(&mut self, _len: usize, a: usize, b: usize) {
        // SAFETY: both rows are live.
        unsafe {
            let (bit_a, bit_b) = (self.bit(a), self.bit(b));
            self.put(a, bit_b);
            self.put(b, bit_a);
        }
    }

    #[inline]
    unsafe fn truncate(&mut self, _len: usize, _new_len: usize) {}

    unsafe fn append(&mut self, len: usize, other: &mut Self, other_len: usize) {
        // SAFETY: the rows of `other` are live, and there is room for them.
        unsafe { self.extend_clone(len, other.slice(other_len)) };
        // SAFETY: no row is live there.
        unsafe { other.settle(0) };
    }

    unsafe fn take_range(&mut self, len: usize, start: usize, end: usize) -> Self {
        // SAFETY: the rows are live.
        let taken = Self::copied(unsafe { self.slice(len).slice_unchecked(start, end) });
        if start < end {
            let bytes = self.bytes.as_mut_ptr();
            // SAFETY: the rows are live; the slice reads each word before the writer, which is behind, gets there.
            let rest = unsafe { BitSlice::from_raw(bytes, end, len - end) };
            // SAFETY: the writer stays below `len`; its first byte is initialised.
            unsafe {
                let mut writer = Writer::at(bytes, start);
                writer.push_slice(rest);
                writer.finish();
            }
        }
        taken
    }

    unsafe fn retain(&mut self, len: usize, keep: &[bool], _kept: usize) -> Self {
        debug_assert_eq!(keep.len(), len);
        let start = keep.iter().position(|&keep| !keep).unwrap_or(len);
        // SAFETY: the writer starts at a live row (or writes nothing), and stays behind the reads below.
        let mut writer = unsafe { Writer::at(self.bytes.as_mut_ptr(), start) };
        for (row, &keep) in keep.iter().enumerate().skip(start) {
            // SAFETY: the row is live; fewer rows have been written than read.
            unsafe { writer.push_if(keep, self.bit(row)) };
        }
        // SAFETY: as above. Bits after the last in its byte belong to rows that have been read.
        unsafe { writer.finish() };
        Self::default()
    }

    unsafe fn permute(&mut self, len: usize, order: &[RowIndex]) {
        debug_assert_eq!(order.len(), len);
        let mut ordered = Self { bytes: Vec::with_capacity(self.bytes.capacity()), len: 0 };
        // SAFETY: the rows are live, each of `order` is among them, and the new memory is as large.
        unsafe { ordered.gather(0, self.slice(len), order) };
        *self = ordered;
    }

    #[inline]
    fn lend(bit: &bool) -> bool {
        *bit
    }

    #[inline]
    fn peek(cell: &BitMut<'_>) -> bool {
        cell.get()
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
        Reborrow::reborrow(slice)
    }

    #[inline(always)]
    fn share<'s>(slice: &'s Self::SliceMut<'_>) -> Self::Slice<'s> {
        Reborrow::as_shared(slice)
    }

    #[inline(always)]
    unsafe fn slice(&self, len: usize) -> BitSlice<'_> {
        // SAFETY: bytes with live rows are initialised, and borrowed with `self`. A vector's pointer may write, also
        // behind `&self`, inside an `UnsafeCell`, which an atomic is.
        unsafe { BitSlice::from_raw(self.bytes.as_ptr(), 0, len) }
    }

    #[inline(always)]
    unsafe fn slice_mut(&mut self, len: usize) -> BitSliceMut<'_> {
        // SAFETY: as in `slice`, and `self` is borrowed mutably, so no other slice covers the rows.
        unsafe { BitSliceMut::from_slice(BitSlice::from_raw(self.bytes.as_mut_ptr(), 0, len)) }
    }
}

// SAFETY: each method writes a live copy of every row it is asked for, and counts no other.

unsafe impl CloneColumn for Bits {
    #[inline]
    fn clone_cell(bit: bool) -> bool {
        bit
    }

    unsafe fn extend_clone(&mut self, len: usize, source: BitSlice<'_>) {
        debug_assert!(len + source.len() <= self.capacity());
        // SAFETY: rows 0..len are live, and there is room for the others.
        unsafe {
            let mut writer = Writer::at(self.bytes.as_mut_ptr(), len);
            writer.push_slice(source);
            writer.finish();
        }
    }

    unsafe fn extend_within(&mut self, len: usize, start: usize, end: usize) {
        let bytes = self.bytes.as_mut_ptr();
        // SAFETY: the rows are live. The writer changes no bit below `len`, though it writes the byte of the last ones.
        let source = unsafe { BitSlice::from_raw(bytes, start, end - start) };
        // SAFETY: rows 0..len are live, and there is room for the others.
        unsafe {
            let mut writer = Writer::at(bytes, len);
            writer.push_slice(source);
            writer.finish();
        }
    }

    unsafe fn gather(&mut self, len: usize, source: BitSlice<'_>, rows: &[RowIndex]) {
        // SAFETY: rows 0..len are live, there is room for the others, and each of `rows` is below the source's length.
        unsafe {
            let mut writer = Writer::at(self.bytes.as_mut_ptr(), len);
            for &row in rows {
                writer.push(source.get_unchecked(row as usize));
            }
            writer.finish();
        }
    }
}

impl DebugColumn for Bits {
    fn fmt_cell(bit: bool, _leaf: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&bit, f)
    }
}

impl EqColumn for Bits {
    #[inline]
    fn eq_cell(a: bool, b: bool) -> bool {
        a == b
    }
}

impl OrdColumn for Bits {
    #[inline]
    fn partial_cmp_cell(a: bool, b: bool) -> Option<Ordering> {
        Some(a.cmp(&b))
    }
}

impl TotalEqColumn for Bits {}

impl TotalOrdColumn for Bits {
    #[inline]
    fn cmp_cell(a: bool, b: bool) -> Ordering {
        a.cmp(&b)
    }
}

impl HashColumn for Bits {
    #[inline]
    fn hash_cell<H: Hasher>(bit: bool, state: &mut H) {
        bit.hash(state);
    }
}

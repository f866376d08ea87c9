//! Packed booleans: one bit per row, least significant bit first, as in Arrow.
//!
//! Invariants of a settled (user-held) [`Bits`]:
//!
//! 1. `bytes.len()` is `len` in bytes, rounded up;
//! 2. the bits of the last byte beyond `len` are zero.
//!
//! Inside a store `len` and `bytes.len()` are stale, as in `Vec<T>`: the store says how many rows there are, a push writes
//! one byte and nothing else. What holds there is that every byte that has a row is initialised.
//!
//! Borrowed bits are [`BitSlice`] and [`BitSliceMut`]; why their bytes are atomic is told in `slice.rs`.
//!
//! Deliberately absent: and, or, not. Selections do such algebra, on words of their own.

mod column;
mod slice;
mod slice_mut;
#[cfg(test)]
mod tests;

pub use slice::BitSlice;
pub use slice_mut::{BitMut, BitSliceMut};

use alloc::vec::Vec;
use core::{cmp::Ordering, fmt, hash::Hash, hash::Hasher};

use super::{CellIter, PartsError};
use crate::words::row_out_of_range;

/// A column of `bool`, eight rows to the byte.
///
/// The default column of a `bool` field is `Vec<bool>`: a byte per row, so that the column is a `&[bool]` and its cells are
/// `&mut bool`. Choose `#[soa(column = Bits)]` where memory matters, or where the bits go to Arrow.
///
/// ```
/// use soakit_runtime::column::Bits;
/// let alive: Bits = [true, false, true].into_iter().collect();
/// assert_eq!((alive.len(), alive.count_ones(), alive.as_bytes()), (3, 2, &[0b101][..]));
/// ```
#[derive(Clone, Default)]
pub struct Bits {
    bytes: Vec<u8>,
    len: usize,
}

impl Bits {
    /// No bits; allocates nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { bytes: Vec::new(), len: 0 }
    }

    /// No bits, and room for `rows` of them.
    #[must_use]
    pub fn with_capacity(rows: usize) -> Self {
        Self { bytes: Vec::with_capacity(rows.div_ceil(8)), len: 0 }
    }

    /// The bits that `bit` answers for the rows `0..rows`.
    #[must_use]
    pub fn from_fn(rows: usize, bit: impl FnMut(usize) -> bool) -> Self {
        (0..rows).map(bit).collect()
    }

    /// `rows` times the same bit.
    #[must_use]
    pub fn filled(rows: usize, bit: bool) -> Self {
        let mut bits = Self { bytes: alloc::vec![if bit { 0xFF } else { 0 }; rows.div_ceil(8)], len: rows };
        bits.clear_padding();
        bits
    }

    /// Takes Arrow's bitmap of `rows` rows. Surplus bytes are cut off, surplus bits cleared.
    ///
    /// # Errors
    /// When `bytes` has fewer than `rows` bits.
    pub fn from_bytes(mut bytes: Vec<u8>, rows: usize) -> Result<Self, PartsError> {
        if bytes.len() < rows.div_ceil(8) {
            return Err(PartsError::TooFewBits { bits: bytes.len() * 8, rows });
        }
        bytes.truncate(rows.div_ceil(8));
        let mut bits = Self { bytes, len: rows };
        bits.clear_padding();
        Ok(bits)
    }

    /// The bytes; bits beyond the last row are zero.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Gives the bytes away; bits beyond the last row are zero.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One row's bit, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<bool> {
        (row < self.len).then(|| self.bytes[row / 8] >> (row % 8) & 1 == 1)
    }

    /// Writes one row's bit.
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    #[track_caller]
    pub fn set(&mut self, row: usize, bit: bool) {
        if row >= self.len {
            row_out_of_range(row, self.len);
        }
        let byte = &mut self.bytes[row / 8];
        *byte = *byte & !(1 << (row % 8)) | u8::from(bit) << (row % 8);
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(8) {
            self.bytes.push(u8::from(bit));
        } else {
            // Invariant 2: the bit was zero.
            self.bytes[self.len / 8] |= u8::from(bit) << (self.len % 8);
        }
        self.len += 1;
    }

    /// The bits, borrowed.
    #[inline]
    #[must_use]
    pub fn as_slice(&self) -> BitSlice<'_> {
        BitSlice::of(self)
    }

    /// The bits, mutably borrowed.
    #[inline]
    #[must_use]
    pub fn as_mut_slice(&mut self) -> BitSliceMut<'_> {
        BitSliceMut::of(self)
    }

    /// The bits, in order.
    #[inline]
    #[must_use]
    pub fn iter(&self) -> CellIter<BitSlice<'_>> {
        self.as_slice().iter()
    }

    /// How many bits are set.
    #[must_use]
    pub fn count_ones(&self) -> usize {
        self.as_slice().count_ones()
    }

    /// Restores invariant 2.
    fn clear_padding(&mut self) {
        if !self.len.is_multiple_of(8) {
            self.bytes[self.len / 8] &= (1 << (self.len % 8)) - 1;
        }
    }
}

impl FromIterator<bool> for Bits {
    fn from_iter<I: IntoIterator<Item = bool>>(bits: I) -> Self {
        let mut collected = Self::new();
        collected.extend(bits);
        collected
    }
}

impl Extend<bool> for Bits {
    fn extend<I: IntoIterator<Item = bool>>(&mut self, bits: I) {
        let bits = bits.into_iter();
        self.bytes.reserve((self.len % 8 + bits.size_hint().0).div_ceil(8));
        bits.for_each(|bit| self.push(bit));
    }
}

impl From<&[bool]> for Bits {
    fn from(flags: &[bool]) -> Self {
        let byte = |flags: &[bool]| flags.iter().rev().fold(0, |byte, &flag| byte << 1 | u8::from(flag));
        Self { bytes: flags.chunks(8).map(byte).collect(), len: flags.len() }
    }
}

impl<'a> IntoIterator for &'a Bits {
    type Item = bool;
    type IntoIter = CellIter<BitSlice<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Bits {
    fn eq(&self, other: &Self) -> bool {
        // Invariant 2 lets whole bytes be compared.
        self.len == other.len && self.bytes == other.bytes
    }
}

impl Eq for Bits {}

impl PartialOrd for Bits {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bits {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl Hash for Bits {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.len.hash(state);
        self.bytes.hash(state);
    }
}

impl fmt::Debug for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}

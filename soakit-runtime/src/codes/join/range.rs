//! [`PackedRange`]: how the columns of a key become one code, on both sides of a join.
//!
//! The build side's smallest and largest codes decide how many bits each column gets. The probing side packs with the same
//! numbers; a value outside of them has no partner, and becomes a code that no row of the build side has.

use alloc::{vec, vec::Vec};
use core::sync::atomic::{AtomicU64, Ordering};

use crate::pipeline::Run;

/// The range of each column of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PackedRange {
    columns: Vec<Range>,
    bits: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    smallest: u64,
    /// Of codes, counted from the smallest.
    largest: u64,
    shift: u32,
}

impl PackedRange {
    /// The ranges of columns of equal length; none if they need more than 64 bits together.
    pub(crate) fn of(run: &Run, columns: &[&[u64]]) -> Option<Self> {
        let bounds: Vec<(u64, u64)> = columns.iter().map(|column| bounds(run, column)).collect();
        Self::from_bounds(&bounds)
    }

    /// The ranges of columns whose smallest and largest codes are known.
    pub(crate) fn from_bounds(bounds: &[(u64, u64)]) -> Option<Self> {
        let mut columns = vec![Range { smallest: 0, largest: 0, shift: 0 }; bounds.len()];
        let mut bits = 0;
        // The first column is the most significant.
        for (range, &(smallest, largest)) in columns.iter_mut().zip(bounds).rev() {
            // A column of one code takes no bits; its shift is then not used, and may be 64.
            *range = Range { smallest, largest: largest - smallest, shift: bits };
            bits += 64 - range.largest.leading_zeros();
        }
        (bits <= 64).then_some(Self { columns, bits })
    }

    #[cfg(test)]
    /// The bits of a packed code.
    pub(crate) fn bits(&self) -> u32 {
        self.bits
    }

    /// No packed code is above this.
    pub(crate) fn largest(&self) -> u64 {
        self.columns.iter().fold(0, |packed, range| packed | shifted(range.largest, range.shift))
    }

    /// Packs rows; those with a value outside of the ranges become `absent`.
    ///
    /// The build side, which has no such rows, may give any code.
    pub(crate) fn pack(&self, columns: &[&[u64]], absent: u64, packed: &mut [u64]) {
        assert_eq!(columns.len(), self.columns.len(), "columns of a key");
        const BLOCK: usize = 1024;
        let mut outside = [false; BLOCK];
        for (block, packed) in packed.chunks_mut(BLOCK).enumerate() {
            let rows = block * BLOCK..block * BLOCK + packed.len();
            packed.fill(0);
            outside.fill(false);
            for (column, range) in columns.iter().zip(&self.columns) {
                for ((packed, outside), &code) in packed.iter_mut().zip(&mut outside).zip(&column[rows.clone()]) {
                    let code = code.wrapping_sub(range.smallest);
                    *outside |= code > range.largest;
                    *packed |= shifted(code, range.shift);
                }
            }
            for (packed, &outside) in packed.iter_mut().zip(&outside) {
                *packed = if outside { absent } else { *packed };
            }
        }
    }
}

/// A shift by 64 bits is nothing: only a column of one code has it.
#[inline(always)]
fn shifted(code: u64, shift: u32) -> u64 {
    code.checked_shl(shift).unwrap_or(0)
}

/// The smallest and the largest code; zeros if there is none.
fn bounds(run: &Run, codes: &[u64]) -> (u64, u64) {
    if codes.is_empty() {
        return (0, 0);
    }
    const CHUNK: usize = 1 << 16;
    let (smallest, largest) = (AtomicU64::new(u64::MAX), AtomicU64::new(0));
    run.each(codes.len().div_ceil(CHUNK), codes.len(), &|task| {
        let chunk = &codes[task * CHUNK..codes.len().min((task + 1) * CHUNK)];
        let (low, high) = chunk.iter().fold((u64::MAX, 0), |(low, high), &code| (code.min(low), code.max(high)));
        smallest.fetch_min(low, Ordering::Relaxed);
        largest.fetch_max(high, Ordering::Relaxed);
    });
    (smallest.into_inner(), largest.into_inner())
}

#[cfg(test)]
mod tests {
    use super::PackedRange;
    use crate::pipeline::Run;

    #[test]
    fn packed_codes_are_ordered_as_rows_and_values_outside_are_absent() {
        let (first, second) = ([5, 6, 7, 5], [100, 103, 101, 102]);
        let range = PackedRange::of(&Run::default(), &[&first, &second]).unwrap();
        assert_eq!((range.bits(), range.largest()), (4, 0b1011));
        let mut packed = [0; 5];
        range.pack(&[&[5, 6, 7, 8, 5], &[102, 100, 103, 100, 104]], u64::MAX, &mut packed);
        assert_eq!(packed, [0b0010, 0b0100, 0b1011, u64::MAX, u64::MAX]);
    }

    #[test]
    fn columns_of_64_bits_together_fit_and_more_do_not() {
        assert_eq!(PackedRange::from_bounds(&[(9, 9), (0, u64::MAX)]).unwrap().largest(), u64::MAX);
        assert_eq!(PackedRange::from_bounds(&[(0, 1), (0, u64::MAX)]), None);
        let range = PackedRange::from_bounds(&[(9, 9), (0, u64::MAX)]).unwrap();
        let mut packed = [0; 2];
        range.pack(&[&[9, 8], &[77, 77]], 1, &mut packed);
        assert_eq!(packed, [77, 1]);
    }
}

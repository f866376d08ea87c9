//! A small deterministic source of numbers for the tests of every floor (xorshift).

use alloc::{string::String, vec::Vec};

/// Rounds of a random test: few under Miri, which is a thousand times slower.
pub(crate) const ROUNDS: u64 = if cfg!(miri) { 4 } else { 300 };

/// See the module.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.bits() >> 16) as usize % bound
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A number from 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Up to `most` of these letters.
    pub(crate) fn text(&mut self, most: usize, letters: &[char]) -> String {
        (0..self.below(most + 1)).map(|_| self.pick(letters)).collect()
    }

    /// Numbers between -1,000 and 1,000.
    pub(crate) fn floats(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| (self.unit() - 0.5) * 2000.0).collect()
    }

    /// Places at which a sequence of `len` is cut, 0 and `len` among them, in order.
    pub(crate) fn cuts(&mut self, len: usize) -> Vec<usize> {
        let mut cuts: Vec<usize> = (0..self.below(5)).map(|_| self.below(len + 1)).chain([0, len]).collect();
        cuts.sort_unstable();
        cuts
    }
}

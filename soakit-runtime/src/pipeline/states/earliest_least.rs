//! [`EarliestLeast`]: the first row of the least code, for `arg_min` and `arg_max`.

use super::Merge;

/// The row with the least code; of several, the first.
///
/// `arg_max` is this over `!code`, which turns the order round and keeps the first of equal rows the first. Rows whose key is
/// missing are the caller's to skip, and those with NaN too, if NaN is not to be the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EarliestLeast<R>(Option<(u64, R)>);

impl<R> Default for EarliestLeast<R> {
    fn default() -> Self {
        Self(None)
    }
}

impl<R: Copy> EarliestLeast<R> {
    /// Takes the next row.
    #[inline(always)]
    pub(crate) fn update(&mut self, code: u64, row: R) {
        if self.0.is_none_or(|(least, _)| code < least) {
            self.0 = Some((code, row));
        }
    }

    /// The row; none if there was none.
    pub(crate) fn finish(&self) -> Option<R> {
        self.0.map(|(_, row)| row)
    }
}

impl<R: Copy> Merge for EarliestLeast<R> {
    fn merge(&mut self, later: &Self) {
        if let Some((code, row)) = later.0 {
            self.update(code, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::words::random::{ROUNDS, Random};

    #[test]
    fn the_first_of_equal_rows_wins_however_they_are_cut() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let codes: Vec<u64> = (0..random.below(40)).map(|_| random.pick(&[0, 1, 2, u64::MAX])).collect();
            let (mut least, mut greatest) = (EarliestLeast::default(), EarliestLeast::default());
            for cut in random.cuts(codes.len()).windows(2) {
                let (mut part, mut other) = (EarliestLeast::default(), EarliestLeast::default());
                for (row, code) in codes.iter().enumerate().take(cut[1]).skip(cut[0]) {
                    part.update(*code, row);
                    other.update(!code, row);
                }
                least.merge(&part);
                greatest.merge(&other);
            }
            assert_eq!(least.finish(), (0..codes.len()).min_by_key(|row| codes[*row]));
            assert_eq!(greatest.finish(), (0..codes.len()).rev().max_by_key(|row| codes[*row]));
        }
    }
}

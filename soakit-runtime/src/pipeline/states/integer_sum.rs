//! [`IntegerSum`]: sums of integers that are never wrong on the way, and say at the end whether they fit.
//!
//! A sum of fewer than 2^63 integers of 64 bits fits 128. So the order does not matter, a sum that leaves `i64` and comes back
//! is right, and no addition is checked.

use core::fmt;

use super::Merge;

/// Values that are added before the halves are put together: below 2^31, so that neither half can overflow.
const BATCH: usize = 1 << 20;

/// See the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct IntegerSum(i128);

/// The sum of a column of integers does not fit its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SumOverflow {
    /// The sum.
    pub total: i128,
    /// The type that it does not fit.
    pub target: &'static str,
}

impl fmt::Display for SumOverflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { total, target } = self;
        write!(f, "the sum {total} does not fit `{target}`; sum as `i128`, or as a float")
    }
}

impl core::error::Error for SumOverflow {}

impl IntegerSum {
    /// Adds one value.
    #[inline(always)]
    pub(crate) fn update(&mut self, value: impl Into<i128>) {
        self.0 += value.into();
    }

    /// Adds a batch.
    ///
    /// Additions of 128 bits do not become vectors. Those of two halves do, each in 64 bits with room to spare:
    ///
    /// ```text
    ///  63      32 31       0
    /// |   high   |    low   |   value = high * 2^32 + low,   high signed, low not
    /// ```
    pub(crate) fn update_all(&mut self, values: &[i64]) {
        for batch in values.chunks(BATCH) {
            let (mut high, mut low) = (0_i64, 0_u64);
            for value in batch {
                high = high.wrapping_add(value >> 32);
                low = low.wrapping_add(value.cast_unsigned() & 0xFFFF_FFFF);
            }
            self.0 += (i128::from(high) << 32) + i128::from(low);
        }
    }

    /// Adds a batch of unsigned values.
    pub(crate) fn update_all_unsigned(&mut self, values: &[u64]) {
        for batch in values.chunks(BATCH) {
            let (mut high, mut low) = (0_u64, 0_u64);
            for value in batch {
                high = high.wrapping_add(value >> 32);
                low = low.wrapping_add(value & 0xFFFF_FFFF);
            }
            self.0 += (i128::from(high) << 32) + i128::from(low);
        }
    }

    /// The sum.
    pub(crate) fn finish(self) -> i128 {
        self.0
    }

    /// The sum in a narrower type.
    ///
    /// # Errors
    /// When it does not fit.
    pub(crate) fn finish_as<T: TryFrom<i128>>(self) -> Result<T, SumOverflow> {
        T::try_from(self.0).map_err(|_| SumOverflow { total: self.0, target: core::any::type_name::<T>() })
    }
}

impl Merge for IntegerSum {
    #[inline]
    fn merge(&mut self, later: &Self) {
        self.0 += later.0;
    }
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec, vec::Vec};

    use super::*;
    use crate::words::random::{ROUNDS, Random};

    #[test]
    fn integer_sums_are_exact_however_they_are_cut() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let count = random.below(300);
            let values: Vec<i64> = (0..count)
                .map(|_| {
                    if random.below(4) == 0 { random.pick(&[i64::MIN, i64::MAX, -1, 0]) } else { random.bits() as i64 }
                })
                .collect();
            let expected: i128 = values.iter().map(|value| i128::from(*value)).sum();
            let unsigned: Vec<u64> = values.iter().map(|value| value.cast_unsigned()).collect();
            let (mut all, mut all_unsigned, mut single) = Default::default();
            for cut in random.cuts(count).windows(2) {
                let mut part = IntegerSum::default();
                part.update_all(&values[cut[0]..cut[1]]);
                IntegerSum::merge(&mut all, &part);
                IntegerSum::update_all_unsigned(&mut all_unsigned, &unsigned[cut[0]..cut[1]]);
            }
            values.iter().for_each(|value| IntegerSum::update(&mut single, *value));
            assert_eq!((all.finish(), single), (expected, all));
            assert_eq!(all_unsigned.finish(), unsigned.iter().map(|value| i128::from(*value)).sum());
        }
    }

    #[test]
    fn sums_that_come_back_fit_and_others_say_so() {
        let sum = |values: &[i64]| {
            let mut sum = IntegerSum::default();
            sum.update_all(values);
            sum
        };
        assert_eq!(sum(&[i64::MAX, 1, -1]).finish_as::<i64>(), Ok(i64::MAX));
        assert_eq!(sum(&[]).finish_as::<u8>(), Ok(0));
        let error = sum(&[i64::MIN, -1]).finish_as::<i64>().expect_err("too small");
        assert_eq!(error.to_string(), "the sum -9223372036854775809 does not fit `i64`; sum as `i128`, or as a float");
        assert_eq!(sum(&vec![i64::MIN; 1000]).finish(), i128::from(i64::MIN) * 1000);
    }
}

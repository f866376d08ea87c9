//! [`QuantileSketch`]: quantiles within a stated error, without keeping the values.
//!
//! Values are counted in buckets whose width grows with the values, so that the error is a share of the value: 0.39 %. The bucket
//! is the top of the float's own bits, so nothing is computed, and nothing differs between machines:
//!
//! ```text
//! sign  exponent (11 bits)  first 7 bits of the fraction | the other 45 bits: within the bucket
//! ```

use alloc::vec::Vec;

use hashbrown::HashMap;

use super::Merge;
use super::quantile::nan_last;

/// Bits of the fraction that choose a bucket: 128 buckets from a number to its double.
const PRECISION: u32 = 7;

/// Counts of values by bucket.
///
/// An answer is at most 1/256 (0.39 %) away from the value that it stands for, relative to that value, as the middle of a
/// bucket is; below 2.2e-308 in magnitude, at most 8.7e-311 away. Zeros, infinities and NaN have buckets of their own, and
/// least and greatest value are exact. As everywhere, NaN comes last in order.
///
/// It depends on how often each value occurs alone: not on order, or cuts.
///
/// # Complexity
/// About 20 to 40 bytes for each bucket that is not empty: 128 of them for each doubling between least and greatest value, if
/// there are values everywhere between; 1,280 for a range of 1 to 1,000. Choose the exact [`quantile`](super::quantile::quantile) for few values.
///
/// # Source
/// DDSketch (Masson, Rim and Lee, 2019) with its linearly interpolated mapping and a gamma of 2 to the power of 1/128.
#[derive(Clone, Debug, Default)]
pub struct QuantileSketch {
    counts: HashMap<i32, u64>,
    nan_count: u64,
    count: u64,
    /// Least and greatest value but NaN.
    ends: Option<(f64, f64)>,
}

impl QuantileSketch {
    /// Takes a value.
    #[inline]
    pub(crate) fn update(&mut self, value: f64) {
        self.count += 1;
        if value.is_nan() {
            self.nan_count += 1;
            return;
        }
        *self.counts.entry(bucket(value)).or_default() += 1;
        self.widen(value, value);
    }

    /// The value at position `q * (count - 1)`, rounded down, of the values in order, within the error; none without values.
    ///
    /// # Panics
    /// When `q` is not between 0 and 1.
    #[track_caller]
    pub(crate) fn quantile(&self, q: f64) -> Option<f64> {
        self.quantiles(&[q]).pop().flatten()
    }

    /// Several quantiles, for one sorting of the buckets.
    ///
    /// # Panics
    /// When one is not between 0 and 1.
    #[track_caller]
    pub(crate) fn quantiles(&self, wanted: &[f64]) -> Vec<Option<f64>> {
        let mut buckets: Vec<(i32, u64)> = self.counts.iter().map(|(bucket, count)| (*bucket, *count)).collect();
        buckets.sort_unstable();
        let mut before = 0;
        for (_, count) in &mut buckets {
            before += *count;
            *count = before;
        }
        let answer = |q: f64| {
            assert!((0.0..=1.0).contains(&q), "a quantile is between 0 and 1, not {q}");
            let last = self.count.checked_sub(1)?;
            let position = ((q * last as f64) as u64).min(last);
            let Some((least, greatest)) = self.ends else { return Some(f64::NAN) };
            if position >= self.count - self.nan_count {
                return Some(f64::NAN);
            }
            if position == 0 {
                return Some(least);
            }
            let place = buckets.partition_point(|(_, upto)| *upto <= position);
            Some(middle(buckets[place].0).clamp(least, greatest))
        };
        wanted.iter().map(|q| answer(*q)).collect()
    }

    #[cfg(test)]
    /// The number of values.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    #[inline]
    fn widen(&mut self, least: f64, greatest: f64) {
        let (low, high) = self.ends.unwrap_or((least, greatest));
        // Of zeros, the negative one is the less: whichever came first.
        let low = if nan_last(&least, &low).is_lt() { least } else { low };
        let high = if nan_last(&greatest, &high).is_gt() { greatest } else { high };
        self.ends = Some((low, high));
    }
}

impl Merge for QuantileSketch {
    fn merge(&mut self, later: &Self) {
        for (bucket, count) in &later.counts {
            *self.counts.entry(*bucket).or_default() += count;
        }
        self.count += later.count;
        self.nan_count += later.nan_count;
        if let Some((least, greatest)) = later.ends {
            self.widen(least, greatest);
        }
    }
}

/// The bucket of a value that is not NaN; in order of the values, 0 for both zeros.
#[inline]
fn bucket(value: f64) -> i32 {
    if value == 0.0 {
        return 0;
    }
    let magnitude = (value.abs().to_bits() >> (52 - PRECISION)) as i32 + 1;
    if value < 0.0 { -magnitude } else { magnitude }
}

/// The value that stands for a bucket.
fn middle(bucket: i32) -> f64 {
    if bucket == 0 {
        return 0.0;
    }
    let bits = u64::from(bucket.unsigned_abs() - 1) << (52 - PRECISION);
    let low = f64::from_bits(bits);
    let half = f64::from_bits(bits | 1 << (51 - PRECISION));
    // The bits behind those of infinity are NaN.
    let magnitude = if low.is_finite() { half } else { low };
    if bucket < 0 { -magnitude } else { magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::random::{ROUNDS, Random};

    fn of(values: &[f64]) -> QuantileSketch {
        let mut sketch = QuantileSketch::default();
        values.iter().for_each(|value| sketch.update(*value));
        sketch
    }

    #[test]
    fn answers_are_within_the_stated_error_however_values_are_cut() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let count = 1 + random.below(500);
            let mut values: Vec<f64> = (0..count)
                .map(|_| match random.below(12) {
                    0 => random.pick(&[0.0, -0.0, f64::INFINITY, -f64::INFINITY, f64::NAN, 5e-324, f64::MAX]),
                    1..6 => random.unit() * 10.0,
                    _ => f64::from_bits(random.bits()),
                })
                .collect();
            let (whole, mut all) = (of(&values), QuantileSketch::default());
            for cut in random.cuts(count).windows(2) {
                all.merge(&of(&values[cut[0]..cut[1]]));
            }
            assert_eq!(all.count(), count as u64);
            values.sort_by(nan_last);
            for q in [0.0, 0.01, 0.25, 0.5, 0.9, 1.0, random.unit()] {
                let expected = values[(q * (count - 1) as f64) as usize];
                let found = all.quantile(q).expect("values");
                assert_eq!(found.to_bits(), whole.quantile(q).expect("values").to_bits());
                let close = (found - expected).abs() <= (expected.abs() / 256.0).max(8.7e-311);
                assert!(close || found == expected || found.is_nan() && expected.is_nan(), "{found} {expected}");
            }
        }
    }

    #[test]
    fn ends_are_exact_and_nan_is_last() {
        let sketch = of(&[3.3, 1.1, 2.2]);
        assert_eq!(sketch.quantiles(&[0.0, 1.0]), [Some(1.1), Some(3.3)]);
        assert_eq!((of(&[]).quantile(0.5), of(&[7.7; 9]).quantile(0.5)), (None, Some(7.7)));
        assert!(of(&[f64::NAN]).quantile(0.0).is_some_and(f64::is_nan));
        assert_eq!(of(&[f64::NAN, 1.0, 2.0]).quantile(0.0), Some(1.0));
        assert_eq!(
            of(&[f64::NEG_INFINITY, 1.0, f64::INFINITY]).quantiles(&[0.0, 1.0]),
            [Some(f64::NEG_INFINITY), Some(f64::INFINITY)]
        );
    }
}

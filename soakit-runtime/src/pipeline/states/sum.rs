//! Sums of floats: [`LaneSum`], as fast as memory, and [`CompensatedSum`], which does not lose the small numbers.
//!
//! The sum of no values is 0.0. Infinities and NaN give what IEEE's additions give, in any order: an infinity wins over numbers,
//! opposite infinities and NaN are NaN. Sums beyond the largest float are infinite, and stay so.

use super::Merge;

/// Lanes of a sum. Eight of them hide the latency of an addition in any vector unit up to 512 bits.
const LANES: usize = 8;

/// The sum of a slice in eight lanes.
pub(crate) fn sum_f64(values: &[f64]) -> f64 {
    let mut sum = LaneSum::default();
    sum.update_all(values);
    sum.finish()
}

/// A plain sum in eight lanes: value `i` of a batch goes to lane `i % 8`, and lanes are put together in one fixed tree.
///
/// The rounding error is that of eight sums of an eighth of the rows each. A compiler may not reorder additions of floats: in
/// one lane each waits for the one before it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LaneSum([f64; LANES]);

impl LaneSum {
    /// Adds a batch.
    pub(crate) fn update_all(&mut self, values: &[f64]) {
        let (chunks, rest) = values.as_chunks::<LANES>();
        let mut lanes = self.0;
        for chunk in chunks {
            for (lane, value) in lanes.iter_mut().zip(chunk) {
                *lane += value;
            }
        }
        for (lane, value) in lanes.iter_mut().zip(rest) {
            *lane += value;
        }
        self.0 = lanes;
    }

    #[cfg(test)]
    /// Adds the values of a batch whose flags are set.
    ///
    /// # Panics
    /// When there are more values than flags.
    pub(crate) fn update_where(&mut self, values: &[f64], keep: &[bool]) {
        let keep = &keep[..values.len()];
        let (chunks, rest) = values.as_chunks::<LANES>();
        let (flags, last_flags) = keep.as_chunks::<LANES>();
        let mut lanes = self.0;
        // A dropped value becomes zero by choice, not by multiplication: it may be infinite.
        for (chunk, flags) in chunks.iter().zip(flags) {
            for lane in 0..LANES {
                lanes[lane] += if flags[lane] { chunk[lane] } else { 0.0 };
            }
        }
        for (lane, (value, keep)) in lanes.iter_mut().zip(rest.iter().zip(last_flags)) {
            *lane += if *keep { *value } else { 0.0 };
        }
        self.0 = lanes;
    }

    /// The sum.
    pub(crate) fn finish(&self) -> f64 {
        let [a, b, c, d, e, f, g, h] = self.0;
        ((a + e) + (c + g)) + ((b + f) + (d + h))
    }
}

impl Merge for LaneSum {
    fn merge(&mut self, later: &Self) {
        for (lane, later) in self.0.iter_mut().zip(later.0) {
            *lane += later;
        }
    }
}

/// A sum that carries what its additions round away.
///
/// As if all were added exactly and rounded once, unless the values almost cancel each other: the error is at most 2^-53 of the
/// sum, and n^2 * 2^-106 of the sum of the magnitudes of n values.
///
/// # Source
/// Knuth's two-sum, in the cascade of Ogita, Rump and Oishi, "Accurate sum and dot product" (2005), algorithm 4.4. Neumaier's
/// variant has the same result with a branch in place of three additions; without it, the lanes become vectors.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompensatedSum {
    high: f64,
    low: f64,
}

impl CompensatedSum {
    /// Adds one value.
    #[inline(always)]
    pub(crate) fn update(&mut self, value: f64) {
        let sum = self.high + value;
        let added = sum - self.high;
        // What was rounded away, exactly: of the old sum, and of the value.
        self.low += (self.high - (sum - added)) + (value - added);
        self.high = sum;
    }

    /// Adds a batch.
    pub(crate) fn update_all(&mut self, values: &[f64]) {
        let (chunks, rest) = values.as_chunks::<LANES>();
        let mut lanes = [Self::default(); LANES];
        for chunk in chunks {
            for (lane, value) in lanes.iter_mut().zip(chunk) {
                lane.update(*value);
            }
        }
        for lane in &lanes {
            self.merge(lane);
        }
        for value in rest {
            self.update(*value);
        }
    }

    /// The sum.
    #[inline]
    pub(crate) fn finish(&self) -> f64 {
        // An infinite sum has rounded infinity away, which is NaN.
        if self.high.is_finite() { self.high + self.low } else { self.high }
    }
}

impl Merge for CompensatedSum {
    #[inline]
    fn merge(&mut self, later: &Self) {
        self.update(later.high);
        self.low += later.low;
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;
    use crate::words::random::{ROUNDS, Random};

    fn compensated(values: &[f64]) -> f64 {
        let mut sum = CompensatedSum::default();
        sum.update_all(values);
        sum.finish()
    }

    /// Multiples of 2^-20 whose sum `i128` has exactly, far apart in size.
    fn exact_values(random: &mut Random) -> (Vec<f64>, f64) {
        let parts: Vec<i64> = (0..random.below(300)).map(|_| (random.bits() as i64) >> random.below(62)).collect();
        // Numbers of 53 bits, so that turning them into floats loses nothing.
        let parts: Vec<i64> = parts.into_iter().map(|part| part >> 11 << random.below(11)).collect();
        let total: i128 = parts.iter().map(|part| i128::from(*part)).sum();
        (parts.iter().map(|part| *part as f64 / 1_048_576.0).collect(), total as f64 / 1_048_576.0)
    }

    #[test]
    fn compensated_sums_are_the_exact_ones() {
        for seed in 0..ROUNDS {
            let (values, total) = exact_values(&mut Random::new(seed));
            let error = (compensated(&values) - total).abs();
            assert!(error <= total.abs() * f64::EPSILON, "{seed}: {error} of {total}");
        }
        assert_eq!(compensated(&[1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(compensated(&vec![0.1; 1000]), 100.0);
    }

    #[test]
    fn any_cuts_give_one_sum_and_the_same_cuts_the_same_bits() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let count = random.below(500);
            let (values, cuts) = (random.floats(count), random.cuts(count));
            let run = || {
                let (mut all, mut plain) = (CompensatedSum::default(), LaneSum::default());
                for cut in cuts.windows(2) {
                    let (mut part, mut plain_part) = (CompensatedSum::default(), LaneSum::default());
                    part.update_all(&values[cut[0]..cut[1]]);
                    plain_part.update_all(&values[cut[0]..cut[1]]);
                    all.merge(&part);
                    plain.merge(&plain_part);
                }
                (all.finish(), plain.finish())
            };
            let (sum, plain) = run();
            assert_eq!((sum.to_bits(), plain.to_bits()), (run().0.to_bits(), run().1.to_bits()));
            let one_pass = compensated(&values);
            let magnitude: f64 = values.iter().map(|value| value.abs()).sum();
            assert!((sum - one_pass).abs() <= one_pass.abs() * f64::EPSILON, "{seed}");
            assert!((plain - one_pass).abs() <= magnitude * 1e-13, "{seed}");
        }
    }

    #[test]
    fn dropped_values_leave_no_trace() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let count = random.below(40);
            let keep: Vec<bool> = (0..count).map(|_| random.below(2) == 0).collect();
            let values: Vec<f64> = keep
                .iter()
                .map(|keep| if *keep { random.unit() } else { random.pick(&[f64::NAN, f64::INFINITY, 5.0]) })
                .collect();
            let mut sum = LaneSum::default();
            sum.update_where(&values, &keep);
            let kept: Vec<f64> =
                values.iter().zip(&keep).map(|(value, keep)| if *keep { *value } else { 0.0 }).collect();
            assert_eq!(sum.finish().to_bits(), sum_f64(&kept).to_bits());
        }
    }

    #[test]
    fn sums_of_what_is_no_number_follow_ieee() {
        let both = |values: &[f64]| {
            let (plain, sum) = (sum_f64(values), compensated(values));
            assert!(plain == sum || plain.is_nan() && sum.is_nan(), "{values:?}: {plain} {sum}");
            sum
        };
        let infinity = f64::INFINITY;
        assert_eq!((both(&[]).to_bits(), both(&[-0.0]), both(&[7.5])), (0, 0.0, 7.5));
        assert_eq!((both(&[1.0, infinity, 2.0]), both(&[-infinity; 20])), (infinity, -infinity));
        assert!(both(&[infinity, -infinity]).is_nan() && both(&[1.0, f64::NAN, 2.0]).is_nan());
        assert_eq!(both(&[f64::MAX, f64::MAX]), infinity);
        let mut merged = CompensatedSum::default();
        merged.update(infinity);
        merged.merge(&CompensatedSum { high: 1.0, low: 0.0 });
        assert_eq!(merged.finish(), infinity);
    }
}

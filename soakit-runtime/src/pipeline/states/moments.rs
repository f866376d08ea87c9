//! [`Moments`]: count, mean and spread of floats in one pass, for `mean`, `var` and `std`.
//!
//! The sum of squares minus the square of the sum loses every digit when the mean is large beside the spread; so squares of
//! distances from the mean are kept.

use super::Merge;
use super::square_root::square_root;
use super::sum::sum_f64;

/// Count, mean, and the sum of squared distances from the mean.
///
/// NaN among the values makes mean and spread NaN. With an infinity the mean is infinite, and the spread NaN.
///
/// # Source
/// Welford (1962) for a value, Chan, Golub and LeVeque (1979) for a merge; a batch takes two passes with the correction of
/// the same paper, formula 1.7.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moments {
    count: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Takes one value.
    #[inline]
    pub(crate) fn update(&mut self, value: f64) {
        self.merge(&Self { count: 1, mean: value, squares: 0.0 });
    }

    /// Takes a batch, in two passes over it; faster than one value after the other, which divide, and a little more exact.
    pub(crate) fn update_all(&mut self, values: &[f64]) {
        for batch in values.chunks(BATCH) {
            self.merge(&Self::of(batch));
        }
    }

    /// The moments of a batch.
    fn of(values: &[f64]) -> Self {
        let Some(&first) = values.first() else { return Self::default() };
        let mut distances = [0.0; BATCH];
        let distances = &mut distances[..values.len()];
        // Distances from a value of the batch: a batch of equal values has no spread, not even a rounded one.
        let shift = |distances: &mut [f64], from: f64| {
            distances.iter_mut().zip(values).for_each(|(distance, value)| *distance = value - from);
        };
        shift(distances, first);
        let count = values.len() as f64;
        let mean = first + sum_f64(distances) / count;
        if !mean.is_finite() {
            // Infinities, or numbers whose distance is not a number: rare enough for the slow way.
            let mut slow = Self::default();
            values.iter().for_each(|value| slow.update(*value));
            return slow;
        }
        shift(distances, mean);
        let rest = sum_f64(distances);
        distances.iter_mut().for_each(|distance| *distance *= *distance);
        let squares = sum_f64(distances) - rest * rest / count;
        Self { count: values.len() as u64, mean, squares: if squares < 0.0 { 0.0 } else { squares } }
    }

    #[cfg(test)]
    /// The number of values.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    #[cfg(test)]
    /// The mean; none without values.
    pub(crate) fn mean(&self) -> Option<f64> {
        (self.count > 0).then_some(self.mean)
    }

    /// The variance: squared distances divided by the count less `ddof`. 0 is that of the values themselves, 1 the estimate for
    /// what they are a sample of.
    ///
    /// Missing unless there are more than `ddof` values: the variance that one value is a sample of is not known, and is not 0.
    pub(crate) fn variance(&self, ddof: u32) -> Option<f64> {
        (self.count > u64::from(ddof)).then(|| self.squares / (self.count - u64::from(ddof)) as f64)
    }

    /// The standard deviation: the root of the variance.
    pub(crate) fn deviation(&self, ddof: u32) -> Option<f64> {
        self.variance(ddof).map(square_root)
    }
}

/// Values of a batch; 8 KiB of distances on the stack.
const BATCH: usize = 1024;

impl Merge for Moments {
    #[inline]
    fn merge(&mut self, later: &Self) {
        if later.count == 0 {
            return;
        }
        if self.count == 0 {
            *self = *later;
            // Zero, but NaN for an infinity, which has no distance from itself.
            self.squares += (0.0 * self.mean).abs();
            return;
        }
        let count = self.count + later.count;
        let (mine, share) = (self.count as f64, later.count as f64 / count as f64);
        let (mean, squares) = mean_and_squares(self.mean, later.mean, mine, share);
        *self = Self { count, mean, squares: self.squares + later.squares + squares };
    }
}

/// The mean of both sides, and what their distance adds to the squares; `mine` values on the one side, the other's share of all.
#[inline]
pub(super) fn mean_and_squares(mean: f64, later: f64, mine: f64, share: f64) -> (f64, f64) {
    let distance = later - mean;
    if distance.is_finite() {
        return (mean + distance * share, distance * distance * mine * share);
    }
    // Infinite, NaN, or numbers so far apart that their distance is not one.
    let far = if mean.is_finite() && later.is_finite() { f64::INFINITY } else { f64::NAN };
    (mean * (1.0 - share) + later * share, far)
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;
    use crate::words::random::{ROUNDS, Random};

    fn of(values: &[f64]) -> Moments {
        let mut moments = Moments::default();
        moments.update_all(values);
        moments
    }

    #[track_caller]
    fn close(left: f64, right: f64, scale: f64) {
        assert!((left - right).abs() <= scale * 1e-12, "{left} {right}");
    }

    #[test]
    fn moments_of_any_cuts_are_those_of_two_plain_passes() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let count = 1 + random.below(3000);
            let offset = random.pick(&[0.0, 1e6, -1e9]);
            let values: Vec<f64> = random.floats(count).into_iter().map(|value| value + offset).collect();
            let mean = values.iter().map(|value| value - offset).sum::<f64>() / count as f64;
            let squares: f64 = values.iter().map(|value| (value - offset - mean) * (value - offset - mean)).sum();
            let cuts = random.cuts(count);
            let run = || {
                let mut all = Moments::default();
                for (part, cut) in cuts.windows(2).enumerate() {
                    let mut moments = Moments::default();
                    match part % 2 {
                        0 => moments.update_all(&values[cut[0]..cut[1]]),
                        _ => values[cut[0]..cut[1]].iter().for_each(|value| moments.update(*value)),
                    }
                    all.merge(&moments);
                }
                all
            };
            let all = run();
            assert_eq!((all.mean.to_bits(), all.squares.to_bits()), (run().mean.to_bits(), run().squares.to_bits()));
            close(all.mean, mean + offset, 1000.0 + offset.abs());
            // Values near the offset have lost digits of their own.
            close(all.squares, squares, (squares + 1.0) * (1.0 + offset.abs() * 1e-6));
            assert_eq!(all.count(), count as u64);
        }
    }

    #[test]
    fn too_few_values_have_no_variance() {
        let (none, one, two) = (of(&[]), of(&[5.0]), of(&[1.0, 4.0]));
        assert_eq!((none.mean(), none.variance(0), none.deviation(1)), (None, None, None));
        assert_eq!((one.mean(), one.variance(0), one.variance(1)), (Some(5.0), Some(0.0), None));
        assert_eq!((two.variance(0), two.variance(1), two.variance(2)), (Some(2.25), Some(4.5), None));
        assert_eq!(of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).deviation(0), Some(2.0));
    }

    #[test]
    fn equal_values_have_no_spread() {
        let mut all = of(&vec![0.1; 2500]);
        all.merge(&of(&[0.1; 3]));
        all.update(0.1);
        assert_eq!((all.mean(), all.variance(1)), (Some(0.1), Some(0.0)));
    }

    #[test]
    fn infinities_make_the_mean_infinite_and_the_spread_nan() {
        let (infinity, nan) = (f64::INFINITY, f64::NAN);
        for values in [vec![infinity], vec![1.0, infinity, 2.0], vec![infinity, infinity, 3.0]] {
            let singly = values.iter().fold(Moments::default(), |mut moments, value| {
                moments.update(*value);
                moments
            });
            for moments in [of(&values), singly] {
                assert_eq!(moments.mean(), Some(infinity), "{values:?}");
                assert!(moments.variance(0).is_some_and(f64::is_nan), "{values:?}");
            }
        }
        assert!(of(&[infinity, -infinity]).mean().is_some_and(f64::is_nan) && of(&[1.0, nan]).mean.is_nan());
        let far = of(&[f64::MAX, -f64::MAX]);
        assert_eq!((far.mean(), far.variance(0)), (Some(0.0), Some(infinity)));
    }
}

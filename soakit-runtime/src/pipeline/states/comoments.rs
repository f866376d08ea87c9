//! [`Comoments`]: how two columns of floats vary together, for `cov` and `corr`.

use super::Merge;
use super::moments::mean_and_squares;
use super::square_root::square_root;

/// Count, means, sums of squared distances, and the sum of products of distances. Takes rows in which both values are there.
///
/// # Source
/// Chan, Golub and LeVeque (1979), for pairs as in Schubert and Gertz, "Numerically stable parallel computation of
/// (co-)variance" (2018).
#[derive(Clone, Copy, Debug, Default)]
pub struct Comoments {
    count: u64,
    means: [f64; 2],
    squares: [f64; 2],
    products: f64,
}

impl Comoments {
    /// Takes a pair.
    #[inline]
    pub(crate) fn update(&mut self, left: f64, right: f64) {
        self.merge(&Self { count: 1, means: [left, right], ..Self::default() });
    }

    #[cfg(test)]
    /// Takes a batch of pairs.
    ///
    /// # Panics
    /// When one slice is shorter than the other.
    pub(crate) fn update_all(&mut self, left: &[f64], right: &[f64]) {
        assert_eq!(left.len(), right.len());
        for (left, right) in left.iter().zip(right) {
            self.update(*left, *right);
        }
    }

    #[cfg(test)]
    /// The number of pairs.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// The covariance; missing unless there are more than `ddof` pairs, as the variance is.
    pub(crate) fn covariance(&self, ddof: u32) -> Option<f64> {
        (self.count > u64::from(ddof)).then(|| self.products / (self.count - u64::from(ddof)) as f64)
    }

    /// Pearson's correlation, from -1 to 1.
    ///
    /// Missing when it is not defined: fewer than two pairs, or one side always the same. NaN if the values have NaN or an
    /// infinity.
    pub(crate) fn correlation(&self) -> Option<f64> {
        let [left, right] = self.squares;
        if self.count < 2 || left == 0.0 || right == 0.0 {
            return None;
        }
        // One root is rounded once; the product of two sums of squares may be beyond what floats can hold.
        let product = left * right;
        let scale = if product.is_normal() { square_root(product) } else { square_root(left) * square_root(right) };
        let correlation = self.products / scale;
        Some(correlation.clamp(-1.0, 1.0))
    }
}

impl Merge for Comoments {
    #[inline]
    fn merge(&mut self, later: &Self) {
        if later.count == 0 {
            return;
        }
        if self.count == 0 {
            *self = *later;
            for side in 0..2 {
                // Zero, but NaN for an infinity, which has no distance from itself.
                let distance = 0.0 * self.means[side];
                self.squares[side] += distance.abs();
                self.products += distance;
            }
            return;
        }
        let count = self.count + later.count;
        let (mine, share) = (self.count as f64, later.count as f64 / count as f64);
        let distances = [later.means[0] - self.means[0], later.means[1] - self.means[1]];
        for side in 0..2 {
            let (mean, squares) = mean_and_squares(self.means[side], later.means[side], mine, share);
            self.means[side] = mean;
            self.squares[side] += later.squares[side] + squares;
        }
        self.products += later.products + distances[0] * distances[1] * mine * share;
        self.count = count;
        if !(distances[0].is_finite() && distances[1].is_finite()) {
            self.products = f64::NAN;
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::words::random::{ROUNDS, Random};

    fn of(pairs: &[(f64, f64)]) -> Comoments {
        let (left, right): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let mut state = Comoments::default();
        state.update_all(&left, &right);
        state
    }

    #[test]
    fn covariance_of_any_cuts_is_that_of_two_plain_passes() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let count = 1 + random.below(400);
            let (left, noise) = (random.floats(count), random.floats(count));
            let pairs: Vec<(f64, f64)> = left.iter().zip(&noise).map(|(left, noise)| (*left, left - noise)).collect();
            let mean = |side: fn(&(f64, f64)) -> f64| pairs.iter().map(side).sum::<f64>() / count as f64;
            let (left, right) = (mean(|pair| pair.0), mean(|pair| pair.1));
            let sum =
                |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|pair| of(pair.0 - left, pair.1 - right)).sum::<f64>();
            let (squares, products) = ((sum(&|x, _| x * x), sum(&|_, y| y * y)), sum(&|x, y| x * y));
            let mut all = Comoments::default();
            for cut in random.cuts(count).windows(2) {
                all.merge(&of(&pairs[cut[0]..cut[1]]));
            }
            let scale = (squares.0 * squares.1).sqrt();
            let covariance = all.covariance(0).expect("pairs");
            assert!((covariance - products / count as f64).abs() <= 1e-11 * scale, "{seed}");
            match all.correlation() {
                Some(correlation) => assert!((correlation - products / scale).abs() < 1e-11, "{seed}"),
                None => assert_eq!(count, 1),
            }
        }
    }

    #[test]
    fn lines_correlate_fully_and_constants_not_at_all() {
        let line = of(&[(1.0, 10.0), (2.0, 8.0), (3.0, 6.0)]);
        assert_eq!((line.correlation(), line.covariance(1), line.count()), (Some(-1.0), Some(-2.0), 3));
        assert_eq!(of(&[(1.0, 5.0), (2.0, 5.0)]).correlation(), None);
        assert_eq!((of(&[(1.0, 5.0)]).correlation(), of(&[(1.0, 5.0)]).covariance(0)), (None, Some(0.0)));
        assert_eq!((of(&[(1.0, 5.0)]).covariance(1), of(&[]).covariance(0)), (None, None));
    }

    #[test]
    fn infinities_and_nan_are_not_hidden() {
        for odd in [f64::INFINITY, f64::NAN] {
            for pairs in [[(odd, 1.0), (2.0, 3.0), (4.0, 4.0)], [(2.0, 3.0), (4.0, odd), (5.0, 1.0)]] {
                let state = of(&pairs);
                assert!(state.covariance(1).is_some_and(f64::is_nan) && state.correlation().is_some_and(f64::is_nan));
            }
        }
    }
}

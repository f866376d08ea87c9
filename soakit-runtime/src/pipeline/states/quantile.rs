//! Exact quantiles of values that were all collected: [`quantile`], and [`neighbours`] for other types than floats.
//!
//! The order is total: NaN comes last, so the quantile 1.0 of values with NaN is NaN, and the median is not unless half of them
//! are.

use core::cmp::Ordering;

/// What to answer when a quantile lies between two values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Interpolation {
    /// In proportion to the distance from each.
    #[default]
    Linear,
    /// The lower one.
    Lower,
    /// The higher one.
    Higher,
    /// The nearer one; halfway, the one at an even position.
    Nearest,
    /// The middle of the two.
    Midpoint,
}

/// The value at position `q * (count - 1)` of the values in order, counted from 0; none without values. The values are rearranged.
///
/// # Panics
/// When `q` is not between 0 and 1.
///
/// # Complexity
/// Linear in the number of values.
///
/// # Source
/// Hyndman and Fan, "Sample quantiles in statistical packages" (1996), definition 7; also the default elsewhere.
#[track_caller]
pub(crate) fn quantile(values: &mut [f64], q: f64, interpolation: Interpolation) -> Option<f64> {
    let Neighbours { lower, higher, fraction, position } = neighbours(values, q, nan_last)?;
    Some(match interpolation {
        Interpolation::Linear => between(lower, higher, fraction),
        Interpolation::Midpoint if fraction > 0.0 => between(lower, higher, 0.5),
        Interpolation::Lower | Interpolation::Midpoint => lower,
        Interpolation::Higher => higher,
        Interpolation::Nearest => {
            let up = fraction > 0.5 || fraction == 0.5 && position % 2 == 1;
            if up { higher } else { lower }
        }
    })
}

#[cfg(test)]
/// The quantile 0.5: the value in the middle, or the middle of the two there.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    quantile(values, 0.5, Interpolation::Linear)
}

/// The values on both sides of a quantile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Neighbours<T> {
    /// The value at or before the quantile.
    pub(crate) lower: T,
    /// The value behind it; `lower` again if the quantile is a value.
    pub(crate) higher: T,
    /// How far the quantile is from the one to the other, below 1.
    pub(crate) fraction: f64,
    /// The position of `lower`.
    pub(crate) position: usize,
}

/// The values next to a quantile of any values; none without values. The values are rearranged.
///
/// # Panics
/// When `q` is not between 0 and 1.
#[track_caller]
pub(crate) fn neighbours<T: Copy>(
    values: &mut [T],
    q: f64,
    mut order: impl FnMut(&T, &T) -> Ordering,
) -> Option<Neighbours<T>> {
    assert!((0.0..=1.0).contains(&q), "a quantile is between 0 and 1, not {q}");
    let last = values.len().checked_sub(1)?;
    let exact = q * last as f64;
    let position = (exact as usize).min(last);
    let fraction = exact - position as f64;
    let (_, lower, behind) = values.select_nth_unstable_by(position, &mut order);
    let lower = *lower;
    let higher = if fraction > 0.0 { behind.iter().copied().min_by(|left, right| order(left, right)) } else { None };
    Some(Neighbours { lower, higher: higher.unwrap_or(lower), fraction, position })
}

/// The order of floats with all NaN at the end.
pub(crate) fn nan_last(left: &f64, right: &f64) -> Ordering {
    left.is_nan().cmp(&right.is_nan()).then(left.total_cmp(right))
}

/// A number between two, or one of them.
fn between(lower: f64, higher: f64, fraction: f64) -> f64 {
    let distance = higher - lower;
    if fraction == 0.0 || lower == higher {
        lower
    } else if distance.is_finite() {
        lower + distance * fraction
    } else {
        // Infinities, or a distance beyond the largest float.
        lower * (1.0 - fraction) + higher * fraction
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::words::random::{ROUNDS, Random};

    const ALL: [Interpolation; 5] = [
        Interpolation::Linear,
        Interpolation::Lower,
        Interpolation::Higher,
        Interpolation::Nearest,
        Interpolation::Midpoint,
    ];

    fn of(values: &[f64], q: f64) -> [f64; 5] {
        ALL.map(|interpolation| quantile(&mut values.to_vec(), q, interpolation).expect("values"))
    }

    #[test]
    fn quantiles_are_those_of_the_sorted_values() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let count = 1 + random.below(60);
            let mut values: Vec<f64> =
                random.floats(count).into_iter().map(|value| value as i64 as f64 / 8.0).collect();
            let q = if random.below(3) == 0 { random.pick(&[0.0, 0.25, 0.5, 1.0]) } else { random.unit() };
            let found = of(&values, q);
            values.sort_by(f64::total_cmp);
            let exact = q * (count - 1) as f64;
            let (below, above) = (exact.floor() as usize, exact.ceil() as usize);
            let nearest = exact.round_ties_even() as usize;
            let linear = values[below] + (values[above] - values[below]) * exact.fract();
            let midpoint = (values[below] + values[above]) / 2.0;
            assert_eq!(found, [linear, values[below], values[above], values[nearest], midpoint], "{seed}");
        }
    }

    #[test]
    fn a_median_is_a_value_or_between_two() {
        assert_eq!((median(&mut []), median(&mut [3.0]), median(&mut [4.0, 1.0])), (None, Some(3.0), Some(2.5)));
        assert_eq!(median(&mut [f64::MAX, f64::MAX]), Some(f64::MAX));
        assert_eq!(median(&mut [f64::MAX, -f64::MAX]), Some(0.0));
    }

    #[test]
    fn what_is_no_number_has_its_place_in_the_order() {
        let (infinity, nan) = (f64::INFINITY, f64::NAN);
        assert_eq!(median(&mut [nan, 1.0, -nan, 0.0, 2.0]), Some(2.0));
        assert!(of(&[nan, 1.0], 1.0).iter().all(|value| value.is_nan()));
        assert_eq!((of(&[infinity, 1.0], 0.5)[0], of(&[infinity, infinity], 0.5)[0]), (infinity, infinity));
        assert!(of(&[infinity, -infinity], 0.5)[0].is_nan());
        assert_eq!(of(&[0.0, -0.0, 0.0], 0.0)[1].to_bits(), (-0.0_f64).to_bits());
    }

    #[test]
    #[should_panic(expected = "a quantile is between 0 and 1, not 50")]
    fn percents_are_no_quantiles() {
        let _ = median(&mut [1.0]).and_then(|_| quantile(&mut [1.0], 50.0, Interpolation::Linear));
    }
}

//! Rolling aggregates of numbers over frames: counts, sums, means, variances.

use alloc::vec::Vec;

use super::Values;
use super::queue::rolling;
use super::span::Span;
use crate::pipeline::states::{Merge, moments::Moments};

/// The number of values in each frame that are there.
pub(crate) fn rolling_count<T: Copy>(values: Values<'_, T>, spans: &[Span]) -> Vec<u64> {
    if values.valid.is_none() {
        return spans.iter().map(|span| span.row_count() as u64).collect();
    }
    let (mut upto, mut count) = (Vec::with_capacity(values.len() + 1), 0_u64);
    upto.push(0);
    upto.extend(values.iter().map(|value| {
        count += u64::from(value.is_some());
        count
    }));
    spans.iter().map(|span| upto[span.end as usize] - upto[span.start as usize]).collect()
}

/// A plain sum, and how many values it has.
#[derive(Clone, Copy, Default)]
struct Sum {
    sum: f64,
    count: u64,
}

impl Sum {
    fn of(value: Option<f64>) -> Self {
        value.map_or_else(Self::default, |sum| Self { sum, count: 1 })
    }
}

impl Merge for Sum {
    #[inline]
    fn merge(&mut self, later: &Self) {
        self.sum += later.sum;
        self.count += later.count;
    }
}

/// The sum of each frame; 0.0 for a frame without values, if `least` is 0.
///
/// The rounding error is that of adding the values of the frame, one after the other, from the middle outwards.
pub(crate) fn rolling_sum(values: Values<'_, f64>, spans: &[Span], least: u64) -> Vec<Option<f64>> {
    let mut sums = Vec::with_capacity(spans.len());
    let emit = |state: &Sum| sums.push((state.count >= least).then_some(state.sum));
    rolling(spans, |row| Sum::of(values.get(row)), emit);
    sums
}

/// The mean of each frame; missing for a frame without values, whatever `least` is.
pub(crate) fn rolling_mean(values: Values<'_, f64>, spans: &[Span], least: u64) -> Vec<Option<f64>> {
    let mut means = Vec::with_capacity(spans.len());
    let least = least.max(1);
    let emit = |state: &Sum| means.push((state.count >= least).then(|| state.sum / state.count as f64));
    rolling(spans, |row| Sum::of(values.get(row)), emit);
    means
}

/// The variance of each frame (see [`Moments::variance`]); missing for a frame with `ddof` values or fewer.
pub(crate) fn rolling_variance(values: Values<'_, f64>, spans: &[Span], least: u64, ddof: u32) -> Vec<Option<f64>> {
    let mut variances = Vec::with_capacity(spans.len());
    let one = |row| {
        let mut state = Moments::default();
        values.get(row).into_iter().for_each(|value| state.update(value));
        state
    };
    let emit = |state: &Moments| {
        variances.push(if state.count() >= least { state.variance(ddof) } else { None });
    };
    rolling(spans, one, emit);
    variances
}

/// The sum of integers in each frame, exactly: integers that leave a frame can be taken back without a trace.
pub(crate) fn rolling_sum_i64(values: Values<'_, i64>, spans: &[Span], least: u64) -> Vec<Option<i128>> {
    let (mut start, mut end, mut sum, mut count) = (0, 0, 0_i128, 0_u64);
    let sums = spans.iter().map(|span| {
        let rows = span.rows();
        assert!(rows.start >= start && rows.end >= end, "frames may not go back");
        for value in (end..rows.end).filter_map(|row| values.get(row)) {
            (sum, count) = (sum + i128::from(value), count + 1);
        }
        for value in (start..rows.start).filter_map(|row| values.get(row)) {
            // A row that was jumped over comes and goes in one step: ends are not before starts.
            (sum, count) = (sum - i128::from(value), count - 1);
        }
        (start, end) = (rows.start, rows.end);
        (count >= least).then_some(sum)
    });
    sums.collect()
}

#[cfg(test)]
mod tests {
    use super::super::span::rows_frame;
    use super::*;
    use crate::words::random::{ROUNDS, Random};

    #[test]
    fn rolling_aggregates_are_those_of_each_frame_alone() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let rows = random.below(60);
            // Whole numbers, so that sums are exact in any order.
            let values: Vec<f64> = random.floats(rows).into_iter().map(|value| value as i64 as f64).collect();
            let whole: Vec<i64> = values.iter().map(|value| *value as i64).collect();
            let valid: Vec<bool> = (0..rows).map(|_| random.below(4) > 0).collect();
            let mut bound = || (random.below(4) > 0).then(|| random.below(15) as i64 - 7);
            let spans = rows_frame(rows, bound(), bound());
            let (least, ddof) = (random.below(4) as u64, random.below(3) as u32);
            let all = random.below(2) == 0;
            let shown = if all { Values::all(&values) } else { Values::some(&values, &valid) };
            let integers = if all { Values::all(&whole) } else { Values::some(&whole, &valid) };
            let counts = rolling_count(shown, &spans);
            let sums = rolling_sum(shown, &spans, least);
            let means = rolling_mean(shown, &spans, least);
            let variances = rolling_variance(shown, &spans, least, ddof);
            let integer_sums = rolling_sum_i64(integers, &spans, least);
            for (row, span) in spans.iter().enumerate() {
                let frame: Vec<f64> = span.rows().filter_map(|row| shown.get(row)).collect();
                let (count, sum) = (frame.len() as u64, frame.iter().sum::<f64>() + 0.0);
                let enough = count >= least;
                assert_eq!((counts[row], sums[row]), (count, enough.then_some(sum)));
                assert_eq!(integer_sums[row], enough.then_some(sum as i128));
                let mean = sum / count as f64;
                assert_eq!(means[row], (enough && count > 0).then_some(mean));
                let squares: f64 = frame.iter().map(|value| (value - mean) * (value - mean)).sum();
                let expected = (enough && count > u64::from(ddof)).then(|| squares / (count - u64::from(ddof)) as f64);
                match (variances[row], expected) {
                    (Some(found), Some(expected)) => assert!((found - expected).abs() <= 1e-9 * (1.0 + expected)),
                    (found, expected) => assert_eq!(found, expected),
                }
            }
        }
    }

    #[test]
    fn what_leaves_a_frame_leaves_no_trace() {
        let values = [1e300, f64::INFINITY, 0.1, f64::NAN, 0.2, 0.3, 1e17, 1.0, 2.0];
        let sums = rolling_sum(Values::all(&values), &rows_frame(values.len(), Some(-1), Some(0)), 2);
        assert_eq!((sums[0], sums[1], sums[2]), (None, Some(f64::INFINITY), Some(f64::INFINITY)));
        assert!(sums[3].is_some_and(f64::is_nan) && sums[4].is_some_and(f64::is_nan));
        assert_eq!((sums[5], sums[8]), (Some(0.5), Some(3.0)));
    }

    #[test]
    fn integers_at_the_edge_do_not_overflow() {
        let values = [i64::MIN, i64::MIN, i64::MAX, i64::MAX];
        let sums = rolling_sum_i64(Values::all(&values), &rows_frame(4, Some(-1), Some(0)), 1);
        let (low, high) = (i128::from(i64::MIN), i128::from(i64::MAX));
        assert_eq!(sums, [Some(low), Some(2 * low), Some(-1), Some(2 * high)]);
    }
}

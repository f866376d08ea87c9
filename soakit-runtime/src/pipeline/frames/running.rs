//! Running aggregates: over all rows of the partition up to each row. Any other is [`running`] over a state.

use alloc::vec::Vec;

use super::Values;
use crate::pipeline::states::{integer_sum::IntegerSum, sum::CompensatedSum};

/// Goes through the values, and answers after each row; rows whose value is missing get the answer of the row before.
pub(crate) fn running<T: Copy, S, O>(
    values: Values<'_, T>,
    mut state: S,
    mut update: impl FnMut(&mut S, T),
    mut finish: impl FnMut(&S) -> O,
) -> Vec<O> {
    let answers = values.iter().map(|value| {
        value.into_iter().for_each(|value| update(&mut state, value));
        finish(&state)
    });
    answers.collect()
}

/// The number of values so far.
pub(crate) fn running_count<T: Copy>(values: Values<'_, T>) -> Vec<u64> {
    running(values, 0, |count, _| *count += 1, |count| *count)
}

/// The sum so far: each is rounded once, as [`CompensatedSum`] says.
pub(crate) fn running_sum(values: Values<'_, f64>) -> Vec<f64> {
    running(values, CompensatedSum::default(), CompensatedSum::update, CompensatedSum::finish)
}

/// The sum of integers so far, exactly.
pub(crate) fn running_sum_i64(values: Values<'_, i64>) -> Vec<i128> {
    running(values, IntegerSum::default(), IntegerSum::update, |sum| sum.finish())
}

/// The least value so far by a total order, of equal ones the first; none before the first value. The greatest is the least by
/// `|a, b| b < a`.
pub(crate) fn running_least<T: Copy>(values: Values<'_, T>, less: impl Fn(T, T) -> bool) -> Vec<Option<T>> {
    let update = |least: &mut Option<T>, value| {
        if least.is_none_or(|least| less(value, least)) {
            *least = Some(value);
        }
    };
    running(values, None, update, |least| *least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::random::{ROUNDS, Random};

    #[test]
    fn running_aggregates_are_those_of_all_rows_so_far() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let rows = random.below(40);
            let values: Vec<i64> = (0..rows).map(|_| random.below(9) as i64 - 4).collect();
            let floats: Vec<f64> = values.iter().map(|value| *value as f64).collect();
            let valid: Vec<bool> = (0..rows).map(|_| random.below(4) > 0).collect();
            let shown = Values::some(&values, &valid);
            let (counts, sums) = (running_count(shown), running_sum(Values::some(&floats, &valid)));
            let (integers, least) = (running_sum_i64(shown), running_least(shown, |left, right| left < right));
            for row in 0..rows {
                let so_far: Vec<i64> = (0..=row).filter_map(|row| shown.get(row)).collect();
                let sum: i64 = so_far.iter().sum();
                assert_eq!((counts[row], sums[row]), (so_far.len() as u64, sum as f64));
                assert_eq!((integers[row], least[row]), (i128::from(sum), so_far.into_iter().min()));
            }
        }
    }

    #[test]
    fn running_sums_do_not_drift() {
        let rows = if cfg!(miri) { 50 } else { 100_000 };
        let sums = running_sum(Values::all(&alloc::vec![0.1; rows]));
        // A product is rounded once, too.
        assert!(sums.iter().enumerate().all(|(row, sum)| *sum == (row + 1) as f64 * 0.1));
    }
}

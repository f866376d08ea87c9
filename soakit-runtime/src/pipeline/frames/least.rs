//! [`rolling_least`]: the row of the least value in each frame, for rolling `min`, `max`, `arg_min` and `arg_max`.

use alloc::{collections::VecDeque, vec::Vec};

use super::Values;
use super::span::Span;
use crate::words::RowIndex;

/// The row of the least value of each frame, of equal ones the first; none if fewer than `least` values are there, or none
/// is.
///
/// `less` says whether one value comes before another, by a total order; the greatest value is the least by `|a, b| b < a`.
///
/// # Complexity
/// O(rows): each row enters the queue once and leaves it once. The queue holds rows of growing value; the next row throws out all
/// from its end that are greater, since they leave the frame before it does.
///
/// # Panics
/// When starts or ends of the spans go back.
pub(crate) fn rolling_least<T: Copy>(
    values: Values<'_, T>,
    spans: &[Span],
    least: u64,
    less: impl Fn(T, T) -> bool,
) -> Vec<Option<RowIndex>> {
    let mut queue: VecDeque<(RowIndex, T)> = VecDeque::new();
    let (mut start, mut end, mut count) = (0, 0, 0_u64);
    let rows = spans.iter().map(|span| {
        let rows = span.rows();
        assert!(rows.start >= start && rows.end >= end, "frames may not go back");
        for row in end..rows.end {
            let Some(value) = values.get(row) else { continue };
            count += 1;
            while queue.pop_back_if(|(_, other)| less(value, *other)).is_some() {}
            queue.push_back((row as RowIndex, value));
        }
        count -= (start..rows.start).filter(|row| values.get(*row).is_some()).count() as u64;
        while queue.pop_front_if(|(row, _)| *row < span.start).is_some() {}
        (start, end) = (rows.start, rows.end);
        if count >= least { queue.front().map(|(row, _)| *row) } else { None }
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::super::span::rows_frame;
    use super::*;
    use crate::words::random::{ROUNDS, Random};

    #[test]
    fn the_least_of_each_frame_is_its_first_least_row() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let rows = random.below(60);
            let values: Vec<i64> = (0..rows).map(|_| random.pick(&[i64::MIN, -1, 0, 1, 2, 3, i64::MAX])).collect();
            let valid: Vec<bool> = (0..rows).map(|_| random.below(4) > 0).collect();
            let mut bound = || (random.below(4) > 0).then(|| random.below(15) as i64 - 7);
            let spans = rows_frame(rows, bound(), bound());
            let least = random.below(4) as u64;
            let shown = if seed % 2 == 0 { Values::all(&values) } else { Values::some(&values, &valid) };
            let lows = rolling_least(shown, &spans, least, |left, right| left < right);
            let highs = rolling_least(shown, &spans, least, |left, right| right < left);
            for (row, span) in spans.iter().enumerate() {
                let frame: Vec<usize> = span.rows().filter(|row| shown.get(*row).is_some()).collect();
                let enough = frame.len() as u64 >= least;
                let low = frame.iter().copied().min_by_key(|row| values[*row]).filter(|_| enough);
                let high = frame.iter().copied().rev().max_by_key(|row| values[*row]).filter(|_| enough);
                assert_eq!((lows[row].map(|row| row as usize), highs[row].map(|row| row as usize)), (low, high));
            }
        }
    }
}

//! [`Span`]: the rows of one frame; and how frames become lists of them.

use alloc::vec::Vec;
use core::ops::Range;

use crate::words::{RowIndex, listable};

/// The rows of a frame, by their places in the partition: from `start` up to, and without, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first row.
    pub(crate) start: RowIndex,
    /// The row behind the last; `start` if there is none.
    pub(crate) end: RowIndex,
}

impl Span {
    /// The rows.
    pub(crate) fn rows(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many.
    pub(crate) fn row_count(self) -> usize {
        self.rows().len()
    }
}

#[cfg(test)]
/// Frames by number of rows: from the row `from` rows away to the row `to` rows away, both included; negative is before. Without a
/// number, to that end of the partition.
///
/// ```text
/// from -2 to 0       the last three rows       SQL: rows between 2 preceding and current row
/// from -1 to 1       a row and its neighbours
/// from none to 0     all rows so far
/// from 1 to 3        the next three, without the row itself
/// ```
///
/// A frame that reaches over the end of the partition has fewer rows.
pub(crate) fn rows_frame(rows: usize, from: Option<i64>, to: Option<i64>) -> Vec<Span> {
    let last = i64::from(listable(rows));
    let place = |row: RowIndex, by: i64| i64::from(row).saturating_add(by).clamp(0, last) as RowIndex;
    let spans = (0..listable(rows)).map(|row| {
        let start = from.map_or(0, |from| place(row, from));
        let end = to.map_or(last as RowIndex, |to| place(row, to.saturating_add(1)));
        // A frame that ends before it starts is empty where it starts, so that starts and ends still do not go back.
        Span { start, end: end.max(start) }
    });
    spans.collect()
}

/// Frames by value: rows whose code lies between the row's own less `before` and plus `after`, both included; without a number, to
/// that end of the partition. `before` and `after` of 0 give the rows that are equal (peers).
///
/// Codes of integers, dates and times are as far apart as the values are (see [`Coded`](crate::record::Coded)); those of floats
/// are not: take [`range_frame_f64`]. For a descending order, pass `!code`.
///
/// # Panics
/// When codes go down.
pub(crate) fn range_frame(codes: &[u64], before: Option<u64>, after: Option<u64>) -> Vec<Span> {
    assert!(codes.is_sorted(), "a frame by value needs codes in order");
    spans(
        codes.len(),
        |row, code| before.is_none_or(|before| codes[code] >= codes[row].saturating_sub(before)),
        |row, code| after.is_none_or(|after| codes[code] <= codes[row].saturating_add(after)),
    )
}

/// The same for floats in order, NaN last; NaN is as far from numbers as can be, and equal to itself. An infinity is equal to
/// itself, too.
///
/// # Panics
/// When values go down, or a distance is negative or NaN.
pub(crate) fn range_frame_f64(order: &[f64], before: Option<f64>, after: Option<f64>) -> Vec<Span> {
    let distances = before.into_iter().chain(after);
    assert!(distances.into_iter().all(|distance| distance >= 0.0), "a frame by value needs a distance of 0 or more");
    let numbers = order.partition_point(|value| !value.is_nan());
    assert!(order[..numbers].is_sorted(), "a frame by value needs values in order");
    assert!(order[numbers..].iter().all(|value| value.is_nan()), "a frame by value needs NaN last");
    // Without a distance, NaN and numbers are in one frame.
    let lower = |row: usize, other: usize| {
        let Some(before) = before else { return true };
        let bound = if order[row].is_infinite() { order[row] } else { order[row] - before };
        if row >= numbers { other >= numbers } else { order[other] >= bound }
    };
    let upper = |row: usize, other: usize| {
        let Some(after) = after else { return true };
        let bound = if order[row].is_infinite() { order[row] } else { order[row] + after };
        if row >= numbers { true } else { order[other] <= bound }
    };
    spans(order.len(), lower, upper)
}

/// Frames from two questions: whether a row is late enough for the frame of another, and whether it is early enough. Start and
/// end only move on.
fn spans(
    rows: usize,
    late_enough: impl Fn(usize, usize) -> bool,
    early_enough: impl Fn(usize, usize) -> bool,
) -> Vec<Span> {
    listable(rows);
    let (mut start, mut end) = (0, 0);
    let spans = (0..rows).map(|row| {
        while start < rows && !late_enough(row, start) {
            start += 1;
        }
        end = end.max(start);
        while end < rows && early_enough(row, end) {
            end += 1;
        }
        Span { start: start as RowIndex, end: end as RowIndex }
    });
    spans.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Coded;
    use crate::words::random::{ROUNDS, Random};

    /// The dullest frame: rows for which something is true.
    fn dull(rows: usize, within: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
        (0..rows).map(|row| (0..rows).filter(|other| within(row, *other)).collect()).collect()
    }

    fn listed(spans: &[Span]) -> Vec<Vec<usize>> {
        assert!(spans.is_sorted_by_key(|span| span.start) && spans.is_sorted_by_key(|span| span.end));
        spans.iter().map(|span| span.rows().collect()).collect()
    }

    #[test]
    fn frames_by_rows_are_the_rows_at_those_distances() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let rows = random.below(12);
            let mut bound = || (random.below(4) > 0).then(|| random.below(9) as i64 - 4);
            let (from, to) = (bound(), bound());
            let within = |row: usize, other: usize| {
                let distance = other as i64 - row as i64;
                from.is_none_or(|from| distance >= from) && to.is_none_or(|to| distance <= to)
            };
            assert_eq!(listed(&rows_frame(rows, from, to)), dull(rows, within), "{from:?} {to:?}");
        }
        assert_eq!(rows_frame(2, Some(i64::MIN), Some(i64::MAX)), [Span { start: 0, end: 2 }; 2]);
    }

    #[test]
    fn frames_by_value_are_the_rows_of_those_values() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let rows = random.below(15);
            let mut values: Vec<i64> = (0..rows).map(|_| random.below(20) as i64 - 10).collect();
            if random.below(2) == 0 {
                values.extend([i64::MIN, i64::MAX, i64::MAX - 3]);
            }
            values.sort_unstable();
            let mut bound = || (random.below(4) > 0).then(|| random.below(6) as u64);
            let (before, after) = (bound(), bound());
            let within = |row: usize, other: usize| {
                let distance = i128::from(values[other]) - i128::from(values[row]);
                before.is_none_or(|before| distance >= -i128::from(before))
                    && after.is_none_or(|after| distance <= i128::from(after))
            };
            let expected = dull(values.len(), within);
            let codes: Vec<u64> = values.iter().map(|value| value.code()).collect();
            assert_eq!(listed(&range_frame(&codes, before, after)), expected);
            let floats: Vec<f64> = values.iter().map(|value| *value as f64).filter(|value| value.abs() < 1e6).collect();
            if floats.len() == values.len() {
                let frame = range_frame_f64(&floats, before.map(|by| by as f64), after.map(|by| by as f64));
                assert_eq!(listed(&frame), expected);
            }
        }
    }

    #[test]
    fn nan_and_infinities_are_peers_of_themselves() {
        let order = [f64::NEG_INFINITY, 1.0, 2.0, f64::INFINITY, f64::INFINITY, f64::NAN, f64::NAN];
        let frame = range_frame_f64(&order, Some(1.0), Some(0.0));
        assert_eq!(listed(&frame), [&[0][..], &[1], &[1, 2], &[3, 4], &[3, 4], &[5, 6], &[5, 6]]);
        let frame = range_frame_f64(&order, None, Some(f64::INFINITY));
        assert_eq!((frame[0].row_count(), frame[1].row_count(), frame[6].row_count()), (1, 5, 7));
    }

    #[test]
    #[should_panic(expected = "codes in order")]
    fn codes_must_be_in_order() {
        let _ = range_frame(&[2, 1], None, None);
    }
}

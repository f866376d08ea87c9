use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::pipeline::Parallel;

/// A generator of no quality: its high bits do.
pub(in crate::codes) fn numbers(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed ^ 0x9e37_79b9_7f4a_7c15;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

/// Small tasks, and threads from the first row on.
pub(in crate::codes) fn small_tasks() -> Run {
    Run { parallel: Parallel { morsel_rows: 5000, serial_rows: 0, ..Parallel::default() }, ..Run::default() }
}

/// Calls a test with pools of 1, 2 and 7 threads.
pub(in crate::codes) fn with_threads(test: impl Fn() + Sync) {
    #[cfg(feature = "parallel")]
    for threads in [1, 2, 7] {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(&test);
    }
    #[cfg(not(feature = "parallel"))]
    test();
}

/// Keys of the shapes that break sorts.
pub(in crate::codes) fn shapes(rows: usize) -> Vec<(&'static str, Vec<Vec<u64>>)> {
    let mut next = numbers(rows as u64);
    let mut column = |of: &mut dyn FnMut(u64, usize) -> u64| (0..rows).map(|row| of(next(), row)).collect::<Vec<u64>>();
    vec![
        ("sorted", vec![column(&mut |_, row| row as u64 / 3)]),
        ("reversed", vec![column(&mut |_, row| u64::MAX - row as u64)]),
        ("all equal", vec![vec![7; rows]]),
        ("sorted but for the end", vec![column(&mut |_, row| if row + 1 == rows { 0 } else { 1 + row as u64 })]),
        ("two values", vec![column(&mut |number, _| number >> 63)]),
        ("few bits", vec![column(&mut |number, _| number >> 53)]),
        ("few distinct, far apart", vec![column(&mut |number, _| (number >> 61).wrapping_mul(0x1234_5678_9abc_def1))]),
        ("20 bits", vec![column(&mut |number, _| number >> 44)]),
        ("64 bits", vec![column(&mut |number, _| number)]),
        ("floats", vec![column(&mut |number, _| ((number >> 11) as f64 / (1_u64 << 53) as f64).to_bits())]),
        ("skewed", vec![column(&mut |number, _| number >> (number % 64))]),
        ("one far away", vec![column(&mut |number, row| if row == rows / 2 { u64::MAX } else { number >> 60 })]),
        ("low bits after equal high bits", vec![column(&mut |number, _| number >> 63 << 63 | number & 0xff)]),
        ("three packed", vec![column(&mut |n, _| n >> 60), column(&mut |n, _| n >> 62), column(&mut |n, _| n >> 40)]),
        ("two of 64 bits", vec![column(&mut |n, _| (n >> 62).wrapping_mul(u64::MAX / 3)), column(&mut |n, _| n)]),
        (
            "three of 64 bits, the last decides",
            vec![column(&mut |n, _| n >> 63 << 63), column(&mut |n, _| n >> 63 << 63), column(&mut |n, _| n)],
        ),
    ]
}

fn naive(columns: &[CodeColumn<'_>], rows: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..rows as u32).collect();
    order.sort_by(|&left, &right| compare_rows(columns, left, right));
    order
}

#[test]
fn every_strategy_sorts_stably_with_any_number_of_threads() {
    for rows in [0, 1, 2, 100, 70_000, 300_000] {
        for (name, columns) in shapes(rows) {
            // The largest are there for buckets of buckets, which the other strategies do not have.
            let large = rows > 100_000;
            for turn in 0..if large { 1 } else { 2 } {
                let columns: Vec<_> = columns
                    .iter()
                    .enumerate()
                    .map(|(column, codes)| CodeColumn {
                        descending: (column + turn) % 2 == 1,
                        ..CodeColumn::new(codes)
                    })
                    .collect();
                let expected = naive(&columns, rows);
                with_threads(|| {
                    use SortStrategy::{Comparison, Counting, Radix};
                    for strategy in [None, Some(Counting), Some(Radix), Some(Comparison)] {
                        if (large && strategy != Some(Radix)) || (strategy == Some(Comparison) && rows > 100) {
                            continue;
                        }
                        let order = argsort(&small_tasks(), &columns, strategy);
                        assert!(order == expected, "{name}, {rows} rows, {strategy:?}");
                    }
                });
            }
        }
    }
}

#[test]
fn no_columns_have_no_rows() {
    assert_eq!(argsort(&Run::default(), &[], None), []);
}

#[test]
fn known_ranges_may_be_wider_than_the_codes() {
    let codes = [5, 3, 9, 3];
    for range in [None, Some((3, 9)), Some((0, u64::MAX)), Some((2, 1 << 40))] {
        for strategy in [None, Some(SortStrategy::Radix), Some(SortStrategy::Counting)] {
            let column = CodeColumn { range, ..CodeColumn::new(&codes) };
            assert_eq!(argsort(&Run::default(), &[column], strategy), [1, 3, 0, 2]);
            assert_eq!(argsort(&Run::default(), &[CodeColumn { descending: true, ..column }], strategy), [2, 0, 1, 3]);
        }
    }
}

#[test]
#[should_panic(expected = "columns of different lengths")]
fn columns_of_different_lengths_are_refused() {
    argsort(&Run::default(), &[CodeColumn::new(&[1]), CodeColumn::new(&[1, 2])], None);
}

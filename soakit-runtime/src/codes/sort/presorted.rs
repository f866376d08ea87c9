//! Rows that are in order already, which tables often are, by the column that they were written by.
//!
//! A pass that stops at the first pair that is neither: on random rows it costs nothing, on sorted rows it is all there is to
//! do.

use alloc::vec;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicBool, Ordering};

use super::compare_rows;
use crate::codes::lots::Lots;
use crate::codes::pack::{CodeColumn, rows_of};
use crate::pipeline::Run;

/// Pairs that are looked at before anybody is told that the rest can be left alone.
const PAIRS: usize = 1024;

/// The order of rows that are in order, or in strict reverse; `None` for others.
///
/// Not strict, reversal would turn equal rows around.
pub(super) fn order(run: &Run, columns: &[CodeColumn<'_>]) -> Option<Vec<u32>> {
    let rows = rows_of(columns);
    let first = steps(columns, 0, PAIRS.min(rows.saturating_sub(1)));
    if first == Steps::Neither {
        return None;
    }
    let (rises, falls) = (AtomicBool::new(first.may_rise()), AtomicBool::new(first.may_fall()));
    run.each(run.tasks(rows), rows, &|task| {
        let range = run.task_rows(task, rows);
        // The pair across the end belongs to the task before it.
        let (mut row, end) = (range.start, range.end.min(rows.saturating_sub(1)));
        while row < end && (rises.load(Ordering::Relaxed) || falls.load(Ordering::Relaxed)) {
            let next = end.min(row + PAIRS);
            let steps = steps(columns, row, next);
            if !steps.may_rise() {
                rises.store(false, Ordering::Relaxed);
            }
            if !steps.may_fall() {
                falls.store(false, Ordering::Relaxed);
            }
            row = next;
        }
    });
    if rises.into_inner() {
        return Some((0..rows as u32).collect());
    }
    falls.into_inner().then(|| reversed(run, rows))
}

/// The rows from the last to the first.
fn reversed(run: &Run, rows: usize) -> Vec<u32> {
    let mut order = vec![0; rows];
    let lots = Lots::chunks(&mut order, run.task_rows(0, rows).len());
    run.each(lots.len(), rows, &|task| {
        let last = rows - 1 - run.task_rows(task, rows).start;
        for (offset, row) in lots.borrow(task).iter_mut().enumerate() {
            *row = (last - offset) as u32;
        }
    });
    drop(lots);
    order
}

/// How rows follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Steps {
    /// There is no pair.
    None,
    Rising,
    Falling,
    Neither,
}

impl Steps {
    fn may_rise(self) -> bool {
        matches!(self, Self::None | Self::Rising)
    }

    fn may_fall(self) -> bool {
        matches!(self, Self::None | Self::Falling)
    }
}

/// How the rows after `start..end` follow those.
fn steps(columns: &[CodeColumn<'_>], start: usize, end: usize) -> Steps {
    if start >= end {
        return Steps::None;
    }
    let falls = |row: usize| compare_rows(columns, row as u32, row as u32 + 1).is_gt();
    let falling = falls(start);
    // One column is the common case, and a loop that vectorises.
    let same = match columns {
        [column] => {
            let (left, right) = (&column.codes[start..end], &column.codes[start + 1..=end]);
            let pairs = left.iter().zip(right);
            let turn = if column.descending { !0 } else { 0 };
            pairs.fold(true, |same, (left, right)| same & (((left ^ turn) > (right ^ turn)) == falling))
        }
        _ => (start..end).all(|row| falls(row) == falling),
    };
    match (same, falling) {
        (true, true) => Steps::Falling,
        (true, false) => Steps::Rising,
        (false, _) => Steps::Neither,
    }
}

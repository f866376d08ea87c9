//! [`top`]: the first rows of an order, without the order.
//!
//! A task keeps its candidates in a list of a few times `wanted` rows. When the list is full, the `wanted` first of it stay,
//! and the last of those is the bound for the rows to come. On random rows nearly all fall to the bound, which is one
//! comparison of numbers that stand in line. The first task goes alone: its bound serves all others.
//!
//! Bytes per row: a code of the first column. What is nearly everything, or comes in falling order, is better sorted.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::ops::Range;

use super::lots::Lots;
use super::pack::{CodeColumn, rows_of};
use super::sort::{argsort, compare_rows};
use crate::pipeline::Run;

/// Rows that are held to the bound before anybody asks which of them pass.
const BLOCK: usize = 64;
/// Candidates beside those that stay: seldom enough for the price of a cut.
const SPARE: usize = 1024;
/// Where more than one row of so many is wanted, all are sorted.
const ROWS_PER_WANTED: usize = 64;

/// How the first rows are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TopStrategy {
    /// All rows are sorted.
    Sort,
    /// Candidates below a bound.
    Bound,
}

/// The first `wanted` rows in the order of the columns, as [`argsort`] has them.
///
/// # Panics
/// When the columns are not of one length.
pub(crate) fn top(run: &Run, columns: &[CodeColumn<'_>], wanted: usize, strategy: Option<TopStrategy>) -> Vec<u32> {
    let rows = rows_of(columns);
    let wanted = wanted.min(rows);
    let few = wanted <= rows / ROWS_PER_WANTED;
    let chosen = if few { TopStrategy::Bound } else { TopStrategy::Sort };
    if strategy.unwrap_or(chosen) == TopStrategy::Sort {
        let mut order = argsort(run, columns, None);
        order.truncate(wanted);
        return order;
    }
    if wanted == 0 {
        return Vec::new();
    }
    let mut all = Candidates { rows: Vec::new(), bound: None, wanted, columns };
    all.search(run.task_rows(0, rows));
    let others = Lots::new(vec![Vec::new(); run.tasks(rows) - 1]);
    run.each(others.len(), rows, &|task| {
        let mut candidates = Candidates { rows: Vec::new(), ..all };
        candidates.search(run.task_rows(task + 1, rows));
        *others.borrow(task) = candidates.rows;
    });
    for mut rows in others.into_values() {
        all.rows.append(&mut rows);
    }
    all.cut();
    all.rows.sort_unstable_by(|&left, &right| compare(columns, left, right));
    all.rows
}

/// The order of rows, of which no two are equal.
fn compare(columns: &[CodeColumn<'_>], left: u32, right: u32) -> Ordering {
    compare_rows(columns, left, right).then(left.cmp(&right))
}

/// Rows that may be among the first.
struct Candidates<'a> {
    rows: Vec<u32>,
    /// A row that at least `wanted` rows come before, itself among them.
    bound: Option<u32>,
    wanted: usize,
    columns: &'a [CodeColumn<'a>],
}

impl Candidates<'_> {
    /// Looks through rows, which come after all that were looked through.
    fn search(&mut self, rows: Range<usize>) {
        let (CodeColumn { codes, descending, .. }, lone) = (self.columns[0], self.columns.len() == 1);
        let turn = if descending { !0 } else { 0 };
        let codes = &codes[rows.clone()];
        for (start, codes) in rows.step_by(BLOCK).zip(codes.chunks(BLOCK)) {
            if let Some(bound) = self.bound {
                let bound = self.columns[0].codes[bound as usize] ^ turn;
                // Later rows with the code of the bound come after it, unless another column says otherwise.
                let pass = |pass: bool, code: &u64| pass | ((code ^ turn) < bound) | (!lone & ((code ^ turn) == bound));
                if !codes.iter().fold(false, pass) {
                    continue;
                }
            }
            let rows = start as u32..(start + codes.len()) as u32;
            let (columns, bound) = (self.columns, self.bound);
            self.rows.extend(rows.filter(|&row| bound.is_none_or(|bound| compare(columns, row, bound).is_lt())));
            if self.rows.len() >= 2 * self.wanted + SPARE {
                self.cut();
            }
        }
        self.cut();
    }

    /// Keeps the first rows, and lowers the bound.
    fn cut(&mut self) {
        if self.rows.len() < self.wanted {
            return;
        }
        let columns = self.columns;
        self.rows.select_nth_unstable_by(self.wanted - 1, |&left, &right| compare(columns, left, right));
        self.rows.truncate(self.wanted);
        self.bound = self.rows.last().copied();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::sort::tests::{shapes, small_tasks, with_threads};

    #[test]
    fn top_is_the_beginning_of_the_order() {
        let mut run = small_tasks();
        run.parallel.morsel_rows = 1000;
        for rows in [0, 1, 2, 100, 9000] {
            for (name, columns) in shapes(rows) {
                let turned = |(column, codes)| CodeColumn { descending: column % 2 == 1, ..CodeColumn::new(codes) };
                let columns: Vec<_> = columns.iter().map(Vec::as_slice).enumerate().map(turned).collect();
                let order = argsort(&small_tasks(), &columns, None);
                with_threads(|| {
                    for wanted in [0, 1, 10, 700, rows.saturating_sub(1), rows + 1] {
                        for strategy in [None, Some(TopStrategy::Sort), Some(TopStrategy::Bound)] {
                            let top = top(&run, &columns, wanted, strategy);
                            assert!(top == order[..wanted.min(rows)], "{name}, {wanted} of {rows}, {strategy:?}");
                        }
                    }
                });
            }
        }
    }
}

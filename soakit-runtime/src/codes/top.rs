//! [`top`]: the first rows of an order, without the order.
//!
//! A task keeps its candidates in a list of a few times `wanted` rows. When the list is full, the `wanted` first of it stay,
//! and the last of those is the bound for the rows to come. On random rows nearly all fall to the bound, which is one
//! comparison of numbers that stand in line. The first task goes alone: its bound serves all others.
//!
//! Bytes per row: the first window of its key. What is nearly everything, or comes in falling order, is better sorted.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::lots::Lots;
use super::pack::{CodeColumn, Packing, rows_of};
use super::sort::{argsort, compare_rows};
use super::word::{ColumnWindows, Windows, row_bits, row_of};
use crate::pipeline::Run;

/// Words that are made at a time.
const BLOCK: usize = 1024;
/// Where more than one row of so many is wanted, all are sorted.
const ROWS_PER_WANTED: usize = 32;

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
    let packing = Packing::of(run, columns);
    let keys = ColumnWindows::new(columns, &packing);
    if keys.windows() == 0 || wanted == 0 {
        return (0..wanted as u32).collect();
    }
    bounded(run, columns, &keys, wanted)
}

fn bounded(run: &Run, columns: &[CodeColumn<'_>], keys: &ColumnWindows<'_>, wanted: usize) -> Vec<u32> {
    let rows = keys.rows();
    let tasks = run.tasks(rows);
    let compare = Compare { columns, row_bits: row_bits(rows), whole: keys.windows() == 1 };
    let search = |task: usize, bound: u64| {
        let mut candidates = Candidates { words: Vec::new(), bound, wanted, compare: &compare };
        let (mut words, range) = ([0; BLOCK], run.task_rows(task, rows));
        for start in range.clone().step_by(BLOCK) {
            let words = &mut words[..BLOCK.min(range.end - start)];
            keys.fill(0, start, words);
            candidates.extend(words);
        }
        candidates.cut();
        candidates
    };
    let first = search(0, u64::MAX);
    let others = Lots::new(vec![Vec::new(); tasks - 1]);
    run.each(tasks - 1, rows, &|task| *others.borrow(task) = search(task + 1, first.bound).words);
    let mut all = first;
    for mut words in others.into_values() {
        all.words.append(&mut words);
    }
    all.cut();
    all.words.sort_unstable_by(|&left, &right| compare.words(left, right));
    all.words.into_iter().map(|word| row_of(word, compare.row_bits)).collect()
}

/// The order of the rows of words.
struct Compare<'a> {
    columns: &'a [CodeColumn<'a>],
    row_bits: u32,
    /// Whether a word holds a whole key.
    whole: bool,
}

impl Compare<'_> {
    fn words(&self, left: u64, right: u64) -> Ordering {
        if self.whole || (left ^ right) >> self.row_bits != 0 {
            return left.cmp(&right);
        }
        let rows = [left, right].map(|word| row_of(word, self.row_bits));
        compare_rows(self.columns, rows[0], rows[1]).then(left.cmp(&right))
    }
}

/// Rows that may be among the first.
struct Candidates<'a> {
    words: Vec<u64>,
    /// The greatest word that can be among the first, whatever the rest of its key.
    bound: u64,
    wanted: usize,
    compare: &'a Compare<'a>,
}

impl Candidates<'_> {
    fn extend(&mut self, words: &[u64]) {
        for &word in words {
            if word <= self.bound {
                self.words.push(word);
            }
        }
        // Often enough for a tight bound, seldom enough for its price.
        if self.words.len() >= 2 * self.wanted + BLOCK {
            self.cut();
        }
    }

    /// Keeps the first words, and lowers the bound.
    fn cut(&mut self) {
        let compare = self.compare;
        if self.words.len() > self.wanted {
            self.words.select_nth_unstable_by(self.wanted - 1, |&left, &right| compare.words(left, right));
            self.words.truncate(self.wanted);
        }
        if self.words.len() == self.wanted {
            let last = self.words.iter().copied().max_by(|&left, &right| compare.words(left, right));
            // Rows with this window may still come before it by the rest of their keys.
            let rest = if compare.whole { 0 } else { (1 << compare.row_bits) - 1 };
            self.bound = self.bound.min(last.expect("wanted is not zero") | rest);
        }
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

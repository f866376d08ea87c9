//! `limit`, `offset` and `tail`: the first rows, all but the first, the last.
//!
//! # Shape
//! Rows keep their order.
//!
//! Where each part of what is scanned is one row, these are ranges of it, and nothing is listed. Otherwise, after a filter, parts
//! are driven from the front (or from the back) until there are enough rows: each time four times as many as before, whatever
//! the number of threads.

#![allow(unsafe_code, reason = "answers for rows that come from its input")]

use alloc::format;
use alloc::vec::Vec;
use core::ops::Range;

use super::Query;
use crate::expression::Handle;
use crate::pipeline::{BATCH_ROWS, Batch, Drive, Explanation, Plan, RowOf, RowSet, Run, joined, map_tasks};

/// Some of the rows: the first, the last, or all from one on.
pub struct Limit<P> {
    input: P,
    keep: Keep,
}

/// Which rows stay.
#[derive(Clone, Copy)]
enum Keep {
    First(usize),
    Last(usize),
    /// Rows from one on, but no more than somebody will ask for.
    From(usize, Option<usize>),
}

impl Keep {
    /// The rows that stay out of so many.
    fn of(self, rows: usize) -> Range<usize> {
        match self {
            Self::First(first) => 0..first.min(rows),
            Self::Last(last) => rows.saturating_sub(last)..rows,
            Self::From(start, most) => {
                let start = start.min(rows);
                start..start.saturating_add(most.unwrap_or(rows)).min(rows)
            }
        }
    }
}

// SAFETY: the rows are some of the input's.
unsafe impl<P: Plan> Plan for Limit<P> {
    type Source = P::Source;
    type Ready = Limited<P::Ready, RowOf<P>>;

    fn source(&self) -> P::Source {
        self.input.source()
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let input = self.input.ready(run);
        if input.is_exact() {
            let range = self.keep.of(input.extent());
            return Limited::Range(input, range);
        }
        Limited::Listed(match self.keep {
            Keep::First(rows) => first(&input, rows, run),
            Keep::Last(rows) => last(&input, rows, run),
            Keep::From(start, most) => {
                let mut rows = match most {
                    Some(most) => first(&input, start.saturating_add(most), run),
                    None => RowSet::of(&input, run).into_list(),
                };
                rows.drain(..start.min(rows.len()));
                rows
            }
        })
    }

    fn explain(&self, out: &mut Explanation) {
        self.input.explain(out);
        match self.keep {
            Keep::First(rows) => out.step(format_args!("the first {rows} rows, and no more are made")),
            Keep::Last(rows) => out.step(format_args!("the last {rows} rows")),
            Keep::From(start, _) => out.step(format_args!("all but the first {start} rows")),
        }
    }

    fn limit(&mut self, rows: usize) {
        match &mut self.keep {
            Keep::First(first) => {
                *first = rows.min(*first);
                self.input.limit(*first);
            }
            Keep::From(start, most) => {
                *most = Some(most.map_or(rows, |most| most.min(rows)));
                self.input.limit(start.saturating_add(rows));
            }
            // All rows must come before the last are known.
            Keep::Last(_) => {}
        }
    }
}

/// Rows that stay: a range of the input, or a list.
pub enum Limited<I, R> {
    /// A range of the input's extent, each part of which is a row.
    Range(I, Range<usize>),
    /// The rows.
    Listed(Vec<R>),
}

impl<R: Handle, I: Drive<R>> Drive<R> for Limited<I, R> {
    fn extent(&self) -> usize {
        match self {
            Self::Range(_, range) => range.len(),
            Self::Listed(rows) => rows.len(),
        }
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>)) {
        match self {
            Self::Range(input, kept) => input.drive(kept.start + range.start..kept.start + range.end, sink),
            Self::Listed(rows) => rows[range].chunks(BATCH_ROWS).for_each(|rows| sink(Batch::Listed(rows))),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "rows of a query have 32-bit numbers")]
    fn dense_start(&self) -> Option<u32> {
        match self {
            Self::Range(input, kept) => input.dense_start().map(|start| start + kept.start as u32),
            Self::Listed(_) => None,
        }
    }
}

/// The next part of an extent is so many times longer than the one before.
const GROWTH: usize = 4;

/// The lists of rows from a range of the extent, in order.
fn listed<R: Handle>(ready: &dyn Drive<R>, range: Range<usize>, run: &Run) -> Vec<R> {
    joined(map_tasks(run, run.tasks(range.len()), range.len(), &|task| {
        let own = run.task_rows(task, range.len());
        let mut list = Vec::new();
        ready.drive(range.start + own.start..range.start + own.end, &mut |batch| batch.append_to(&mut list));
        list
    }))
}

/// The first rows that flow.
fn first<R: Handle>(ready: &dyn Drive<R>, wanted: usize, run: &Run) -> Vec<R> {
    let (extent, mut start, mut step) = (ready.extent(), 0, wanted.max(BATCH_ROWS));
    let mut rows = Vec::new();
    while rows.len() < wanted && start < extent {
        let end = start.saturating_add(step).min(extent);
        rows.append(&mut listed(ready, start..end, run));
        (start, step) = (end, step.saturating_mul(GROWTH));
    }
    rows.truncate(wanted);
    run.done(|| format!("listed the first {} rows after {start} of {extent}", rows.len()));
    rows
}

/// The last rows that flow.
fn last<R: Handle>(ready: &dyn Drive<R>, wanted: usize, run: &Run) -> Vec<R> {
    let (mut end, mut step) = (ready.extent(), wanted.max(BATCH_ROWS));
    let (mut parts, mut count) = (Vec::new(), 0);
    while count < wanted && end > 0 {
        let start = end.saturating_sub(step);
        let part = listed(ready, start..end, run);
        count += part.len();
        parts.push(part);
        (end, step) = (start, step.saturating_mul(GROWTH));
    }
    parts.reverse();
    let mut rows = joined(parts);
    rows.drain(..rows.len().saturating_sub(wanted));
    rows
}

impl<P: Plan> Query<P> {
    /// Keeps the first `rows` rows.
    ///
    /// # Complexity
    /// As few rows are made as can be: filters before it stop when there are enough, and a sort finds only the first.
    pub fn limit(self, rows: usize) -> Query<Limit<P>> {
        self.with_plan(|mut input| {
            input.limit(rows);
            Limit { input, keep: Keep::First(rows) }
        })
    }

    /// Leaves the first `rows` rows out.
    pub fn offset(self, rows: usize) -> Query<Limit<P>> {
        self.with_plan(|input| Limit { input, keep: Keep::From(rows, None) })
    }

    /// Keeps the last `rows` rows.
    pub fn tail(self, rows: usize) -> Query<Limit<P>> {
        self.with_plan(|input| Limit { input, keep: Keep::Last(rows) })
    }
}

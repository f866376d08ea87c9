//! [`Plan`] and [`Drive`]: what a query does, before and while it runs.

#![allow(unsafe_code, reason = "declares the unsafe traits that answer for row numbers")]

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};
use core::ops::Range;

use super::{BATCH_ROWS, Batch, Run, map_tasks};
use crate::expression::{Handle, Source};

/// The rows of a plan.
pub type RowOf<P> = <<P as Plan>::Source as Source>::Row;

/// What a query does, step by step.
///
/// # Safety
///
/// - every row that [`Drive`] passes on is one of [`source`](Plan::source): each number is below the row count of its table, or
///   [`MISSING`](crate::expression::MISSING) where the list of tables says [`Maybe`](crate::expression::Maybe).
#[diagnostic::on_unimplemented(message = "`{Self}` is not a query", label = "no rows come from this")]
pub unsafe trait Plan {
    /// The tables whose rows come.
    type Source: Source;
    /// The plan, with everything ready for rows to flow.
    type Ready: Drive<RowOf<Self>>;

    /// The tables.
    fn source(&self) -> Self::Source;

    /// Does what must be done before rows flow: binds expressions, builds tables, sorts.
    fn ready(&self, run: &Run) -> Self::Ready;

    /// Tells what the plan does, first things first.
    fn explain(&self, out: &mut Explanation);

    /// Hears that only the first `rows` rows will be asked for.
    fn limit(&mut self, rows: usize) {
        let _ = rows;
    }
}

/// Rows, ready to flow.
pub trait Drive<R: Handle>: Sync {
    /// The length of what is scanned: ranges of it are driven in separate tasks. At least the number of rows in the end.
    fn extent(&self) -> usize;

    /// Whether every part of the extent is one row: the number of rows in the end is known.
    fn is_exact(&self) -> bool;

    /// Passes the rows from a range of the extent to `sink`, in order.
    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>));

    /// The first row, if the rows are those of the only table from there on, all of them.
    fn dense_start(&self) -> Option<u32> {
        None
    }
}

/// Steps of a plan, as text.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    text: String,
    depth: usize,
}

impl Explanation {
    /// Adds a step.
    pub fn step(&mut self, step: fmt::Arguments<'_>) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        let _ = writeln!(self.text, "{step}");
    }

    /// Adds the steps of another input, further in.
    pub fn inner(&mut self, steps: impl FnOnce(&mut Self)) {
        self.depth += 1;
        steps(self);
        self.depth -= 1;
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The rows of a query, counted.
pub enum RowSet<R> {
    /// `len` rows of the only table, from `start` on.
    Span {
        /// The first row.
        start: u32,
        /// How many.
        len: usize,
    },
    /// The rows, in order.
    Listed(Vec<R>),
}

impl<R: Handle> RowSet<R> {
    /// Collects the rows that flow.
    pub fn of(ready: &dyn Drive<R>, run: &Run) -> Self {
        let extent = ready.extent();
        if let Some(start) = ready.dense_start() {
            return Self::Span { start, len: extent };
        }
        let tasks = run.tasks(extent);
        let mut rows = Vec::new();
        if run.is_serial(tasks, extent) {
            // One list, with room for all unless they are very many: what is not written costs no memory, and lists of
            // megabytes grow without being copied.
            rows.reserve(extent.min(1 << 22));
            run.in_turn(tasks, &mut |task| {
                ready.drive(run.task_rows(task, extent), &mut |batch| batch.append_to(&mut rows));
            });
        } else {
            rows = joined(map_tasks(run, tasks, extent, &|task| {
                let mut list = Vec::new();
                ready.drive(run.task_rows(task, extent), &mut |batch| batch.append_to(&mut list));
                list
            }));
        }
        run.done(|| format!("listed {} of {extent} rows", rows.len()));
        Self::Listed(rows)
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Span { len, .. } => *len,
            Self::Listed(rows) => rows.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row.
    #[inline(always)]
    #[must_use]
    pub fn get(&self, position: usize) -> R {
        match self {
            #[expect(clippy::cast_possible_truncation, reason = "rows of a query have 32-bit numbers")]
            Self::Span { start, .. } => R::only(start + position as u32),
            Self::Listed(rows) => rows[position],
        }
    }

    /// Passes the rows at a range of positions to `sink`, in batches.
    pub fn batches(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>)) {
        let mut position = range.start;
        while position < range.end {
            let len = BATCH_ROWS.min(range.end - position);
            match self {
                #[expect(clippy::cast_possible_truncation, reason = "rows of a query have 32-bit numbers")]
                Self::Span { start, .. } => sink(Batch::Span { start: start + position as u32, len }),
                Self::Listed(rows) => sink(Batch::Listed(&rows[position..position + len])),
            }
            position += len;
        }
    }

    /// The rows as a list.
    #[must_use]
    pub fn into_list(self) -> Vec<R> {
        match self {
            Self::Span { len, .. } => (0..len).map(|position| self.get(position)).collect(),
            Self::Listed(rows) => rows,
        }
    }
}

impl<R: Handle> Drive<R> for RowSet<R> {
    fn extent(&self) -> usize {
        self.len()
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>)) {
        self.batches(range, sink);
    }

    fn dense_start(&self) -> Option<u32> {
        match self {
            Self::Span { start, .. } => Some(*start),
            Self::Listed(_) => None,
        }
    }
}

/// Puts lists one behind the other.
pub(crate) fn joined<T>(lists: Vec<Vec<T>>) -> Vec<T> {
    let mut lists = lists.into_iter();
    let Some(mut all) = lists.next() else { return Vec::new() };
    let rest: Vec<Vec<T>> = lists.collect();
    all.reserve_exact(rest.iter().map(Vec::len).sum());
    for list in rest {
        all.extend(list);
    }
    all
}

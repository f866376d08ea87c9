//! `window`: answers about each row from the rows around it.
//!
//! # Shape
//! One row for each row of the query, in its order. Rows with equal partition keys are a *partition*; within it, rows have the
//! order of the order keys, ties in the order of the query.
//!
//! Rows are sorted once, by the codes of partition and order (`layout`). Window expressions are expressions like any other, over
//! a source of their own (`source`) whose rows are the positions of the query's rows. So they stand in arithmetic, in aggregates
//! and in each other. Binding one computes its answers for all rows (`answers`), in time proportional to their number.
//!
//! - `rank` numbers rows, `shift` looks at another row, `frame` says which rows an aggregate is of and `framed` aggregates them;
//! - `keys` are partitions and orders; `filter` keeps rows by what a window says of them.
//!
//! Left out: `exclude` clauses and frames by number of peers.

#![allow(unsafe_code, reason = "asks keys about the rows of a plan")]

use alloc::format;
use alloc::string::{String, ToString};
use core::cell::OnceCell;

use super::Query;
use super::outputs::Outputs;
use crate::expression::Source;
use crate::pipeline::{Explanation, Plan, RowOf};
use crate::record::{Bulk, SoA};

mod keys;
mod layout;
mod source;

mod rank;
mod shift;

mod frame;
mod framed;

mod filter;

mod answers;

pub use filter::Chosen;
pub use frame::FrameExpr;
pub use keys::{WindowOrder, WindowPartition};
pub use rank::{cume_dist, dense_rank, ntile, percent_rank, rank, row_number};
pub use shift::ShiftExpr;
use source::{InWindow, TableSource};

use layout::Layout;

/// A query whose rows are partitioned and ordered; [`select`](Self::select) says what is asked of them.
#[must_use = "a window answers nothing until something is selected"]
pub struct Window<P: Plan, K, O> {
    query: Query<P>,
    partition: K,
    order: O,
    layout: OnceCell<Layout<RowOf<P>>>,
}

impl<P: Plan> Query<P> {
    /// Partitions rows by an expression or a tuple of them, and orders the rows of each partition; either closure may answer with
    /// `()`: one partition, the order of the query.
    ///
    /// # Shape
    /// [`select`](Window::select) answers with one row for each row of the query, in its order. To keep one row for each key
    /// instead, use `group_by`.
    ///
    /// [`filter`](Window::filter) keeps rows by what a window says of them.
    ///
    /// # Complexity
    /// A sort of the rows by both keys; then O(rows) for each window expression. Rows are sorted once, also when `select` is called
    /// again.
    ///
    /// # Examples
    ///
    /// The change from the trade before, and a moving average:
    ///
    /// ```
    /// # use soakit_runtime::record::Bulk;
    /// # use soakit_runtime::query::*;
    /// let trades: Bulk<(char, u32, f64)> =
    ///     [('A', 2, 11.0), ('B', 1, 50.0), ('A', 1, 10.0), ('A', 3, 15.0)].into_iter().collect();
    /// let moves = trades
    ///     .query()
    ///     .window(|(symbol, _, _)| symbol, |(_, time, _)| time)
    ///     .select(|(symbol, time, price)| (time, row_number(), price - price.lag(1), price.mean().rolling(2)));
    /// let moves: Vec<_> = moves.into();
    /// assert_eq!(moves, [
    ///     (2, 2, Some(1.0), 10.5),
    ///     (1, 1, None, 50.0),
    ///     (1, 1, None, 10.0),
    ///     (3, 3, Some(4.0), 13.0),
    /// ]);
    /// ```
    pub fn window<K, O>(
        self,
        partition: impl FnOnce(<P::Source as Source>::Tokens) -> K,
        order: impl FnOnce(<P::Source as Source>::Tokens) -> O,
    ) -> Window<P, K, O>
    where
        K: WindowPartition<P::Source>,
        O: WindowOrder<P::Source>,
    {
        let tokens = <P::Source as Source>::TOKENS;
        Window { query: self, partition: partition(tokens), order: order(tokens), layout: OnceCell::new() }
    }
}

impl<P: Plan<Source: TableSource>, K: WindowPartition<P::Source>, O: WindowOrder<P::Source>> Window<P, K, O> {
    /// Computes a tuple of expressions for each row, window expressions among them.
    ///
    /// # Shape
    /// One row for each of the query, in its order.
    #[must_use]
    pub fn select<'w, E, T>(&'w self, expressions: impl FnOnce(<P::Source as Source>::Tokens) -> E) -> Bulk<T>
    where
        E: Outputs<InWindow<'w, P::Source, O>, Part = Bulk<T>>,
        T: SoA,
    {
        let layout = self.layout();
        let run = &self.query.run;
        let _held = run.hold(layout.bytes());
        let source = InWindow::new(self.query.plan.source(), layout, &self.order, run);
        // SAFETY: the positions are those of the window's rows.
        unsafe { expressions(<P::Source as Source>::TOKENS).fill(source, &layout.positions(), run) }
    }

    /// The plan as text, first things first.
    #[must_use]
    pub fn explain(&self) -> String {
        let mut explanation = Explanation::default();
        self.query.plan.explain(&mut explanation);
        let mut partition = String::new();
        self.partition.describe(&mut partition);
        explanation
            .step(format_args!("window over partitions by {partition}: one sort, then one pass for each expression"));
        explanation.to_string()
    }

    fn layout(&self) -> &Layout<RowOf<P>> {
        self.layout.get_or_init(|| {
            let (source, run, rows) = (self.query.plan.source(), &self.query.run, self.query.rows());
            // SAFETY: the rows are of the source of the plan.
            let partition = unsafe { self.partition.codes(source, &rows, run) };
            // SAFETY: the rows are of the source of the plan.
            let order = unsafe { self.order.columns(source, &rows, run) };
            let layout = Layout::new(rows, partition, &order, run);
            run.done(|| {
                let (rows, partitions) = (layout.rows.len(), layout.places.partition_count());
                format!("put {rows} rows into {partitions} partitions, and those in order")
            });
            layout
        })
    }
}

//! `aggregate`: all rows become one.

#![allow(unsafe_code, reason = "feeds the rows of a plan to aggregates bound to its source")]

use super::Query;
use super::aggregate::{AggExpr, BoundAgg};
use crate::expression::{Handle, Source};
use crate::pipeline::{Drive, Plan, RowOf, Run, map_tasks};

/// The answers of aggregates over the rows that flow.
fn aggregate<R: Handle, A: BoundAgg<R>>(ready: &dyn Drive<R>, aggregates: &A, run: &Run) -> A::Overall {
    let extent = ready.extent();
    let mut states = map_tasks(run, run.tasks(extent), extent, &|task| {
        let mut state = aggregates.start();
        // SAFETY: rows of the plan whose source the aggregates are bound to.
        ready.drive(run.task_rows(task, extent), &mut |batch| unsafe { aggregates.feed_batch(&mut state, batch) });
        state
    })
    .into_iter();
    let mut all = states.next().unwrap_or_else(|| aggregates.start());
    states.for_each(|state| aggregates.merge(&mut all, state));
    aggregates.finish(all)
}

impl<P: Plan> Query<P> {
    /// The answers of an aggregate, or of a tuple of them, over all rows.
    ///
    /// # Shape
    /// One answer for each aggregate. Those that need a value are `Option`s: there may be no row.
    #[must_use]
    pub fn aggregate<A: AggExpr<P::Source>>(
        self,
        aggregates: impl FnOnce(<P::Source as Source>::Tokens) -> A,
    ) -> <A::Bound as BoundAgg<RowOf<P>>>::Overall {
        let aggregates = aggregates(<P::Source as Source>::TOKENS).bind(self.plan.source());
        aggregate(&self.plan.ready(&self.run), &aggregates, &self.run)
    }
}

//! `filter` of a window: rows for which an expression over their partition is true, as a query.
//!
//! SQL calls this `qualify`. The answer is known when the method returns: the rows are listed, and the window is done with.

#![allow(unsafe_code, reason = "answers for rows of a query over the same tables")]

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::Window;
use super::keys::{WindowOrder, WindowPartition};
use super::layout::Position;
use super::source::{InWindow, TableSource};
use crate::expression::{Bound, Eval, Source};
use crate::pipeline::{Explanation, Plan, Run, map_tasks};
use crate::query::Query;
use crate::query::filter::{Predicate, Truth};

/// Rows that a window has chosen.
pub struct Chosen<S: Source> {
    source: S,
    rows: Arc<[S::Row]>,
}

// SAFETY: the rows were rows of a query over the source, which is borrowed as long as this is there.
unsafe impl<S: TableSource> Plan for Chosen<S> {
    type Source = S;
    type Ready = Arc<[S::Row]>;

    fn source(&self) -> S {
        self.source
    }

    fn ready(&self, _: &Run) -> Self::Ready {
        Arc::clone(&self.rows)
    }

    fn explain(&self, out: &mut Explanation) {
        out.step(format_args!("{} rows that a window has chosen", self.rows.len()));
    }
}

impl<P, K, O> Window<P, K, O>
where
    P: Plan<Source: TableSource>,
    K: WindowPartition<P::Source>,
    O: WindowOrder<P::Source>,
{
    /// Keeps the rows for which an expression is true, window expressions among its parts; the answer is a query again.
    ///
    /// # Shape
    /// Rows keep the order of the query.
    ///
    /// # Examples
    ///
    /// The two greatest of each group:
    ///
    /// ```
    /// # use soakit_runtime::expression::Expr as _;
    /// # use soakit_runtime::record::Bulk;
    /// # use soakit_runtime::query::*;
    /// let scores: Bulk<(char, u32)> = [('a', 7), ('b', 5), ('a', 9), ('a', 8), ('b', 6)].into_iter().collect();
    /// let window = scores.query().window(|(group, _)| group, |(_, score)| score.desc());
    /// let best: Vec<_> = window.filter(|_| row_number().le(2)).to_bulk().into();
    /// assert_eq!(best, [('b', 5), ('a', 9), ('a', 8), ('b', 6)]);
    /// ```
    pub fn filter<'w, E>(
        &'w self,
        predicate: impl FnOnce(<P::Source as Source>::Tokens) -> E,
    ) -> Query<Chosen<P::Source>>
    where
        E: Predicate<InWindow<'w, P::Source, O>>,
    {
        let (source, run) = (self.query.plan.source(), &self.query.run);
        let layout = self.layout();
        let window = InWindow::new(source, layout, &self.order, run);
        let bound = Eval::bind(&predicate(<P::Source as Source>::TOKENS), window);
        let positions = chosen(&bound, layout.rows.len(), run);
        let rows = positions.into_iter().map(|position| layout.rows.get(position as usize)).collect();
        Query { plan: Chosen { source, rows }, run: run.clone() }
    }
}

/// The positions for which a predicate is true, in order.
fn chosen<B: Bound<Position, Out: Truth>>(predicate: &B, rows: usize, run: &Run) -> Vec<u32> {
    let chosen = map_tasks(run, run.tasks(rows), rows, &|task| {
        let positions = run.task_rows(task, rows).map(|position| position as u32);
        // SAFETY: positions below the number of rows of the window that the predicate is bound to; `filter`, which alone calls
        // this, sees to it.
        positions.filter(|&position| unsafe { predicate.at([position]) }.is_true()).collect::<Vec<u32>>()
    });
    chosen.concat()
}

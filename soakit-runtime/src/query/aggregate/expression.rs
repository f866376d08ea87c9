//! [`AggExpr`]: what `agg` and `aggregate` take: aggregates of expressions, and tuples of them.

#![allow(unsafe_code, reason = "evaluates expressions over the rows of a plan")]

use super::{Emptiness, Feedable, Fold};
use crate::expression::{Bound, Eval, Handle, IntoCell, Source};
use crate::pipeline::Batch;
use crate::record::{Cell, Growing};

/// An aggregate of an expression, or a tuple of them.
///
/// # Safety
///
/// - what [`bind`](AggExpr::bind) answers is bound to the source that it was given.
#[diagnostic::on_unimplemented(
    message = "a column that is not aggregated: many values, where a group has one",
    label = "`{Self}` is not aggregated",
    note = "say which of the values of a group is meant: `.mean()`, `.max()`, `.first()`; or add the column to the key of `group_by`"
)]
pub unsafe trait AggExpr<S: Source> {
    /// The aggregate, bound.
    type Bound: BoundAgg<S::Row>;

    /// Fixes the expressions to the rows of a source.
    fn bind(&self, source: S) -> Self::Bound;
}

/// An aggregate, bound to the rows of a source.
///
/// # Safety
/// - rows that are fed are only passed on to the expressions that were bound with it.
pub unsafe trait BoundAgg<R: Handle>: Send + Sync {
    /// What is known so far.
    type State: Send;
    /// The answer over rows of which there may be none.
    type Overall;
    /// The answer of a group.
    type Grouped;
    /// Columns of answers, being filled.
    type Columns: Send;
    /// The cell, or the record, that the answer of a group becomes.
    type Value;
    /// The columns of such cells.
    type Part;

    /// Nothing is known yet.
    fn start(&self) -> Self::State;

    /// Takes a row in.
    ///
    /// # Safety
    /// - a row of the source that the expressions were bound to.
    unsafe fn feed(&self, state: &mut Self::State, row: R);

    /// Takes a batch of rows in.
    ///
    /// # Safety
    /// - rows of the source that the expressions were bound to.
    unsafe fn feed_batch(&self, state: &mut Self::State, batch: Batch<'_, R>);

    /// Takes in what is known of later rows.
    fn merge(&self, state: &mut Self::State, later: Self::State);

    /// The answer over rows of which there may be none.
    fn finish(&self, state: Self::State) -> Self::Overall;

    /// The answer of a group.
    fn finish_group(&self, state: Self::State) -> Self::Grouped;

    /// Columns without answers.
    fn columns(&self, groups: usize) -> Self::Columns;

    /// Puts the answer of a group into the columns.
    fn put(answer: Self::Grouped, columns: &mut Self::Columns);

    /// Puts later answers behind.
    fn append(columns: &mut Self::Columns, later: Self::Columns);

    /// The columns, filled.
    fn part(columns: Self::Columns) -> Self::Part;
}

/// A fold over the values of an expression: `w.temp.mean()`.
#[derive(Clone, Copy, Debug)]
pub struct Agg<F, E>(pub(crate) F, pub(crate) E);

/// The values of an expression over a source.
type OutOf<S, E> = <<E as Eval<S>>::Bound as Bound<<S as Source>::Row>>::Out;
/// The values, when they are there.
type ValueOf<O> = <O as Feedable>::Value;

// SAFETY: the expression is bound to the source.
unsafe impl<S: Source, F, E: Eval<S>> AggExpr<S> for Agg<F, E>
where
    OutOf<S, E>: Feedable,
    F: Fold<ValueOf<OutOf<S, E>>>,
    GroupedOf<F, OutOf<S, E>>: IntoCell<Cell: Cell<Column: Send>>,
{
    type Bound = Agg<F, E::Bound>;

    fn bind(&self, source: S) -> Self::Bound {
        Agg(self.0.clone(), self.1.bind(source))
    }
}

/// The answer of a fold over a group of values `O`.
type GroupedOf<F, O> = <<F as Fold<ValueOf<O>>>::Emptiness as Emptiness>::Grouped<O, <F as Fold<ValueOf<O>>>::Output>;
/// The cell that it becomes.
type CellOf<F, O> = <GroupedOf<F, O> as IntoCell>::Cell;

// SAFETY: rows are passed on to the expression.
unsafe impl<R: Handle, F, B: Bound<R>> BoundAgg<R> for Agg<F, B>
where
    B::Out: Feedable,
    F: Fold<ValueOf<B::Out>>,
    GroupedOf<F, B::Out>: IntoCell<Cell: Cell<Column: Send>>,
{
    type State = F::State;
    type Overall = <F::Emptiness as Emptiness>::Overall<F::Output>;
    type Grouped = GroupedOf<F, B::Out>;
    type Columns = Growing<<CellOf<F, B::Out> as Cell>::Column>;
    type Value = CellOf<F, B::Out>;
    type Part = <CellOf<F, B::Out> as Cell>::Column;

    #[inline]
    fn start(&self) -> F::State {
        self.0.start()
    }

    #[inline(always)]
    unsafe fn feed(&self, state: &mut F::State, row: R) {
        // SAFETY: the caller's promise.
        if let Some(value) = unsafe { self.1.at(row) }.value() {
            self.0.update(state, value);
        }
    }

    #[inline]
    unsafe fn feed_batch(&self, state: &mut F::State, batch: Batch<'_, R>) {
        if B::Out::NULLABLE {
            // SAFETY: the caller's promise.
            return batch.for_each(|row| unsafe { self.feed(state, row) });
        }
        let there = |value: B::Out| match value.value() {
            Some(value) => value,
            None => unreachable!("the value is never missing"),
        };
        match batch {
            Batch::Span { start, len } => {
                // SAFETY: the caller's promise.
                self.0.update_many(state, len, |offset| there(unsafe { self.1.at(R::only(start + offset as u32)) }));
            }
            Batch::Masked { start, keep, .. } if B::TOTAL => {
                // SAFETY: the caller's promise; that a row does not count does not make it less a row.
                self.0.update_kept(state, keep, |offset| there(unsafe { self.1.at(R::only(start + offset as u32)) }));
            }
            // SAFETY: the caller's promise.
            Batch::Masked { .. } => batch.for_each(|row| unsafe { self.feed(state, row) }),
            Batch::Listed(rows) => {
                // SAFETY: an index below the number of rows; the caller's promise.
                self.0.update_many(state, rows.len(), |index| there(unsafe { self.1.at(*rows.get_unchecked(index)) }));
            }
        }
    }

    fn merge(&self, state: &mut F::State, later: F::State) {
        self.0.merge(state, later);
    }

    fn finish(&self, state: F::State) -> Self::Overall {
        F::Emptiness::overall(self.0.finish(state))
    }

    #[inline]
    fn finish_group(&self, state: F::State) -> Self::Grouped {
        F::Emptiness::grouped::<B::Out, _>(self.0.finish(state))
    }

    fn columns(&self, groups: usize) -> Self::Columns {
        let mut columns = Growing::new();
        columns.reserve(groups);
        columns
    }

    #[inline]
    fn put(answer: Self::Grouped, columns: &mut Self::Columns) {
        columns.push(answer.into_cell());
    }

    fn append(columns: &mut Self::Columns, later: Self::Columns) {
        columns.append(later);
    }

    fn part(columns: Self::Columns) -> Self::Part {
        columns.finish()
    }
}

//! `select_into` and `agg_into`: results under the names of a record's fields. `with`: a record and more columns.

#![allow(unsafe_code, reason = "evaluates expressions over the rows of a plan")]

use super::Query;
use super::aggregate::{AggExpr, BoundAgg};
use super::base::copied;
use super::flat::FlatWith;
use super::group::GroupBy;
use super::keys::Keys;
use super::outputs::{Outputs, bulk};
use crate::column::CloneColumn;
use crate::expression::{Source, Tables};
use crate::pipeline::{Plan, RowSet, Run};
use crate::record::{Bulk, FromRow, SoA};

/// A closure that answers with expressions, one for each field of the record `T`, in the order of the fields.
pub trait NamedOutputs<S: Source, T: SoA>: FnOnce(S::Tokens) -> <Self as NamedOutputs<S, T>>::Expressions {
    /// The expressions.
    type Expressions;

    /// The result under its names.
    ///
    /// # Safety
    /// - the rows are of the source.
    unsafe fn fill(expressions: &Self::Expressions, source: S, rows: &RowSet<S::Row>, run: &Run) -> Bulk<T>;
}

/// Rows whose values are the fields of the record `T`.
///
/// [`FromRow`] turned around: where the row is not known yet, rustc would take the one that the record wants for what the closure
/// must answer, and a field of another type would be reported as a mismatch deep inside.
trait IntoRecord<T: SoA>: SoA {
    /// The same rows under the record's names.
    fn name(rows: Bulk<Self>) -> Bulk<T>;
}

impl<Row: SoA<Columns: 'static>, T: FromRow<Row, Columns: 'static>> IntoRecord<T> for Row {
    fn name(rows: Bulk<Self>) -> Bulk<T> {
        rows.into_named()
    }
}

impl<S: Source, T: SoA, E, F, Row> NamedOutputs<S, T> for F
where
    F: FnOnce(S::Tokens) -> E,
    E: Outputs<S, Value = Row, Part = Bulk<Row>>,
    Row: IntoRecord<T>,
{
    type Expressions = E;

    unsafe fn fill(expressions: &E, source: S, rows: &RowSet<S::Row>, run: &Run) -> Bulk<T> {
        // SAFETY: the caller's promise.
        Row::name(unsafe { expressions.fill(source, rows, run) })
    }
}

impl<P: Plan> Query<P> {
    /// Computes a tuple of expressions for each row, as the fields of a record: [`select`](Self::select), with names.
    ///
    /// # Shape
    /// One row for each of the query, in its order. Each expression has exactly the type of its field; validators are not asked.
    #[must_use]
    pub fn select_into<T: SoA>(self, expressions: impl NamedOutputs<P::Source, T>) -> Bulk<T> {
        fill(&self, expressions)
    }
}

/// A closure that answers with aggregates which, behind the columns `Key` of a key, make the fields of the record `T`.
pub trait NamedAggregates<S: Source, Key, T: SoA>:
    FnOnce(S::Tokens) -> <Self as NamedAggregates<S, Key, T>>::Aggregates
{
    /// The aggregates.
    type Aggregates: AggExpr<S>;

    /// The result under its names.
    fn name(key: Key, answers: AnswersOf<S, Self::Aggregates>) -> Bulk<T>;
}

/// The columns of answers.
type AnswersOf<S, A> = <<A as AggExpr<S>>::Bound as BoundAgg<<S as Source>::Row>>::Part;

impl<S: Source, Key, T: SoA, A, F, Row> NamedAggregates<S, Key, T> for F
where
    F: FnOnce(S::Tokens) -> A,
    A: AggExpr<S>,
    Key: FlatWith<AnswersOf<S, A>, Row = Row>,
    Row: IntoRecord<T>,
{
    type Aggregates = A;

    fn name(key: Key, answers: AnswersOf<S, A>) -> Bulk<T> {
        Row::name(key.flat_with(answers))
    }
}

impl<P: Plan, K: Keys<P::Source> + Outputs<P::Source>> GroupBy<P, K> {
    /// The key of each group and aggregates of its rows, as the fields of a record: [`agg`](Self::agg), with names.
    ///
    /// # Shape
    /// One row for each group, in the order in which keys first appear: first the fields of the key, then the aggregates, each
    /// of exactly the type of its field.
    #[must_use]
    pub fn agg_into<T: SoA>(self, aggregates: impl NamedAggregates<P::Source, K::Part, T>) -> Bulk<T> {
        named_groups(&self, aggregates)
    }
}

/// Computes aggregates under the names of a record.
fn named_groups<P, K, T: SoA, C>(groups: &GroupBy<P, K>, aggregates: C) -> Bulk<T>
where
    P: Plan,
    K: Keys<P::Source> + Outputs<P::Source>,
    C: NamedAggregates<P::Source, K::Part, T>,
{
    let (key, answers) = groups.parts(&aggregates(<P::Source as Source>::TOKENS));
    C::name(key, answers)
}

/// Computes expressions under the names of a record.
fn fill<P: Plan, T: SoA, C: NamedOutputs<P::Source, T>>(query: &Query<P>, expressions: C) -> Bulk<T> {
    let expressions = expressions(<P::Source as Source>::TOKENS);
    // SAFETY: the rows of a plan are of its source.
    unsafe { C::fill(&expressions, query.plan.source(), &query.rows(), &query.run) }
}

impl<'a, T: SoA<Columns: CloneColumn> + 'a, P> Query<P>
where
    P: Plan<Source = Tables<'a, (T,)>>,
{
    /// Copies each row, and computes an expression for it, or a tuple of them.
    ///
    /// # Shape
    /// One row for each of the query, in its order: `(record, expressions)`. The record is nested, so its columns keep their
    /// names: `|(w, more)| w.temp`.
    #[must_use]
    pub fn with<E, V, C>(self, expressions: impl FnOnce(<P::Source as Source>::Tokens) -> E) -> Bulk<(T, V)>
    where
        E: Outputs<P::Source, Value = V, Part = C>,
        (T, V): SoA<Parts = (Bulk<T>, C)>,
    {
        let (source, rows) = (self.plan.source(), self.rows());
        // SAFETY: the rows of a plan are of its source.
        let more = unsafe { expressions(<P::Source as Source>::TOKENS).fill(source, &rows, &self.run) };
        bulk((copied(source.0, &rows), more))
    }
}

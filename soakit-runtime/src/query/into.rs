//! `select_into` and `agg_into`: results under the names of a record's fields. `with`: a record and more columns.

use super::outputs::{Outputs, bulk};
use super::query::copied;
use super::Query;
use crate::column::CloneColumn;
use crate::expression::{Source, Tables};
use crate::pipeline::{Plan, RowSet, Run};
use crate::record::{Bulk, FromRow, SoA};

/// A closure that answers with expressions, one for each field of the record `T`, in the order of the fields.
pub trait NamedOutputs<S: Source, T: SoA>: FnOnce(S::Tokens) -> <Self as NamedOutputs<S, T>>::Expressions {
    /// The expressions.
    type Expressions;

    /// The result under its names.
    fn fill(expressions: &Self::Expressions, source: S, rows: &RowSet<S::Row>, run: &Run) -> Bulk<T>;
}

impl<S: Source, T, E, F, Row> NamedOutputs<S, T> for F
where
    F: FnOnce(S::Tokens) -> E,
    E: Outputs<S, Value = Row, Part = Bulk<Row>>,
    Row: SoA<Columns: 'static>,
    T: FromRow<Row, Columns: 'static>,
{
    type Expressions = E;

    fn fill(expressions: &E, source: S, rows: &RowSet<S::Row>, run: &Run) -> Bulk<T> {
        expressions.fill(source, rows, run).into_named()
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

/// Computes expressions under the names of a record.
fn fill<P: Plan, T: SoA, C: NamedOutputs<P::Source, T>>(query: &Query<P>, expressions: C) -> Bulk<T> {
    let expressions = expressions(<P::Source as Source>::TOKENS);
    C::fill(&expressions, query.plan.source(), &query.rows(), &query.run)
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
        let more = expressions(<P::Source as Source>::TOKENS).fill(source, &rows, &self.run);
        bulk((copied(source.0, &rows), more))
    }
}

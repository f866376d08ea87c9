//! `select`: expressions of each row become the columns of a result.

#![allow(unsafe_code, reason = "evaluates expressions over the rows of a plan")]

use super::Query;
use super::outputs::Outputs;
use crate::expression::Source;
use crate::pipeline::Plan;
use crate::record::{Bulk, SoA};

/// Several columns, as a table.
#[diagnostic::on_unimplemented(
    message = "`select` makes a table of a tuple of columns",
    label = "one column, which is no tuple",
    note = "put it into a tuple of one: `|w| (w.temp,)`"
)]
pub trait Table {
    /// A row of it.
    type Record: SoA;

    /// The table.
    fn table(self) -> Bulk<Self::Record>;
}

impl<T: SoA> Table for Bulk<T> {
    type Record = T;

    #[inline]
    fn table(self) -> Self {
        self
    }
}

impl<P: Plan> Query<P> {
    /// Computes a tuple of expressions for each row.
    ///
    /// # Shape
    /// One row for each of the query, in its order; one column for each expression. A tuple within the tuple is a nested record.
    #[must_use]
    pub fn select<E>(
        self,
        expressions: impl FnOnce(<P::Source as Source>::Tokens) -> E,
    ) -> Bulk<<E::Part as Table>::Record>
    where
        E: Outputs<P::Source, Part: Table>,
    {
        // SAFETY: the rows of a plan are of its source.
        unsafe { expressions(<P::Source as Source>::TOKENS).fill(self.plan.source(), &self.rows(), &self.run) }.table()
    }
}

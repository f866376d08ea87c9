//! `select`: expressions of each row become the columns of a result.

#![allow(unsafe_code, reason = "evaluates expressions over the rows of a plan")]

use super::Query;
use super::outputs::Outputs;
use crate::expression::Source;
use crate::pipeline::Plan;
use crate::record::{Bulk, SoA};

impl<P: Plan> Query<P> {
    /// Computes a tuple of expressions for each row.
    ///
    /// # Shape
    /// One row for each of the query, in its order; one column for each expression. A tuple within the tuple is a nested record.
    #[must_use]
    pub fn select<E, T>(self, expressions: impl FnOnce(<P::Source as Source>::Tokens) -> E) -> Bulk<T>
    where
        E: Outputs<P::Source, Part = Bulk<T>>,
        T: SoA,
    {
        // SAFETY: the rows of a plan are of its source.
        unsafe { expressions(<P::Source as Source>::TOKENS).fill(self.plan.source(), &self.rows(), &self.run) }
    }
}

//! `boxed`: a query whose type no longer says what it does.

#![allow(unsafe_code, reason = "passes on what another plan answers for")]

use alloc::boxed::Box;
use core::ops::Range;

use super::Query;
use crate::expression::{Handle, Source};
use crate::pipeline::{Batch, Drive, Explanation, Plan, RowOf, Run};

/// A plan behind a pointer. It costs one virtual call more per batch of a thousand rows.
pub struct Boxed<'p, S: Source>(Box<dyn AnyPlan<'p, S> + 'p>);

/// A plan as a trait object.
///
/// # Safety
/// - as [`Plan`]'s.
unsafe trait AnyPlan<'p, S: Source> {
    fn source(&self) -> S;
    fn ready(&self, run: &Run) -> Box<dyn Drive<S::Row> + 'p>;
    fn explain(&self, out: &mut Explanation);
    fn limit(&mut self, rows: usize);
}

// SAFETY: everything is passed on to a plan.
unsafe impl<'p, P: Plan<Ready: 'p> + 'p> AnyPlan<'p, P::Source> for P {
    fn source(&self) -> P::Source {
        Plan::source(self)
    }

    fn ready(&self, run: &Run) -> Box<dyn Drive<RowOf<P>> + 'p> {
        Box::new(Plan::ready(self, run))
    }

    fn explain(&self, out: &mut Explanation) {
        Plan::explain(self, out);
    }

    fn limit(&mut self, rows: usize) {
        Plan::limit(self, rows);
    }
}

// SAFETY: everything is passed on to a plan.
unsafe impl<'p, S: Source> Plan for Boxed<'p, S> {
    type Source = S;
    type Ready = Box<dyn Drive<S::Row> + 'p>;

    fn source(&self) -> S {
        self.0.source()
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        self.0.ready(run)
    }

    fn explain(&self, out: &mut Explanation) {
        self.0.explain(out);
    }

    fn limit(&mut self, rows: usize) {
        self.0.limit(rows);
    }
}

impl<R: Handle> Drive<R> for Box<dyn Drive<R> + '_> {
    fn extent(&self) -> usize {
        (**self).extent()
    }

    fn is_exact(&self) -> bool {
        (**self).is_exact()
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>)) {
        (**self).drive(range, sink);
    }

    fn dense_start(&self) -> Option<u32> {
        (**self).dense_start()
    }
}

impl<P: Plan> Query<P> {
    /// Forgets what the query does, so that its type is short and the same for every query over the same tables: for a query that
    /// is put together step by step, or where less code counts more than speed.
    ///
    /// # Examples
    ///
    /// ```
    /// # use soakit_runtime::{expression::Expr as _, record::Bulk};
    /// # let (only_small, numbers): (bool, Bulk<(u8, f64)>) = (true, (0..100).map(|i| (i, f64::from(i))).collect());
    /// let mut query = numbers.query().boxed();
    /// if only_small {
    ///     query = query.filter(|(number, _)| number.lt(10)).boxed();
    /// }
    /// assert_eq!(query.count(), 10);
    /// ```
    pub fn boxed<'p>(self) -> Query<Boxed<'p, P::Source>>
    where
        P: Plan<Ready: 'p> + 'p,
    {
        self.with_plan(|plan| Boxed(Box::new(plan)))
    }
}

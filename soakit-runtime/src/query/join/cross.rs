//! `cross_join`: every row of one side with every row of the other.

#![allow(unsafe_code, reason = "answers for the numbers of the rows it passes on")]

use alloc::vec::Vec;
use core::marker::PhantomData;
use core::ops::Range;

use super::super::Query;
use crate::expression::{Append, List, Tables};
use crate::pipeline::{BATCH_ROWS, Batch, Drive, Explanation, Plan, RowSet, Run};
use crate::record::SoA;
use crate::words::RowIndex;

/// Every row of one side with every row of the other.
pub struct CrossJoin<P, Q> {
    left: P,
    right: Q,
}

/// Rows that each meet all rows of the right side.
pub struct Crossing<'a, I, L, T> {
    input: I,
    right: RowSet<[RowIndex; 1]>,
    #[expect(clippy::type_complexity, reason = "a mark")]
    tables: PhantomData<fn() -> (&'a (), L, T)>,
}

/// The rows of both sides.
type BothRows<'a, L, T> = <<L as Append<'a, T>>::Out as List<'a>>::Row;

impl<'a, I, L, T> Drive<BothRows<'a, L, T>> for Crossing<'a, I, L, T>
where
    T: SoA + 'a,
    L: Append<'a, T>,
    I: Drive<L::Row>,
{
    fn extent(&self) -> usize {
        self.input.extent()
    }

    fn is_exact(&self) -> bool {
        false
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, BothRows<'a, L, T>>)) {
        let mut out = Vec::with_capacity(BATCH_ROWS);
        self.input.drive(range, &mut |batch| {
            batch.for_each(|left| {
                for position in 0..self.right.len() {
                    if out.len() == BATCH_ROWS {
                        sink(Batch::Listed(&out));
                        out.clear();
                    }
                    let [right] = self.right.get(position);
                    out.push(<L as Append<'a, T>>::row(left, right));
                }
            });
        });
        if !out.is_empty() {
            sink(Batch::Listed(&out));
        }
    }
}

// SAFETY: rows are put together from rows of both sides.
unsafe impl<'a, P, Q, L, T> Plan for CrossJoin<P, Q>
where
    T: SoA + 'a,
    L: Append<'a, T>,
    P: Plan<Source = Tables<'a, L>>,
    Q: Plan<Source = Tables<'a, (T,)>>,
{
    type Source = Tables<'a, <L as Append<'a, T>>::Out>;
    type Ready = Crossing<'a, P::Ready, L, T>;

    fn source(&self) -> Self::Source {
        Tables(<L as Append<'a, T>>::append(self.left.source().0, self.right.source().0))
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let right = RowSet::of(&self.right.ready(run), run);
        Crossing { input: self.left.ready(run), right, tables: PhantomData }
    }

    fn explain(&self, out: &mut Explanation) {
        self.left.explain(out);
        out.step(format_args!("cross join, every row with each of:"));
        out.inner(|out| self.right.explain(out));
    }
}

impl<'a, L: List<'a>, P: Plan<Source = Tables<'a, L>>> Query<P> {
    /// Joins every row with every row of `right`.
    ///
    /// # Shape
    /// Rows in the order of this query, and for each in the order of `right`; as many as the product of both.
    pub fn cross_join<Q, T>(self, right: Query<Q>) -> Query<CrossJoin<P, Q>>
    where
        T: SoA + 'a,
        Q: Plan<Source = Tables<'a, (T,)>>,
    {
        let right = right.plan;
        self.with_plan(|left| CrossJoin { left, right })
    }
}

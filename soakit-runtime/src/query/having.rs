//! `having`: groups that an aggregate lets pass.

#![allow(unsafe_code, reason = "passes rows on to two aggregates")]

use alloc::vec::Vec;

use super::aggregate::{AggExpr, BoundAgg};
use super::group::{GroupBy, GroupParts, GroupRecord, States};
use super::keys::Keys;
use super::outputs::{Outputs, bulk};
use crate::expression::{Handle, Source};
use crate::pipeline::{Batch, Plan, RowOf};
use crate::record::{Bulk, SoA};

/// Groups, of which only some stay.
#[must_use = "groups are nothing until they are aggregated"]
pub struct Having<P, K, H, F> {
    groups: GroupBy<P, K>,
    aggregates: H,
    keep: F,
}

/// The answers of aggregates over a group.
type GroupedOf<P, H> = <<H as AggExpr<<P as Plan>::Source>>::Bound as BoundAgg<RowOf<P>>>::Grouped;

impl<P: Plan, K: Keys<P::Source> + Outputs<P::Source>> GroupBy<P, K> {
    /// Keeps the groups whose aggregates satisfy a condition: `.having(|o| o.total.sum(), |sum| *sum > 300.0)`.
    ///
    /// To filter by what the result has anyway, filter the result.
    pub fn having<H, F>(
        self,
        aggregates: impl FnOnce(<P::Source as Source>::Tokens) -> H,
        keep: F,
    ) -> Having<P, K, H, F>
    where
        H: AggExpr<P::Source>,
        F: Fn(&GroupedOf<P, H>) -> bool,
    {
        Having { groups: self, aggregates: aggregates(<P::Source as Source>::TOKENS), keep }
    }
}

impl<P, K, H, F> Having<P, K, H, F>
where
    P: Plan,
    K: Keys<P::Source> + Outputs<P::Source>,
    H: AggExpr<P::Source>,
    F: Fn(&GroupedOf<P, H>) -> bool,
{
    /// The key of each group that stays, and an aggregate of its rows, or a tuple of them.
    ///
    /// # Shape
    /// As [`GroupBy::agg`].
    #[must_use]
    pub fn agg<A: AggExpr<P::Source>>(
        self,
        aggregates: impl FnOnce(<P::Source as Source>::Tokens) -> A,
    ) -> Bulk<GroupRecord<P, K, A>>
    where
        GroupRecord<P, K, A>: SoA<Parts = GroupParts<P, K, A>>,
    {
        let source = self.groups.source();
        let both = Both {
            judge: self.aggregates.bind(source),
            answer: aggregates(<P::Source as Source>::TOKENS).bind(source),
        };
        let States { states, firsts } = self.groups.states(&both);
        let judged = states.into_iter().zip(firsts).filter_map(|((judged, state), first)| {
            (self.keep)(&both.judge.finish_group(judged)).then_some((state, first))
        });
        let (states, firsts): (Vec<_>, Vec<_>) = judged.unzip();
        bulk(self.groups.finish(States { states, firsts }, &both.answer))
    }
}

/// Two aggregates: one whose answers decide, and one whose answers stay.
struct Both<H, A> {
    judge: H,
    answer: A,
}

// SAFETY: rows are passed on to both.
unsafe impl<R: Handle, H: BoundAgg<R>, A: BoundAgg<R>> BoundAgg<R> for Both<H, A> {
    type State = (H::State, A::State);
    type Overall = (H::Overall, A::Overall);
    type Grouped = (H::Grouped, A::Grouped);
    type Columns = A::Columns;
    type Value = A::Value;
    type Part = A::Part;

    #[inline]
    fn start(&self) -> Self::State {
        (self.judge.start(), self.answer.start())
    }

    #[inline(always)]
    unsafe fn feed(&self, state: &mut Self::State, row: R) {
        // SAFETY: the caller's promise.
        unsafe {
            self.judge.feed(&mut state.0, row);
            self.answer.feed(&mut state.1, row);
        }
    }

    unsafe fn feed_batch(&self, state: &mut Self::State, batch: Batch<'_, R>) {
        // SAFETY: the caller's promise.
        unsafe {
            self.judge.feed_batch(&mut state.0, batch);
            self.answer.feed_batch(&mut state.1, batch);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State) {
        self.judge.merge(&mut state.0, later.0);
        self.answer.merge(&mut state.1, later.1);
    }

    fn finish(&self, state: Self::State) -> Self::Overall {
        (self.judge.finish(state.0), self.answer.finish(state.1))
    }

    fn finish_group(&self, state: Self::State) -> Self::Grouped {
        (self.judge.finish_group(state.0), self.answer.finish_group(state.1))
    }

    fn columns(&self, groups: usize) -> A::Columns {
        self.answer.columns(groups)
    }

    fn put(answer: Self::Grouped, columns: &mut A::Columns) {
        A::put(answer.1, columns);
    }

    fn append(columns: &mut A::Columns, later: A::Columns) {
        A::append(columns, later);
    }

    fn part(columns: A::Columns) -> A::Part {
        A::part(columns)
    }
}

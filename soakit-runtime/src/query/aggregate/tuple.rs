//! Tuples of aggregates.

#![allow(unsafe_code, reason = "passes rows on to each aggregate")]

use super::{AggExpr, BoundAgg};
use crate::expression::{Handle, Source};
use crate::pipeline::Batch;
use crate::query::outputs::bulk;
use crate::record::{Bulk, SoA};

/// The cell that an aggregate's answer becomes.
type ValueOf<S, A> = <<A as AggExpr<S>>::Bound as BoundAgg<<S as Source>::Row>>::Value;

macro_rules! tuples {
    ($($agg:ident $index:tt),+) => {
        // SAFETY: each aggregate is bound to the source.
        unsafe impl<S: Source, $($agg: AggExpr<S>),+> AggExpr<S> for ($($agg,)+)
        where
            ($(ValueOf<S, $agg>,)+): SoA<Parts = ($(<$agg::Bound as BoundAgg<S::Row>>::Part,)+)>,
        {
            type Bound = ($($agg::Bound,)+);

            fn bind(&self, source: S) -> Self::Bound {
                ($(self.$index.bind(source),)+)
            }
        }

        // SAFETY: rows are passed on to each aggregate.
        unsafe impl<R: Handle, $($agg: BoundAgg<R>),+> BoundAgg<R> for ($($agg,)+)
        where
            ($($agg::Value,)+): SoA<Parts = ($($agg::Part,)+)>,
        {
            type State = ($($agg::State,)+);
            type Overall = ($($agg::Overall,)+);
            type Grouped = ($($agg::Grouped,)+);
            type Columns = ($($agg::Columns,)+);
            type Value = ($($agg::Value,)+);
            type Part = Bulk<Self::Value>;

            #[inline]
            fn start(&self) -> Self::State {
                ($(self.$index.start(),)+)
            }

            #[inline(always)]
            unsafe fn feed(&self, state: &mut Self::State, row: R) {
                // SAFETY: the caller's promise.
                $(unsafe { self.$index.feed(&mut state.$index, row) };)+
            }

            #[inline]
            unsafe fn feed_batch(&self, state: &mut Self::State, batch: Batch<'_, R>) {
                // SAFETY: the caller's promise.
                $(unsafe { self.$index.feed_batch(&mut state.$index, batch) };)+
            }

            fn merge(&self, state: &mut Self::State, later: Self::State) {
                $(self.$index.merge(&mut state.$index, later.$index);)+
            }

            fn finish(&self, state: Self::State) -> Self::Overall {
                ($(self.$index.finish(state.$index),)+)
            }

            fn finish_group(&self, state: Self::State) -> Self::Grouped {
                ($(self.$index.finish_group(state.$index),)+)
            }

            fn columns(&self, groups: usize) -> Self::Columns {
                ($(self.$index.columns(groups),)+)
            }

            fn put(answer: Self::Grouped, columns: &mut Self::Columns) {
                $($agg::put(answer.$index, &mut columns.$index);)+
            }

            fn append(columns: &mut Self::Columns, later: Self::Columns) {
                $($agg::append(&mut columns.$index, later.$index);)+
            }

            fn part(columns: Self::Columns) -> Self::Part {
                bulk(($($agg::part(columns.$index),)+))
            }
        }
    };
}

tuples! { A 0 }
tuples! { A 0, B 1 }
tuples! { A 0, B 1, C 2 }
tuples! { A 0, B 1, C 2, D 3 }
tuples! { A 0, B 1, C 2, D 3, E 4 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11 }

//! `group_by`: rows with equal keys become one.
//!
//! # Shape
//! One row for each key, in the order in which keys first appear. Missing values are a key; NaN is one key.
//!
//! Three ways, chosen from the data alone:
//!
//! - *streaming*: keys of few possible values (dictionaries, truth values, small numbers, enums) are numbered batch by batch, and
//!   nothing is kept but the states;
//! - *whole*: codes of all rows are kept and numbered; each task has states for all groups, which are merged. For few groups;
//! - *in parts*: rows are divided by their codes, so that each group lies in one part, whose states fit a cache. For many.

#![allow(unsafe_code, reason = "feeds the rows of a plan to aggregates bound to its source")]

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Query;
use super::aggregate::{AggExpr, BoundAgg};
use super::keys::{BoundKeys, Keys, group_codes, text};
use super::outputs::{Outputs, bulk};
use super::slots::Slots;
pub(super) use super::slots::States;
use super::strategy::Strategy;
use crate::codes::each::each_mut;
use crate::codes::group::{Grouped, Groups, Partitioned, group};
use crate::expression::{Handle, Source};
use crate::pipeline::{BATCH_ROWS, Batch, Drive, Plan, RowOf, RowSet, Run, map_tasks};
use crate::record::{Bulk, SoA};

/// A query whose rows are grouped.
#[must_use = "groups are nothing until they are aggregated"]
pub struct GroupBy<P, K> {
    query: Query<P>,
    key: K,
    strategy: Option<Strategy>,
}

/// Feeds the rows of a batch to the states of their groups. Not inlined, so that aggregates and states are known not to overlap.
///
/// # Safety
/// - the aggregates are bound to the source of the rows.
#[inline(never)]
unsafe fn feed<R: Handle, A: BoundAgg<R>>(rows: Batch<'_, R>, ids: &[u32], aggregates: &A, states: &mut [A::State]) {
    assert!(ids.len() == rows.rows() && ids.iter().all(|&id| (id as usize) < states.len()), "a state for each group");
    let mut index = 0;
    rows.for_each(|row| {
        // SAFETY: there is a number for each row, and a state for each number; the caller's promise.
        unsafe { aggregates.feed(states.get_unchecked_mut(*ids.get_unchecked(index) as usize), row) };
        index += 1;
    });
}

/// Aggregates rows whose group is known, in the order of the rows.
///
/// # Safety
/// - the aggregates are bound to the source of the rows.
unsafe fn aggregate_whole<R: Handle, A: BoundAgg<R>>(
    rows: &RowSet<R>,
    groups: &Groups,
    aggregates: &A,
    run: &Run,
) -> Vec<A::State> {
    let (count, group_count) = (rows.len(), groups.firsts.len());
    // Each task has a state for each group: not more states than rows, and not more than 32 tasks.
    let task_rows = run.parallel.morsel_rows.max(group_count * 4).max(count.div_ceil(32)).max(1);
    let parts = map_tasks(run, count.div_ceil(task_rows), count, &|task| {
        let range = task * task_rows..((task + 1) * task_rows).min(count);
        let mut states: Vec<A::State> = (0..group_count).map(|_| aggregates.start()).collect();
        let mut ids = &groups.ids[range.clone()];
        rows.batches(range, &mut |batch| {
            let (own, rest) = ids.split_at(batch.rows());
            ids = rest;
            // SAFETY: the caller's promise.
            unsafe { feed(batch, own, aggregates, &mut states) };
        });
        states
    });
    let mut parts = parts.into_iter();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        all.iter_mut().zip(part).for_each(|(state, later)| aggregates.merge(state, later));
    }
    all
}

/// Aggregates rows in parts, each with groups of its own.
///
/// # Safety
/// - the aggregates are bound to the source of the rows.
unsafe fn aggregate_parts<R: Handle, A: BoundAgg<R>>(
    rows: &RowSet<R>,
    parts: &Partitioned,
    aggregates: &A,
    run: &Run,
) -> Vec<A::State> {
    let states = map_tasks(run, parts.part_count(), rows.len(), &|part| {
        let part = parts.part(part);
        let mut states: Vec<A::State> = (0..part.group_count()).map(|_| aggregates.start()).collect();
        let mut batch: Vec<R> = Vec::with_capacity(BATCH_ROWS);
        for (positions, ids) in part.runs() {
            for (positions, ids) in positions.chunks(BATCH_ROWS).zip(ids.chunks(BATCH_ROWS)) {
                batch.clear();
                batch.extend(positions.iter().map(|&position| rows.get(position as usize)));
                // SAFETY: the caller's promise.
                unsafe { feed(Batch::Listed(&batch), ids, aggregates, &mut states) };
            }
        }
        states
    });
    let mut all: Vec<Option<A::State>> = (0..parts.firsts().len()).map(|_| None).collect();
    for (part, states) in states.into_iter().enumerate() {
        for (&number, state) in parts.part(part).numbers().iter().zip(states) {
            all[number as usize] = Some(state);
        }
    }
    all.into_iter().flatten().collect()
}

/// Groups and aggregates.
///
/// # Safety
/// - keys and aggregates are bound to the source of the rows.
unsafe fn aggregate<R: Handle, A: BoundAgg<R>>(
    ready: &dyn Drive<R>,
    keys: &dyn BoundKeys<R>,
    aggregates: &A,
    strategy: Option<Strategy>,
    run: &Run,
) -> States<R, A::State> {
    let streaming = matches!(strategy, None | Some(Strategy::Streaming));
    let few = |slots: &Slots<'_, R>| slots.fit::<A::State>();
    if streaming && let Some(slots) = Slots::of(keys).filter(few) {
        // SAFETY: the caller's promise.
        return unsafe { slots.stream(ready, aggregates, run) };
    }
    let rows = RowSet::of(ready, run);
    // SAFETY: the caller's promise.
    if streaming && let Some(slots) = unsafe { Slots::measured(keys, &rows, run) }.filter(few) {
        // SAFETY: the caller's promise.
        return unsafe { slots.stream(&rows, aggregates, run) };
    }
    // SAFETY: the caller's promise.
    let codes = unsafe { group_codes(keys, &rows, run) };
    let _codes = run.hold(codes.codes.len() * size_of::<u64>());
    let grouped = group(run, &codes.codes, codes.largest, strategy.map(Strategy::of_codes));
    drop(codes);
    let _grouped = run.hold(grouped.bytes());
    run.done(|| {
        let how = match &grouped {
            Grouped::Whole(_) => "whole",
            Grouped::Parts(_) => "in parts",
        };
        format!("found {} groups of {} rows, {how}", grouped.firsts().len(), rows.len())
    });
    let firsts = grouped.firsts().iter().map(|&position| rows.get(position as usize)).collect();
    // SAFETY: the caller's promise.
    let states = unsafe {
        match &grouped {
            Grouped::Whole(groups) => aggregate_whole(&rows, groups, aggregates, run),
            Grouped::Parts(parts) => aggregate_parts(&rows, parts, aggregates, run),
        }
    };
    States { states, firsts }
}

/// Turns the states of groups into columns.
fn finish<R: Handle, A: BoundAgg<R>>(states: Vec<A::State>, aggregates: &A, run: &Run) -> A::Part {
    let count = states.len();
    let mut states: Vec<Option<A::State>> = states.into_iter().map(Some).collect();
    let mut tasks: Vec<_> = states.chunks_mut(run.parallel.morsel_rows.max(1)).map(|states| (states, None)).collect();
    each_mut(run, count, &mut tasks, &|_, (states, columns)| {
        let mut filled = aggregates.columns(states.len());
        for state in states.iter_mut().filter_map(Option::take) {
            A::put(aggregates.finish_group(state), &mut filled);
        }
        *columns = Some(filled);
    });
    let mut tasks = tasks.into_iter().filter_map(|(_, columns)| columns);
    let mut all = tasks.next().unwrap_or_else(|| aggregates.columns(0));
    tasks.for_each(|columns| A::append(&mut all, columns));
    A::part(all)
}

/// The record of a group: its key and its answers.
pub(super) type GroupRecord<P, K, A> = (
    <K as Outputs<<P as Plan>::Source>>::Value,
    <<A as AggExpr<<P as Plan>::Source>>::Bound as BoundAgg<RowOf<P>>>::Value,
);
/// The columns of such records.
pub(super) type GroupParts<P, K, A> = (
    <K as Outputs<<P as Plan>::Source>>::Part,
    <<A as AggExpr<<P as Plan>::Source>>::Bound as BoundAgg<RowOf<P>>>::Part,
);

/// What rows can be grouped by: [`Keys`] whose values can be columns of the result.
pub trait GroupKeys<S: Source>: Keys<S> + Outputs<S> {}

impl<S: Source, K: Keys<S> + Outputs<S>> GroupKeys<S> for K {}

impl<P: Plan> Query<P> {
    /// Groups rows by an expression, or by a tuple of them; [`agg`](GroupBy::agg) says what becomes of a group.
    ///
    /// # Shape
    /// Groups are in the order in which their keys first appear.
    pub fn group_by<K: GroupKeys<P::Source>>(
        self,
        key: impl FnOnce(<P::Source as Source>::Tokens) -> K,
    ) -> GroupBy<P, K::Checked> {
        GroupBy { query: self, key: key(<P::Source as Source>::TOKENS).checked(), strategy: None }
    }
}

impl<P: Plan, K: GroupKeys<P::Source>> GroupBy<P, K> {
    /// Forces a way of finding groups; for tests.
    #[doc(hidden)]
    pub fn force(mut self, strategy: Strategy) -> Self {
        self.strategy = Some(strategy);
        self
    }

    /// The plan as text, first things first.
    #[must_use]
    pub fn explain(&self) -> String {
        let keys = Keys::bind(&self.key, self.query.plan.source());
        let how = match Slots::of(&keys) {
            Some(slots) => format!("at most {} groups, numbered batch by batch", slots.count),
            None => "codes of all rows; the table follows from their range and number".into(),
        };
        format!("{}group by {}: {how}\n", self.query.explain(), text(&self.key))
    }

    /// The key of each group and an aggregate of its rows, or a tuple of them.
    ///
    /// # Shape
    /// One row for each group, in the order in which keys first appear: `(key, answers)`.
    ///
    /// # Complexity
    /// O(rows) for any number of groups.
    #[must_use]
    pub fn agg<A: AggExpr<P::Source>>(
        self,
        aggregates: impl FnOnce(<P::Source as Source>::Tokens) -> A,
    ) -> Bulk<GroupRecord<P, K, A>>
    where
        GroupRecord<P, K, A>: SoA<Parts = GroupParts<P, K, A>>,
    {
        bulk(self.parts(&aggregates(<P::Source as Source>::TOKENS)))
    }

    /// The columns of keys, and those of answers.
    pub(super) fn parts<A: AggExpr<P::Source>>(&self, aggregates: &A) -> GroupParts<P, K, A> {
        let aggregates = aggregates.bind(self.source());
        let states = self.states(&aggregates);
        self.finish(states, &aggregates)
    }

    /// The tables whose rows are grouped.
    pub(super) fn source(&self) -> P::Source {
        self.query.plan.source()
    }

    /// The states of all groups, by aggregates that are bound to [`source`](Self::source).
    pub(super) fn states<A: BoundAgg<RowOf<P>>>(&self, aggregates: &A) -> States<RowOf<P>, A::State> {
        let Query { plan, run } = &self.query;
        let keys = Keys::bind(&self.key, self.source());
        // SAFETY: keys and aggregates are bound to the source of the plan.
        unsafe { aggregate(&plan.ready(run), &keys, aggregates, self.strategy, run) }
    }

    /// The columns of the keys and answers of groups.
    pub(super) fn finish<A: BoundAgg<RowOf<P>>>(
        &self,
        groups: States<RowOf<P>, A::State>,
        aggregates: &A,
    ) -> (K::Part, A::Part) {
        let States { states, firsts } = groups;
        // SAFETY: the first rows of groups are rows of the plan, `states` alone makes them.
        let keys = unsafe { self.key.fill(self.source(), &RowSet::Listed(firsts), &self.query.run) };
        (keys, finish(states, aggregates, &self.query.run))
    }
}

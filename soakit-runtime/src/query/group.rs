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

use alloc::vec::Vec;

use super::Query;
use super::aggregate::{AggExpr, BoundAgg};
use super::keys::{BoundKeys, Keys, group_codes};
use super::outputs::{Outputs, bulk};
use super::slots::{Slots, States};
use crate::codes::each::each_mut;
use crate::codes::group::{GroupStrategy, Grouped, Groups, Partitioned, group};
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

/// How groups are found and aggregated. Which one is chosen follows from the data; tests force each.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// Numbered batch by batch; where a key has too many possible values, as `Direct`.
    Streaming,
    /// Whole, with a slot for each code.
    Direct,
    /// Whole, in a hash table.
    Hashed,
    /// In parts, with a slot for each code.
    PartitionedDirect,
    /// In parts, in hash tables.
    Partitioned,
}

impl Strategy {
    /// Every strategy.
    pub const ALL: [Self; 5] =
        [Self::Streaming, Self::Direct, Self::Hashed, Self::PartitionedDirect, Self::Partitioned];

    fn of_codes(self) -> GroupStrategy {
        match self {
            Self::Streaming | Self::Direct => GroupStrategy::Direct,
            Self::Hashed => GroupStrategy::Hashed,
            Self::PartitionedDirect => GroupStrategy::PartitionedDirect,
            Self::Partitioned => GroupStrategy::Partitioned,
        }
    }
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
    let task_rows = run.parallel.morsel_rows.max(group_count * 4).max(count.div_ceil(32));
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
type GroupRecord<P, K, A> = (
    <K as Outputs<<P as Plan>::Source>>::Value,
    <<A as AggExpr<<P as Plan>::Source>>::Bound as BoundAgg<RowOf<P>>>::Value,
);
/// The columns of such records.
type GroupParts<P, K, A> = (
    <K as Outputs<<P as Plan>::Source>>::Part,
    <<A as AggExpr<<P as Plan>::Source>>::Bound as BoundAgg<RowOf<P>>>::Part,
);

impl<P: Plan> Query<P> {
    /// Groups rows by an expression, or by a tuple of them; [`agg`](GroupBy::agg) says what becomes of a group.
    ///
    /// # Shape
    /// Groups are in the order in which their keys first appear.
    pub fn group_by<K>(self, key: impl FnOnce(<P::Source as Source>::Tokens) -> K) -> GroupBy<P, K>
    where
        K: Keys<P::Source> + Outputs<P::Source>,
    {
        GroupBy { query: self, key: key(<P::Source as Source>::TOKENS), strategy: None }
    }
}

impl<P: Plan, K: Keys<P::Source> + Outputs<P::Source>> GroupBy<P, K> {
    /// Forces a way of finding groups; for tests.
    #[doc(hidden)]
    pub fn force(mut self, strategy: Strategy) -> Self {
        self.strategy = Some(strategy);
        self
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
        self.run(&aggregates(<P::Source as Source>::TOKENS))
    }

    fn run<A: AggExpr<P::Source>>(&self, aggregates: &A) -> Bulk<GroupRecord<P, K, A>>
    where
        GroupRecord<P, K, A>: SoA<Parts = GroupParts<P, K, A>>,
    {
        let Query { plan, run } = &self.query;
        let source = plan.source();
        let (keys, aggregates) = (Keys::bind(&self.key, source), aggregates.bind(source));
        // SAFETY: keys and aggregates are bound to the source of the plan.
        let States { states, firsts } = unsafe { aggregate(&plan.ready(run), &keys, &aggregates, self.strategy, run) };
        let keys = self.key.fill(source, &RowSet::Listed(firsts), run);
        bulk((keys, finish(states, &aggregates, run)))
    }
}

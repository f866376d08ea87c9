//! `join`, `left_join`, `right_join`, `full_join`: rows of both sides, side by side.

#![allow(unsafe_code, reason = "answers for the numbers of the rows it passes on")]

use alloc::vec;
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::ops::Range;

use super::super::Query;
use super::super::filter::Predicate;
use super::super::keys::{BoundKeys, Keys, text};
use super::SameKey;
use super::codes::{Build, Scratch};
use super::condition::{BoundCondition, Condition, NoCondition, On};
use super::kind::{Full, Inner, Left, Right, Side};
use crate::codes::join::{JoinStrategy, MISS};
use crate::expression::{Append, Handle, List, Source, Tables};
use crate::pipeline::{BATCH_ROWS, Batch, Drive, Explanation, Listed, Plan, RowSet, Run, map_tasks};
use crate::record::SoA;

/// Rows of two sides with equal keys.
pub struct Join<P, Q, A, B, C, K> {
    left: P,
    right: Q,
    left_key: A,
    right_key: B,
    condition: C,
    strategy: Option<JoinStrategy>,
    kind: PhantomData<K>,
}

/// The tables of an inner join: what a condition is about.
type Both<'a, L, T> = Tables<'a, <L as Append<'a, T>>::Out>;

/// Rows that flow past the table of the right side.
pub struct Probing<I, A, C, K> {
    input: I,
    keys: A,
    build: Build,
    condition: C,
    kind: PhantomData<K>,
}

/// Rows of a join, flowing, or listed because the last of them are only known when all others are.
pub enum Joined<F, R> {
    /// Flowing.
    Flowing(F),
    /// Listed.
    Listed(Listed<R>),
}

/// The rows of list `L`.
type RowsOf<'a, L> = <L as List<'a>>::Row;

/// A join of tables `L` with a table of `T`, ready.
pub struct Pairs<'a, I, A, C, K, L, T> {
    probing: Probing<I, A, C, K>,
    #[expect(clippy::type_complexity, reason = "a mark")]
    tables: PhantomData<fn() -> (&'a (), L, T)>,
}

impl<'a, I, A, C, K, L, T> Pairs<'a, I, A, C, K, L, T>
where
    T: SoA + 'a,
    L: Append<'a, T>,
    K: Side<'a, L, T>,
    I: Drive<RowsOf<'a, L>>,
    A: BoundKeys<RowsOf<'a, L>>,
    C: BoundCondition<RowsOf<'a, <L as Append<'a, T>>::Out>>,
{
    /// Passes on the joined rows of a range of the left side; calls `matched` with each position of the right side that has a partner.
    fn pairs(
        &self,
        range: Range<usize>,
        sink: &mut dyn FnMut(Batch<'_, RowsOf<'a, K::List>>),
        matched: &mut dyn FnMut(u32),
    ) {
        let Probing { input, keys, build, condition, .. } = &self.probing;
        let mut scratch = Scratch::default();
        let mut groups = [MISS; BATCH_ROWS];
        let mut rows: Vec<RowsOf<'a, L>> = Vec::with_capacity(BATCH_ROWS);
        let mut out = Vec::with_capacity(BATCH_ROWS);
        let unique = build.table.is_unique();
        input.drive(range, &mut |batch| {
            let groups = &mut groups[..batch.rows()];
            // SAFETY: the keys are bound to the source of the left side.
            unsafe { build.probe(keys, batch, &mut scratch, groups) };
            rows.clear();
            batch.append_to(&mut rows);
            for (&left, &group) in rows.iter().zip(&*groups) {
                let mut alone = true;
                let own = [group];
                let positions = match (group, unique) {
                    (MISS, _) => &[],
                    (_, true) => &own[..],
                    (_, false) => build.table.group(group),
                };
                for &position in positions {
                    let right = build.row(position);
                    // SAFETY: a row of the left side and one of the right.
                    if unsafe { condition.holds(<L as Append<'a, T>>::row(left, right)) } {
                        alone = false;
                        if K::KEEPS_RIGHT {
                            matched(position);
                        }
                        push(&mut out, K::row(left, right), sink);
                    }
                }
                if K::KEEPS_LEFT && alone {
                    push(&mut out, K::left_alone(left), sink);
                }
            }
        });
        if !out.is_empty() {
            sink(Batch::Listed(&out));
        }
    }

    /// Lists all joined rows, and then the right rows without a partner.
    fn list(&self, run: &Run) -> Vec<RowsOf<'a, K::List>> {
        let extent = self.probing.input.extent();
        let parts = map_tasks(run, run.tasks(extent), extent, &|task| {
            let (mut rows, mut matched) = (Vec::new(), Vec::new());
            self.pairs(run.task_rows(task, extent), &mut |batch| batch.append_to(&mut rows), &mut |position| {
                matched.push(position);
            });
            (rows, matched)
        });
        let mut alone = vec![true; self.probing.build.rows.len()];
        let mut all = Vec::new();
        for (rows, matched) in parts {
            all.extend(rows);
            matched.into_iter().for_each(|position| alone[position as usize] = false);
        }
        let rest = (0..).zip(alone).filter(|(_, alone)| *alone);
        all.extend(rest.map(|(position, _)| K::right_alone(self.probing.build.row(position))));
        all
    }
}

/// Adds a row to a batch, and passes the batch on when it is full.
#[inline(always)]
fn push<R: Handle>(batch: &mut Vec<R>, row: R, sink: &mut dyn FnMut(Batch<'_, R>)) {
    if batch.len() == BATCH_ROWS {
        sink(Batch::Listed(batch));
        batch.clear();
    }
    batch.push(row);
}

impl<'a, I, A, C, K, L, T> Drive<RowsOf<'a, K::List>> for Pairs<'a, I, A, C, K, L, T>
where
    T: SoA + 'a,
    L: Append<'a, T>,
    K: Side<'a, L, T>,
    I: Drive<RowsOf<'a, L>>,
    A: BoundKeys<RowsOf<'a, L>>,
    C: BoundCondition<RowsOf<'a, <L as Append<'a, T>>::Out>>,
{
    fn extent(&self) -> usize {
        self.probing.input.extent()
    }

    fn is_exact(&self) -> bool {
        false
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, RowsOf<'a, K::List>>)) {
        self.pairs(range, sink, &mut |_| {});
    }
}

impl<R: Handle, F: Drive<R>> Drive<R> for Joined<F, R> {
    fn extent(&self) -> usize {
        match self {
            Self::Flowing(rows) => rows.extent(),
            Self::Listed(rows) => rows.extent(),
        }
    }

    fn is_exact(&self) -> bool {
        matches!(self, Self::Listed(_))
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>)) {
        match self {
            Self::Flowing(rows) => rows.drive(range, sink),
            Self::Listed(rows) => rows.drive(range, sink),
        }
    }
}

// SAFETY: rows are put together from rows of both sides, and missing ones where the kind's list says `Maybe`.
unsafe impl<'a, P, Q, A, B, C, K, L, T> Plan for Join<P, Q, A, B, C, K>
where
    T: SoA + 'a,
    L: Append<'a, T>,
    P: Plan<Source = Tables<'a, L>>,
    Q: Plan<Source = Tables<'a, (T,)>>,
    A: Keys<Tables<'a, L>>,
    B: Keys<Tables<'a, (T,)>>,
    C: Condition<Both<'a, L, T>>,
    K: Side<'a, L, T>,
{
    type Source = Tables<'a, K::List>;
    type Ready = Joined<Pairs<'a, P::Ready, A::Bound, C::Bound, K, L, T>, RowsOf<'a, K::List>>;

    fn source(&self) -> Self::Source {
        Tables(K::rows(self.left.source().0, self.right.source().0))
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let (left, right) = (self.left.source(), self.right.source());
        let keys = self.left_key.bind(left);
        let rows = RowSet::of(&self.right.ready(run), run);
        // SAFETY: the right key is bound to the source of the right side.
        let build = unsafe { Build::new(rows, &self.right_key.bind(right), &keys, self.strategy, run) };
        let condition = self.condition.bind(Tables(<L as Append<'a, T>>::append(left.0, right.0)));
        let probing = Probing { input: self.left.ready(run), keys, build, condition, kind: PhantomData };
        let pairs = Pairs { probing, tables: PhantomData };
        if K::KEEPS_RIGHT { Joined::Listed(Listed(pairs.list(run))) } else { Joined::Flowing(pairs) }
    }

    fn explain(&self, out: &mut Explanation) {
        self.left.explain(out);
        let condition = if C::IS_SOME { " and a condition" } else { "" };
        let (left, right) = (text(&self.left_key), text(&self.right_key));
        out.step(format_args!("{} join on {left} == {right}{condition}; a table is built of:", K::NAME));
        out.inner(|out| self.right.explain(out));
    }
}

impl<P, Q, A, B, K> Query<Join<P, Q, A, B, NoCondition, K>> {
    /// Demands more of partners than equal keys: an expression over the rows of both sides.
    ///
    /// After an inner join this is a `filter`; in the others a row whose partners fail has none, and stays alone.
    pub fn matching<'a, L, T, E>(
        self,
        condition: impl FnOnce(<Both<'a, L, T> as Source>::Tokens) -> E,
    ) -> Query<Join<P, Q, A, B, On<E::Checked>, K>>
    where
        T: SoA + 'a,
        L: Append<'a, T>,
        P: Plan<Source = Tables<'a, L>>,
        Q: Plan<Source = Tables<'a, (T,)>>,
        E: Predicate<Both<'a, L, T>>,
    {
        let condition = On(condition(<Both<'a, L, T> as Source>::TOKENS).checked());
        self.with_plan(|Join { left, right, left_key, right_key, strategy, kind, .. }| Join {
            left,
            right,
            left_key,
            right_key,
            condition,
            strategy,
            kind,
        })
    }
}

impl<P, Q, A, B, C, K> Query<Join<P, Q, A, B, C, K>> {
    /// Forces a way of building the table; for tests.
    #[doc(hidden)]
    pub fn force_table(mut self, strategy: usize) -> Self {
        use JoinStrategy::{Direct, Hashed, Partitioned, PartitionedDirect};
        self.plan.strategy = Some([Direct, Hashed, PartitionedDirect, Partitioned][strategy]);
        self
    }
}

macro_rules! joins {
    ($($(#[$doc:meta])* $method:ident $kind:ident;)*) => {
        impl<'a, L: List<'a>, P: Plan<Source = Tables<'a, L>>> Query<P> {
            $(
                $(#[$doc])*
                pub fn $method<Q, T, A, B>(
                    self,
                    right: Query<Q>,
                    left_key: impl FnOnce(L::Tokens) -> A,
                    right_key: impl FnOnce(<Q::Source as Source>::Tokens) -> B,
                ) -> Query<Join<P, Q, A::Checked, B::Checked, NoCondition, $kind>>
                where
                    T: SoA + 'a,
                    Q: Plan<Source = Tables<'a, (T,)>>,
                    A: Keys<Tables<'a, L>>,
                    B: Keys<Tables<'a, (T,)>, Type: SameKey<A::Type>>,
                {
                    let left_key = left_key(L::TOKENS).checked();
                    let right_key = right_key(<Q::Source as Source>::TOKENS).checked();
                    let (right, condition) = (right.plan, NoCondition);
                    self.with_plan(|left| Join {
                        left,
                        right,
                        left_key,
                        right_key,
                        condition,
                        strategy: None,
                        kind: PhantomData,
                    })
                }
            )*
        }
    };
}

joins! {
    /// Joins rows with equal keys: a row for each pair of partners.
    ///
    /// Afterwards closures take the tokens of all tables in one tuple: `|(order, customer)| order.total`.
    ///
    /// # Shape
    /// Rows in the order of this query; the partners of a row in the order of `right`.
    ///
    /// # Complexity
    /// O(rows of both sides and of the answer). The table is built of `right`, which had better be the smaller side.
    join Inner;
    /// Joins rows with equal keys, and keeps rows of this query without a partner: columns of `right` may be missing.
    left_join Left;
    /// Joins rows with equal keys, and keeps rows of `right` without a partner, which come last: columns of this query may be
    /// missing.
    right_join Right;
    /// Joins rows with equal keys, and keeps rows of both sides without a partner: every column may be missing. Rows of `right`
    /// without a partner come last.
    full_join Full;
}

//! `semi_join` and `anti_join`: rows that have a partner, or none.

#![allow(unsafe_code, reason = "answers for the numbers of the rows it passes on")]

use alloc::vec::Vec;
use core::marker::PhantomData;
use core::ops::Range;

use super::super::Query;
use super::super::filter::Predicate;
use super::super::keys::{BoundKeys, Keys, text};
use super::SameKey;
use super::codes::{Build, Scratch};
use super::condition::{BoundCondition, Condition, NoCondition, On};
use crate::codes::join::MISS;
use crate::expression::{Append, List, Source, Tables};
use crate::pipeline::{BATCH_ROWS, Batch, Drive, Explanation, Plan, RowSet, Run};
use crate::record::SoA;

/// Rows that have a partner, or none.
pub struct MemberJoin<P, Q, A, B, C, K> {
    left: P,
    right: Q,
    left_key: A,
    right_key: B,
    condition: C,
    kind: PhantomData<K>,
}

/// Which rows stay.
pub trait Membership: Send + Sync + 'static {
    /// Whether a row with a partner stays; one without does the opposite.
    const WITH: bool;
    /// The name of the join.
    const NAME: &'static str;
}

/// Rows that have a partner.
#[derive(Clone, Copy, Debug)]
pub struct Semi;

/// Rows that have none.
#[derive(Clone, Copy, Debug)]
pub struct Anti;

impl Membership for Semi {
    const WITH: bool = true;
    const NAME: &'static str = "semi";
}

impl Membership for Anti {
    const WITH: bool = false;
    const NAME: &'static str = "anti";
}

/// The tables of both sides: what a condition is about.
type Both<'a, L, T> = Tables<'a, <L as Append<'a, T>>::Out>;
/// The rows of list `L`.
type RowsOf<'a, L> = <L as List<'a>>::Row;

/// Rows that flow past the table of the right side.
pub struct Members<'a, I, A, C, K, L, T> {
    input: I,
    keys: A,
    build: Build,
    condition: C,
    has_condition: bool,
    #[expect(clippy::type_complexity, reason = "a mark")]
    tables: PhantomData<fn() -> (&'a (), K, L, T)>,
}

impl<'a, I, A, C, K, L, T> Drive<RowsOf<'a, L>> for Members<'a, I, A, C, K, L, T>
where
    T: SoA + 'a,
    L: Append<'a, T>,
    K: Membership,
    I: Drive<RowsOf<'a, L>>,
    A: BoundKeys<RowsOf<'a, L>>,
    C: BoundCondition<RowsOf<'a, <L as Append<'a, T>>::Out>>,
{
    fn extent(&self) -> usize {
        self.input.extent()
    }

    fn is_exact(&self) -> bool {
        false
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, RowsOf<'a, L>>)) {
        let Self { input, keys, build, condition, has_condition, .. } = self;
        let mut scratch = Scratch::default();
        let mut groups = [MISS; BATCH_ROWS];
        let mut rows: Vec<RowsOf<'a, L>> = Vec::with_capacity(BATCH_ROWS);
        let unique = build.table.is_unique();
        input.drive(range, &mut |batch| {
            let groups = &mut groups[..batch.rows()];
            // SAFETY: the keys are bound to the source of the left side.
            unsafe { build.probe(keys, batch, &mut scratch, groups) };
            rows.clear();
            let mut next = groups.iter();
            batch.for_each(|left| {
                let Some(&group) = next.next() else { return };
                // SAFETY: a row of the left side and one of the right.
                let holds =
                    |&position: &u32| unsafe { condition.holds(<L as Append<'a, T>>::row(left, build.row(position))) };
                let has_partner = group != MISS
                    && (!has_condition
                        || if unique { holds(&group) } else { build.table.group(group).iter().any(holds) });
                if has_partner == K::WITH {
                    rows.push(left);
                }
            });
            if !rows.is_empty() {
                sink(Batch::Listed(&rows));
            }
        });
    }
}

// SAFETY: the rows are some of the left side's.
unsafe impl<'a, P, Q, A, B, C, K, L, T> Plan for MemberJoin<P, Q, A, B, C, K>
where
    T: SoA + 'a,
    L: Append<'a, T>,
    P: Plan<Source = Tables<'a, L>>,
    Q: Plan<Source = Tables<'a, (T,)>>,
    A: Keys<Tables<'a, L>>,
    B: Keys<Tables<'a, (T,)>>,
    C: Condition<Both<'a, L, T>>,
    K: Membership,
{
    type Source = Tables<'a, L>;
    type Ready = Members<'a, P::Ready, A::Bound, C::Bound, K, L, T>;

    fn source(&self) -> Self::Source {
        self.left.source()
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let (left, right) = (self.left.source(), self.right.source());
        let keys = self.left_key.bind(left);
        let rows = RowSet::of(&self.right.ready(run), run);
        // SAFETY: the right key is bound to the source of the right side.
        let build = unsafe { Build::new(rows, &self.right_key.bind(right), &keys, None, run) };
        let condition = self.condition.bind(Tables(<L as Append<'a, T>>::append(left.0, right.0)));
        Members { input: self.left.ready(run), keys, build, condition, has_condition: C::IS_SOME, tables: PhantomData }
    }

    fn explain(&self, out: &mut Explanation) {
        self.left.explain(out);
        let condition = if C::IS_SOME { " and a condition" } else { "" };
        let (left, right) = (text(&self.left_key), text(&self.right_key));
        out.step(format_args!("{} join on {left} == {right}{condition}; a table is built of:", K::NAME));
        out.inner(|out| self.right.explain(out));
    }
}

impl<P, Q, A, B, K> Query<MemberJoin<P, Q, A, B, NoCondition, K>> {
    /// Demands more of partners than equal keys: an expression over the rows of both sides.
    pub fn matching<'a, L, T, E>(
        self,
        condition: impl FnOnce(<Both<'a, L, T> as Source>::Tokens) -> E,
    ) -> Query<MemberJoin<P, Q, A, B, On<E::Checked>, K>>
    where
        T: SoA + 'a,
        L: Append<'a, T>,
        P: Plan<Source = Tables<'a, L>>,
        Q: Plan<Source = Tables<'a, (T,)>>,
        E: Predicate<Both<'a, L, T>>,
    {
        let condition = On(condition(<Both<'a, L, T> as Source>::TOKENS).checked());
        self.with_plan(|MemberJoin { left, right, left_key, right_key, kind, .. }| MemberJoin {
            left,
            right,
            left_key,
            right_key,
            condition,
            kind,
        })
    }
}

macro_rules! member_joins {
    ($($(#[$doc:meta])* $method:ident $kind:ident;)*) => {
        impl<'a, L: List<'a>, P: Plan<Source = Tables<'a, L>>> Query<P> {
            $(
                $(#[$doc])*
                pub fn $method<Q, T, A, B>(
                    self,
                    right: Query<Q>,
                    left_key: impl FnOnce(L::Tokens) -> A,
                    right_key: impl FnOnce(<Q::Source as Source>::Tokens) -> B,
                ) -> Query<MemberJoin<P, Q, A::Checked, B::Checked, NoCondition, $kind>>
                where
                    T: SoA + 'a,
                    Q: Plan<Source = Tables<'a, (T,)>>,
                    A: Keys<Tables<'a, L>>,
                    B: Keys<Tables<'a, (T,)>, Type: SameKey<A::Type>>,
                {
                    let left_key = left_key(L::TOKENS).checked();
                    let right_key = right_key(<Q::Source as Source>::TOKENS).checked();
                    let (right, condition) = (right.plan, NoCondition);
                    self.with_plan(|left| MemberJoin { left, right, left_key, right_key, condition, kind: PhantomData })
                }
            )*
        }
    };
}

member_joins! {
    /// Keeps the rows whose key is among the keys of `right`; each once, however many partners it has.
    semi_join Semi;
    /// Keeps the rows whose key is not among the keys of `right`.
    anti_join Anti;
}

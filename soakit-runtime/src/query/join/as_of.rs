//! `as_of_join`: for each row the last row of the other side that is not later, or the first that is not earlier.
//!
//! The right side is sorted by its order once; the table of its keys then lists the rows of a key in that order, and each row of
//! the left side searches its list. Rows with equal order: the last of them, or the first, as the right side has them.

#![allow(unsafe_code, reason = "answers for the numbers of the rows it passes on")]

use alloc::vec::Vec;
use core::marker::PhantomData;
use core::ops::Range;

use super::super::Query;
use super::super::filter::Predicate;
use super::super::keys::{BoundKeys, KeySource, Keys, Part, column, text};
use super::SameKey;
use super::codes::{Build, Scratch};
use super::condition::{BoundCondition, Condition, NoCondition, On};
use crate::codes::join::MISS;
use crate::codes::pack::CodeColumn;
use crate::codes::sort::argsort;
use crate::expression::{Append, Handle, KeyKind, List, MISSING, Maybe, Source, Tables};
use crate::pipeline::{BATCH_ROWS, Batch, Drive, Explanation, Plan, RowSet, Run};
use crate::record::{Coded, SoA};
use crate::words::RowIndex;

/// For each row the row of the other side that is nearest before, or after.
pub struct AsOfJoin<P, Q, A, B, X, Y, C> {
    left: P,
    right: Q,
    left_key: A,
    right_key: B,
    left_order: X,
    right_order: Y,
    condition: C,
    direction: Direction,
}

/// Where the partner is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Backward,
    Forward,
}

/// Something that has a before and an after: a number or a time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no before and after that an as-of join could use",
    label = "neither a number nor a time",
    note = "order both sides by a number, a date or a time"
)]
pub trait BeforeAndAfter {}

impl<T: Coded> BeforeAndAfter for T {}

macro_rules! wide_orders {
    ($($(#[$when:meta])* $wide:ty;)*) => {$(
        $(#[$when])*
        impl BeforeAndAfter for $wide {}
    )*};
}

wide_orders! {
    i128;
    u128;
    #[cfg(feature = "jiff")] jiff::civil::DateTime;
    #[cfg(feature = "jiff")] jiff::Timestamp;
    #[cfg(feature = "chrono")] chrono::NaiveDateTime;
    #[cfg(feature = "chrono")] chrono::DateTime<chrono::Utc>;
}

/// The tables of both sides: what a condition is about.
type Both<'a, L, T> = Tables<'a, <L as Append<'a, T>>::Out>;
/// The rows of list `L`.
type RowsOf<'a, L> = <L as List<'a>>::Row;
/// The tables of a joined row.
type OutList<'a, L, T> = <L as Append<'a, Maybe<T>>>::Out;

/// An order as a number: two codes, or one; `None` if it is missing.
type Moment = Option<u128>;

/// Rows that seek their partners.
pub struct Seeking<'a, I, A, X, C, L, T> {
    input: I,
    keys: A,
    order: X,
    build: Build,
    /// The order of each position of the right side; ascending for each key.
    moments: Vec<u128>,
    condition: C,
    direction: Direction,
    #[expect(clippy::type_complexity, reason = "a mark")]
    tables: PhantomData<fn() -> (&'a (), L, T)>,
}

/// The only expression of an order.
fn only<R: Handle>(order: &dyn BoundKeys<R>) -> &dyn KeySource<R> {
    let mut only = None;
    order.visit(&mut |source| only = Some(source));
    match only {
        Some(source) => source,
        None => unreachable!("an order is one expression"),
    }
}

/// The moments of rows.
///
/// # Safety
/// - the order is bound to the source of the rows.
unsafe fn moments<R: Handle>(order: &dyn KeySource<R>, rows: Batch<'_, R>, moments: &mut [Moment]) {
    let mut codes = [0; BATCH_ROWS];
    let codes = &mut codes[..rows.rows()];
    // SAFETY: the caller's promise.
    unsafe { order.fill_batch(rows, Part::Code, codes) };
    moments.iter_mut().zip(&*codes).for_each(|(moment, &code)| *moment = Some(u128::from(code)));
    if let KeyKind::Wide { .. } = order.kind() {
        // SAFETY: the caller's promise.
        unsafe { order.fill_batch(rows, Part::LowCode, codes) };
        let wide = moments.iter_mut().zip(&*codes);
        wide.for_each(|(moment, &low)| *moment = moment.map(|high| high << 64 | u128::from(low)));
    }
    if order.is_nullable() {
        // SAFETY: the caller's promise.
        unsafe { order.fill_batch(rows, Part::Missing, codes) };
        moments.iter_mut().zip(&*codes).filter(|(_, missing)| **missing == 1).for_each(|(moment, _)| *moment = None);
    }
}

/// Sorts rows by an order, without those whose order is missing.
///
/// # Safety
/// - the order is bound to the source of the rows.
unsafe fn sorted(
    order: &dyn KeySource<[RowIndex; 1]>,
    rows: &RowSet<[RowIndex; 1]>,
    run: &Run,
) -> (Vec<[RowIndex; 1]>, Vec<u128>) {
    // SAFETY: the caller's promise.
    let column = |part| unsafe { column(order, part, rows, run) };
    let mut columns = alloc::vec![column(Part::Code)];
    if let KeyKind::Wide { .. } = order.kind() {
        columns.push(column(Part::LowCode));
    }
    let missing = if order.is_nullable() { column(Part::Missing) } else { Vec::new() };
    let code_columns: Vec<CodeColumn<'_>> = columns.iter().map(|codes| CodeColumn::new(codes)).collect();
    let order = argsort(run, &code_columns, None);
    let present = order.iter().map(|&position| position as usize).filter(|&position| missing.get(position) != Some(&1));
    present
        .map(|position| {
            let moment = columns.iter().fold(0, |moment, codes| moment << 64 | u128::from(codes[position]));
            (rows.get(position), moment)
        })
        .unzip()
}

impl<'a, I, A, X, C, L, T> Drive<RowsOf<'a, OutList<'a, L, T>>> for Seeking<'a, I, A, X, C, L, T>
where
    T: SoA + 'a,
    L: Append<'a, T> + Append<'a, Maybe<T>>,
    I: Drive<RowsOf<'a, L>>,
    A: BoundKeys<RowsOf<'a, L>>,
    X: BoundKeys<RowsOf<'a, L>>,
    C: BoundCondition<RowsOf<'a, <L as Append<'a, T>>::Out>>,
{
    fn extent(&self) -> usize {
        self.input.extent()
    }

    fn is_exact(&self) -> bool {
        self.input.is_exact()
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, RowsOf<'a, OutList<'a, L, T>>>)) {
        let Self { input, keys, order, build, condition, .. } = self;
        let order = only(order);
        let mut scratch = Scratch::default();
        let (mut groups, mut times) = ([MISS; BATCH_ROWS], [None; BATCH_ROWS]);
        let mut out = Vec::with_capacity(BATCH_ROWS);
        let unique = build.table.is_unique();
        input.drive(range, &mut |batch| {
            let (groups, times) = (&mut groups[..batch.rows()], &mut times[..batch.rows()]);
            // SAFETY: key and order are bound to the source of the left side.
            unsafe {
                build.probe(keys, batch, &mut scratch, groups);
                moments(order, batch, times);
            }
            out.clear();
            let mut next = groups.iter().zip(&*times);
            batch.for_each(|left| {
                let Some((&group, &moment)) = next.next() else { return };
                let own = [group];
                let positions = match (group, unique) {
                    (MISS, _) => &[],
                    (_, true) => &own[..],
                    (_, false) => build.table.group(group),
                };
                let partner = moment.and_then(|moment| self.partner(positions, moment)).map(|found| build.row(found));
                // SAFETY: a row of the left side and one of the right.
                let holds = |&right: &RowIndex| unsafe { condition.holds(<L as Append<'a, T>>::row(left, right)) };
                let right = partner.filter(holds).unwrap_or(MISSING);
                out.push(<L as Append<'a, Maybe<T>>>::row(left, right));
            });
            if !out.is_empty() {
                sink(Batch::Listed(&out));
            }
        });
    }
}

impl<I, A, X, C, L, T> Seeking<'_, I, A, X, C, L, T> {
    /// The position that is nearest to a moment.
    fn partner(&self, positions: &[u32], moment: u128) -> Option<u32> {
        let at = |&position: &u32| self.moments[position as usize];
        match self.direction {
            Direction::Backward => {
                positions[..positions.partition_point(|position| at(position) <= moment)].last().copied()
            }
            Direction::Forward => positions.get(positions.partition_point(|position| at(position) < moment)).copied(),
        }
    }
}

// SAFETY: rows are put together from rows of both sides, and missing ones where the list says `Maybe`.
unsafe impl<'a, P, Q, A, B, X, Y, C, L, T> Plan for AsOfJoin<P, Q, A, B, X, Y, C>
where
    T: SoA + 'a,
    L: Append<'a, T> + Append<'a, Maybe<T>>,
    P: Plan<Source = Tables<'a, L>>,
    Q: Plan<Source = Tables<'a, (T,)>>,
    A: Keys<Tables<'a, L>>,
    B: Keys<Tables<'a, (T,)>>,
    X: Keys<Tables<'a, L>>,
    Y: Keys<Tables<'a, (T,)>>,
    C: Condition<Both<'a, L, T>>,
{
    type Source = Tables<'a, OutList<'a, L, T>>;
    type Ready = Seeking<'a, P::Ready, A::Bound, X::Bound, C::Bound, L, T>;

    fn source(&self) -> Self::Source {
        Tables(<L as Append<'a, Maybe<T>>>::append(self.left.source().0, self.right.source().0))
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let (left, right) = (self.left.source(), self.right.source());
        let (keys, order) = (self.left_key.bind(left), self.left_order.bind(left));
        let right_order = self.right_order.bind(right);
        let rows = RowSet::of(&self.right.ready(run), run);
        // SAFETY: key and order of the right side are bound to its source.
        let (build, moments) = unsafe {
            let (rows, moments) = sorted(only(&right_order), &rows, run);
            (Build::new(RowSet::Listed(rows), &self.right_key.bind(right), &keys, None, run), moments)
        };
        let condition = self.condition.bind(Tables(<L as Append<'a, T>>::append(left.0, right.0)));
        let (input, direction) = (self.left.ready(run), self.direction);
        Seeking { input, keys, order, build, moments, condition, direction, tables: PhantomData }
    }

    fn explain(&self, out: &mut Explanation) {
        self.left.explain(out);
        let direction = match self.direction {
            Direction::Backward => "the last not later",
            Direction::Forward => "the first not earlier",
        };
        let (left, right) = (text(&self.left_order), text(&self.right_order));
        out.step(format_args!("as-of join, {direction}, by {left} and {right}; a sorted table is built of:"));
        out.inner(|out| self.right.explain(out));
    }
}

impl<P, Q, A, B, X, Y> Query<AsOfJoin<P, Q, A, B, X, Y, NoCondition>> {
    /// Demands more of the partner: an expression over the rows of both sides, such as how far it may be away. If the nearest row
    /// fails, there is no partner.
    #[expect(clippy::type_complexity, reason = "the type of a query says what it does")]
    pub fn matching<'a, L, T, E>(
        self,
        condition: impl FnOnce(<Both<'a, L, T> as Source>::Tokens) -> E,
    ) -> Query<AsOfJoin<P, Q, A, B, X, Y, On<E>>>
    where
        T: SoA + 'a,
        L: Append<'a, T>,
        P: Plan<Source = Tables<'a, L>>,
        Q: Plan<Source = Tables<'a, (T,)>>,
        E: Predicate<Both<'a, L, T>>,
    {
        let condition = On(condition(<Both<'a, L, T> as Source>::TOKENS));
        self.with_plan(|AsOfJoin { left, right, left_key, right_key, left_order, right_order, direction, .. }| {
            AsOfJoin { left, right, left_key, right_key, left_order, right_order, condition, direction }
        })
    }
}

impl<P, Q, A, B, X, Y, C> Query<AsOfJoin<P, Q, A, B, X, Y, C>> {
    /// Seeks the first row that is not earlier, instead of the last that is not later.
    pub fn forward(mut self) -> Self {
        self.plan.direction = Direction::Forward;
        self
    }
}

impl<'a, L: List<'a>, P: Plan<Source = Tables<'a, L>>> Query<P> {
    /// Joins each row with the last row of `right` that has an equal key and is not later.
    ///
    /// The first two closures are the keys, `|_| ()` for none; the others say when: a number, a date, a time. Neither side need
    /// be sorted.
    ///
    /// # Shape
    /// One row for each of this query, in its order; columns of `right` may be missing. A row whose time is missing has no partner.
    ///
    /// # Complexity
    /// O(n log m), and sorting `right`.
    pub fn as_of_join<Q, T, A, B, X, Y>(
        self,
        right: Query<Q>,
        left_key: impl FnOnce(L::Tokens) -> A,
        right_key: impl FnOnce(<Q::Source as Source>::Tokens) -> B,
        left_order: impl FnOnce(L::Tokens) -> X,
        right_order: impl FnOnce(<Q::Source as Source>::Tokens) -> Y,
    ) -> Query<AsOfJoin<P, Q, A, B, X, Y, NoCondition>>
    where
        T: SoA + 'a,
        Q: Plan<Source = Tables<'a, (T,)>>,
        A: Keys<Tables<'a, L>, Type: SameKey<B::Type>>,
        B: Keys<Tables<'a, (T,)>>,
        X: Keys<Tables<'a, L>, Type: SameKey<Y::Type> + BeforeAndAfter>,
        Y: Keys<Tables<'a, (T,)>>,
    {
        let (left_key, right_key) = (left_key(L::TOKENS), right_key(<Q::Source as Source>::TOKENS));
        let (left_order, right_order) = (left_order(L::TOKENS), right_order(<Q::Source as Source>::TOKENS));
        let (right, condition, direction) = (right.plan, NoCondition, Direction::Backward);
        self.with_plan(|left| AsOfJoin {
            left,
            right,
            left_key,
            right_key,
            left_order,
            right_order,
            condition,
            direction,
        })
    }
}

//! Frames: which rows around a row an aggregate is of. The methods; the work is in `framed`.

use core::marker::PhantomData;

use super::framed::Framed;
use crate::expression::{Calc, Expr, IntoCell};
use crate::query::aggregate::{Agg, Count, Emptiness, Feedable, Fold};
use crate::record::Cell;

/// Rows by their distance from the current one, in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowFrame {
    /// The first row, negative before the current one; that of the partition if there is no number.
    pub(super) from: Option<i64>,
    /// The last row; that of the partition if there is no number.
    pub(super) to: Option<i64>,
}

/// Rows by the distance of their order key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<D> {
    /// How far back.
    pub(super) before: D,
    /// How far on.
    pub(super) after: D,
}

/// The frame has a row: answers are those of a group.
#[derive(Clone, Copy, Debug)]
pub struct Certain;

/// The frame may have no row: answers may be missing.
#[derive(Clone, Copy, Debug)]
pub struct Possible;

/// Answers are missing where a frame reaches over the end of the partition.
#[derive(Clone, Copy, Debug)]
pub struct Full;

/// An aggregate that can be had of a frame.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no aggregate that a frame can have",
    label = "not an aggregate of a column",
    note = "say what is made of the rows of a frame first: `t.price.mean().rolling(20)`"
)]
pub trait FrameAggregate: Sized {
    /// The cell of an answer about rows of which there is at least one.
    type Grouped: Cell;
    /// The cell of an answer about rows of which there may be none.
    type Overall: Cell;
}

impl FrameAggregate for Count {
    type Grouped = u64;
    type Overall = u64;
}

/// The values that a fold sees.
type ValueOf<E> = <ReadOf<E> as Feedable>::Value;
/// The cells of an expression, as it reads them.
type ReadOf<E> = <<E as Expr>::Value as Cell>::Read<'static>;
/// Whether a fold may have no answer.
type EmptinessOf<F, E> = <F as Fold<ValueOf<E>>>::Emptiness;
/// The answer of a fold.
type OutputOf<F, E> = <F as Fold<ValueOf<E>>>::Output;

impl<F, E> FrameAggregate for Agg<F, E>
where
    E: Expr<Value: Cell + 'static>,
    ReadOf<E>: Feedable,
    F: Fold<ValueOf<E>>,
    <EmptinessOf<F, E> as Emptiness>::Grouped<ReadOf<E>, OutputOf<F, E>>: IntoCell,
    <EmptinessOf<F, E> as Emptiness>::Overall<OutputOf<F, E>>: IntoCell,
{
    type Grouped = <<EmptinessOf<F, E> as Emptiness>::Grouped<ReadOf<E>, OutputOf<F, E>> as IntoCell>::Cell;
    type Overall = <<EmptinessOf<F, E> as Emptiness>::Overall<OutputOf<F, E>> as IntoCell>::Cell;
}

/// How sure it is that a frame has rows.
pub trait Mode: Copy {
    /// The cell of an answer.
    type Value<A: FrameAggregate>: Cell;
}

impl Mode for Certain {
    type Value<A: FrameAggregate> = A::Grouped;
}

impl Mode for Possible {
    type Value<A: FrameAggregate> = A::Overall;
}

impl Mode for Full {
    type Value<A: FrameAggregate> = <A::Grouped as Cell>::Optional;
}

/// Aggregates over frames. In the prelude.
///
/// These are window expressions: they stand in `query().window(…).select(…)`. Any aggregate has frames, a user's own too, if its
/// state is `Clone`. Frames of rows go by position: ties of the order are different rows.
///
/// # Complexity
/// O(rows) for any width: rows that leave a frame are never taken back by subtraction, so that floats do not drift and infinities
/// leave no trace; states are merged instead. So an aggregate whose state grows with its values (a median, a list) takes time in
/// proportion to the width, for each row.
pub trait FrameExpr: FrameAggregate {
    /// From the start of the partition to the current row.
    ///
    /// # Examples
    ///
    /// A running total, and each row's share of all:
    ///
    /// ```
    /// # use soakit_runtime::expression::Expr as _;
    /// # use soakit_runtime::record::Bulk;
    /// # use soakit_runtime::query::*;
    /// let sales: Bulk<(u8, f64)> = [(5, 2.0), (6, 5.0), (7, 1.0)].into_iter().collect();
    /// let totals = sales.query().window(|_| (), |_| ()).select(|(month, sum)| {
    ///     (month, sum.sum().running(), sum / sum.sum().over_all())
    /// });
    /// let totals: Vec<_> = totals.into();
    /// assert_eq!(totals, [(5, 2.0, 0.25), (6, 7.0, 0.625), (7, 8.0, 0.125)]);
    /// ```
    fn running(self) -> Calc<Framed<Self, RowFrame, Certain>> {
        framed(self, None, Some(0))
    }

    /// The last `rows` rows, the current one included; fewer at the start of the partition.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    fn rolling(self, rows: usize) -> Calc<Framed<Self, RowFrame, Certain>> {
        framed(self, Some(1 - width(rows)), Some(0))
    }

    /// The last `rows` rows, the current one included; missing where there are not so many.
    ///
    /// # Panics
    /// When `rows` is 0.
    ///
    /// # Examples
    ///
    /// A mean of three, and of three at most:
    ///
    /// ```
    /// # use soakit_runtime::record::Bulk;
    /// # use soakit_runtime::query::*;
    /// let values: Bulk<(f64,)> = [(1.0,), (3.0,), (8.0,), (1.0,)].into_iter().collect();
    /// let means = values.query().window(|_| (), |_| ()).select(|(x,)| (x.mean().rolling_full(3), x.mean().rolling(3)));
    /// let means: Vec<_> = means.into();
    /// assert_eq!(means, [(None, 1.0), (None, 2.0), (Some(4.0), 4.0), (Some(4.0), 4.0)]);
    /// ```
    #[track_caller]
    fn rolling_full(self, rows: usize) -> Calc<Framed<Self, RowFrame, Full>> {
        framed(self, Some(1 - width(rows)), Some(0))
    }

    /// From `preceding` rows before the current one to `following` rows after it.
    fn rows_between(self, preceding: usize, following: usize) -> Calc<Framed<Self, RowFrame, Certain>> {
        framed(self, Some(-distance(preceding)), Some(distance(following)))
    }

    /// Rows at distances from `from` to `to`, both included, negative before the current row; without a number, to that end of the
    /// partition. The current row need not be among them, so an answer that needs a value is an `Option`.
    ///
    /// # Examples
    ///
    /// The greatest of all values before this one:
    ///
    /// ```
    /// # use soakit_runtime::record::Bulk;
    /// # use soakit_runtime::query::*;
    /// let values: Bulk<(u32,)> = [(3,), (9,), (4,)].into_iter().collect();
    /// let before = values.query().window(|_| (), |_| ()).select(|(x,)| (x, x.max().rows_from_to(None, Some(-1))));
    /// let before: Vec<_> = before.into();
    /// assert_eq!(before, [(3, None), (9, Some(3)), (4, Some(9))]);
    /// ```
    fn rows_from_to(self, from: Option<i64>, to: Option<i64>) -> Calc<Framed<Self, RowFrame, Possible>> {
        framed(self, from, to)
    }

    /// Rows whose order key is at most `before` before that of the current row and at most `after` after it; ties are in.
    ///
    /// The window must be ordered by one number; distances are `u64` for integers and `f64` for floats, and count in the direction
    /// of the order. Rows whose key is missing, or NaN, are in frames of their own.
    ///
    /// # Panics
    /// When a distance is negative or NaN.
    ///
    /// # Examples
    ///
    /// The number of calls in the last ten seconds:
    ///
    /// ```
    /// # use soakit_runtime::record::Bulk;
    /// # use soakit_runtime::query::*;
    /// let calls: Bulk<(u32,)> = [(0,), (7,), (7,), (16,), (40,)].into_iter().collect();
    /// let busy = calls.query().window(|_| (), |(second,)| second).select(|(second,)| (second, count().range_between(10, 0)));
    /// let busy: Vec<_> = busy.into();
    /// assert_eq!(busy, [(0, 1), (7, 3), (7, 3), (16, 3), (40, 1)]);
    /// ```
    fn range_between<D: Copy>(self, before: D, after: D) -> Calc<Framed<Self, Range<D>, Certain>> {
        Calc(Framed { aggregate: self, frame: Range { before, after }, mode: PhantomData })
    }

    /// All rows of the partition.
    fn over_all(self) -> Calc<Framed<Self, RowFrame, Certain>> {
        framed(self, None, None)
    }
}

impl<A: FrameAggregate> FrameExpr for A {}

fn framed<A, M>(aggregate: A, from: Option<i64>, to: Option<i64>) -> Calc<Framed<A, RowFrame, M>> {
    Calc(Framed { aggregate, frame: RowFrame { from, to }, mode: PhantomData })
}

fn distance(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

#[track_caller]
fn width(rows: usize) -> i64 {
    assert!(rows > 0, "a frame of the last rows has one row or more, not 0");
    distance(rows)
}

//! Another row of the partition: `lag`, `lead`, `first_value`, `last_value`, `nth_value`.
//!
//! Only the numbers of the rows are kept: the expression is evaluated at the other row.

#![allow(unsafe_code, reason = "evaluates an expression at another row of the same query")]

use alloc::string::String;
use core::fmt::Write as _;

use super::answers::Answers;
use super::layout::{Places, Position};
use super::source::{InWindow, TableSource};
use crate::expression::{Bound, Calc, Eval, Expr, MISSING, Operand};
use crate::pipeline::Run;
use crate::query::aggregate::Feedable;
use crate::record::Cell;

/// Which row.
#[derive(Clone, Copy, Debug)]
enum Other {
    /// So many rows later.
    Later(i64),
    /// So many rows from the start of the partition.
    FromStart(usize),
    /// The last of the partition.
    Last,
}

impl Other {
    fn describe(self, out: &mut String) {
        let _ = match self {
            Self::Later(rows) => {
                write!(out, " {} rows {}", rows.unsigned_abs(), if rows < 0 { "before" } else { "after" })
            }
            Self::FromStart(row) => write!(out, " in row {} of its partition", row.saturating_add(1)),
            Self::Last => write!(out, " in the last row of its partition"),
        };
    }
}

/// The value in another row, missing if there is no such row.
#[derive(Clone, Copy, Debug)]
pub struct Shift<E>(E, Other);

/// The value in another row, or of another expression in this row.
#[derive(Clone, Copy, Debug)]
pub struct Default<E, D>(E, Other, D);

/// The value in the first or last row of the partition.
#[derive(Clone, Copy, Debug)]
pub struct End<E>(E, Other);

/// Values of other rows. In the prelude.
///
/// These are window expressions: they stand in `query().window(…).select(…)`.
pub trait ShiftExpr: Expr<Value: Cell> {
    /// The value `rows` rows before this one in the partition; missing if there is none.
    ///
    /// # Examples
    ///
    /// The change from the row before:
    ///
    /// ```
    /// # use soakit_runtime::record::Bulk;
    /// # use soakit_runtime::query::*;
    /// let temps: Bulk<(f64,)> = [(20.0,), (22.5,), (21.0,)].into_iter().collect();
    /// let changes = temps.query().window(|_| (), |_| ()).select(|(temp,)| (temp - temp.lag(1), temp.lead(1), temp.lag_or(1, 0.0)));
    /// let changes: Vec<_> = changes.into();
    /// assert_eq!(changes, [(None, Some(22.5), 0.0), (Some(2.5), Some(21.0), 20.0), (Some(-1.5), None, 22.5)]);
    /// ```
    fn lag(self, rows: usize) -> Calc<Shift<Self>> {
        Calc(Shift(self, Other::Later(-count(rows))))
    }

    /// The value `rows` rows after this one in the partition; missing if there is none.
    fn lead(self, rows: usize) -> Calc<Shift<Self>> {
        Calc(Shift(self, Other::Later(count(rows))))
    }

    /// The value `rows` rows before this one in the partition; `default` if there is no such row. A value that is missing in a row
    /// that is there stays missing.
    fn lag_or<D: Operand<Self::Value>>(self, rows: usize, default: D) -> Calc<Default<Self, D::Expr>> {
        Calc(Default(self, Other::Later(-count(rows)), default.into_expr()))
    }

    /// The value `rows` rows after this one in the partition; `default` if there is no such row.
    fn lead_or<D: Operand<Self::Value>>(self, rows: usize, default: D) -> Calc<Default<Self, D::Expr>> {
        Calc(Default(self, Other::Later(count(rows)), default.into_expr()))
    }

    /// The value in the first row of the partition, missing or not. For the first that is not missing, or the first of a frame, use
    /// the aggregate `first()`.
    fn first_value(self) -> Calc<End<Self>> {
        Calc(End(self, Other::FromStart(0)))
    }

    /// The value in the last row of the partition (not, as in SQL, of the rows so far).
    fn last_value(self) -> Calc<End<Self>> {
        Calc(End(self, Other::Last))
    }

    /// The value in row `number` of the partition, from 1; missing if there are fewer rows.
    ///
    /// # Panics
    /// When `number` is 0.
    #[track_caller]
    fn nth_value(self, number: usize) -> Calc<Shift<Self>> {
        assert!(number > 0, "rows of a partition are numbered from 1: there is no row 0");
        Calc(Shift(self, Other::FromStart(number - 1)))
    }
}

impl<E: Expr<Value: Cell>> ShiftExpr for E {}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// The position of the other row, for each row; [`MISSING`] if there is none.
fn positions(places: &Places, run: &Run, other: Other) -> Answers<u32> {
    Answers::new(places, run, Some(0), |whole, own, sink| {
        for place in own {
            let target = match other {
                Other::Later(rows) => (place as i64).checked_add(rows).and_then(|place| usize::try_from(place).ok()),
                Other::FromStart(rows) => whole.start.checked_add(rows),
                Other::Last => Some(whole.end - 1),
            };
            let target = target.filter(|target| whole.contains(target));
            sink.push(target.map_or(MISSING, |place| places.order[place][0]));
        }
    })
}

/// An expression, bound, and at which row it is asked.
pub struct AtOther<B> {
    bound: B,
    positions: Answers<u32>,
}

/// The same, and what is answered without such a row.
pub struct AtOtherOr<B, D>(AtOther<B>, D);

/// The same, for a row that is always there.
pub struct AtEnd<B>(AtOther<B>);

impl<B: Bound<Position>> AtOther<B> {
    fn new<S: TableSource, O>(bound: B, other: Other, window: InWindow<'_, S, O>) -> Self {
        Self { bound, positions: positions(&window.layout().places, window.run(), other) }
    }

    /// The value in the other row.
    ///
    /// # Safety
    /// - as for [`Bound::at`].
    #[inline(always)]
    unsafe fn value(&self, [position]: Position) -> Option<B::Out> {
        let other = self.positions.get(position);
        // SAFETY: the other row is one of the query, too.
        if other == MISSING { None } else { Some(unsafe { self.bound.at([other]) }) }
    }
}

/// The values of a bound expression, when they are there.
type ValueOf<B> = <<B as Bound<Position>>::Out as Feedable>::Value;

impl<E: Expr<Value: Cell>> Expr for Shift<E> {
    type Value = <E::Value as Cell>::Optional;
}

// SAFETY: the parts are bound to the window, and positions are those of its rows.
unsafe impl<'w, S: TableSource, O, E: Eval<InWindow<'w, S, O>>> Eval<InWindow<'w, S, O>> for Shift<E>
where
    Self: Expr,
    <E::Bound as Bound<Position>>::Out: Feedable,
{
    type Bound = AtOther<E::Bound>;

    fn bind(&self, window: InWindow<'w, S, O>) -> Self::Bound {
        AtOther::new(self.0.bind(window), self.1, window)
    }

    fn describe(&self, out: &mut String) {
        self.0.describe(out);
        self.1.describe(out);
    }
}

// SAFETY: the row that is asked for is one of the same query.
unsafe impl<B: Bound<Position, Out: Feedable>> Bound<Position> for AtOther<B> {
    type Out = Option<ValueOf<B>>;

    const TOTAL: bool = B::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, row: Position) -> Self::Out {
        // SAFETY: the caller's promise.
        unsafe { self.value(row) }.and_then(Feedable::value)
    }
}

impl<E: Expr, D> Expr for Default<E, D> {
    type Value = E::Value;
}

// SAFETY: the parts are bound to the window, and positions are those of its rows.
unsafe impl<'w, S: TableSource, O, E, D> Eval<InWindow<'w, S, O>> for Default<E, D>
where
    E: Eval<InWindow<'w, S, O>>,
    D: Eval<InWindow<'w, S, O>>,
    <D::Bound as Bound<Position>>::Out: Into<<E::Bound as Bound<Position>>::Out>,
{
    type Bound = AtOtherOr<E::Bound, D::Bound>;

    fn bind(&self, window: InWindow<'w, S, O>) -> Self::Bound {
        AtOtherOr(AtOther::new(self.0.bind(window), self.1, window), self.2.bind(window))
    }

    fn describe(&self, out: &mut String) {
        self.0.describe(out);
        self.1.describe(out);
        out.push_str(" or ");
        self.2.describe(out);
    }
}

// SAFETY: the row that is asked for is one of the same query.
unsafe impl<B: Bound<Position>, D: Bound<Position, Out: Into<B::Out>>> Bound<Position> for AtOtherOr<B, D> {
    type Out = B::Out;

    const TOTAL: bool = B::TOTAL && D::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, row: Position) -> B::Out {
        // SAFETY: the caller's promise.
        unsafe { self.0.value(row) }.unwrap_or_else(|| unsafe { self.1.at(row) }.into())
    }
}

impl<E: Expr> Expr for End<E> {
    type Value = E::Value;
}

// SAFETY: the parts are bound to the window, and positions are those of its rows.
unsafe impl<'w, S: TableSource, O, E: Eval<InWindow<'w, S, O>>> Eval<InWindow<'w, S, O>> for End<E> {
    type Bound = AtEnd<E::Bound>;

    fn bind(&self, window: InWindow<'w, S, O>) -> Self::Bound {
        AtEnd(AtOther::new(self.0.bind(window), self.1, window))
    }

    fn describe(&self, out: &mut String) {
        self.0.describe(out);
        self.1.describe(out);
    }
}

// SAFETY: the row that is asked for is one of the same query.
unsafe impl<B: Bound<Position>> Bound<Position> for AtEnd<B> {
    type Out = B::Out;

    const TOTAL: bool = B::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, row: Position) -> B::Out {
        // SAFETY: the caller's promise.
        match unsafe { self.0.value(row) } {
            Some(value) => value,
            None => unreachable!("a partition has a first row and a last one"),
        }
    }
}

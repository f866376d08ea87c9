//! Partitions and orders of windows, and what frames by value ask of an order: distances.
//!
//! Both are the keys of grouping and of sorting, and `()`.

#![allow(unsafe_code, reason = "asks keys about the rows of a plan")]

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::expression::{Bound, Calc, Eval, Expr, Handle, KeyCell, KeyKind, Mark, Source};
use crate::pipeline::{RowSet, Run};
use crate::query::keys::{BoundKeys, GroupCodes, Keys, Part, column, group_codes};
use crate::query::order::{BoundSortKeys, OrderColumn, Ordered, SortKeys, order_columns};
use crate::record::derived::Computed;
use crate::record::{Cell, Field, Path};

/// What a window is partitioned by: an expression whose values are keys, a tuple of such, or `()`.
#[diagnostic::on_unimplemented(
    message = "a window cannot be partitioned by `{Self}`",
    label = "not a key, nor a tuple of keys, nor `()`",
    note = "answer with columns or expressions: `.window(|t| t.symbol, |t| t.time)`, or with `()` for one partition"
)]
pub trait WindowPartition<S: Source> {
    /// The codes of the keys, if there are keys.
    ///
    /// # Safety
    /// - the rows are of the source.
    #[doc(hidden)]
    unsafe fn codes(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> Option<PartitionCodes>;

    /// Writes the keys as text.
    #[doc(hidden)]
    fn describe(&self, out: &mut String);
}

/// What a window is ordered by: a key of `sort_by`, a tuple of such, or `()`.
#[diagnostic::on_unimplemented(
    message = "a window cannot be ordered by `{Self}`",
    label = "without an order",
    note = "answer with columns or expressions: `.window(|t| t.symbol, |t| t.time.desc())`, or with `()` for the order of the query"
)]
pub trait WindowOrder<S: Source> {
    /// The columns of the order.
    ///
    /// # Safety
    /// - the rows are of the source.
    #[doc(hidden)]
    unsafe fn columns(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> OrderCodes;
}

/// Codes by which rows are partitioned.
#[doc(hidden)]
pub struct PartitionCodes(pub(super) GroupCodes);

/// Columns of codes by which rows are ordered.
#[doc(hidden)]
pub struct OrderCodes(pub(super) Vec<OrderColumn>);

impl<S: Source> WindowPartition<S> for () {
    unsafe fn codes(&self, _: S, _: &RowSet<S::Row>, _: &Run) -> Option<PartitionCodes> {
        None
    }

    fn describe(&self, out: &mut String) {
        out.push_str("nothing");
    }
}

impl<S: Source> WindowOrder<S> for () {
    unsafe fn columns(&self, _: S, _: &RowSet<S::Row>, _: &Run) -> OrderCodes {
        OrderCodes(Vec::new())
    }
}

/// The codes of keys.
///
/// # Safety
/// - the rows are of the source that the keys were bound to.
unsafe fn codes<R: Handle>(keys: &dyn BoundKeys<R>, rows: &RowSet<R>, run: &Run) -> PartitionCodes {
    // SAFETY: the caller's promise.
    PartitionCodes(unsafe { group_codes(keys, rows, run) })
}

/// The columns of an order.
///
/// # Safety
/// - the rows are of the source that the keys were bound to.
unsafe fn columns<R: Handle>(keys: &dyn BoundSortKeys<R>, rows: &RowSet<R>, run: &Run) -> OrderCodes {
    // SAFETY: the caller's promise.
    OrderCodes(unsafe { order_columns(keys, rows, run) })
}

macro_rules! keys {
    ($($what:ident: $([$($parameters:tt)*] $expression:ty;)*)*) => {$($(
        keys! { @$what [$($parameters)*] $expression }
    )*)*};
    (@both [$($parameters:tt)*] $expression:ty) => {
        keys! { @partition [$($parameters)*] $expression }
        keys! { @order [$($parameters)*] $expression }
    };
    (@partition [$($parameters:tt)*] $expression:ty) => {
        impl<S: Source, $($parameters)*> WindowPartition<S> for $expression
        where
            Self: Keys<S>,
        {
            unsafe fn codes(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> Option<PartitionCodes> {
                // SAFETY: the caller's promise.
                Some(unsafe { codes(&<Self as Keys<S>>::bind(self, source), rows, run) })
            }

            fn describe(&self, out: &mut String) {
                <Self as Keys<S>>::describe(self, out);
            }
        }
    };
    (@order [$($parameters:tt)*] $expression:ty) => {
        impl<S: Source, $($parameters)*> WindowOrder<S> for $expression
        where
            Self: SortKeys<S>,
        {
            unsafe fn columns(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> OrderCodes {
                // SAFETY: the caller's promise.
                unsafe { columns(&<Self as SortKeys<S>>::bind(self, source), rows, run) }
            }
        }
    };
}

keys! {
    both:
    [R: Mark, P: Path, V: Cell] Field<R, P, V>;
    [R: Mark, D, const N: usize, V: Cell] Computed<R, D, N, V>;
    [N: Expr] Calc<N>;
    [A] (A,);
    [A, B] (A, B);
    [A, B, C] (A, B, C);
    [A, B, C, D] (A, B, C, D);
    [A, B, C, D, E] (A, B, C, D, E);
    [A, B, C, D, E, F] (A, B, C, D, E, F);
    [A, B, C, D, E, F, G] (A, B, C, D, E, F, G);
    [A, B, C, D, E, F, G, H] (A, B, C, D, E, F, G, H);

    order:
    [E] Ordered<E>;
}

/// How far values are apart, told from their codes.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// As far as the codes.
    Codes,
    /// The codes are those of `f32`.
    F32,
    /// The codes are those of `f64`.
    F64,
}

/// A distance in an order.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// In steps of codes.
    Steps(u64),
    /// In numbers.
    Number(f64),
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Steps(steps) => steps.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// A value that is some distance from another.
#[diagnostic::on_unimplemented(
    message = "`{Self}` values have no distance that a frame by value could reach",
    label = "not an integer nor a float",
    note = "order the window by one number, or frame by rows: `rows_between(9, 0)`"
)]
pub trait Spaced {
    /// The type of a distance.
    type Distance: Copy;

    /// How distances are told from codes.
    #[doc(hidden)]
    const SPACING: Spacing;

    /// A distance.
    #[doc(hidden)]
    fn reach(distance: Self::Distance) -> Reach;
}

macro_rules! spaced {
    ($($(#[$when:meta])* [$($parameters:tt)*] $value:ty => $distance:ty, $spacing:ident, $reach:ident;)*) => {$(
        $(#[$when])*
        impl<$($parameters)*> Spaced for $value {
            type Distance = $distance;

            const SPACING: Spacing = Spacing::$spacing;

            fn reach(distance: $distance) -> Reach {
                Reach::$reach(distance)
            }
        }
    )*};
}

spaced! {
    [] u8 => u64, Codes, Steps; [] u16 => u64, Codes, Steps; [] u32 => u64, Codes, Steps; [] u64 => u64, Codes, Steps;
    [] i8 => u64, Codes, Steps; [] i16 => u64, Codes, Steps; [] i32 => u64, Codes, Steps; [] i64 => u64, Codes, Steps;
    [] usize => u64, Codes, Steps; [] isize => u64, Codes, Steps;
    [] f32 => f64, F32, Number; [] f64 => f64, F64, Number;
}

impl<T: Spaced> Spaced for Option<T> {
    type Distance = T::Distance;

    const SPACING: Spacing = T::SPACING;

    fn reach(distance: T::Distance) -> Reach {
        T::reach(distance)
    }
}

/// An order by one number, in which frames by value reach some distance.
#[diagnostic::on_unimplemented(
    message = "a window ordered by `{Self}` has no frames by value",
    label = "the order is not one number",
    note = "order the window by one number, or frame by rows: `rows_between(9, 0)`"
)]
pub trait RangeOrder<S: Source> {
    /// A value of the order.
    type Value: Spaced;

    /// The codes of the order.
    ///
    /// # Safety
    /// - the rows are of the source.
    #[doc(hidden)]
    unsafe fn range_codes(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> RangeCodes;
}

/// Codes of an order by one number, by position.
#[doc(hidden)]
#[derive(Debug)]
pub struct RangeCodes {
    /// A code for each value.
    pub(super) codes: Vec<u64>,
    /// 1 for each value that is missing, if values can be.
    pub(super) missing: Option<Vec<u64>>,
    /// Whether the greatest value comes first.
    pub(super) descending: bool,
}

/// The codes of a key of one column.
///
/// # Safety
/// - the rows are of the source that the key was bound to.
unsafe fn range_codes<R: Handle>(keys: &dyn BoundKeys<R>, rows: &RowSet<R>, run: &Run) -> RangeCodes {
    let mut range = RangeCodes { codes: Vec::new(), missing: None, descending: false };
    keys.visit(&mut |source| {
        debug_assert!(matches!(source.kind(), KeyKind::Code { .. }));
        // SAFETY: the caller's promise.
        let fill = |part| unsafe { column(source, part, rows, run) };
        range.codes = fill(Part::Code);
        range.missing = source.is_nullable().then(|| fill(Part::Missing));
    });
    range
}

/// The values of an expression over a source.
type OutOf<S, E> = <<E as Eval<S>>::Bound as Bound<<S as Source>::Row>>::Out;

macro_rules! orders {
    ($([$($parameters:tt)*] $expression:ty;)*) => {$(
        impl<S: Source, $($parameters)*> RangeOrder<S> for $expression
        where
            Self: Eval<S>,
            OutOf<S, Self>: KeyCell + Spaced,
        {
            type Value = OutOf<S, Self>;

            unsafe fn range_codes(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> RangeCodes {
                // SAFETY: the caller's promise.
                unsafe { range_codes(&<Self as Keys<S>>::bind(self, source), rows, run) }
            }
        }
    )*};
}

orders! {
    [R: Mark, P: Path, V: Cell] Field<R, P, V>;
    [R: Mark, D, const N: usize, V: Cell] Computed<R, D, N, V>;
    [N: Expr] Calc<N>;
}

impl<S: Source, E: RangeOrder<S>> RangeOrder<S> for Ordered<E> {
    type Value = E::Value;

    unsafe fn range_codes(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> RangeCodes {
        // SAFETY: the caller's promise.
        RangeCodes { descending: self.direction.descending, ..unsafe { self.by.range_codes(source, rows, run) } }
    }
}

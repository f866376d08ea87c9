//! Partition and order keys, and what frames by value ask of an order: distances.

#![allow(unsafe_code, reason = "asks keys about the rows of a plan")]

use alloc::vec::Vec;

use crate::codes::each::each_mut;
use crate::codes::pack::CodeColumn;
use crate::codes::rank::{text_codes, word_ranks};
use crate::expression::{Bound, Calc, Eval, Expr, Handle, KeyCell, KeyKind, Mark, Source};
use crate::pipeline::{RowSet, Run};
use crate::query::keys::{BoundKeys, Keys, Part, column};
use crate::record::derived::Computed;
use crate::record::{Cell, Field, Path};

/// What a window is partitioned or ordered by: an expression whose values are keys, a tuple of such, or `()`.
#[diagnostic::on_unimplemented(
    message = "a window cannot be partitioned or ordered by `{Self}`",
    label = "not a key, nor a tuple of keys, nor `()`",
    note = "answer with columns or expressions that have an order: `.window(|t| t.symbol, |t| t.time)`; `|_| ()` for one partition"
)]
pub trait WindowKeys<S: Source> {
    /// The keys, bound.
    type Bound: BoundWindowKeys<S::Row>;

    /// Fixes the keys to the rows of a source.
    fn bind(&self, source: S) -> Self::Bound;
}

/// Keys of a window, bound.
pub trait BoundWindowKeys<R: Handle> {
    /// The keys, if there are any.
    fn keys(&self) -> Option<&dyn BoundKeys<R>>;
}

/// Keys that there are.
pub struct Given<B>(B);

impl<R: Handle, B: BoundKeys<R>> BoundWindowKeys<R> for Given<B> {
    fn keys(&self) -> Option<&dyn BoundKeys<R>> {
        Some(&self.0)
    }
}

impl<R: Handle> BoundWindowKeys<R> for () {
    fn keys(&self) -> Option<&dyn BoundKeys<R>> {
        None
    }
}

impl<S: Source> WindowKeys<S> for () {
    type Bound = ();

    fn bind(&self, _: S) {}
}

macro_rules! keys {
    ($([$($parameters:tt)*] $expression:ty;)*) => {$(
        impl<S: Source, $($parameters)*> WindowKeys<S> for $expression
        where
            Self: Keys<S>,
        {
            type Bound = Given<<Self as Keys<S>>::Bound>;

            fn bind(&self, source: S) -> Self::Bound {
                Given(<Self as Keys<S>>::bind(self, source))
            }
        }
    )*};
}

keys! {
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
}

/// A column of codes by which rows are ordered.
pub(super) struct OrderColumn {
    pub(super) codes: Vec<u64>,
    pub(super) descending: bool,
    /// Whether the codes say which values are missing.
    pub(super) missing: bool,
}

impl OrderColumn {
    /// The column as sorting takes it.
    pub(super) fn sorted(&self) -> CodeColumn<'_> {
        let range = self.missing.then_some((0, 1));
        CodeColumn { descending: self.descending, range, ..CodeColumn::new(&self.codes) }
    }
}

/// The columns of codes of order keys, the most significant first; missing values last.
///
/// # Safety
/// - the rows are of the source that the keys were bound to.
pub(super) unsafe fn order_columns<R: Handle>(
    keys: &dyn BoundKeys<R>,
    rows: &RowSet<R>,
    run: &Run,
) -> Vec<OrderColumn> {
    let mut columns = Vec::new();
    keys.visit(&mut |source| {
        // SAFETY: the caller's promise.
        let fill = |part| unsafe { column(source, part, rows, run) };
        let mut push = |codes, missing| columns.push(OrderColumn { codes, descending: false, missing });
        if source.is_nullable() {
            push(fill(Part::Missing), true);
        }
        match (source.kind(), source.word_count()) {
            (KeyKind::Code { .. }, _) => push(fill(Part::Code), false),
            (KeyKind::Wide { .. }, _) => {
                push(fill(Part::Code), false);
                push(fill(Part::LowCode), false);
            }
            (KeyKind::Text, Some(words)) => {
                let word = |code: usize| source.word(code).unwrap_or_default();
                let ranks = word_ranks(run, words, &word);
                let mut codes = fill(Part::Word);
                let morsel = run.task_rows(0, rows.len()).len().max(1);
                let mut tasks: Vec<&mut [u64]> = codes.chunks_mut(morsel).collect();
                each_mut(run, rows.len(), &mut tasks, &|_, codes| {
                    for code in codes.iter_mut() {
                        *code = ranks.get(*code as usize).map_or(0, |&rank| u64::from(rank));
                    }
                });
                push(codes, false);
            }
            (KeyKind::Text, None) => {
                // SAFETY: the caller's promise.
                let text = |row: usize| unsafe { source.text(rows.get(row)) }.unwrap_or_default();
                push(text_codes(run, rows.len(), &text), false);
            }
        }
    });
    columns
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
        }
    )*};
}

orders! {
    [R: Mark, P: Path, V: Cell] Field<R, P, V>;
    [R: Mark, D, const N: usize, V: Cell] Computed<R, D, N, V>;
    [N: Expr] Calc<N>;
}

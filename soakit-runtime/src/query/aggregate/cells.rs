//! Types of cells that aggregates are of: what methods ask of a column, so that a mistake is reported once, at the column.
//!
//! Folds ask the same of *values*, which a query reads; for text the two differ (`String`, `&str`).

use alloc::string::String;
use alloc::vec::Vec;

use super::checked_sum::Whole;
use super::statistics::Rounded;
use super::{Agg, Identity, Ordered, Real, Summable};

/// Nothing is impossible.
trait Impossible {}

// Types that are likely to be mistaken stand under `not`: there they have an implementation which is barred. That there are two
// ways, and neither can be gone, makes rustc name the trait here, whose words are meant for users, and answer with no type.
macro_rules! cells {
    ($($(#[$attribute:meta])* $cell:ident: $value:ident, has [$($text:ty),*] not [$([$($other_parameters:tt)*] $other:ty),*];)*) => {$(
        $(#[$attribute])*
        pub trait $cell {
            /// What methods answer with; no type after a mistake, so that it is reported once.
            type Agg<F, E>;

            /// The aggregate of an expression.
            fn agg<F, E>(fold: F, expression: E) -> Self::Agg<F, E>;
        }

        cells! { @impl $cell [T: $value] T }
        cells! { @impl $cell [T: $value] Option<T> }
        $(
            cells! { @impl $cell [] $text }
            cells! { @impl $cell [] Option<$text> }
        )*
        $(
            cells! { @impl $cell [$($other_parameters)*] $other, $other: Impossible }
        )*
    )*};
    (@impl $cell:ident [$($parameters:tt)*] $type:ty $(, $impossible:ty: Impossible)?) => {
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> $cell for $type
        $(
            where
                for<'a> &'a $impossible: Impossible,
        )?
        {
            type Agg<F, E> = Agg<F, E>;

            #[inline(always)]
            fn agg<F, E>(fold: F, expression: E) -> Agg<F, E> {
                Agg(fold, expression)
            }
        }
    };
}

cells! {
    /// A column of numbers that can be added up.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column cannot be summed or averaged",
        label = "not a number",
        note = "sums are of integers, floats and decimals, also of those that may be missing; `count()` counts rows"
    )]
    SummableCell: Summable, has [] not [[] String, [] bool, [] char, [T] Vec<T>];
    /// A column of integers or decimals, whose sums are exact.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no checked sum",
        label = "neither an integer nor a decimal",
        note = "sums of floats are rounded and do not overflow: `sum()`, or `compensated_sum()`"
    )]
    WholeCell: Whole, has [] not [[] String, [] bool, [] f32, [] f64];
    /// A column of floats, whose sums are rounded.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no compensated sum",
        label = "not a float",
        note = "only sums of `f32` and `f64` are rounded; `sum()` is exact for integers and decimals"
    )]
    RoundedCell: Rounded, has [] not [[] String, [] bool];
    /// A column of numbers that statistics are of.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no variance, quantiles or correlation",
        label = "not a number",
        note = "statistics are of integers, floats and decimals, also of those that may be missing"
    )]
    RealCell: Real, has [] not [[] String, [] bool, [] char, [T] Vec<T>];
    /// A column whose values have an order.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no least and no greatest value",
        label = "its values have no order",
        note = "`min` and `max` are of numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]`"
    )]
    OrderedCell: Ordered, has [String] not [[T] Vec<T>];
    /// A column whose values can be told apart.
    #[diagnostic::on_unimplemented(
        message = "the values of a `{Self}` column cannot be told apart",
        label = "not a key",
        note = "numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]` can be counted by value"
    )]
    IdentityCell: Identity, has [String] not [[T] Vec<T>];
}

/// A column of truth values.
#[diagnostic::on_unimplemented(
    message = "`any` and `all` are of true-or-false columns, not of `{Self}`",
    label = "neither true nor false",
    note = "compare with something first: `w.temp.gt(30.0).any()`"
)]
pub trait TruthCell {
    /// What methods answer with; no type after a mistake, so that it is reported once.
    type Agg<F, E>;

    /// The aggregate of an expression.
    fn agg<F, E>(fold: F, expression: E) -> Self::Agg<F, E>;
}

cells! { @impl TruthCell [] bool }
cells! { @impl TruthCell [] Option<bool> }

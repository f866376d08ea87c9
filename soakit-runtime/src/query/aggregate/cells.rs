//! Types of cells that aggregates are of: what methods ask of a column, so that a mistake is reported once, at the column.
//!
//! Folds ask the same of *values*, which a query reads; for text the two differ (`String`, `&str`).

use alloc::string::String;

use super::checked_sum::Whole;
use super::statistics::Rounded;
use super::{Identity, Ordered, Real, Summable};

macro_rules! cells {
    ($($(#[$attribute:meta])* $cell:ident: $value:ident $(, $text:ty)*;)*) => {$(
        $(#[$attribute])*
        pub trait $cell {}

        impl<T: $value> $cell for T {}
        impl<T: $value> $cell for Option<T> {}
        $(
            impl $cell for $text {}
            impl $cell for Option<$text> {}
        )*
    )*};
}

cells! {
    /// A column of numbers that can be added up.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column cannot be summed or averaged",
        label = "not a number",
        note = "sums are of integers, floats and decimals, also of those that may be missing; `count()` counts rows"
    )]
    SummableCell: Summable;
    /// A column of integers or decimals, whose sums are exact.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no checked sum",
        label = "neither an integer nor a decimal",
        note = "sums of floats are rounded and do not overflow: `sum()`, or `compensated_sum()`"
    )]
    WholeCell: Whole;
    /// A column of floats, whose sums are rounded.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no compensated sum",
        label = "not a float",
        note = "only sums of `f32` and `f64` are rounded; `sum()` is exact for integers and decimals"
    )]
    RoundedCell: Rounded;
    /// A column of numbers that statistics are of.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no variance, quantiles or correlation",
        label = "not a number",
        note = "statistics are of integers, floats and decimals, also of those that may be missing"
    )]
    RealCell: Real;
    /// A column whose values have an order.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no least and no greatest value",
        label = "its values have no order",
        note = "`min` and `max` are of numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]`"
    )]
    OrderedCell: Ordered, String;
    /// A column whose values can be told apart.
    #[diagnostic::on_unimplemented(
        message = "the values of a `{Self}` column cannot be told apart",
        label = "not a key",
        note = "numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]` can be counted by value"
    )]
    IdentityCell: Identity, String;
}

/// A column of truth values.
#[diagnostic::on_unimplemented(
    message = "`any` and `all` are of true-or-false columns, not of `{Self}`",
    label = "neither true nor false",
    note = "compare with something first: `w.temp.gt(30.0).any()`"
)]
pub trait TruthCell {}

impl TruthCell for bool {}
impl TruthCell for Option<bool> {}

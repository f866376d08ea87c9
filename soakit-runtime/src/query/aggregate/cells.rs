//! Types of cells that aggregates are of: what methods ask of a column, so that a mistake is reported once, at the column.
//!
//! Folds ask the same of *values*, which a query reads; for text the two differ (`String`, `&str`). A method's answer goes through
//! the trait ([`SummableCell::Of`]): where that fails, the compiler does not know the answer's type, and so has nothing to say
//! about the fold. Without the detour each mistake is reported twice. That takes impls for one type each. Where types of the
//! user's own count too (orders, keys), lists, which are likely to be mistaken, have an impl that is barred: that there are two
//! ways and neither can be gone makes the compiler name the trait here, too.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Identity, Ordered};
use crate::words::{Decimal, WideDecimal};

/// Nothing is impossible.
trait Impossible {}

macro_rules! cells {
    ($($(#[$attribute:meta])* $cell:ident: $([$($parameters:tt)*] $types:tt)*;)*) => {$(
        $(#[$attribute])*
        pub trait $cell {
            /// The fold itself.
            type Of<F>;

            /// The fold itself.
            fn of<F>(fold: F) -> Self::Of<F>;
        }

        $(cells! { @types [$($parameters)*] $cell $types })*
    )*};
    (@types $parameters:tt $cell:ident ($($type:ty),*)) => {
        $(cells! { @each $parameters $cell $type })*
    };
    (@each $parameters:tt $cell:ident $type:ty) => {
        cells! { @impl $parameters $cell for $type }
        cells! { @impl $parameters $cell for Option<$type> }
    };
    (@impl [$($parameters:tt)*] $cell:ident for $type:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> $cell for $type {
            type Of<F> = F;

            #[inline(always)]
            fn of<F>(fold: F) -> F {
                fold
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
    SummableCell:
        [] (i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize) [const S: u32] (Decimal<S>, WideDecimal<S>) [] (f32, f64);
    /// A column of integers or decimals, whose sums are exact.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no checked sum",
        label = "neither an integer nor a decimal",
        note = "sums of floats are rounded and do not overflow: `sum()`, or `compensated_sum()`"
    )]
    WholeCell: [] (i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize) [const S: u32] (Decimal<S>, WideDecimal<S>);
    /// A column of floats, whose sums are rounded.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no compensated sum",
        label = "not a float",
        note = "only sums of `f32` and `f64` are rounded; `sum()` is exact for integers and decimals"
    )]
    RoundedCell: [] (f32, f64);
    /// A column of numbers that statistics are of.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no variance, quantiles or correlation",
        label = "not a number",
        note = "statistics are of integers, floats and decimals, also of those that may be missing"
    )]
    RealCell:
        [] (i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize) [const S: u32] (Decimal<S>, WideDecimal<S>) [] (f32, f64);
    /// A column whose values have an order.
    #[diagnostic::on_unimplemented(
        message = "a `{Self}` column has no least and no greatest value",
        label = "its values have no order",
        note = "`min` and `max` are of numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]`"
    )]
    OrderedCell: [T: Ordered] (T) [] (String) [T: Impossible] (Vec<T>);
    /// A column whose values can be told apart.
    #[diagnostic::on_unimplemented(
        message = "the values of a `{Self}` column cannot be told apart",
        label = "not a key",
        note = "numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]` can be counted by value"
    )]
    IdentityCell: [T: Identity] (T) [] (String) [T: Impossible] (Vec<T>);
    /// A column of truth values.
    #[diagnostic::on_unimplemented(
        message = "`any` and `all` are of true-or-false columns, not of `{Self}`",
        label = "neither true nor false",
        note = "compare with something first: `w.temp.gt(30.0).any()`"
    )]
    TruthCell: [] (bool);
}

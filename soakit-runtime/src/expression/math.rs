//! [`MathExpr`]: functions of numbers beyond the operators.

#[cfg(feature = "std")]
use super::function::{Ceil, Exp, Floor, Ln, Powf, Powi, Round, Sqrt};
use super::function::{Clamp, Function1, Function2, Function3, IsNan, MaxOf, MinOf, Rescale};
use super::node::{Binary, Ternary, Unary};
use super::{Apply1, Apply2, Apply3, Calc, Expr, Operand};

#[cfg(feature = "std")]
macro_rules! functions {
    ($($(#[$doc:meta])* $method:ident $function:ident($($argument:ident: $type:ty),*);)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        fn $method(self $(, $argument: $type)*) -> Unary<$function, Self>
        where
            $function: Function1<Self::Value>,
        {
            Calc(Apply1($function($($argument),*), self))
        }
    )*};
}

macro_rules! binary_functions {
    ($($(#[$doc:meta])* $method:ident $function:ident;)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        fn $method<B: Operand<Self::Value>>(self, other: B) -> Binary<$function, Self, B>
        where
            $function: Function2<Self::Value, <B::Expr as Expr>::Value>,
        {
            Calc(Apply2($function, self, other.into_expr()))
        }
    )*};
}

/// Functions of numbers. In the prelude.
///
/// Of a missing number, the result is missing. Roots, powers and rounding need the feature `std`.
#[allow(clippy::wrong_self_convention, reason = "expressions are made of expressions, by value")]
pub trait MathExpr: Expr {
    /// Whether the number is NaN. A missing number is not.
    #[inline(always)]
    fn is_nan(self) -> Unary<IsNan, Self>
    where
        IsNan: Function1<Self::Value>,
    {
        Calc(Apply1(IsNan, self))
    }

    binary_functions! {
        /// The lesser of two values of a row. NaN is above all numbers.
        min_of MinOf;
        /// The greater of two values of a row. NaN is above all numbers.
        max_of MaxOf;
    }

    /// The number, or the end of a range that it is beyond. NaN stays NaN; where the range runs backwards, its high end wins.
    #[inline(always)]
    fn clamp<B: Operand<Self::Value>, C: Operand<Self::Value>>(self, low: B, high: C) -> Ternary<Clamp, Self, B, C>
    where
        Clamp: Function3<Self::Value, <B::Expr as Expr>::Value, <C::Expr as Expr>::Value>,
    {
        Calc(Apply3(Clamp, self, low.into_expr(), high.into_expr()))
    }

    /// The decimal with `TO` digits after the point: exact if these are more, to the nearest if they are fewer, where a half goes
    /// away from zero.
    ///
    /// # Panics
    /// When the query runs, if more digits after the point leave too few before it.
    #[inline(always)]
    fn rescale<const TO: u32>(self) -> Calc<Apply1<Rescale<TO>, Self>>
    where
        Rescale<TO>: Function1<Self::Value>,
    {
        Calc(Apply1(Rescale, self))
    }

    #[cfg(feature = "std")]
    functions! {
        /// The square root.
        sqrt Sqrt();
        /// The natural logarithm.
        ln Ln();
        /// e to the power of the number.
        exp Exp();
        /// The number to the power of a whole one.
        powi Powi(exponent: i32);
        /// The greatest whole number that is not greater.
        floor Floor();
        /// The least whole number that is not less.
        ceil Ceil();
        /// The nearest whole number; halves go away from zero.
        round Round();
    }

    #[cfg(feature = "std")]
    binary_functions! {
        /// The number to the power of another.
        powf Powf;
    }
}

impl<E: Expr> MathExpr for E {}

//! `+ - * / %`, and the forms that spell out what happens on overflow.
//!
//! The operators are Rust's own, compiled with the settings of the program that uses them: integers panic on overflow where
//! the program checks for it, and wrap where it does not. `checked_add` and its kin answer a missing value instead,
//! `wrapping_add` and its kin always wrap.

use super::{Function1, Function2};
use crate::record::Plain;
use crate::words::{Decimal, Product, Scales, WideDecimal};

/// A scalar that can be computed with.
///
/// Implemented for integers, floats and decimals. A type of your own is a number once it implements this mark, and
/// [`Arithmetic`] for the operators that it has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number that expressions compute with",
    label = "not a number",
    note = "compute with `map(|x| …)`, or implement `Number` and `Arithmetic` for a type of your own"
)]
pub trait Number: Plain {}

/// A number that stands on the left of operator `F` (one of [`Add`], [`Sub`], [`Mul`], [`Div`], [`Rem`]), and a `B` on its right.
///
/// Not a bound on `core::ops`: numbers stand on the left of expressions too (`1.0 - w.temp`), and asking whether a number can be
/// subtracted from a number would ask that again, of every expression, for ever.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` and a `{B}` do not go together in `{F}`",
    label = "no such operation",
    note = "turn one into the type of the other with `widen`, `try_cast`, `lossy_cast` or `map`"
)]
pub trait Arithmetic<F, B>: Number {
    /// The type of the result.
    type Out: Plain;

    /// Whether the operator answers for all numbers without a panic, as those of floats do.
    const TOTAL: bool = false;

    /// The result.
    fn compute(self, other: B) -> Self::Out;
}

/// Implements an operator for numbers that may be missing.
macro_rules! lifted {
    ($function:ident) => {
        lifted! { $function, A, B, A::Out, |a, b| a.compute(b) }
        lifted! { $function, Option<A>, B, Option<A::Out>, |a, b| a.map(|a| a.compute(b)) }
        lifted! { $function, A, Option<B>, Option<A::Out>, |a, b| b.map(|b| a.compute(b)) }
        lifted! { $function, Option<A>, Option<B>, Option<A::Out>, |a, b| a.zip(b).map(|(a, b)| a.compute(b)) }
    };
    ($function:ident, $a:ty, $b:ty, $out:ty, |$x:ident, $y:ident| $call:expr) => {
        impl<A: Arithmetic<$function, B>, B: Number> Function2<$a, $b> for $function {
            type Out = $out;

            const TOTAL: bool = A::TOTAL;

            #[inline(always)]
            fn call(&self, $x: $a, $y: $b) -> Self::Out {
                $call
            }
        }
    };
}

macro_rules! operators {
    ($($(#[$doc:meta])* $function:ident $operator:tt;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $function;

            lifted! { $function }
        )*

        operators! { @types [$($function $operator)*] true: f32 f64 }
        operators! { @types [$($function $operator)*] false: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
    };
    (@types $operators:tt $total:literal: $($number:ty)*) => {$(
        impl Number for $number {}

        operators! { @each $operators $total $number }
    )*};
    (@each [$($function:ident $operator:tt)*] $total:literal $number:ty) => {$(
        impl Arithmetic<$function, $number> for $number {
            type Out = Self;

            const TOTAL: bool = $total;

            #[inline(always)]
            fn compute(self, other: Self) -> Self {
                self $operator other
            }
        }
    )*};
}

operators! {
    /// `a + b`
    Add +;
    /// `a - b`
    Sub -;
    /// `a * b`
    Mul *;
    /// `a / b`; integers panic when `b` is zero.
    Div /;
    /// `a % b`; integers panic when `b` is zero.
    Rem %;
}

impl<const SCALE: u32> Number for Decimal<SCALE> {}
impl<const SCALE: u32> Number for WideDecimal<SCALE> {}

macro_rules! decimals {
    ($($function:ident $operator:tt [$($a:ty, $b:ty;)*])*) => {$($(
        impl<const S: u32> Arithmetic<$function, $b> for $a {
            type Out = Self;

            #[inline(always)]
            fn compute(self, other: $b) -> Self {
                self $operator other
            }
        }
    )*)*};
}

decimals! {
    Add + [Decimal<S>, Decimal<S>; WideDecimal<S>, WideDecimal<S>;]
    Sub - [Decimal<S>, Decimal<S>; WideDecimal<S>, WideDecimal<S>;]
    Mul * [Decimal<S>, i32; Decimal<S>, i64;]
}

impl<const A: u32, const B: u32> Arithmetic<Mul, Decimal<B>> for Decimal<A>
where
    Scales<A, B>: Product<Narrow: Plain>,
    Self: core::ops::Mul<Decimal<B>, Output = <Scales<A, B> as Product>::Narrow>,
{
    type Out = <Scales<A, B> as Product>::Narrow;

    #[inline(always)]
    fn compute(self, other: Decimal<B>) -> Self::Out {
        self * other
    }
}

/// An integer: a number that can overflow.
pub trait Integer: Number {
    /// The sum, if it fits.
    fn checked_add(self, other: Self) -> Option<Self>;
    /// The difference, if it fits.
    fn checked_sub(self, other: Self) -> Option<Self>;
    /// The product, if it fits.
    fn checked_mul(self, other: Self) -> Option<Self>;
    /// The quotient, if there is one and it fits.
    fn checked_div(self, other: Self) -> Option<Self>;
    /// The sum, modulo 2 to the number of bits.
    #[must_use]
    fn wrapping_add(self, other: Self) -> Self;
    /// The difference, modulo 2 to the number of bits.
    #[must_use]
    fn wrapping_sub(self, other: Self) -> Self;
    /// The product, modulo 2 to the number of bits.
    #[must_use]
    fn wrapping_mul(self, other: Self) -> Self;
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Integer for $integer {
            integers! { @forward checked_add checked_sub checked_mul checked_div -> Option<Self> }
            integers! { @forward wrapping_add wrapping_sub wrapping_mul -> Self }
        }
    )*};
    (@forward $($method:ident)* -> $out:ty) => {$(
        #[inline(always)]
        fn $method(self, other: Self) -> $out {
            self.$method(other)
        }
    )*};
}

integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

macro_rules! integer_functions {
    ($($(#[$doc:meta])* $function:ident $method:ident $out:ty, |$result:ident| $flat:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $function;

        impl<A: Integer> Function2<A, A> for $function {
            type Out = $out;

            #[inline(always)]
            fn call(&self, a: A, b: A) -> Self::Out {
                Integer::$method(a, b)
            }
        }

        impl<A: Integer> Function2<Option<A>, A> for $function {
            type Out = Option<A>;

            #[inline(always)]
            fn call(&self, a: Option<A>, b: A) -> Self::Out {
                let $result = a.map(|a| Integer::$method(a, b));
                $flat
            }
        }

        impl<A: Integer> Function2<A, Option<A>> for $function {
            type Out = Option<A>;

            #[inline(always)]
            fn call(&self, a: A, b: Option<A>) -> Self::Out {
                let $result = b.map(|b| Integer::$method(a, b));
                $flat
            }
        }

        impl<A: Integer> Function2<Option<A>, Option<A>> for $function {
            type Out = Option<A>;

            #[inline(always)]
            fn call(&self, a: Option<A>, b: Option<A>) -> Self::Out {
                let $result = a.zip(b).map(|(a, b)| Integer::$method(a, b));
                $flat
            }
        }
    )*};
}

integer_functions! {
    /// `a + b`, missing on overflow.
    CheckedAdd checked_add Option<A>, |result| result.flatten();
    /// `a - b`, missing on overflow.
    CheckedSub checked_sub Option<A>, |result| result.flatten();
    /// `a * b`, missing on overflow.
    CheckedMul checked_mul Option<A>, |result| result.flatten();
    /// `a / b`, missing on overflow and when `b` is zero.
    CheckedDiv checked_div Option<A>, |result| result.flatten();
    /// `a + b`, wrapped on overflow.
    WrappingAdd wrapping_add A, |result| result;
    /// `a - b`, wrapped on overflow.
    WrappingSub wrapping_sub A, |result| result;
    /// `a * b`, wrapped on overflow.
    WrappingMul wrapping_mul A, |result| result;
}

/// `-a`
#[derive(Clone, Copy, Debug)]
pub struct Neg;

impl<A: Number + core::ops::Neg<Output: Plain>> Function1<A> for Neg {
    type Out = A::Output;

    const TOTAL: bool = false;

    #[inline(always)]
    fn call(&self, a: A) -> A::Output {
        -a
    }
}

impl<A: Number + core::ops::Neg<Output: Plain>> Function1<Option<A>> for Neg {
    type Out = Option<A::Output>;

    const TOTAL: bool = false;

    #[inline(always)]
    fn call(&self, a: Option<A>) -> Self::Out {
        a.map(|a| -a)
    }
}

/// The absolute value.
#[derive(Clone, Copy, Debug)]
pub struct Abs;

impl<A: Number + Default + PartialOrd + core::ops::Neg<Output = A>> Function1<A> for Abs {
    type Out = A;

    const TOTAL: bool = false;

    #[inline(always)]
    fn call(&self, a: A) -> A {
        let zero = A::default();
        // `-0.0` is not below zero, and still has a sign to lose.
        if a < zero {
            -a
        } else if a == zero {
            zero
        } else {
            a
        }
    }
}

impl<A: Number + Default + PartialOrd + core::ops::Neg<Output = A>> Function1<Option<A>> for Abs {
    type Out = Option<A>;

    const TOTAL: bool = false;

    #[inline(always)]
    fn call(&self, a: Option<A>) -> Self::Out {
        a.map(|a| self.call(a))
    }
}

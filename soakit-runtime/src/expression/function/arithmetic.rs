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

/// An integer beside another of its type; both may be missing.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` beside one of `{A}`: these do not overflow as integers do",
    label = "not two integers of one type",
    note = "`checked_add`, `wrapping_add` and their kin are for integers of one type; floats and decimals have the operators"
)]
pub trait IntegerBeside<A>: Sized {
    /// The integer.
    type Number: Integer;
    /// A result, which is missing if one of them is.
    type Wrapped;

    /// Both, if they are there.
    fn both(a: A, b: Self) -> Option<(Self::Number, Self::Number)>;

    /// A result of both.
    fn wrapped(a: A, b: Self, function: impl FnOnce(Self::Number, Self::Number) -> Self::Number) -> Self::Wrapped;
}

impl<T: Integer> IntegerBeside<Self> for T {
    type Number = Self;
    type Wrapped = Self;

    #[inline(always)]
    fn both(a: Self, b: Self) -> Option<(Self, Self)> {
        Some((a, b))
    }

    #[inline(always)]
    fn wrapped(a: Self, b: Self, function: impl FnOnce(Self, Self) -> Self) -> Self {
        function(a, b)
    }
}

macro_rules! optional_integers {
    ($($a:ty, $b:ty, |$x:ident, $y:ident| $both:expr;)*) => {$(
        impl<T: Integer> IntegerBeside<$a> for $b {
            type Number = T;
            type Wrapped = Option<T>;

            #[inline(always)]
            fn both($x: $a, $y: Self) -> Option<(T, T)> {
                $both
            }

            #[inline(always)]
            fn wrapped(a: $a, b: Self, function: impl FnOnce(T, T) -> T) -> Option<T> {
                <$b>::both(a, b).map(|(a, b)| function(a, b))
            }
        }
    )*};
}

optional_integers! {
    Option<T>, T, |a, b| a.map(|a| (a, b));
    T, Option<T>, |a, b| b.map(|b| (a, b));
    Option<T>, Option<T>, |a, b| a.zip(b);
}

macro_rules! integer_functions {
    ($($(#[$doc:meta])* $function:ident $out:ident |$a:ident, $b:ident| $result:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $function;

        impl<A, B: IntegerBeside<A>> Function2<A, B> for $function {
            integer_functions! { @body $out |$a, $b| $result }
        }
    )*};
    (@body Checked |$a:ident, $b:ident| $result:expr) => {
        type Out = Option<B::Number>;

        #[inline(always)]
        fn call(&self, a: A, b: B) -> Self::Out {
            B::both(a, b).and_then(|($a, $b)| $result)
        }
    };
    (@body Wrapped |$a:ident, $b:ident| $result:expr) => {
        type Out = B::Wrapped;

        #[inline(always)]
        fn call(&self, a: A, b: B) -> Self::Out {
            B::wrapped(a, b, |$a, $b| $result)
        }
    };
}

integer_functions! {
    /// `a + b`, missing on overflow.
    CheckedAdd Checked |a, b| a.checked_add(b);
    /// `a - b`, missing on overflow.
    CheckedSub Checked |a, b| a.checked_sub(b);
    /// `a * b`, missing on overflow.
    CheckedMul Checked |a, b| a.checked_mul(b);
    /// `a / b`, missing on overflow and when `b` is zero.
    CheckedDiv Checked |a, b| a.checked_div(b);
    /// `a + b`, wrapped on overflow.
    WrappingAdd Wrapped |a, b| a.wrapping_add(b);
    /// `a - b`, wrapped on overflow.
    WrappingSub Wrapped |a, b| a.wrapping_sub(b);
    /// `a * b`, wrapped on overflow.
    WrappingMul Wrapped |a, b| a.wrapping_mul(b);
}

/// A number that can be negated, or one that may be missing.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` cannot be negated",
    label = "no signed number",
    note = "`-` is for signed integers, floats and decimals; turn an unsigned one into a wider signed one with `widen`"
)]
pub trait Negated {
    /// The type of the result.
    type Out;

    /// The number with the other sign.
    fn negated(self) -> Self::Out;
}

#[diagnostic::do_not_recommend]
impl<A: Number + core::ops::Neg<Output: Plain>> Negated for A {
    type Out = A::Output;

    #[inline(always)]
    fn negated(self) -> A::Output {
        -self
    }
}

impl<A: Number + core::ops::Neg<Output: Plain>> Negated for Option<A> {
    type Out = Option<A::Output>;

    #[inline(always)]
    fn negated(self) -> Self::Out {
        self.map(|a| -a)
    }
}

/// `-a`
#[derive(Clone, Copy, Debug)]
pub struct Neg;

impl<A: Negated> Function1<A> for Neg {
    type Out = A::Out;

    const TOTAL: bool = false;

    #[inline(always)]
    fn call(&self, a: A) -> A::Out {
        a.negated()
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

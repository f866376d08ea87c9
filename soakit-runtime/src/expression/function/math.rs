//! Functions of floats, and the lesser and greater of two numbers. Of a missing number, the result is missing.

use super::{Function1, Function2, Function3, Number};
use crate::record::Coded;

/// A float.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no roots, powers and logarithms, and is never NaN",
    label = "not a float",
    note = "turn an integer into a float with `widen::<f64>()` or `lossy_cast::<f64>()`"
)]
pub trait Float: Number {
    /// Whether it is not a number.
    fn is_nan(self) -> bool;
}

impl Float for f32 {
    #[inline(always)]
    fn is_nan(self) -> bool {
        self.is_nan()
    }
}

impl Float for f64 {
    #[inline(always)]
    fn is_nan(self) -> bool {
        self.is_nan()
    }
}

/// Whether a float is not a number. A missing float is not NaN.
#[derive(Clone, Copy, Debug)]
pub struct IsNan;

impl<A: Float> Function1<A> for IsNan {
    type Out = bool;

    #[inline(always)]
    fn call(&self, a: A) -> bool {
        a.is_nan()
    }
}

impl<A: Float> Function1<Option<A>> for IsNan {
    type Out = bool;

    #[inline(always)]
    fn call(&self, a: Option<A>) -> bool {
        a.is_some_and(Float::is_nan)
    }
}

/// Functions of one float, which the standard library has and `core` has not.
#[cfg(feature = "std")]
macro_rules! float_functions {
    ($($(#[$doc:meta])* $function:ident $fields:tt |$self:ident, $x:ident| $result:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $function $fields;

        float_functions! { @impl $function |$self, $x| $result; f32 f64 }
    )*};
    (@impl $function:ident |$self:ident, $x:ident| $result:expr; $($float:ty)*) => {$(
        impl Function1<$float> for $function {
            type Out = $float;

            #[inline(always)]
            fn call(&$self, $x: $float) -> $float {
                $result
            }
        }

        impl Function1<Option<$float>> for $function {
            type Out = Option<$float>;

            #[inline(always)]
            fn call(&$self, $x: Option<$float>) -> Option<$float> {
                $x.map(|$x| $result)
            }
        }
    )*};
}

#[cfg(feature = "std")]
float_functions! {
    /// The square root.
    Sqrt() |self, x| x.sqrt();
    /// The natural logarithm.
    Ln() |self, x| x.ln();
    /// e to the power of the number.
    Exp() |self, x| x.exp();
    /// A whole power.
    Powi(pub(crate) i32) |self, x| x.powi(self.0);
    /// The greatest whole number that is not greater.
    Floor() |self, x| x.floor();
    /// The least whole number that is not less.
    Ceil() |self, x| x.ceil();
    /// The nearest whole number; halves away from zero.
    Round() |self, x| x.round();
}

/// Implements a function of two numbers for those that may be missing.
macro_rules! lifted {
    ($function:ident [$($parameters:tt)*] $number:ty, |$x:ident, $y:ident| $result:expr) => {
        lifted! { @one $function [$($parameters)*] $number, $number, $number, |$x, $y| $result }
        lifted! { @one $function [$($parameters)*] Option<$number>, $number, Option<$number>, |a, $y| a.map(|$x| $result) }
        lifted! { @one $function [$($parameters)*] $number, Option<$number>, Option<$number>, |$x, b| b.map(|$y| $result) }
        lifted! { @one $function [$($parameters)*] Option<$number>, Option<$number>, Option<$number>,
            |a, b| a.zip(b).map(|($x, $y)| $result) }
    };
    (@one $function:ident [$($parameters:tt)*] $a:ty, $b:ty, $out:ty, |$x:ident, $y:ident| $result:expr) => {
        impl<$($parameters)*> Function2<$a, $b> for $function {
            type Out = $out;

            #[inline(always)]
            fn call(&self, $x: $a, $y: $b) -> $out {
                $result
            }
        }
    };
}

/// A power.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub struct Powf;

#[cfg(feature = "std")]
lifted! { Powf [] f32, |x, y| x.powf(y) }
#[cfg(feature = "std")]
lifted! { Powf [] f64, |x, y| x.powf(y) }

/// The lesser of two numbers, in the order of keys: NaN is above all numbers.
#[derive(Clone, Copy, Debug)]
pub struct MinOf;

/// The greater of two numbers, in the order of keys: NaN is above all numbers.
#[derive(Clone, Copy, Debug)]
pub struct MaxOf;

lifted! { MinOf [A: Coded] A, |x, y| if y.code() < x.code() { y } else { x } }
lifted! { MaxOf [A: Coded] A, |x, y| if x.code() < y.code() { y } else { x } }

/// The number, or the end of a range that it is beyond. NaN stays NaN.
#[derive(Clone, Copy, Debug)]
pub struct Clamp;

impl<A: Number + PartialOrd> Function3<A, A, A> for Clamp {
    type Out = A;

    const TOTAL: bool = A::IS_HARMLESS;

    #[inline(always)]
    fn call_lazily(&self, a: impl FnOnce() -> A, low: impl FnOnce() -> A, high: impl FnOnce() -> A, _: bool) -> A {
        clamp(a(), low(), high())
    }
}

impl<A: Number + PartialOrd> Function3<Option<A>, A, A> for Clamp {
    type Out = Option<A>;

    const TOTAL: bool = A::IS_HARMLESS;

    #[inline(always)]
    fn call_lazily(
        &self,
        a: impl FnOnce() -> Option<A>,
        low: impl FnOnce() -> A,
        high: impl FnOnce() -> A,
        _: bool,
    ) -> Option<A> {
        let (low, high) = (low(), high());
        a().map(|a| clamp(a, low, high))
    }
}

/// Where a range runs backwards, its high end wins.
#[inline(always)]
fn clamp<A: PartialOrd>(a: A, low: A, high: A) -> A {
    let raised = if a < low { low } else { a };
    if raised > high { high } else { raised }
}

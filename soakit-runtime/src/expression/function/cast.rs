//! Conversions between numbers, each named by what it loses.

use core::marker::PhantomData;

use super::Function1;
use crate::record::Plain;
use crate::words::{Decimal, WideDecimal};

/// Turns a number into `T`, without loss.
pub struct Widen<T>(PhantomData<fn() -> T>);

/// Turns a number into `T` if it has the value, and is missing if not.
pub struct TryCast<T>(PhantomData<fn() -> T>);

/// Turns a number into `T` as `as` does: rounds, saturates, or cuts off.
pub struct LossyCast<T>(PhantomData<fn() -> T>);

macro_rules! casts {
    ($($cast:ident)*) => {$(
        impl<T> $cast<T> {
            pub(crate) const fn new() -> Self {
                Self(PhantomData)
            }
        }

        impl<T> Clone for $cast<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $cast<T> {}
    )*};
}

casts! { Widen TryCast LossyCast }

/// A number that `T` has, too, whatever it is; or one that may be missing.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` does not widen to `{T}`",
    label = "something could be lost",
    note = "`try_cast` is missing where `{T}` does not have the number; `lossy_cast` rounds and cuts off as `as` does"
)]
pub trait WidensTo<T> {
    /// The type of the result.
    type Out;

    /// Whether widening cannot panic.
    const TOTAL: bool = false;

    /// The same number.
    fn widened(self) -> Self::Out;
}

impl<A: WidensTo<T>, T> WidensTo<T> for Option<A> {
    type Out = Option<A::Out>;

    const TOTAL: bool = A::TOTAL;

    #[inline(always)]
    fn widened(self) -> Self::Out {
        self.map(A::widened)
    }
}

// Pair by pair, and not for all that are `Into`: rustc would speak of `From` then.
macro_rules! widens {
    ($($from:ty => $($to:ty)+;)*) => { $(widens! { @each [] $from => $($to)+ })* };
    (@each $parameters:tt $from:ty => $($to:ty)+) => { $(widens! { @one $parameters $from => $to })+ };
    (@one [$($parameters:tt)*] $from:ty => $to:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> WidensTo<$to> for $from {
            type Out = $to;

            const TOTAL: bool = true;

            #[inline(always)]
            #[allow(clippy::useless_conversion, reason = "a number widens to its own type")]
            fn widened(self) -> $to {
                self.into()
            }
        }
    };
}

widens! {
    bool => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    char => u32 u64 u128;
    u8 => u8 u16 u32 u64 u128 usize i16 i32 i64 i128 isize f32 f64;
    u16 => u16 u32 u64 u128 usize i32 i64 i128 f32 f64;
    u32 => u32 u64 u128 i64 i128 f64;
    u64 => u64 u128 i128;
    u128 => u128;
    usize => usize;
    i8 => i8 i16 i32 i64 i128 isize f32 f64;
    i16 => i16 i32 i64 i128 isize f32 f64;
    i32 => i32 i64 i128 f64;
    i64 => i64 i128;
    i128 => i128;
    isize => isize;
    f32 => f32 f64;
    f64 => f64;
}

widens! { @each [const SCALE: u32] Decimal<SCALE> => Decimal<SCALE> WideDecimal<SCALE> }
widens! { @each [const SCALE: u32] WideDecimal<SCALE> => WideDecimal<SCALE> }

impl<A: WidensTo<T>, T> Function1<A> for Widen<T> {
    type Out = A::Out;

    const TOTAL: bool = A::TOTAL;

    #[inline(always)]
    fn call(&self, a: A) -> A::Out {
        a.widened()
    }
}

impl<A: Plain + TryInto<T>, T: Plain> Function1<A> for TryCast<T> {
    type Out = Option<T>;

    const TOTAL: bool = A::IS_HARMLESS && T::IS_HARMLESS;

    #[inline(always)]
    fn call(&self, a: A) -> Option<T> {
        a.try_into().ok()
    }
}

impl<A: Plain + TryInto<T>, T: Plain> Function1<Option<A>> for TryCast<T> {
    type Out = Option<T>;

    const TOTAL: bool = A::IS_HARMLESS && T::IS_HARMLESS;

    #[inline(always)]
    fn call(&self, a: Option<A>) -> Option<T> {
        a.and_then(|a| a.try_into().ok())
    }
}

/// A number that `as` turns into `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be cast to `{T}`",
    label = "no such cast",
    note = "casts go between the number types, and from decimals to `f64`; for others, use `map(|x| …)`"
)]
pub trait LossyInto<T> {
    /// `T`, or `Option<T>` of a number that may be missing.
    type Number;

    /// Whether casting cannot panic.
    const TOTAL: bool = false;

    /// The number, rounded, saturated or cut off.
    fn lossy_into(self) -> Self::Number;
}

macro_rules! lossy {
    ($($from:ty)*) => { $(lossy! { @from $from: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 })* };
    (@from $from:ty: $($to:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl LossyInto<$to> for $from {
            type Number = $to;

            const TOTAL: bool = true;

            #[inline(always)]
            #[allow(clippy::cast_lossless, clippy::unnecessary_cast, reason = "the macro covers every pair")]
            fn lossy_into(self) -> $to {
                self as $to
            }
        }
    )*};
}

lossy! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 }

/// Turns a decimal into one with `TO` digits after the point.
#[derive(Clone, Copy, Debug)]
pub struct Rescale<const TO: u32>;

macro_rules! decimals {
    ($($decimal:ident)*) => {$(
        impl<const SCALE: u32> LossyInto<f64> for $decimal<SCALE> {
            type Number = f64;

            const TOTAL: bool = true;

            #[inline(always)]
            fn lossy_into(self) -> f64 {
                self.to_f64()
            }
        }

        impl<const SCALE: u32, const TO: u32> Function1<$decimal<SCALE>> for Rescale<TO> {
            type Out = $decimal<TO>;

            const TOTAL: bool = false;

            #[inline(always)]
            fn call(&self, a: $decimal<SCALE>) -> $decimal<TO> {
                a.rescale()
            }
        }

        impl<const SCALE: u32, const TO: u32> Function1<Option<$decimal<SCALE>>> for Rescale<TO> {
            type Out = Option<$decimal<TO>>;

            const TOTAL: bool = false;

            #[inline(always)]
            fn call(&self, a: Option<$decimal<SCALE>>) -> Option<$decimal<TO>> {
                a.map($decimal::rescale)
            }
        }
    )*};
}

decimals! { Decimal WideDecimal }

impl<A: LossyInto<T>, T> LossyInto<T> for Option<A> {
    type Number = Option<A::Number>;

    const TOTAL: bool = A::TOTAL;

    #[inline(always)]
    fn lossy_into(self) -> Option<A::Number> {
        self.map(LossyInto::lossy_into)
    }
}

impl<A: LossyInto<T>, T> Function1<A> for LossyCast<T> {
    type Out = A::Number;

    const TOTAL: bool = A::TOTAL;

    #[inline(always)]
    fn call(&self, a: A) -> A::Number {
        a.lossy_into()
    }
}

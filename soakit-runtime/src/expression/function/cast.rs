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

impl<A: Plain + Into<T>, T: Plain> Function1<A> for Widen<T> {
    type Out = T;

    #[inline(always)]
    fn call(&self, a: A) -> T {
        a.into()
    }
}

impl<A: Plain + Into<T>, T: Plain> Function1<Option<A>> for Widen<T> {
    type Out = Option<T>;

    #[inline(always)]
    fn call(&self, a: Option<A>) -> Option<T> {
        a.map(Into::into)
    }
}

impl<A: Plain + TryInto<T>, T: Plain> Function1<A> for TryCast<T> {
    type Out = Option<T>;

    #[inline(always)]
    fn call(&self, a: A) -> Option<T> {
        a.try_into().ok()
    }
}

impl<A: Plain + TryInto<T>, T: Plain> Function1<Option<A>> for TryCast<T> {
    type Out = Option<T>;

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
    /// The number, rounded, saturated or cut off.
    fn lossy_into(self) -> T;
}

macro_rules! lossy {
    ($($from:ty)*) => { $(lossy! { @from $from: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 })* };
    (@from $from:ty: $($to:ty)*) => {$(
        impl LossyInto<$to> for $from {
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

impl<A: Plain + LossyInto<T>, T: Plain> Function1<A> for LossyCast<T> {
    type Out = T;

    #[inline(always)]
    fn call(&self, a: A) -> T {
        a.lossy_into()
    }
}

impl<A: Plain + LossyInto<T>, T: Plain> Function1<Option<A>> for LossyCast<T> {
    type Out = Option<T>;

    #[inline(always)]
    fn call(&self, a: Option<A>) -> Option<T> {
        a.map(LossyInto::lossy_into)
    }
}

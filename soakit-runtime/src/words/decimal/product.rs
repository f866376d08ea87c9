//! Products of decimals: the digits after the point add up, `0.05 * 12.30` is `0.6150`.
//!
//! Stable Rust cannot write `Decimal<{ A + B }>`, so a table of types says what the scales of a product are: [`Scales<A, B>`]
//! implements [`Product`] for all pairs that come to 18 digits at most. The table holds no code; each product is one generic
//! function, compiled for the scales that a program uses.

use core::ops::Mul;

use super::arithmetic::{Operand, or_overflow, overflow};
use super::{Decimal, WideDecimal};

/// The scales of two factors.
#[derive(Clone, Copy, Debug)]
pub struct Scales<const A: u32, const B: u32>;

/// What decimals of two scales multiply to.
#[diagnostic::on_unimplemented(
    message = "a product of these decimals would have more than 18 digits after the point",
    label = "too many digits after the point",
    note = "round a factor first: `price.rescale::<2>()`"
)]
pub trait Product {
    /// The product of two [`Decimal`]s.
    type Narrow: Mantissa<i64>;
    /// A product with a [`WideDecimal`].
    type Wide: Mantissa<i128>;
}

/// A decimal type of any scale, over mantissas `M`.
pub trait Mantissa<M>: Copy {
    /// Its digits after the point.
    const SCALE: u32;

    /// The number with this mantissa.
    fn of(mantissa: M) -> Self;
}

impl<const SCALE: u32> Mantissa<i64> for Decimal<SCALE> {
    const SCALE: u32 = SCALE;

    #[inline(always)]
    fn of(mantissa: i64) -> Self {
        Self(mantissa)
    }
}

impl<const SCALE: u32> Mantissa<i128> for WideDecimal<SCALE> {
    const SCALE: u32 = SCALE;

    #[inline(always)]
    fn of(mantissa: i128) -> Self {
        Self(mantissa)
    }
}

/// One row for each scale of the left factor: the scales that the right one may have.
macro_rules! table {
    ($($left:literal: $($right:literal)*;)*) => {$($(
        impl Product for Scales<$left, $right> {
            type Narrow = Decimal<{ $left + $right }>;
            type Wide = WideDecimal<{ $left + $right }>;
        }
    )*)*};
}

table! {
    0: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18;
    1: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17;
    2: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16;
    3: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15;
    4: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14;
    5: 0 1 2 3 4 5 6 7 8 9 10 11 12 13;
    6: 0 1 2 3 4 5 6 7 8 9 10 11 12;
    7: 0 1 2 3 4 5 6 7 8 9 10 11;
    8: 0 1 2 3 4 5 6 7 8 9 10;
    9: 0 1 2 3 4 5 6 7 8 9;
    10: 0 1 2 3 4 5 6 7 8;
    11: 0 1 2 3 4 5 6 7;
    12: 0 1 2 3 4 5 6;
    13: 0 1 2 3 4 5;
    14: 0 1 2 3 4;
    15: 0 1 2 3;
    16: 0 1 2;
    17: 0 1;
    18: 0;
}

macro_rules! products {
    ($($left:ident * $right:ident = $output:ident ($decimal:ident of $mantissa:ty)),*) => {$(
        impl<const A: u32, const B: u32> Mul<$right<B>> for $left<A>
        where
            Scales<A, B>: Product,
        {
            type Output = <Scales<A, B> as Product>::$output;

            #[inline(always)]
            #[track_caller]
            fn mul(self, other: $right<B>) -> Self::Output {
                let product = <$mantissa>::from(self.0).checked_mul(<$mantissa>::from(other.0));
                let (left, right) = (Operand(self.0.into(), A), Operand(other.0.into(), B));
                Self::Output::of(or_overflow!(product, left, '*', right, $decimal, Self::Output::SCALE))
            }
        }

        impl<const A: u32> $left<A> {
            products! { @checked $left * $right = $output ($mantissa) }
        }
    )*};
    (@checked Decimal * WideDecimal = $output:ident ($mantissa:ty)) => {};
    (@checked WideDecimal * Decimal = $output:ident ($mantissa:ty)) => {};
    (@checked $left:ident * $right:ident = $output:ident ($mantissa:ty)) => {
        /// The product, unless it does not fit.
        #[inline]
        #[must_use]
        pub fn checked_mul<const B: u32>(self, other: $right<B>) -> Option<<Scales<A, B> as Product>::$output>
        where
            Scales<A, B>: Product,
        {
            self.0.checked_mul(other.0).map(Mantissa::of)
        }
    };
}

products! {
    Decimal * Decimal = Narrow (Decimal of i64),
    WideDecimal * Decimal = Wide (WideDecimal of i128),
    Decimal * WideDecimal = Wide (WideDecimal of i128),
    WideDecimal * WideDecimal = Wide (WideDecimal of i128)
}

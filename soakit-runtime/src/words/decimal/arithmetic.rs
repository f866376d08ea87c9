//! Sums, differences, opposites, and products with whole numbers: what keeps the scale.

use core::iter::Sum;
use core::ops::{Add, AddAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use super::text::Digits;
use super::{Decimal, WideDecimal};

/// A decimal in a message: type, mantissa, scale.
#[derive(Clone, Copy)]
pub(super) struct Operand(pub(super) i128, pub(super) u32);

/// Panics, at the caller's line, because a result does not fit.
#[cold]
#[inline(never)]
#[track_caller]
pub(super) fn overflow(left: Operand, operator: char, right: Operand, type_name: &str, scale: u32) -> ! {
    let (left, right) = (Digits(left.0, left.1), Digits(right.0, right.1));
    panic!("{left} {operator} {right} overflows {type_name}<{scale}>")
}

/// `checked`, or a panic with the operands. A macro, so that the check stays in the caller's loop and the panic out of it.
macro_rules! or_overflow {
    ($checked:expr, $left:expr, $operator:literal, $right:expr, $decimal:ident, $scale:expr) => {
        match $checked {
            Some(result) => result,
            None => {
                let (left, right) = ($left, $right);
                overflow(left, $operator, right, stringify!($decimal), $scale)
            }
        }
    };
}
pub(super) use or_overflow;

macro_rules! arithmetic {
    ($decimal:ident of $mantissa:ty, whole: $($whole:ty)*) => {
        impl<const SCALE: u32> $decimal<SCALE> {
            /// The sum, unless it does not fit.
            #[inline]
            #[must_use]
            pub const fn checked_add(self, other: Self) -> Option<Self> {
                match self.0.checked_add(other.0) {
                    Some(mantissa) => Some(Self(mantissa)),
                    None => None,
                }
            }

            /// The difference, unless it does not fit.
            #[inline]
            #[must_use]
            pub const fn checked_sub(self, other: Self) -> Option<Self> {
                match self.0.checked_sub(other.0) {
                    Some(mantissa) => Some(Self(mantissa)),
                    None => None,
                }
            }

            /// The opposite, unless it does not fit.
            #[inline]
            #[must_use]
            pub const fn checked_neg(self) -> Option<Self> {
                match self.0.checked_neg() {
                    Some(mantissa) => Some(Self(mantissa)),
                    None => None,
                }
            }

            /// The number so many times, unless it does not fit.
            #[inline]
            #[must_use]
            pub const fn checked_mul_int(self, times: $mantissa) -> Option<Self> {
                match self.0.checked_mul(times) {
                    Some(mantissa) => Some(Self(mantissa)),
                    None => None,
                }
            }

            #[inline(always)]
            fn operand(self) -> Operand {
                Operand(self.0.into(), SCALE)
            }
        }

        impl<const SCALE: u32> Add for $decimal<SCALE> {
            type Output = Self;

            #[inline(always)]
            #[track_caller]
            fn add(self, other: Self) -> Self {
                or_overflow!(self.checked_add(other), self.operand(), '+', other.operand(), $decimal, SCALE)
            }
        }

        impl<const SCALE: u32> Sub for $decimal<SCALE> {
            type Output = Self;

            #[inline(always)]
            #[track_caller]
            fn sub(self, other: Self) -> Self {
                or_overflow!(self.checked_sub(other), self.operand(), '-', other.operand(), $decimal, SCALE)
            }
        }

        impl<const SCALE: u32> Neg for $decimal<SCALE> {
            type Output = Self;

            #[inline(always)]
            #[track_caller]
            fn neg(self) -> Self {
                or_overflow!(self.checked_neg(), Operand(0, SCALE), '-', self.operand(), $decimal, SCALE)
            }
        }

        impl<const SCALE: u32> AddAssign for $decimal<SCALE> {
            #[inline(always)]
            #[track_caller]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl<const SCALE: u32> SubAssign for $decimal<SCALE> {
            #[inline(always)]
            #[track_caller]
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }

        impl<const SCALE: u32> Sum for $decimal<SCALE> {
            #[track_caller]
            fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
                numbers.fold(Self::ZERO, |sum, number| sum + number)
            }
        }

        impl<'a, const SCALE: u32> Sum<&'a Self> for $decimal<SCALE> {
            #[track_caller]
            fn sum<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
                numbers.fold(Self::ZERO, |sum, number| sum + *number)
            }
        }

        $(
            impl<const SCALE: u32> Mul<$whole> for $decimal<SCALE> {
                type Output = Self;

                #[inline(always)]
                #[track_caller]
                fn mul(self, times: $whole) -> Self {
                    let product = self.checked_mul_int(times.into());
                    or_overflow!(product, self.operand(), '*', Operand(times.into(), 0), $decimal, SCALE)
                }
            }

            impl<const SCALE: u32> Mul<$decimal<SCALE>> for $whole {
                type Output = $decimal<SCALE>;

                #[inline(always)]
                #[track_caller]
                fn mul(self, number: $decimal<SCALE>) -> $decimal<SCALE> {
                    number * self
                }
            }

            impl<const SCALE: u32> MulAssign<$whole> for $decimal<SCALE> {
                #[inline(always)]
                #[track_caller]
                fn mul_assign(&mut self, times: $whole) {
                    *self = *self * times;
                }
            }
        )*
    };
}

arithmetic! { Decimal of i64, whole: i32 i64 u32 }
arithmetic! { WideDecimal of i128, whole: i32 i64 u32 u64 }

impl<const SCALE: u32> Add<Decimal<SCALE>> for WideDecimal<SCALE> {
    type Output = Self;

    #[inline(always)]
    #[track_caller]
    fn add(self, narrow: Decimal<SCALE>) -> Self {
        self + Self::from(narrow)
    }
}

impl<const SCALE: u32> AddAssign<Decimal<SCALE>> for WideDecimal<SCALE> {
    #[inline(always)]
    #[track_caller]
    fn add_assign(&mut self, narrow: Decimal<SCALE>) {
        *self = *self + narrow;
    }
}

impl<const SCALE: u32> Sum<Decimal<SCALE>> for WideDecimal<SCALE> {
    fn sum<I: Iterator<Item = Decimal<SCALE>>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |sum, number| sum + number)
    }
}

impl<'a, const SCALE: u32> Sum<&'a Decimal<SCALE>> for WideDecimal<SCALE> {
    fn sum<I: Iterator<Item = &'a Decimal<SCALE>>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |sum, number| sum + *number)
    }
}

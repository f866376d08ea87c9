//! `checked_sum`: a sum that is missing when its type cannot hold it.
//!
//! What leaves the total's type is counted, as carries; a sum that leaves it and comes back is right, in any order.

use super::{Fold, Summable, Total};
use crate::words::{Decimal, WideDecimal};

/// An integer or a decimal: a number whose sum is exact, if it fits.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` column has no checked sum",
    label = "neither an integer nor a decimal",
    note = "sums of floats are rounded and do not overflow: `sum()`, or `compensated_sum()`"
)]
pub trait Whole: Summable {
    /// Adds to the total; how often it wrapped around, upwards or downwards.
    fn carry(total: &mut Self::Total, more: Self::Total) -> i64;

    /// The number, as a total.
    fn total(self) -> Self::Total;

    /// The sum, if it fits.
    fn checked(total: Self::Total) -> Option<Self::Sum>;
}

macro_rules! wholes {
    ($($integer:ty),*) => {$(
        impl Whole for $integer {
            #[inline(always)]
            #[allow(unused_comparisons, reason = "some totals are unsigned")]
            fn carry(total: &mut Self::Total, more: Self::Total) -> i64 {
                let (sum, wrapped) = total.overflowing_add(more);
                *total = sum;
                if !wrapped { 0 } else if more < 0 { -1 } else { 1 }
            }

            #[inline(always)]
            fn total(self) -> Self::Total {
                self as Self::Total
            }

            fn checked(total: Self::Total) -> Option<Self::Sum> {
                total.try_into().ok()
            }
        }
    )*};
}

wholes! { i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize }

macro_rules! decimals {
    ($($decimal:ident)*) => {$(
        impl<const SCALE: u32> Whole for $decimal<SCALE> {
            #[inline(always)]
            fn carry(total: &mut i128, more: i128) -> i64 {
                i128::carry(total, more)
            }

            #[inline(always)]
            fn total(self) -> i128 {
                i128::from(self.mantissa())
            }

            fn checked(total: i128) -> Option<WideDecimal<SCALE>> {
                Some(WideDecimal::new(total))
            }
        }
    )*};
}

decimals! { Decimal WideDecimal }

/// The sum; missing if its type cannot hold it.
#[derive(Clone, Copy, Debug)]
pub struct CheckedSum;

impl<T: Whole> Fold<T> for CheckedSum {
    type State = (T::Total, i64);
    type Output = Option<T::Sum>;
    type Emptiness = Total;

    #[inline]
    fn start(&self) -> Self::State {
        (T::ZERO, 0)
    }

    #[inline(always)]
    fn update(&self, (total, carries): &mut Self::State, value: T) {
        *carries += T::carry(total, value.total());
    }

    fn merge(&self, (total, carries): &mut Self::State, (later, later_carries): Self::State) {
        *carries += later_carries + T::carry(total, later);
    }

    fn finish(&self, (total, carries): Self::State) -> Option<Option<T::Sum>> {
        Some(if carries == 0 { T::checked(total) } else { None })
    }
}
